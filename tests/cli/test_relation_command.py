"""`rapallo relation`: lines in, the same lines with their answers out; bad lines told and passed over."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from command_line import CommandLine

from rapallo.errors import ArticleError
from rapallo.records import Relation

GOOD: dict[str, Any] = {"id": 7, "text": "Serbia praises Russia.", "actor": [0, 6], "recipient": [15, 21]}


class StandInModel:
    """Knows 'praises' and the rules on spans."""

    @classmethod
    def load(cls, _path: object) -> StandInModel:
        return cls()

    def relation(self, text: str, *, actor: tuple[int, int], recipient: tuple[int, int]) -> Relation:
        if max(*actor, *recipient) > len(text):
            raise ArticleError("Actor lies outside.", reason="span-outside", mend="Count again.")
        kind = "SUPPORT" if "praises" in text and actor < recipient else "NONE"
        return Relation(kind, None, {"SUPPORT": 0.9, "NONE": 0.1})


@pytest.fixture
def asked(rapallo: CommandLine, monkeypatch: pytest.MonkeyPatch) -> CommandLine:
    monkeypatch.setattr("rapallo.language.EventModel", StandInModel)
    return rapallo


def lines(*rows: object) -> str:
    return "".join(json.dumps(row) + "\n" for row in rows)


def test_each_line_comes_out_with_its_answer(asked: CommandLine) -> None:
    back = GOOD | {"actor": GOOD["recipient"], "recipient": GOOD["actor"]}
    ran = asked("relation", "-", stdin=lines(GOOD, back))
    out = [json.loads(line) for line in ran.out.splitlines()]
    assert out == [
        GOOD | {"event": "SUPPORT", "mode": None, "probabilities": {"SUPPORT": 0.9, "NONE": 0.1}},
        back | {"event": "NONE", "mode": None, "probabilities": {"SUPPORT": 0.9, "NONE": 0.1}},
    ]
    assert ran.err.startswith("Read 2 pairs into stdout: 1 with an event in ")
    assert ran.err.endswith("Dropped: nothing.\n")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('{"text": ', "json-broken: standard input:2: column 9"),
        (json.dumps(GOOD | {"note": float("nan")}), "json-broken: standard input:2: NaN is no JSON"),
        ("[1]", 'not-an-object: standard input:2: the line is no object. Write each line as {"text"'),
        ('{"text": "a"}', "field-missing: standard input:2: there is no actor and no recipient"),
        (json.dumps(GOOD | {"text": 3}), "text-not-text: standard input:2"),
        (json.dumps(GOOD | {"actor": "Serbia"}), "span-malformed: standard input:2: actor is Serbia"),
        (json.dumps(GOOD | {"actor": [0, True]}), "span-malformed: standard input:2: actor is [0, True]"),
        (json.dumps(GOOD | {"actor": [0, 6.0]}), "span-malformed"),
        (json.dumps(GOOD | {"actor": [0, 999]}), "span-outside: standard input:2: Actor lies outside. Count again."),
    ],
)
def test_a_bad_line_is_told_with_place_and_mend_and_the_rest_answered(asked: CommandLine, line: str, told: str) -> None:
    ran = asked("relation", "-", "--drops", "drops.jsonl", stdin=f"{lines(GOOD)}{line}\n\n{lines(GOOD)}")
    assert ran.code == 0
    assert len(ran.out.splitlines()) == 2
    assert f"  {told}" in ran.err
    assert ran.err.startswith("Read 2 pairs")
    assert "Dropped: 1 " in ran.err
    (drop,) = [json.loads(text) for text in Path("drops.jsonl").read_text("utf-8").splitlines()]
    assert drop["where"] == "standard input:2"
    assert drop["mend"]


def test_a_file_is_written_whole_and_gzip_is_read(asked: CommandLine) -> None:
    Path("pairs.jsonl.gz").write_bytes(gzip.compress(lines(GOOD).encode()))
    ran = asked("relation", "pairs.jsonl.gz", "-o", "out.jsonl")
    assert (ran.code, ran.out) == (0, "")
    assert json.loads(Path("out.jsonl").read_text("utf-8"))["event"] == "SUPPORT"


@pytest.mark.parametrize("stdin", ["", "\n", '{"text": "a"}\n'])
def test_where_no_pair_can_be_read_it_ends_with_3_and_keeps_what_was_there(asked: CommandLine, stdin: str) -> None:
    Path("out.jsonl").write_text("earlier\n")
    ran = asked("relation", "-", "-o", "out.jsonl", stdin=stdin)
    assert ran.code == 3
    assert "Error: No pair could be read from standard input." in ran.err
    assert Path("out.jsonl").read_text() == "earlier\n"


def test_a_missing_file_is_named(asked: CommandLine) -> None:
    ran = asked("relation", "nowhere.jsonl")
    assert ran.code == 3
    assert "file-missing: nowhere.jsonl" in ran.err


def test_an_output_that_is_the_input_is_refused(asked: CommandLine) -> None:
    Path("pairs.jsonl").write_text(lines(GOOD))
    assert asked("relation", "pairs.jsonl", "-o", "pairs.jsonl").code == 2
    assert Path("pairs.jsonl").read_text() == lines(GOOD)


def test_what_would_act_on_a_terminal_is_escaped(asked: CommandLine) -> None:
    row = GOOD | {"text": "Serbia praises Russia.\x1b]0;x\x07\u202e\ud83d"}
    ran = asked("relation", "-", stdin=lines(row))
    assert ran.out.isascii()
    assert json.loads(ran.out)["text"] == row["text"]
