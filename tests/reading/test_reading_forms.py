"""Every form of input, read as it should be: the same articles in the same order, each with what its row says."""

from __future__ import annotations

import csv
import gzip
import io
import json
import tracemalloc
from datetime import date, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from rapallo.reading import read
from rapallo.records import Article, Drop

TEXT = "Turkey's parliament voted on Tuesday to admit Sweden to NATO.\n\nHungary had not voted yet."
ROW = {
    "id": "vote",
    "title": "Parliament admits Sweden",
    "text": TEXT,
    "published": "2024-01-23",
    "outlet": "The Danube Post",
    "url": "https://danube.example/vote",
    "byline": "Ana Marić",
    "language": "en",
}
WHOLE = Article(**{**ROW, "published": date(2024, 1, 23)})  # type: ignore[arg-type]


def articles(*inputs: str | Path, stdin: bytes | None = None) -> list[Article]:
    found = list(read([str(i) for i in inputs], stdin=None if stdin is None else io.BytesIO(stdin)))
    assert all(isinstance(f, Article) for f in found), found
    return [f for f in found if isinstance(f, Article)]


def as_csv(delimiter: str) -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(ROW), delimiter=delimiter)
    writer.writeheader()
    writer.writerow(ROW)
    return out.getvalue().encode()


def as_parquet(published: object = "2024-01-23") -> bytes:
    sink = io.BytesIO()
    pq.write_table(pa.Table.from_pylist([{**ROW, "published": published}]), sink)
    return sink.getvalue()


FORMS = {
    "a.jsonl": json.dumps(ROW).encode(),
    "a.ndjson": json.dumps(ROW).encode(),
    "a.json": json.dumps(ROW, indent=2).encode(),
    "list.json": json.dumps([ROW], indent=2).encode(),
    "lines.json": json.dumps(ROW).encode(),
    "a.csv": as_csv(","),
    "semicolons.csv": as_csv(";"),
    "bars.csv": as_csv("|"),
    "a.tsv": as_csv("\t"),
    "a.parquet": as_parquet(),
    "dates.parquet": as_parquet(date(2024, 1, 23)),
    "times.parquet": as_parquet(datetime(2024, 1, 23, 18, 30)),
}


@pytest.mark.parametrize("name", FORMS)
def test_every_form_gives_the_same_article(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(FORMS[name])
    assert articles(path) == [WHOLE]


@pytest.mark.parametrize("name", [name for name in FORMS if not name.endswith(".parquet")])
def test_every_text_form_may_be_compressed(name: str, tmp_path: Path) -> None:
    path = tmp_path / f"{name}.gz"
    path.write_bytes(gzip.compress(FORMS[name]))
    assert articles(path) == [WHOLE]


@pytest.mark.parametrize(
    "row",
    [
        {"Text": TEXT, "Headline": "Parliament admits Sweden", "date": "2024-01-23T18:30:00Z", "AUTHOR": "Ana Marić"},
        {
            "body": TEXT,
            "title": "Parliament admits Sweden",
            "published_at": "23 January 2024",
            "authors": ["Ana Marić"],
        },
        {
            "text": TEXT,
            "headline": "Parliament admits Sweden",
            "published": "",
            "date": "Jan. 23, 2024",
            "author": "Ana Marić",
        },
    ],
)
def test_the_documented_other_names_are_known(row: dict[str, object], tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps(row))
    [article] = articles(tmp_path / "a.jsonl")
    assert (article.title, article.text, article.published, article.byline) == (
        "Parliament admits Sweden",
        TEXT,
        date(2024, 1, 23),
        "Ana Marić",
    )


def test_rows_without_an_id_are_called_after_their_file_and_number(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text('text\n"Sweden\njoined."\nHungary voted.\n')
    (tmp_path / "b.jsonl").write_text('\n{"text": "Sweden joined."}\n\n{"id": 7, "text": "Hungary voted."}\n')
    (tmp_path / "c.json").write_text('[{"text": "Sweden joined."}, {"text": "Hungary voted."}]')
    (tmp_path / "d.json").write_text('{"text": "Sweden joined."}')
    assert [a.id for a in articles(tmp_path)] == ["a:1", "a:2", "b:2", "7", "c:1", "c:2", "d"]


def test_files_of_one_name_keep_apart(tmp_path: Path) -> None:
    for name in ("one/page.txt", "two/page.txt", "page.html"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(TEXT if name.endswith("txt") else f"<html><body><p>{TEXT}</p></body></html>")
    (tmp_path / "page.jsonl").write_text('{"text": "Sweden joined."}')
    (tmp_path / "two" / "page.csv").write_text("text\nSweden joined.\n")
    assert [a.id for a in articles(tmp_path)] == ["page", f"{tmp_path.name}/page", "page:1", "two/page:1", "two/page"]


def test_a_folder_is_read_in_order_of_names_with_all_below(tmp_path: Path) -> None:
    for name in ("b/2.txt", "b/10.txt", "a.txt", "c.TXT", "B.txt", "b/a/1.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(TEXT)
    assert [a.id for a in articles(tmp_path)] == ["B", "a", "10", "2", "1", "c"]


def test_standard_input_is_json_lines_or_one_text() -> None:
    assert articles("-", stdin=json.dumps(ROW).encode()) == [WHOLE]
    assert articles("-", stdin=json.dumps([ROW]).encode()) == [WHOLE]
    [article] = articles("-", stdin=b"Parliament admits Sweden\n\n" + TEXT.encode())
    assert (article.id, article.title, article.text) == ("stdin", "Parliament admits Sweden", TEXT)
    [article] = articles("-", stdin="\ufeffSweden joins\n\n".encode("utf-16") + TEXT.encode("utf-16-le"))
    assert article.title == "Sweden joins"
    [article] = articles("-", stdin=b"[Analysis] Sweden joins\n\n" + TEXT.encode())
    assert article.text == TEXT


def test_reading_twice_gives_the_same(tmp_path: Path) -> None:
    for name, data in FORMS.items():
        (tmp_path / name).write_bytes(data)
    assert list(read([str(tmp_path)])) == list(read([str(tmp_path)]))


def test_western_encodings_are_told_from_others(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(
        "Macron reçoit Orbán\n\nThe café déjà vu “meeting” – in Paris – cost €5.".encode("cp1252")
    )
    russian = "Президент России встретился с министром обороны Турции в Москве, сообщили в Кремле. " * 4
    (tmp_path / "b.txt").write_bytes(f"Переговоры в Москве\n\n{russian}".encode("cp1251"))
    western, cyrillic = articles(tmp_path)
    assert western.text == "The café déjà vu “meeting” – in Paris – cost €5."
    assert cyrillic.title == "Переговоры в Москве"


class Endless(io.RawIOBase):
    """A stream that says one thing and then another without end, made as it is read."""

    def __init__(self, head: bytes, line: bytes) -> None:
        self._rest, self._line = head, line

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        self._rest = self._rest or self._line
        data, self._rest = self._rest[: len(buffer)], self._rest[len(buffer) :]
        buffer[: len(data)] = data
        return len(data)


@pytest.mark.parametrize(("opening", "divider"), [(b"", b"\n"), (b"[", b",\n")])
def test_a_stream_without_end_is_read_as_it_comes(opening: bytes, divider: bytes) -> None:
    stream = io.BufferedReader(Endless(opening, json.dumps({"text": TEXT}).encode() + divider))
    found = read(["-"], stdin=stream)
    tracemalloc.start()
    assert sum(isinstance(article, Article) for article, _ in zip(found, range(3_000), strict=False)) == 3_000
    assert tracemalloc.get_traced_memory()[1] < 20_000_000
    tracemalloc.stop()


def test_a_list_longer_than_a_chunk_is_read_whole(tmp_path: Path) -> None:
    rows = [{"id": f"n{n}", "text": TEXT * (1 + n % 50)} for n in range(700)]
    (tmp_path / "a.json").write_text(json.dumps(rows, indent=1))
    assert [a.id for a in articles(tmp_path)] == [row["id"] for row in rows]


def test_a_quote_left_open_costs_its_own_row_and_no_other(tmp_path: Path) -> None:
    (tmp_path / "open.csv").write_text(
        'id,text\n1,Iran threatened Israel.\n2,"Serbia praised Russia.\n3,France met Germany.\n4,"China, India met."\n'
    )
    items = list(read([str(tmp_path / "open.csv")]))
    assert [item.id for item in items if isinstance(item, Article)] == ["1", "3", "4"]
    [lost] = [item for item in items if isinstance(item, Drop)]
    assert (lost.reason, lost.where.rpartition(":")[2]) == ("row-broken", "3")
