# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A headless Chromium for tests, spoken to over its own pipe: no driver, no port, no network.

The protocol is https://chromedevtools.github.io/devtools-protocol/: JSON messages, each ended by a zero byte, on file descriptors 3 and 4.
"""

from __future__ import annotations

import base64
import contextlib
import itertools
import json
import os
import pathlib
import select
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
VARIABLE = "DATACITE_BROWSER"
"""Set to `required`, a test that needs a browser fails where there is none; set to a path, that is the browser."""

MISSING = f"no Chromium here, so the HTML report is not looked at in a browser ({VARIABLE} names one; .ci/run installs one)"
"""Why such a test is skipped."""

_FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--no-default-browser-check", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-extensions", "--disable-dev-shm-usage", "--disable-default-apps", "--hide-scrollbars",
    "--force-color-profile=srgb", "--host-resolver-rules=MAP * ~NOTFOUND", "--remote-debugging-pipe",
)
_PATIENCE = 60.0
_ON_3_AND_4 = """
import fcntl, os, sys
read, write = (fcntl.fcntl(int(name), fcntl.F_DUPFD, 10) for name in sys.argv[1:3])
os.dup2(read, 3)
os.dup2(write, 4)
os.execv(sys.argv[3], sys.argv[3:])
"""


def is_required() -> bool:
    """Whether a run without a browser has failed."""
    return os.environ.get(VARIABLE) == "required"


def find() -> str | None:
    """The browser's path, or None."""
    named = os.environ.get(VARIABLE, "")
    if named and named != "required":
        return named
    return next((path for path in map(shutil.which, NAMES) if path), None)


FAINT = """(() => {
  const channel = (value) => { value /= 255; return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4; };
  const parts = (color) => color.match(/[\\d.]+/g).map(Number);
  const light = ([red, green, blue]) => 0.2126 * channel(red) + 0.7152 * channel(green) + 0.0722 * channel(blue);
  const ground = (node) => {
    for (let at = node; at; at = at.parentElement) {
      const color = parts(getComputedStyle(at).backgroundColor);
      if (color.length < 4 || color[3] === 1) return color;
    }
    return [255, 255, 255];
  };
  const faint = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode.parentElement;
    if (!walker.currentNode.textContent.trim() || !node.getClientRects().length || ["SCRIPT", "STYLE"].includes(node.tagName)) continue;
    const [one, other] = [light(parts(getComputedStyle(node).color)), light(ground(node))].sort((a, b) => b - a);
    if ((one + 0.05) / (other + 0.05) < 4.5) faint.push(walker.currentNode.textContent.trim().slice(0, 40));
  }
  return faint;
})()"""
"""Says which texts of the page have less contrast than 4.5 to 1, as https://www.w3.org/TR/WCAG22/#contrast-minimum asks."""


class BrowserFailure(AssertionError):
    """The browser did not answer, or said that something went wrong in the page."""


class Page:
    """One page of a headless browser. `requests` holds the address of everything that it asked for, `complaints` what its console said."""

    def __init__(self, process: subprocess.Popen[bytes], write: int, read: int) -> None:
        self._process, self._write, self._read = process, write, read
        self._pending = b""
        self._numbers = itertools.count(1)
        self._session: str | None = None
        self.requests: list[str] = []
        self.complaints: list[str] = []
        target = self._call("Target.createTarget", url="about:blank")["targetId"]
        self._session = self._call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Network", "Runtime", "Log"):
            self._call(f"{domain}.enable")

    def open(self, address: str, *, width: int = 1200, height: int = 900, dark: bool = False, media: str = "") -> None:
        """Load the page at this size, in light or dark, on screen or as if printed; everything seen so far is forgotten."""
        self._call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=width < 600)
        self._call("Emulation.setEmulatedMedia", media=media, features=[{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}])
        self._call("Page.navigate", url="about:blank")
        self._until("document.readyState === 'complete' && location.href === 'about:blank'")
        self.requests.clear()
        self.complaints.clear()
        self._call("Page.navigate", url=address)
        self._until(f"document.readyState === 'complete' && location.href.startsWith({json.dumps(address.partition('#')[0])})")

    def say(self, expression: str) -> Any:
        """The value of an expression in the page."""
        found = self._call("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in found:
            raise BrowserFailure(f"{expression}: {found['exceptionDetails']}")
        return found["result"].get("value")

    def until(self, expression: str) -> None:
        """Wait for the page to make an expression true."""
        self._until(expression)

    def type(self, text: str) -> None:
        """What somebody types into whatever has the focus."""
        self._call("Input.insertText", text=text)

    def key(self, name: str, code: int) -> None:
        """One key pressed and released, such as `Tab`, 9."""
        text = {"text": "\r"} if name == "Enter" else {"text": " "} if name == " " else {}
        self._call("Input.dispatchKeyEvent", type="keyDown", key=name, windowsVirtualKeyCode=code, **text)
        self._call("Input.dispatchKeyEvent", type="keyUp", key=name, windowsVirtualKeyCode=code)

    def click(self, selector: str) -> None:
        """The mouse on the middle of the first element that fits."""
        box = self.say(f"(() => {{ const e = document.querySelector({json.dumps(selector)}); e.scrollIntoView({{block: 'center'}});"
                       " const b = e.getBoundingClientRect(); return [b.x + b.width / 2, b.y + b.height / 2]; })()")
        for kind in ("mousePressed", "mouseReleased"):
            self._call("Input.dispatchMouseEvent", type=kind, x=box[0], y=box[1], button="left", clickCount=1)

    def accessibility(self) -> list[dict[str, Any]]:
        """The tree that a screen reader gets, flat."""
        nodes: list[dict[str, Any]] = self._call("Accessibility.getFullAXTree")["nodes"]
        return [node for node in nodes if not node.get("ignored")]

    def picture(self, path: pathlib.Path, *, whole: bool = False) -> None:
        """A PNG of what is seen, or of the whole page."""
        found = self._call("Page.captureScreenshot", format="png", captureBeyondViewport=whole)
        path.write_bytes(base64.b64decode(found["data"]))

    def printed(self) -> bytes:
        """The page as PDF."""
        return base64.b64decode(self._call("Page.printToPDF", printBackground=False)["data"])

    def _until(self, expression: str) -> None:
        end = time.monotonic() + _PATIENCE
        while time.monotonic() < end:
            with contextlib.suppress(BrowserFailure):
                if self.say(expression):
                    return
            time.sleep(0.02)
        raise BrowserFailure(f"not within {_PATIENCE:.0f} s: {expression}")

    def _call(self, method: str, **params: Any) -> dict[str, Any]:
        number = next(self._numbers)
        message: dict[str, Any] = {"id": number, "method": method, "params": params}
        if self._session:
            message["sessionId"] = self._session
        data = json.dumps(message).encode() + b"\0"
        while data:
            data = data[os.write(self._write, data):]
        while True:
            answer = self._next()
            if answer.get("id") == number:
                if "error" in answer:
                    raise BrowserFailure(f"{method}: {answer['error']}")
                result: dict[str, Any] = answer["result"]
                return result
            self._noted(answer)

    def _noted(self, event: dict[str, Any]) -> None:
        method, params = event.get("method"), event.get("params", {})
        if method == "Network.requestWillBeSent":
            self.requests.append(params["request"]["url"])
        elif method == "Runtime.exceptionThrown":
            self.complaints.append(str(params["exceptionDetails"]))
        elif method == "Log.entryAdded":
            self.complaints.append(str(params["entry"].get("text")))
        elif method == "Runtime.consoleAPICalled":
            self.complaints.append(str(params.get("args")))

    def _next(self) -> dict[str, Any]:
        end = time.monotonic() + _PATIENCE
        while b"\0" not in self._pending:
            ready, _writable, _broken = select.select([self._read], [], [], max(0.0, end - time.monotonic()))
            part = os.read(self._read, 1 << 20) if ready else b""
            if not part:
                ended = self._process.poll()
                raise BrowserFailure("the browser does not answer" if ended is None else f"the browser has ended with {ended}")
            self._pending += part
        line, _zero, self._pending = self._pending.partition(b"\0")
        message: dict[str, Any] = json.loads(line)
        return message


@contextlib.contextmanager
def opened(browser: str, profile: pathlib.Path) -> Iterator[Page]:
    """A page of a new browser with an empty profile; it ends with the block, and everything that it started."""
    to_browser, from_browser = os.pipe(), os.pipe()
    command = [sys.executable, "-c", _ON_3_AND_4, str(to_browser[0]), str(from_browser[1]), browser, *_FLAGS, f"--user-data-dir={profile}"]
    quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    process = subprocess.Popen(command, pass_fds=(to_browser[0], from_browser[1]), **quiet)
    os.close(to_browser[0])
    os.close(from_browser[1])
    try:
        page = Page(process, to_browser[1], from_browser[0])
        yield page
        with contextlib.suppress(BrowserFailure, OSError):
            page._session = None
            page._call("Browser.close")
    finally:
        os.close(to_browser[1])
        os.close(from_browser[0])
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
