# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Titles, descriptions, keywords and the other texts of a schema.org work. Private to the collection."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from typing import Any

from ...metadata.language import language
from ..json_parts.part import Part
from ..json_parts.values import fits, has_inline_tag, line_of, listed, named, once, text_of, without_nothing

_LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
_BLOCK = re.compile(r"</?(?:p|div|li|ul|ol|h[1-6]|section|article|table|tr|blockquote)(?:\s[^<>]*)?/?>\s*", re.IGNORECASE)
_ENTITY = re.compile(r"&#?\w{1,10};")
_LINES = re.compile(r"\n{3,}")
_LONGEST_VERSION = 191
_MOST_FILES = 20


def titles_of(work: Mapping[str, Any]) -> Part:
    """The name, else the headline; further names are alternative titles, or translated ones where a language says so."""
    names = [(text, _lang(one)) for one in listed(work.get("name")) if (text := line_of(one))]
    headlines = [(text, _lang(one)) for one in listed(work.get("headline")) if (text := line_of(one))]
    others = [(text, _lang(one)) for member in ("alternateName", "alternativeHeadline") for one in listed(work.get(member)) if (text := line_of(one))]
    texts = [*names, *headlines, *others]
    if not texts:
        return Part("titles", names=("name", "headline", "alternateName", "alternativeHeadline"))
    first, first_lang = texts[0]
    value = [without_nothing({"title": first, "lang": first_lang})]
    known = {first}
    for text, lang in texts[1:]:
        kind = "TranslatedTitle" if lang and first_lang and lang != first_lang else "AlternativeTitle"
        if text not in known:
            known.add(text)
            value.append(without_nothing({"title": text, "titleType": kind, "lang": lang}))
    plain = value == [{"title": work.get("name")}] and not has_inline_tag(first)
    mended = () if names else ("the headline became the title",)
    return Part("titles", value, {"name": first}, not plain, ("name", "headline", "alternateName", "alternativeHeadline"), mended)


def descriptions_of(work: Mapping[str, Any]) -> Part:
    """Description and abstract as abstracts, the technique of measurement as methods; paragraphs of HTML as lines."""
    written = [one for member in ("description", "abstract") for one in listed(work.get(member))]
    value: list[dict[str, Any]] = []
    known: set[str] = set()
    for one in written:
        text = _paragraphs(text_of(one) or "")
        if text and text not in known:
            known.add(text)
            value.append(without_nothing({"description": text, "descriptionType": "Abstract", "lang": _lang(one)}))
    abstracts = len(value)
    value.extend({"description": name, "descriptionType": "Methods"} for one in listed(work.get("measurementTechnique")) if (name := named(one)))
    original = work.get("description")
    plain = len(value) <= 1 and isinstance(original, str) and bool(value) and value[0]["description"] == original.strip() and not has_inline_tag(original)
    members = {"description": value[0]["description"]} if abstracts else {}
    return Part("descriptions", value or None, members, bool(value) and not plain, ("description", "abstract", "measurementTechnique"))


def subjects_of(work: Mapping[str, Any]) -> Part:
    """Keywords, cut where the text separates them, and what the work is about; terms keep their scheme."""
    keywords = work.get("keywords")
    words = _words(keywords) if isinstance(keywords, str) else listed(keywords)
    value = [subject for one in words for subject in _subjects(one)]
    value += [subject for one in listed(work.get("about")) if _is_subject(one) for subject in _subjects(one)]
    value = once(subject for subject in value if subject.get("subject"))
    as_read = keywords.split(", ") if isinstance(keywords, str) else keywords
    plain = isinstance(as_read, list) and once({"subject": one} for one in as_read) == value
    members = {"keywords": [one["subject"] for one in value]} if value else {}
    return Part("subjects", value or None, members, bool(value) and not plain, ("keywords", "about"))


def _words(text: str) -> list[str]:
    """Keywords in one text: between semicolons where there are any (commas then belong to the words), else between commas."""
    if ";" in _ENTITY.sub("", text):
        return text.split(";")
    return text.split(", ") if ", " in text else text.split(",")


def _is_subject(one: Any) -> bool:
    """Whether what a work is about can stand as a keyword: no address, and no work, place or person."""
    if isinstance(one, dict) and "@value" not in one:
        return one.get("@type") in (None, "Thing", "DefinedTerm", "CategoryCode")
    return not _is_address(line_of(one))


def _subjects(one: Any) -> list[dict[str, Any]]:
    if isinstance(one, dict) and "@value" not in one:
        return [_term(one)]
    text = line_of(one)
    return [without_nothing({"subject": text, "lang": _lang(one)})] if text else []


def _term(one: Mapping[str, Any]) -> dict[str, Any]:
    scheme, address, code = one.get("inDefinedTermSet"), line_of(one.get("url")) or line_of(one.get("@id")), line_of(one.get("termCode"))
    schemes = [line_of(scheme.get("url")), line_of(scheme.get("@id")), named(scheme)] if isinstance(scheme, dict) else [line_of(scheme)]
    return without_nothing(
        {
            "subject": named(one) or code,
            "subjectScheme": next((text for text in schemes if text and not _is_address(text)), None),
            "schemeUri": next((text for text in schemes if _is_address(text)), None),
            "valueUri": address if _is_address(address) else None,
            "classificationCode": code,
        }
    )


def language_of(work: Mapping[str, Any]) -> Part:
    """The first language, by its code where there is one."""
    for one in listed(work.get("inLanguage")):
        texts = (
            [line_of(one.get(member)) for member in ("alternateName", "identifier", "name", "@id")]
            if isinstance(one, dict) and "@value" not in one
            else [line_of(one)]
        )
        text = next((text for text in texts if text and language(text.replace("_", "-"))), None)
        if text:
            tag = text.replace("_", "-")
            original = work["inLanguage"]
            plain = original == tag or (isinstance(original, dict) and (original.get("alternateName") or original.get("name")) == tag)
            return Part("language", language(tag), {"inLanguage": tag}, not plain, ("inLanguage",))
    return Part("language", names=("inLanguage",) if work.get("inLanguage") in (None, "", [], {}) else ())


def version_of(work: Mapping[str, Any]) -> Part:
    """`version`, or that of software."""
    for member in ("version", "softwareVersion"):
        text = line_of(work.get(member))
        if text and fits(text, _LONGEST_VERSION):
            return Part("version", text, {"version": text}, work.get("version") not in (text,), ("version", "softwareVersion"))
    return Part("version")


def sizes_of(work: Mapping[str, Any]) -> Part:
    """`contentSize` or `size`, its own or that of its one file; DataCite's reader looks for another spelling."""
    value = _of_files(work, ("contentSize", "fileSize", "size", "numberOfPages"), 1)
    value = [f"{text} pages" if text.isdigit() and text == line_of(work.get("numberOfPages")) else text for text in value]
    return Part("sizes", value or None, {}, bool(value), ("contentSize", "fileSize", "size", "numberOfPages"))


def formats_of(work: Mapping[str, Any]) -> Part:
    """`encodingFormat`, its own or that of its files."""
    value = _of_files(work, ("encodingFormat", "fileFormat"), _MOST_FILES)
    original = work.get("encodingFormat") or work.get("fileFormat")
    plain = (original if isinstance(original, list) else [original]) == value
    return Part("formats", value or None, {"encodingFormat": value} if value else {}, bool(value) and not plain, ("encodingFormat", "fileFormat"))


def content_addresses_of(work: Mapping[str, Any]) -> Part:
    """Where the files are."""
    value = [text for text in _of_files(work, ("contentUrl",), _MOST_FILES) if ":" in text and not text.startswith(("_:", "data:"))]
    original = work.get("contentUrl")
    plain = (original if isinstance(original, list) else [original]) == value
    names = ("contentUrl", "distribution", "encoding", "associatedMedia")
    files = _files(work)
    lost = (f"`distribution` ({len(files)} files)",) if not value and len(files) > _MOST_FILES else ()
    return Part("contentUrl", value or None, {"contentUrl": value} if value else {}, bool(value) and not plain, names, (), lost)


def _of_files(work: Mapping[str, Any], members: tuple[str, ...], most: int) -> list[str]:
    """Texts of the work itself, else of its files where these are not more than `most`: a record is no list of files."""
    files = _files(work)
    for sources in ([work], files):
        found = once(text for one in sources for member in members for entry in listed(one.get(member)) if (text := _amount(entry)))
        if found:
            return found if sources is not files or len(found) <= most else []
    return []


def _files(work: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [one for holder in ("distribution", "encoding", "associatedMedia") for one in listed(work.get(holder)) if isinstance(one, dict)]


def _amount(entry: Any) -> str | None:
    """Text, or a quantity with its unit."""
    if isinstance(entry, dict) and "@value" not in entry:
        return " ".join(part for part in (line_of(entry.get("value")), line_of(entry.get("unitText") or entry.get("unitCode"))) if part) or named(entry)
    return line_of(entry)


def _paragraphs(text: str) -> str:
    """HTML paragraphs as lines: DataCite would take the tags out and leave the words together. What is HTML has its character references resolved."""
    if "<" not in text or not _BLOCK.search(text):
        return text
    return _LINES.sub("\n\n", html.unescape(_BLOCK.sub("\n", text))).strip()


def _lang(value: Any) -> str | None:
    tag = value.get("@language") if isinstance(value, dict) else None
    return tag if isinstance(tag, str) and _LANGUAGE_TAG.fullmatch(tag) else None


def _is_address(text: str | None) -> bool:
    return text is not None and text.startswith(("http://", "https://")) and " " not in text
