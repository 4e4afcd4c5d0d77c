"""The shipped model: it loads, it is small, it says the same whatever stands beside a text, and a wrong file is
refused."""

from collections.abc import Iterator
from importlib.resources import as_file, files
from pathlib import Path

import pytest

from rapallo.errors import ModelError
from rapallo.language import EventModel, split_sentences
from rapallo.language.model import SHIPPED
from rapallo.records import Article, EventMention

VISIT = Article(
    id="visit",
    title="Hungarian minister in Moscow for gas talks",
    text=(
        "Hungary's foreign minister met his Russian counterpart in Moscow on Thursday. "
        "He asked Russia for more gas and criticised the European Union's sanctions."
    ),
)


@pytest.fixture(scope="module")
def model() -> EventModel:
    return EventModel.load()


@pytest.fixture(scope="module")
def shipped() -> Iterator[Path]:
    with as_file(files("rapallo.language") / SHIPPED) as path:
        yield path


def read(model: EventModel, article: Article) -> list[EventMention]:
    return model.read(article, split_sentences(article))


def test_the_model_is_at_most_30_mb_and_names_its_version(model: EventModel, shipped: Path) -> None:
    assert shipped.stat().st_size <= 30_000_000
    assert f"rapallo-{model.version}.onnx" == SHIPPED


def test_a_meeting_is_read_with_its_parties(model: EventModel) -> None:
    meetings = [m for m in read(model, VISIT) if m.type == "CONSULT" and not m.sentence.title]
    named = " ".join(p.text for m in meetings for p in (*m.actors, *m.recipients))
    assert "Hungary" in named
    assert "Russian" in named


def test_all_words_are_quoted_from_the_stored_text(model: EventModel) -> None:
    text = VISIT.stored_text
    for mention in read(model, VISIT):
        parts = (mention.trigger, *mention.actors, *mention.recipients, *mention.speakers, *mention.times)
        assert all(text[p.start : p.end] == p.text for p in parts)


def test_reading_twice_and_after_other_texts_gives_the_same(model: EventModel) -> None:
    first = read(model, VISIT)
    read(model, Article(text="Turkey vetoed the plan. " * 40))
    assert read(model, VISIT) == first


def test_text_without_words_holds_no_event(model: EventModel) -> None:
    assert read(model, Article(text="... !!! ???")) == []
    assert model.read(Article(text=""), []) == []


def test_odd_characters_keep_offsets_true(model: EventModel) -> None:
    odd = Article(
        text="\U0001f399 \u0301Vu\u010di\u0107 met Putin\u200b in Moscow \U0001f1f7\U0001f1fa. \ud83d broken."
    )
    for mention in read(model, odd):
        assert odd.stored_text[mention.trigger.start : mention.trigger.end] == mention.trigger.text


@pytest.mark.parametrize("content", [b"", b"not a model", b"\x08\x07" * 100])
def test_a_damaged_file_is_refused_with_its_name(tmp_path: Path, content: bytes) -> None:
    damaged = tmp_path / "damaged.onnx"
    damaged.write_bytes(content)
    with pytest.raises(ModelError, match=r"damaged\.onnx"):
        EventModel.load(damaged)


def test_a_missing_file_is_refused_with_its_name(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"none\.onnx"):
        EventModel.load(tmp_path / "none.onnx")
