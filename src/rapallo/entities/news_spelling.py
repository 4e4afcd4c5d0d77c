"""Names that a dictionary writes as ABU_NIDAL_ORGANIZATION_, as news writes them: 'Abu Nidal Organization'.

Capitals hide whether a word is an acronym. It is one where it is known as one, has no vowel, or has the first letters
of another name of the same, which may stand before it with the acronym in brackets.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

WORDS_FILE = "common_words.txt"
ACRONYM_LETTERS_MAX = 7
UNSURE_LETTERS_MAX = 6
PARTICLES = frozenset(
    "of the and for in on to at by with from under against or de du des del della di da dos das do la las le les los "
    "el y e et und van von der den zu ter bin bint ibn al ul ud".split()
)  # fmt: skip
# In these states Van, Le, Do and Al are names; only what is English stays small.
ENGLISH_PARTICLES = frozenset("of the and for in on to at by with from under against or".split())
STATES_WITH_SHORT_NAMES = frozenset("VNM CHN TWN HKG KOR PRK KHM LAO MMR SGP THA MNG".split())
ARABIC = re.compile(r"^(AL|EL|AD|AN|AR|AS|ASH|AT|AZ|UL|UD|E|YE|I|WAL|O)$")
ROMAN = re.compile(r"(?=[IVX])(X{0,2})(IX|IV|V?I{0,3})")
DOTTED = re.compile(r"(\w\.)+\w?\.?")
VOWEL = re.compile(r"[AEIOUY]")
BRACKETS = re.compile(r"\s*\(\s*([^()]*?)\s*\)")
INNER_CAPITAL = re.compile(r"^(Mc|O'|D'|L'|N'|')(\w)(.*)")
# Given names are written Ki-moon, Ying-jeou there.
STATES_WITH_SMALL_SECOND_SYLLABLE = frozenset({"KOR", "PRK", "TWN"})
SECOND_SYLLABLE = re.compile(r"\b(\w+)-([A-Z]\w*)$")
# Without a vowel, and no acronyms.
SHORTENED = frozenset("ST MT FT DR MR MRS MS LTD SR JR GRP".split())
ACRONYM = re.compile(r"[A-Z]{2,7}")
CAPITALS = re.compile(r"[A-Z]{2,}")


@cache
def common_words() -> frozenset[str]:
    """The commonest English words of news, in small letters: a name that is nothing else would be found everywhere."""
    text = files("rapallo.entities").joinpath(WORDS_FILE).read_text("utf-8")
    return frozenset(line for line in text.split("\n") if line and not line.startswith("#"))


def is_common_word(name: str) -> bool:
    """Whether a name is a single very common English word."""
    return name.lower() in common_words()


def in_news(
    names: Sequence[str], *, acronyms: Iterable[str] = (), states: Iterable[str] = (), unsure_both: bool = False
) -> list[str]:
    """The names of one actor as news writes them, the first one first, each once.

    `states` are those whose spelling holds. `unsure_both`: a short word that may be an acronym is given both ways.
    """
    homes = frozenset(states)
    particles = ENGLISH_PARTICLES if homes & STATES_WITH_SHORT_NAMES else PARTICLES
    plain = [part for name in names for part in _unbracketed(name)]
    initials = {_initials(name) for name in plain if " " in name}
    speller = _Speller(frozenset(acronyms), particles, frozenset(initials), unsure_both)
    found = [spelling for name in plain for spelling in speller.spellings(name)]
    if homes & STATES_WITH_SMALL_SECOND_SYLLABLE:
        found = [SECOND_SYLLABLE.sub(lambda m: f"{m[1]}-{m[2].lower()}", name) for name in found]
    return list(dict.fromkeys(name for name in found if name))


def noun_in_news(noun: str) -> str:
    """An agent noun in small letters: 'POLICE_OFFICER_' → 'police officer'."""
    return re.sub(r"[_\s]+", " ", noun).strip(" ,").lower()


def acronyms_among(names: Iterable[str]) -> frozenset[str]:
    """Names that are one word in capitals, and no word when they are not."""
    listed = frozenset(names)
    return frozenset(
        name
        for name in listed
        if ACRONYM.fullmatch(name)
        and name.capitalize() not in listed
        and name not in SHORTENED
        and name.lower() not in PARTICLES
        and (len(name) < 3 or name == "WHO" or not is_common_word(name))
    )


def _unbracketed(name: str) -> list[str]:
    """'ADEN_ISLAMIC_ARMY_(AIA)_' → 'ADEN ISLAMIC ARMY' and 'AIA'; other brackets (KOREA_(NORTH)) stay."""
    text = re.sub(r"[_\s]+", " ", name).strip(" ,+")
    found = BRACKETS.search(text)
    if found is None:
        return [" ".join(text.replace("(", " ").replace(")", " ").split())]
    outside = " ".join(f"{text[: found.start()]} {text[found.end() :]}".split())
    acronym = found[1].replace(".", "")
    if len(acronym) > 2 and acronym.isupper() and _in_order(acronym, _initials(outside)):
        return [outside, found[1]]
    return [text]


def _in_order(letters: str, word: str) -> bool:
    """Whether a word holds letters in their order, the first of them first."""
    rest = iter(word)
    return word[:1] == letters[:1] and all(letter in rest for letter in letters)


def _initials(name: str) -> str:
    return "".join(word[0] for word in re.split(r"[ -]", name) if word and word.lower() not in PARTICLES).upper()


@dataclass(frozen=True, slots=True)
class _Speller:
    """Spells names, knowing acronyms, the words that stay small, and the first letters of the actor's other names."""

    acronyms: frozenset[str]
    particles: frozenset[str]
    initials: frozenset[str]
    unsure_both: bool

    def spellings(self, name: str) -> list[str]:
        if " " not in name and CAPITALS.fullmatch(name):
            if self._is_acronym(name) or (len(name) > 2 and name in self.initials):
                return [name]
            if self.unsure_both and len(name) <= UNSURE_LETTERS_MAX:
                return [name.capitalize(), name]
        words = name.split(" ")
        return [" ".join(self._word(word, first=not at, last=at == len(words) - 1) for at, word in enumerate(words))]

    def _is_acronym(self, word: str) -> bool:
        if word in SHORTENED:
            return False
        told = 1 < len(word) <= ACRONYM_LETTERS_MAX and CAPITALS.fullmatch(word) and not VOWEL.search(word)
        return word in self.acronyms or bool(told)

    def _word(self, word: str, *, first: bool, last: bool) -> str:
        """One word of a name; words that are not all capitals are as they should be."""
        if not word.isupper() or DOTTED.fullmatch(word):
            return word
        if first and word == "THE":
            return "the"
        if word.lower() in self.particles and not first and not last:
            return word.lower()
        if self._is_acronym(word) or (not first and ROMAN.fullmatch(word)):
            return word
        parts = re.split(r"([-/&+(])", word)
        written = (self._part(part, first=first, more=at < len(parts) - 1) for at, part in enumerate(parts))
        return "".join(written)

    def _part(self, part: str, *, first: bool, more: bool) -> str:
        """A part of a word with hyphens: 'AL-ASSAD' → 'al-Assad' behind a first name."""
        if ARABIC.fullmatch(part) and more:
            return part.capitalize() if first else part.lower()
        if self._is_acronym(part) or any(letter.isdigit() for letter in part):
            return part
        titled = part.capitalize()
        if len(titled) <= 3:
            return titled
        titled = INNER_CAPITAL.sub(lambda found: f"{found[1]}{found[2].upper()}{found[3]}", titled)
        return f"d{titled[1:]}" if titled.startswith("D'") and not first else titled
