"""What people.csv promises: dates that read, one holder of an office at a time, and the cases that readers know."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from datetime import date
from itertools import combinations
from pathlib import Path

import pytest

PEOPLE = Path(__file__).parents[2] / "knowledge" / "people.csv"
OFFICES = {"head of state", "head of government", "foreign minister", "defence minister", "other"}
# Handing over takes days; sources that know a month only blur up to one.
OVERLAP_DAYS_MAX = 31
# Two at a time: presidencies of several, rival governments, two prime ministers, acting heads beside suspended ones.
SHARED_OFFICES = {
    "AND/GOV", "BIH/GOV", "CHE/GOV", "SMR/GOV", "KHM/GOV", "LBY/GOV", "YEM/GOV", "AFG/GOV", "BTN/GOV", "MMR/GOV",
}  # fmt: skip
SHARED_TITLES = re.compile("Acting|Interim|Caretaker|Serbia and Montenegro")


@pytest.fixture(scope="module")
def people() -> list[dict[str, str]]:
    with PEOPLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def day(text: str, *, last: bool) -> date:
    """The first or last day that a date known to the year, month or day can mean; open is the end of time."""
    if not text:
        return date.max if last else date.min
    whole = {4: "-12-28" if last else "-01-01", 7: "-28" if last else "-01", 10: ""}[len(text)]
    return date.fromisoformat(text + whole)


def holders(people: list[dict[str, str]], key: str, office: str, on: str) -> set[str]:
    return {
        row["name"]
        for row in people
        if row["key"] == key
        and row["office"] == office
        and day(row["from"], last=False) <= date.fromisoformat(on) <= day(row["to"], last=True)
    }


def test_ids_are_unique_and_rows_are_whole(people: list[dict[str, str]]) -> None:
    assert len({row["id"] for row in people}) == len(people)
    for row in people:
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", row["id"]), row
        assert re.fullmatch(r"[A-Z]{3}/[A-Z]{3}|(IGO|IMG|MULTI)/[A-Z0-9]+", row["key"]), row
        assert row["name"] and row["source"] and row["office"] in OFFICES, row
        assert re.fullmatch(r"(Q\d+)?", row["wikidata"]), row


def test_dates_are_iso_and_in_order(people: list[dict[str, str]]) -> None:
    for row in people:
        for column in ("from", "to"):
            assert re.fullmatch(r"(\d{4}(-\d{2}(-\d{2})?)?)?", row[column]), row
        assert day(row["from"], last=False) <= day(row["to"], last=True), row


def test_one_head_at_a_time(people: list[dict[str, str]]) -> None:
    terms: defaultdict[tuple[str, str], list[dict[str, str]]] = defaultdict(list)
    for row in people:
        if row["office"].startswith("head of") and row["key"] not in SHARED_OFFICES:
            terms[row["key"], row["office"]].append(row)
    for rows in terms.values():
        for one, other in combinations(rows, 2):
            if SHARED_TITLES.search(one["title"] + other["title"]):
                continue
            begin = max(day(row["from"], last=True) if row["from"] else date.min for row in (one, other))
            end = min(day(row["to"], last=False) if row["to"] else date.max for row in (one, other))
            assert (end - begin).days <= OVERLAP_DAYS_MAX, (one, other)


@pytest.mark.parametrize(
    ("key", "office", "on", "name"),
    [
        ("SRB/GOV", "head of state", "2023-05-27", "Aleksandar Vučić"),
        ("SRB/GOV", "head of government", "2015-06-01", "Aleksandar Vučić"),
        ("RUS/GOV", "head of state", "2005-01-01", "Vladimir Putin"),
        ("RUS/GOV", "head of government", "2010-01-01", "Vladimir Putin"),
        ("RUS/GOV", "head of state", "2010-01-01", "Dmitry Medvedev"),
        ("TUR/GOV", "head of state", "2020-01-01", "Recep Tayyip Erdoğan"),
        ("CHN/GOV", "head of state", "2008-08-08", "Hu Jintao"),
        ("CHN/GOV", "head of state", "2026-05-01", "Xi Jinping"),
        ("PRK/GOV", "head of state", "2018-06-12", "Kim Jong Un"),
        ("GBR/GOV", "head of government", "1991-02-01", "John Major"),
        ("GBR/GOV", "head of government", "2022-10-01", "Liz Truss"),
        ("JPN/GOV", "head of government", "2007-03-01", "Shinzo Abe"),
        ("UKR/GOV", "head of state", "2013-11-30", "Viktor Yanukovych"),
        ("IRQ/GOV", "head of state", "1990-08-02", "Saddam Hussein"),
        ("ISR/GOV", "head of government", "1998-01-01", "Benjamin Netanyahu"),
        ("BRA/GOV", "head of state", "2004-01-01", "Luiz Inácio Lula da Silva"),
        ("PER/GOV", "head of state", "2023-06-01", "Dina Boluarte"),
        ("SUN/GOV", "head of state", "1990-06-01", "Mikhail Gorbachev"),
    ],
)
def test_known_heads(people: list[dict[str, str]], key: str, office: str, on: str, name: str) -> None:
    assert name in holders(people, key, office, on)


@pytest.mark.parametrize(
    ("name", "variants"),
    [
        ("Aleksandar Vučić", {"Aleksandar Vucic", "Vučić", "Vucic"}),
        ("Vladimir Putin", {"Putin", "Vladimir V. Putin"}),
        ("Recep Tayyip Erdoğan", {"Recep Tayyip Erdogan", "Erdoğan", "Erdogan"}),
        ("Xi Jinping", {"Xi"}),
        ("Kim Jong Un", {"Kim Jong-un", "Kim"}),
        ("Viktor Orbán", {"Viktor Orban", "Orban"}),
        ("Nguyen Tan Dung", {"Dung"}),
    ],
)
def test_names_as_newspapers_write_them(people: list[dict[str, str]], name: str, variants: set[str]) -> None:
    rows = [row for row in people if row["name"] == name]
    assert rows
    for row in rows:
        assert variants <= {row["name"], *row["variants"].split("|")}, row


def test_no_short_or_common_word_stands_for_a_person(people: list[dict[str, str]]) -> None:
    short = {name for row in people for name in row["variants"].split("|") if 0 < len(name) < 3}
    assert short <= {"Xi", "Hu"}
    assert not {"Li", "An", "Will", "Long", "Price", "Mohammed"} & {
        name for row in people for name in row["variants"].split("|")
    }


@pytest.mark.parametrize("state", "USA RUS CHN GBR FRA DEU IND JPN BRA TUR EGY NGA IDN MEX IRN".split())
def test_large_states_have_a_head_in_each_year(people: list[dict[str, str]], state: str) -> None:
    for year in range(1992, 2027):
        offices = ("head of state", "head of government")
        assert any(holders(people, f"{state}/GOV", office, f"{year}-04-15") for office in offices), year
