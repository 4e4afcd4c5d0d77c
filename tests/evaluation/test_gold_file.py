"""A gold file is read or refused with line, field and mend."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from rapallo.errors import InputError
from rapallo.evaluation import from_records, read_gold

ROW: dict[str, Any] = {"id": "a1", "type": "ACCUSE", "actor": ["SRB/GOV"], "recipient": ["RUS"], "aux": ["future"]}


def written(path: Path, *rows: object) -> Path:
    path.write_text("".join(row if isinstance(row, str) else json.dumps(row) + "\n" for row in rows), "utf-8")
    return path


def test_rows_become_events_by_article(tmp_path: Path) -> None:
    rows = [ROW, ROW | {"id": "a2", "core": False}, {"id": "a3", "type": None}]
    gold = read_gold(written(tmp_path / "gold.jsonl", *rows))
    assert list(gold.events) == ["a1", "a2", "a3"]
    [one], [other], none = gold.events.values()
    assert (one.actors, one.recipients) == (("SRB/GOV",), ("RUS",))
    assert (one.marks, one.core) == (frozenset({"future"}), True)
    assert (other.core, none) == (False, [])


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"type": "ACUSE"}, "field 'type': 'ACUSE' is no event type, did you mean ACCUSE? The types are AGREE"),
        ({"type": ["ACCUSE", 3]}, "field 'type': 3 is no text"),
        ({"actor": ["Serbia"]}, "field 'actor': 'Serbia' is no key. Write RUS, RUS/GOV, IGO/NATO"),
        ({"recipient": "SRB/XYZ"}, "field 'recipient': 'XYZ' in 'SRB/XYZ' is no sector"),
        ({"aux": ["negated"]}, "field 'aux': 'negated' is no mark, did you mean negation?"),
        ({"date": "20 May 2024"}, "field 'date': '20 May 2024' is no date. Write 2024, 2024-07 or 2024-07-31"),
        ({"core": "yes"}, "field 'core': 'yes' is neither true nor false"),
        ({"actor": [], "recipient": []}, "fields 'actor' and 'recipient' are both empty"),
        ({"id": ""}, "field 'id' is missing"),
        ({"recipients": ["RUS"], "recipient": None}, ""),
    ],
)
def test_a_wrong_field_is_told_with_its_line_and_what_may_stand_there(
    tmp_path: Path, row: dict[str, Any], words: str
) -> None:
    path = written(tmp_path / "gold.jsonl", ROW, ROW | row)
    if not words:
        assert read_gold(path).events
        return
    with pytest.raises(InputError) as raised:
        read_gold(path)
    assert str(raised.value).startswith(f"{path}:2: {words}")


def test_a_misspelt_field_is_told(tmp_path: Path) -> None:
    row = {key: value for key, value in ROW.items() if key != "recipient"} | {"recipients": ["RUS"]}
    with pytest.raises(InputError, match="field 'recipients': did you mean 'recipient'"):
        read_gold(written(tmp_path / "gold.jsonl", row))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "holds no row"),
        ("[1]\n", "gold.jsonl:1: it is no JSON object"),
        ('{"id": "a1"\n', "gold.jsonl:1: no JSON"),
        ('{"id": "a1"}\n', "field 'type' is missing"),
    ],
)
def test_what_is_no_gold_is_refused(tmp_path: Path, content: str, words: str) -> None:
    with pytest.raises(InputError, match=words):
        read_gold(written(tmp_path / "gold.jsonl", content))


def test_all_wrong_lines_are_counted(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="2 more lines are wrong"):
        read_gold(written(tmp_path / "gold.jsonl", *[ROW | {"type": name} for name in "ABC"]))


def test_a_missing_file_is_told() -> None:
    with pytest.raises(InputError, match=r"missing\.jsonl cannot be read"):
        read_gold(Path("missing.jsonl"))


def test_a_repeated_row_counts_once_and_is_told(tmp_path: Path) -> None:
    gold = read_gold(written(tmp_path / "gold.jsonl", ROW, ROW, ROW | {"type": "REJECT"}, ROW | {"again": True}))
    assert [one.type for one in gold.events["a1"]] == ["ACCUSE", "REJECT"]
    assert gold.notes == ["1 of the gold events stand twice and count once: line 2 repeats line 1."]


RECORD: dict[str, Any] = {"article": "a1", "event": ["ACCUSE"], "actor": [{"key": "SRB/GOV"}], "recipient": []}


def test_records_of_other_programs_are_read_by_code_and_sector(tmp_path: Path) -> None:
    actor = [{"code": "SRB", "sector": ["GOV"]}]
    coded = from_records(written(tmp_path / "c.jsonl", RECORD | {"event": "ACCUSE", "actor": actor, "aux_mode": None}))
    assert coded.events["a1"][0].actors == ("SRB/GOV",)


def test_a_record_that_stands_twice_counts_once(tmp_path: Path) -> None:
    coded = from_records(written(tmp_path / "c.jsonl", RECORD | {"id": "e1"}, RECORD | {"id": "e1"}, RECORD, RECORD))
    assert len(coded.events["a1"]) == 3
    assert "1 records" in coded.notes[0]


@pytest.mark.parametrize(
    ("field", "value"), [("article", None), ("event", ["ACUSE"]), ("date", 2024), ("actor", 7), ("event", None)]
)
def test_a_wrong_record_is_told(tmp_path: Path, field: str, value: object) -> None:
    with pytest.raises(InputError, match=f"c.jsonl:1: field '{field}'"):
        from_records(written(tmp_path / "c.jsonl", RECORD | {field: value}))
