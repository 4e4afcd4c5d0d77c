"""Raw text to clean paragraphs: harmless characters, Markdown and YAML artefacts undone, hard-wrapped lines joined."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from itertools import pairwise

_BREAKS = re.compile(r"\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
# Terminal sequences go whole, so that "\x1b[31m" leaves no "[31m" behind.
_TERMINAL = re.compile(r"\x1b\][^\x07\x1b]{0,2000}(?:\x07|\x1b\\)?|\x1b\[[0-?]*[ -/]*[@-~]?|\x1b.?")
# Controls, and marks without width that reorder or hide text: none of them carries news.
_UNSEEN = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_SURROGATES = re.compile(r"[\ud800-\udfff]")
_SPACES = re.compile(r"[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")

# Left over where a title was taken raw out of YAML front matter: "\u2019", "\xF3", "\_" for a no-break space, a
# backslash where the line was folded and one before the space that the next line begins with.
_ESCAPED_CHARACTER = re.compile(r"\\u([0-9a-fA-F]{4})|\\x([0-9a-fA-F]{2})")
_FOLDED = re.compile(r"\\\s+(\\ )?(?=\S)")
_DANGLING = re.compile(r"(?:\\_)?\\$", re.MULTILINE)
_ESCAPED_SPACE = re.compile(r"(?<=[^\W_])\\_(?=[^\W_])")
_HANDLE = re.compile(r"(?:https?:|@|#)\S*$|\.\S*$")
_ESCAPED_MARK = re.compile(r"\\([\[\]*#_>~`])")
_BOLD = re.compile(r"(?<![\w*])\*\*(?=[^\s*])([^*\n]+)(?<=[^\s*])\*\*(?![\w*])")
_LINK = re.compile(r"\[([^\[\]]{1,300})\]\(https?://[^()\s]{1,500}\)")

# Text is taken for hard-wrapped when lines keep to such a width and most breaks fall where the next word had no room.
_WIDTH_MIN, _WIDTH_MAX = 50, 120
_FULL_SHARE_MIN = 0.7
# In wrapped text, a line as long as this that ends no sentence goes on, for words may have been kept together.
_NEARLY_FULL = 0.8
_SENTENCE_END = re.compile(r"[.!?:…][\"'”’)\]]*$")
_BULLET = re.compile(r"(?:[-–•*▪●◦‣]|\d{1,2}[.)]|\([a-z0-9]{1,3}\))\s")


@dataclass(frozen=True, slots=True)
class Cleaned:
    """Clean text; `lossy` where lone surrogates had to become U+FFFD."""

    text: str
    lossy: bool = False


def clean(raw: str) -> Cleaned:
    """Text in composed form (NFC) with plain line breaks and spaces and without any character that acts when shown."""
    text = _UNSEEN.sub("", _TERMINAL.sub("", _BREAKS.sub("\n", raw)))
    whole, lost = _SURROGATES.subn("\ufffd", text)
    return Cleaned(unicodedata.normalize("NFC", _without_escapes(_SPACES.sub(" ", whole))), lossy=bool(lost))


def clean_line(raw: str) -> str:
    """The same for a field of one line, its white space collapsed."""
    return " ".join(clean(raw).text.split())


def _without_escapes(text: str) -> str:
    """The text with what is clearly an escape of Markdown or YAML undone; other backslashes stay."""
    text = _LINK.sub(r"\1", text)
    if "\\" not in text and "**" not in text:
        return text
    text = _DANGLING.sub("", _ESCAPED_CHARACTER.sub(_unescaped, text))
    text = _ESCAPED_SPACE.sub(_space_or_underscore, _FOLDED.sub(lambda m: " " if m[1] else "", text))
    return _BOLD.sub(r"\1", _ESCAPED_MARK.sub(r"\1", text))


def _space_or_underscore(match: re.Match[str]) -> str:
    """What "\\_" stands for: an underscore in a handle or address, else the no-break space of YAML."""
    word_start = match.string.rfind(" ", 0, match.start()) + 1
    return "_" if _HANDLE.search(match.string, word_start, match.start()) else " "


def _unescaped(match: re.Match[str]) -> str:
    """The character that "\\u2019" names, where it is a printable one beyond ASCII; else the words as they stand."""
    character = chr(int(match[1] or match[2], 16))
    printable = character.isprintable() and not character.isascii()
    return character if printable else (" " if character == "\u00a0" else match[0])


def paragraphs(text: str, *, wrapped: bool = True) -> list[str]:
    """The paragraphs of clean text, white space collapsed; none is empty.

    Blank lines divide, and single line breaks do too, save where lines are hard-wrapped (`wrapped=False`: never).
    """
    blocks = [block.split("\n") for block in re.split(r"\n\s*\n", text)]
    width = _wrap_width(blocks) if wrapped else 0
    found: list[str] = []
    for block in blocks:
        found += _joined(block, width) if wrapped else block
    return [paragraph for line in found if (paragraph := " ".join(line.split()))]


def _wrap_width(blocks: list[list[str]]) -> int:
    """The width in characters at which the text is wrapped, or 0 where it is not."""
    breaks = [pair for block in blocks for pair in pairwise(block)]
    lengths = sorted(len(line.rstrip()) for line, _ in breaks)
    width = lengths[int(0.95 * len(lengths))] if lengths else 0
    if not _WIDTH_MIN <= width <= _WIDTH_MAX:
        return 0
    full = sum(_is_full(line, following, width) for line, following in breaks)
    return width if full >= _FULL_SHARE_MIN * len(breaks) else 0


def _is_full(line: str, following: str, width: int) -> bool:
    """Whether the first word of the following line had no room left on this one."""
    word = following.split(maxsplit=1)
    return bool(word) and len(line.rstrip()) + 1 + len(word[0]) > width


def _joined(block: list[str], width: int) -> list[str]:
    lines = [block[0]]
    for previous, line in pairwise(block):
        if _continues(previous, line, width):
            glue = "" if re.search(r"\w-$", lines[-1]) else " "
            lines[-1] = f"{lines[-1].rstrip()}{glue}{line.lstrip()}"
        else:
            lines.append(line)
    return lines


def _continues(previous: str, line: str, width: int) -> bool:
    """Whether a line continues the previous one: its first word had no room there, or it goes on in mid-sentence."""
    if not line.strip() or previous.endswith("  ") or _BULLET.match(line.lstrip()):
        return False
    if width and _is_full(previous, line, width):
        return True
    if _SENTENCE_END.search(previous.rstrip()):
        return False
    if width:
        return line.lstrip()[0].islower() or len(previous) >= _NEARLY_FULL * width
    return line.lstrip()[0].islower() and len(previous) >= _WIDTH_MIN
