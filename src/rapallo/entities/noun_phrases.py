"""One party out of one phrase: the head decides, the words around it say whose it is.

Rules, in order:
    1. a person known by name holds the office of the day; over by then → ELI
    2. an organisation, group, institution, bloc or outlet stands for itself
    3. a name that the article introduced earlier means what it meant there
    4. an agent noun gives the sector; the name before it, else behind it, gives the state
    5. a state named bare has the sector that its role in the event gives it
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rapallo.entities.knowledge_file import Form, Record
from rapallo.entities.memory import Memory, Party
from rapallo.entities.phrases import Item, Phrase, Segment
from rapallo.entities.sectors import Situation, with_sector

OWNING_LINKS = frozenset("of for from in at with representing inside within across by , loyal".split())
PERSON, STATE, ORGANISATION, GROUP, PEOPLE, MEDIUM = "person", "state", "organisation", "group", "people", "medium"
KINDS = {
    "person": PERSON, "state": STATE, "region": STATE, "organisation": ORGANISATION, "bloc": ORGANISATION,
    "institution": ORGANISATION, "outlet": MEDIUM, "group": GROUP,
}  # fmt: skip
# Offices that belong to the state, whatever the party ("the Republican president").
ELECTED = frozenset(
    {"president", "vice president", "governor", "mayor", "prime minister", "administration", "government"}
)
ALLIED = frozenset({"allies", "partners", "coalition", "coalition partners"})
# Sectors that a noun keeps even in the hands of an institution: "White House reporters", "Capitol protesters".
OWN_SECTORS = frozenset({"CVL", "JRN", "NGO"})
# Sectors whose former members are ELI; a former commander of rebels is none.
OF_THE_STATE = frozenset({"GOV", "MIL", "LEG", "SPY", "JUD", "COP"})
LEFT_FOR_ELI = frozenset({"GOV", "LEG", "JUD", ""})


def party_of_phrase(phrase: Phrase, memory: Memory, situation: Situation) -> Party | None:
    """Who a phrase means by its own words and by names that the article introduced; None where they do not say."""
    return _Reader(phrase, memory, situation).party()


def one_person(item: Item, memory: Memory) -> bool:
    """Whether an agent noun speaks of one person, not of several, a body or a thing."""
    return not item.text.endswith("s") and item.text not in memory.knowledge.words.lists["bodies"]


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
        record, form = self.memory.record_of(item.match, self.situation.day, titles=titles)
        if record.kind == "person":
            return self._person(item, before, record, form)
        if record.kind in ("state", "region"):
            return self._state(item, before, record, form)
        if record.kind == "institution" and (owner := self._state_before(item, before)) is not None:
            key = with_sector(owner.key, record.key.partition("/")[2])
            return Party(key, record.name, owner.id, f"{item.text} of {owner.name}", ORGANISATION)
        return Party(record.key, record.name, record.id, f"by the name {item.text}", KINDS[record.kind])

    def _state_before(self, item: Item, before: Sequence[Item]) -> Record | None:
        """The state that stands right before an institution of another ('the Russian Supreme Court')."""
        if not before or before[-1].match is None or item.start - before[-1].end > len("'s "):
            return None
        record = self._record(before[-1])
        mine = self._record(item).key.partition("/")[0]
        return record if record.kind == "state" and mine not in (record.key, "IGO") else None

    def _person(self, item: Item, before: Sequence[Item], record: Record, form: Form) -> Party | None:
        """A known person; another one of the family where an unknown given name stands before the family name."""
        if form is Form.FAMILY_NAME:
            if before and before[-1].is_unknown and item.start - before[-1].end <= 1:
                whole = Item(before[-1].start, item.end, f"{before[-1].text} {item.text}")
                return self._unknown(whole, before[:-1])
            if (recalled := self.memory.introduced.get(item.text)) is not None:
                return recalled
            if not self.memory.spoken_of(record.key.partition("/")[0]) or self._contradicted(record, before):
                return self._unknown(Item(item.start, item.end, item.text), before)
        if not record.begun(self.situation.day or self.memory.day) and any(i.is_noun for i in before):
            return self._unknown(Item(item.start, item.end, item.text), before)
        return self._in_office(record, item.text)

    @staticmethod
    def _contradicted(record: Record, before: Sequence[Item]) -> bool:
        """Whether a title before a family name speaks of another sector than the person's ('General Allen')."""
        noun = before[-1] if before and before[-1].is_noun else None
        return noun is not None and noun.sector not in (record.key.partition("/")[2], "GOV", "PTY", "ELI")

    def _in_office(self, record: Record, words: str) -> Party:
        """The key of a person on the day of the event, else of the article.

        ELI is for those who have left an office of state; a commander, candidate or journalist stays what he was.
        """
        code, _, sector = record.key.partition("/")
        office = record.title or record.office
        over = self._former or record.over(self.situation.day or self.memory.day)
        if sector in LEFT_FOR_ELI and over:
            until = f", until {record.valid_to}" if record.valid_to else ""
            return Party(with_sector(code, "ELI"), record.name, record.id, f"{words}: formerly {office}{until}", PERSON)
        since = f" since {record.valid_from}" if record.valid_from else ""
        return Party(record.key, record.name, record.id, f"{words}: {office}{since}", PERSON)

    def _state(self, item: Item, before: Sequence[Item], record: Record, form: Form) -> Party:
        """A state or region named bare, or a people."""
        noun = next((i for i in reversed(before) if i.is_noun), None)
        if form is Form.PEOPLE:
            sector, why, kind = "CVL", f"a people: {item.text}", PEOPLE
        elif noun is not None and noun.sector != "GOV":
            sector, why, kind = noun.sector, f"{noun.text} of {record.name}", PEOPLE
        else:
            how = {Form.CAPITAL: "the capital for the government", Form.ADJECTIVE: "by the adjective"}
            sector, why, kind = self.situation.bare_sector, f"{how.get(form, 'by the name')} {item.text}", STATE
        return Party(with_sector(record.key, sector), record.name, record.id, why, kind)

    def _unknown(self, item: Item, before: Sequence[Item]) -> Party | None:
        """A name that only the article itself can explain: by a title before it, or where it was introduced."""
        noun = next((i for i in reversed(before) if i.is_noun), None)
        if noun is not None:
            party = self._noun(noun, before[: before.index(noun)], named=item.text)
            if party is not None:
                return party
        if (recalled := self.memory.recall(item.text)) is not None:
            return recalled
        owner = self._owner_item(before)
        if owner is None or self._record(owner).kind in ("person", "bloc"):
            return None
        sector = "GOV" if owner.possessive else "CVL"
        return self._owned(self._record(owner), sector, Item(item.start, item.end, item.text))

    def _noun(self, item: Item, before: Sequence[Item], *, named: str = "") -> Party | None:
        """An agent noun or title with whoever it belongs to."""
        owner, of = self._owner_item(before), ""
        if owner is None:
            owner, of = self._owner_behind()
        if owner is None:
            return None
        sector = self._noun_sector(item, before)
        if of and sector == "GOV" and item.text in self.memory.knowledge.words.lists["general"]:
            sector = of
        if self._former and item.sector in OF_THE_STATE:
            sector = "ELI"
        return self._owned(self._record(owner), sector, item, named=named)

    def _noun_sector(self, item: Item, before: Sequence[Item]) -> str:
        """The sector of a noun; a modifier or noun before it decides where the noun itself is general."""
        words = self.memory.knowledge.words
        if item.text not in words.lists["general"]:
            return item.sector
        for word in [*(i.text for i in reversed(before) if i.is_noun), *reversed(self.phrase.head.words)]:
            if word in words.modifiers:
                return words.modifiers[word]
            if words.nouns.get(word, "GOV") != "GOV":
                return words.nouns[word]
        return item.sector

    def _owner_item(self, before: Sequence[Item]) -> Item | None:
        """The name before the head that owns it: a person in the genitive, else what is no state, else the last."""
        names = [i for i in before if i.match is not None and not i.backed]
        if not names:
            return None
        kinds = {i: self._record(i).kind for i in names}
        person = next((i for i in names if kinds[i] == "person" and i.possessive), None)
        if person is not None:
            return person
        bodies = [i for i in names if kinds[i] not in ("state", "region", "bloc")]
        genitive = [i for i in names if i.possessive][:1]
        return (bodies or genitive or names)[-1]

    def _owner_behind(self) -> tuple[Item | None, str]:
        """The first name behind the head that can own it, with the sector of a noun behind that: 'for the Polish army'.

        'of Serbia', 'for the Kremlin', never 'to Russia'.
        """
        loyal = False
        for segment in self.phrase.tail:
            if segment.link not in OWNING_LINKS and not (segment.link == "to" and loyal):
                if segment.items:
                    return None, ""
                continue
            loyal = segment.link == "loyal"
            named = [i for i in segment.items if i.match is not None and not i.backed]
            if named:
                last = segment.items[-1]
                return named[0], last.sector if last.is_noun and segment.link != "," else ""
        return None, ""

    def _owned(self, record: Record, sector: str, item: Item, *, named: str = "") -> Party:
        """The party that a noun of a known owner means."""
        if item.text in ALLIED and not named and not record.key.startswith(("IGO/", "MULTI/")):
            return Party("MULTI/ALLIES", "Allies", "", f"{item.text} of {record.name}", ORGANISATION)
        kind = PERSON if named or one_person(item, self.memory) else PEOPLE
        why = f"{f'{item.text} {named}'.strip()} of {record.name}"
        return Party(self._owned_key(record, sector, item), named or record.name, record.id, why, kind)

    def _owned_key(self, record: Record, sector: str, item: Item) -> str:
        code, _, own = record.key.partition("/")
        general = item.text in self.memory.knowledge.words.lists["general"]
        if code in ("IGO", "MULTI"):
            return record.key
        if record.kind in ("institution", "group", "outlet") and _keeps_own(own, sector, item.text, general=general):
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
        if not named:
            return None
        record = self._record(named[-1])
        bare = record.kind in ("state", "region")
        key = with_sector(record.key, self.situation.bare_sector) if bare else record.key
        return Party(key, record.name, record.id, f"by the name in {named[-1].text}", KINDS[record.kind])


def _keeps_own(own: str, sector: str, noun: str, *, general: bool) -> bool:
    """Whether a noun in the hands of an institution or group leaves it its own sector ('Pentagon official')."""
    if own == "PTY" and (sector in ("LEG", "JUD") or noun in ELECTED):
        return False
    if general:
        return sector != "ELI"
    return sector not in OWN_SECTORS and sector != "ELI" and not (own == "GOV" and sector != "GOV")
