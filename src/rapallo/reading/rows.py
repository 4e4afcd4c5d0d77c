"""Rows of a table and objects of JSON to articles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from rapallo.reading.articles import Given, from_text
from rapallo.reading.dates import field_day
from rapallo.reading.decoding import decode
from rapallo.reading.paragraphs import clean_line
from rapallo.reading.refusals import RefusalError, drop
from rapallo.records import Article, Drop

# Each field of an article with the other names it is known by; the first that is filled counts. No others are guessed.
FIELDS: Mapping[str, tuple[str, ...]] = {
    "id": (),
    "text": ("body",),
    "title": ("headline",),
    "published": ("published_at", "date"),
    "outlet": (),
    "url": (),
    "byline": ("author", "authors"),
    "language": (),
}
_NAMED = {name: field for field, aliases in FIELDS.items() for name in (field, *aliases)}


def field_named(name: str) -> str:
    """The field that a column or key stands for, in any case; '' where it is none of ours."""
    return _NAMED.get(name.strip().casefold(), "")


class Rows:
    """The rows of one input, read one at a time; an id that comes again is refused."""

    def __init__(self, *, name: str, where: str) -> None:
        self._name, self._where = name, where
        self._ids: set[str] = set()

    def read(self, row: object, *, number: int, line: int = 0, alone: bool = False) -> list[Article | Drop]:
        """The article of a row, then notes on it; or the Drop that says why there is none.

        Without an id it is called after its input and `number`, or, where it stands `alone`, after its input.
        """
        where = f"{self._where}:{line or number}"
        try:
            if not isinstance(row, Mapping):
                raise RefusalError("not-an-object", f"it is {_kind(row)}")
            found = list(_articles(row, default_id=self._name if alone else f"{self._name}:{number}", where=where))
            self._note_id(found)
        except RefusalError as refusal:
            return [drop(refusal.reason, where, refusal.message)]
        return found

    def _note_id(self, found: list[Article | Drop]) -> None:
        for article in found:
            if isinstance(article, Article):
                if article.id in self._ids:
                    raise RefusalError("id-repeated", f"id {article.id!r} stood before in this input")
                self._ids.add(article.id)


def _articles(row: Mapping[str, object], *, default_id: str, where: str) -> Iterator[Article | Drop]:
    """The article that a row is, then notes on it. Raises RefusalError where it holds no text."""
    values = _fields(row)
    text = _text_of(values, row)
    notes: list[Drop] = []
    given = Given(
        id=_line(values, "id", where, notes) or default_id,
        title=_line(values, "title", where, notes),
        published=_day(values, where, notes),
        outlet=_line(values, "outlet", where, notes),
        url=_line(values, "url", where, notes),
        byline=_line(values, "byline", where, notes),
        language=_line(values, "language", where, notes),
    )
    yield from from_text(text, given, where=where)
    yield from notes


def _fields(row: Mapping[str, object]) -> dict[str, object]:
    """Our fields of a row: the field's own name goes before its aliases, a filled value before an empty one."""
    by_name = {str(name).strip().casefold(): value for name, value in row.items()}
    return {
        field: next((by_name[n] for n in (field, *aliases) if by_name.get(n) not in (None, "", [])), None)
        for field, aliases in FIELDS.items()
        if field in by_name or any(alias in by_name for alias in aliases)
    }


def _text_of(values: Mapping[str, object], row: Mapping[str, object]) -> str:
    if "text" not in values:
        raise RefusalError("text-missing", f"fields: {', '.join(map(str, row)) or 'none'}")
    text = values["text"]
    if isinstance(text, bytes):
        return decode(text).text
    if text is None or (isinstance(text, str) and not text.strip()):
        raise RefusalError("text-empty", "the text is empty")
    if not isinstance(text, str):
        raise RefusalError("text-not-text", f"the text is {_kind(text)}")
    return text


def _line(values: Mapping[str, object], field: str, where: str, notes: list[Drop]) -> str:
    """A field as one clean line; lists of strings (authors) are joined, whole numbers (ids) written out."""
    value = values.get(field)
    if isinstance(value, (list, tuple)) and all(isinstance(item, str) for item in value):
        value = ", ".join(value)
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if isinstance(value, bytes):
        value = decode(value).text
    if value is None or isinstance(value, str):
        return clean_line(value or "")
    notes.append(drop("field-not-text", where, f"{field} is {_kind(value)} and was left out"))
    return ""


def _day(values: Mapping[str, object], where: str, notes: list[Drop]) -> date | None:
    value = values.get("published")
    day = field_day(value)
    if day is None and value not in (None, ""):
        notes.append(drop("date-unreadable", where, f"published {str(value)[:80]!r}"))
    return day


def _kind(value: object) -> str:
    names = {bool: "true or false", int: "a number", float: "a number", list: "a list", dict: "an object"}
    return next((words for kind, words in names.items() if isinstance(value, kind)), type(value).__name__)
