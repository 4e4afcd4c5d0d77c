"""The order of the model's outputs as columns: types, modes, marks, roles. The model file names it; it is checked."""

from __future__ import annotations

from rapallo.ontology import MARKS, TYPES

# Bumped whenever the graph's inputs, outputs or the lists below change. A file of the format before codes events too,
# but lacks the third reading: what one given span does to another.
FORMAT = 2
FORMAT_WITHOUT_RELATIONS = 1

TYPE_NAMES = tuple(TYPES)
MODES = tuple(f"{name}/{mode}" for name, kind in TYPES.items() for mode in kind.modes)
MARK_COUNT = len(MARKS)

# Words of the trigger's own sentence, and then earlier mentions that a party which is elided, a pronoun or a
# description goes back to.
TRIGGER, ACTOR, RECIPIENT, SPEAKER, TIME, PLACE, ACTOR_BEFORE, RECIPIENT_BEFORE, SPEAKER_BEFORE = range(9)
ROLES = (
    "trigger",
    "actor",
    "recipient",
    "speaker",
    "time",
    "place",
    "actor-before",
    "recipient-before",
    "speaker-before",
)


def signature() -> str:
    """All columns in order, as one line: a model made for other lists must not be read with these."""
    return "|".join((*TYPE_NAMES, *MODES, *MARKS, *ROLES))
