"""Descriptions that do not say whose they are: "the president", "the kingdom", "the two leaders", "its allies".

Rules, in order: parties named together; a name in apposition; a possessive pronoun; the first of two nouns ("that
country's leader"); an attitude ("anti-Assad rebels"); what only one state is called; who leads troops; an officer of
an organisation; many states; a word with a fixed meaning; an office or body that one state has; the same words
earlier; the likeliest earlier state or organisation, else one by its kind; the outlet's own state for an office; an
earlier party of that sector; the subject of a headline whose speaker stands behind a dash; the place named next to it;
the state that the article is about.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from rapallo.entities.antecedents import likeliest_party, nearest, of_pronoun
from rapallo.entities.knowledge_file import Form
from rapallo.entities.memory import Memory, Party
from rapallo.entities.noun_phrases import OF_THE_STATE, by_its_make, one_person, place_behind, sector_of_noun
from rapallo.entities.organisations_described import organisation_described
from rapallo.entities.phrases import POSSESSIVES, Item, Phrase
from rapallo.entities.sectors import Situation, with_sector
from rapallo.entities.together import counted, those_counted, those_listed, those_who_met
from rapallo.records import COLLECTIVE_CODES

# Offices and bodies that a paper leaves without a state where its own is meant.
AT_HOME = frozenset("president administration government congress senate house lawmaker senator cabinet".split()) | {
    "vice president", "white house", "attorney general", "appeals court", "federal judge", "chamber", "supreme court",
    "house of representatives", "congressional leader",
}  # fmt: skip
MANY = frozenset("countries nations leaders governments states powers capitals ministers presidents".split()) | {
    "foreign ministers"
}
SENTENCES_TO_A_LIST = 3
PEOPLE_WHO_MEET = frozenset(
    {"leader", "president", "minister", "foreign minister", "prime minister", "men", "statesmen"}
)
# Those who stand across from somebody are not his: "his rival".
OPPOSITE = frozenset(
    "neighbor neighbour rival enemy counterpart opponent neighbors neighbours rivals opponents".split()
)
# "The president" is the outlet's own wherever the article speaks of his state at all: 85 of 85 in the training set.
FOCUS_STATES = 3
FOCUS_STATES_AT_WAR = 5
# What a noun of each list calls, in the order in which it is looked for.
KINDS_CALLED = (("groups", ("group",)), ("organisations", ("organisation",)), ("", ("organisation",)))
# Who rises against the state that they are of: no group of no state is meant.
AGAINST_A_STATE = frozenset({"rebel", "rebels", "separatist", "separatists", "opposition fighters"})
OPPOSITION_AT_WAR = frozenset({"opposition", "opposition group", "opposition groups", "opposition forces"})
# What makes 'the group' of a state with armed groups one of them.
FIGHTING = frozenset({"ASSAULT", "THREATEN", "MOBILIZE"})
# What only states can be bound in: no institution is meant by these.
OF_STATES = frozenset({"bloc", "alliance", "grouping", "body", "union"})
ONE_GROUP = frozenset({"group", "movement", "grouping", "sect", "outfit"})
ORGANISATION_CALLED = re.compile(r"\bthe (alliance|bloc|grouping)\b", re.IGNORECASE)
# "refugees who had fled the war in Syria", "migrants fleeing from Eritrea".
FLED = re.compile(r"(?: who)?(?: have| had)? (?:fled|fleeing|escaping|who escaped)(?: \w+){0,3}? (?:in|from)\b")
WHICH_KILLED = re.compile(
    r",? (?:which|that|who) (?:has |have |had )?(?:killed|bombed|abducted|kidnapped|attacked|fought)"
)
EPITHETS_OF = frozenset({"leader", "member", "producer", "exporter", "democracy", "heavyweight", "kingpin"})
APPOSITION = re.compile(r",(?: known as| called)? ")
APPOSITION_CHARS_MAX = 60
OF_OIL = re.compile(r"\b(?:oil|crude|barrels|OPEC)\b", re.IGNORECASE)
DASH_BEFORE = re.compile(r"[—–-]\s*$")
SUBJECT_IS = re.compile(r"(?:'s \w+)? (ready|open|willing|plans|intends|will|won't|not|does|must|should|ought|needs)\b")
OUGHT = frozenset({"must", "should", "ought", "needs"})
FIRST_WORD = re.compile(r"\w+")


def parties_described(phrase: Phrase, memory: Memory, situation: Situation) -> list[Party]:
    """Whom a description means; two parties for 'the two leaders', none where nothing tells."""
    noun = next((i for i in reversed(phrase.head.items) if i.is_noun), None) or _counted(phrase, memory)
    noun = noun or _behind_a_region(phrase, memory)
    if noun is None or any(item.backed and by_its_make(item, memory) for item in phrase.head.items):
        owned = _homeland(phrase, memory, situation)
        return [owned] if owned is not None else []
    former = any(word in memory.knowledge.words.lists["former"] for word in phrase.head.words)
    sector = "ELI" if former and noun.sector in OF_THE_STATE else sector_of_noun(noun, phrase, memory)
    return _Description(replace(noun, sector=sector), phrase, memory, situation).parties()


def _behind_a_region(phrase: Phrase, memory: Memory) -> Item | None:
    """'the Horn of Africa nation': the noun behind a region whose name has a preposition in it."""
    regions = (word for word in memory.knowledge.words.described if " of " in word)
    if not any(region in phrase.text.lower() for region in regions):
        return None
    return next((i for part in reversed(phrase.tail) for i in reversed(part.items) if i.is_noun), None)


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
        if together := self._together():
            return together
        strange = any(item.is_unknown for item in self.phrase.head.items)
        for rule in RULES_FOR_A_STRANGER if strange else RULES:
            party = rule(self)
            if party is not None:
                return [party]
        return []

    def _together(self) -> list[Party]:
        """'the two leaders', 'six countries', 'the negotiators': those whom the text names together."""
        if not self.noun.text.endswith("s"):
            return []
        number, offset = counted(self._lowered), self.phrase.start
        met = self.noun.text in self._list("who_meet")
        leaders = self.noun.text.removesuffix("s") in PEOPLE_WHO_MEET
        parties = those_counted(number, offset, self.memory, of_people=leaders) if number else []
        if not parties and met and (number or self._definite) and not self.phrase.tail:
            parties = those_who_met(offset, self.memory) or those_listed(
                offset, self.memory, sentences_back=SENTENCES_TO_A_LIST
            )
        return [self._as_described(party) for party in parties]

    def _as_described(self, party: Party) -> Party:
        """A party in the sector that the noun says, and why the words mean it."""
        land = self.noun.text in self._list("of_the_land")
        sector = self.situation.bare_sector if land else self.noun.sector
        keeps = party.code in COLLECTIVE_CODES or (party.sector == "REB" and self.noun.sector == "GOV")
        key = party.key if keeps else with_sector(party.code, sector)
        return replace(party, key=key, reason=f"“{self.phrase.text}” for those {party.reason}")

    @property
    def _definite(self) -> bool:
        """Whether 'the', or a pronoun of those who speak, stands in or right before the words."""
        before = self.memory.text[max(0, self.phrase.start - 4) : self.phrase.start].lower()
        alone = self.phrase.text[:1].isupper() and " " not in self.phrase.text
        articled = self._lowered.startswith(("the ", "both ", "our ", "their ")) or before.endswith(("the ", "our "))
        return articled or (alone and self.noun.text in ("negotiators", "presidents", "leaders"))

    def possessed(self) -> Party | None:
        """'his administration', 'our troops': of whom the pronoun means."""
        owner, pronoun = _owner(self.phrase, self.memory)
        if owner is None or self.noun.text in OPPOSITE:
            return None
        if self.noun.text in ("allies", "partners"):
            return Party("MULTI/ALLIES", "Allies", "", f"“{self.phrase.text}”", "organisation")
        keeps = owner.code in ("IGO", "MULTI") or (owner.sector == "REB" and self.noun.text in self._list("armed_men"))
        return self._of(owner.key if keeps else owner.code, f"“{pronoun}” means {owner.name}: {owner.reason}")

    def of_described(self) -> Party | None:
        """'that country's leader', 'alliance members': of whom the first noun means."""
        for item in self.phrase.head.items:
            if item is self.noun or not item.is_noun:
                continue
            kinds = self._kinds_called(item)
            codes = self._codes_described() if "state" in kinds else None
            owner = (
                likeliest_party(item.text, self.phrase.start, self.memory, kinds=kinds, codes=codes) if kinds else None
            )
            if owner is not None and self.noun.text in self._list("related_states"):
                return self._member_of(owner)
            if owner is not None:
                return owner if owner.code in COLLECTIVE_CODES else self._of(owner.code, owner.reason)
        return None

    def _member_of(self, owner: Party) -> Party | None:
        """'the alliance member': the likeliest earlier state among those that belong to it."""
        codes = self.memory.knowledge.members(owner.record, self.memory.day)
        kinds = ("state", "person")
        party = likeliest_party(
            self.phrase.text, self.phrase.start, self.memory, kinds=kinds, codes=codes, not_codes=COLLECTIVE_CODES
        )
        return self._of(party.code, party.reason) if party is not None else None

    def _kinds_called(self, item: Item) -> tuple[str, ...]:
        if item.text in self._list("singular_states") and item.possessive:
            return ("state",)
        return ("organisation",) if item.text in self._list("organisations") and not item.text.endswith("s") else ()

    def by_apposition(self) -> Party | None:
        """'The bloc, known as Ecowas, …', 'its neighbour, Senegal, …': the name that explains the words right away."""
        memory, told = self.memory, APPOSITION.match(self.memory.text, self.phrase.end)
        name = next(iter(memory.matches_in(told.end(), told.end() + APPOSITION_CHARS_MAX)), None) if told else None
        if told is None or name is None or name.start != told.end() or memory.text[name.end : name.end + 1] not in ",.":
            return None
        record, form = memory.record_of(name)
        if form not in (Form.NAME, Form.CAPITAL) or record.kind not in self._kinds_explained():
            return None
        if record.kind == "state":
            return self._of(record.key, f"“{self.phrase.text}”, {name.text}")
        return Party(record.key, record.name, record.id, f"“{self.phrase.text}”, {name.text}", "organisation")

    def _kinds_explained(self) -> tuple[str, ...]:
        """What kinds of names can stand in apposition to the noun."""
        if self.noun.text in self._list("singular_states") or self.noun.text in self._list("related_states"):
            return ("state",)
        called = self.noun.text in self._list("organisations") or self.noun.text in self._list("groups")
        return ("organisation", "group") if called else ()

    def by_attitude(self) -> Party | None:
        """'anti-Assad rebels': those against a state's ruler are of that state."""
        for item in self.phrase.head.items:
            if item.backed and item.match is not None:
                record = self.memory.record_of(item.match)[0]
                code = record.code
                against = self.memory.text[max(0, item.start - 5) : item.start].lower() == "anti-"
                if against and record.kind == "person" and code not in COLLECTIVE_CODES:
                    return self._of(code, f"against the rulers of {self.memory.knowledge.label(code)}")
        return None

    def by_epithet(self) -> Party | None:
        """'OPEC's biggest producer', 'the world's largest economy': the one state that is called so."""
        if "'s" not in self._lowered or not (
            self.noun.text in EPITHETS_OF or self.noun.text in self._list("singular_states")
        ):
            return None
        codes = self._codes_described() or ()
        return self._of(codes[0], f"“{self.phrase.text}”: only one is called so") if len(codes) == 1 else None

    def by_leader(self) -> Party | None:
        """'Nigerian-led forces': troops are of the state that leads them."""
        for item in self.phrase.head.items:
            led = self.memory.text[item.end : item.end + 4].lower() == "-led"
            if led and item.match is not None and self.noun.sector == "MIL":
                return self._of(self.memory.record_of(item.match)[0].code, "who leads them")
        return None

    def of_organisation(self) -> Party | None:
        """'the secretary-general': of the organisation that the article names, else of the United Nations."""
        if self.noun.text not in self._list("officers_of_organisations"):
            return None
        seen = [s.party for s in self.memory.seen if s.party.code == "IGO"]
        key = max((p.key for p in seen), key=[p.key for p in seen].count, default="")
        if not key:
            key = next((p.key for p in self._organisations_called_before()), "IGO/UN")
        return Party(key, self.memory.knowledge.label(key), "", f"{self.noun.text} of {key}", "person")

    def _organisations_called_before(self) -> Iterator[Party]:
        """'the alliance', 'the bloc' earlier in the article, where they say which is meant."""
        for noun in ORGANISATION_CALLED.finditer(self.memory.text, 0, self.phrase.start):
            party = organisation_described(noun.group(1), noun.group(), self.memory)
            if party is not None:
                yield party

    def by_kind_of_organisation(self) -> Party | None:
        """'the Washington-based lender', 'the bloc' in an article about one of its members."""
        return organisation_described(self.noun.text, self.phrase.text, self.memory)

    def many(self) -> Party | None:
        """'other nations', 'world leaders', 'six countries': more states than are named."""
        if "coalition" in self._lowered and "government" not in self._lowered:
            return Party("MULTI/ALLIES", "Allies", "", f"“{self.phrase.text}” of no named state", "organisation")
        if self.noun.text not in MANY:
            return None
        if self._lowered.startswith(("the ", "its ", "their ")) and "world" not in self._lowered:
            return None
        return Party("MULTI", "Several states", "", f"“{self.phrase.text}”: states that are not named", "state")

    def unowned(self) -> Party | None:
        """'refugees', 'terrorists': what the word means where no state is named."""
        key = self.memory.knowledge.words.unowned.get(self.noun.text)
        related = self.noun.text in self._list("related_states")
        if self.noun.text == "cartel" and self._definite and OF_OIL.search(self.memory.text):
            return organisation_described("cartel", "oil cartel", self.memory)
        definite = self._lowered.startswith("the ") and key in ("IMG/REB", "IMG/CRM")
        if key is None or related or definite:
            return None
        if key == "IMG/REB" and (record := place_behind(self.phrase.end, self.memory)) is not None:
            codes = self._at_war([record.code])
            if codes:
                return self._of(codes[0], f"the place named behind it, {record.name}")
        if self.noun.sector == "CVL" and (fled := FLED.match(self.memory.text, self.phrase.end)):
            record = place_behind(fled.end() - len(" from"), self.memory)
            if record is not None:
                return self._of(record.code, f"who fled {record.name}")
        return Party(key, self.memory.knowledge.label(key), "", f"“{self.noun.text}” of no named state", "people")

    def of_one_state(self) -> Party | None:
        """'the secretary of state': an office or body that one state calls so."""
        sought = (i.text for part in self.phrase.tail[:1] if part.link == "for" for i in part.items if i.is_noun)
        offices = (self.noun.text, *sought) if self.noun.text in ("nominee", "candidate", "pick") else (self.noun.text,)
        code = next((c for o in offices if (c := self.memory.knowledge.words.of_state.get(o))), None)
        label = self.memory.knowledge.label(code or "")
        return self._of(code, f"{self.noun.text}: an office or body of {label}") if code else None

    def same_words(self) -> Party | None:
        """The same noun or title earlier, with its owner."""
        states = 1 if self.noun.text == "government" else FOCUS_STATES
        if self.noun.text in AT_HOME and self.memory.home in self.memory.focus[:states] and not self._backed:
            return self.at_home()
        called = (self.noun.text, self.noun.text.removesuffix("s"))
        same = (s for s in self.memory.before(self.phrase.start) if s.noun and s.noun in called)
        party = nearest(same, self.phrase.text)
        kept = self.noun.text in self._list("general") and self.noun.sector in ("GOV", party.sector if party else "")
        if party is None or party.code in COLLECTIVE_CODES or kept:
            return party
        return replace(party, key=with_sector(party.code, self.noun.sector))

    def state(self) -> Party | None:
        """'the country', 'the Balkan nation', 'the NATO ally': the likeliest earlier state that the words can mean."""
        if self.noun.text not in self._list("singular_states") and self.noun.text not in self._list("related_states"):
            return None
        codes = self._codes_described()
        not_codes = self._named_beside() | COLLECTIVE_CODES
        for kinds in (("state",), ("person",)):
            party = likeliest_party(
                self.phrase.text, self.phrase.start, self.memory, kinds=kinds, codes=codes, not_codes=not_codes
            )
            if party is not None:
                return replace(party, key=with_sector(party.code, self.situation.bare_sector), kind="state")
        focus = [c for c in self.memory.focus if (codes is None or c in codes) and c not in not_codes]
        if not focus and codes is not None and len(codes) == 1:
            return self._of(codes[0], f"“{self.phrase.text}”: only one is called so")
        return self._of(focus[0], "the state that the article is about") if focus else None

    def _named_beside(self) -> frozenset[str]:
        """The states that the words name themselves, of which 'the U.S. ally' is none."""
        named = [self.memory.record_of(i.match)[0] for i in self.phrase.head.items if i.match is not None]
        # Nobody calls the United States a NATO ally but somebody else's.
        leading = {"USA"} if any(record.key == "IGO/NATO" for record in named) and self.noun.text == "ally" else set()
        return frozenset({record.code for record in named} | leading)

    def organisation(self) -> Party | None:
        """'the group', 'the alliance': the likeliest earlier one, a group that is only named further on."""
        backed = self._backers() and not (self._definite and self.noun.text in ONE_GROUP)
        for name, kinds in KINDS_CALLED:
            if self.noun.text in (self._list(name) if name else ONE_GROUP) and not backed:
                party = likeliest_party(self.phrase.text, self.phrase.start, self.memory, kinds=kinds)
                if party is not None and (party.code == "IGO" or self.noun.text not in OF_STATES):
                    return party
        if self.noun.text not in self._list("groups") or (self.noun.sector == "GOV" and not self._definite):
            return None
        behind = (s for s in self.memory.seen if s.start > self.phrase.start and s.party.key.endswith("/REB"))
        return nearest((s for s in behind if self._definite), self.phrase.text)

    def at_home(self) -> Party | None:
        """'the president', 'the administration': that of the outlet's own state."""
        if self.noun.text not in AT_HOME or not self.memory.home or self._backed:
            return None
        return self._of(self.memory.home, f"{self.noun.text} without a state: that of the outlet's own")

    def same_sector(self) -> Party | None:
        """An earlier party of the same sector, of the states that the words can mean."""
        if self.noun.sector == "GOV" or self._backers():
            return None
        codes = self._codes_described()
        same = (s for s in self.memory.before(self.phrase.start) if s.party.sector == self.noun.sector)
        if self.noun.text in AGAINST_A_STATE:
            same = (s for s in same if s.party.code != "IMG")
        return nearest((s for s in same if codes is None or s.party.code in codes), self.phrase.text)

    def behind_a_dash(self) -> Party | None:
        """'Iran ready for talks — senior official': the headline's subject, unless it is told what it must do."""
        title = self.memory.article.title
        spoken = DASH_BEFORE.search(self.memory.text, 0, self.phrase.start)
        subject = next(iter(self.memory.matches_in(0, len(title))), None) if title and spoken else None
        if spoken is None or subject is None or subject.start > 0 or self.phrase.start >= len(title):
            return None
        word = SUBJECT_IS.match(self.memory.text, subject.end)
        record = self.memory.record_of(subject)[0]
        if word is None or record.kind not in ("state", "place", "region"):
            return None
        if word.group(1) not in OUGHT:
            return self._of(record.key, f"speaks for {subject.text} in a headline")
        return self._of(self.memory.home, "the outlet's own speaks in a headline") if self.memory.home else None

    def by_place(self) -> Party | None:
        """'12 people' followed by 'in Paris'; else the state named nearest before in the sentence."""
        record = place_behind(self.phrase.end, self.memory)
        if record is not None:
            return self._of(record.code, f"the place named behind it, {record.name}")
        if self._codes_described():
            return None
        memory, number = self.memory, self.memory.sentence_at(self.phrase.start)
        here = [s for s in memory.before(self.phrase.start) if memory.sentence_at(s.start) == number]
        codes = self._possible([s.party.code for s in here if s.party.kind == "state"])
        if self._in_a_war:
            codes = self._at_war(codes)
        return self._of(codes[0], "the state named before it", armed=self._armed_opposition) if codes else None

    def _at_war(self, codes: Sequence[str]) -> list[str]:
        """Of some states those where armed groups fight; great powers are left to what the article is about."""
        fighting = self.memory.knowledge.states_with_armed_groups(self.memory.day)
        return [code for code in codes if code in fighting and code not in self._list("great_powers")]

    def by_focus(self) -> Party | None:
        """The state that the article is about; for armed groups and those killed one where groups fight."""
        described, focus = self._codes_described(), self.memory.focus
        codes = self._possible(focus if described is None else [code for code in described if code in focus])
        at_war = self._at_war(codes[:FOCUS_STATES_AT_WAR]) if self._in_a_war else []
        codes = at_war or codes
        if codes and self._an_armed_group_of(codes[0]):
            return replace(self._of(codes[0], "an armed group of the article's state"), key=f"{codes[0]}/REB")
        armed = self._armed_opposition and bool(at_war)
        return self._of(codes[0], "the state that the article is about", armed=armed) if codes else None

    def _an_armed_group_of(self, code: str) -> bool:
        """Whether 'the group', 'the movement' that fights or threatens can be one of a state."""
        behind = WHICH_KILLED.match(self.memory.text, self.phrase.end)
        fights = self.noun.text in ONE_GROUP and self._definite and (self.situation.event_type in FIGHTING or behind)
        return bool(fights) and code in self.memory.knowledge.states_with_armed_groups(self.memory.day)

    @property
    def _backed(self) -> bool:
        """'the military-backed government', as nobody calls his own."""
        return any(word.endswith(("-backed", "-led", "-installed")) for word in self.phrase.head.words)

    @property
    def _lowered(self) -> str:
        return self.phrase.text.lower()

    @property
    def _in_a_war(self) -> bool:
        """Whether it is an armed group, or people whom an attack hits."""
        return (
            self.noun.sector == "REB"
            or self._armed_opposition
            or (self.noun.sector == "CVL" and self.situation.of_victims)
        )

    @property
    def _armed_opposition(self) -> bool:
        """Whether 'the opposition' is one that is bombed or armed."""
        of_war = self.situation.role == "recipient" and self.situation.event_type in ("ASSAULT", "AID")
        return self.noun.text in OPPOSITION_AT_WAR and of_war

    def _list(self, name: str) -> frozenset[str]:
        return self.memory.knowledge.words.lists[name]

    def _of(self, code: str, why: str, *, armed: bool = False) -> Party:
        a_state = self.noun.text in self._list("singular_states") or self.noun.text in EPITHETS_OF
        sector = self.situation.bare_sector if a_state and self.noun.sector == "GOV" else self.noun.sector
        sector = "REB" if armed else sector
        kind = "person" if one_person(self.noun, self.memory) else "people"
        return Party(with_sector(code, sector), self.memory.knowledge.label(code), "", why, kind)

    def _possible(self, codes: Sequence[str]) -> list[str]:
        """States that it can be of: none of those that only back it."""
        excluded = self._backers() | {"IGO", "MULTI", "IMG"}
        possible = [code for code in codes if code not in excluded]
        offices = self._codes_with_office()
        return [code for code in possible if offices is None or code in offices] or possible

    def _codes_with_office(self) -> frozenset[str] | None:
        """The states that have the office which the noun names: no 'prime minister' of the United States."""
        if self.noun.text not in self._list("offices"):
            return None
        titles = ("prime minister", "premier") if self.noun.text == "premier" else (self.noun.text,)
        each = (self.memory.knowledge.states_with_office(title, self.memory.day) for title in titles)
        return frozenset().union(*each) or None

    def _backers(self) -> set[str]:
        """The states of 'Iran-backed', 'pro-Russian': those who are so backed are not theirs."""
        backed = [i.match for i in self.phrase.head.items if i.backed and i.match is not None]
        return {self.memory.record_of(match)[0].code for match in backed}

    def _codes_described(self) -> tuple[str, ...] | None:
        """The states that words like 'Balkan' or 'NATO' (members of it) leave; None where there are none."""
        codes: tuple[str, ...] | None = None
        called = self._lowered.replace("biggest", "largest").replace("top ", "largest ")
        for word, meant in self.memory.knowledge.words.described.items():
            if word in called and re.search(rf"\b{re.escape(word)}\b", called):
                codes = meant if codes is None else tuple(c for c in codes if c in meant)
        if self.noun.text in self._list("related_states"):
            for item in self.phrase.head.items:
                if item.match is not None:
                    record = self.memory.record_of(item.match)[0]
                    members = self.memory.knowledge.members(record.id, self.memory.day)
                    codes = members if members and codes is None else codes
        return codes


Rule = Callable[[_Description], Party | None]
RULES: tuple[Rule, ...] = (
    _Description.by_apposition,
    _Description.possessed,
    _Description.of_described,
    _Description.by_attitude,
    _Description.by_epithet,
    _Description.by_leader,
    _Description.of_organisation,
    _Description.many,
    _Description.unowned,
    _Description.of_one_state,
    _Description.same_words,
    _Description.state,
    _Description.organisation,
    _Description.by_kind_of_organisation,
    _Description.at_home,
    _Description.same_sector,
    _Description.behind_a_dash,
    _Description.by_place,
    _Description.by_focus,
)
# "President Guy Parmelin", of whom nothing is known: what was said of other presidents does not hold for him.
RULES_FOR_A_STRANGER: tuple[Rule, ...] = (
    _Description.of_one_state,
    _Description.by_place,
    _Description.by_focus,
)
