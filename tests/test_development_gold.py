"""How right the shipped coder is on the development gold (where ../shared is there); the floors only rise."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from rapallo.cli import rapallo

CODING = Path(__file__).parents[2] / "shared" / "coding"
# F1 of parties, and of parties with type and marks. Only ever raised.
FLOORS = {"articles": {"dyad": 0.555, "type": 0.44}, "headlines": {"dyad": 0.63, "type": 0.575}}

pytestmark = pytest.mark.skipif(not CODING.is_dir(), reason="../shared is not here")


@pytest.mark.parametrize("kind", sorted(FLOORS))
def test_f1_does_not_fall(kind: str) -> None:
    gold, texts = (str(CODING / f"gold_{kind}{end}.jsonl") for end in ("", "_text"))
    result = CliRunner().invoke(rapallo, ["evaluate", gold, "--texts", texts, "--format", "json"])
    assert result.exit_code == 0, result.output
    told = json.loads(result.stdout)
    for level, floor in FLOORS[kind].items():
        assert told["levels"][level]["f1"] >= floor
