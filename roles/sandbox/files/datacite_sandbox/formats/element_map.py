# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""XML as nested mappings, in the shape in which DataCite's readers see it.

An element with nothing but text is that text, an empty one is None, any other a mapping of attributes and children; text beside them
stands under CONTENT. Children of one name become a list. Prefixes of elements are dropped, hyphens in names become underscores.
"""

from __future__ import annotations

import html
from typing import Any

from .parsing import Tree
from .values import plain

CONTENT = "__content__"


def mapped(root: Tree, *, local_attributes: bool) -> Any:
    """What is in `root`; attributes lose their prefixes where `local_attributes` is true."""
    members: dict[str, Any] = {}
    for name, value in root.attrib.items():
        _add(members, _attribute_name(root, str(name), local_attributes), value)
    has_text, has_children = bool(root.text), False
    texts = [root.text or ""]
    for child in root:
        if isinstance(child.tag, str):
            has_children = True
            _add(members, _local(child.tag).replace("-", "_"), mapped(child, local_attributes=local_attributes))
        texts.append(child.tail or "")
        has_text = has_text or bool(child.tail)
    text = "".join(texts)
    if text.strip() if has_children else has_text:
        _add(members, CONTENT, text)
    return _settled(members)


def _settled(members: dict[str, Any]) -> Any:
    if not members:
        return None
    content = members.get(CONTENT)
    if len(members) == 1 and isinstance(content, str) and content.strip():
        return content
    if members.get("type") == "string":
        return content or ""
    if len(members) == 1 and isinstance(members.get("type"), str):
        return None
    return members


def _add(members: dict[str, Any], name: str, value: Any) -> None:
    if name not in members:
        members[name] = value
    elif isinstance(members[name], list):
        members[name].append(value)
    else:
        members[name] = [members[name], value]


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def _attribute_name(element: Tree, name: str, local: bool) -> str:
    if not name.startswith("{"):
        return name.replace("-", "_")
    namespace, _unused, bare = name[1:].partition("}")
    if local:
        return bare.replace("-", "_")
    if namespace == "http://www.w3.org/XML/1998/namespace":
        return f"xml:{bare}"
    prefix = next((prefix for prefix, uri in element.nsmap.items() if uri == namespace), None)
    return (f"{prefix}:{bare}" if prefix else bare).replace("-", "_")


def text_of(entry: Any) -> Any:
    """The text of an element: of several the different ones, as a list where there are more than one."""
    if isinstance(entry, str):
        return html.unescape(entry)
    if isinstance(entry, dict):
        return entry.get(CONTENT)
    if isinstance(entry, list):
        parts = [part.get(CONTENT) if isinstance(part, dict) else part for part in entry]
        return plain([part for place, part in enumerate(parts) if part not in parts[:place]])
    return None
