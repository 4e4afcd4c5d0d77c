"""PLOVER's record: valid against the schema that ships, and complete."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, ValidationError

from rapallo.interchange import plover_record, plover_schema
from rapallo.ontology import TYPES
from rapallo.records import Article, Entity, Event, EventDate, Versions, evidence

ARTICLE = Article(
    text="NATO said on Monday that Serbia had signed a gas deal with Russia in Niš.\n\nThey signed it.",
    title="Gas deal signed",
    id="gas-deal",
    published=date(2024, 9, 4),
    outlet="Sample Wire",
    url="https://sample.example/gas",
    byline="A. Sample",
    language="en",
    origin="A Wire",
    repost=True,
)


def words(of: Article, phrase: str) -> tuple[int, int]:
    start = of.stored_text.index(phrase)
    return start, start + len(phrase)


def event() -> Event:
    return Event(
        article=ARTICLE.id,
        type="CONSULT",
        actors=(
            Entity("SRB/GOV", "Serbia", "srb", "name", evidence(ARTICLE, *words(ARTICLE, "Serbia"))),
            Entity("RUS", "Russia", "rus", "name", evidence(ARTICLE, *words(ARTICLE, "Russia"))),
        ),
        recipients=(),
        sentence=evidence(ARTICLE, 17, 90),
        trigger=evidence(ARTICLE, *words(ARTICLE, "had signed")),
        versions=Versions("1", "model-1", "2026.11-abc"),
        mode="visit",
        marks=("future",),
        says=Entity("IGO/NATO", "NATO", "nato", "name", evidence(ARTICLE, *words(ARTICLE, "NATO"))),
        date=EventDate("2024-09-02", "weekday", evidence(ARTICLE, *words(ARTICLE, "Monday"))),
        place=evidence(ARTICLE, *words(ARTICLE, "Niš")),
        confidence=0.87654321,
        again=(evidence(ARTICLE, *words(ARTICLE, "They signed it.")),),
        sequence=1,
    )


def valid(record: dict[str, object]) -> dict[str, Any]:
    """The record as a reader of the file finds it, checked against the schema."""
    found: dict[str, Any] = json.loads(json.dumps(record))
    Draft202012Validator(plover_schema(), format_checker=Draft202012Validator.FORMAT_CHECKER).validate(found)
    return found


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(plover_schema())
    assert plover_schema()["$id"] == "urn:rapallo:plover-record:1"


def test_a_full_event_gives_a_full_record() -> None:
    record = valid(plover_record(event(), ARTICLE))
    start, end = words(ARTICLE, "Serbia")
    assert record == {
        "id": event().id,
        "article": "gas-deal",
        "date": "2024-09-02",
        "date_rule": "weekday",
        "date_words": {"start": 30, "end": 36, "text": "Monday"},
        "actor": [
            {
                "key": "SRB/GOV",
                "code": "SRB",
                "sector": "GOV",
                "entity_text": "Serbia",
                "start": start,
                "end": end,
                "identifier_id": "srb",
                "identifier_text": "Serbia",
            },
            {
                "key": "RUS",
                "code": "RUS",
                "sector": None,
                "entity_text": "Russia",
                "start": 76,
                "end": 82,
                "identifier_id": "rus",
                "identifier_text": "Russia",
            },
        ],
        "recipient": [],
        "event": ["CONSULT"],
        "mode": "visit",
        "aux_mode": ["future"],
        "says": {
            "key": "IGO/NATO",
            "code": "IGO/NATO",
            "sector": None,
            "entity_text": "NATO",
            "start": 17,
            "end": 21,
            "identifier_id": "nato",
            "identifier_text": "NATO",
        },
        "quad_code": 1,
        "event_scale": 4.0,
        "confidence": 0.8765,
        "event_text": "had signed",
        "trigger": {"start": 49, "end": 59, "text": "had signed"},
        "text": "NATO said on Monday that Serbia had signed a gas deal with Russia in Niš.",
        "text_info": {"sequence": 1, "start": 17, "end": 90},
        "again": [{"start": 92, "end": 107, "text": "They signed it."}],
        "event_loc": {"extracted_place": "Niš", "start": 86, "end": 89},
        "cite_info": {
            "title": "Gas deal signed",
            "publication": "Sample Wire",
            "published": "2024-09-04",
            "url": "https://sample.example/gas",
            "byline": "A. Sample",
            "language": "en",
            "origin": "A Wire",
            "repost": True,
        },
        "coder": "1",
        "model": "model-1",
        "knowledge": "2026.11-abc",
    }


@pytest.mark.parametrize("type_", TYPES)
def test_every_type_and_mode_is_valid(type_: str) -> None:
    for mode in (None, *TYPES[type_].modes):
        valid(plover_record(replace(event(), type=type_, mode=mode), ARTICLE))


@pytest.mark.parametrize(
    ("key", "code", "sector"),
    [
        ("RUS", "RUS", None),
        ("RUS/MIL", "RUS", "MIL"),
        ("IMG/REB", "IMG", "REB"),
        ("IGO/UN", "IGO/UN", None),
        ("MULTI/WEST", "MULTI/WEST", None),
    ],
)
def test_code_and_sector_joined_are_the_key(key: str, code: str, sector: str | None) -> None:
    [actor] = valid(plover_record(replace(event(), actors=(Entity(key),)), ARTICLE))["actor"]
    assert (actor["code"], actor["sector"]) == (code, sector)
    assert "/".join(part for part in (actor["code"], actor["sector"]) if part) == key


@pytest.mark.parametrize(
    ("published", "marks", "expected"),
    [
        (date(2024, 9, 4), (), ("2024-09-04", "day of publication")),
        (date(2024, 9, 4), ("historical",), (None, None)),
        (None, (), (None, None)),
    ],
)
def test_an_event_without_a_date_has_that_of_publication(
    published: date | None, marks: tuple[str, ...], expected: tuple[str | None, str | None]
) -> None:
    record = valid(
        plover_record(replace(event(), date=None, marks=marks), replace(ARTICLE, published=published, id="gas-deal"))
    )
    assert (record["date"], record["date_rule"], record["date_words"]) == (*expected, None)


def test_a_bare_event_is_valid() -> None:
    of = Article(text="Protesters marched.")
    bare = Event(of.id, "PROTEST", (), (), evidence(of, 0, 19), evidence(of, 11, 18), Versions("1", "m", "k"))
    record = valid(plover_record(bare, of))
    assert (record["article"], record["says"], record["event_loc"]) == (of.key, None, None)


@pytest.mark.parametrize(
    "fault",
    [{"event": "CONSULT"}, {"surprise": 1}, {"date": "04.09.2024"}, {"aux_mode": ["maybe"]}, {"confidence": 2}],
    ids=str,
)
def test_what_is_no_record_is_invalid(fault: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        valid(plover_record(event(), ARTICLE) | fault)


def test_the_field_names_are_plovers() -> None:
    facts = Path(__file__).parents[2].parent / "shared" / "coding" / "plover.yaml"
    if not facts.exists():
        pytest.skip("the ontology's facts are not here")
    [plovers] = re.findall(r"^record: \[(.*)\]$", facts.read_text("utf-8"), re.M)
    ours = {"article", "aux_mode", "says", "confidence", "model", "knowledge"}  # as the product names them
    ours |= {"date_rule", "date_words", "trigger", "again"}
    assert set(plover_schema()["properties"]) - ours <= set(plovers.split(", "))


def test_the_scoring_tool_reads_the_records(tmp_path: Path) -> None:
    tool = Path(__file__).parents[2].parent / "shared" / "tools" / "score_events.py"
    if not tool.exists():
        pytest.skip("the scoring tool is not here")
    row = {"type": "CONSULT", "actor": ["SRB/GOV", "RUS"], "recipient": [], "aux": ["future"], "date": "2024-09"}
    for name, line in {
        "gold": {"id": ARTICLE.id, "core": True, **row},
        "coded": plover_record(event(), ARTICLE),
        "texts": {"id": ARTICLE.id},
    }.items():
        (tmp_path / name).write_text(json.dumps(line) + "\n")
    command = [sys.executable, str(tool), "gold", "coded", "--texts", "texts"]
    shown = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True).stdout
    assert "F1 type 1.000" in shown
    assert "dates  right 1 of 1" in shown
