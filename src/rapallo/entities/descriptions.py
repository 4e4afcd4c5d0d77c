"""Descriptions that do not say whose they are: "the president", "the kingdom", "the two leaders", "its allies".

Rules, in order: two parties; a possessive pronoun; the first of two nouns ("that country's leader"); an attitude
("anti-Assad rebels"); many states; a word with a fixed meaning; an office or body that one state has; the same words
earlier; the likeliest earlier state or organisation; the outlet's own state for an office; an earlier party of that
sector; the place named next to it; the state that the article is about.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from rapallo.entities.antecedents import likeliest_party, nearest, of_pronoun, several
from rapallo.entities.knowledge_file import Form, Record
from rapallo.entities.memory import Memory, Party
from rapallo.entities.noun_phrases import one_person
from rapallo.entities.phrases import POSSESSIVES, Item, Phrase
from rapallo.entities.sectors import Situation, with_sector
from rapallo.records import COLLECTIVE_CODES

TWO = frozenset({"two", "both", "pair"})
# Offices and bodies that a paper leaves without a state where its own is meant.
AT_HOME = frozenset("president administration government congress senate house lawmaker senator cabinet".split()) | {
    "vice president", "white house", "attorney general",
}  # fmt: skip
MANY = frozenset("countries nations leaders governments states powers capitals ministers presidents".split()) | {
    "foreign ministers"
}
# Those who stand across from somebody are not his: "his rival".
OPPOSITE = frozenset(
    "neighbor neighbour rival enemy counterpart opponent neighbors neighbours rivals opponents".split()
)
# "The president" is the outlet's own wherever the article speaks of his state at all: 85 of 85 in the training set.
FOCUS_STATES = 3
PLACE_CHARS_MAX = 60
PLACE_LINK = re.compile(r"\b(in|at|near|from|of)\b")
FIRST_WORD = re.compile(r"\w+")


def parties_described(phrase: Phrase, memory: Memory, situation: Situation) -> list[Party]:
    """Whom a description means; two parties for 'the two leaders', none where nothing tells."""
    noun = next((i for i in reversed(phrase.head.items) if i.is_noun), None) or _counted(phrase, memory)
    if noun is None:
        owned = _homeland(phrase, memory, situation)
        return [owned] if owned is not None else []
    return _Description(noun, phrase, memory, situation).parties()


def _counted(phrase: Phrase, memory: Memory) -> Item | None:
    """'at least 22', 'hundreds' as people."""
    words = phrase.head.words
    if phrase.head.items or not words:
        return None
    if not all(w.replace(",", "").isdigit() or w in memory.knowledge.words.lists["partitive"] for w in words):
        return None
    return Item(phrase.start, phrase.end, "people", sector="CVL")


def _homeland(phrase: Phrase, memory: Memory, situation: Situation) -> Party | None:
    """'our homeland', 'its soil': the state of whom the pronoun means."""
    owner, pronoun = _owner(phrase, memory)
    if phrase.head.items or owner is None:
        return None
    key = owner.key if owner.code in COLLECTIVE_CODES else with_sector(owner.code, situation.bare_sector)
    return replace(owner, key=key, kind="state", reason=f"“{pronoun}” means {owner.name}: {owner.reason}")


def _owner(phrase: Phrase, memory: Memory) -> tuple[Party | None, str]:
    """Whom the possessive pronoun before a phrase means, and the pronoun."""
    first = FIRST_WORD.match(phrase.text.lower())
    if first is None or first.group() not in POSSESSIVES:
        return None, ""
    return next(iter(of_pronoun(first.group(), phrase.start, memory)), None), first.group()


@dataclass(frozen=True, slots=True)
class _Description:
    """A phrase around an agent noun that does not say whose it is. Each rule is a method that answers or passes on."""

    noun: Item
    phrase: Phrase
    memory: Memory
    situation: Situation

    def parties(self) -> list[Party]:
        pair = self._pair()
        if pair:
            return pair
        strange = any(item.is_unknown for item in self.phrase.head.items)
        for rule in RULES_FOR_A_STRANGER if strange else RULES:
            party = rule(self)
            if party is not None:
                return [party]
        return []

    def _pair(self) -> list[Party]:
        """'the two leaders', 'both governments', 'the leaders': the two who met, as the text last has it."""
        if self.noun.text not in self._list("plural_states") or not self.noun.text.endswith("s"):
            return []
        words = set(self._lowered.split())
        if not (words & TWO) and not (self._lowered.startswith("the ") and len(words) == 2):
            return []
        return [
            party if party.code == "IGO" else replace(party, key=with_sector(party.code, self.noun.sector))
            for party in several(self.phrase.text, self.phrase.start, self.memory)
        ]

    def possessed(self) -> Party | None:
        """'his administration', 'our troops': of whom the pronoun means."""
        owner, pronoun = _owner(self.phrase, self.memory)
        if owner is None or self.noun.text in OPPOSITE:
            return None
        if self.noun.text in ("allies", "partners"):
            return Party("MULTI/ALLIES", "Allies", "", f"“{self.phrase.text}”", "organisation")
        code = owner.key if owner.code in ("IGO", "MULTI") else owner.code
        return self._of(code, f"“{pronoun}” means {owner.name}: {owner.reason}")

    def of_described(self) -> Party | None:
        """'that country's leader', 'alliance members': of whom the first noun means."""
        for item in self.phrase.head.items:
            if item is self.noun or not item.is_noun:
                continue
            kinds = self._kinds_called(item)
            owner = likeliest_party(item.text, self.phrase.start, self.memory, kinds=kinds) if kinds else None
            if owner is not None:
                return owner if owner.code in COLLECTIVE_CODES else self._of(owner.code, owner.reason)
        return None

    def _kinds_called(self, item: Item) -> tuple[str, ...]:
        if item.text in self._list("singular_states") and item.possessive:
            return ("state",)
        return ("organisation",) if item.text in self._list("organisations") and not item.text.endswith("s") else ()

    def by_attitude(self) -> Party | None:
        """'anti-Assad rebels': those against a state's ruler are of that state."""
        for item in self.phrase.head.items:
            if item.backed and item.match is not None:
                code = self.memory.record_of(item.match)[0].key.partition("/")[0]
                against = self.memory.text[max(0, item.start - 5) : item.start].lower() == "anti-"
                if against and code not in COLLECTIVE_CODES:
                    return self._of(code, f"against the rulers of {self.memory.knowledge.label(code)}")
        return None

    def many(self) -> Party | None:
        """'other nations', 'world leaders', 'six countries': more states than are named."""
        if self.noun.text not in MANY:
            return None
        if self._lowered.startswith(("the ", "its ", "their ")) and "world" not in self._lowered:
            return None
        return Party("MULTI", "Several states", "", f"“{self.phrase.text}”: states that are not named", "state")

    def unowned(self) -> Party | None:
        """'refugees', 'terrorists': what the word means where no state is named."""
        key = self.memory.knowledge.words.unowned.get(self.noun.text)
        if key is None or (self._lowered.startswith("the ") and key == "IMG/REB"):
            return None
        return Party(key, self.memory.knowledge.label(key), "", f"“{self.noun.text}” of no named state", "people")

    def of_one_state(self) -> Party | None:
        """'the secretary of state': an office or body that one state calls so."""
        code = self.memory.knowledge.words.of_state.get(self.noun.text)
        label = self.memory.knowledge.label(code or "")
        return self._of(code, f"{self.noun.text}: an office or body of {label}") if code else None

    def same_words(self) -> Party | None:
        """The same noun or title earlier, with its owner."""
        if self.noun.text in AT_HOME and self.memory.home in self.memory.focus[:FOCUS_STATES]:
            return self.at_home()
        called = (self.noun.text, self.noun.text.removesuffix("s"))
        same = (s for s in self.memory.before(self.phrase.start) if s.noun and s.noun in called)
        return nearest(same, self.phrase.text)

    def state(self) -> Party | None:
        """'the country', 'the Balkan nation': the likeliest earlier state, of those that the words can mean."""
        if self.noun.text not in self._list("singular_states"):
            return None
        codes = self._codes_described()
        for kinds in (("state",), ("person",)):
            party = likeliest_party(self.phrase.text, self.phrase.start, self.memory, kinds=kinds, codes=codes)
            if party is not None:
                return replace(party, key=with_sector(party.code, "GOV"), kind="state")
        focus = [code for code in self.memory.focus if codes is None or code in codes]
        return self._of(focus[0], "the state that the article is about") if focus else None

    def organisation(self) -> Party | None:
        """'the group', 'the alliance': the likeliest earlier one."""
        if self._backers():
            return None
        for name, kinds in (("groups", ("group",)), ("organisations", ("organisation",))):
            if self.noun.text in self._list(name):
                party = likeliest_party(self.phrase.text, self.phrase.start, self.memory, kinds=kinds)
                if party is not None:
                    return party
        return None

    def at_home(self) -> Party | None:
        """'the president', 'the administration': that of the outlet's own state."""
        if self.noun.text not in AT_HOME or not self.memory.home:
            return None
        return self._of(self.memory.home, f"{self.noun.text} without a state: that of the outlet's own")

    def same_sector(self) -> Party | None:
        """An earlier party of the same sector, of the states that the words can mean."""
        if self.noun.sector == "GOV" or self._backers():
            return None
        codes = self._codes_described()
        same = (s for s in self.memory.before(self.phrase.start) if s.party.sector == self.noun.sector)
        return nearest((s for s in same if codes is None or s.party.code in codes), self.phrase.text)

    def by_place(self) -> Party | None:
        """'12 people' followed by 'in Paris'; else the state named nearest before in the sentence."""
        record = self._place_behind()
        if record is not None:
            return self._of(record.key.partition("/")[0], f"the place named behind it, {record.name}")
        if self._codes_described():
            return None
        memory, number = self.memory, self.memory.sentence_at(self.phrase.start)
        here = [s for s in memory.before(self.phrase.start) if memory.sentence_at(s.start) == number]
        codes = self._possible([s.party.code for s in here if s.party.kind == "state"])
        if self._in_a_war:
            codes = [code for code in codes if code in memory.knowledge.states_with_armed_groups]
        return self._of(codes[0], "the state named before it") if codes else None

    def _place_behind(self) -> Record | None:
        memory, end = self.memory, self.phrase.end
        number = memory.sentence_at(self.phrase.start)
        for match in memory.matches_in(end, end + PLACE_CHARS_MAX):
            record, form = memory.record_of(match)
            of_place = record.kind in ("state", "region") and form in (Form.NAME, Form.CAPITAL)
            if (
                of_place
                and memory.sentence_at(match.start) == number
                and PLACE_LINK.search(memory.text, end, match.start)
            ):
                return record
        return None

    def by_focus(self) -> Party | None:
        """The state that the article is about; for armed groups and those killed one where groups fight."""
        described, focus = self._codes_described(), self.memory.focus
        codes = self._possible(focus if described is None else [code for code in described if code in focus])
        if self._in_a_war:
            fighting = self.memory.knowledge.states_with_armed_groups
            codes = [code for code in codes if code in fighting] or codes
        return self._of(codes[0], "the state that the article is about") if codes else None

    @property
    def _lowered(self) -> str:
        return self.phrase.text.lower()

    @property
    def _in_a_war(self) -> bool:
        """Whether it is an armed group, or people whom an attack hits."""
        return self.noun.sector == "REB" or (self.noun.sector == "CVL" and self.situation.of_victims)

    def _list(self, name: str) -> frozenset[str]:
        return self.memory.knowledge.words.lists[name]

    def _of(self, code: str, why: str) -> Party:
        kind = "person" if one_person(self.noun, self.memory) else "people"
        return Party(with_sector(code, self.noun.sector), self.memory.knowledge.label(code), "", why, kind)

    def _possible(self, codes: Sequence[str]) -> list[str]:
        """States that it can be of: none of those that only back it."""
        backers = self._backers()
        return [code for code in codes if code not in COLLECTIVE_CODES and code not in backers]

    def _backers(self) -> set[str]:
        """The states of 'Iran-backed', 'pro-Russian': those who are so backed are not theirs."""
        backed = [i.match for i in self.phrase.head.items if i.backed and i.match is not None]
        return {self.memory.record_of(match)[0].key.partition("/")[0] for match in backed}

    def _codes_described(self) -> tuple[str, ...] | None:
        """The states that words like 'Balkan' or 'Kurdish' leave; None where there are none."""
        codes: tuple[str, ...] | None = None
        for word, meant in self.memory.knowledge.words.described.items():
            if word in self._lowered and re.search(rf"\b{re.escape(word)}\b", self._lowered):
                codes = meant if codes is None else tuple(c for c in codes if c in meant)
        return codes


Rule = Callable[[_Description], Party | None]
RULES: tuple[Rule, ...] = (
    _Description.possessed,
    _Description.of_described,
    _Description.by_attitude,
    _Description.many,
    _Description.unowned,
    _Description.of_one_state,
    _Description.same_words,
    _Description.state,
    _Description.organisation,
    _Description.at_home,
    _Description.same_sector,
    _Description.by_place,
    _Description.by_focus,
)
# "President Guy Parmelin", of whom nothing is known: what was said of other presidents does not hold for him.
RULES_FOR_A_STRANGER: tuple[Rule, ...] = (
    _Description.of_one_state,
    _Description.by_place,
    _Description.by_focus,
)
