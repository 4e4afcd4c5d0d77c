"""Who will not do harm refuses nothing: "will not impose sanctions on Moscow" is SANCTION with negation, not REJECT.

To refuse what somebody wants ("will not lift the ban", "would not sit down with") is REJECT. The model sees the refusal
in both; that the act would have been a hostile one it says in its second thoughts.
"""

from __future__ import annotations

import re
from dataclasses import replace

from rapallo.ontology import MARKS, NONE, quad
from rapallo.records import EventMention

MATERIAL_CONFLICT = 4
REFUSING = frozenset({"REJECT", "THREATEN"})
# Below this the hostile act is no reading of the words. Of coded triggers that begin so, 84 are REJECT, nearly all of
# acts that the other side wants; of the 15 with a negated hostile act none is.
HOSTILE_ACT_MIN = 0.15

# Stems that name a hostile act beyond doubt.
HARM = {
    "sanction": "SANCTION",
    "embargo": "SANCTION",
    "expel": "SANCTION",
    "attack": "ASSAULT",
    "invade": "ASSAULT",
    "bomb": "ASSAULT",
    "arrest": "COERCE",
    "seize": "COERCE",
}
_HARM = re.compile(rf"\b(?:{'|'.join(HARM)})", re.IGNORECASE)
_WILL_NOT = re.compile(r"\b(?:will|would|shall)\s+(?:not|never)\b|\b(?:won|wouldn)['’]t\b", re.IGNORECASE)
_WORDS_BEFORE_CHARS = 20


def without_refusing_harm(mention: EventMention) -> EventMention:
    """The mention as the hostile act that will not be done, if that is what it tells; else as it is."""
    if mention.type not in REFUSING or not _is_negated(mention):
        return mention
    kind = _hostile_act(mention)
    if kind is None:
        return mention
    probability = round(sum(p for t, p in mention.type_probabilities if t == kind or t in REFUSING), 4)
    others = [(t, p) for t, p in mention.type_probabilities if t != kind and t not in REFUSING]
    told = {*mention.marks, "negation", "future"}
    return replace(
        mention,
        type=kind,
        mode=None,
        marks=tuple(mark for mark in MARKS if mark in told),
        type_probabilities=tuple(sorted([(kind, probability), *others], key=lambda pair: pair[0] == NONE)),
        confidence=probability,
    )


def _hostile_act(mention: EventMention) -> str | None:
    """The type of the act refused, by the words of the trigger, else by what the model held possible."""
    named = _HARM.search(mention.trigger.text)
    if named:
        return HARM[named[0].lower()]
    likely = ((t, p) for t, p in mention.type_probabilities if t != NONE and quad(t) == MATERIAL_CONFLICT)
    return next((kind for kind, probability in likely if probability >= HOSTILE_ACT_MIN), None)


def _is_negated(mention: EventMention) -> bool:
    """Whether "will not" stands in the trigger or directly before it."""
    sentence = mention.sentence
    start, end = mention.trigger.start - sentence.start, mention.trigger.end - sentence.start
    found = [*_WILL_NOT.finditer(sentence.text, max(0, start - _WORDS_BEFORE_CHARS), end)]
    return bool(found) and (found[-1].end() > start or not sentence.text[found[-1].end() : start].strip())
