"""What the knowledge files promise: every head by name and by office, no holes, enough of everything."""

from __future__ import annotations

import gzip
import random
import sys
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from rapallo.entities import Knowledge
from rapallo.entities.knowledge import likeliest
from rapallo.entities.knowledge_file import Form, Record
from rapallo.entities.lookup import look_up

KNOWLEDGE = Path(__file__).parents[2] / "knowledge"
SHARED = Path(__file__).parents[2].parent / "shared"
HEADS = frozenset({"head of state", "head of government"})
# The wheel stays small.
WHEEL_SHARE_BYTES_MAX = 4_000_000
LAST_DAY = date(2026, 5, 1)
sys.path.insert(0, str(KNOWLEDGE))


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return Knowledge.load()


def ending(record: Record) -> date:
    """The last day of an office, as far as it is known."""
    text = record.valid_to or LAST_DAY.isoformat()
    return date.fromisoformat((text + "-01-01")[:10] if len(text) == 4 else (text + "-01")[:10])


def beginning(record: Record) -> date:
    """The first day on which an office surely is held."""
    text = record.valid_from or "1990"
    return date.fromisoformat({4: f"{text}-12-31", 7: f"{text}-28"}.get(len(text), text))


def sampled_heads(knowledge: Knowledge, count: int) -> list[tuple[Record, date]]:
    """(office, day in it) pairs from 2010 on, the same in every run."""
    chance = random.Random(2010)
    heads = [r for r in knowledge.records if r.office in HEADS and ending(r) > date(2010, 1, 1)]
    pairs: list[tuple[Record, date]] = []
    while len(pairs) < count:
        record = chance.choice(heads)
        first, last = max(beginning(record), date(2010, 1, 1)), min(ending(record), LAST_DAY)
        if (last - first).days > 2:
            pairs.append((record, first + timedelta(days=chance.randrange(1, (last - first).days))))
    return pairs


def test_shipped_file_is_what_the_sources_give() -> None:
    from build import SHIPPED, compiled

    assert gzip.decompress(SHIPPED.read_bytes()) == compiled(), "run knowledge/build.py"
    assert SHIPPED.stat().st_size < WHEEL_SHARE_BYTES_MAX


def test_500_heads_are_found_by_name_on_a_day_in_office(knowledge: Knowledge) -> None:
    wrong = [
        (record.id, day.isoformat(), found.id)
        for record, day in sampled_heads(knowledge, 500)
        if (found := likeliest(knowledge.named(record.name), day.isoformat()).record).key != record.key
        or not found.valid(day.isoformat())
    ]
    assert wrong == []


def test_500_heads_are_found_by_office_on_a_day_in_office(knowledge: Knowledge) -> None:
    labels = {record.key: record.name for record in knowledge.records if record.kind == "state"}
    wrong = [
        (record.id, day.isoformat())
        for record, day in sampled_heads(knowledge, 500)
        if not answers_office(knowledge, labels[record.code], record, day)
    ]
    assert wrong == []


def answers_office(knowledge: Knowledge, state: str, record: Record, day: date) -> bool:
    found = look_up(knowledge, f"{record.title} of {state}", on=day)
    return any(answer.record.name == record.name for answer in found.answers)


@pytest.mark.skipif(not (SHARED / "actors").exists(), reason="needs the shared sources")
def test_200_heads_of_the_sources_are_in_the_files(knowledge: Knowledge) -> None:
    from compare_sources import agrees, spells

    compared = random.Random(200).sample(list(spells(SHARED, year=2010)), 200)
    assert sum(agrees(spell, knowledge) for spell in compared) >= 196


def test_no_state_is_without_a_head_for_long(knowledge: Knowledge) -> None:
    status = {r.key: knowledge.facts(r.id).get("status", "state") for r in knowledge.records if r.kind == "state"}
    heads: dict[str, list[Record]] = {}
    for record in knowledge.records:
        if record.office in HEADS:
            heads.setdefault(record.code, []).append(record)
    missing: dict[str, int] = {}
    for state in (r for r in knowledge.records if r.kind == "state" and status[r.key] == "state"):
        for year in range(1990, 2026):
            day = f"{year}-07-01"
            if state.valid(day) and not any(r.valid(day) for r in heads.get(state.key, ())):
                missing[state.key] = missing.get(state.key, 0) + 1
    # Somalia had no recognised head from 1991 to 2004; elsewhere a council or an occupier ruled for some months.
    assert {key: years for key, years in missing.items() if years > MONTHS_WITHOUT_A_HEAD and key != "SOM"} == {}


# Days in July on which a state may have had none.
MONTHS_WITHOUT_A_HEAD = 2


@pytest.mark.parametrize(
    ("what", "least", "counts"),
    [
        ("organisations", 250, lambda r: r.kind == "organisation"),
        ("armed groups", 300, lambda r: r.kind == "group"),
        ("states and territories", 240, lambda r: r.kind == "state"),
        ("political parties", 500, lambda r: r.kind == "political party"),
    ],
)
def test_enough_of_everything(knowledge: Knowledge, what: str, least: int, counts: Callable[[Record], bool]) -> None:
    assert len({r.name for r in knowledge.records if counts(r)}) >= least, what


@pytest.mark.parametrize("office", ["foreign minister", "defence minister"])
def test_ministers_of_sixty_states_from_2010(knowledge: Knowledge, office: str) -> None:
    held: dict[str, list[Record]] = {}
    for record in knowledge.records:
        if record.office == office and ending(record) > date(2010, 1, 1):
            held.setdefault(record.code, []).append(record)
    months = [f"{year}-{month:02}-15" for year in range(2010, 2026) for month in range(1, 13)]
    covered = [
        code
        for code, records in held.items()
        if sum(any(r.valid(m) for r in records) for m in months) >= 0.9 * len(months)
    ]
    assert len(covered) >= 60


@pytest.mark.parametrize(
    ("name", "day", "key"),
    [
        ("Aleksandar Vulin", "2018-05-01", "SRB/GOV"),
        ("Aleksandar Vulin", "2022-12-20", "SRB/SPY"),
        ("Vladimir Putin", "2010-05-01", "RUS/GOV"),
        ("Boris Johnson", "2020-05-01", "GBR/GOV"),
    ],
)
def test_one_name_means_different_offices_on_different_days(
    knowledge: Knowledge, name: str, day: str, key: str
) -> None:
    assert likeliest(knowledge.named(name), day).record.key == key


@pytest.mark.parametrize("spelling", ["Vučić", "Vucic", "Aleksandar Vucic"])
def test_diacritics_may_be_missing(knowledge: Knowledge, spelling: str) -> None:
    assert {named.record.key for named in knowledge.named(spelling)} >= {"SRB/GOV"}


def test_states_carry_the_codes_of_the_field(knowledge: Knowledge) -> None:
    codes = {name: knowledge.facts(f"state-{name}") for name in ("srb", "deu", "mkd")}
    assert (codes["srb"]["cow"], codes["deu"]["gw"], codes["mkd"]["iso2"]) == (345, 260, "MK")


def test_a_place_never_takes_the_name_of_anything_else(knowledge: Knowledge) -> None:
    for name, named in knowledge.names.items():
        if any(one.form is Form.PLACE for one in named):
            assert all(one.form is Form.PLACE for one in named), name
