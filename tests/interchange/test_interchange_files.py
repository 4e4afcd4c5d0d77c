"""Records as files: JSON Lines, CSV, Parquet; whole or not at all, and harmless."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq
import pytest

from rapallo.errors import NameUnknownError, OutputError, StoreError
from rapallo.interchange import FLAT_COLUMNS, FORMATS, plover_record, write_events
from rapallo.records import Article, CodedArticle, Entity, Event, EventDate, Versions, evidence
from rapallo.store import Store

VERSIONS = Versions("1", "model-1", "2026.11-abc")


def report(text: str = "Hungary refused Kyiv's plea. More followed.", **changes: Any) -> tuple[Event, Article]:
    of = Article(text=text, title="=HYPERLINK(1)", id="x-1", published=date(2024, 2, 1), outlet="Danube Sample")
    told = Event(
        of.id,
        "REJECT",
        (Entity("HUN/GOV", mention=evidence(of, 15, 22)), Entity("SVK")),
        (Entity("UKR/GOV", mention=evidence(of, 31, 35)),),
        evidence(of, 15, len(of.stored_text)),
        evidence(of, 23, 30),
        VERSIONS,
        date=EventDate("2024-01", "month"),
        marks=("negation", "historical"),
        confidence=0.5,
    )
    return replace(told, **changes), of


def records(*reports: tuple[Event, Article]) -> list[dict[str, object]]:
    return [plover_record(told, of) for told, of in reports or (report(),)]


def written(form: str, *reports: tuple[Event, Article]) -> bytes:
    stream = io.BytesIO()
    write_events(records(*reports), form, stream)
    return stream.getvalue()


def test_json_lines_hold_the_records() -> None:
    both = report(), report(type="AGREE")
    lines = written("jsonl", *both).decode().splitlines()
    assert [json.loads(line) for line in lines] == records(*both)


def test_csv_has_a_row_an_event_and_a_header() -> None:
    rows = list(csv.DictReader(io.StringIO(written("csv").decode())))
    assert len(rows) == 1
    assert rows[0]["actor"] == "HUN/GOV; SVK"
    assert rows[0]["actor_words"] == "Hungary"
    assert rows[0]["marks"] == "negation; historical"
    assert (rows[0]["day"], rows[0]["date"]) == ("2024-01-01", "2024-01")
    assert (rows[0]["score"], rows[0]["repost"], rows[0]["confidence"]) == ("-2.0", "false", "0.5")


def test_parquet_is_typed(tmp_path: Path) -> None:
    write_events(records(), "parquet", tmp_path / "events.parquet")
    table = pq.read_table(tmp_path / "events.parquet")
    assert table.column_names == list(FLAT_COLUMNS)
    assert table.column("day").to_pylist() == [date(2024, 1, 1)]
    assert table.column("score").to_pylist() == [-2.0]
    assert table.column("title").to_pylist() == ["=HYPERLINK(1)"]


def test_parquet_is_written_group_by_group(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rapallo.interchange.writing.PARQUET_ROWS", 2)
    assert write_events(records(*[report()] * 5), "parquet", tmp_path / "events.parquet") == 5
    assert pq.ParquetFile(tmp_path / "events.parquet").metadata.num_row_groups == 3


@pytest.mark.parametrize("form", FORMATS)
def test_no_events_make_a_valid_file(form: str, tmp_path: Path) -> None:
    assert write_events([], form, tmp_path / "none") == 0
    if form == "csv":
        assert (tmp_path / "none").read_text() == ",".join(FLAT_COLUMNS) + "\n"
    elif form == "parquet":
        assert pq.read_table(tmp_path / "none").num_rows == 0


@pytest.mark.parametrize(
    "reports",
    [
        (report(),),
        (report(date=None, marks=()),),
        (report(date=None, marks=("historical",), place=evidence(report()[1], 15, 22)),),
        (report(actors=(), recipients=(), says=Entity("RUS/JRN"), mode="meet", type="REJECT"),),
    ],
)
def test_a_flat_row_is_a_row_of_the_stores_event_table(
    tmp_path: Path, reports: tuple[tuple[Event, Article], ...]
) -> None:
    path = tmp_path / "rapallo.duckdb"
    with Store(path).writer(VERSIONS) as writer:
        writer.add([CodedArticle(of, 2, (told,)) for told, of in reports])
    write_events(records(*reports), "parquet", tmp_path / "events.parquet")
    with duckdb.connect(path, read_only=True) as connection:
        view = connection.execute("SELECT * FROM event_table")
        names = [column[0] for column in view.description or ()]
        rows = [dict(zip(names, row, strict=True)) for row in view.fetchall()]
    assert names == list(FLAT_COLUMNS)
    assert rows == pq.read_table(tmp_path / "events.parquet").to_pylist()


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "  =", "\t=", "\r=", "\n@", "＝"])
def test_a_csv_cell_is_never_a_formula(sign: str) -> None:
    told, of = report(text=f"{sign}1+cmd|' /C calc'!A0 said Hungary to Kyiv on Monday.")
    [row] = csv.DictReader(io.StringIO(written("csv", (told, of)).decode()))
    assert row["quote"].startswith("'")
    assert row["title"] == "'=HYPERLINK(1)"
    assert row["score"] == "-2.0"  # a number stays a number


HOSTILE = "Hungary \x1b[2J\x9b31m \u202eevil\u2069 \x00\x07\r\n \u2028 refused \x7f Kyiv's plea."


@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_text_does_nothing_to_the_terminal_that_shows_it(form: str) -> None:
    text = written(form, report(text=HOSTILE)).decode()
    assert not {character for character in text if character in HOSTILE and not character.isprintable()} - {"\n"}
    assert len(text.splitlines()) == (2 if form == "csv" else 1)


def test_json_lines_keep_every_character() -> None:
    told, of = report(text=HOSTILE + " \ud800")
    [record] = [json.loads(line) for line in written("jsonl", (told, of)).splitlines()]
    assert record["text"] == of.text


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_lone_surrogates_do_not_stop_an_export(form: str) -> None:
    assert written(form, report(text="Hungary \ud800 refused Kyiv's plea."))


def test_an_unknown_format_names_those_there_are() -> None:
    with pytest.raises(NameUnknownError, match=r"xlsx.*jsonl, csv, parquet"):
        write_events([], "xlsx", io.BytesIO())


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full device here")
def test_a_full_disk_is_an_error_with_its_name(form: str) -> None:
    with pytest.raises(OutputError, match=r"/dev/full cannot be written: No space left on device\..*Make room"):
        write_events(records(*[report()] * 20), form, Path("/dev/full"))
    with Path("/dev/full").open("wb", buffering=0) as stream, pytest.raises(OutputError, match="/dev/full"):
        write_events(records(), form, stream)
    assert Path("/dev/full").is_char_device()


@pytest.mark.parametrize("form", FORMATS)
def test_an_error_on_the_way_leaves_the_old_file(form: str, tmp_path: Path) -> None:
    path = tmp_path / "events"
    path.write_text("the old one")

    def breaking() -> Iterator[dict[str, object]]:
        yield from records()
        raise StoreError("the store went away")

    with pytest.raises(StoreError):
        write_events(breaking(), form, path)
    assert path.read_text() == "the old one"
    assert [found.name for found in tmp_path.iterdir()] == ["events"]


def test_a_file_shows_when_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "events.jsonl"

    def watching() -> Iterator[dict[str, object]]:
        yield from records()
        assert not path.exists()

    assert write_events(watching(), "jsonl", path) == 1
    assert [found.name for found in tmp_path.iterdir()] == ["events.jsonl"]


def test_permissions_and_links_stay(tmp_path: Path) -> None:
    path, link = tmp_path / "events.csv", tmp_path / "link.csv"
    path.touch(0o640)
    path.chmod(0o640)
    link.symlink_to(path)
    write_events(records(), "csv", link)
    assert link.is_symlink()
    assert path.stat().st_mode & 0o777 == 0o640
    assert path.read_text().startswith("event,day,")


@pytest.mark.parametrize("where", ["no/such/folder/events.csv", "."])
def test_a_place_that_cannot_be_written_is_named(where: str, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=str(tmp_path)):
        write_events(records(), "csv", tmp_path / where)


def test_a_pipe_can_be_named(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    code = "import sys; print(len(open(sys.argv[1]).read().splitlines()))"
    with subprocess.Popen([sys.executable, "-c", code, str(pipe)], stdout=subprocess.PIPE) as reader:
        write_events(records(), "csv", pipe)
        assert reader.communicate()[0].split() == [b"2"]


def test_a_closed_pipe_stays_one() -> None:
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "wb", buffering=0) as stream, pytest.raises(BrokenPipeError):
        write_events(records(), "jsonl", stream)
