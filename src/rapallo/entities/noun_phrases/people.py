"""People known by name: whom of several a name means, and the office that the day gives him."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rapallo.entities.knowledge import HEADS
from rapallo.entities.knowledge_file import Form, Record
from rapallo.entities.memory import Party
from rapallo.entities.noun_phrases.nouns import OF_THE_STATE
from rapallo.entities.noun_phrases.reading import PERSON, Reading
from rapallo.entities.noun_phrases.strangers import stranger
from rapallo.entities.office_holders import before_office, in_office, rivals
from rapallo.entities.phrases import Item

LEVELS_OF_COMMON_NAMES = 3
DAYS_BEFORE_OFFICE = 3


def known_person(reading: Reading, item: Item, before: Sequence[Item], record: Record, form: Form) -> Party | None:
    """A known person; another one of the family where an unknown given name stands before the family name."""
    person = _person(reading, item, before, record, form)
    if person is None or person.record != record.id or item.match is None:
        return person
    # A name that the article has introduced carries its rivals already.
    lost = rivals(item.match, record, reading.day)
    return person if lost in person.reason else replace(person, reason=f"{person.reason}{lost}")


def _person(reading: Reading, item: Item, before: Sequence[Item], record: Record, form: Form) -> Party | None:
    alone = form in (Form.FAMILY_NAME, Form.COMMON_NAME)
    if alone and (other := _of_the_family(reading, item, before, record, form)) is not None:
        if isinstance(other, Party):
            return other
        return stranger(reading, other, [i for i in before if i.start < other.start])
    if (titled := _by_title(reading, item, before)) is not None:
        return titled
    day = reading.day
    if not record.begun(day) and any(i.is_noun for i in before):
        return stranger(reading, Item(item.start, item.end, item.text), before)
    if not record.begun(day) and not record.begins_within(DAYS_BEFORE_OFFICE, day):
        introduced = reading.memory.recall(item.text)
        # Nobody is called by a family name alone for an office to come.
        return introduced if introduced is not None or alone else before_office(record, item.text)
    return _holding(reading, item, record)


def _holding(reading: Reading, item: Item, record: Record) -> Party | None:
    """A person in an office, or out of it, on the day."""
    return in_office(
        record,
        item.text,
        day=reading.day,
        situation=reading.situation,
        former=reading.former,
        knowledge=reading.memory.knowledge,
    )


def _of_the_family(
    reading: Reading, item: Item, before: Sequence[Item], record: Record, form: Form
) -> Party | Item | None:
    """Whom a family name means if not the one known: whom the article introduced, or an unknown namesake."""
    if before and before[-1].is_unknown and item.start - before[-1].end <= 1:
        return Item(before[-1].start, item.end, f"{before[-1].text} {item.text}")
    memory = reading.memory
    if (recalled := memory.introduced.get(item.text)) is not None:
        return _army_chief(reading, item, before, recalled) or recalled
    near = memory.levels_named[:LEVELS_OF_COMMON_NAMES]
    common = form is Form.COMMON_NAME
    unsure = common and not (record.valid(reading.day) and record.party in near)
    if unsure or not _can_be_alone(reading, item, record) or _contradicted(record, before):
        return Item(item.start, item.end, item.text)
    return None


def _can_be_alone(reading: Reading, item: Item, record: Record) -> bool:
    """Whether the article can mean somebody by the family name alone.

    It speaks of his country or organisation, or his country needs no naming, or he alone of those of a rare name heads
    a state, government or organisation on the day.
    """
    memory = reading.memory
    if memory.speaks_of(record.party):
        return True
    prominent = memory.needs_no_naming(record.party)
    if item.text in memory.knowledge.words.lists["borne_by_many"]:
        return prominent and record.office in HEADS and record.valid(reading.day)
    return prominent or _only_head(reading, item, record)


BEARERS_OF_A_RARE_NAME_MAX = 2


def _only_head(reading: Reading, item: Item, record: Record) -> bool:
    """Whether a record heads a state, government or organisation on the day, as nobody else of a name that few have."""
    officers = reading.memory.knowledge.words.lists["officers_of_organisations"]
    named = item.match.named if item.match is not None else ()
    people = [one.record for one in named if one.record.kind == "person"]
    of_day = (other for other in people if other.valid(reading.day))
    heads = {other.name for other in of_day if other.office in HEADS or other.title.lower() in officers}
    return heads == {record.name} and len({other.name for other in people}) <= BEARERS_OF_A_RARE_NAME_MAX


def _army_chief(reading: Reading, item: Item, before: Sequence[Item], recalled: Party) -> Party | None:
    """'General Sharif' where the article introduced the prime minister of that name: the chief of the army."""
    ranks, day = reading.memory.knowledge.words.lists["ranks"], reading.day
    ranked = bool(before) and before[-1].sector == "MIL" and before[-1].text in ranks
    if not ranked or recalled.sector == "MIL" or item.match is None:
        return None
    of_state = (n.record for n in item.match.named if n.record.code == recalled.code and n.record.sector == "MIL")
    chiefs = [record for record in of_state if record.valid(day) and "chief" in record.title.lower()]
    if len({record.name for record in chiefs}) != 1:
        return None
    return _holding(reading, item, chiefs[0])


def _by_title(reading: Reading, item: Item, before: Sequence[Item]) -> Party | None:
    """'Secretary of State Hillary Clinton': the office that the title before the name says, whatever the day."""
    noun = before[-1] if before and before[-1].is_noun else None
    if noun is None or reading.former or noun.sector not in OF_THE_STATE or item.match is None:
        return None
    offices = [n.record for n in item.match.named if n.record.title.lower() == noun.text]
    if len({record.name for record in offices}) != 1:
        return None
    day = reading.day
    record = max(offices, key=lambda r: (r.valid(day), r.begun(day), r.valid_from))
    return Party(record.key, record.name, record.id, f"{item.text}: {record.title}, as the title says", PERSON)


def _contradicted(record: Record, before: Sequence[Item]) -> bool:
    """Whether a title before a family name speaks of another sector than the person's ('General Allen')."""
    noun = before[-1] if before and before[-1].is_noun else None
    return noun is not None and noun.sector not in (record.sector, "GOV", "PTY", "ELI")
