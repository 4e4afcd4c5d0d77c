"""Quoted evidence, trimmed to a width around the words that carry the event."""

from __future__ import annotations

from rich.cells import cell_len
from rich.text import Text

from rapallo.records import Evidence
from rapallo.showing.untrusted import plain

ELLIPSIS = "…"


def quoted(sentence: Evidence, trigger: Evidence, *, width_cells: int, style: str = "trigger") -> Text:
    """The sentence in curly quotes, the trigger styled, cut at word boundaries on both sides to `width_cells`."""
    start = min(max(trigger.start - sentence.start, 0), len(sentence.text))
    end = min(max(trigger.end - sentence.start, start), len(sentence.text))
    before = plain(sentence.text[:start]).lstrip()
    words = first_words(plain(sentence.text[start:end]), max(width_cells - 4, 8))
    # Where the trigger itself had to be cut, nothing behind it is shown.
    after = "" if words.endswith(ELLIPSIS) else plain(sentence.text[end:]).rstrip()
    before, after = _trimmed(before, after, room=max(width_cells - 2 - cell_len(words), 0))
    return Text.assemble("“", before, (words, style), after, "”")


def _trimmed(before: str, after: str, *, room: int) -> tuple[str, str]:
    """Both sides cut so that together they take at most `room` cells: a third in front, what is left over behind."""
    if cell_len(before) + cell_len(after) <= room:
        return before, after
    for_before = max(room // 3, room - cell_len(after))
    before = last_words(before, for_before)
    return before, first_words(after, room - cell_len(before))


def first_words(text: str, width_cells: int) -> str:
    """As many whole words from the start as fit, with an ellipsis where any were cut."""
    if cell_len(text) <= width_cells:
        return text
    cut = _prefix(text, width_cells - 1)
    whole = cut if text[len(cut) : len(cut) + 1].isspace() else cut.rpartition(" ")[0]
    return (whole or cut).rstrip(" .…") + ELLIPSIS if width_cells > 0 else ""


def last_words(text: str, width_cells: int) -> str:
    """As many whole words from the end as fit, with an ellipsis where any were cut."""
    if cell_len(text) <= width_cells:
        return text
    cut = _prefix(text[::-1], width_cells - 1)[::-1]
    rest = text[: len(text) - len(cut)]
    whole = cut if rest.endswith(" ") else cut.partition(" ")[2]
    return ELLIPSIS + whole.lstrip(" .…") if width_cells > 0 else ""


def _prefix(text: str, width_cells: int) -> str:
    """The longest start of a text that takes at most so many terminal cells (wide characters take two)."""
    taken = 0
    for index, character in enumerate(text):
        taken += cell_len(character)
        if taken > width_cells:
            return text[:index]
    return text
