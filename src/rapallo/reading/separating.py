"""A page's paragraphs told apart: title, furniture (section, byline, date, captions …) and the body that is left."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from rapallo.reading.agencies import NAMES, agency_named
from rapallo.reading.dates import MONTH_NAME, DateLine, date_line
from rapallo.reading.furniture import kind_of, phrases
from rapallo.records import Furniture

TITLE_CHARS_MAX = 250
# From this length on, a paragraph that ends with a stop is the story itself: section, date and bare names end there.
PROSE_CHARS_MIN = 80
# Bylines with "By" and labelled dates are looked for in so many first paragraphs, for standfirsts come before them.
HEAD_PARAGRAPHS = 8
FOOT_PARAGRAPHS = 3
BYLINE_CHARS_MAX = 150

_SECTIONS = phrases("""
    war|world|world news|news|breaking news|latest|politics|world politics|opinion|opinions|analysis|commentary
    editorial|column|europe|asia|asia pacific|africa|middle east|americas|latin america|north america|balkans
    western balkans|us|u.s.|us news|u.s. news|us politics|uk|uk news|business|economy|markets|national|international
    defense|defence|security|national security|diplomacy|foreign policy|foreign affairs|military|conflict|top news
    features|feature|exclusive|explainer|briefing|local|society|energy|technology|tech|science|health|sport|sports
    culture|investigation|investigations|in depth|russia|ukraine|china|serbia|kosovo|turkey|israel|iran|eu|interview
    analysis/opinion
""")
_BYLINE = re.compile(
    r"(?:(?:written|reported|posted|published|edited|compiled|story|words|text|analysis|opinion|commentary|report)\s+)?"
    r"(?:by\b\s*:?|authors?\s*:)\s+(?P<names>\S.*)",
    re.IGNORECASE,
)
_NAME_WORD = re.compile(
    r"[A-ZÀ-Ž][\w.'’-]*[,;]?$|(?:and|&|de|del|la|von|van|der|den|bin|ibn|al|el|da|di|du|y|e)$|@\w+$"
)
_NOT_A_NAME = re.compile(
    rf"\b(?:the|a|an|this|that|its?|his|her|{MONTH_NAME}|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b|\d",
    re.IGNORECASE,
)
_DESK_WORDS = "blog|post|bureau|staff|editors?|opinions?|contributors?|editorial|board|news|press|times|today"
_DESK = re.compile(rf"\b(?:{_DESK_WORDS})\b", re.IGNORECASE)
# What follows the names in a byline: "… for USA TODAY", ", The Associated Press", "| Senior Correspondent", an address.
_AFTER_NAMES = re.compile(
    rf",?\s+(?:for|of|with|in)\s+.*$|\s+\S+@\S+$|\s*[,|/–—-]\s+(?=.*\b(?:{NAMES}|correspondents?|reporters?|writers?"
    rf"|analysts?|columnists?|senior|chief|{_DESK_WORDS})\b).*$",
    re.IGNORECASE,
)
_OUTLET_LINE = re.compile(r"[A-Z][A-Z .&]{2,25}$|.{0,40}\b(?i:contributor|correspondent|columnist|bureau|writer)s?$")
_PIECES = re.compile(r"\s+[|•·‧]\s+|\s+[–—-]\s+")
_HIGHLIGHTS = re.compile(r"Story [Hh]ighlights:? (?=\S)")
_DATELINE = re.compile(
    rf"""(?:[A-ZÀ-Ž][\w.'’ -]{{1,40}}(?:,\s[A-Z][\w.' ]{{1,25}})?               # BELGRADE, Serbia
            (?:,\s*[A-Z][a-z]{{2,8}}\.?\s\d{{1,2}}(?:,\s\d{{4}})?\.?)?\s+)?     # , Sept. 4
        (?: \((?P<agency>{NAMES}|CNN|CNNMoney|CBS\s?News|NBC\s?News|BBC|VOA|RFE/RL)\)\s*(?:—|–|--|-|:)
          | /(?P<slashed>{NAMES})/\.? )\s+(?=\S)""",
    re.VERBOSE,
)
_COPYRIGHT = re.compile(r"copyright\b|©", re.IGNORECASE)
_REPOST = re.compile(
    r"\b(?:repost|republish|reprint)(?:ed|ing)?\b|copyright of this article belongs to|syndicated feed"
    rf"|(?:originally|first) (?:published|appeared) (?:on|in|at|by) (?!{MONTH_NAME}|\d)",
    re.IGNORECASE,
)
_REPOST_OF = re.compile(
    r"(?:reposted|republished|reprinted|published|appeared|posted) (?:here )?(?:on|in|at|by|from) (?:the website of )?"
    r"(?P<origin>(?:[Tt]he )?[A-Z][\w.&'’]*(?: (?:(?:of|for|and|on|in|the) ){0,2}[A-Z][\w&'’]*)*)"
)


@dataclass(slots=True)
class Parts:
    """What a page's paragraphs turned out to be; filled while they are read, in order."""

    title: str = ""
    body: list[str] = field(default_factory=list)
    furniture: list[Furniture] = field(default_factory=list)
    section: str = ""
    byline: str = ""
    published: date | None = None
    updated: date | None = None
    origin: str = ""
    repost: bool = False

    def put(self, kind: str, text: str) -> None:
        """Takes a paragraph as furniture of this kind."""
        self.furniture.append(Furniture(kind, text))


def separate(paragraphs: Sequence[str], *, title: str = "", outlet: str = "", find_title: bool = False) -> Parts:
    """The parts of a page. `title`, `outlet`: what is known of it; with `find_title` the first line is the title."""
    parts = Parts(title=title)
    rest = _take_title(list(paragraphs), parts) if find_title and not title else list(paragraphs)
    in_head = True
    for index, paragraph in enumerate(rest):
        around = [*rest[max(0, index - 1) : index], *rest[index + 1 : index + 2]]
        near = index < HEAD_PARAGRAPHS or index >= len(rest) - FOOT_PARAGRAPHS
        if _take_known(paragraph, parts, index=index) or (near and _take_credits(paragraph, parts, in_head=in_head)):
            continue
        if in_head and _take_heading(paragraph, parts, around=around, outlet=outlet):
            continue
        in_head = in_head and not _is_prose(paragraph)
        parts.body.append(_without_lead_in(paragraph, parts))
    parts.published = parts.published or parts.updated
    return parts


def _take_title(paragraphs: list[str], parts: Parts) -> list[str]:
    """The paragraphs without the title: the first that is no furniture, if it can be a title and a text follows."""
    for index, paragraph in enumerate(paragraphs[:HEAD_PARAGRAPHS]):
        if kind_of(paragraph) or _credit(paragraph, in_head=True) or _is_section(paragraph):
            continue
        if len(paragraphs) > index + 1 and _can_be_title(paragraph):
            parts.title = paragraph
            return paragraphs[:index] + paragraphs[index + 1 :]
        break
    return paragraphs


def _can_be_title(paragraph: str) -> bool:
    sentence = paragraph.rstrip('"”’)').endswith(".")
    return len(paragraph) <= (PROSE_CHARS_MIN if sentence else TITLE_CHARS_MAX) and not _DATELINE.match(paragraph)


def _take_known(paragraph: str, parts: Parts, *, index: int) -> bool:
    """Takes what is known by its own words wherever it stands, and the title printed again near the start."""
    again = index < HEAD_PARAGRAPHS and bool(parts.title) and _letters(paragraph) == _letters(parts.title)
    kind = "title-repeat" if again else kind_of(paragraph)
    if not kind:
        return False
    parts.put(kind, paragraph)
    if kind == "agency-credit":
        parts.origin = parts.origin or agency_named(paragraph)
    elif kind == "disclaimer" and _REPOST.search(paragraph):
        _note_repost(paragraph, parts)
    elif kind == "disclaimer" and _COPYRIGHT.match(paragraph):
        parts.origin = parts.origin or agency_named(paragraph)
    return True


def _note_repost(paragraph: str, parts: Parts) -> None:
    named = _REPOST_OF.search(paragraph)
    parts.repost = True
    parts.origin = parts.origin or agency_named(paragraph) or (named["origin"].removeprefix("the ") if named else "")


def _letters(text: str) -> str:
    """The letters and digits of a line, for comparing it with another."""
    return re.sub(r"[\W_]+", "", text.casefold())


def _take_credits(paragraph: str, parts: Parts, *, in_head: bool) -> bool:
    """Takes a byline, a date line or, above the story, one line of several ("World | By Ana Marić | 4 May 2024")."""
    pieces = [paragraph]
    if in_head and not _credit(paragraph, in_head=True):
        pieces = _PIECES.split(paragraph)
    found = [_credit(piece, in_head=in_head) or (len(pieces) > 1 and _is_section(piece)) for piece in pieces]
    if not all(found):
        return False
    for piece, credit in zip(pieces, found, strict=True):
        if isinstance(credit, DateLine):
            parts.put("date", piece)
            _note_day(credit, parts)
        elif isinstance(credit, str):
            parts.put("byline", piece)
            parts.byline = parts.byline or credit
        else:
            parts.put("section", piece)
            parts.section = parts.section or piece
    return True


def _credit(line: str, *, in_head: bool) -> DateLine | str:
    """The date line or the names of a byline that a line is; '' where it is neither."""
    day = date_line(line)
    return day if day and (in_head or day.labelled) else _byline_names(line)


def _note_day(line: DateLine, parts: Parts) -> None:
    if line.update:
        parts.updated = parts.updated or line.day
    else:
        parts.published = parts.published or line.day


def _byline_names(line: str) -> str:
    """The names in a line "By …" that holds nothing but names; else ''."""
    match = _BYLINE.match(line)
    if not match or len(line) > BYLINE_CHARS_MAX:
        return ""
    names = _AFTER_NAMES.sub("", match["names"]).strip(" ,|")
    return names if _only_names(names) else ""


def _only_names(text: str) -> bool:
    words = text.split()
    return 1 <= len(words) <= 14 and not _NOT_A_NAME.search(text) and all(_NAME_WORD.match(word) for word in words)


def _take_heading(paragraph: str, parts: Parts, *, around: Iterable[str], outlet: str) -> bool:
    """Takes a section label, the outlet's own name, or a bare author's name above the story."""
    around = list(around)
    if outlet and _letters(paragraph) == _letters(outlet):
        parts.put("navigation", paragraph)
    elif _is_section(paragraph) or (_is_label(paragraph) and any(_credit(line, in_head=True) for line in around)):
        parts.put("section", paragraph)
        parts.section = parts.section or paragraph
    elif _is_bare_name(paragraph) and any(_is_outlet_line(line, outlet) for line in around):
        parts.put("byline", paragraph)
        parts.byline = parts.byline or paragraph
    else:
        return False
    return True


def _is_section(line: str) -> bool:
    return line.strip(" :/|").casefold() in _SECTIONS


def _is_label(line: str) -> bool:
    """One to three capitalised words without a stop, like a section's name."""
    words = line.split()
    return len(words) <= 3 and len(line) <= 30 and line[-1].isalnum() and all(word[0].isupper() for word in words)


def _is_bare_name(line: str) -> bool:
    return 2 <= len(line.split()) <= 8 and len(line) <= 60 and not _DESK.search(line) and _only_names(line)


def _is_outlet_line(line: str, outlet: str) -> bool:
    return bool(outlet and _letters(line) == _letters(outlet)) or bool(_OUTLET_LINE.match(line))


def _is_prose(paragraph: str) -> bool:
    return len(paragraph) >= PROSE_CHARS_MIN and paragraph.rstrip('"”’)').endswith((".", "!", "?", ":"))


def _without_lead_in(paragraph: str, parts: Parts) -> str:
    """The paragraph without what is printed before its first sentence; both are kept as furniture.

    That is a dateline ("BELGRADE, Serbia (AP) — "), which names the origin, or the heading "Story highlights".
    """
    if match := _HIGHLIGHTS.match(paragraph):
        parts.put("navigation", match.group().strip())
        paragraph = paragraph[match.end() :]
    if match := _DATELINE.match(paragraph):
        parts.put("dateline", match.group().strip())
        parts.origin = parts.origin or agency_named(match["agency"] or match["slashed"])
        paragraph = paragraph[match.end() :]
    return paragraph
