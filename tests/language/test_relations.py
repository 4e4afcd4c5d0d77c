"""The relation of two given spans: which spans can be asked about, what the model sees of the text, what it answers."""

from __future__ import annotations

import numpy as np
import pytest
from tokenizers import Tokenizer

from rapallo.errors import ArticleError, ModelError
from rapallo.language import EventModel, layout, split_sentences
from rapallo.language.relations import answer, question
from rapallo.language.windows import WINDOW_TOKENS, around, tokens_of
from rapallo.ontology import NONE
from rapallo.records import Article

TEXT = "Envoys gathered in Vienna. Serbia accused Hungary of delay. The talks go on."
SERBIA, HUNGARY = (27, 33), (42, 49)


@pytest.fixture(scope="module")
def model() -> EventModel:
    return EventModel.load()


@pytest.fixture(scope="module")
def tokenizer(model: EventModel) -> Tokenizer:
    return model.tokenizer


def seen(text: str, *spans: tuple[int, int], tokenizer: Tokenizer) -> tuple[str, list[str]]:
    """The words of the window for spans, and those of each span in it."""
    window = around(split_sentences(Article(text=text)), spans, tokenizer)
    found = [tokens_of(window, span) for span in spans]
    assert len(window.input_ids) <= WINDOW_TOKENS + 2
    words = [text[a:b] for a, b in zip(window.starts, window.ends, strict=True) if a >= 0]
    return " ".join(words), [
        text[int(window.starts[part[0]]) : int(window.ends[part[1] - 1])] for part in found if part is not None
    ]


def test_the_window_holds_the_sentence_of_the_spans_and_the_one_before(tokenizer: Tokenizer) -> None:
    words, spans = seen(TEXT, SERBIA, HUNGARY, tokenizer=tokenizer)
    assert spans == ["Serbia", "Hungary"]
    assert words.startswith("Envoy s gathered")
    assert "talks" not in words


def test_spans_in_two_sentences_are_read_with_what_lies_between(tokenizer: Tokenizer) -> None:
    text = "Serbia sent an envoy. He was late. Hungary thanked him."
    words, spans = seen(text, (0, 6), (35, 42), tokenizer=tokenizer)
    assert spans == ["Serbia", "Hungary"]
    assert "late" in words


@pytest.mark.parametrize(
    "between",
    ["The talks went on and on. " * 400, "and then the talks went on, " * 60, "and so on, " * 2_000],
    ids=["sentences", "a long sentence", "a sentence without end"],
)
def test_of_a_long_text_what_stands_nearest_to_the_spans_is_read(tokenizer: Tokenizer, between: str) -> None:
    text = f"Before it all, Serbia spoke. {between}In the end Hungary answered."
    start = text.rindex("Hungary")
    _, spans = seen(text, (15, 21), (start, start + 7), tokenizer=tokenizer)
    assert spans == ["Serbia", "Hungary"]


def test_a_very_long_span_is_read_by_its_beginning(tokenizer: Tokenizer) -> None:
    text = "The alliance " * 500 + "accused Hungary of delay."
    start = text.index("Hungary")
    _, spans = seen(text, (0, start - 8), (start, start + 7), tokenizer=tokenizer)
    assert spans[0].startswith("The alliance")
    assert spans[1] == "Hungary"


def test_offsets_count_code_points(tokenizer: Tokenizer) -> None:
    text = "\U0001f399 Vučić met Orbán \ud83d in Niš."
    asked = question(text, (2, 7), (12, 17), tokenizer)
    a, b, c, d = asked.pair[0]
    assert text[asked.window.starts[a] : asked.window.ends[b - 1]] == "Vučić"
    assert text[asked.window.starts[c] : asked.window.ends[d - 1]] == "Orbán"


@pytest.mark.parametrize(
    ("actor", "recipient", "reason"),
    [
        ((27, 33), (42, 999), "span-outside"),
        ((-1, 5), (42, 49), "span-outside"),
        ((33, 27), (42, 49), "span-reversed"),
        ((27, 27), (42, 49), "span-empty"),
        ((27, 45), (42, 49), "spans-overlapping"),
        ((27, 33), (27, 33), "spans-overlapping"),
        ((33, 34), (42, 49), "span-without-words"),
    ],
)
def test_spans_that_cannot_be_used_are_refused_with_the_mend(
    tokenizer: Tokenizer, actor: tuple[int, int], recipient: tuple[int, int], reason: str
) -> None:
    with pytest.raises(ArticleError) as refused:
        question(TEXT, actor, recipient, tokenizer)
    assert refused.value.reason == reason
    assert refused.value.mend.endswith(".")


def test_a_text_without_sentences_is_refused(tokenizer: Tokenizer) -> None:
    with pytest.raises(ArticleError, match="no word"):
        question("... !!!", (0, 2), (4, 6), tokenizer)


def logits(kind: str, mode: str | None = None) -> tuple[np.ndarray, np.ndarray]:
    types = np.zeros(1 + len(layout.TYPE_NAMES), dtype=np.float32)
    types[(NONE, *layout.TYPE_NAMES).index(kind)] = 4
    modes = np.zeros(1 + len(layout.MODES), dtype=np.float32)
    modes[1 + layout.MODES.index(mode) if mode else 0] = 4
    return types, modes


def test_the_answer_is_the_likeliest_type_with_a_mode_of_its_own() -> None:
    told = answer(*logits("CONSULT", "CONSULT/visit"))
    assert (told.event, told.mode) == ("CONSULT", "visit")
    assert list(told.probabilities) == [*layout.TYPE_NAMES, "NONE"]
    assert sum(told.probabilities.values()) == pytest.approx(1, abs=0.002)
    assert answer(*logits("ACCUSE", "CONSULT/visit")).mode is None


def test_where_there_is_no_event_there_is_no_mode() -> None:
    told = answer(*logits("NONE", "CONSULT/visit"))
    assert (told.event, told.mode) == ("NONE", None)


def test_the_model_tells_a_relation_or_says_that_it_cannot(model: EventModel) -> None:
    if not model.reads_relations:
        with pytest.raises(ModelError, match="not the relation of given spans"):
            model.relation(TEXT, actor=SERBIA, recipient=HUNGARY)
        return
    forth = model.relation(TEXT, actor=SERBIA, recipient=HUNGARY)
    back = model.relation(TEXT, actor=HUNGARY, recipient=SERBIA)
    assert (forth.event, back.event) == ("ACCUSE", "NONE")
    assert model.relation(TEXT, actor=SERBIA, recipient=HUNGARY) == forth
