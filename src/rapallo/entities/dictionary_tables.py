"""Actors of dictionaries as tables of knowledge files: which kind of table, and one for each actor, not two."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from rapallo.entities.compiling import slug
from rapallo.entities.news_spelling import VOWEL, is_common_word
from rapallo.entities.office_times import KeyTime, hull, without_overlap
from rapallo.entities.sources import (
    ArmedGroup,
    Bloc,
    Institution,
    Keyed,
    Office,
    Organisation,
    Outlet,
    Person,
    PoliticalParty,
    Region,
    Table,
)
from rapallo.ontology import SECTORS

# A name with one of these is no person's.
OF_INSTITUTIONS = re.compile(
    r"\b(ACADEMY|ADMINISTRATION|AGENCY|AIRLINES?|ALLIANCE|ARMED|ARMY|ASSEMBLY|ASSOCIATION|AUTHORITY|BANK|BATTALION|BOARD|"
    r"BRIGADES?|BUREAU|CABINET|CENT(ER|RE)|CHAMBER|COALITION|COMMAND|COMMISSION|COMMITTEE|COMMUNITY|COMPANY|"
    r"CONFERENCE|CONFEDERATION|CONGRESS|CORP(ORATION)?|CORPS|COUNCIL|COUP|COURT|DEPARTMENT|DIRECTORATE|EMBASSY|FACTION|"
    r"FEDERATION|FORCES?|FOUNDATION|FRONT|FUND|GOVERNMENT|GROUP|GUARDS?|INC|INSTITUTE|JUNTA|KNESSET|LEAGUE|LEGISLATURE|"
    r"LIBERATION|LTD|MILITARY|MILITIA|MINISTRY|MISSION|MOVEMENT|NAVY|NETWORK|NEWS|OFFICE|OFFICIALS?|OPPOSITION|"
    r"ORGANI[SZ]ATION|PARLIAMENT|PARTY|POLICE|POLITBURO|PROGRAM(ME)?|RADIO|REBELS?|REGIME|REPUBLIC|RESISTANCE|SECRETARIAT|"
    r"SENATE|SERVICES?|SOCIETY|SOLDIERS|TELEVISION|TRIBUNAL|TROOPS|UNION|UNITED|UNIVERSITY|[A-Z]+IANS?_[A-Z]+S)\b"
)
TITLES = (
    "PRESIDENT", "VICE PRESIDENT", "PRIME MINISTER", "DEPUTY PRIME MINISTER", "FOREIGN MINISTER", "DEFENSE MINISTER",
    "DEFENCE MINISTER", "INTERIOR MINISTER", "FINANCE MINISTER", "MINISTER", "ACTING MINISTER", "CHANCELLOR", "PREMIER",
    "SECRETARY GENERAL", "SECRETARY-GENERAL", "SECRETARY OF STATE", "SECRETARY", "GENERAL", "COLONEL", "ADMIRAL",
    "SENATOR", "KING", "QUEEN", "PRINCE", "SHEIKH", "EMIR", "AMBASSADOR",
)  # fmt: skip
TITLE = re.compile(rf"(?:{'|'.join(sorted(TITLES, key=len, reverse=True))}) (?=\S)", re.IGNORECASE)
KIND_OF_SECTOR = {"REB": "armed_group", "PTY": "political_party", "JRN": "outlet"}
LASTING: dict[str, type[Keyed]] = {
    "region": Region, "institution": Institution, "political_party": PoliticalParty, "armed_group": ArmedGroup,
    "outlet": Outlet, "bloc": Bloc,
}  # fmt: skip


def kind_of(name: str, times: Sequence[KeyTime]) -> str:
    """'person' for who holds dated offices under no institution's name, else 'thing': its key tells which."""
    text = re.sub(r"[_\s]+", " ", name).strip()
    told = any(time.dated or time.former for time in times) or TITLE.match(text)
    of_state = all(_is_state(time.key) for time in times)
    acronym = " " not in text and not VOWEL.search(text.upper())
    return "thing" if not told or of_state or acronym or OF_INSTITUTIONS.search(text.upper()) else "person"


def _is_state(key: str) -> bool:
    return len(key) == 3 and key not in ("IGO", "IMG")


@dataclass(slots=True)
class _Actor:
    """An actor while dictionaries are read: names in order, and the times of its keys."""

    output: str
    kind: str
    names: list[str]
    times: list[KeyTime]

    def take(self, names: Sequence[str], times: Sequence[KeyTime]) -> None:
        self.names = list(dict.fromkeys([*self.names, *names]))
        self.times = list(dict.fromkeys([*self.times, *times]))


class ActorTables:
    """Collects actors; the same name and state, or the same name and key, is the same actor."""

    def __init__(self, organisations: frozenset[str], known: Callable[[str], bool]) -> None:
        self._organisations = organisations
        self._known = known
        self._actors: list[_Actor] = []
        self._by_id: dict[tuple[str, ...], _Actor] = {}

    def add(self, output: str, kind: str, names: list[str], times: Sequence[KeyTime]) -> None:
        """Add a person, or a thing under each of its keys."""
        if kind == "person":
            stem = slug(_untitled(names)[0])
            self._join([("person", time.key[:3], stem) for time in times], _Actor(output, kind, names, list(times)))
            return
        for key in dict.fromkeys(time.key for time in times):
            of_key = [time for time in times if time.key == key]
            table = self._kind_of_key(key)
            place = key if table == "organisation" else f"{key}-{slug(names[0])}"
            self._join([(table, place)], _Actor(output, table, names, of_key))

    def of(self, output: str) -> Iterator[Table]:
        """The tables of one output, when all dictionaries are read."""
        for actor in self._actors:
            if actor.output == output:
                yield self._person(actor) if actor.kind == "person" else self._thing(actor)

    def _join(self, ids: list[tuple[str, ...]], actor: _Actor) -> None:
        first = next((self._by_id[each] for each in ids if each in self._by_id), None)
        if first is None:
            self._actors.append(actor)
        else:
            first.take(actor.names, actor.times)
        for each in ids:
            self._by_id.setdefault(each, first or actor)

    def _kind_of_key(self, key: str) -> str:
        who, _, sector = key.partition("/")
        if who == "IGO" and sector and key not in self._organisations:
            return "organisation"
        if who == "MULTI" and sector not in SECTORS:
            return "bloc"
        if _is_state(key):
            return "region"
        return KIND_OF_SECTOR.get(sector, "institution")

    def _thing(self, actor: _Actor) -> Table:
        key = actor.times[0].key
        start, end = hull(actor.times)
        name, *also = actor.names
        fields = {"name": name, "also": tuple(also), "from": start, "to": end}
        if actor.kind == "organisation":
            return Organisation.model_validate({**fields, "code": key.removeprefix("IGO/")})
        return LASTING[actor.kind].model_validate({**fields, "key": key})

    def _person(self, actor: _Actor) -> Person:
        name, *also = _untitled(actor.names)
        times = without_overlap(actor.times)
        offices = tuple(Office.model_validate({"key": one.key, "from": one.start, "to": one.end}) for one in times)
        return Person(name=name, family=None if self._called_alone(name) else "", also=tuple(also), offices=offices)

    def _called_alone(self, name: str) -> bool:
        """Whether the last word of a name names the person by itself: one family name of many would name the wrong one.

        What is left of a title and one word is a given name or a common word too often.
        """
        family = name.rpartition(" ")[2]
        shared = self._families[family] > 1 or self._known(family)
        return not (shared or is_common_word(family) or len(family) < 3 or TITLE.match(name))

    @cached_property
    def _families(self) -> Counter[str]:
        """The last words of all persons' names, with the number of persons."""
        return Counter(_untitled(one.names)[0].rpartition(" ")[2] for one in self._actors if one.kind == "person")


def _untitled(names: Sequence[str]) -> list[str]:
    """The names with the first one's title put behind: 'President Hamid Karzai' → 'Hamid Karzai', 'President …'."""
    first = names[0]
    bare = TITLE.sub("", first, count=1) if TITLE.match(first) else first
    return list(dict.fromkeys([bare, *names])) if " " in bare else list(names)
