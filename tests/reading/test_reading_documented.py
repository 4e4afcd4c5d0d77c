"""Every reason and every kind of furniture that reading can give is explained in the docs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from rapallo.language.relations import SPAN_MENDS
from rapallo.reading.files import FORMS
from rapallo.reading.pairs import PAIR_MENDS
from rapallo.reading.refusals import MENDS

DOCS = Path(__file__).parents[2] / "docs"
KINDS = (
    "section byline date dateline photo-credit caption agency-credit disclaimer navigation title-repeat".split()
)  # as in records.Furniture


def rows() -> set[str]:
    return {
        name
        for path in DOCS.rglob("*.md")
        for line in path.read_text("utf-8").splitlines()
        if line.startswith("|")
        for name in re.findall(r"`([^`]+)`", line.split("|")[1])
    }


@pytest.mark.parametrize("name", [*MENDS, *PAIR_MENDS, *SPAN_MENDS, *KINDS, *FORMS])
def test_it_has_a_row_in_a_table(name: str) -> None:
    assert name in rows()
