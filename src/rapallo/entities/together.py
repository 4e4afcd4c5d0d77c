"""Parties that a text names together: those who meet, sign or speak jointly, and lists of states.

"Biden met with Prime Minister Golob of Slovenia … They … The two leaders": whom plural words mean are the parties of an
encounter or a list, not the nearest party.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from rapallo.entities.gatherings import Gatherings, Together
from rapallo.entities.memory import Memory, Party, Seen

ENCOUNTER = re.compile(
    r"\b(?:met|meets?|meeting|spoke|speaks?|phone|call|called|talks|summit|consultations?|jointly|joint|hosted|hosts?"
    r"|welcomed|received|visit(?:s|ed)?|readout|signed|sign|trilateral|bilateral|dialogue|exchanged views|remarks by"
    r"|negotiat\w+|between|embraced?|shook hands|sat down|dined)\b",
    re.IGNORECASE,
)
# Behind these words stands what was spoken of, no longer who spoke.
TOPIC = re.compile(
    r"\b(?:to discuss|discuss(?:ed|ing)?|about|regarding|concerning|to review|amid|ahead of|following|after|because"
    r"|reaffirm\w*|on the situation|over)\b",
    re.IGNORECASE,
)
JOINED = re.compile(r"(?:'s)?(?:,? (?:and|or|as well as) (?:the )?|, (?:the )?|/)")
JOINT_TITLE = re.compile(
    r"\bjoint (?:\w+ ){0,2}(?:statement|declaration|communiqu\w|readout)|leaders[’']? (?:\w+ )?statement", re.I
)
NUMBERS = {
    word: number
    for number, word in enumerate("two three four five six seven eight nine ten eleven twelve".split(), start=2)
} | {"both": 2, "pair": 2, "duo": 2, "trio": 3}  # fmt: skip
WHO_MEET = ("person", "state", "organisation", "people", "group")
PARTICIPANTS_MAX = 12
SENTENCES_BACK_MAX = 3


def named_together(memory: Memory) -> Gatherings:
    """Every encounter and list of a text, in order."""
    found: list[Together] = []
    for number in range(len(memory.sentences)):
        seen = memory.seen_in(number)
        if len(seen) > 1:
            found.extend(_lists(seen, number, memory))
            found.extend(_encounter(seen, number, memory))
    return Gatherings(found)


def _encounter(seen: Sequence[Seen], number: int, memory: Memory) -> Iterator[Together]:
    sentence = memory.sentences[number]
    text = memory.text[sentence.start : sentence.end]
    told = ENCOUNTER.search(text)
    if told is None:
        return
    topic = TOPIC.search(text, told.end())
    until = sentence.start + (topic.start() if topic else len(text))
    taking_part = [s for s in seen if s.start < until and s.party.kind in WHO_MEET and s.party.code != "MULTI"]
    people = [s for s in taking_part if s.party.kind == "person"]
    chosen = _distinct(people)
    if len(chosen) < 2:
        chosen = _distinct([s for s in taking_part if s.party.kind != "people" and not _of_the_talks(s, memory)])
    if 2 <= len(chosen) <= PARTICIPANTS_MAX:
        yield Together(chosen[0].start, chosen[-1].end, number, tuple(s.party for s in chosen), met=True)


def _of_the_talks(seen: Seen, memory: Memory) -> bool:
    """'UN talks': whose talks they are is not who talks."""
    behind = memory.text[seen.end : seen.end + CALLED_CHARS_MAX]
    return seen.party.kind == "organisation" and TALKS_OF.match(behind) is not None


TALKS_OF = re.compile(r" (?:talks|summit|meeting|negotiations|conference)\b")
CALLED_CHARS_MAX = 16


def _lists(seen: Sequence[Seen], number: int, memory: Memory) -> Iterator[Together]:
    """'Iran, Sudan and Syria', 'Abiy Ahmed of Ethiopia and Isaias Afwerki': parties with nothing but 'and' between."""
    for run in (*_runs(seen, memory), *_runs([s for s in seen if s.party.kind == "person"], memory)):
        chosen = _distinct(run)
        if 2 <= len(chosen) <= PARTICIPANTS_MAX:
            yield Together(run[0].start, run[-1].end, number, tuple(s.party for s in chosen), met=False)


def _runs(seen: Sequence[Seen], memory: Memory) -> Iterator[list[Seen]]:
    run: list[Seen] = []
    for one in seen:
        if run and _joined(run[-1], one, memory):
            run.append(one)
            continue
        yield run
        run = [one]
    yield run


def _joined(first: Seen, second: Seen, memory: Memory) -> bool:
    """Whether only a comma or 'and' stands between two parties; between people, also whose they are."""
    between = memory.text[first.end : second.start]
    if JOINED.fullmatch(between):
        return first.party.kind == second.party.kind or " and " in between
    people = first.party.kind == second.party.kind == "person"
    lowered = [word for word in between.split() if word[:1].islower()]
    return (
        people
        and "and" in lowered
        and all(word in BETWEEN_PEOPLE for word in lowered)
        and len(between) < LINK_CHARS_MAX
    )


BETWEEN_PEOPLE = frozenset("and of the his her counterpart".split())
LINK_CHARS_MAX = 80


def _distinct(seen: Sequence[Seen]) -> list[Seen]:
    """The first of each country, armed group of a country, or organisation."""
    first: dict[str, Seen] = {}
    for one in seen:
        fights = one.party.sector in ("REB", "OPP")
        first.setdefault(one.party.key if fights else one.party.party, one)
    return list(first.values())


def counted(words: str) -> int:
    """'the two leaders' → 2, 'six world powers' → 6; 0 where no number is said."""
    lowered = words.lower().split()
    return next((NUMBERS[word] for word in lowered if word in NUMBERS), 0)


def those_counted(number: int, offset: int, memory: Memory, *, of_people: bool = False) -> list[Party]:
    """The nearest so many parties that are named together, before the words or, failing that, behind them.

    `of_people`: persons rather than states ("the two leaders").
    """
    sentence = memory.sentence_at(offset)
    fitting = memory.together.of_number(number)
    kinds = (fitting.of_persons, fitting.met) if of_people else (fitting,)
    chosen = next((group for groups in kinds for group in groups.before(offset, sentence)), None)
    if chosen is None and not of_people:
        chosen = fitting.behind(offset, sentence)
    return _told(chosen, memory) if chosen else []


def those_who_met(offset: int, memory: Memory) -> list[Party]:
    """The parties of the last encounter before some words: a few sentences back, or in the headline or the lead."""
    sentence = memory.sentence_at(offset)
    met = memory.together.met
    last = next(met.before(offset, sentence), None)
    if last is not None and sentence - last.sentence <= SENTENCES_BACK_MAX:
        return _told(last, memory)
    lead = [group for group in met.lead() if group.end <= offset]
    return _told(lead[-1], memory) if lead else []


def those_listed(offset: int, memory: Memory, *, sentences_back: int = 1) -> list[Party]:
    """The parties of a list in the sentence before, or so many before, or earlier in the same one."""
    sentence = memory.sentence_at(offset)
    last = next(memory.together.before(offset, sentence), None)
    return _told(last, memory) if last is not None and sentence - last.sentence <= sentences_back else []


def listed_around(offset: int, memory: Memory) -> tuple[Party, ...]:
    """The parties of the list that stands around an offset: 'Starmer, Meloni and Rutte'."""
    here = memory.together.in_sentence(memory.sentence_at(offset))
    around = (group for group in here if not group.met and group.start <= offset < group.end)
    return next((group.parties for group in around), ())


def those_who_state(memory: Memory) -> list[Party]:
    """Who speaks as 'we' in a joint statement: whom the headline names, else whom the first sentences name together."""
    title = memory.article.title
    if not JOINT_TITLE.search(title):
        return []
    chosen = max(memory.together.lead(), key=lambda group: (group.sentence == 0, len(group.parties)), default=None)
    return _told(chosen, memory) if chosen else []


def _told(group: Together, memory: Memory) -> list[Party]:
    words = " ".join(memory.text[group.start : group.end].split())
    shown = words if len(words) <= SHOWN_CHARS_MAX else f"{words[:SHOWN_CHARS_MAX]}…"
    why = "who meet or act together in" if group.met else "named together in"
    return [replace(party, reason=f"{why} “{shown}”: {party.reason}") for party in group.parties]


SHOWN_CHARS_MAX = 80
