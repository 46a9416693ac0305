# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The canonical form against what DataCite's own back end stored: nothing to do where nothing is to do, and every change found."""

from __future__ import annotations

import collections
import copy
import json
import re

import pytest

from ansible_collections.pidops.datacite.plugins.module_utils._datacite.metadata.canonical import canonical
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.metadata.container import derived_container
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.planning.difference import difference, effect, payload

NOT_METADATA = {"event", "schemaVersion", "doi", "state", "isActive", "source"}
LEAVES_PER_RECORD = 120
"""Of a record with more leaves, so many are altered, evenly spread; of every other one, all."""


def accepted(path):
    with path.open(encoding="utf-8") as lines:
        return [line for line in map(json.loads, lines) if line["status"] < 300]


@pytest.fixture(scope="module")
def real(observations):
    return accepted(observations("observed/real.jsonl"))


@pytest.fixture(scope="module")
def spoiled(observations):
    return accepted(observations("observed/spoiled.jsonl"))


@pytest.fixture(scope="module")
def updates(observations):
    """(name, what was sent, record before, record after) of every accepted update of the lives that sent attributes."""
    found = []
    with observations("observed/lives.jsonl").open(encoding="utf-8") as lines:
        for life in map(json.loads, lines):
            before = None
            for number, step in enumerate(life["steps"]):
                sent, after = step["request"].get("attributes") or {}, step.get("record")
                if step["status"] == 200 and step["request"]["method"] in ("PUT", "PATCH") and before and after:
                    found.append((f"{life['id']}/{number}", sent, before, after))
                before = after
    return found


def doi(line):
    return f"10.82001/{line['id']}"


def has_affiliation_texts(sent):
    """A bare text (or texts in a list) as affiliation: DataCite loses it, and this collection sends it as an object instead."""
    people = [*as_list(sent.get("creators")), *as_list(sent.get("contributors"))]
    return any(isinstance(entry, str) for person in people if isinstance(person, dict) for entry in as_list(person.get("affiliation")))


def as_list(value):
    return value if isinstance(value, list) else [] if value is None else [value]


def test_what_was_sent_is_what_is_there(real, figure):
    found = {line["id"]: difference(line["sent"], line["stored"], doi=doi(line)) for line in real}
    differing = {name for name, changes in found.items() if changes}
    lost = {line["id"] for line in real if has_affiliation_texts(line["sent"])}
    assert differing <= lost
    assert all(change.path.endswith(".affiliation") for name in differing for change in found[name])
    assert not [line["id"] for line in real if effect(line["sent"], line["stored"], doi=doi(line))]
    figure(
        f"real records: {len(real)} of {len(real)} requests as sent would change nothing; declaring the same changes nothing in {len(real) - len(differing)}, "
        f"and would restore affiliations that DataCite had lost in {len(differing)}"
    )


@pytest.mark.parametrize("kind", ["real", "spoiled"])
def test_what_is_there_can_be_declared(kind, request, figure):
    lines = request.getfixturevalue(kind)
    differing = [line["id"] for line in lines if difference(copy.deepcopy(line["stored"]), line["stored"], doi=doi(line))]
    assert differing == []
    form = [line["id"] for line in lines if canonical(canonical(line["stored"])) != canonical(line["stored"])]
    assert form == []
    figure(f"{kind} records declared as they were read: nothing to do for {len(lines)} of {len(lines)}")


def test_spoiled_records_as_they_were_stored(spoiled, figure):
    """All that DataCite dropped, emptied or rewrote is known: the same request again would change nothing."""
    differing = [line["id"] for line in spoiled if effect(line["sent"], line["stored"], doi=doi(line))]
    assert differing == []
    declared = [line["id"] for line in spoiled if difference(line["sent"], line["stored"], doi=doi(line))]
    figure(
        f"spoiled records: {len(spoiled) - len(differing)} of {len(spoiled)} requests as sent would change nothing; "
        f"declaring the same would save what was lost in {len(declared)}"
    )


def test_spoiled_records_that_lost_nothing(spoiled, figure):
    whole = [line for line in spoiled if contains(line["stored"], line["sent"])]
    differing = [line["id"] for line in whole if difference(line["sent"], line["stored"], doi=doi(line))]
    assert len(whole) > 900
    assert differing == []
    figure(f"spoiled records of which DataCite stored all: nothing to do for {len(whole) - len(differing)} of {len(whole)}")


def contains(stored, sent):
    """Whether each attribute is stored as sent, reckoned without the canonical form: `affiliation: []` and the like may be added."""
    return all(covers(stored.get(name), value) for name, value in sent.items() if name not in NOT_METADATA | {"geoLocations"})


def covers(stored, sent):
    if isinstance(sent, dict):
        return isinstance(stored, dict) and all(value is None or covers(stored.get(name), value) for name, value in sent.items())
    if isinstance(sent, list):
        return isinstance(stored, list) and len(stored) == len(sent) and all(map(covers, stored, sent))
    return stored == sent or stored == {"name": sent}


def leaves(value, path=()):
    if isinstance(value, dict):
        for name, item in value.items():
            yield from leaves(item, (*path, name))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from leaves(item, (*path, index))
    elif value is not None and (not path or path[0] not in NOT_METADATA):
        yield path, value


def altered(path, value):
    """Another value of the same kind that DataCite would store."""
    if path[0] == "language":
        return "tlh"
    if isinstance(value, bool):
        return not value
    if isinstance(value, int | float):
        return value + 1
    try:
        return str(float(value) + 1)
    except ValueError:
        return f"{value} altered"


def put(root, path, value):
    for step in path[:-1]:
        root = root[step]
    root[path[-1]] = value


def at(root, path):
    for step in path:
        if isinstance(root, dict) if isinstance(step, str) else isinstance(root, list) and step < len(root):
            root = root.get(step) if isinstance(step, str) else root[step]
        else:
            return None
    return root


def would_be_stored(sent, stored, path):
    """Whether DataCite takes notice of a change of this leaf, told from what it stored: a leaf that it dropped or overwrote is none of those."""
    if path[0] == "identifiers":
        entry = at(sent, path[:2])
        return path[-1] == "identifierType" and entry["identifier"] != sent["url"] or path[-1] == "identifier" and entry.get("identifierType") != "DOI"
    if path[0] == "container" and derived_container(stored) is not None:
        return False
    if path[0] == "rightsList" and (at(stored, path[:2]) or {}).get("schemeUri") == "https://spdx.org/licenses/":
        return path[-1] == "lang" or (path[-1] == "rights" and "rightsIdentifier" not in at(sent, path[:2]))
    if path == ("publisher",) or path[0] in ("language", "publicationYear", "subjects"):
        return True
    return at(stored, path) is not None


def shown(path):
    text = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)[1:]
    if path[0] == "identifiers":
        return re.sub(r"\bi(?=dentifier)", "alternateI", text)
    return "publisher.name" if text == "publisher" else text


def test_one_altered_leaf_is_one_change(real, figure):
    counts, failures = collections.Counter(), []
    for line in real:
        sent, stored = line["sent"], line["stored"]
        if has_affiliation_texts(sent):
            continue
        every = list(leaves(sent))
        for path, value in every[:: -(-len(every) // LEAVES_PER_RECORD)]:
            if value == "SeriesInformation" and covers(stored["container"], sent.get("container", {})) is False:
                continue  # From then on nothing hides the container that is declared, another than the derived one: two changes.
            put(sent, path, altered(path, value))
            changes = difference(sent, stored, doi=doi(line))
            put(sent, path, value)
            if not would_be_stored(sent, stored, path):
                counts["not stored"] += 1
                expected = not changes
            else:
                expected = len(changes) == 1 and is_about(changes[0], path)
                counts["exact" if expected and changes[0].path == shown(path) else "entry"] += 1
            if not expected:
                failures.append((line["id"], shown(path), changes))
    assert failures == []
    assert counts["exact"] > 50_000
    figure(
        f"one leaf altered: found as exactly that change {counts['exact'] + counts['entry']} times "
        f"({counts['entry']} as its entry coming, going or completed by DataCite), otherwise {len(failures)}; "
        f"leaves that DataCite does not keep: {counts['not stored']}"
    )


def is_about(change, path):
    """Whether a change is that of a leaf, or of the entry that the leaf is in (indexes shift where DataCite hides or collapses entries)."""
    plain = re.sub(r"\[\d+\]", "[]", shown(path))
    found = re.sub(r"\[\d+\]", "[]", change.path)
    return found == plain or (path[0] in ("identifiers", "rightsList", "subjects") and plain.startswith(found))


def test_an_update_of_a_life_is_seen_exactly(updates, figure):
    """Per attribute that was sent: a change is found where the record is different afterwards, and nowhere else."""
    counts, wrong = collections.Counter(), []
    for name, sent, before, after in updates:
        if "xml" in sent:
            counts["documents"] += 1
            continue
        found = {change.attribute for change in effect(sent, before, doi=f"10.82001/{name.partition('/')[0]}", url=after.get("url"))} - NOT_METADATA
        changed = {key for key in set(sent) & set(after) - NOT_METADATA if differs(key, before.get(key), after.get(key))}
        counts["updates"] += 1
        counts["changed" if changed else "same"] += 1
        if found != changed:
            wrong.append((name, found ^ changed, sent))
    assert wrong == []
    assert counts["changed"] > 500 and counts["same"] > 500
    figure(
        f"lives: of {counts['updates']} accepted updates {counts['changed']} changed the record and {counts['same']} did not; seen exactly: "
        f"{counts['updates'] - len(wrong)} ({counts['documents']} updates by XML apart)"
    )


UNSET_TYPES = {"schemaOrg": "CreativeWork", "citeproc": "article", "bibtex": "misc", "ris": "GEN"}


def differs(name, before, after):
    """Raw inequality; a `contentUrl` of null and [] are the same, and so are `types` never set and cleared."""
    if name == "contentUrl":
        return (before or []) != (after or [])
    if name == "types":
        return (before or UNSET_TYPES) != (after or UNSET_TYPES)
    return before != after


def test_the_record_after_an_update_is_foreseen(updates, figure):
    """The canonical form of what was sent, over that of the record before, is that of the record afterwards."""
    wrong, counted = [], 0
    for name, sent, before, after in updates:
        if "xml" in sent:
            continue
        counted += 1
        if foreseen(before, sent) != rest(after):
            wrong.append(name)
    assert wrong == []
    figure(f"lives: the record after an update foreseen in {counted - len(wrong)} of {counted}")


def test_sending_the_payload_alone_makes_the_declared_record(updates, figure):
    """Only what differs is sent, and nothing that is undeclared is lost: afterwards nothing differs, and all the rest is as it was."""
    wrong, counted = [], 0
    for name, sent, before, _unused in updates:
        if "xml" in sent:
            continue
        url = sent.get("url", before.get("url"))
        names = {change.attribute for change in difference(sent, before, url=url if isinstance(url, str) else None)}
        request = payload(sent, before, names)
        after = {**before, **readable(request, before)}
        counted += 1
        lost = {key for key, value in undeclared(before, sent).items() if undeclared(after, sent).get(key) != value}
        if set(request) != names or difference(sent, after, url=url if isinstance(url, str) else None) or lost:
            wrong.append((name, lost))
    assert wrong == []
    figure(f"lives: the payload alone would do in {counted - len(wrong)} of {counted}")


def undeclared(record, sent):
    """The members of `types` and `publisher` that a declaration says nothing of, without those that DataCite derives from the resource type."""
    found = {}
    for name in ("publisher", "types"):
        said = {"name"} if isinstance(sent.get(name), str) else sent.get(name)
        if said and isinstance(record.get(name), dict):
            found.update({(name, member): value for member, value in record[name].items() if member not in UNSET_TYPES and member not in said})
    return found


def readable(request, before):
    """A request as it is read back (the server's part: canonical form, derived members completed)."""
    shown_page = request.get("url", before.get("url"))
    form = canonical(request, url=shown_page if isinstance(shown_page, str) else None)
    if "alternateIdentifiers" in form:
        renamed = {"alternateIdentifier": "identifier", "alternateIdentifierType": "identifierType"}
        form["identifiers"] = [{renamed[k]: v for k, v in entry.items()} for entry in form.pop("alternateIdentifiers") or []]
    return form


def foreseen(before, sent):
    taken = {key: value for key, value in sent.items() if not (key == "publisher" and value is None)}
    page = sent.get("url", before.get("url"))
    form = canonical(taken, url=page if isinstance(page, str) else None)
    return rest({**canonical(before), **form, **({"container": form.get("container")} if "container" in form else {})}, sent={**before, **sent})


def rest(record, sent=None):
    """What a request decides: without a derived container, state and version of the schema."""
    form = canonical(record)
    for name in (*NOT_METADATA, *(("container",) if derived_container(sent or record) else ())):
        form.pop(name, None)
    return {name: value for name, value in form.items() if value is not None}


def test_exchanges_with_the_back_end(observations, figure):
    """Answers to creations, updates and validations show what was sent; where they show affiliations or publishers only by name, these are not compared."""
    counted, wrong = 0, []
    with observations("observed/exchanges.jsonl").open(encoding="utf-8") as cases:
        for case in map(json.loads, cases):
            for exchange in case["exchanges"]:
                sent, shown_attributes = attributes_of(exchange["request"]), attributes_of(exchange["response"])
                if exchange["response"]["status"] > 201 or not sent or "doi" not in (shown_attributes or ()) or "xml" in sent:
                    continue
                named = set() if "affiliation=true" in exchange["request"]["path"] else {"creators", "contributors", "publisher"}
                counted += 1
                changes = effect({name: value for name, value in sent.items() if name not in named}, shown_attributes, doi=shown_attributes["doi"])
                wrong.extend((case["id"], change) for change in changes if change.attribute != "schemaVersion")
    assert wrong == []
    assert counted > 300
    figure(f"answers to creations, updates and validations: {counted} of {counted} show what was sent")


def attributes_of(message):
    body = message.get("body")
    data = body.get("data") if isinstance(body, dict) else None
    attributes = data.get("attributes") if isinstance(data, dict) else None
    return attributes if isinstance(attributes, dict) else None
