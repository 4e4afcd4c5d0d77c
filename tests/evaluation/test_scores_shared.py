"""The figures are those of ../shared/tools/score_events.py, where it is there: gold against spoilt copies of it."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from rapallo.evaluation import Evaluation, evaluate, from_records, read_gold
from rapallo.ontology import TYPES

SHARED = Path(__file__).parents[3] / "shared"
KEYS = ("RUS/GOV", "SRB", "USA", "IGO/EU", "CHN/GOV")

pytestmark = pytest.mark.skipif(not (SHARED / "coding").is_dir(), reason="../shared is not here")


def spoilt(rows: list[dict[str, Any]], chance: random.Random) -> Iterator[dict[str, Any]]:
    """Records as a coder might have made them: some missing, some twice, others wrong in one or two fields."""
    for row in rows:
        for _ in range(chance.choice((0, 1, 1, 1, 1, 2))):
            record = {
                "article": row["id"],
                "event": [row["type"]],
                "actor": [{"key": key} for key in row["actor"]],
                "recipient": [{"key": key} for key in row["recipient"]],
                "aux_mode": row["aux"],
                "date": row["date"],
            }
            for change in chance.sample(changes(row, chance), chance.choice((0, 0, 1, 1, 2))):
                record |= change
            yield record


def changes(row: dict[str, Any], chance: random.Random) -> list[dict[str, Any]]:
    sides = {"actor": [{"key": key} for key in row["recipient"]], "recipient": [{"key": key} for key in row["actor"]]}
    return [
        {"event": [chance.choice(list(TYPES))]},
        {"actor": [{"key": chance.choice(KEYS)}]},
        {"recipient": [{"key": key} for key in chance.sample(KEYS, chance.choice((0, 1, 2)))]},
        {"aux_mode": chance.sample(("negation", "future", "historical"), 1)},
        {"date": chance.choice((None, "2020-01-01", "2019"))},
        sides,
    ]


def told(evaluation: Evaluation) -> Iterator[str]:
    """The lines that score_events.py prints."""
    scores = evaluation.scores
    for name, score in scores.levels.items():
        interval = score.f1_interval
        assert interval
        yield (
            f"{name:5} precision {score.precision:.3f}  recall {score.recall:.3f}  F1 {score.f1:.3f}"
            f"  90 % [{interval.low:.3f}, {interval.high:.3f}]"
            f"   ({score.found} of {score.gold} core events, {score.coded} coded)"
        )
    for name, share in (("marks", scores.marks), ("marked", scores.marked), ("dates", scores.dates)):
        yield f"{name:6} right {share.right} of {share.of}"
    for name, score in scores.types.items():
        yield f"  {name:10} recall {score.found}/{score.gold}  coded {score.coded}"
    yield f"F1 type {scores.levels['type'].f1:.3f}"


@pytest.mark.parametrize(("name", "seed"), [("articles", 1), ("headlines", 2)])
def test_every_figure_is_that_of_the_shared_tool(name: str, seed: int, tmp_path: Path) -> None:
    gold, texts = (SHARED / "coding" / f"gold_{name}{part}.jsonl" for part in ("", "_text"))
    rows = [json.loads(line) for line in gold.read_text("utf-8").splitlines()]
    coded = tmp_path / "coded.jsonl"
    coded.write_text("".join(json.dumps(r) + "\n" for r in spoilt(rows, random.Random(seed))), "utf-8")
    tool = [sys.executable, str(SHARED / "tools" / "score_events.py"), str(gold), str(coded), "--texts", str(texts)]
    printed = subprocess.run([*tool, "--by-type", "--intervals"], capture_output=True, text=True, check=True).stdout
    ids = [json.loads(line)["id"] for line in texts.read_text("utf-8").splitlines()]
    evaluation = evaluate(read_gold(gold), from_records(coded), hand_coded=ids)
    # The tool lists types in an order of its own.
    assert sorted(told(evaluation)) == sorted(printed.splitlines())
    assert len(evaluation.missed) == evaluation.scores.levels["type"].gold - evaluation.scores.levels["type"].found
