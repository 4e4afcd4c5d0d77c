"""PETRARCH and TABARI dictionaries made into knowledge files: codes in our keys, names as news writes them.

Nothing is lost silently: what is left out has a reason (`LeftOut`), and codes that our keys cannot tell are counted.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import PurePath

from rapallo.entities.cameo_actors import NOBODY, Crosswalk
from rapallo.entities.dictionaries import Agent, Dictionary, Entry
from rapallo.entities.dictionary_tables import ActorTables, kind_of
from rapallo.entities.knowledge_file import NAME_CHARS_MAX, KnowledgeFile
from rapallo.entities.knowledge_writer import as_toml, in_order, in_parts
from rapallo.entities.news_spelling import acronyms_among, in_news, is_common_word, noun_in_news
from rapallo.entities.office_times import KeyTime
from rapallo.entities.sources import Words
from rapallo.entities.words import plural
from rapallo.errors import KnowledgeError

# These keys tell no state or organisation.
VAGUE = ("MULTI", "IMG", "IGO")
OF_GOVERNMENT = re.compile(r"\b(minister|ministry)s?\b|\bministries\b", re.IGNORECASE)
PORTFOLIOS = ("GOV", "ENV", "HRI")
# TABARI cuts words; this is the one that the agents still hold.
STEMS = {"minist": ("minister", "ministry")}


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A name that a well-formed line holds and the knowledge files do not, and why."""

    file: str
    line: int
    words: str
    reason: str


@dataclass(slots=True)
class Imported:
    """What became of dictionaries: texts of files by name, and what is to be told of it.

    `several` are names that are kept although they stand for somebody else above, with whom.
    """

    texts: dict[str, str] = field(default_factory=dict)
    tables: Counter[str] = field(default_factory=Counter)
    left_out: list[LeftOut] = field(default_factory=list)
    several: list[LeftOut] = field(default_factory=list)
    unmapped: Counter[str] = field(default_factory=Counter)
    known: int = 0


@dataclass(frozen=True)
class Shipped:
    """What the package knows already."""

    content: KnowledgeFile

    @cached_property
    def states(self) -> frozenset[str]:
        """Codes of states."""
        return frozenset(record.key for record in self.content.records if record.kind == "state")

    @cached_property
    def organisations(self) -> frozenset[str]:
        """Keys of organisations."""
        return frozenset(record.key for record in self.content.records if record.kind == "organisation")

    @cached_property
    def acronyms(self) -> frozenset[str]:
        """Acronyms among the names."""
        return acronyms_among(self.content.names)

    def knows(self, name: str) -> bool:
        """Whether it has a name at all."""
        return name in self.content.names

    def has(self, name: str, key: str) -> bool:
        """Whether it knows a name, today too, under this key or, where that tells no state, under one that does."""
        named = self.content.names.get(name.removeprefix("the "), ())
        keys = {one.record.key for one in named if not one.record.valid_to and not one.until}
        who, _, sector = key.partition("/")
        if who in VAGUE and any(
            one.rpartition("/")[2] == sector or (not sector and one.startswith(f"{who}/")) for one in keys
        ):
            return True
        return key in keys

    def sector_of(self, noun: str) -> str:
        """The sector of an agent noun; '' for one that it does not know."""
        return self.content.words.nouns.get(noun, "")


def import_dictionaries(dictionaries: Sequence[Dictionary], shipped: Shipped) -> Imported:
    """The knowledge files of dictionaries, one each, more where one would be too long.

    An actor that several dictionaries hold is written once, in the file of the first. Raises KnowledgeError where two
    dictionaries have one name.
    """
    importer = _Importer(shipped)
    names = [output_name(dictionary.file) for dictionary in dictionaries]
    if twice := [name for name, count in Counter(names).items() if count > 1]:
        raise KnowledgeError(f"Two dictionaries would both be {twice[0]}.toml.", mend="Import them into two folders.")
    for name, dictionary in zip(names, dictionaries, strict=True):
        importer.take(name, dictionary)
    for name, dictionary in zip(names, dictionaries, strict=True):
        importer.write(name, dictionary.file)
    return importer.imported


def output_name(file: str) -> str:
    """'Phoenix.Countries.actors.txt' → 'phoenix-countries-actors'."""
    return re.sub(r"\W+", "-", PurePath(file).name.removesuffix(".txt").lower()).strip("-") or "dictionary"


class _Importer:
    """Takes dictionaries one by one, then writes their files."""

    def __init__(self, shipped: Shipped) -> None:
        self.imported = Imported()
        self._shipped = shipped
        self._crosswalk = Crosswalk(shipped.states)
        self._actors = ActorTables(shipped.organisations, shipped.knows)
        self._nouns: dict[str, tuple[str, str]] = {}  # noun → sector, output
        self._first: dict[str, tuple[frozenset[str], str]] = {}  # name → keys, place

    def take(self, output: str, dictionary: Dictionary) -> None:
        for entry in dictionary.entries:
            self._actor(output, dictionary.file, entry)
        for agent in dictionary.agents:
            self._agent(output, dictionary.file, agent)

    def write(self, output: str, file: str) -> None:
        tables = in_order([*self._actors.of(output), *self._words(output)])
        source = f"imported from {PurePath(file).name}"
        comment = f"Written by rapallo import-dictionary from {PurePath(file).name}."
        for part, group in in_parts(tables, source=source):
            name = f"{output}-{part}.toml" if part else f"{output}.toml"
            self.imported.texts[name] = as_toml(group, source=source, comment=comment)
        self.imported.tables.update(table.kind for table in tables)

    def _actor(self, output: str, file: str, entry: Entry) -> None:
        times = [time for role in entry.roles if (time := self._time(role.code, role.start, role.end))]
        if not times:
            nobody = all(role.code == NOBODY for role in entry.roles)
            reason = "its code [---] tells that it is nobody" if nobody else "its code names no state that is known"
            self._leave_out(file, entry.names, reason)
            return
        states = {time.code for time in times}
        kind = kind_of(entry.names[0][1], times)
        acronyms = self._acronyms_of(entry)
        unsure_both = kind != "person" and any("/" in time.key for time in times)
        kept: list[str] = []
        for line, name in entry.names:
            if len(name) > NAME_CHARS_MAX:
                self._leave_out(file, [(line, name)], f"longer than {NAME_CHARS_MAX} characters")
                continue
            self._notice(file, line, name, times)
            spellings = in_news([name], acronyms=acronyms, states=states, unsure_both=unsure_both)
            common = any(is_common_word(one) and not one.isupper() for one in spellings)
            if kind != "person" and any(self._has(one, times) for one in spellings):
                self.imported.known += 1
            elif common:
                self._leave_out(file, [(line, name)], "a very common word, which would be found everywhere")
            else:
                kept.extend(spellings)
        if kept:
            self._actors.add(output, kind, list(dict.fromkeys(kept)), times)

    def _notice(self, file: str, line: int, name: str, times: Iterable[KeyTime]) -> None:
        """Note where a name that stands above for others only stands for somebody else."""
        keys = frozenset(time.key for time in times)
        theirs, place = self._first.setdefault(name, (keys, f"{file}:{line}"))
        if not keys & theirs:
            told = f"kept for {', '.join(sorted(keys))}; in {place} it is {', '.join(sorted(theirs))}"
            self.imported.several.append(LeftOut(file, line, name, told))

    def _has(self, name: str, times: Iterable[KeyTime]) -> bool:
        return all(self._shipped.has(name, time.key) for time in times)

    def _acronyms_of(self, entry: Entry) -> frozenset[str]:
        """The acronyms that the package knows, and those that other names of the same begin with the letters of."""
        return self._shipped.acronyms | _initials(name for _, name in entry.names)

    def _time(self, code: str, start: str, end: str) -> KeyTime | None:
        mapped = self._crosswalk.key(code)
        if mapped.unmapped or not mapped.key:
            self.imported.unmapped[code] += 1
        # Of a country that nobody knows only the role is left: that is no actor.
        if mapped.key.startswith("MULTI/") and mapped.unmapped and code.startswith(mapped.unmapped[0]):
            return None
        return KeyTime(mapped.key, start, end) if mapped.key else None

    def _agent(self, output: str, file: str, agent: Agent) -> None:
        mapped = self._crosswalk.sector(agent.code)
        if mapped.unmapped or not mapped.sector:
            self.imported.unmapped[f"~{agent.code}"] += 1
        for noun in _nouns(agent):
            # A ministry and a minister stand for the government, whatever their portfolio.
            of_government = agent.code.startswith(PORTFOLIOS) and OF_GOVERNMENT.search(noun)
            sector = "GOV" if of_government else mapped.sector
            first = self._nouns.get(noun, (sector, output))[0]
            if not sector or first != sector:
                reason = f"stands above as {first} already" if sector else f"its code {agent.code} tells no sector"
                self._leave_out(file, [(agent.line, noun)], reason)
            elif len(noun) > NAME_CHARS_MAX:
                self._leave_out(file, [(agent.line, noun)], f"longer than {NAME_CHARS_MAX} characters")
            elif self._shipped.sector_of(noun) == sector:
                self.imported.known += 1
            else:
                self._nouns.setdefault(noun, (sector, output))

    def _words(self, output: str) -> Iterator[Words]:
        sectors: dict[str, list[str]] = {}
        for noun, (sector, place) in self._nouns.items():
            if place == output:
                sectors.setdefault(sector, []).append(noun)
        for sector, nouns in sorted(sectors.items()):
            made = {plural(noun) for noun in nouns}
            yield Words(sector=sector, nouns=tuple(sorted(noun for noun in nouns if noun not in made)))

    def _leave_out(self, file: str, names: Iterable[tuple[int, str]], reason: str) -> None:
        self.imported.left_out.extend(LeftOut(file, line, name[:NAME_CHARS_MAX], reason) for line, name in names)


def _initials(names: Iterable[str]) -> frozenset[str]:
    """'AFGHAN_NATIONAL_SECURITY_FORCES' → ANSF."""
    words = [re.findall(r"[^\W_]+", name) for name in names]
    small = ("OF", "THE", "AND", "FOR", "IN")
    return frozenset("".join(word[0] for word in one if word not in small).upper() for one in words if len(one) > 2)


def _nouns(agent: Agent) -> list[str]:
    """The noun of an agent, and its plural where English rules would not make it so."""
    noun = noun_in_news(agent.noun)
    head, _, last = noun.rpartition(" ")
    nouns = [f"{head} {word}".strip() for word in STEMS.get(last, (last,))]
    if agent.plural and (many := noun_in_news(agent.plural)) not in (plural(noun), noun):
        nouns.append(many)
    return nouns


def code_counts(unmapped: Mapping[str, int]) -> str:
    """'KKLREB 5, IMGGRB 1', the commonest first."""
    ranked = sorted(unmapped.items(), key=lambda one: (-one[1], one[0]))
    return ", ".join(f"{code} {count:,}" for code, count in ranked)
