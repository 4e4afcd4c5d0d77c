"""The words of a mention, taken apart: names, agent nouns, unknown names, and what hangs behind the head.

"the U.S. ambassador to Russia" → head [U.S., ambassador], then (to [Russia]); the head decides who is meant.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from rapallo.entities.knowledge_file import Form, SectorWords
from rapallo.entities.names import ATTITUDES, Match

TOKEN = re.compile(r"\d{1,3}(?:,\d{3})+|[^\s,;:()\"“”«»\[\]—/]+|[,;:(—/]")
PUNCTUATION = frozenset(",;:(—/")
PARTICLES = frozenset("al bin ibn von van de der den di da du la le el ul abu ben".split())
DETERMINERS = frozenset(
    "the a an this that these those some many several all most both other another its their his her our my your".split()
)
POSSESSIVES = frozenset("its their his her our my your".split())


@dataclass(frozen=True, slots=True)
class Token:
    """A word at `start:end` of the article.

    `core` is the word without possessive ending and closing punctuation, `lower` that in small letters.
    """

    start: int
    end: int
    core: str
    lower: str
    possessive: bool


@dataclass(frozen=True, slots=True)
class Item:
    """Something in a phrase that can say who is meant: a known name, an agent noun, or an unknown name.

    `match` is set for a known name, `sector` for a noun. `backed` marks a name that only says who supports or what is
    opposed ("Russian-backed", "pro-Russian").
    """

    start: int
    end: int
    text: str
    match: Match | None = None
    sector: str = ""
    possessive: bool = False
    backed: bool = False

    @property
    def is_noun(self) -> bool:
        """Whether it is an agent noun or title."""
        return self.match is None and bool(self.sector)

    @property
    def is_unknown(self) -> bool:
        """Whether it is a capitalised name that the knowledge base does not have."""
        return self.match is None and not self.sector


@dataclass(slots=True)
class Segment:
    """A stretch of a phrase up to the next preposition or comma; `link` is the word before it ('' for the head)."""

    link: str
    items: list[Item] = field(default_factory=list)
    words: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A mention taken apart."""

    start: int
    end: int
    text: str
    segments: tuple[Segment, ...]

    @property
    def head(self) -> Segment:
        """The stretch that decides who is meant."""
        return self.segments[0]

    @property
    def tail(self) -> tuple[Segment, ...]:
        """The stretches behind the head."""
        return self.segments[1:]


def tokens(text: str, *, start: int, end: int) -> Iterator[Token]:
    """The words and separating marks of `text[start:end]`, at their place in the text."""
    for found in TOKEN.finditer(text, start, end):
        raw = found.group()
        if raw.lower().startswith("ex-") and len(raw) > 3:
            yield Token(found.start(), found.start() + 3, "ex-", "ex-", possessive=False)
            raw, start_of_word = raw[3:], found.start() + 3
        else:
            start_of_word = found.start()
        core = raw.strip("'!?.*") if "." not in raw[:-1] else raw.strip("'!?*")
        possessive = core.endswith("'s") or raw.endswith(("s'", "s'."))
        core = core.removesuffix("'s") or raw
        yield Token(start_of_word, found.end(), core, core.lower(), possessive)


def read_phrase(
    text: str,
    *,
    start: int,
    end: int,
    matches: Sequence[Match],
    words: SectorWords,
    cased: bool,
    own: Collection[str] = (),
) -> Phrase:
    """Takes `text[start:end]` apart; `matches` are the known names in it, in order.

    `cased` says whether capitals tell names from words here; `own` are family names of people whom the article
    introduces, which are no nouns there.
    """
    parts = _without_quantifier(list(tokens(text, start=start, end=end)), words)
    segments = _PhraseReader(text, parts, words, cased, _by_token(parts, matches), own).segments()
    return Phrase(start, end, text[start:end], tuple(_partitive_unwrapped(segments, words)))


def _without_quantifier(parts: list[Token], words: SectorWords) -> list[Token]:
    """'at least 20 soldiers' → '20 soldiers'."""
    for length in (3, 2, 1):
        if " ".join(p.lower for p in parts[:length]) in words.lists["quantifiers"] and len(parts) > length:
            return parts[length:]
    return parts


def _by_token(parts: Sequence[Token], matches: Sequence[Match]) -> dict[int, Match]:
    """Number of a token → the known name that begins in it."""
    starts = [part.start for part in parts]
    found: dict[int, Match] = {}
    for match in matches:
        number = bisect_right(starts, match.start) - 1
        if number >= 0 and match.start < parts[number].end:
            found.setdefault(number, match)
    return found


@dataclass(frozen=True, slots=True)
class _PhraseReader:
    """Reads the tokens of a phrase from left to right; `matches` are known names by the token in which they begin."""

    text: str
    parts: Sequence[Token]
    words: SectorWords
    cased: bool
    matches: dict[int, Match]
    own: Collection[str]

    def segments(self) -> list[Segment]:
        segments = [Segment("")]
        at = 0
        while at < len(self.parts):
            at = self._read_at(at, segments)
        return segments

    def _read_at(self, at: int, segments: list[Segment]) -> int:
        """Reads what begins at token `at` into the last segment; the number of the next token."""
        token, lists = self.parts[at], self.words.lists
        honorific = token.lower in lists["honorifics"] and token.lower not in self.words.nouns
        if honorific and not self._is_name(at):
            segments[-1].words.append(token.lower)
            return at + 1
        item, after = self._item_at(at)
        if item is not None:
            segments[-1].items.append(item)
            return after
        if token.core in PUNCTUATION or (token.lower in lists["prepositions"] and not self._inside_name(at)):
            segments.append(Segment(token.lower))
        else:
            segments[-1].words.append(token.lower)
        return at + 1

    def _is_name(self, at: int) -> bool:
        """Whether a known name of several words begins at token `at`: 'DR Congo', 'Sir Keir Starmer'."""
        match = self.matches.get(at)
        return match is not None and match.end > self.parts[at].end

    def _item_at(self, at: int) -> tuple[Item | None, int]:
        """The name, noun or unknown name that begins at token `at`, and the number of the token after it."""
        token, match = self.parts[at], self.matches.get(at)
        noun_end, sector, noun = self._noun_at(at)
        if match is None and noun_end == at + 1 and self._calls_somebody(at):
            return Item(token.start, token.end, token.core, possessive=token.possessive), at + 1
        if match is not None and self._given_name(at, match):
            match = None
        if match is not None and match.end >= (self.parts[noun_end - 1].end - len("'s") if noun_end else 0):
            last = next((n for n in range(at, len(self.parts)) if self.parts[n].end >= match.end), at)
            return self._named(match, self.parts[last]), last + 1
        if noun_end:
            end = self.parts[noun_end - 1]
            noun = self.words.spellings.get(noun, noun)
            return Item(token.start, end.end, noun, None, sector, end.possessive), noun_end
        if self.cased and self._begins_name(at) and not self._separates(at):
            after = self._name_end(at)
            end = self.parts[after - 1]
            name = " ".join(p.core for p in self.parts[at:after])
            return Item(token.start, end.end, name, possessive=end.possessive), after
        return None, at

    def _calls_somebody(self, at: int) -> bool:
        """Whether the noun at token `at` is a name and no title: 'Mr Major', 'Bishop said' of one introduced."""
        start = self.parts[at].start
        if not self._capital(at) or self._capital(at + 1):
            return False
        if ADDRESSED.search(self.text, max(0, start - ADDRESSED_CHARS_MAX), start):
            return True
        articled = ARTICLE.search(self.text, max(0, start - ARTICLE_CHARS_MAX), start) is not None
        return self.parts[at].core in self.own and not articled

    def _given_name(self, at: int, match: Match) -> bool:
        """Whether a common name is but the first word of a longer, unknown one ("James DeHart")."""
        common = all(named.form is Form.COMMON_NAME for named in match.named)
        after = at + 1
        follows = self._capital(after) and after not in self.matches and not self._noun_at(after)[0]
        return common and follows and not self.parts[at].possessive

    def _named(self, match: Match, last: Token) -> Item:
        """A known name. What stands outside the phrase says nothing about it."""
        first, end = self.parts[0].start, self.parts[-1].end
        before = self.text[max(first, match.start - 5) : match.start].lower()
        after = re.match(r"-(\w+)", self.text[match.end : min(end, match.end + 24)])
        backed = before.endswith(ATTITUDES) or bool(after and after.group(1).lower() in self.words.lists["backed"])
        return Item(match.start, match.end, match.text, match, possessive=last.possessive, backed=backed)

    def _noun_at(self, at: int) -> tuple[int, str, str]:
        """(number of the token after the longest agent noun that begins here, its sector, the noun), or (0, '', '')."""
        parts, words = self.parts, self.words
        for length in range(min(words.noun_words_max.get(parts[at].lower, 0), len(parts) - at), 0, -1):
            noun = " ".join(p.lower for p in parts[at : at + length])
            if noun in words.nouns and not (noun == "house" and parts[at].core == "House" and self.cased):
                return at + length, words.nouns[noun], noun
        if parts[at].core == "House" and self.cased:
            return at + 1, "LEG", "house of representatives"
        last = parts[at].lower.rpartition("-")[2]
        if last != parts[at].lower and last in words.nouns:
            return at + 1, words.nouns[last], last
        if parts[at].lower in words.lists["general"]:
            return at + 1, "GOV", parts[at].lower
        return 0, "", ""

    def _begins_name(self, at: int) -> bool:
        token, lists = self.parts[at], self.words.lists
        if at == 0 and (
            token.lower in DETERMINERS or token.lower in lists["partitive"] or token.lower in lists["former"]
        ):
            return False
        return token.core[:1].isupper() and token.lower not in lists["describing"]

    def _separates(self, at: int) -> bool:
        token = self.parts[at]
        return token.lower in self.words.lists["prepositions"] and not self._inside_name(at)

    def _inside_name(self, at: int) -> bool:
        """Whether a word like 'For' stands inside a name: never at the edges of a phrase."""
        parts = self.parts
        return parts[at].core[:1].isupper() and 0 < at < len(parts) - 1 and parts[at - 1].core[:1].isupper()

    def _name_end(self, at: int) -> int:
        """The number of the token after the capitalised name that begins at token `at`."""
        parts, after = self.parts, at + 1
        while after < len(parts) and not self._known_at(after, at) and not parts[after - 1].possessive:
            if not (self._capital(after) or (parts[after].lower in PARTICLES and self._capital(after + 1))):
                break
            title_end = self._noun_at(after)[0]
            if title_end and self._capital(title_end):
                break  # "Principal Deputy Adviser Jan Nowak": the title begins, and the name behind it
            after += 1
        return after

    def _known_at(self, at: int, first: int) -> bool:
        """Whether a known name begins at token `at`: a family name behind an unknown given name is nobody known."""
        match = self.matches.get(at)
        if match is None:
            return False
        family_name = all(named.form in (Form.FAMILY_NAME, Form.COMMON_NAME, Form.PLACE) for named in match.named)
        return not family_name or self._opens_sentence(first)

    def _opens_sentence(self, at: int) -> bool:
        """Whether token `at` is a word that opens a sentence: 'Meanwhile Trump'."""
        return self.parts[at].lower in OPENERS

    def _capital(self, at: int) -> bool:
        """Whether token `at` can be part of a name: 'Sisi', 'el-Sisi'."""
        return at < len(self.parts) and ARTICLE_OF_A_NAME.sub("", self.parts[at].core)[:1].isupper()


def _partitive_unwrapped(segments: list[Segment], words: SectorWords) -> list[Segment]:
    """'dozens of protesters' → 'protesters': a head that only counts gives way to what it counts."""
    partitive = words.lists["partitive"]
    for _ in range(COUNTS_UNWRAPPED_MAX):
        if len(segments) < 2 or segments[1].link not in ("of", "from", "among") or not segments[1].items:
            break
        head = segments[0]
        if any(not i.is_noun or i.text not in partitive for i in head.items):
            break
        if not head.items and not any(w in partitive or w.isdigit() for w in head.words):
            break
        segments = [Segment("", segments[1].items, head.words + segments[1].words), *segments[2:]]
    return segments


COUNTS_UNWRAPPED_MAX = 3
ARTICLE = re.compile(r"\b(?:the|an?) $", re.IGNORECASE)
ARTICLE_CHARS_MAX = 5
# What stands before nothing but a name.
ADDRESSED = re.compile(r"\b(?:Mr|Mrs|Ms|Miss)\.? $")
ADDRESSED_CHARS_MAX = 6
# The Arabic article, with its assimilated forms, before a family name.
ARTICLE_OF_A_NAME = re.compile(r"^(?:al|el|ad|an|ar|as|ash|at|az|ed|en|er|es|esh|et|ez|ul)-(?=[A-Z])")
# Words that a sentence opens with, which are no given names.
OPENERS = frozenset(
    "meanwhile yet but and however still then now today yesterday on in at while when after before since as if "
    "because although though under without with for from by to of even only also instead later earlier both neither "
    "did does is was will can could should has have had why how what who where next last that this".split()
)
