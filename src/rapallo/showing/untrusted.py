"""News text made safe to show: whatever it holds, it comes out as words on one line and acts on nothing.

Removed: ANSI escape sequences, control characters, and invisible format characters (bidirectional overrides, which can
make a sentence read backwards, zero-width spaces, tags). Rich markup needs no escaping here, because everything is
shown as `rich.text.Text`, which does not read markup.
"""

from __future__ import annotations

import re
from unicodedata import category

# Whole sequences, so that no rests of them stand in the text: operating-system commands (titles, links) and device
# strings that end, CSI sequences, two-character ones. Of one that never ends only its start goes, with the control
# characters: news read in the wrong encoding has such starts, and its words are to stay.
_ESCAPE_SEQUENCES = re.compile(
    r"(?:\x1b\]|\x9d)[^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c)"
    r"|(?:\x1b[PX^_]|[\x90\x98\x9e\x9f])[^\x1b\x9c]*(?:\x1b\\|\x9c)"
    r"|(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]"
    r"|\x1b[ -/]*[0-~]?"
)
_SPACES = re.compile(r"\s+")

# Joiners that Persian, Indic scripts and emoji need; alone among the format characters they do no harm.
_JOINERS = frozenset("\u200c\u200d")
_REPLACEMENT = "\ufffd"


def plain(text: str) -> str:
    """The text on one line, without anything that acts on a terminal; runs of space become one, ends are kept."""
    if not text.isprintable():
        text = "".join(map(_harmless, _ESCAPE_SEQUENCES.sub("", text)))
    return _SPACES.sub(" ", text)


def _harmless(character: str) -> str:
    if character.isspace():
        return " "
    if character.isprintable() or character in _JOINERS:
        return character
    # Cc and Cf vanish; surrogates, private use and unassigned code points leave a sign that something stood there.
    return "" if category(character) in ("Cc", "Cf") else _REPLACEMENT
