"""Names of other projects' tables, without a text around them."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from rapallo.entities import Knowledge
from rapallo.entities.naming import resolve_name

ICEWS18 = Path(__file__).parents[2].parent / "shared" / "dyads" / "ICEWS18.zip"
ROWS_SAMPLED = 600
DAY = date(2018, 6, 1)


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return Knowledge.load()


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Citizen (India)", "IND/CVL"),
        ("Military (Thailand)", "THA/MIL"),
        ("Police (Kenya)", "KEN/COP"),
        ("Sergey Viktorovich Lavrov", "RUS/GOV"),
        ("Serbia", "SRB/GOV"),
        ("Lawmaker (China)", "CHN/LEG"),
    ],
)
def test_brackets_and_middle_names(knowledge: Knowledge, name: str, key: str) -> None:
    assert [entity.key for entity in resolve_name(name, knowledge, on=DAY)] == [key]


def test_what_nothing_tells_is_not_guessed(knowledge: Knowledge) -> None:
    assert resolve_name("Unspecified Actor", knowledge, on=DAY) == []


def lines_of(archive: zipfile.ZipFile, name: str) -> Iterator[list[str]]:
    inside = next(entry for entry in archive.namelist() if entry.endswith(name))
    with archive.open(inside) as file:
        for line in io.TextIOWrapper(file, "utf-8", errors="replace"):
            yield line.rstrip("\n").split("\t")


@pytest.mark.skipif(not ICEWS18.exists(), reason="needs the shared event table")
def test_actors_of_icews_rows_resolve(knowledge: Knowledge) -> None:
    with zipfile.ZipFile(ICEWS18) as archive:
        names = {cells[1]: cells[0] for cells in lines_of(archive, "entity2id.txt") if len(cells) > 1}
        rows = [cells for cells in lines_of(archive, "test.txt") if len(cells) > 3]
    actors = [names[row[place]] for row in random.Random(18).sample(rows, ROWS_SAMPLED) for place in (0, 2)]
    known = {name: bool(resolve_name(name, knowledge, on=DAY)) for name in set(actors)}
    assert sum(known[name] for name in actors) / len(actors) >= 0.94
