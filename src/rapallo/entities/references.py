"""Whether there is what knowledge files refer to: states, and organisations by their keys.

A slip of the pen in a code ("RSU/GOV") would otherwise make a country that nobody has heard of.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

from rapallo.entities.source_files import Sourced
from rapallo.entities.sources import Bloc, Dated, Keyed, More, Organisation, Person, State, Table
from rapallo.errors import KnowledgeError

# What stands before the slash of a key and is no state.
COLLECTIVES = ("IGO", "IMG", "MULTI")
SUGGESTIONS_MAX = 2


@dataclass(frozen=True, slots=True)
class _Reference:
    """A field, as messages name it, and the code of a state or the key of an organisation that it gives."""

    field: str
    code: str


def check_references(tables: Sequence[Sourced], known: Iterable[str]) -> None:
    """Check that every state and organisation that tables name is known or among them.

    `known` are keys of states and organisations ('SRB', 'IGO/EU'). Raises KnowledgeError.
    """
    there = {*known, *(key for one in tables for key in _own(one.table))}
    for one in tables:
        own = _own(one.table)
        for reference in _references(one.table):
            where = f"{one.place}: {one.heading}: {reference.field}"
            if reference.code in own:
                raise KnowledgeError(f"{where}: {reference.code} is the state itself.", mend="Name another state.")
            if reference.code not in there:
                raise _unknown(where, reference.code, there)


def _own(table: Table) -> tuple[str, ...]:
    """The key of the state or organisation that a table is of."""
    if isinstance(table, State):
        return (table.code,)
    return (f"IGO/{table.code}",) if isinstance(table, Organisation) else ()


def _references(table: Table) -> Iterator[_Reference]:
    if isinstance(table, State):
        for field in ("predecessors", "successors", "claimed_by"):
            yield from _numbered(field, getattr(table, field))
        if table.part_of:
            yield _Reference("part_of", table.part_of)
    if isinstance(table, State | Organisation | Bloc | More):
        yield from _numbered("members", [Dated.parse(member).text for member in table.members])
    if isinstance(table, Keyed):
        yield from _of_key("key", table.key)
    if isinstance(table, Person | More):
        for number, office in enumerate(table.offices, 1):
            yield from _of_key(f"offices.{number}.key", office.key)


def _numbered(field: str, codes: Iterable[str]) -> Iterator[_Reference]:
    return (_Reference(f"{field}.{number}", code) for number, code in enumerate(codes, 1))


def _of_key(field: str, key: str) -> Iterator[_Reference]:
    """The state or organisation of a key; blocs and groups of no single state need not be known."""
    code = key.partition("/")[0]
    if code not in COLLECTIVES:
        yield _Reference(field, code)
    elif key.startswith("IGO/"):
        yield _Reference(field, key)


def _unknown(where: str, code: str, there: Iterable[str]) -> KnowledgeError:
    """The error of a code that is not known, with those that are a slip of the pen away."""
    near = process.extract(code, sorted(there), scorer=OSA.distance, score_cutoff=1, limit=None)
    # Swapped letters are the likelier slip: RSU is RUS rather than RSM.
    alike = sorted((name for name, *_ in near), key=lambda name: sorted(name) != sorted(code))[:SUGGESTIONS_MAX]
    meant = f"Did you mean {' or '.join(alike)}? " if alike else ""
    what, table = ("organisation", "an [[organisation]]") if code.startswith("IGO/") else ("state", "a [[state]]")
    return KnowledgeError(
        f"{where}: there is no {what} {code}.", mend=f"{meant}A code of your own needs {table} with it."
    )
