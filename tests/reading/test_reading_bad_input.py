"""Whatever is wrong with an input: no exception, a Drop with its reason, and everything around it is read."""

from __future__ import annotations

import gzip
import io
import json
import os
import socket
import subprocess
import zlib
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from rapallo.reading import read
from rapallo.reading.refusals import MENDS
from rapallo.records import Article, Drop
from rapallo.settings import settings

STORY = "Serbia and Kosovo resumed talks in Brussels on Monday.\n\nThe European Union mediates between the two sides."


def row(number: int, **fields: object) -> dict[str, object]:
    return {"id": f"good{number}", "text": STORY, "title": f"Talks resume, part {number}", **fields}


def lines(*values: object) -> bytes:
    return b"".join(v if isinstance(v, bytes) else json.dumps(v).encode() + b"\n" for v in values)


def table(*rows: bytes, header: bytes = b"id,title,text") -> bytes:
    return b"\n".join([header, *rows]) + b"\n"


def parquet(**columns: object) -> bytes:
    sink = io.BytesIO()
    pq.write_table(pa.table(columns), sink)
    return sink.getvalue()


GOOD_ROW = b'good1,Talks,"Serbia and Kosovo resumed talks in Brussels."'
GOOD_ROW_2 = b"good2,More talks,Kosovo and Serbia met again in Brussels."
BOTH = {"good1", "good2"}
GOOD_PARQUET = parquet(id=["good1", "good2"], text=[STORY, STORY])
DEEP = b'{"id": "x", "text": ' + b"[" * 200_000 + b"]" * 200_000 + b"}\n"
PAGE = b"<html><head><title>Talks</title></head><body><article><p>%s</p></article></body></html>" % (
    b"Word after word. " * 40
)

# name of the bad file, its bytes, the reasons that must come, the ids that must still be read out of it
CASES: dict[str, tuple[str, bytes, set[str], set[str]]] = {
    # plain text
    "empty file": ("b.txt", b"", {"file-empty"}, set()),
    "white space only": ("b.txt", b" \n\t \r\n ", {"text-empty"}, set()),
    "only page furniture": ("b.txt", b"Advertisement\n\nRead more:\n\nShare\n", {"text-empty"}, set()),
    "only zero-width characters": ("b.txt", "\u200b\ufeff\u200b".encode(), {"text-empty"}, set()),
    "a PDF called .txt": ("b.txt", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", {"binary"}, set()),
    "a zip called .txt": ("b.txt", b"PK\x03\x04\x14\x00\x00\x00word/document.xml", {"binary"}, set()),
    "an image called .txt": ("b.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), {"binary"}, set()),
    "a JPEG called .html": ("b.html", b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(200), {"binary"}, set()),
    "an old Word document": ("b.txt", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), {"binary"}, set()),
    "an RTF document": ("b.txt", b"{\\rtf1\\ansi Talks resumed.}", {"binary"}, set()),
    "gzip called .txt": ("b.txt", gzip.compress(STORY.encode()), {"binary"}, set()),
    "random bytes": ("b.txt", bytes((i * 37 + i // 7) % 256 for i in range(4000)), {"binary"}, set()),
    "mostly NUL": ("b.txt", b"Talks" + bytes(5000), {"binary"}, set()),
    "a SQLite file called .csv": ("b.csv", b"SQLite format 3\x00" + bytes(100), {"binary"}, set()),
    "a Parquet file called .jsonl": ("b.jsonl", GOOD_PARQUET, {"binary"}, set()),
    "a gzip file called .json": ("b.json", gzip.compress(b"{}"), {"binary"}, set()),
    "some NUL bytes in a text": (
        "b.txt",
        b"Talks\x00 resume\n\nSerbia and Kosovo met in Brussels.\x00\n" * 9,
        set(),
        {"b"},
    ),
    "control characters in a text": ("b.txt", b"Talks \x1b[31mresume\x1b[0m\n\nSerbia\x07 met Kosovo.\n", set(), {"b"}),
    "one line of 50 MB": ("b.txt", b"word " * 10_000_000, {"text-too-long"}, set()),
    "longer than an article may be": ("b.txt", b"Serbia met Kosovo. " * 20_000, {"text-too-long"}, set()),
    "UTF-8 with broken characters": (
        "b.txt",
        "Vučić, Žižek, Đoković and Šešelj met.\n\nThey spoke.".encode() + b" \xc4",
        {"decoding-lossy"},
        {"b"},
    ),
    "a date in the year 3000": (
        "b.txt",
        b"Talks resume\n\nPublished 4 September 3000\n\n" + STORY.encode(),
        {"date-out-of-range"},
        {"b"},
    ),
    "a date before newspapers": (
        "b.txt",
        b"Talks resume\n\nPublished 4 September 1204\n\n" + STORY.encode(),
        {"date-out-of-range"},
        {"b"},
    ),
    "no date": ("b.txt", b"Talks resume\n\n" + STORY.encode(), set(), {"b"}),
    # HTML
    "a page without text": ("b.html", b"<html><body></body></html>", {"page-without-article"}, set()),
    "a page of scripts": (
        "b.html",
        b"<html><head><script>var talks = 'Serbia bombed Kosovo.'; "
        + b"f();" * 500
        + b"</script></head><body></body></html>",
        {"page-without-article"},
        set(),
    ),
    "no HTML at all in .html": ("b.html", b"\n\n   \n", {"page-without-article"}, set()),
    "tags nested 100,000 deep": (
        "b.html",
        b"<div>" * 100_000 + b"Talks" + b"</div>" * 100_000,
        {"page-without-article"},
        set(),
    ),
    "tags nested 1,500 deep": ("b.html", b"<div>" * 1_500 + b"</div>" * 1_500, {"page-without-article"}, set()),
    "a page of 9 MB": ("b.html", b"<p>word</p>" * 820_000, {"text-too-long"}, set()),
    "unclosed tags": ("b.html", PAGE.replace(b"</p>", b"").replace(b"</article>", b"<b><i><p"), set(), {"b"}),
    # JSON
    "empty JSON": ("b.json", b"", {"file-empty"}, set()),
    "blank JSON": ("b.json", b"\n  \n", {"text-empty"}, set()),
    "broken JSON": ("b.json", b'{"id": "x", "text": "Talks', {"json-broken"}, set()),
    "a list broken in the middle": (
        "b.json",
        b"[" + json.dumps(row(1)).encode() + b',\n{"id": nonsense},\n' + json.dumps(row(2)).encode() + b"]",
        {"json-broken"},
        {"good1"},
    ),
    "a list that is not closed": ("b.json", b"[" + json.dumps(row(1)).encode() + b",", {"json-broken"}, {"good1"}),
    "a list with things that are no objects": (
        "b.json",
        json.dumps([row(1), 7, None, "text", [1], row(2)]).encode(),
        {"not-an-object"},
        BOTH,
    ),
    "JSON nested 200,000 deep": ("b.json", DEEP, {"json-nested"}, set()),
    "JSON without text": ("b.json", b'{"id": "x", "content": "Talks resumed."}', {"text-missing"}, set()),
    "a whole number of 10,000 digits": ("b.json", b'{"text": ' + b"9" * 10_000 + b"}", {"json-broken"}, set()),
    # JSON Lines
    "a broken line": ("b.jsonl", lines(row(1), b'{"id": "x", "text": \n', row(2)), {"json-broken"}, BOTH),
    "a line nested too deep": ("b.jsonl", lines(row(1), DEEP, row(2)), {"json-nested"}, BOTH),
    "a line that is no object": ("b.jsonl", lines(row(1), ["text"], row(2)), {"not-an-object"}, BOTH),
    "a line without text": ("b.jsonl", lines(row(1), {"id": "x", "title": "Talks"}, row(2)), {"text-missing"}, BOTH),
    "text that is a number": ("b.jsonl", lines(row(1), {"id": "x", "text": 7}, row(2)), {"text-not-text"}, BOTH),
    "text that is an object": (
        "b.jsonl",
        lines(row(1), {"id": "x", "text": {"p": "x"}}, row(2)),
        {"text-not-text"},
        BOTH,
    ),
    "text that is null": ("b.jsonl", lines(row(1), {"id": "x", "text": None}, row(2)), {"text-empty"}, BOTH),
    "text that is blank": ("b.jsonl", lines(row(1), {"id": "x", "text": " \n "}, row(2)), {"text-empty"}, BOTH),
    "the same id twice": ("b.jsonl", lines(row(1), row(1, title="Other"), row(2)), {"id-repeated"}, BOTH),
    "a lone surrogate": (
        "b.jsonl",
        lines(b'{"id": "x", "text": "Serbia \\ud83d met Kosovo."}\n', row(1)),
        {"decoding-lossy"},
        {"x", "good1"},
    ),
    "NUL in a string": ("b.jsonl", lines(row(1), {"id": "x", "text": "Serbia\x00 met Kosovo."}), set(), {"good1", "x"}),
    "a line of 3 MB": ("b.jsonl", lines(row(1), row(3, text="word " * 600_000), row(2)), {"line-too-long"}, BOTH),
    "a text longer than an article may be": (
        "b.jsonl",
        lines(row(1), row(3, text="word " * 50_000), row(2)),
        {"text-too-long"},
        BOTH,
    ),
    "a date that is none": ("b.jsonl", lines(row(1, published="soon"), row(2)), {"date-unreadable"}, BOTH),
    "a date in a form with two meanings": (
        "b.jsonl",
        lines(row(1, published="04/09/2024")),
        {"date-unreadable"},
        {"good1"},
    ),
    "a date in the year 3000 in a field": (
        "b.jsonl",
        lines(row(1, published="3000-01-01")),
        {"date-out-of-range"},
        {"good1"},
    ),
    "a title that is an object": ("b.jsonl", lines(row(1, title={"en": "Talks"}), row(2)), {"field-not-text"}, BOTH),
    "a line that is not UTF-8": (
        "b.jsonl",
        lines(b'{"id": "x", "text": "Macron re\xe7ut Scholz in Paris on Monday."}\n', row(1)),
        set(),
        {"x", "good1"},
    ),
    "blank lines and a byte order mark": ("b.jsonl", b"\xef\xbb\xbf" + lines(row(1), b"\n  \n", row(2)), set(), BOTH),
    "a JSON list called .jsonl": ("b.jsonl", json.dumps([row(1)]).encode(), {"not-an-object"}, set()),
    # CSV
    "no header": ("b.csv", table(GOOD_ROW_2, header=GOOD_ROW), {"columns-unknown"}, set()),
    "a blank table": ("b.csv", b"\n\n\n", {"text-empty"}, set()),
    "a table without a text column": ("b.csv", table(b"1,x", header=b"id,content"), {"columns-unknown"}, set()),
    "two text columns": ("b.csv", table(b"1,x,y", header=b"id,text,Text"), {"columns-repeated"}, set()),
    "rows too short and too long": (
        "b.csv",
        table(GOOD_ROW, b"x,only two", b"x,y,z,w", GOOD_ROW_2),
        {"row-ragged"},
        BOTH,
    ),
    "a quote in the middle of a cell": (
        "b.csv",
        table(GOOD_ROW, b'x,y,"he said "no" there"', GOOD_ROW_2),
        {"row-broken"},
        BOTH,
    ),
    "a quote that is never closed": ("b.csv", table(GOOD_ROW, b'x,y,"he said'), {"row-broken"}, {"good1"}),
    "a cell longer than an article": (
        "b.csv",
        table(GOOD_ROW, b"x,y," + b"word " * 60_000, GOOD_ROW_2),
        {"text-too-long"},
        BOTH,
    ),
    "a line of the table of 3 MB": (
        "b.csv",
        table(GOOD_ROW, b"x,y," + b"word " * 600_000, GOOD_ROW_2),
        {"line-too-long"},
        BOTH,
    ),
    "NUL in a cell": ("b.csv", table(GOOD_ROW, b"x,y,Serbia\x00 met Kosovo.", GOOD_ROW_2), set(), BOTH | {"x"}),
    "an empty cell for text": ("b.csv", table(GOOD_ROW, b"x,y,", GOOD_ROW_2), {"text-empty"}, BOTH),
    "semicolons instead of commas": (
        "b.csv",
        table(b"good1;Talks;Serbia, Kosovo met.", header=b"id;title;text"),
        set(),
        {"good1"},
    ),
    "tabs in a .csv": (
        "b.csv",
        table(b"good1\tTalks\tSerbia met Kosovo.", header=b"id\ttitle\ttext"),
        set(),
        {"good1"},
    ),
    # Parquet
    "Parquet cut short": ("b.parquet", GOOD_PARQUET[: len(GOOD_PARQUET) // 2], {"parquet-broken"}, set()),
    "no Parquet at all": ("b.parquet", b"id,text\n1,Talks\n", {"parquet-broken"}, set()),
    "Parquet without a text column": ("b.parquet", parquet(id=["x"], content=["Talks"]), {"columns-unknown"}, set()),
    "Parquet with numbers for text": ("b.parquet", parquet(text=[1, 2]), {"text-not-text"}, set()),
    "Parquet with a missing text": (
        "b.parquet",
        parquet(id=["x", "good1"], text=[None, STORY]),
        {"text-empty"},
        {"good1"},
    ),
    # gzip
    "gzip cut short": ("b.jsonl.gz", gzip.compress(lines(row(1)), mtime=0)[:-12], {"gzip-broken"}, set()),
    "no gzip at all": ("b.txt.gz", STORY.encode(), {"gzip-broken"}, set()),
    "gzip with damaged data": (
        "b.txt.gz",
        gzip.compress(STORY.encode())[:20] + b"\xff\xff" + gzip.compress(STORY.encode())[22:],
        {"gzip-broken"},
        set(),
    ),
    "gzip of something binary": ("b.txt.gz", gzip.compress(b"%PDF-1.4 \x00\x01"), {"binary"}, set()),
    # what is not read
    "a web archive": ("b.warc.gz", gzip.compress(b"WARC/1.0"), {"warc"}, set()),
    "a Word document": ("b.docx", b"PK\x03\x04", {"ending-unknown"}, set()),
    "no ending": ("README", STORY.encode(), {"ending-unknown"}, set()),
    "a hidden file": (".b.txt", STORY.encode(), {"hidden"}, set()),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a good article before and one behind whatever else is put into it."""
    for name in ("a.txt", "z.txt"):
        (tmp_path / name).write_text(f"Talks resume\n\n{STORY}\n", "utf-8")
    return tmp_path


def outcome(*inputs: str | Path, stdin: bytes | None = None) -> tuple[list[Article], list[Drop]]:
    found = list(read([str(i) for i in inputs], stdin=None if stdin is None else io.BytesIO(stdin)))
    articles = [f for f in found if isinstance(f, Article)]
    drops = [f for f in found if isinstance(f, Drop)]
    assert all(d.reason in MENDS and d.mend and d.where for d in drops)
    for article in articles:
        assert article.stored_text.isprintable() or "\n" in article.stored_text
        assert not set(article.stored_text) & set(map(chr, [*range(9), *range(11, 32), 127]))
        article.stored_text.encode("utf-8")
    return articles, drops


@pytest.mark.parametrize("case", CASES)
def test_a_bad_file_is_a_counted_drop_and_the_rest_is_read(case: str, folder: Path) -> None:
    name, data, reasons, ids = CASES[case]
    (folder / name).write_bytes(data)
    articles, drops = outcome(folder)
    assert {d.reason for d in drops} == reasons
    assert {a.id for a in articles} == {"a", "z"} | ids


# --- where a path points ---


def put_fifo(path: Path) -> None:
    os.mkfifo(path)


def put_socket(path: Path) -> None:
    os.chdir(path.parent)  # a socket's path is short
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(path.name)


def put_dangling_link(path: Path) -> None:
    path.symlink_to("nowhere.txt")


def put_device_link(path: Path) -> None:
    path.symlink_to("/dev/zero")


@pytest.mark.parametrize(
    ("put", "reason"),
    [
        (put_fifo, "file-not-regular"),
        (put_socket, "file-not-regular"),
        (put_dangling_link, "file-missing"),
        (put_device_link, "file-not-regular"),
    ],
)
def test_what_is_no_regular_file_is_not_waited_for(
    put: Callable[[Path], None], reason: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    put(folder / "b.txt")
    for inputs in ([folder], [folder / "a.txt", folder / "b.txt", folder / "z.txt"]):
        articles, drops = outcome(*inputs)
        assert [a.id for a in articles] == ["a", "z"]
        assert [d.reason for d in drops] == [reason]


@pytest.mark.parametrize("name", ["nowhere.txt", "nowhere", "no/such/folder", "nul\x00.txt", "x" * 400 + ".txt"])
def test_a_path_that_leads_nowhere_is_a_drop(name: str, folder: Path) -> None:
    articles, drops = outcome(folder / "a.txt", name, folder / "z.txt")
    assert [a.id for a in articles] == ["a", "z"]
    assert [d.reason for d in drops] in (["file-missing"], ["file-unreadable"])


@pytest.mark.parametrize("url", ["https://example.org/talks", "HTTP://example.org", "ftp://example.org/x.txt"])
def test_a_web_address_is_named_as_not_read_yet(url: str, folder: Path) -> None:
    articles, drops = outcome(url, folder / "a.txt")
    assert [a.id for a in articles] == ["a"]
    assert drops[0].reason == "url"
    assert "save the page" in drops[0].mend


def test_a_file_that_may_not_be_read_is_a_drop(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bad = folder / "b.txt"
    bad.write_text(STORY)
    bad.chmod(0)
    if os.access(bad, os.R_OK):  # the superuser may read everything
        real_open = Path.open

        def refused(path: Path, *args: object, **kwargs: object) -> object:
            if path == bad:
                raise PermissionError(13, "Permission denied")
            return real_open(path, *args, **kwargs)  # type: ignore[call-overload]

        monkeypatch.setattr(Path, "open", refused)
    articles, drops = outcome(folder)
    assert [a.id for a in articles] == ["a", "z"]
    assert [(d.reason, d.where, d.detail) for d in drops] == [("file-unreadable", str(bad), "Permission denied")]


def test_a_file_that_is_too_large_is_refused_unread(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    small = settings().model_copy(update={"file_bytes_max": 5_000})
    monkeypatch.setattr("rapallo.reading.files.settings", lambda: small)
    (folder / "b.jsonl").write_bytes(lines(*(row(n) for n in range(100))))
    articles, drops = outcome(folder)
    assert [a.id for a in articles] == ["a", "z"]
    assert [d.reason for d in drops] == ["file-too-large"]


def test_a_gzip_bomb_is_stopped_and_what_stood_before_it_is_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rapallo.reading.files.GZIP_FREE_BYTES", 1_000_000)
    (folder / "b.jsonl.gz").write_bytes(gzip.compress(lines(row(1)) + b" " * 50_000_000))
    articles, drops = outcome(folder)
    assert {a.id for a in articles} == {"a", "z", "good1"}
    assert "gzip-bomb" in {d.reason for d in drops}


def test_a_gzip_stream_without_end_is_stopped(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rapallo.reading.files.GZIP_FREE_BYTES", 1_000_000)
    squeeze = zlib.compressobj(9, zlib.DEFLATED, 31)
    (folder / "b.txt.gz").write_bytes(squeeze.compress(b"a" * 30_000_000) + squeeze.flush())
    articles, drops = outcome(folder)
    assert [a.id for a in articles] == ["a", "z"]
    assert {d.reason for d in drops} <= {"text-too-long", "gzip-bomb"}


def test_a_folder_that_links_to_itself_is_read_once(folder: Path) -> None:
    (folder / "loop").symlink_to(folder, target_is_directory=True)
    below = folder / "below"
    below.mkdir()
    (below / "up").symlink_to(folder, target_is_directory=True)
    articles, drops = outcome(folder)
    assert [a.id for a in articles] == ["a", "z"]
    assert [d.reason for d in drops] == ["directory-repeated", "directory-repeated"]


def test_an_empty_folder_says_so(tmp_path: Path) -> None:
    assert [d.reason for d in outcome(tmp_path)[1]] == ["directory-empty"]


def test_a_folder_a_thousand_deep_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for _ in range(1_100):
        Path("d").mkdir()
        os.chdir("d")
    Path("deep.txt").write_text(STORY)
    os.chdir(tmp_path)
    articles, drops = outcome(tmp_path)
    assert len(articles) + len(drops) == 1  # where the system's limit on paths stops it, with a reason
    subprocess.run(["rm", "-rf", "d"], check=True)  # shutil would recurse too deep


def test_each_kind_of_skipped_file_is_one_drop(folder: Path) -> None:
    for name in ("b.docx", "c.docx", "d.PDF", "Makefile", ".hidden.txt", ".git"):
        (folder / name).write_bytes(b"x")
    drops = outcome(folder)[1]
    assert [(d.reason, d.detail) for d in drops] == [
        ("ending-unknown", "2 files: .docx"),
        ("ending-unknown", "1 file: .pdf"),
        ("hidden", "2 files: hidden"),
        ("ending-unknown", "1 file: no ending"),
    ]


def test_a_file_named_twice_is_read_once(folder: Path) -> None:
    articles, drops = outcome(folder, folder / "a.txt")
    assert [a.id for a in articles] == ["a", "z"]
    assert [d.reason for d in drops] == ["file-repeated"]


# --- standard input ---


@pytest.mark.parametrize(
    ("data", "reason"),
    [(b"", "file-empty"), (b"  \n", "text-empty"), (b"\x1f\x8b\x08\x00", "binary"), (b"[{]", "json-broken")],
)
def test_bad_standard_input_is_a_drop_and_the_next_input_is_read(data: bytes, reason: str, folder: Path) -> None:
    articles, drops = outcome("-", folder / "a.txt", stdin=data)
    assert [a.id for a in articles] == ["a"]
    assert [d.reason for d in drops] == [reason]
    assert drops[0].where.startswith("standard input")


# --- places, in file and line ---


def test_a_drop_names_file_line_and_column(folder: Path) -> None:
    (folder / "b.jsonl").write_bytes(lines(row(1), b'{"id" "x"}\n', row(2)))
    drop = outcome(folder)[1][0]
    assert drop.where == f"{folder}/b.jsonl:2"
    assert "column 7" in drop.detail


def test_a_drop_names_the_line_in_a_json_list(folder: Path) -> None:
    (folder / "b.json").write_text('[\n {"text": "Serbia met Kosovo."},\n\n {"id": "x"},\n {"text": }\n]')
    drops = outcome(folder)[1]
    assert [d.where for d in drops] == [f"{folder}/b.json:4", f"{folder}/b.json:5"]


def test_a_drop_names_the_physical_line_of_a_table(folder: Path) -> None:
    (folder / "b.csv").write_bytes(table(b'good1,x,"two\nlines"', b"x,y"))
    assert outcome(folder)[1][0].where == f"{folder}/b.csv:4"


def test_the_columns_that_were_found_are_named_harmlessly(folder: Path) -> None:
    (folder / "b.csv").write_bytes(table(b"1,x", header=b"id,con\x1b[31mtent"))
    drop = outcome(folder)[1][0]
    assert drop.detail == "columns found: id, con\ufffd[31mtent"
    assert "text" not in drop.detail.split(", ")


def test_a_file_name_that_acts_is_made_harmless(folder: Path) -> None:
    (folder / "b\x1b[2J.txt").write_bytes(b"")
    (folder / "caf\udce9.txt").write_text(f"Talks resume\n\n{STORY}")
    articles, drops = outcome(folder)
    assert "\x1b" not in drops[0].where
    assert "caf\ufffd" in {a.id for a in articles}


def test_each_of_many_bad_lines_is_told(folder: Path) -> None:
    (folder / "b.jsonl").write_bytes(b"{]\n" * 20_000)
    assert len(outcome(folder)[1]) == 20_000


ENCODINGS = {"b": "utf-16", "c": "utf-16-le", "d": "utf-16-be", "e": "utf-32", "f": "utf-8-sig"}


def test_wide_encodings_are_read_as_what_they_are(folder: Path) -> None:
    for name, encoding in ENCODINGS.items():
        (folder / f"{name}.txt").write_bytes(f"Vučić meets Merkel\n\n{STORY}".encode(encoding))
        (folder / f"{name}.jsonl").write_bytes('{"text": "Vučić met Merkel."}\n'.encode(encoding))
        (folder / f"{name}.csv").write_bytes(f"id,text\n{name},Vučić met Merkel.\n".encode(encoding))
    articles, drops = outcome(folder)
    assert not drops
    assert sum("Vučić" in a.stored_text for a in articles) == 3 * len(ENCODINGS)
