"""States called by what they are: "the kingdom", "OPEC's biggest producer", "its neighbour, Senegal"."""

from __future__ import annotations

import re
from dataclasses import replace

from rapallo.entities.antecedents import likeliest_party
from rapallo.entities.descriptions.belonging import OPPOSITE, owner_by_pronoun
from rapallo.entities.descriptions.description import EPITHETS_OF, Description
from rapallo.entities.knowledge_file import Form
from rapallo.entities.memory import Party
from rapallo.entities.sectors import with_sector
from rapallo.records import COLLECTIVE_CODES

APPOSITION = re.compile(r",(?: known as| called)? ")
APPOSITION_CHARS_MAX = 60


def by_apposition(description: Description) -> Party | None:
    """'The bloc, known as Ecowas, …', 'its neighbour, Senegal, …': the name that explains the words right away."""
    memory, words = description.memory, description.phrase.text
    told = APPOSITION.match(memory.text, description.phrase.end)
    name = next(iter(memory.matches_in(told.end(), told.end() + APPOSITION_CHARS_MAX)), None) if told else None
    if told is None or name is None or name.start != told.end() or memory.text[name.end : name.end + 1] not in ",.":
        return None
    record, form = memory.record_of(name)
    if form not in (Form.NAME, Form.CAPITAL) or record.kind not in _kinds_explained(description):
        return None
    if record.kind == "state":
        return description.of(record.key, f"“{words}”, {name.text}")
    return Party(record.key, record.name, record.id, f"“{words}”, {name.text}", "organisation")


def _kinds_explained(description: Description) -> tuple[str, ...]:
    """What kinds of names can stand in apposition to the noun."""
    if description.calls_a_state:
        return ("state",)
    return ("organisation", "group") if description.noun_is_among("organisations", "groups") else ()


def by_epithet(description: Description) -> Party | None:
    """'OPEC's biggest producer', 'the world's largest economy': the one state that is called so."""
    a_state = description.noun.text in EPITHETS_OF or description.noun_is_among("singular_states")
    if "'s" not in description.lowered or not a_state:
        return None
    codes = description.codes_described() or ()
    return description.of(codes[0], _only_one(description)) if len(codes) == 1 else None


def called_earlier(description: Description) -> Party | None:
    """'the country', 'the Balkan nation', 'the NATO ally': the likeliest earlier state that the words can mean."""
    if not description.calls_a_state:
        return None
    phrase, memory, codes = description.phrase, description.memory, description.codes_described()
    not_codes = _named_beside(description) | COLLECTIVE_CODES | _opposite_to(description)
    for kind in ("state", "person"):
        party = likeliest_party(phrase.text, phrase.start, memory, kinds=(kind,), codes=codes, not_codes=not_codes)
        if party is not None:
            return replace(party, key=with_sector(party.code, description.situation.bare_sector), kind="state")
    focus = [c for c in memory.focus if (codes is None or c in codes) and c not in not_codes]
    if not focus and codes is not None and len(codes) == 1:
        return description.of(codes[0], _only_one(description))
    return description.of(focus[0], "the state that the article is about") if focus else None


def _only_one(description: Description) -> str:
    return f"“{description.phrase.text}”: only one is called so"


def _opposite_to(description: Description) -> frozenset[str]:
    """Whom 'its' means before 'rival' or 'former colony', which is another state."""
    owner, _ = owner_by_pronoun(description.phrase, description.memory)
    return frozenset({owner.code}) if owner is not None and description.noun.text in OPPOSITE else frozenset()


def _named_beside(description: Description) -> frozenset[str]:
    """The states that the words name themselves, of which 'the U.S. ally' is none."""
    head = description.phrase.head
    named = [description.memory.record_of(i.match)[0] for i in head.items if i.match is not None]
    # Nobody calls the United States a NATO ally but somebody else's.
    ally = description.noun.text == "ally" and any(record.key == "IGO/NATO" for record in named)
    return frozenset({record.code for record in named} | ({"USA"} if ally else set()))
