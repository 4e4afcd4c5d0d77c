"""One party out of one phrase: the head decides, the words around it say whose it is.

Rules, in order:
    1. a person known by name holds the office of the day; over by then → ELI
    2. an organisation, group, institution, bloc or outlet stands for itself
    3. a name that the article introduced earlier means what it meant there
    4. an agent noun gives the sector; the name before it, else behind it, gives the state
    5. a state named bare has the sector that its role in the event gives it
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from rapallo.entities.knowledge_file import Form, Record
from rapallo.entities.memory import Memory, Party
from rapallo.entities.office_holders import before_office, in_office, rivals
from rapallo.entities.phrases import Item, Phrase, Segment
from rapallo.entities.sectors import Situation, with_sector

OWNING_LINKS = frozenset("of for from in at with representing inside within across by , loyal".split())
PERSON, STATE, ORGANISATION, GROUP, PEOPLE, MEDIUM = "person", "state", "organisation", "group", "people", "medium"
KINDS = {
    "person": PERSON, "state": STATE, "region": STATE, "place": STATE, "organisation": ORGANISATION,
    "bloc": ORGANISATION, "institution": ORGANISATION, "political party": ORGANISATION, "outlet": MEDIUM,
    "group": GROUP,
}  # fmt: skip
# Offices that belong to the state, whatever the party ("the Republican president").
ELECTED = frozenset(
    {"president", "vice president", "governor", "mayor", "prime minister", "administration", "government"}
)
ALLIED = frozenset({"allies", "partners", "coalition", "coalition partners"})
# Sectors that a noun keeps even in the hands of an institution: "White House reporters", "Capitol protesters".
OWN_SECTORS = frozenset({"CVL", "JRN", "NGO"})
COUNTING = frozenset(
    "two three four five six seven eight nine ten dozens hundreds thousands many some most ordinary young".split()
)
# Sectors whose former members are ELI; a former commander of rebels is none.
OF_THE_STATE = frozenset({"GOV", "MIL", "LEG", "SPY", "JUD", "COP"})
LANDS = ("state", "region", "place")
# Cities that stand for an organisation.
# "OPEC's biggest power": a member.
GREAT_ONES = frozenset({"power", "economy", "giant", "heavyweight"})
SEATS_OF_ORGANISATIONS = frozenset({"Brussels", "Strasbourg", "Turtle Bay"})
SOUTH_AND_NORTH = {"North": "PRK", "South": "KOR"}
LOCATIVES = frozenset({"in", "at", "near", "outside", "around", "inside", "across", "throughout"})
LOCATIVE_CHARS_MAX = 24
LEVELS_OF_COMMON_NAMES = 3
DAYS_BEFORE_OFFICE = 3


def party_of_phrase(phrase: Phrase, memory: Memory, situation: Situation) -> Party | None:
    """Who a phrase means by its own words and by names that the article introduced; None where they do not say."""
    return _Reader(phrase, memory, situation).party()


def one_person(item: Item, memory: Memory) -> bool:
    """Whether an agent noun speaks of one person, not of several, a body or a thing."""
    return not item.text.endswith("s") and item.text not in memory.knowledge.words.lists["bodies"]


def place_behind(end: int, memory: Memory) -> Record | None:
    """The state, region or city that stands behind some words in their sentence: '12 people … in Paris'."""
    number = memory.sentence_at(max(end - 1, 0))
    for match in memory.matches_in(end, end + PLACE_CHARS_MAX):
        record, form = memory.record_of(match)
        of_place = record.kind in LANDS and form in (Form.NAME, Form.CAPITAL, Form.PLACE)
        here = memory.sentence_at(match.start) == number
        if of_place and here and PLACE_LINK.search(memory.text, end, match.start):
            return record
    return None


WORD_BEHIND = re.compile(r"([ -])([A-Za-z]+)")
PLACE_CHARS_MAX = 60
PLACE_LINK = re.compile(r"\b(in|at|near|from|of)\b")


def sector_of_noun(item: Item, phrase: Phrase, memory: Memory, before: Sequence[Item] | None = None) -> str:
    """The sector of a noun; a modifier or noun before it decides where the noun itself is general."""
    words = memory.knowledge.words
    if item.text not in words.lists["general"] or item.sector == "REB":
        return item.sector
    items = before if before is not None else [i for i in phrase.head.items if i.start < item.start]
    for word in [*(i.text for i in reversed(items) if i.is_noun), *reversed(phrase.head.words)]:
        if word in words.modifiers and words.modifiers[word] != "ELI":
            return words.modifiers[word]
        if words.nouns.get(word, "GOV") not in ("GOV", "ELI") and word not in words.lists["describing"]:
            return words.nouns[word]
    return item.sector


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads one phrase in the light of the article and the event."""

    phrase: Phrase
    memory: Memory
    situation: Situation

    def party(self) -> Party | None:
        items = [item for item in self.phrase.head.items if not item.backed]
        if not items:
            return self._of_tail() if self.phrase.tail else self._only_backed()
        *before, last = items
        if last.match is not None:
            return self._named(last, before)
        return self._unknown(last, before) if last.is_unknown else self._noun(last, before)

    @property
    def _former(self) -> bool:
        """Whether the head speaks of somebody who no longer is what it calls them."""
        former = self.memory.knowledge.words.lists["former"]
        return any(word in former for word in self.phrase.head.words)

    def _record(self, item: Item) -> Record:
        assert item.match is not None
        return self.memory.record_of(item.match)[0]

    def _named(self, item: Item, before: Sequence[Item]) -> Party | None:
        """A phrase that ends on a known name."""
        assert item.match is not None
        titles = [i.text for i in before if i.is_noun]
        state = next((self._record(i).key for i in reversed(before) if i.match and self._record(i).kind == "state"), "")
        record, form = self.memory.record_of(item.match, self.situation.day, titles=titles, state=state)
        if record.kind == "person":
            person = self._person(item, before, record, form)
            if person is None or person.record != record.id:
                return person
            return replace(person, reason=f"{person.reason}{rivals(item.match, record, self._day)}")
        if self._names_no_actor(item):
            return None
        if record.kind in LANDS or item.text in SEATS_OF_ORGANISATIONS:
            where = form if record.kind in LANDS else Form.CAPITAL
            if self._merely_where(item, where):
                return None
        return self._state(item, before, record, form) if record.kind in LANDS else self._body(item, before, record)

    def _body(self, item: Item, before: Sequence[Item], record: Record) -> Party:
        """An organisation, institution, party, group or outlet; of another state where the text says so."""
        if (elsewhere := self._generic_elsewhere(item, record)) is not None:
            return elsewhere
        owner = self._state_before(item, before) if record.kind in ("institution", "political party") else None
        if owner is not None:
            key = with_sector(owner.key, record.sector)
            return Party(key, record.name, owner.id, f"{item.text} of {owner.name}", ORGANISATION)
        return Party(record.key, record.name, record.id, f"by the name {item.text}", KINDS[record.kind])

    def _generic_elsewhere(self, item: Item, record: Record) -> Party | None:
        """'the Supreme Court' where the article speaks of another state than the one that the files name."""
        memory, code = self.memory, record.code
        generic = item.text.removeprefix("the ") in memory.knowledge.words.lists["generic_institutions"]
        if not generic or memory.home == code or memory.spoken_of_in_full(code) or not memory.focus:
            return None
        others = [state for state in memory.focus if state != code]
        if not others:
            return None
        key = with_sector(others[0], record.sector)
        return Party(key, record.name, "", f"{item.text} of the state that the article is about", ORGANISATION)

    def _state_before(self, item: Item, before: Sequence[Item]) -> Record | None:
        """The state that stands right before an institution of another ('the Russian Supreme Court')."""
        if not before or before[-1].match is None or item.start - before[-1].end > len("'s "):
            return None
        record = self._record(before[-1])
        mine = self._record(item).code
        return record if record.kind == "state" and mine not in (record.key, "IGO") else None

    def _person(self, item: Item, before: Sequence[Item], record: Record, form: Form) -> Party | None:
        """A known person; another one of the family where an unknown given name stands before the family name."""
        alone = form in (Form.FAMILY_NAME, Form.COMMON_NAME)
        if alone and (other := self._of_the_family(item, before, record, form)) is not None:
            if isinstance(other, Party):
                return other
            return self._unknown(other, [i for i in before if i.start < other.start])
        if (titled := self._by_title(item, before)) is not None:
            return titled
        if not record.begun(self._day) and any(i.is_noun for i in before):
            return self._unknown(Item(item.start, item.end, item.text), before)
        if not record.begun(self._day) and not record.begins_within(DAYS_BEFORE_OFFICE, self._day):
            introduced = self.memory.recall(item.text)
            return introduced if introduced is not None else before_office(record, item.text)
        return in_office(record, item.text, day=self._day, situation=self.situation, former=self._former)

    @property
    def _day(self) -> str:
        return self.situation.day or self.memory.day

    def _of_the_family(self, item: Item, before: Sequence[Item], record: Record, form: Form) -> Party | Item | None:
        """Whom a family name means if not the one known: whom the article introduced, or an unknown namesake."""
        if before and before[-1].is_unknown and item.start - before[-1].end <= 1:
            return Item(before[-1].start, item.end, f"{before[-1].text} {item.text}")
        if (recalled := self.memory.introduced.get(item.text)) is not None:
            return recalled
        code = record.code
        near = self.memory.levels_named[:LEVELS_OF_COMMON_NAMES]
        unsure = form is Form.COMMON_NAME and not (record.valid(self._day) and (code in near or record.key in near))
        if unsure or not self.memory.spoken_of(code) or self._contradicted(record, before):
            return Item(item.start, item.end, item.text)
        return None

    def _by_title(self, item: Item, before: Sequence[Item]) -> Party | None:
        """'Secretary of State Hillary Clinton': the office that the title before the name says, whatever the day."""
        noun = before[-1] if before and before[-1].is_noun else None
        if noun is None or self._former or noun.sector not in OF_THE_STATE or item.match is None:
            return None
        offices = [n.record for n in item.match.named if n.record.title.lower() == noun.text]
        if len({record.name for record in offices}) != 1:
            return None
        record = max(offices, key=lambda r: (r.valid(self._day), r.begun(self._day), r.valid_from))
        return Party(record.key, record.name, record.id, f"{item.text}: {record.title}, as the title says", PERSON)

    @staticmethod
    def _contradicted(record: Record, before: Sequence[Item]) -> bool:
        """Whether a title before a family name speaks of another sector than the person's ('General Allen')."""
        noun = before[-1] if before and before[-1].is_noun else None
        return noun is not None and noun.sector not in (record.sector, "GOV", "PTY", "ELI")

    def _names_no_actor(self, item: Item) -> bool:
        """'French fries', 'the G20 summit', 'a Chinese-built gun': a name that only says what something is called."""
        if item.end < self.phrase.end - len("'s"):
            return False
        behind = WORD_BEHIND.match(self.memory.text, item.end)
        if behind is None or behind.group(1) == "-":
            return by_its_make(item, self.memory)
        return behind.group(2).lower() in self.memory.knowledge.words.lists["not_actors_behind"]

    def _merely_where(self, item: Item, form: Form) -> bool:
        """'in Moscow': a city that says where somebody acts, not who."""
        alone = self.phrase.start == item.start and item.end >= self.phrase.end - len("'s") and not item.possessive
        city = form in (Form.CAPITAL, Form.PLACE) or self._record(item).kind == "region"
        acts = self.situation.role == "actor" or item.text in SEATS_OF_ORGANISATIONS
        if not city or not alone or not acts:
            return False
        if self.memory.text[item.end : item.end + 2] == "'s":
            return False
        before = self.memory.text[max(0, item.start - LOCATIVE_CHARS_MAX) : item.start].rpartition("\n")[2].split()
        return bool(before) and before[-1].lower() in LOCATIVES

    def _state(self, item: Item, before: Sequence[Item], record: Record, form: Form) -> Party:
        """A state or region named bare, or a people."""
        noun = next((i for i in reversed(before) if i.is_noun), None)
        if form is Form.PEOPLE and "ethnic" in self.phrase.head.words:
            abroad = next((code for code in self.memory.focus if code != record.key), record.key)
            why = f"ethnic {item.text} of {self.memory.knowledge.label(abroad)}"
            return Party(with_sector(abroad, "CVL"), record.name, record.id, why, PEOPLE)
        if form is Form.PEOPLE:
            sector, why, kind = self._people_sector(before), f"a people: {item.text}", PEOPLE
        elif noun is not None and noun.sector != "GOV":
            sector, why, kind = noun.sector, f"{noun.text} of {record.name}", PEOPLE
        else:
            how = {Form.CAPITAL: "the capital for the government", Form.ADJECTIVE: "by the adjective"}
            bare = "" if record.kind == "place" else self.situation.bare_sector
            sector, why, kind = bare, f"{how.get(form, 'by the name')} {item.text}", STATE
        return Party(with_sector(record.key, sector), record.name, record.id, why, kind)

    def _people_sector(self, before: Sequence[Item]) -> str:
        """CVL, or what the people's state does in such an event; counted people ("two Russians") are people."""
        counted = bool(before) or any(word[:1].isdigit() or word in COUNTING for word in self.phrase.head.words)
        return "CVL" if counted else self.situation.people_sector

    def _unknown(self, item: Item, before: Sequence[Item]) -> Party | None:
        """A name that only the article itself can explain: by a title before it, or where it was introduced."""
        noun = next((i for i in reversed(before) if i.is_noun), None)
        if noun is not None:
            party = self._noun(noun, before[: before.index(noun)], named=item.text)
            if party is not None:
                return party
        if (recalled := self.memory.recall(item.text)) is not None:
            return recalled
        if item.text in SOUTH_AND_NORTH and (korea := self._korea(item)) is not None:
            return korea
        owner = self._owner_item(before)
        if owner is None or self._record(owner).kind in ("person", "bloc"):
            return None
        sector = "GOV" if owner.possessive else "CVL"
        return self._owned(self._record(owner), sector, Item(item.start, item.end, item.text))

    def _korea(self, item: Item) -> Party | None:
        """'the North' in an article about Korea."""
        code = SOUTH_AND_NORTH[item.text]
        if code not in self.memory.focus:
            return None
        name = self.memory.knowledge.label(code)
        key = with_sector(code, self.situation.bare_sector)
        return Party(key, name, f"state-{code.lower()}", f"{item.text} of Korea", STATE)

    def _noun(self, item: Item, before: Sequence[Item], *, named: str = "") -> Party | None:
        """An agent noun or title with whoever it belongs to."""
        owner, of = self._owner_item(before, item.text), ""
        if owner is None:
            owner, of = self._owner_behind()
        if owner is None or (not named and self._is_another(item, owner)):
            return None
        if item.text == "commissioner" and self._of_the_union(owner):
            return Party("IGO/EU", self.memory.knowledge.label("IGO/EU"), "organisation-EU", "a commissioner", PERSON)
        sector = sector_of_noun(item, self.phrase, self.memory, before)
        if of and sector == "GOV" and item.text in self.memory.knowledge.words.lists["general"]:
            sector = of
        if self._former and item.sector in OF_THE_STATE:
            sector = "ELI"
        return self._owned(self._record(owner), sector, item, named=named)

    def _of_the_union(self, owner: Item) -> bool:
        """Whether a state's commissioner is one of the European Union: the article speaks of it."""
        members = self.memory.knowledge.members("organisation-EU", self.memory.day)
        return self._record(owner).key in members and "IGO/EU" in self.memory.levels_named

    def _is_another(self, item: Item, owner: Item) -> bool:
        """'the U.S. ally', 'a NATO member': one state that stands in a relation to the one named, not this one."""
        lists, record = self.memory.knowledge.words.lists, self._record(owner)
        one_state = item.text in lists["singular_states"] and not item.text.endswith("s")
        if one_state and (record.kind in ("bloc", "region", "place") or record.over(self.memory.day)):
            return record.kind != "state" or self._former or owner.backed
        great = (
            item.text in GREAT_ONES
            or "de facto" in self.phrase.text
            or any(word in lists["superlatives"] for word in self.phrase.head.words)
        )
        if great and record.kind == "organisation":
            return True
        related = item.text in lists["related_states"]
        return related and record.kind in ("state", "organisation")

    def _owner_item(self, before: Sequence[Item], noun: str = "") -> Item | None:
        """The name before the head that owns it: a person in the genitive, else what is no state, else the last.

        An ambassador, envoy or representative at an organisation is his state's ("Iran's U.N. ambassador").
        """
        names = [i for i in before if i.match is not None and not i.backed]
        if not names:
            return None
        kinds = {i: self._record(i).kind for i in names}
        sending = next((i for i in names if kinds[i] == "state"), None)
        if sending is not None and noun in self.memory.knowledge.words.lists["representatives"]:
            return sending
        person = next((i for i in names if kinds[i] == "person" and i.possessive), None)
        if person is not None:
            return person
        bodies = [i for i in names if kinds[i] not in (*LANDS, "bloc")]
        genitive = [i for i in names if i.possessive][:1]
        return (bodies or genitive or names)[-1]

    def _owner_behind(self) -> tuple[Item | None, str]:
        """The first name behind the head that can own it, with the sector of a noun behind that: 'for the Polish army'.

        'of Serbia', 'for the Kremlin', never 'to Russia'.
        """
        loyal, of = False, ""
        for segment in self.phrase.tail:
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

    def _owned(self, record: Record, sector: str, item: Item, *, named: str = "") -> Party:
        """The party that a noun of a known owner means."""
        armed = any(i.is_noun and i.sector == "REB" for i in self.phrase.head.items if i is not item)
        if item.text in ALLIED and armed:
            key = with_sector(record.key, "REB")
            return Party(key, record.name, record.id, f"{item.text} of {record.name}", PEOPLE)
        if item.text in ALLIED and not named and not record.key.startswith(("IGO/", "MULTI/")):
            return Party("MULTI/ALLIES", "Allies", "", f"{item.text} of {record.name}", ORGANISATION)
        kind = PERSON if named or one_person(item, self.memory) else PEOPLE
        why = f"{f'{item.text} {named}'.strip()} of {record.name}"
        return Party(self._owned_key(record, sector, item), named or record.name, record.id, why, kind)

    def _owned_key(self, record: Record, sector: str, item: Item) -> str:
        """The key of a noun in the hands of a record: that record's own, or its state's with a sector."""
        code, own = record.code, record.sector
        lists = self.memory.knowledge.words.lists
        if record.kind in LANDS and item.text in lists["of_the_land"]:
            return with_sector(code, self.situation.bare_sector)
        if record.kind in LANDS and item.text in lists["held_by_forces"]:
            return with_sector(code, "MIL")
        general = item.text in lists["general"]
        body = record.kind in ("institution", "political party", "group", "outlet")
        if code in ("IGO", "MULTI") or (body and _keeps_own(own, sector, item.text, general=general)):
            return record.key
        if record.kind == "person" and own == "REB" and item.text in lists["armed_men"]:
            return record.key
        if record.kind == "person" and general and item.text not in ("government", "forces", "force"):
            return with_sector(code, own)
        return with_sector(code, sector)

    def _of_tail(self) -> Party | None:
        """A head without anything known: what is said behind it may say whose it is."""
        for segment in self.phrase.tail:
            item = next((i for i in segment.items if i.match is not None and not i.backed), None)
            if item is not None and segment.link in OWNING_LINKS:
                alone = Phrase(self.phrase.start, self.phrase.end, self.phrase.text, (Segment("", [item]),))
                return _Reader(alone, self.memory, self.situation).party()
        return None

    def _only_backed(self) -> Party | None:
        """'anti-Russian', where nothing else is said: the state that it speaks of."""
        named = [i for i in self.phrase.head.items if i.match is not None]
        if not named or by_its_make(named[-1], self.memory):
            return None
        record = self._record(named[-1])
        bare = record.kind in LANDS
        key = with_sector(record.key, self.situation.bare_sector) if bare else record.key
        return Party(key, record.name, record.id, f"by the name in {named[-1].text}", KINDS[record.kind])


def by_its_make(item: Item, memory: Memory) -> bool:
    """Whether a name says where a thing comes from: 'a Chinese-built gun'."""
    behind = WORD_BEHIND.match(memory.text, item.end)
    made = memory.knowledge.words.lists["made_behind"]
    return behind is not None and behind.group(1) == "-" and behind.group(2).lower() in made


def _keeps_own(own: str, sector: str, noun: str, *, general: bool) -> bool:
    """Whether a noun in the hands of an institution or group leaves it its own sector ('Pentagon official')."""
    if own == "PTY" and (sector in ("LEG", "JUD") or noun in ELECTED):
        return False
    if general:
        return sector != "ELI"
    return sector not in OWN_SECTORS and sector != "ELI" and not (own == "GOV" and sector != "GOV")
