"""Who a phrase means by its own words: a known name, an agent noun with its owner, a stranger with a title."""

from rapallo.entities.noun_phrases.nouns import OF_THE_STATE, leaves_office, sector_of_noun
from rapallo.entities.noun_phrases.places import LANDS, by_its_make, place_behind
from rapallo.entities.noun_phrases.reading import PERSON, one_person
from rapallo.entities.noun_phrases.rules import party_of_phrase
from rapallo.entities.noun_phrases.strangers import head_addressed

__all__ = [
    "LANDS",
    "OF_THE_STATE",
    "PERSON",
    "by_its_make",
    "head_addressed",
    "leaves_office",
    "one_person",
    "party_of_phrase",
    "place_behind",
    "sector_of_noun",
]
