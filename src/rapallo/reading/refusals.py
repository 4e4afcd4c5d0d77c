"""Why an input, or a part of one, is not read: every reason, with what the user can do about it.

Some reasons refuse only a detail (a date, a broken character): the article itself is read, and the Drop says what of it
is missing. They are marked as notes in docs/data-formats.md.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from rapallo.errors import ArticleError
from rapallo.records import Drop

DETAIL_CHARS_MAX = 300
_UNSHOWABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")

MENDS: Mapping[str, str] = MappingProxyType(
    {
        # where an input points
        "file-missing": "Check the path.",
        "file-unreadable": "Give read permission, or copy the file to where you have it.",
        "file-not-regular": "Name a regular file, or pipe the data in and name - for standard input.",
        "file-empty": "Fill the file or leave it out.",
        "file-too-large": "Split it, or raise RAPALLO_FILE_BYTES_MAX.",
        "file-repeated": "Name each file once.",
        "ending-unknown": "Rename to .txt .html .json .jsonl .csv .tsv .parquet (text forms also with .gz).",
        "hidden": "Name a hidden file itself to have it read.",
        "directory-empty": "Put articles in it or leave it out.",
        "directory-repeated": "Remove the link that leads back to it.",
        "url": "Web addresses are not read yet: save the page as .html and name the file.",
        "warc": "Web archives are not read yet: save the pages as .html and name the files.",
        # what the bytes are
        "binary": "Save its text as .txt or .html.",
        "gzip-broken": "Compress the file again; what stood before the break has been read.",
        "gzip-bomb": "Decompress it yourself if it is genuine; what stood before this point has been read.",
        "decoding-lossy": "Save the file as UTF-8.",
        # structure
        "line-too-long": "Break the file into lines, one article each.",
        "json-broken": "Correct the JSON at this place.",
        "json-nested": "Flatten the object: text and its fields stand at the top.",
        "not-an-object": 'Write each article as an object: {"id": …, "text": …}.',
        "columns-unknown": "Name the column that holds the article text, in the first row.",
        "columns-repeated": "Give each column a name of its own.",
        "row-ragged": "Give the row as many cells as the header has; quote cells that hold separators.",
        "row-broken": "Quote the cell and double the quotes inside it.",
        "parquet-broken": "Write the file again; what stood before the break has been read.",
        # the article
        "page-without-article": "Check that the page holds the article's text and not only links or a script.",
        "text-missing": 'Name the field that holds the article "text".',
        "text-not-text": "Write the text as a string.",
        "text-empty": "Fill the text or leave the article out.",
        "text-too-long": "Split it, or raise RAPALLO_ARTICLE_CHARS_MAX.",
        "id-repeated": "Give each article its own id.",
        "field-not-text": "Write the field as a string.",
        "date-unreadable": "Write the date as YYYY-MM-DD.",
        "date-out-of-range": "Correct the date: it lies before 1800 or in the future.",
    }
)


class RefusalError(ArticleError):
    """An input, or one article of it, that cannot be read; `line` counts from 1, 0 where the whole input is meant."""

    def __init__(self, reason: str, detail: str = "", *, line: int = 0) -> None:
        super().__init__(detail, reason=reason, mend=MENDS[reason])
        self.line = line

    def at(self, where: str) -> Drop:
        """This refusal as a Drop in the file or stream `where`."""
        return drop(self.reason, f"{where}:{self.line}" if self.line else where, self.message)


def drop(reason: str, where: str, detail: str = "") -> Drop:
    """A Drop with the mend that belongs to its reason; control characters in names and details are made harmless."""
    shown = showable(detail)
    if len(shown) > DETAIL_CHARS_MAX:
        shown = shown[: DETAIL_CHARS_MAX - 1] + "…"
    return Drop(reason, showable(where), shown, MENDS[reason])


def showable(text: str) -> str:
    """The text with each control character, direction mark and lone surrogate replaced by U+FFFD."""
    return _UNSHOWABLE.sub("\ufffd", text)
