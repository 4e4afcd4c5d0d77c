"""What is wrong with a field of a knowledge file, in plain words: the field, the fault and the mend."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ValidationError

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

VALUE_CHARS_MAX = 60
# By pydantic's name of the fault.
WORDS = {
    "missing": "is needed and missing",
    "string_type": "write it as text, in quotes",
    "int_type": "write it as a whole number, without quotes",
    "bool_type": "write true or false, without quotes",
    "tuple_type": "write it as a list, in [ ]",
    "too_short": "is empty; give at least one",
    "model_type": 'write it as a table, as in { key = "SRB/GOV" }',
}
WITHOUT_VALUE = ("missing", "too_short", "extra_forbidden")


def told(error: ValidationError, model: type[BaseModel]) -> str:
    """The first fault, a field that does not exist before all others: a slip of the pen explains what is missing."""
    faults = error.errors()
    first = next((one for one in faults if one["type"] == "extra_forbidden"), faults[0])
    where = ".".join(str(part + 1) if isinstance(part, int) else part for part in first["loc"])
    without_value = first["type"] in WITHOUT_VALUE or isinstance(first["input"], Mapping)
    value = "" if without_value else f" (got {short(first['input'])})"
    return f"{f'{where}: ' if where else ''}{_fault(first, model)}{value}."


def short(value: object) -> str:
    """A value as it is shown in a message, cut where it is long."""
    shown = repr(value)
    return shown if len(shown) <= VALUE_CHARS_MAX else f"{shown[: VALUE_CHARS_MAX - 1]}…"


def _fault(fault: ErrorDetails, model: type[BaseModel]) -> str:
    if fault["type"] == "extra_forbidden":
        return _no_field(str(fault["loc"][-1]), _fields(model, fault["loc"][:-1]))
    if fault["type"] == "literal_error":
        return f"write {fault['ctx']['expected']}"
    return WORDS.get(fault["type"], fault["msg"].removeprefix("Value error, "))


def _no_field(name: str, fields: Sequence[str]) -> str:
    near, listed = get_close_matches(name, fields, n=1), ", ".join(fields)
    return f"there is no such field; {f'did you mean {near[0]}?' if near else f'there are {listed}'}"


def _fields(model: type[BaseModel], place: Sequence[int | str]) -> list[str]:
    """The fields, as files name them, of the table in which a fault lies."""
    inner: Any = model
    for part in place:
        if isinstance(part, str):
            [inner, *_] = inner.model_fields[part].annotation.__args__
    return [field.alias or name for name, field in inner.model_fields.items()]
