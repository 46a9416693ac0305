# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What datacite_export does: records of a repository become files of a catalogue. Private to the collection."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

from ..api.holdings import ahead
from ..api.identity import is_member
from ..api.inquiry import Inquiry
from ..api.opening import Opened, opened
from ..api.pages import Walk, count
from ..api.renderings import WORKERS
from ..catalog.export import Export
from ..catalog.export_files import FileChange, carry_out
from ..catalog.export_manifest import NAME, Manifest, read_manifest
from ..catalog.export_tree import Tree
from ..door import Visit
from ..planning.conversion import convert_beforehand
from ..planning.progress import Progress
from ..planning.record import METADATA, Record, record
from ..planning.refusal import Problem, Refusal
from .export_documents import DocumentExport
from .export_options import ExportOptions, export_options
from .rare_collection import rare_collection

MOST_SHOWN = 100
"""Files that a diff shows."""

_FIELDS = ",".join(("doi", "identifiers", *METADATA, "url", "state", "reason", "created", "client"))
"""What a row has to have: what is declared, and whose it is."""


@rare_collection()
def run(visit: Visit) -> dict[str, Any]:
    """Read, compare, and unless checking write; raises Refusal or DataCiteError, and then nothing was written."""
    options = export_options(visit.params)
    tree, held = Tree(options.dest, visit.progress), read_manifest(options.dest)
    _refuse_pruning_of_another_selection(options, held)
    registry = opened(visit)
    counted = registry.request_count
    begun = datetime.datetime.now(datetime.UTC)
    repository = _repository(options, registry)
    export = Export(tree, registry, repository, options.kind, _manifest(options, registry, repository, held))
    documents = DocumentExport(options.documents, repository, _system(registry))
    if options.is_whole:
        convert_beforehand(tree.shelf, registry, workers=WORKERS, progress=visit.progress)
    for found, single in _records(options, registry, repository, documents.needs_xml, visit.progress):
        export.take(found, single=single)
        documents.take(found)
    documents.ask(registry, visit.progress)
    if options.prune:
        _prune(export, documents, registry, visit.progress)
    gone = export.missing if options.is_whole else ()
    changes = export.finished()
    documents.finish()
    diff = {"diff": _diff(options, tree, changes, documents)} if visit.diff else {}
    if not visit.check_mode:
        _carry_out(options, changes, documents, visit.progress)
    return {
        **_told(export, changes, gone, documents),
        **diff,
        "repository": repository,
        "read_at": begun.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "request_count": registry.request_count - counted,
    }


def _repository(options: ExportOptions, registry: Opened) -> str:
    """Whose records are exported, the account being proven; raises Refusal."""
    account = registry.identity.prove()
    if options.repository is None and is_member(account):
        raise Refusal(
            f"{account} is a member's account, which holds no DOIs itself. Nothing was written.",
            (Problem("repository", "is missing", "name the repository whose records are wanted"),),
        )
    repository = options.repository or account
    if options.prune and repository != account:
        raise Refusal(
            f"The credentials belong to {account}. Nothing was written.",
            (Problem("prune", f"needs the account of {repository} itself: to others its drafts look as if they were gone", "use its own credentials"),),
        )
    return repository


def _manifest(options: ExportOptions, registry: Opened, repository: str, held: Manifest | None) -> Manifest:
    """The tree's manifest, or a new one; raises Refusal for the tree of another repository or system."""
    system = _system(registry)
    if held is None:
        return Manifest(repository, system, options.selection)
    if (held.repository, held.system) != (repository, system):
        words = f"holds records of {held.repository} at {held.system}, and these are of {repository} at {system}"
        raise Refusal("The tree belongs to another export. Nothing was written.", (Problem(str(options.dest), words, "use a folder for each repository"),))
    return held.selecting(options.selection) if options.is_whole else held


def _system(registry: Opened) -> str:
    """DataCite's system, as manifests name it."""
    connection = registry.session.connection
    # A sandbox has another port each time.
    return "this machine" if connection.is_loopback else connection.api_url


def _refuse_pruning_of_another_selection(options: ExportOptions, held: Manifest | None) -> None:
    if options.prune and held is not None and dict(held.selection) != dict(options.selection):
        was = ", ".join(f"{name}: {value}" for name, value in sorted(held.selection.items())) or "all records of the repository"
        raise Refusal(
            "Nothing was written.",
            (Problem("prune", f"the tree was exported with other filters ({was}), so what these leave out is not gone", "prune with the same filters"),),
        )


def _records(options: ExportOptions, registry: Opened, repository: str, with_xml: bool, progress: Progress) -> Iterator[tuple[Record, bool]]:
    """Each record, and whether it was read by itself, from the database."""
    if options.dois is None:
        return ((found, False) for found in _listed(options, registry, repository, with_xml, progress))
    return ((found, True) for found in _named(options.dois, registry, repository, progress))


def _listed(options: ExportOptions, registry: Opened, repository: str, with_xml: bool, progress: Progress) -> Iterator[Record]:
    chosen = options.selection
    asked = Inquiry(
        repository=repository, updated_since=options.since, prefix=chosen.get("prefix"), query=chosen.get("query"), state=chosen.get("state")
    ).params
    shown = {"fields[dois]": f"{_FIELDS},xml", "detail": "true"} if with_xml else {"fields[dois]": _FIELDS}
    walk = Walk(registry.session, {**asked, **shown}, repository=repository)
    done = 0
    for page in ahead(walk.pages()):
        for row in page:
            yield record({"data": row}, row["id"].lower())
            done += 1
            progress("reading", done, walk.total)


def _named(dois: tuple[str, ...], registry: Opened, repository: str, progress: Progress) -> Iterator[Record]:
    """Every one of the named records; raises Refusal where one is missing or another repository's."""
    found, problems = [], []
    for done, doi in enumerate(dois, 1):
        answer = registry.read(doi)
        read = None if answer is None else record(answer.document, doi)
        if read is None:
            problems.append(Problem("dois", f"there is no {doi} that {registry.account} may see"))
        elif read.owner != repository:
            problems.append(Problem("dois", f"{doi} belongs to {read.owner or 'another repository'}, not to {repository}"))
        else:
            found.append(read)
        progress("reading", done, len(dois))
    if problems:
        raise Refusal("Not all of the named DOIs can be exported. Nothing was written.", tuple(problems))
    yield from found


def _prune(export: Export, documents: DocumentExport, registry: Opened, progress: Progress) -> None:
    """Look for the records of all files that none came for; raises where at the end it is not certain any more who has been asking."""
    entries, others = frozenset(export.missing), frozenset(documents.missing)
    missing = sorted(entries | others)
    removed = 0
    for done, doi in enumerate(missing, 1):
        if doi in entries:
            removed += export.look_for(doi)
        if doi in others:
            removed += documents.settle(doi, export.why_not_gone(doi))
        progress("planning", done, len(missing))
    if removed:
        # A 404 does not say who asked. Credentials that were withdrawn in between would have made every draft look missing.
        count(registry.session, {"client-id": export.repository})


def _carry_out(options: ExportOptions, changes: tuple[FileChange, ...], documents: DocumentExport, progress: Progress) -> None:
    """Write the catalogue and then the documents; raises Refusal, which tells whether anything was written before."""
    carry_out(options.dest, changes, progress)
    try:
        documents.carry_out(progress)
    except Refusal as refusal:
        refusal.changed = refusal.changed or bool(changes) or None
        raise


def _told(export: Export, changes: tuple[FileChange, ...], gone: tuple[str, ...], documents: DocumentExport) -> dict[str, Any]:
    """What happened to files. The manifest is no news, unless it is all that changed."""
    files = [{"doi": change.doi or None, "file": change.file, "action": change.action} for change in changes if change.file != NAME]
    actions = [entry["action"] for entry in files if entry["doi"]]
    counts = {name: actions.count(action) for name, action in (("created", "create"), ("updated", "update"), ("removed", "remove"))}
    warnings = [*export.warnings, *documents.warnings()]
    return {
        "changed": bool(changes) or documents.changed,
        "counts": {"records": len(export.taken), **counts, "unchanged": export.unchanged, "kept": len(export.kept), "missing": len(gone)},
        "files": files,
        "kept": [kept.as_dict() for kept in export.kept],
        "missing": list(gone),
        **({"documents": documents.told()} if documents.all else {}),
        **({"warnings": warnings} if warnings else {}),
    }


def _diff(options: ExportOptions, tree: Tree, changes: tuple[FileChange, ...], documents: DocumentExport) -> list[dict[str, str]]:
    """The files before and after, as many as a person can look at."""
    entries = [change for change in changes if change.file != NAME]
    total = len(entries) + documents.count
    shown = [
        (str(options.dest / change.file), (tree.text(change.file) or "") if change.existed else "", change.text) for change in entries[:MOST_SHOWN]
    ]
    shown += documents.shown(MOST_SHOWN - len(shown))
    diffs = [{"before_header": path, "after_header": path, "before": before, "after": after} for path, before, after in shown]
    if total > MOST_SHOWN:
        diffs.append({"prepared": f"and {total - MOST_SHOWN:,} more files\n"})
    return diffs
