"""Dictionary files read as text: what is none is told with the place and the mend."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from rapallo.entities.dictionaries import Dictionary, parse
from rapallo.errors import KnowledgeError

FILE_BYTES_MAX = 50_000_000
NUL_SHARE_MAX = 0.001
STDIN = Path("-")
MEND = "It reads the .actors and .agents files of PETRARCH and TABARI: lines such as SERBIA_ [SRB]."


def read_dictionary(path: Path, stdin: BinaryIO | None = None) -> Dictionary:
    """A dictionary file, or that on stdin where the path is '-'.

    Raises KnowledgeError where it is missing, empty, binary, not UTF-8 or no dictionary.
    """
    if path == STDIN:
        path, text = Path("stdin"), _checked(stdin.read() if stdin else b"", Path("stdin"))
    else:
        text = _text(path)
    dictionary = parse(text, str(path))
    if not dictionary.lines:
        raise KnowledgeError(f"{path}: holds nothing but blank lines and comments.", mend=MEND)
    if not dictionary.entries and not dictionary.agents:
        first = dictionary.malformed[0]
        raise KnowledgeError(f"{path}: is no dictionary: line {first.line}: {first.reason}.", mend=MEND)
    return dictionary


def _text(path: Path) -> str:
    try:
        if path.is_dir():
            raise KnowledgeError(f"{path}: is a folder.", mend="Name the dictionary files in it.")
        if path.stat().st_size > FILE_BYTES_MAX:
            raise KnowledgeError(f"{path}: is longer than {FILE_BYTES_MAX:,} bytes.", mend="Split it.")
        content = path.read_bytes()
    except OSError as error:
        raise KnowledgeError(f"{path}: cannot be read: {error.strerror}.", mend="Check its name.") from None
    return _checked(content, path)


def _checked(content: bytes, path: Path) -> str:
    if not content.strip():
        raise KnowledgeError(f"{path}: is empty.", mend=MEND)
    return _decoded(content, path)


def _decoded(content: bytes, path: Path) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise KnowledgeError(f"{path}: is UTF-16.", mend="Save it as UTF-8.")
    # A NUL or two is a slip in one line, many are no text.
    if content.count(b"\0") > max(1, len(content) * NUL_SHARE_MAX):
        raise KnowledgeError(f"{path}: is a binary file.", mend=MEND)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        byte = content[error.start]
        raise KnowledgeError(
            f"{path}:{line}: byte 0x{byte:02X} is not UTF-8.",
            mend="Save it as UTF-8 (for Latin-1: iconv -f latin1 -t utf-8).",
        ) from None
