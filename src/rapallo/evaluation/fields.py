"""What may stand in a field of a hand-coded row; each check gives the value in its one form or raises FieldError."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches

from rapallo.ontology import MARKS, SECTORS, TYPES
from rapallo.records import COLLECTIVE_CODES
from rapallo.store import day_span


class FieldError(ValueError):
    """A value that may not stand in its field; the message names the value and what may."""


_STATE_KEY = re.compile(r"[A-Z]{3}(?:/([A-Z]{3}))?")
_COLLECTIVE_KEY = re.compile(rf"(?:{'|'.join(sorted(COLLECTIVE_CODES))})(?:/[A-Z0-9][A-Z0-9-]*)?")
KEY_FORM = "RUS, RUS/GOV, IGO/NATO, IMG/REB or MULTI/WEST"


def checked_type(value: object) -> str:
    """One of the 16 types."""
    name = _text(value, "a type").strip().upper()
    if name in TYPES:
        return name
    raise FieldError(f"{value!r} is no event type{_nearest(name, TYPES)} The types are {', '.join(TYPES)}")


def checked_mode(value: object, type_name: str) -> str | None:
    """One of the modes of a type, or None for none."""
    if value is None or value == "":
        return None
    name = _text(value, "a mode").strip().lower()
    modes = TYPES[type_name].modes
    if name in modes:
        return name
    allowed = f"The modes of {type_name} are {', '.join(modes)}" if modes else f"{type_name} has no modes"
    raise FieldError(f"{value!r} is no mode of {type_name}{_nearest(name, modes)} {allowed}")


def checked_mark(value: object) -> str:
    """One of the marks."""
    name = _text(value, "a mark").strip().lower()
    if name in MARKS:
        return name
    raise FieldError(f"{value!r} is no mark{_nearest(name, MARKS)} The marks are {', '.join(MARKS)}")


def checked_key(value: object) -> str:
    """A key by its form: whose it is, is not looked up."""
    key = _text(value, "a key").strip()
    state = _STATE_KEY.fullmatch(key)
    collective = key.partition("/")[0] in COLLECTIVE_CODES
    if collective and _COLLECTIVE_KEY.fullmatch(key):
        return key
    if state and not collective and (state[1] is None or state[1] in SECTORS):
        return key
    if state and state[1]:
        raise FieldError(f"{state[1]!r} in {key!r} is no sector. The sectors are {', '.join(sorted(SECTORS))}")
    raise FieldError(f"{value!r} is no key. Write {KEY_FORM}")


def checked_date(value: object) -> str:
    """A date of any granularity, or '' for none."""
    if value is None or value == "":
        return ""
    text = _text(value, "a date").strip()
    if day_span(text) is None:
        raise FieldError(f"{value!r} is no date. Write 2024, 2024-07 or 2024-07-31")
    return text


def _text(value: object, what: str) -> str:
    if not isinstance(value, str):
        raise FieldError(f"{value!r} is no text, and so not {what}")
    return value


def _nearest(name: str, known: Iterable[str]) -> str:
    """The end of a sentence that says that a name is unknown."""
    found = get_close_matches(name, list(known), n=1)
    return f", did you mean {found[0]}?" if found else "."
