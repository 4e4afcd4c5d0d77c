"""Whom a description means by what stands around it: the same words, a place, the outlet, what the article is about."""

from __future__ import annotations

import re
from dataclasses import replace

from rapallo.entities.antecedents import nearest
from rapallo.entities.descriptions.description import Description
from rapallo.entities.descriptions.organisations import ONE_GROUP
from rapallo.entities.memory import Party
from rapallo.entities.noun_phrases import place_behind
from rapallo.entities.sectors import with_sector
from rapallo.records import COLLECTIVE_CODES

# Offices and bodies that a paper leaves without a state where its own is meant.
AT_HOME = frozenset("president administration government congress senate house lawmaker senator cabinet".split()) | {
    "vice president", "white house", "attorney general", "appeals court", "federal judge", "chamber", "supreme court",
    "house of representatives", "congressional leader",
}  # fmt: skip
# "The president" is the outlet's own wherever the article speaks of his state at all: 85 of 85 in the training set.
FOCUS_STATES = 3
FOCUS_STATES_AT_WAR = 5
# Who rises against the state that they are of: no group of no state is meant.
AGAINST_A_STATE = frozenset({"rebel", "rebels", "separatist", "separatists", "opposition fighters"})
# What makes 'the group' of a state with armed groups one of them.
FIGHTING = frozenset({"ASSAULT", "THREATEN", "MOBILIZE"})
WHICH_KILLED = re.compile(
    r",? (?:which|that|who) (?:has |have |had )?(?:killed|bombed|abducted|kidnapped|attacked|fought)"
)
DASH_BEFORE = re.compile(r"[—–-]\s*$")
DASH_CHARS_MAX = 4
SUBJECT_IS = re.compile(r"(?:'s \w+)? (ready|open|willing|plans|intends|will|won't|not|does|must|should|ought|needs)\b")
OUGHT = frozenset({"must", "should", "ought", "needs"})


def same_words(description: Description) -> Party | None:
    """The same noun or title earlier, with its owner."""
    noun, memory = description.noun, description.memory
    states = 1 if noun.text == "government" else FOCUS_STATES
    if noun.text in AT_HOME and memory.home in memory.focus[:states] and not description.backed:
        return at_home(description)
    called = (noun.text, noun.text.removesuffix("s"))
    same = (s for s in memory.before(description.phrase.start) if s.noun and s.noun in called)
    party = nearest(same, description.phrase.text)
    kept = description.noun_is_among("general") and noun.sector in ("GOV", party.sector if party else "")
    if party is None or party.code in COLLECTIVE_CODES or kept:
        return party
    return replace(party, key=with_sector(party.code, noun.sector))


def at_home(description: Description) -> Party | None:
    """'the president', 'the administration': that of the outlet's own state."""
    home, noun = description.memory.home, description.noun.text
    if noun not in AT_HOME or not home or description.backed:
        return None
    return description.of(home, f"{noun} without a state: that of the outlet's own")


def same_sector(description: Description) -> Party | None:
    """An earlier party of the same sector, of the states that the words can mean."""
    noun, phrase = description.noun, description.phrase
    if noun.sector == "GOV" or description.backers:
        return None
    codes = description.codes_described()
    same = (s for s in description.memory.before(phrase.start) if s.party.sector == noun.sector)
    if noun.text in AGAINST_A_STATE:
        same = (s for s in same if s.party.code != "IMG")
    return nearest((s for s in same if codes is None or s.party.code in codes), phrase.text)


def behind_a_dash(description: Description) -> Party | None:
    """'Iran ready for talks — senior official': the headline's subject, unless it is told what it must do."""
    memory, start = description.memory, description.phrase.start
    title = memory.article.title
    spoken = DASH_BEFORE.search(memory.text, max(0, start - DASH_CHARS_MAX), start)
    subject = next(iter(memory.matches_in(0, len(title))), None) if title and spoken else None
    if spoken is None or subject is None or subject.start > 0 or start >= len(title):
        return None
    word = SUBJECT_IS.match(memory.text, subject.end)
    record = memory.record_of(subject)[0]
    if word is None or record.kind not in ("state", "place", "region"):
        return None
    if word.group(1) not in OUGHT:
        return description.of(record.key, f"speaks for {subject.text} in a headline")
    return description.of(memory.home, "the outlet's own speaks in a headline") if memory.home else None


def by_place(description: Description) -> Party | None:
    """'12 people' followed by 'in Paris'; else the state named nearest before in the sentence."""
    memory, phrase = description.memory, description.phrase
    record = place_behind(phrase.end, memory)
    if record is not None:
        return description.of(record.code, f"the place named behind it, {record.name}")
    if description.codes_described():
        return None
    number = memory.sentence_at(phrase.start)
    here = [s for s in memory.before(phrase.start) if memory.sentence_at(s.start) == number]
    codes = description.possible([s.party.code for s in here if s.party.kind == "state"])
    if description.in_a_war:
        codes = description.at_war(codes)
    armed = description.armed_opposition
    return description.of(codes[0], "the state named before it", armed=armed) if codes else None


def by_focus(description: Description) -> Party | None:
    """The state that the article is about; for armed groups and those killed one where groups fight."""
    described, focus = description.codes_described(), description.memory.focus
    codes = description.possible(focus if described is None else [code for code in described if code in focus])
    at_war = description.at_war(codes[:FOCUS_STATES_AT_WAR]) if description.in_a_war else []
    codes = at_war or codes
    if codes and _an_armed_group_of(codes[0], description):
        return replace(description.of(codes[0], "an armed group of the article's state"), key=f"{codes[0]}/REB")
    armed = description.armed_opposition and bool(at_war)
    return description.of(codes[0], "the state that the article is about", armed=armed) if codes else None


def _an_armed_group_of(code: str, description: Description) -> bool:
    """Whether 'the group', 'the movement' that fights or threatens can be one of a state."""
    memory = description.memory
    behind = WHICH_KILLED.match(memory.text, description.phrase.end)
    one = description.noun.text in ONE_GROUP and description.definite
    fights = one and (description.situation.event_type in FIGHTING or behind)
    return bool(fights) and code in memory.knowledge.states_with_armed_groups(memory.day)
