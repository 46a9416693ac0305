# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Plans to report on: a small one with some of everything, large ones, and ones at random whose texts are hostile."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from ansible_collections.pidops.datacite.plugins.module_utils._datacite.planning.change import Change
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.planning.fate import Fate
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.planning.planned import Activity, Plan, Planned, Refused, Unmanaged, Vanished
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.planning.refusal import Problem
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.reports.report import Report

PRODUCTION = "https://api.datacite.org"
TEST = "https://api.test.datacite.org"
HOSTILE = (
    "Tides <script>document.title='broken'</script> | `tick` ``` ~~~ @librarian #12 <!-- x --> \u202egnp.exe & \"Ü\" 🌍 </script><b>\n"
    "</details>\n# heading\n- point\n```\n| a | b |\n|--|--|\n"
)


def plan(*actions: Planned, system: str = PRODUCTION, **more: Any) -> Plan:
    """A plan of these actions, in the order of their DOIs."""
    known = {"declared": len(actions), "existing": len(actions), "repository": "abcd.efgh", "catalogue": "c0ffee", **more}
    return Plan(system=system, actions=tuple(sorted(actions, key=lambda action: action.doi)), **known)


def update(doi: str, *changes: Change, state: str = "findable", **more: Any) -> Planned:
    """An action that changes a record and leaves its state."""
    return Planned(doi, ("update",), state, state, changes, **more)


def title(before: Any, after: Any) -> Change:
    return Change("titles", "titles[0].title", before, after)


def url(before: Any, after: Any) -> Change:
    return Change("url", "url", before, after)


def publish(doi: str, **more: Any) -> Planned:
    """An action that cannot be undone."""
    return Planned(doi, ("publish",), "draft", "findable", (Change("state", "state", "draft", "findable"),), irreversible=True, **more)


def url_moves(number: int) -> tuple[Planned, ...]:
    """Landing pages that move by one rule, under names without a pattern."""
    return tuple(
        update(f"10.5438/{position * 7919 % 10**6:06}-x", url(f"https://old.example.org/items/{position}", f"https://data.example.org/items/{position}"))
        for position in range(number)
    )


def titles(number: int) -> tuple[Planned, ...]:
    """Changes that have nothing in common."""
    return tuple(
        update(f"10.5438/t{position:06}", title(f"Measurements {position} of the station", f"Measurements no. {position} at Station {position * 31 % 977}"))
        for position in range(number)
    )


def some_of_everything(system: str = PRODUCTION, hostile: str = HOSTILE) -> Plan:
    """A plan with every kind of thing that a report tells, foreign texts being `hostile`."""
    creator = {"name": "Noether, Emmy", "nameType": "Personal", "affiliation": [{"name": "Universität Göttingen"}]}
    return plan(
        Planned("10.5438/0012", ("update", "publish"), "draft", "findable", (Change("state", "state", "draft", "findable"), title("Tides", "Tides of 2019")),
                irreversible=True, place="dois/0012.yml:3", origin="change"),
        Planned("10.5438/0013", ("create", "publish"), None, "findable", (
            Change("state", "state", None, "findable"), url(None, "https://data.example.org/0013"), Change("creators", "creators", None, [creator]),
            Change("titles", "titles", None, [{"title": hostile}])), irreversible=True, place="dois/0013.yml:3"),
        update(
            "10.5438/0020", Change("creators", "creators[0]", None, creator),
            Change("descriptions", "descriptions[0].description", f"The year 2019. {hostile}", f"The year 2020. {hostile}"),
            place="dois/0020.yml:3", origin="drift", last_activity=Activity("abcd.efgh", "2026-11-20T10:00:00Z", "r1", ("creators",)),
            warnings=(f"of kernel-3: {hostile}",),
        ),
        Planned("10.5438/0021", ("hide",), "findable", "registered", (Change("state", "state", "findable", "registered"),), unmanaged=True),
        update(
            "10.5438/0022", title("Caf\u00e9", "Cafe\u0301"), Change("subjects", "subjects[2]", {"subject": hostile}, None),
            place="dois/0022.yml:3", from_index=True,
        ),
        *(update(f"10.5438/m-{number:04}", url(f"https://old.example.org/m-{number:04}", f"https://data.example.org/items/m-{number:04}"),
                 place=f"dois/moved/{number:04}.yml:2", origin="change") for number in range(40)),
        system=system, declared=120, existing=130,
        refused=(
            Refused("10.5438/0030", "dois/0030.yml:3", f"10.5438/0030: the DOI is findable. Declare `state: registered`. {hostile}"),
            Refused("10.5438/0031", "dois/0031.yml:3", "Refused.", (Problem("metadata.creators[0].nameType", hostile, "did you mean `Personal`?"),)),
        ),
        unmanaged=(Unmanaged("10.5438/xx-1", "draft"), Unmanaged("10.5438/xx-2", "findable", True)),
        vanished=(Vanished("10.5438/0040", "dois/0040.yml:3", ("language", "subjects")),),
        warnings=(hostile,),
    )


def applied(of: Plan) -> Report:
    """The report of an apply: the first failed, the last was not begun, and all between are done."""
    fates = [
        Fate(action.doi, "done", action.place, action.steps, action.after, True, irreversible=action.irreversible, changes=action.changes)
        for action in of.actions
    ]
    first = of.actions[0]
    said = f"{first.doi}: DataCite said {HOSTILE}"
    fates[0] = Fate(first.doi, "failed", first.place, message=said, problems=(Problem("metadata.url", HOSTILE),), changed=True)
    fates[-1] = Fate(fates[-1].doi, "left", fates[-1].place)
    return Report(of, tuple(fates))


_BITS = st.sampled_from([
    "<script>", "</script>", "<!--", "-->", "</details>", "`", "```", "````", "~~~", "|", "\n", "\r\n", "\n\n", "\n    ", "\n- ", "\n1. ", "\n# ", "\n> ",
    "\n===\n", "@team", "@org/team", "#12", "org/repo#3", "GH-4", "0123456789abcdef0123456789abcdef01234567", "https://example.org/x?a=1&b=2",
    "www.example.org", "javascript:alert(1)", "[a](b)", "![i](j)", "<img src=x onerror=alert(1)>", "&amp;", "&#64;", "\\", "*", "_x_", "**", "~~", "\u202e",
    "\u2066", "\u200b", "\x00", "\x07", "\x1b[31m", "\ud800", "\ufffe", "\u2028", "]]>", "<?x?>", "<![CDATA[",
    ":smile:", "🌍", "👩‍👩‍👧", "é", "e\u0301", "漢字", "\t", " ", "word", "10.5438/0012", "1.", "-", "+", "=",
])
HOSTILE_TEXTS = st.lists(st.one_of(_BITS, st.text(max_size=6)), max_size=12).map("".join)
VALUES: st.SearchStrategy[Any] = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), HOSTILE_TEXTS),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(HOSTILE_TEXTS, inner, max_size=3)), max_leaves=6,
)
CHANGES = st.builds(Change, st.sampled_from(["titles", "creators", "url", "state"]), HOSTILE_TEXTS.map(lambda text: f"titles[0]{text}"), VALUES, VALUES)
_NAMES = st.text(min_size=1, max_size=8).map(lambda text: f"10.5438/{text.lower()}")
_STEPS = st.sampled_from([
    (("update",), "findable", "findable"), (("create",), None, "draft"), (("create", "publish"), None, "findable"), (("publish",), "draft", "findable"),
    (("publish",), "registered", "findable"), (("hide",), "findable", "registered"), (("delete",), "draft", None), (("mend",), "findable", "findable"),
    (("re-register",), "findable", "findable"), (("update", "register"), "draft", "registered"),
])


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Any plan, with hostile texts wherever somebody else's words can come in."""
    actions = {}
    for doi in draw(st.lists(_NAMES, max_size=6, unique=True)):
        steps, before, after = draw(_STEPS)
        actions[doi] = Planned(
            doi, steps, before, after, tuple(draw(st.lists(CHANGES, max_size=3))), irreversible="publish" in steps and before != "registered",
            warnings=tuple(draw(st.lists(HOSTILE_TEXTS, max_size=1))), place=draw(HOSTILE_TEXTS), origin=draw(st.sampled_from([None, "drift", "change"])),
            last_activity=draw(st.one_of(st.none(), st.builds(Activity, HOSTILE_TEXTS, HOSTILE_TEXTS, HOSTILE_TEXTS))), from_index=draw(st.booleans()),
        )
    problems = st.builds(Problem, HOSTILE_TEXTS, HOSTILE_TEXTS, st.one_of(st.none(), HOSTILE_TEXTS))
    refused = st.builds(Refused, _NAMES, HOSTILE_TEXTS, HOSTILE_TEXTS, st.lists(problems, max_size=2).map(tuple))
    return plan(
        *actions.values(), system=draw(st.sampled_from([PRODUCTION, TEST, "http://127.0.0.1:8080"])),
        repository=draw(st.sampled_from(["abcd.efgh", "a--b.-->c"])),
        refused=tuple(draw(st.lists(refused, max_size=2))), warnings=tuple(draw(st.lists(HOSTILE_TEXTS, max_size=2))),
        unmanaged=tuple(draw(st.lists(st.builds(Unmanaged, _NAMES, HOSTILE_TEXTS), max_size=2))),
        vanished=tuple(draw(st.lists(st.builds(Vanished, _NAMES, HOSTILE_TEXTS, st.just(("language",))), max_size=2))),
    )


@st.composite
def reports(draw: st.DrawFn) -> Report:
    """Any report of any plan: planned, stopped or applied."""
    of = draw(plans())
    stopped = draw(st.one_of(st.none(), HOSTILE_TEXTS))
    statuses = [draw(st.sampled_from(["done", "nothing", "failed", "left"])) for _action in of.actions]
    fates = tuple(Fate(action.doi, status, action.place, message=draw(HOSTILE_TEXTS)) for action, status in zip(of.actions, statuses, strict=True))
    return Report(of, draw(st.sampled_from([None, fates])), stopped, draw(st.booleans()))
