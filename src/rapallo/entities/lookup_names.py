"""Which known names some words can stand for, tolerant of how they are spelled.

First the words as written, but for capitals, accents and marks, as a code and as an office ("the French president");
only where that finds nothing, cut short, with a slip of the keyboard or as another transliteration. The coder itself
knows names only as they are listed, so every hit says how it was reached.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, lru_cache

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from rapallo.entities.compiling import without_diacritics
from rapallo.entities.knowledge import Knowledge
from rapallo.entities.knowledge_file import NAME_CHARS_MAX, Form, Named, Record
from rapallo.entities.lookup_offices import holders_described
from rapallo.entities.names import TYPOGRAPHY

# Letters changed, left out, added or swapped with the next that still count as a slip, by the length of the words.
SLIPS_MAX = ((9, 2), (5, 1), (0, 0))
# Two transliterations share their consonants; so alike they must be in all letters (0 to 100, rapidfuzz's ratio).
TRANSLITERATION_SCORE_MIN = 70
SKELETON_CHARS_MIN = 3
# A name that lacks its end: so many letters at most, of words of at least so many.
CUT_CHARS_MAX = 2
CUT_SHORT_CHARS_MIN = 5
# Shorter words have too many neighbours: they must be right.
TRANSLITERATION_CHARS_MIN = 5
GIVEN_AND_FAMILY_NAME = 2
SUGGESTION_SCORE_MIN = 70
SUGGESTION_CHARS_MIN = 4
SUGGESTIONS_MAX = 5
PARTY_KINDS = ("state", "organisation", "bloc")

MARKS = re.compile(r"[.'\"“”«»()\[\]*]|\bthe\s+(?=\S)")
GAPS = re.compile(r"[\s\-/_,&]+")
# Consonants that transliterations of Arabic, Persian, Russian, Ukrainian and Serbian write in several ways.
SAME_SOUND = (
    (r"kh|gh|q|ck|g|x", "k"), (r"dzh|dj|zh|j", "j"), (r"dh", "d"), (r"shch|sch|sh|tch|ch|tsch|cz", "s"),
    (r"ts|tz|z|c", "s"), (r"th", "t"), (r"ph", "f"), (r"w|v", "v"), (r"(?<=[aeiou])h(?![aeiou])", ""),
    (r"(.)\1+", r"\1"), (r"[aeiouy]+", ""),
)  # fmt: skip


class Spelling(StrEnum):
    """How far the words asked for are from the name that was found."""

    EXACT = "as written"
    LOOSE = "but for capitals, accents or marks"
    CODE = "as a code"
    OFFICE = "as an office"
    ADDRESS = "but for a form of address, initials or middle names"
    CUT_SHORT = "with the end cut off"
    TRANSLITERATION = "as another transliteration"
    SLIP = "with a slip of spelling"


@dataclass(frozen=True, slots=True)
class Hit:
    """A record that the words can mean, under the known name `text`."""

    text: str
    named: Named
    spelling: Spelling


def folded(text: str) -> str:
    """A name without capitals, accents, marks and article: "The Côte d'Ivoire" → 'cote divoire'."""
    plain = text.translate(TYPOGRAPHY).casefold().replace("'s ", " ").removesuffix("'s")
    plain = plain if plain.isascii() else without_diacritics(plain).casefold()
    return GAPS.sub(" ", MARKS.sub("", plain)).strip()


def skeleton(fold: str) -> str:
    """The consonants of a folded name, alike for its transliterations: 'qaddafi', 'gadhafi' → 'kdf'."""
    for pattern, sound in SAME_SOUND:
        fold = re.sub(pattern, sound, fold)
    return " ".join(fold.split())


@lru_cache(maxsize=1)
def index_of(knowledge: Knowledge) -> NameIndex:
    """The index of a knowledge base, made once."""
    return NameIndex(knowledge)


class NameIndex:
    """All names of a knowledge base by their folded form."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self.by_fold: dict[str, list[str]] = {}
        for text in knowledge.names:
            self.by_fold.setdefault(folded(text), []).append(text)

    @cached_property
    def names_of(self) -> dict[str, list[tuple[str, Named]]]:
        """Id of a record → its names."""
        names: dict[str, list[tuple[str, Named]]] = {}
        for text, named in self.knowledge.names.items():
            for one in named:
                names.setdefault(one.record.id, []).append((text, one))
        return names

    @cached_property
    def namesakes(self) -> dict[tuple[str, str], list[Record]]:
        """Kind and folded name → the records, in the order of the knowledge base."""
        records: dict[tuple[str, str], list[Record]] = {}
        for record in self.knowledge.records:
            records.setdefault((record.kind, folded(record.name)), []).append(record)
        return records

    @cached_property
    def _by_skeleton(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for fold in self.by_fold:
            found.setdefault(skeleton(fold), []).append(fold)
        return found

    def hits(self, words: str, *, day: str) -> list[Hit]:
        """Everything that some words can mean, each record once for a form; empty where nothing fits."""
        fold = folded(words) if len(words) <= NAME_CHARS_MAX else ""
        if not fold:
            return []
        found = [*self._exact(words), *self._codes(words), *self._loose(fold), *self._offices(words, fold, day)]
        found = found or list(self._addressed(fold))
        # A word for an office ("chancellor") and a part of a name ("Jinping") are spelled right.
        if not found and fold not in self.knowledge.words.nouns:
            found = list(self._cut_short(fold))
            found += [] if self._within(fold) else [*self._slipped(fold), *self._transliterated(fold)]
        return _once(found)

    def suggestions(self, words: str) -> tuple[str, ...]:
        """The nearest known names: with all of the words in them, within the words, spelled alike; in this order."""
        fold = folded(words) if len(words) <= NAME_CHARS_MAX else ""
        asked = set(fold.split())
        within = sorted((name for name in self.by_fold if asked and asked <= set(name.split())), key=len)
        parts = [word for word in fold.split() if len(word) >= SUGGESTION_CHARS_MIN and word in self.by_fold]
        near = process.extract(
            fold, self.by_fold.keys(), scorer=fuzz.ratio, score_cutoff=SUGGESTION_SCORE_MIN, limit=SUGGESTIONS_MAX
        )
        spelled = [name for name, _, _ in near if len(name) >= SUGGESTION_CHARS_MIN]
        known = (self._display(name) for name in [*within[:SUGGESTIONS_MAX], *parts, *spelled])
        return tuple(dict.fromkeys(known))[:SUGGESTIONS_MAX]

    def _display(self, fold: str) -> str:
        """A name as it is listed, with its accents."""
        return max(self.by_fold[fold], key=lambda text: (not text.isascii(), text[:1].isupper()))

    def _exact(self, words: str) -> Iterator[Hit]:
        plain = " ".join(words.translate(TYPOGRAPHY).split())
        for text in dict.fromkeys((plain, plain.removeprefix("the ").removeprefix("The "))):
            yield from (Hit(text, named, Spelling.EXACT) for named in self.knowledge.named(text))

    def _loose(self, fold: str) -> Iterator[Hit]:
        return self._named(self.by_fold.get(fold, ()), Spelling.LOOSE)

    def _codes(self, words: str) -> Iterator[Hit]:
        """'srb', 'IGO/NATO', 'NATO', 'SRB/MIL' (the state) and the id of a record."""
        key = words.strip().upper()
        party = key if key.startswith(("IGO/", "MULTI/")) else key.partition("/")[0]
        for record in self.knowledge.records:
            is_party = record.kind in PARTY_KINDS and record.key in (key, party, f"IGO/{key}")
            if is_party or record.id == words.strip():
                yield Hit(record.key if is_party else record.id, Named(record, Form.NAME), Spelling.CODE)

    def _within(self, fold: str) -> bool:
        """Whether some folded words stand as they are in a longer known name."""
        return any(f" {fold} " in f" {name} " for name in self.by_fold)

    def _addressed(self, fold: str) -> Iterator[Hit]:
        """'mr putin', 'v putin' and 'vladimir vladimirovich putin' → Putin; only those whom the initials fit."""
        words = self._untitled(fold.split())
        initials = [word for word in words[:-1] if len(word) == 1]
        names = [word for word in words if len(word) > 1]
        if len(names) > GIVEN_AND_FAMILY_NAME:
            names = [names[0], names[-1]]
        bare = " ".join(names)
        if not bare or bare == fold:
            return
        for hit in self._named(self.by_fold.get(bare, ()), Spelling.ADDRESS):
            record = hit.named.record
            if record.kind == "person" and _begins_with(folded(record.name), initials):
                yield hit

    def _untitled(self, words: list[str]) -> list[str]:
        """Words without the honorifics and titles before them: 'president vladimir putin' → 'vladimir putin'."""
        lists, nouns = self.knowledge.words.lists, self.knowledge.words.nouns
        honorifics = {honorific.strip(".") for honorific in lists["honorifics"]}
        while len(words) > 1:
            titles = [n for n in range(1, len(words)) if " ".join(words[:n]) in nouns]
            most = max(titles, default=int(words[0] in honorifics))
            if not most:
                break
            words = words[most:]
        return words

    def _offices(self, words: str, fold: str, day: str) -> Iterator[Hit]:
        if " " not in fold and fold not in self.knowledge.words.of_state:
            return
        for record in holders_described(self.knowledge, fold, self._parties_called, day=day):
            yield Hit(words, Named(record, Form.NAME), Spelling.OFFICE)

    def _parties_called(self, fold: str) -> frozenset[str]:
        """The keys of the states and organisations that a folded name, adjective or code can mean."""
        hits = [*self._loose(fold), *self._codes(fold)]
        return frozenset(hit.named.record.key for hit in hits if hit.named.record.kind in PARTY_KINDS)

    def _transliterated(self, fold: str) -> Iterator[Hit]:
        bare = skeleton(fold)
        if len(bare) < SKELETON_CHARS_MIN or len(fold) < TRANSLITERATION_CHARS_MIN:
            return
        alike = ((fuzz.ratio(fold, other), other) for other in self._by_skeleton.get(bare, ()))
        for _, other in sorted((-score, other) for score, other in alike if score >= TRANSLITERATION_SCORE_MIN):
            yield from self._named(self.by_fold[other], Spelling.TRANSLITERATION)

    def _cut_short(self, fold: str) -> Iterator[Hit]:
        """States whose name or capital goes on for a letter or two: 'belgrad' → 'belgrade'."""
        longest = len(fold) + CUT_CHARS_MAX
        texts = (other for other in self.by_fold if len(other) <= longest and other.startswith(fold))
        for other in texts if len(fold) >= CUT_SHORT_CHARS_MIN else ():
            hits = self._named(self.by_fold[other], Spelling.CUT_SHORT)
            yield from (hit for hit in hits if hit.named.record.kind == "state")

    def _slipped(self, fold: str) -> Iterator[Hit]:
        most = next(slips for length, slips in SLIPS_MAX if len(fold) >= length)
        near = process.extract(fold, self.by_fold.keys(), scorer=OSA.distance, score_cutoff=most, limit=None)
        fewest = min((slips for _, slips, _ in near), default=0)
        for other, slips, _ in near:
            if 0 < slips == fewest:
                yield from self._named(self.by_fold[other], Spelling.SLIP)

    def _named(self, texts: Iterable[str], spelling: Spelling) -> Iterator[Hit]:
        return (Hit(text, named, spelling) for text in texts for named in self.knowledge.named(text))


def _begins_with(name: str, initials: Iterable[str]) -> bool:
    """Whether the words of a folded name begin with some letters, in their order as far as there are words."""
    return all(word.startswith(letter) for word, letter in zip(name.split(), initials, strict=False))


def _once(hits: Iterable[Hit]) -> list[Hit]:
    first: dict[tuple[str, Form], Hit] = {}
    for hit in hits:
        first.setdefault((hit.named.record.id, hit.named.form), hit)
    return list(first.values())
