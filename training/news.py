"""Our labels on news of ../shared: the texts stay there, training/labels/ refers to them by id and offsets.

A line of a label file is one text: `id`, `outlet`, `published`, `title` (where its headline stands: null where it is
a field of its own), `sentences` ([start, end] in the source text), `check` (a digest of the sentences) and `rows`,
each as in the coding guidelines but with [start, end] in its sentence in place of every verbatim text.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import zipfile
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

WORDS = ("trigger", "says_text", "date_text")
WORD_LISTS = ("actor_text", "recipient_text")


class News:
    """The news of ../shared/news by the ids that the label files use."""

    def __init__(self, shared: Path) -> None:
        self.folder = shared / "news"
        self._headlines: dict[str, list[str]] = {}

    def sentences(self, label: dict[str, Any]) -> list[str]:
        """Headline and sentences of a labelled text. Raises ValueError where the source has changed."""
        source, _, name = label["id"].partition(":")
        if source == "press":
            row = self._press[name]
            found = [row["title"], *_slices(row["text"], label["sentences"])]
        elif source == "whb":
            raw = self._white_house.read(name).decode("utf-8")
            found = [plain_title(raw[slice(*label["title"])]), *_slices(raw.replace("\n", " "), label["sentences"])]
        else:
            found = [self._headline(source, int(name.removeprefix("line-")))]
        if digest(found) != label["check"]:
            raise ValueError(f"{label['id']}: the text in {self.folder} is not the one that was coded")
        return found

    @cached_property
    def _press(self) -> dict[str, dict[str, str]]:
        with gzip.open(self.folder / "us_press_2012_2020.jsonl.gz", "rt", encoding="utf-8") as lines:
            return {row["id"]: row for row in map(json.loads, lines)}

    @cached_property
    def _white_house(self) -> zipfile.ZipFile:
        return zipfile.ZipFile(self.folder / "white_house_2021_2026.zip")

    def _headline(self, source: str, line: int) -> str:
        if source not in self._headlines:
            with gzip.open(self.folder / f"{source}_headlines.jsonl.gz", "rt", encoding="utf-8") as lines:
                self._headlines[source] = [json.loads(text)["title"] for text in lines]
        return self._headlines[source][line - 1]


def read_labels(path: Path, news: News) -> Iterator[tuple[dict[str, Any], list[dict[str, Any]]]]:
    """Texts with their rows, in the form of the training files of ../shared."""
    with path.open(encoding="utf-8") as lines:
        for label in map(json.loads, lines):
            sentences = news.sentences(label)
            text = {name: label[name] for name in ("id", "outlet", "published")}
            rows = [_in_words(row, label["id"], sentences) for row in label["rows"]]
            yield {**text, "sentences": sentences}, rows


def write_label(text: dict[str, Any], rows: list[dict[str, Any]]) -> dict[str, Any]:
    """The line of a coded text, given its offsets in the source beside its sentences."""
    return {
        "id": text["id"],
        "outlet": text["outlet"],
        "published": text["published"],
        "title": text.get("title_at"),
        "sentences": text.get("offsets", []),
        "check": digest(text["sentences"]),
        "rows": [_in_offsets(row, text["sentences"][row["s"]]) for row in rows],
    }


def digest(sentences: list[str]) -> str:
    return hashlib.sha256("\n".join(sentences).encode()).hexdigest()[:12]


def plain_title(raw: str) -> str:
    """A headline without the escapes of the YAML that it stands in."""
    joined = re.sub(r"\\_", " ", re.sub(r"\\\n\s*", "", raw))
    joined = re.sub(r"\\u([0-9A-Fa-f]{4})|\\x([0-9A-Fa-f]{2})", lambda m: chr(int(m[1] or m[2], 16)), joined)
    return " ".join(joined.replace("\\ ", " ").split())


def _slices(text: str, spans: list[list[int]]) -> list[str]:
    return [text[start:end] for start, end in spans]


def _in_words(row: dict[str, Any], text_id: str, sentences: list[str]) -> dict[str, Any]:
    sentence = sentences[row["s"]]

    def words(span: list[int] | None) -> str | None:
        return None if span is None else sentence[span[0] : span[1]]

    told: dict[str, Any] = {name: words(row[name]) for name in WORDS}
    told |= {name: [words(span) for span in row[name]] for name in WORD_LISTS}
    return {**row, **told, "id": text_id}


def _in_offsets(row: dict[str, Any], sentence: str) -> dict[str, Any]:
    near = sentence.find(row["trigger"])

    def span(words: str | None) -> list[int] | None:
        if words is None:
            return None
        starts = [m.start() for m in re.finditer(re.escape(words), sentence)]
        start = min(starts, key=lambda at: abs(at - near))
        return [start, start + len(words)]

    told: dict[str, Any] = {name: span(row[name]) for name in WORDS}
    told |= {name: [span(words) for words in row[name]] for name in WORD_LISTS}
    return {**{k: v for k, v in row.items() if k != "id"}, **told}
