"""One party out of one phrase: the head decides, the words around it say whose it is.

READ FIRST of this folder. Rules, in order:
    1. a person known by name holds the office of the day; over by then → ELI (people.py)
    2. an organisation, group, institution, bloc or outlet stands for itself (known_names.py)
    3. a name that the article introduced earlier means what it meant there (strangers.py)
    4. an agent noun gives the sector; the name before it, else behind it, gives the state (nouns.py, ownership.py)
    5. a state named bare has the sector that its role in the event gives it (known_names.py)
"""

from __future__ import annotations

import re

from rapallo.entities.memory import Memory, Party
from rapallo.entities.noun_phrases.known_names import known_name
from rapallo.entities.noun_phrases.nouns import noun_with_owner
from rapallo.entities.noun_phrases.ownership import OWNING_LINKS
from rapallo.entities.noun_phrases.places import LANDS, by_its_make
from rapallo.entities.noun_phrases.reading import KINDS, Reading
from rapallo.entities.noun_phrases.strangers import stranger
from rapallo.entities.phrases import Item, Phrase, Segment
from rapallo.entities.sectors import Situation, with_sector


def party_of_phrase(phrase: Phrase, memory: Memory, situation: Situation) -> Party | None:
    """Who a phrase means by its own words and by names that the article introduced; None where they do not say."""
    return _party(Reading(phrase, memory, situation))


def _party(reading: Reading) -> Party | None:
    items = [item for item in reading.phrase.head.items if not item.backed]
    if not items:
        return _of_tail(reading) if reading.phrase.tail else _only_backed(reading)
    *before, last = items
    if last.match is not None:
        return known_name(reading, last, before)
    return stranger(reading, last, before) if last.is_unknown else noun_with_owner(reading, last, before)


def _of_tail(reading: Reading) -> Party | None:
    """A head without anything known: what is said behind it may say whose it is."""
    phrase = reading.phrase
    for segment in phrase.tail:
        item = next((i for i in segment.items if i.match is not None and not i.backed), None)
        if item is not None and segment.link in OWNING_LINKS:
            alone = Phrase(phrase.start, phrase.end, phrase.text, (Segment("", [item]),))
            return party_of_phrase(alone, reading.memory, reading.situation)
    return None


def _in_its_language(item: Item, reading: Reading) -> bool:
    """'French-language', 'Soviet-era': a name that says of what kind something is."""
    return OF_ITS_KIND.match(reading.memory.text, item.end) is not None


OF_ITS_KIND = re.compile(r"-(?:language|speaking|style|era)\b")


def _only_backed(reading: Reading) -> Party | None:
    """'anti-Russian', where nothing else is said: the state that it speaks of."""
    named = [i for i in reading.phrase.head.items if i.match is not None]
    if not named or by_its_make(named[-1], reading.memory) or _in_its_language(named[-1], reading):
        return None
    record = reading.record(named[-1])
    key = with_sector(record.key, reading.situation.bare_sector) if record.kind in LANDS else record.key
    return Party(key, record.name, record.id, f"by the name in {named[-1].text}", KINDS[record.kind])
