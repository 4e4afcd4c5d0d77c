"""The knowledge base: who there is, under which names, in which office from when to when."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Self

from rapidfuzz import fuzz, process

from rapallo.entities import knowledge_file
from rapallo.entities.dates import months
from rapallo.entities.knowledge_file import Form, KnowledgeFile, Named, Record, SectorWords, on_day
from rapallo.entities.names import TYPOGRAPHY, Match, NameFinder
from rapallo.entities.state_lines import StateLines
from rapallo.errors import NameUnknownError
from rapallo.ontology import SECTORS
from rapallo.records import COLLECTIVE_CODES

SECTOR_LABELS = {
    "GOV": "government", "MIL": "armed forces", "LEG": "parliament", "JUD": "courts", "COP": "police",
    "SPY": "intelligence", "PTY": "party", "OPP": "opposition", "REB": "rebels", "CVL": "civilians", "JRN": "media",
    "MED": "health workers", "BUS": "business", "LAB": "labour", "EDU": "education", "REL": "religion",
    "CRM": "criminals", "ELI": "former officials", "NGO": "civil society", "AGR": "agriculture", "REF": "refugees",
}  # fmt: skip
COLLECTIVE_LABELS = {
    "IMG": "International group",
    "IMG/REB": "International armed group",
    "MULTI": "Several states",
    "IGO": "International organisation",
}
# Kinds whose key is a party that dyads are drawn between, in the order in which a name is theirs.
PARTY_KINDS = ("state", "organisation", "bloc", "group", "region")
# Offices of those who head a state or its government.
HEADS = frozenset({"head of state", "head of government"})
SUGGESTION_SCORE_MIN = 70
# Who once held an office is remembered by it rather than by a later candidacy.
YEARS_A_CANDIDATE_COUNTS_LESS = 20
# A name that many bear ("Singh", "Abdullah") comes behind a family name that few do.
FORM_RANK = {
    Form.NAME: 0, Form.ADJECTIVE: 1, Form.PEOPLE: 1, Form.CAPITAL: 2, Form.FAMILY_NAME: 3, Form.COMMON_NAME: 4,
    Form.SHORT: 5, Form.PLACE: 6, Form.OUTLET: 7,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Name:
    """A known name at `start:end` of a text, with the key and the record that it most likely means there."""

    start: int
    end: int
    key: str
    record: str
    kind: str


class Knowledge:
    """States, organisations, blocs, groups, institutions, media and people, by name and by key."""

    def __init__(self, content: KnowledgeFile, replaced: tuple[str, ...] = ()) -> None:
        self.version = content.version
        # What to tell of records of a user that take the place of shipped ones: the file, the line, the record.
        self.replaced = replaced
        self.records = content.records
        self.words: SectorWords = content.words
        self._names = content.names
        self._facts = content.facts

    @classmethod
    def load(cls, added: Sequence[Path] = ()) -> Self:
        """The knowledge that the package ships, with knowledge files (.toml) of a user's folders.

        A file that lies under two of the folders is read once.
        Raises KnowledgeError naming file, line and field where such a file cannot be used.
        """
        if not added:
            return cls(knowledge_file.read())
        # pydantic, which checks the files, is not loaded where there are none.
        from rapallo.entities.added_knowledge import with_folders

        content, replaced = with_folders(added)
        return cls(content, replaced)

    def facts(self, record: str) -> dict[str, object]:
        """What is known of a record, by its id, beside its names and dates: codes, capitals, members, predecessors."""
        return self._facts.get(record, {})

    def members(self, record: str, day: str = "") -> tuple[str, ...]:
        """The codes of the states that belong to an organisation or bloc, by its record's id, on a day ('': now)."""
        listed = self.facts(record).get("members", [])
        return on_day(map(str, listed), day) if isinstance(listed, list) else ()

    @property
    def names(self) -> Mapping[str, tuple[Named, ...]]:
        """Every name as it is listed → the records that it can mean."""
        return self._names

    def named(self, name: str) -> tuple[Named, ...]:
        """The records that a name, written just so, can mean."""
        return self._names.get(name, ())

    def find(self, text: str) -> list[Match]:
        """Every known name in a text with all that it can mean."""
        return self.finder.find(text)

    def home_of(self, outlet: str) -> str:
        """The state where an outlet is at home, as far as its name says; '' otherwise."""
        asked = f" {_words_only(outlet)} "
        fitting = [name for name in self._outlets if f" {name} " in asked]
        return self._outlets[max(fitting, key=len)] if fitting else ""

    def names_in(self, text: str, *, on: date | None = None) -> list[Name]:
        """Every known name in a text: longest first, apart from each other, in order.

        `on` is the day on which offices are looked up; without it the latest counts.
        """
        day = on.isoformat() if on else ""
        best = ((match, likeliest(match.named, day).record) for match in self.find(text))
        return [Name(match.start, match.end, record.key, record.id, record.kind) for match, record in best]

    def party(self, name_or_code: str) -> str:
        """'Serbia', 'srb', 'EU', 'IGO/EU' or 'the West' → 'SRB', 'IGO/EU', 'MULTI/WEST'.

        Raises NameUnknownError with the nearest known names.
        """
        asked = " ".join(name_or_code.translate(TYPOGRAPHY).split())
        key = asked.upper()
        if key in self._labels or key in COLLECTIVE_LABELS:
            return key
        folded = asked.casefold()
        for variant in (folded, folded.removeprefix("the ")):
            if variant in self._parties:
                return self._parties[variant]
        raise NameUnknownError(
            f"There is no state, organisation or bloc {name_or_code!r}.", suggestions=self._suggestions(folded)
        )

    def key(self, name_or_code: str) -> str:
        """As `party`, and with a sector behind a slash as well: 'Serbia/gov' → 'SRB/GOV'. Raises NameUnknownError."""
        try:
            return self.party(name_or_code)
        except NameUnknownError:
            whole, _, sector = name_or_code.rpartition("/")
            if not whole or sector.strip().upper() not in SECTORS:
                raise
            return f"{self.party(whole)}/{sector.strip().upper()}"

    def label(self, key: str) -> str:
        """'SRB' → 'Serbia', 'IGO/EU' → 'European Union', 'RUS/GOV' → 'Russia, government'; an unknown key stays."""
        if key in self._labels:
            return self._labels[key]
        if key in COLLECTIVE_LABELS:
            return COLLECTIVE_LABELS[key]
        code, _, sector = key.partition("/")
        whose = self._labels.get(code) or COLLECTIVE_LABELS.get(code)
        if whose and sector in SECTOR_LABELS:
            return f"{whose}, {SECTOR_LABELS[sector]}"
        return key

    def home_state(self, person: Record) -> str:
        """The code of the state whose office somebody of an organisation held last; '' where unknown."""
        of_states = [r for r in self._by_person.get(person.name, ()) if r.code not in COLLECTIVE_CODES]
        return max(of_states, key=lambda r: r.valid_from).code if of_states else ""

    def heads_called(self, family_name: str, day: str) -> tuple[Record, ...]:
        """Who heads a state or government on an ISO day and has a family name, even one that is an ordinary word."""
        return tuple(record for record in self._heads.get(family_name, ()) if record.valid(day))

    @cached_property
    def _heads(self) -> dict[str, list[Record]]:
        """Last word of the name → the offices of those who head a state or government."""
        heads: dict[str, list[Record]] = {}
        for record in self.records:
            if record.office in HEADS:
                heads.setdefault(record.name.rpartition(" ")[2], []).append(record)
        return heads

    @cached_property
    def _by_person(self) -> dict[str, list[Record]]:
        """Name of a person → the offices of all who are called so."""
        offices: dict[str, list[Record]] = {}
        for record in self.records:
            if record.kind == "person":
                offices.setdefault(record.name, []).append(record)
        return offices

    @cached_property
    def state_lines(self) -> StateLines:
        """Which states came of which."""
        return StateLines((record for record in self.records if record.kind == "state"), self._facts)

    def states_with_armed_groups(self, day: str) -> frozenset[str]:
        """Codes of the states in which an armed group that the knowledge base has fights on an ISO day."""
        return frozenset(r.code for r in self._armed_groups if r.valid(day))

    def states_with_office(self, title: str, day: str) -> frozenset[str]:
        """Codes of the states in which somebody bears a title on an ISO day."""
        bearing = self._by_title.get(title, ())
        return frozenset(r.code for r in bearing if r.valid(day))

    @cached_property
    def _by_title(self) -> dict[str, list[Record]]:
        """Title in small letters → the offices with it."""
        offices: dict[str, list[Record]] = {}
        for record in self.records:
            if record.title:
                offices.setdefault(record.title.lower(), []).append(record)
        return offices

    @cached_property
    def _armed_groups(self) -> tuple[Record, ...]:
        return tuple(r for r in self.records if r.kind == "group" and r.key.endswith("/REB"))

    @cached_property
    def finder(self) -> NameFinder:
        """Finds names in texts; made when a text is first read, for a look-up by name needs none."""
        in_texts = {name: kept for name, named in self._names.items() if (kept := _in_texts(named))}
        after_us = self.words.nouns.keys() | self.words.modifiers.keys() | self.words.lists["after_us"]
        lists = self.words.lists
        return NameFinder(
            in_texts,
            not_caseless=lists["not_caseless"],
            after_us=frozenset(after_us),
            of_nobody=lists["names_of_nobody"],
        )

    @cached_property
    def _outlets(self) -> dict[str, str]:
        """Name of an outlet in small letters, words only → code of its state."""
        return {
            _words_only(name): one.record.code
            for name, named in self._names.items()
            for one in named
            if one.record.kind == "outlet" or one.form is Form.OUTLET
        }

    @cached_property
    def _labels(self) -> dict[str, str]:
        """Key of a state, organisation or bloc → its name."""
        return {r.key: r.name for r in self.records if r.kind in ("state", "organisation", "bloc")}

    @cached_property
    def _parties(self) -> dict[str, str]:
        """Name in small letters → party key; the kinds named first in PARTY_KINDS win."""
        parties: dict[str, str] = {}
        for kind in PARTY_KINDS:
            for name, named in self._names.items():
                for one in named:
                    if one.record.kind == kind and one.form in (Form.NAME, Form.CAPITAL):
                        parties.setdefault(name.casefold(), one.record.party)
        for record in self.records:
            if record.kind == "organisation":
                parties.setdefault(record.key.removeprefix("IGO/").casefold(), record.key)
        return parties

    def _suggestions(self, folded: str) -> tuple[str, ...]:
        """Up to two names of parties that are written nearly so, a code's state among them."""
        code = folded.partition("/")[0].upper()
        if "/" in folded and code in self._labels:
            return (code,)
        adjective = self._of_adjective(folded)
        if adjective:
            return (adjective,)
        near = process.extract(folded, self._labels, processor=str.casefold, scorer=fuzz.WRatio, limit=2)
        spelled = process.extract(folded, list(self._parties), scorer=fuzz.ratio, limit=3)
        keys = [self._parties[name] for name, score, _ in spelled if score >= SUGGESTION_SCORE_MIN]
        keys += [key for _, score, key in near if score >= SUGGESTION_SCORE_MIN + 15]
        return tuple(dict.fromkeys(self.label(key) for key in keys))[:2]

    def _of_adjective(self, folded: str) -> str:
        """'russian', 'serbs' → 'Russia', 'Serbia'; '' for what is no adjective or people."""
        for form in (folded.capitalize(), folded.title()):
            for named in self.named(form):
                if named.record.kind == "state":
                    return named.record.name
        return ""


def _words_only(name: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", name.casefold()))


def _in_texts(named: Iterable[Named]) -> tuple[Named, ...]:
    """What a name can mean in a running text: a word like 'Time' names an outlet only where one is asked for."""
    return tuple(one for one in named if one.form is not Form.OUTLET)


def likeliest(named: Iterable[Named], day: str) -> Named:
    """The one that a name most likely means on an ISO day ('' unknown).

    In order: valid on that day, over by then (the most recent), not yet begun; a name that it had then before one
    that it had not; a full name before a family name; who heads a state or government before other offices of state,
    these before a party's; the one begun last; the order of the sources.
    """
    choices = list(named)

    def rank(one: Named) -> tuple[int, bool, int, int, int]:
        record = one.record
        dated_otherwise = bool(one.since or one.until) and not one.holds(day)
        if record.valid(day):
            begun = -months(record.valid_from) if record.kind == "person" else 0
            return (0, dated_otherwise, FORM_RANK[one.form], _weight(record), begun)
        distance = months(record.valid_to) if record.over(day) else -months(record.valid_from)
        if record.over(day) and record.key.endswith("/PTY"):
            distance -= YEARS_A_CANDIDATE_COUNTS_LESS * 12
        return (1 if record.over(day) else 2, dated_otherwise, FORM_RANK[one.form], -distance, 0)

    return min(choices, key=rank)


def _weight(record: Record) -> int:
    """How little an office weighs beside the others of a day; 0 for what is no person."""
    if record.kind != "person":
        return 0
    if record.office in OFFICE_WEIGHTS:
        return OFFICE_WEIGHTS[record.office]
    return SECTOR_WEIGHTS.get(record.sector, MIDDLE_WEIGHT)


OFFICE_WEIGHTS = {"head of state": 0, "head of government": 0, "foreign minister": 1, "defence minister": 1}
MIDDLE_WEIGHT = 3
SECTOR_WEIGHTS = {"GOV": 2, "LEG": 4, "PTY": 5, "OPP": 5, "ELI": 6}
