"""The file of a review loses no answer and damages no other file."""

from __future__ import annotations

from pathlib import Path

import pytest

from rapallo.errors import InputError, OutputError
from rapallo.reviewing import ReviewFile, Sample
from rapallo.reviewing.sample import Drawn
from rapallo.store import Stratum

SAMPLE = Sample("news.duckdb", "coder 1", 7, 2, (Stratum("AID", 1, 9, 0.1, 0.9),), (Drawn("AID", 1, "e1"),))
ONE, TWO = {"id": "a1", "answer": "accept", "trigger": "поддержал"}, {"id": "a2", "answer": "reject"}


@pytest.fixture
def review(tmp_path: Path) -> ReviewFile:
    file = ReviewFile.begin(tmp_path / "review.jsonl", SAMPLE)
    file.add(ONE)
    file.add(TWO)
    return file


def test_every_answer_lies_on_the_disk_at_once(review: ReviewFile) -> None:
    again = ReviewFile.load(review.path)
    assert (again.sample, again.answers, again.torn) == (SAMPLE, [ONE, TWO], False)


def test_undo_takes_the_last_line_away_and_no_more(review: ReviewFile) -> None:
    assert review.undo() == TWO
    assert ReviewFile.load(review.path).answers == [ONE]
    assert review.undo() == ONE
    assert review.undo() is None
    assert ReviewFile.load(review.path).sample == SAMPLE


def test_a_last_line_that_a_kill_tore_is_cut_off(review: ReviewFile) -> None:
    whole = review.path.read_bytes()
    review.path.write_bytes(whole + b'{"id": "a3", "answ')
    assert ReviewFile.load(review.path, mend=False).torn
    assert review.path.read_bytes() != whole  # looking changes nothing
    again = ReviewFile.load(review.path)
    assert again.torn
    assert again.answers == [ONE, TWO]
    assert review.path.read_bytes() == whole


@pytest.mark.parametrize(
    "content", [b"", b'{"id": "a1", "type": "AID"}', b'{"id": 1, "answer": "x"}\n{"a', b"\x00DUCK\xff"]
)
def test_another_file_is_refused_and_left_as_it_is(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "other"
    path.write_bytes(content)
    with pytest.raises(InputError, match="review"):
        ReviewFile.load(path)
    assert path.read_bytes() == content


def test_a_file_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="cannot be written"):
        ReviewFile.begin(tmp_path / "missing" / "review.jsonl", SAMPLE)
