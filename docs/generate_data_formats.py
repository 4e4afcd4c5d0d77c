"""Fills the tables of docs/data-formats.md: python docs/generate_data_formats.py. A test keeps them in step."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb

from rapallo.interchange import plover_schema
from rapallo.records import Versions
from rapallo.store import Store

PAGE = Path(__file__).with_name("data-formats.md")
_BLOCK = re.compile(r"(<!-- generated: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)


def filled(page: str) -> str:
    """The page with what stands between its marks made anew."""
    blocks = {"record": "\n".join(_record()), "event_table": "\n".join(_view()), "tables": "\n".join(_tables())}
    return _BLOCK.sub(lambda match: f"{match[1]}{blocks[match[2]]}\n{match[3]}", page)


def _record() -> Iterator[str]:
    schema = plover_schema()
    yield from ("| field | form | meaning |", "|---|---|---|")
    for name, field in schema["properties"].items():
        yield f"| `{name}` | {_form(field)} | {_cell(field['description'])} |"
        for inner, part in field.get("properties", {}).items():
            yield f"| `{name}.{inner}` | {_form(part)} | {_cell(part['description'])} |"
    for definition, title in (("entity", "An entity"), ("words", "Words")):
        yield from ("", f"{title}:", "", "| field | form | meaning |", "|---|---|---|")
        for name, field in schema["$defs"][definition]["properties"].items():
            yield f"| `{name}` | {_form(field)} | {_cell(field['description'])} |"


def _form(field: dict[str, Any]) -> str:
    if "oneOf" in field:
        return " or ".join(_form(choice) for choice in field["oneOf"])
    if "$ref" in field:
        return str(field["$ref"]).rpartition("/")[2]
    if "enum" in field and all(isinstance(choice, int) for choice in field["enum"]):
        return ", ".join(map(str, field["enum"]))
    if "enum" in field:
        return "code or null" if None in field["enum"] else "code"
    if field["type"] == "array":
        return f"list of {_form(field['items'])}"
    types = field["type"] if isinstance(field["type"], list) else [field["type"]]
    return " or ".join(types)


def _tables() -> Iterator[str]:
    with _empty_store() as connection:
        tables = connection.execute("SELECT table_name, comment FROM duckdb_tables() ORDER BY table_oid").fetchall()
        for table, comment in tables:
            yield from (f"**{table}**: {comment}.", "", *_columns(connection, table), "")


def _view() -> Iterator[str]:
    with _empty_store() as connection:
        yield from _columns(connection, "event_table")


def _columns(connection: duckdb.DuckDBPyConnection, table: str) -> Iterator[str]:
    yield from ("| column | type | meaning |", "|---|---|---|")
    columns = connection.execute(
        "SELECT column_name, data_type, comment FROM duckdb_columns() WHERE table_name = ? ORDER BY column_index",
        [table],
    )
    for name, kind, comment in columns.fetchall():
        yield f"| `{name}` | {_cell(kind)} | {_cell(comment)} |"


def _empty_store() -> duckdb.DuckDBPyConnection:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "empty.duckdb"
        with Store(path).writer(Versions("", "", "")):
            pass
        return duckdb.connect(path, read_only=True)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace('"', "")


if __name__ == "__main__":
    PAGE.write_text(filled(PAGE.read_text("utf-8")), "utf-8")
