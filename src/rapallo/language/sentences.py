"""Sentence boundaries, by one pattern and a list of abbreviations.

Measured in docs/how-it-works.md against pysbd, spaCy's sentencizer and syntok on the training set's sentences.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from rapallo.records import Article, Sentence

Span = tuple[int, int]

# A "sentence" longer than this without a stop (a table, a list run together) is cut: the model reads no further anyway.
SENTENCE_CHARS_MAX = 2_000

# A quotation of several sentences stays whole with its speaker ("A. B," he said), up to this length; the longest one
# that the reference split keeps whole has 426 characters.
QUOTATION_CHARS_MAX = 450


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Never the last word of a sentence: a name, a number or a second half follows.
_TITLES = _words(
    """mr mrs ms mx dr prof hon rev fr st mt ft gen col lt sgt capt maj adm cmdr cpl pvt brig lieut comdr rear sen sens
    rep reps gov govs pres amb atty supt det insp messrs mme mlle vs v viz cf e.g i.e eg ie"""
)
# The last word only where the next word opens a sentence ("Apple Inc. He left"), else not ("Apple Inc. Chairman").
_SOMETIMES_LAST = _words(
    """jr sr inc ltd co corp bros llc plc dept assn univ govt intl natl est ave blvd rd bldg ph.d m.d b.a m.a esq etc
    al seq ariz ark calif colo conn del fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev okla ore pa
    tenn tex va vt wash wis wyo ont que"""
)
# An abbreviation only before a number.
_BEFORE_NUMBERS = _words(
    """no nos art arts sec secs pp para paras fig figs vol vols ch chap ed approx ca res jan feb mar apr jun jul aug
    sep sept oct nov dec"""
)
# Words that open a sentence and continue no name: after "U.S." or "Inc." they decide that a new sentence begins.
_OPENERS = _words(
    """the a an this that these those there here he she it they we you his her its their our my i who what when where
    why how in on at by for from with without after before during since until under over while as if although though
    because but and or so yet still however meanwhile instead also then now today yesterday tomorrow some many most
    several such no not both each all one two three another other according despite among between asked once only even
    earlier last later more moreover nor officials to unlike"""
)

# A stop, its closing marks, and a space behind; or, where the space is missing, a small-letter word before and a
# capitalised one behind ("allies.The next").
_STOP = re.compile(
    r"""(?<![.!?…]) (?P<stop>[.!?…]++) (?P<close>["'”’»)\]]*+)
        (?: (?= \s+ (?P<open>["'“‘«(\[]*) (?P<next>\S[\w.’'-]*) )
          | (?<=[a-z]{3}[.!?]) (?=["“]?[A-Z][a-z])
          | (?<=[a-z]{3}[.!?]["”]) (?=[A-Z][a-z]) )""",
    re.VERBOSE,
)
_BULLET = re.compile(r"(?<=\s)[•▪●◦‣■]\s")
_OPENING_QUOTES = ('"', "'", "“", "‘", "«")
_CLOSING_QUOTES = re.compile(r"[\"”'’»]")
_ABBREVIATED_END = re.compile(rf"\b(?:{'|'.join(sorted(_BEFORE_NUMBERS))})\.$", re.IGNORECASE)
_WORD_CHARS_MAX = 30  # how far back the word before a stop is looked for, which keeps long lines linear
_WORD = re.compile(r"[^\W_]")
_LAST_WORD = re.compile(r"[\w.&’'-]*$")
_QUOTATION = re.compile(r"“[^“”]*”|\"[^\"]*\"")
_ATTRIBUTION = re.compile(
    r"(?!(?:He|She|They|It|We|I)\b)(?:[A-Z][\w.’'-]*\s+){1,4}(?:said|says|asked|asks|told|wrote|added|tweeted)\b"
)
_DOMAIN = re.compile(r"(?:com|net|org|gov|edu|io|co|uk|ru|html?)\b", re.IGNORECASE)
_CUTS = (re.compile(r"[;:]\s"), re.compile(r",\s"), re.compile(r"\s"))


def split_sentences(article: Article) -> list[Sentence]:
    """The sentences of an article in order; the title, where there is one, is sentence 0 and whole.

    Offsets are code points into `article.stored_text`; `text == stored_text[start:end]`. Line breaks always divide.
    """
    stored = article.stored_text
    body_start = len(stored) - len(article.text)
    found: list[Span] = []
    if article.title.strip():
        found.append(_trimmed(stored, 0, len(article.title)))
    has_title = bool(found)
    found += ((body_start + start, body_start + end) for start, end in spans(article.text))
    return [
        Sentence(index, start, end, stored[start:end], title=has_title and index == 0)
        for index, (start, end) in enumerate(found)
    ]


def spans(text: str) -> Iterator[Span]:
    """(start, end) of each sentence of a text, without the white space around it."""
    for line in re.finditer(r"[^\n]+", text):
        start = line.start()
        for end in [*_boundaries(line.group(), start), line.end()]:
            yield from _cut(text, *_trimmed(text, start, end))
            start = end


def _boundaries(line: str, offset: int) -> list[int]:
    """Offsets at which a sentence of this line ends and another begins."""
    quotations = [q.span() for q in _QUOTATION.finditer(line) if len(q.group()) <= QUOTATION_CHARS_MAX]
    closings = [close for _, close in quotations]
    ends = [m.end("close") for m in _STOP.finditer(line) if _ends_sentence(line, m)]
    ends += [m.start() for m in _BULLET.finditer(line)]
    return [offset + end for end in sorted(set(ends)) if not _is_inside(end, quotations, bisect_right(closings, end))]


def _is_inside(end: int, quotations: list[Span], nearest: int) -> bool:
    """Whether an offset lies within the first quotation that closes behind it, the one at index `nearest`."""
    return nearest < len(quotations) and quotations[nearest][0] < end


def _ends_sentence(line: str, match: re.Match[str]) -> bool:
    """Whether what _STOP matched ends a sentence."""
    following = match["next"]
    if following is None:  # no space behind the stop
        return not _DOMAIN.match(line, match.end())
    if not match["open"] and not _may_begin(following):
        return False
    quoted = bool(_CLOSING_QUOTES.search(match["close"]))
    if match["stop"] != ".":  # “Why?” President Vučić asked
        return not (quoted and _ATTRIBUTION.match(line, match.start("next")))
    return quoted or _period_ends(line, match)


def _may_begin(word: str) -> bool:
    """Whether a sentence may begin with this word: not with a small letter or a mark, save in "al-Qaeda"."""
    return (word[0].isalnum() and not word[0].islower()) or word.startswith(("al-", "el-"))


def _period_ends(line: str, match: re.Match[str]) -> bool:
    """Whether a single period behind a word ends the sentence rather than abbreviating the word."""
    word_match = _LAST_WORD.search(line, max(0, match.start() - _WORD_CHARS_MAX), match.start())
    word = word_match.group().lower() if word_match else ""
    following = match["next"].rstrip(".,;:’'").lower()
    opens = following in _OPENERS or (_may_begin(match["next"]) and match["open"][-1:] in _OPENING_QUOTES)
    if word in _TITLES:
        return False
    if word in _BEFORE_NUMBERS:
        return not following[:1].isdigit()
    if word in _SOMETIMES_LAST or _is_initials(word):
        return opens
    return not (word.isdigit() and _is_list_number(line, match.start() - len(word)))


def _is_initials(word: str) -> bool:
    """Single letters with periods between: "J", "U.S", "p.m"."""
    return all(len(part) == 1 and part.isalpha() for part in word.split("."))


def _is_list_number(line: str, start: int) -> bool:
    """Whether a number at this offset opens its sentence ("… to watch: 1. Will he go?")."""
    before = line[max(0, start - _WORD_CHARS_MAX) : start].rstrip()
    return not before or (before[-1] in ".!?:" and not _ABBREVIATED_END.search(before))


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end


def _cut(text: str, start: int, end: int) -> Iterator[Span]:
    """The sentence, in pieces of SENTENCE_CHARS_MAX at most, cut at a semicolon, comma or space where there is one."""
    while end - start > SENTENCE_CHARS_MAX:
        limit = start + SENTENCE_CHARS_MAX
        for pattern in _CUTS:
            places = [m.end() for m in pattern.finditer(text, start + SENTENCE_CHARS_MAX // 2, limit)]
            if places:
                limit = places[-1]
                break
        yield _trimmed(text, start, limit)
        start = _trimmed(text, limit, end)[0]
    if _WORD.search(text, start, end):
        yield start, end
