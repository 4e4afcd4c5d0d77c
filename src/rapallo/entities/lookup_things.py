"""What belongs together: the offices of one person, the times of one group, who heads what on a day."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from rapallo.entities.knowledge import Knowledge
from rapallo.entities.knowledge_file import Record
from rapallo.entities.lookup_names import NameIndex, folded

# Kinds of which one thing can have several records: a person one an office, a group one a key.
OF_SEVERAL_RECORDS = ("person", "group")
OFFICES_OF_STATE = (
    "head of state", "head of government", "foreign minister", "defence minister", "interior minister",
    "finance minister",
)  # fmt: skip
HEADS_AN_ORGANISATION = re.compile(
    r"(secretary|director|commissioner)[- ]general|president|chair(man|woman|person)?|high representative"
    r"|(executive|managing) (director|secretary)|administrator|supreme allied commander.*|head",
    re.IGNORECASE,
)


def same_thing(record: Record, index: NameIndex) -> tuple[Record, ...]:
    """All records of what a record is of, the latest first."""
    if record.kind not in OF_SEVERAL_RECORDS:
        return (record,)
    namesakes = index.namesakes[record.kind, folded(record.name)]
    if record.kind == "person":
        namesakes = _same_person(record, namesakes)
    return tuple(sorted(namesakes, key=lambda r: (r.valid_from, r.valid_to or "9999", r.id), reverse=True))


def _same_person(record: Record, namesakes: Sequence[Record]) -> list[Record]:
    """Namesakes of the same country are one person; an international official too, where one country only has one."""
    codes = {code for r in namesakes if (code := _country(r))}
    if len(codes) <= 1:
        return [r for r in namesakes if not _differs(r, record)]
    return [r for r in namesakes if _country(r) == _country(record) or _shares(r, record)]


def _country(record: Record) -> str:
    """'SRB'; '' for an international office."""
    code = record.code
    return "" if code in ("IGO", "IMG", "MULTI") else code


def _differs(one: Record, other: Record) -> bool:
    return bool(one.wikidata and other.wikidata and one.wikidata != other.wikidata)


def _shares(one: Record, other: Record) -> bool:
    return bool(one.wikidata) and one.wikidata == other.wikidata


def holders_on(record: Record, knowledge: Knowledge, day: str) -> tuple[Record, ...]:
    """Who holds the offices of a state, or heads an organisation, on an ISO day."""
    if record.kind == "state":
        people = _in_office(knowledge, f"{record.key}/GOV", day)
        ranked = [r for office in OFFICES_OF_STATE for r in people if r.office == office]
        return tuple(ranked)
    if record.kind == "organisation":
        people = list(_in_office(knowledge, record.key, day))
        return tuple([r for r in people if HEADS_AN_ORGANISATION.fullmatch(r.title)] or people)
    return ()


def _in_office(knowledge: Knowledge, key: str, day: str) -> Sequence[Record]:
    people: Iterable[Record] = (r for r in knowledge.records if r.kind == "person" and r.key == key)
    return [r for r in people if r.valid(day)]
