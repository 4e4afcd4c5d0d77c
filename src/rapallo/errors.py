"""What can go wrong, as one tree. Every error names the value, the place and the mend.

RapalloError
├── InputError           a file or a row that cannot be read as news
│   └── ArticleError     one article of an otherwise readable input
├── NameUnknownError     a state, organisation, type or option value that we do not know
├── KnowledgeError       a knowledge file or dictionary that cannot be used
├── StoreError           the database file
│   ├── StoreBusyError       another process is writing to it
│   ├── StoreForeignError    it is no Rapallo database, or one of a newer Rapallo
│   ├── StoreStaleError      it was coded by another coder, model or knowledge: recode first
│   └── StoreWriteError      the disk is full or the file cannot be written
├── OutputError          a file or stream that cannot be written
└── ModelError           the model file is missing, damaged or of another format
"""

from __future__ import annotations


class RapalloError(Exception):
    """Base of all errors that Rapallo raises on purpose.

    `message` says what is wrong and where, `mend` what to do about it (may be empty).
    """

    exit_code = 1

    def __init__(self, message: str, *, mend: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.mend = mend

    def __str__(self) -> str:
        return f"{self.message} {self.mend}".strip()


class InputError(RapalloError):
    """A file, folder or stream that cannot be read as news."""

    exit_code = 3


class ArticleError(InputError):
    """One article that cannot be used, in an input that otherwise can.

    `reason` is the short name under which such drops are counted.
    """

    def __init__(self, message: str, *, reason: str, mend: str = "") -> None:
        super().__init__(message, mend=mend)
        self.reason = reason


class NameUnknownError(RapalloError):
    """A name or code that is not known; `suggestions` are the nearest known ones."""

    exit_code = 2

    def __init__(self, message: str, *, suggestions: tuple[str, ...] = (), mend: str = "") -> None:
        if suggestions:
            mend = f"Did you mean {' or '.join(suggestions)}? {mend}".strip()
        super().__init__(message, mend=mend)
        self.suggestions = suggestions


class KnowledgeError(RapalloError):
    """A knowledge file or a dictionary that cannot be used; the message names file, line and field."""

    exit_code = 3


class StoreError(RapalloError):
    """The database file cannot be used."""

    exit_code = 4


class StoreBusyError(StoreError):
    """Another process is writing to the database."""


class StoreForeignError(StoreError):
    """The file is not a Rapallo database, or one that a newer Rapallo wrote."""


class StoreStaleError(StoreError):
    """The database was coded by another coder, model or knowledge base."""


class StoreWriteError(StoreError):
    """The database cannot be written: full disk, read-only file or folder."""


class OutputError(RapalloError):
    """A file or stream that cannot be written."""

    exit_code = 5


class ModelError(RapalloError):
    """The model file is missing, damaged or of a format this version does not read."""

    exit_code = 6
