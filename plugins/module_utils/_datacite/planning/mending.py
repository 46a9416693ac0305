# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Damaged records, and how a declaration mends them. Private to the collection.

A write of a wrong shape (by another program: `creators: ""`, `types: ""`) can be refused by DataCite and be stored all the same. The
record then answers 500, or shows an attribute of a type that DataCite never makes, and refuses most writes. Sending the spoiled
attribute whole mends it.
"""

from __future__ import annotations

from ..lifecycle import Target
from ..metadata.sending import sendable
from .action import Action
from .change import Change
from .declaration import Declaration
from .record import KERNEL_4, Record
from .refusal import Problem, Refusal

_SPOILS_READING = ("creators", "contributors")
"""The attributes that, once spoiled, keep DataCite from showing the record at all."""


def mending(declaration: Declaration, unreadable: str) -> Action:
    """The action that makes an unreadable record readable again, with what is declared; raises Refusal where too little is.

    No event goes along and nothing is deleted, for nobody knows the state of such a record. It is planned for again afterwards.
    """
    declared = sendable(declaration.attributes)
    whole = {name: declared[name] for name in _SPOILS_READING if declared.get(name) or (name == "contributors" and name in declared)}
    if declaration.target is Target.ABSENT or not whole:
        raise Refusal(
            f"{declaration.doi} is damaged: DataCite has the record and cannot show it. Nothing was written. {unreadable}",
            (Problem("metadata.creators", "or `contributors` is spoiled", "declare both whole, and the run sends them and mends the record"),),
        )
    return Action(
        declaration, None, None, ("mend",), send={**whole, "schemaVersion": KERNEL_4},
        changes=tuple(Change(name, name, None, value) for name, value in whole.items()), stored=whole,
        warnings=(*declaration.warnings, f"{declaration.doi} is damaged: DataCite cannot show it. What else differs is known once it is mended."),
    )


def undeclared_damage(declaration: Declaration, record: Record) -> None:
    """Raise Refusal where an attribute of the record is spoiled and the declaration does not replace it."""
    left = [name for name in record.damaged if declaration.document is None and not declaration.attributes.get(name)]
    if left:
        raise Refusal(f"{record.doi} is damaged. Nothing was written.", tuple(
            Problem(f"metadata.{name}", f"the record has {record.attributes[name]!r} there, which DataCite itself never makes",
                    f"declare `{name}` whole, and the run sends it and mends the record")
            for name in left
        ))
