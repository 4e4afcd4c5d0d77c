"""`rapallo review`: answers from a pipe, kept as they are given; the estimate; the file as gold."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from command_line import CommandLine, Ran


def keys(*lines: str) -> str:
    return "".join(f"{line}\n" for line in lines)


def rows(path: str = "review.jsonl") -> list[dict[str, Any]]:
    return [json.loads(line) for line in Path(path).read_text("utf-8").splitlines()]


def answers() -> list[str]:
    return [row["answer"] for row in rows()[1:]]


def cards(ran: Ran) -> list[str]:
    """The numbers of the cards shown."""
    return [line for line in ran.out.splitlines() if " of 5" in line and line[0].isdigit()]


def test_every_event_is_asked_once_and_the_answers_end_in_an_estimate(coded: CommandLine) -> None:
    ran = coded("review", stdin=keys("a", "a", "r", "a", "a"))
    assert ran.code == 0
    assert cards(ran) == [f"{number} of 5" for number in range(1, 6)]
    assert "Precision of 5 events in rapallo.duckdb" in ran.out
    assert "5 judged: 4 accepted, 0 corrected, 1 rejected" in ran.out
    assert answers() == ["accept", "accept", "reject", "accept", "accept"]


def test_the_same_command_goes_on_where_it_stopped(coded: CommandLine) -> None:
    first = coded("review", stdin=keys("a", "a", "q", "a"))
    assert "3 events of the sample are left. To go on: rapallo review" in first.err
    second = coded("review", stdin=keys("r"))  # then the pipe ends
    assert cards(second) == ["3 of 5", "4 of 5"]
    assert answers() == ["accept", "accept", "reject"]


def test_the_card_marks_trigger_and_parties_and_hides_the_confidence(coded: CommandLine) -> None:
    shown = coded("review", stdin=keys("a", "a", "a", "a", "a")).out
    assert "“[A: Russia] *accuses* [R: Serbia] of sending shells to a third country.”" in shown
    assert "Moscow Sample, 2025-05-29" in shown
    assert "0.9" not in shown.partition("Precision of")[0]


def test_undo_asks_again(coded: CommandLine) -> None:
    ran = coded("review", stdin=keys("u", "a", "u", "r", "q"))
    assert "Taken back: nothing, there is no answer yet." in ran.out
    assert "Taken back: accept." in ran.out
    assert answers() == ["reject"]


def test_a_correction_is_checked_field_by_field_and_enter_keeps(coded: CommandLine) -> None:
    wrong_then_right = [
        "c",
        "ACUSE",
        "threaten",
        "",
        "Serbai",
        "Hungary/gov + SRB",
        "he",
        "-",
        "",
        "",
        "2019-13",
        "2019",
    ]
    ran = coded("review", stdin=keys(*wrong_then_right))
    assert "'ACUSE' is no event type, did you mean ACCUSE?" in ran.out
    assert "There is no state, organisation or bloc 'Serbai'. Did you mean Serbia" in ran.out
    assert "'he' does not stand in the sentence." in ran.out
    assert "'2019-13' is no date." in ran.out
    [row] = rows()[1:]
    assert (row["answer"], row["type"], row["mode"], row["date"]) == ("correct", "THREATEN", None, "2019")
    assert row["actor"][0] == "HUN/GOV"
    assert row["coded"]["type"] != row["type"]


def test_a_correction_that_changes_nothing_accepts(coded: CommandLine) -> None:
    ran = coded("review", stdin=keys("c", *[""] * 6, "q"))
    assert "Nothing was changed: accepted." in ran.out
    assert answers() == ["accept"]


def test_kept_words_are_verbatim_with_true_offsets(coded: CommandLine, news: Path) -> None:
    coded("review", stdin=keys(*"aaaaa"))
    texts = {row["id"]: row["text"] for row in map(json.loads, news.read_text("utf-8").splitlines())}
    for row in rows()[1:]:
        text = texts[row["id"]]
        assert text[slice(*row["trigger_span"])] == row["trigger"]
        assert text[row["sentence"]["start"] : row["sentence"]["end"]] == row["sentence"]["text"]
        for side in ("actor", "recipient"):
            spans, words = row[f"{side}_span"], row[f"{side}_text"]
            assert [text[slice(*span)] for span in spans] == words


def test_recall_counts_sentences_read_whole_and_precision_what_was_judged(coded: CommandLine) -> None:
    coded("review", stdin=keys("a", "q"))
    found = json.loads(coded("evaluate", "review.jsonl", "--format", "json").out)["levels"]["type"]
    assert (found["coded"], found["right"], found["gold"], found["recall"]) == (1, 1, 0, None)
    Path("review.jsonl").unlink()
    # The first card's sentence is read whole: its event is right, and another one in it was missed.
    trigger = coded("review", stdin=keys("q")).out.split("*")[1]
    coded("review", stdin=keys("w", "m", trigger, "AID", "", "Russia", "-", "Hungary", "-", "", "", "a", "q"))
    assert answers() == ["whole", "add", "accept"]
    found = json.loads(coded("evaluate", "review.jsonl", "--format", "json").out)
    score = found["levels"]["type"]
    assert found["sentences_read_whole"] == 1
    assert (score["gold"], score["found"], score["coded"], score["right"]) == (2, 1, 1, 1)


def test_a_sentence_counts_as_read_whole_only_when_all_its_events_are_judged(coded: CommandLine) -> None:
    coded("review", stdin=keys("w", "s", "q"))
    found = json.loads(coded("evaluate", "review.jsonl", "--format", "json").out)
    assert found["sentences_read_whole"] == 0


def test_another_sample_into_the_same_file_is_refused(coded: CommandLine) -> None:
    coded("review", "--seed", "3", stdin=keys("a", "q"))
    ran = coded("review", "--seed", "4", stdin=keys("a"))
    assert ran.code == 2
    assert "was begun with --seed 3" in ran.err
    assert coded("review", "--seed", "3", stdin=keys("q")).code == 0


def test_a_file_that_is_no_review_is_left_alone(coded: CommandLine, news: Path) -> None:
    before = news.read_bytes()
    ran = coded("review", "-o", str(news), stdin=keys("a"))
    assert ran.code == 3
    assert "no line of a review" in ran.err
    assert coded("review", "-o", "rapallo.duckdb", stdin=keys("a")).code == 3
    assert news.read_bytes() == before
    assert coded("events").code == 0


def test_a_recoded_database_asks_for_a_new_file(coded: CommandLine) -> None:
    coded("review", stdin=keys("a", "q"))
    lines = Path("review.jsonl").read_text("utf-8").replace("coder 0.1.0", "coder 0.0.9", 1)
    Path("review.jsonl").write_text(lines, "utf-8")
    ran = coded("review", stdin=keys("a"))
    assert ran.code == 3
    assert "reviews events of coder 0.0.9" in ran.err
    assert "Precision of 5 events" in coded("review", "--report").out


def test_the_report_asks_nothing_and_changes_nothing(coded: CommandLine) -> None:
    coded("review", stdin=keys("a", "q"))
    before = Path("review.jsonl").read_bytes()
    ran = coded("review", "--report", "--db", "missing.duckdb")
    assert ran.code == 0
    assert "1 judged: 1 accepted" in ran.out
    assert Path("review.jsonl").read_bytes() == before


@pytest.mark.parametrize("columns", [40, 80])
def test_cards_fit_the_width_and_are_plain_in_a_pipe(coded: CommandLine, columns: int) -> None:
    ran = coded("review", stdin=keys("t", "a", *"aaaa"), columns=columns)
    shown = [line for line in ran.out.splitlines() if not line.startswith("[a]ccept")]
    assert max(map(len, shown)) <= columns
    assert "\x1b" not in ran.out


def test_another_database_is_told(coded: CommandLine) -> None:
    coded("review", stdin=keys("a", "q"))
    Path("one.jsonl").write_text(json.dumps({"id": "x", "text": "Serbia visits Hungary."}) + "\n", "utf-8")
    assert coded("code", "one.jsonl", "--db", "other.duckdb").code == 0
    ran = coded("review", "--db", "other.duckdb", stdin=keys("a"))
    assert ran.code == 3
    assert "review.jsonl samples events of rapallo.duckdb" in ran.err
