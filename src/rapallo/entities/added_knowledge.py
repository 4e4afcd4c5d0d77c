"""What ships together with the knowledge files of a user: read, checked, compiled, merged."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from rapallo.entities import knowledge_file
from rapallo.entities.additions import with_more
from rapallo.entities.compiling import Compiled, compiled_of, packed
from rapallo.entities.knowledge_file import KnowledgeFile, Record
from rapallo.entities.references import check_references
from rapallo.entities.source_files import read_folders

PARTIES = ("state", "organisation")


def with_folders(folders: Sequence[Path]) -> tuple[KnowledgeFile, tuple[str, ...]]:
    """The shipped knowledge with a user's, and what to tell of records that theirs take the place of.

    Raises KnowledgeError naming file, line and field where a file cannot be used.
    """
    tables = list(read_folders(folders))
    raw = knowledge_file.raw()
    records = (Record(*fields) for fields in raw["records"])
    check_references(tables, (record.key for record in records if record.kind in PARTIES))
    shipped = knowledge_file.parse(raw)
    compiled = compiled_of(tables, raw["words"])
    added = knowledge_file.parse(packed(tables, compiled, raw["words"], release=""))
    return with_more(knowledge_file.merged(shipped, added), tables), _replaced(compiled, shipped.records)


def _replaced(compiled: Iterable[Compiled], shipped: Iterable[Record]) -> tuple[str, ...]:
    known = {record.id: record for record in shipped}
    return tuple(
        f"{one.place}: takes the place of the shipped {known[one.record.id].name} ({one.record.id})."
        for one in compiled
        if one.record.id in known
    )
