"""`rapallo evaluate`: the figures, where the coded events come from, and what is told of articles that do not fit."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from command_line import CommandLine, Ran
from stand_in import StandInCoder

# What the stand-in coder finds in the three articles: two events in n1, two in n2, one in n3. One of these rows has
# another type, one another recipient, and one event of n2 is not in gold.
GOLD: list[dict[str, Any]] = [
    {
        "id": "n1",
        "sent": "BELGRADE - Serbia praises Russia",
        "type": "SUPPORT",
        "actor": ["SRB/GOV"],
        "recipient": ["RUS"],
    },
    {"id": "n1", "type": "SANCTION", "actor": ["SRB"], "recipient": ["RUS"], "aux": ["negation"], "date": "2014-05"},
    {"id": "n2", "type": "CONSULT", "actor": ["SRB", "RUS"], "recipient": []},
    {"id": "n3", "type": "REJECT", "actor": ["RUS"], "recipient": ["SRB"]},
    {"id": "n3", "type": "ACCUSE", "actor": ["HUN"], "recipient": ["SRB"], "core": False},
]


def gold_file(*rows: dict[str, Any]) -> str:
    Path("gold.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows or GOLD), "utf-8")
    return "gold.jsonl"


def evaluated(ran: Ran) -> dict[str, Any]:
    assert ran.code == 0, ran.err
    found: dict[str, Any] = json.loads(ran.out)
    return found


def test_the_database_is_scored_on_the_articles_of_gold(coded: CommandLine) -> None:
    found = evaluated(coded("evaluate", gold_file(), "--format", "json"))
    score = found["levels"]["type"]
    assert (score["gold"], score["found"], score["coded"], score["right"]) == (4, 3, 5, 3)
    assert (score["precision"], score["recall"]) == (0.6, 0.75)
    assert found["levels"]["dyad"]["found"] == 4
    assert found["missed_because"]["type"] == 1
    assert found["confusion"] == [
        *({"gold": name, "coded": name, "events": 1} for name in ("CONSULT",)),
        {"gold": "REJECT", "coded": "ACCUSE", "events": 1},
        *({"gold": name, "coded": name, "events": 1} for name in ("SANCTION", "SUPPORT")),
    ]
    [made_up] = found["made_up"]
    assert made_up["coded"]["sentence"] == "Hungary visits Serbia."
    assert found["made_by"] == ["coder 0.1.0, model stand-in, knowledge stand-in"]


def test_records_and_texts_give_the_same_figures_as_the_database(
    coded: CommandLine, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rapallo.pipeline.Coder", StandInCoder)
    assert coded("code", str(news), "--jsonl", "events.jsonl").code == 0
    sources: list[list[str]] = [[], ["--coded", "events.jsonl"], ["--texts", str(news)]]
    found = [evaluated(coded("evaluate", gold_file(), *source, "--format", "json")) for source in sources]
    figures = [{key: one[key] for key in ("levels", "types", "dates", "missed_because")} for one in found]
    assert figures[0] == figures[1] == figures[2]


def test_texts_name_the_articles_that_were_hand_coded_and_have_no_event(coded: CommandLine, news: Path) -> None:
    gold = gold_file(*GOLD[:2])
    without = evaluated(coded("evaluate", gold, "--format", "json"))
    beside = evaluated(coded("evaluate", gold, "--texts", str(news), "--db", "rapallo.duckdb", "--format", "json"))
    assert (without["articles"], without["levels"]["type"]["coded"]) == (1, 2)
    assert (beside["articles"], beside["levels"]["type"]["coded"]) == (3, 5)
    assert any("precision comes out too high" in note for note in without["notes"])
    assert not any("precision comes out too high" in note for note in beside["notes"])


def test_a_row_without_a_type_says_that_an_article_has_no_event(coded: CommandLine) -> None:
    found = evaluated(coded("evaluate", gold_file(*GOLD[:2], {"id": "n3", "type": None}), "--format", "json"))
    assert (found["articles"], found["articles_without_gold"], found["levels"]["type"]["coded"]) == (2, 1, 3)


def test_an_article_that_was_never_coded_is_left_out_and_told(coded: CommandLine) -> None:
    ran = coded("evaluate", gold_file(*GOLD, GOLD[0] | {"id": "n9"}))
    assert "3 articles, 4 core gold events" in ran.out
    told = " ".join(ran.out.split())
    assert "Left out, because not coded: 1 of the hand-coded articles (with 1 of the gold events), such as n9." in told


def test_records_cannot_tell_an_article_without_an_event_from_one_never_coded(coded: CommandLine, news: Path) -> None:
    coded("code", str(news), "--jsonl", "events.jsonl")
    found = evaluated(
        coded("evaluate", gold_file(*GOLD, GOLD[0] | {"id": "n9"}), "--coded", "events.jsonl", "--format", "json")
    )
    assert (found["articles"], found["levels"]["type"]["gold"]) == (4, 5)
    assert any("no record in events.jsonl and count as coded without an event, such as n9" in n for n in found["notes"])


def test_ids_of_other_articles_are_an_error(coded: CommandLine) -> None:
    ran = coded("evaluate", gold_file(GOLD[0] | {"id": "elsewhere"}))
    assert ran.code == 3
    assert "None of the 1 hand-coded articles was coded in rapallo.duckdb" in ran.err
    assert "'elsewhere'" in ran.err


@pytest.mark.parametrize("columns", [40, 60, 80, 120])
def test_the_page_fits_the_width_and_is_plain_in_a_pipe(coded: CommandLine, columns: int) -> None:
    ran = coded("evaluate", gold_file(), "--show", "5", columns=columns)
    assert max(map(len, ran.out.splitlines())) <= columns
    assert "\x1b" not in ran.out
    assert all(line == line.rstrip() for line in ran.out.splitlines())


def test_missed_and_made_up_events_are_shown_with_their_sentences(coded: CommandLine) -> None:
    told = " ".join(coded("evaluate", gold_file(), "--show", "2").out.split())
    assert "n3 · line 4 · right parties, wrong type gold RUS → SRB REJECT coded RUS → SRB ACCUSE" in told
    assert "coded HUN → SRB CONSULT 2019-12-04 “Hungary visits Serbia.”" in told


def test_words_of_the_gold_file_act_on_nothing(coded: CommandLine) -> None:
    row = GOLD[3] | {"sent": "\x1b[31mred\u202e", "trigger": "\x1b]0;title\x07", "source": "\x1b[2J"}
    ran = coded("evaluate", gold_file(row, GOLD[0] | {"id": "\x1b[2J"}), "--show", "5")
    assert ran.code == 0
    assert "\x1b" not in ran.out + ran.err
    assert "\u202e" not in ran.out


def test_a_wrong_line_is_told_with_line_and_field(coded: CommandLine) -> None:
    ran = coded("evaluate", gold_file(GOLD[0], GOLD[1] | {"type": "SANCTIONS"}))
    assert ran.code == 3
    assert ran.err.startswith("Error: gold.jsonl:2: field 'type': 'SANCTIONS' is no event type, did you mean SANCTION?")
    assert "Traceback" not in ran.err


def test_coded_events_come_from_one_place(coded: CommandLine) -> None:
    assert coded("evaluate", gold_file(), "--db", "rapallo.duckdb", "--coded", "x").code == 2


def test_a_slip_in_a_key_is_told(coded: CommandLine) -> None:
    told = " ".join(coded("evaluate", gold_file(GOLD[0], GOLD[1] | {"actor": ["SBR"]})).out.split())
    assert "1 of the 3 keys in the gold are not known to Rapallo, so that no coded event can have them: SBR." in told
