"""Whose an agent noun is: the name before it, else behind it, and the party that it makes with its owner."""

from __future__ import annotations

from collections.abc import Sequence

from rapallo.entities.knowledge_file import Record
from rapallo.entities.memory import Party
from rapallo.entities.noun_phrases.places import LANDS
from rapallo.entities.noun_phrases.reading import ORGANISATION, PEOPLE, PERSON, Reading, one_person
from rapallo.entities.phrases import Item
from rapallo.entities.sectors import with_sector

OWNING_LINKS = frozenset("of for from in at with representing inside within across by , loyal".split())
ALLIED = frozenset({"allies", "partners", "coalition", "coalition partners"})
# Offices that belong to the state, whatever the party ("the Republican president").
ELECTED = frozenset(
    {"president", "vice president", "governor", "mayor", "prime minister", "administration", "government"}
)
# Sectors that a noun keeps even in the hands of an institution: "White House reporters", "Capitol protesters".
OWN_SECTORS = frozenset({"CVL", "JRN", "NGO"})
BODIES = ("institution", "political party", "group", "outlet")


def owner_before(reading: Reading, before: Sequence[Item], noun: str = "") -> Item | None:
    """The name before the head that owns it: a person in the genitive, else what is no state, else the last.

    An ambassador, envoy or representative at an organisation is his state's ("Iran's U.N. ambassador").
    """
    names = [i for i in before if i.match is not None and not i.backed]
    if not names:
        return None
    kinds = {i: reading.record(i).kind for i in names}
    sending = next((i for i in names if kinds[i] == "state"), None)
    if sending is not None and noun in reading.memory.knowledge.words.lists["representatives"]:
        return sending
    person = next((i for i in names if kinds[i] == "person" and i.possessive), None)
    if person is not None:
        return person
    bodies = [i for i in names if kinds[i] not in (*LANDS, "bloc")]
    genitive = [i for i in names if i.possessive][:1]
    return (bodies or genitive or names)[-1]


def owner_behind(reading: Reading) -> tuple[Item | None, str]:
    """The first name behind the head that can own it, with the sector of a noun behind that: 'for the Polish army'.

    'of Serbia', 'for the Kremlin', never 'to Russia'.
    """
    loyal, of = False, ""
    for segment in reading.phrase.tail:
        if segment.link not in OWNING_LINKS and not (segment.link == "to" and loyal):
            if segment.items:
                return None, ""
            continue
        loyal = segment.link == "loyal"
        named = [i for i in segment.items if i.match is not None and not i.backed]
        if named:
            last = segment.items[-1]
            return named[0], last.sector if last.is_noun and segment.link != "," else of
        of = next((i.sector for i in segment.items if i.is_noun and i.sector != "GOV"), of)
    return None, ""


def owned(reading: Reading, record: Record, sector: str, item: Item, *, named: str = "") -> Party:
    """The party that a noun of a known owner means; `named` is the name of a stranger behind the noun."""
    armed = any(i.is_noun and i.sector == "REB" for i in reading.phrase.head.items if i is not item)
    if item.text in ALLIED and armed:
        key = with_sector(record.key, "REB")
        return Party(key, record.name, record.id, f"{item.text} of {record.name}", PEOPLE)
    if item.text in ALLIED and not named and not record.key.startswith(("IGO/", "MULTI/")):
        return Party("MULTI/ALLIES", "Allies", "", f"{item.text} of {record.name}", ORGANISATION)
    kind = PERSON if named or one_person(item, reading.memory) else PEOPLE
    why = f"{f'{item.text} {named}'.strip()} of {record.name}"
    return Party(_key(reading, record, sector, item), named or record.name, record.id, why, kind)


def _key(reading: Reading, record: Record, sector: str, item: Item) -> str:
    """The key of a noun in the hands of a record: that record's own, or its state's with a sector."""
    code, own = record.code, record.sector
    lists = reading.memory.knowledge.words.lists
    if record.kind in LANDS and item.text in lists["of_the_land"]:
        return with_sector(code, reading.situation.bare_sector)
    if record.kind in LANDS and item.text in lists["held_by_forces"]:
        return with_sector(code, "MIL")
    general = item.text in lists["general"]
    if code in ("IGO", "MULTI") or (record.kind in BODIES and _keeps_own(own, sector, item.text, general=general)):
        return record.key
    if record.kind == "person" and own == "REB" and item.text in lists["armed_men"]:
        return record.key
    if record.kind == "person" and general and item.text not in ("government", "forces", "force"):
        return with_sector(code, own)
    return with_sector(code, sector)


def _keeps_own(own: str, sector: str, noun: str, *, general: bool) -> bool:
    """Whether a noun in the hands of an institution or group leaves it its own sector ('Pentagon official')."""
    if own == "PTY" and (sector in ("LEG", "JUD") or noun in ELECTED):
        return False
    if general:
        return sector != "ELI"
    return sector not in OWN_SECTORS and sector != "ELI" and not (own == "GOV" and sector != "GOV")
