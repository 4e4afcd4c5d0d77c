"""Single articles: plain text files and saved HTML pages."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import BinaryIO

from rapallo.reading.articles import Given, from_text
from rapallo.reading.decoding import Decoded, decode, refuse_binary
from rapallo.reading.paragraphs import clean_line
from rapallo.reading.refusals import RefusalError, drop
from rapallo.records import Article, Drop
from rapallo.settings import settings

# No encoding takes more bytes a character.
BYTES_PER_CHAR_MAX = 4
# The largest article pages have 1 to 2 MB; beyond that it is an application or an attack.
PAGE_BYTES_MAX = 8_000_000
# News pages have some 2,000 to 10,000 tags, nested 20 to 60 deep. Extraction takes 1 s for 10,000 tags and grows with
# their square where they are made to that end; parsers recurse into nested ones.
PAGE_TAGS_MAX = 25_000
PAGE_DEPTH_MAX = 2_000

_HTML_START = re.compile(r"\s*(?:<!--.{0,2000}?-->\s*)*<(?:!doctype html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
_META_CHARSET = re.compile(rb"<meta[^>]{1,200}charset\s*=\s*[\"']?\s*([\w-]{2,30})", re.IGNORECASE)
_TAG = re.compile(r"<(/?)([a-zA-Z][\w-]*)[^<>]{0,2000}?(/?)>")
_VOID = frozenset(
    "area base br col embed hr img input link meta param source track wbr p li td tr th option dt dd".split()
)
_LANGUAGE = re.compile(r"<html[^>]{0,500}?\slang\s*=\s*[\"']?([a-zA-Z]{2,3}(?:-[a-zA-Z]{2,4})?)\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"\w\W{0,2}[.!?…。؟।][\"'”’)\]]*\s*$", re.MULTILINE)


def read_text(stream: BinaryIO, *, name: str, where: str) -> Iterator[Article | Drop]:
    """The article in a plain text file; an HTML page under such a name is read as a page. Raises RefusalError."""
    limit = settings().article_chars_max * BYTES_PER_CHAR_MAX
    data = stream.read(max(limit, PAGE_BYTES_MAX) + 1)
    refuse_binary(data)
    decoded = decode(data)
    if _HTML_START.match(decoded.text[:5_000]):
        yield from _read_page(data, name=name, where=where)
        return
    if len(data) > limit:
        raise RefusalError("text-too-long", f"more than {settings().article_chars_max:,} characters")
    if not decoded.text.strip():
        raise RefusalError("text-empty", "white space only")
    yield from from_text(decoded.text, Given(id=name), where=where, find_title=True)
    yield from _lossy_note(decoded, where)


def read_page(stream: BinaryIO, *, name: str, where: str) -> Iterator[Article | Drop]:
    """The article in an HTML page. Raises RefusalError where there is none."""
    data = stream.read(PAGE_BYTES_MAX + 1)
    refuse_binary(data)
    yield from _read_page(data, name=name, where=where)


def _read_page(data: bytes, *, name: str, where: str) -> Iterator[Article | Drop]:
    if len(data) > PAGE_BYTES_MAX:
        raise RefusalError("text-too-long", f"a page of more than {PAGE_BYTES_MAX:,} bytes")
    decoded = _decode_page(data)
    _refuse_maze(decoded.text)
    given, text = _extracted(decoded.text)
    if not _SENTENCE_END.search(text):
        raise RefusalError("page-without-article", "no sentence in it" if text.strip() else "no article text was found")
    yield from from_text(text, replace(given, id=name), where=where, find_title=not given.title, wrapped=False)
    yield from _lossy_note(decoded, where)


def _decode_page(data: bytes) -> Decoded:
    """As other text, but bytes that are no UTF-8 are read as the page says that they are."""
    decoded = decode(data)
    declared = _META_CHARSET.search(data, 0, 4_096)
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        if declared:
            try:
                return Decoded(data.decode(declared[1].decode("ascii")))
            except (UnicodeDecodeError, LookupError):
                return decoded
    return decoded


def _refuse_maze(page: str) -> None:
    """Raises RefusalError for more tags, or tags nested deeper, than an article has."""
    depth = 0
    for count, match in enumerate(_TAG.finditer(page), 1):
        closing, tag, closed = match.groups()
        if not closed and tag.lower() not in _VOID:
            depth = max(0, depth - 1) if closing else depth + 1
        if count > PAGE_TAGS_MAX:
            raise RefusalError("page-without-article", f"more than {PAGE_TAGS_MAX:,} tags")
        if depth > PAGE_DEPTH_MAX:
            raise RefusalError("page-without-article", f"tags nested more than {PAGE_DEPTH_MAX:,} deep")


def _extracted(page: str) -> tuple[Given, str]:
    """What trafilatura finds in a page: metadata and the article's paragraphs, one a line."""
    import trafilatura  # a second to import: only where a page is read

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        document = trafilatura.bare_extraction(
            page,
            with_metadata=True,
            include_comments=False,
            include_tables=False,
            date_extraction_params={"extensive_search": False, "original_date": True, "max_date": "9999-12-31"},
        )
    except Exception as error:  # whatever a hostile page makes the parsers raise: it is dropped
        raise RefusalError("page-without-article", f"the page cannot be parsed ({type(error).__name__})") from None
    if document is None:
        return Given(), ""
    assert not isinstance(document, dict)  # only with as_dict
    language = _LANGUAGE.search(page, 0, 10_000)
    given = Given(
        title=clean_line(document.title or ""),
        published=_iso_day(document.date),
        outlet=clean_line(document.sitename or ""),
        url=clean_line(document.url or ""),
        byline=clean_line(document.author or "").replace(";", ","),
        language=language[1].lower() if language else "",
    )
    return given, document.text or ""


def _iso_day(text: str | None) -> date | None:
    try:
        return date.fromisoformat((text or "")[:10])
    except ValueError:
        return None


def _lossy_note(decoded: Decoded, where: str) -> Iterator[Drop]:
    if decoded.lossy:
        count = decoded.text.count("\ufffd")
        yield drop("decoding-lossy", where, f"{count:,} characters could not be decoded and became U+FFFD")
