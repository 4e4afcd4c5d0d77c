"""Every sentence is read exactly once, with true offsets, whatever its length."""

from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

from rapallo.language.windows import SENTENCE_TOKENS_MAX, Window, pack
from rapallo.records import Sentence


def tokenizer() -> Tokenizer:
    """Whole words, all unknown but the special ones."""
    made = Tokenizer(models.WordLevel({"[UNK]": 0, "[CLS]": 1, "[SEP]": 2}, unk_token="[UNK]"))
    made.normalizer = normalizers.Lowercase()
    made.pre_tokenizer = pre_tokenizers.Whitespace()
    return made


def lay_out(texts: list[str]) -> list[Sentence]:
    sentences, at = [], 0
    for index, text in enumerate(texts):
        sentences.append(Sentence(index, at, at + len(text), text))
        at += len(text) + 1
    return sentences


def read_spans(windows: list[Window]) -> list[tuple[int, int]]:
    return [(int(a), int(b)) for w in windows for a, b, wanted in zip(w.starts, w.ends, w.read, strict=True) if wanted]


words = st.text(st.characters(categories=["Ll", "Lu"], max_codepoint=0x24F), min_size=1, max_size=8)
texts = st.lists(st.lists(words, min_size=1, max_size=60).map(" ".join), max_size=12)


@settings(max_examples=60, deadline=None)
@given(texts)
def test_every_word_is_read_once_and_in_order(made: list[str]) -> None:
    sentences = lay_out(made)
    spans = read_spans(list(pack(sentences, tokenizer(), window_tokens=64)))
    whole = " ".join(made)
    assert [whole[a:b] for a, b in spans] == [w for text in made for w in text.split()]


def test_a_sentence_longer_than_a_window_is_read_whole_in_parts() -> None:
    sentences = lay_out([" ".join(["word"] * 1000), "After it."])
    windows = list(pack(sentences, tokenizer()))
    assert len(read_spans(windows)) == 1003
    assert max(len(w.input_ids) for w in windows) <= SENTENCE_TOKENS_MAX + 67  # and [CLS], context, [SEP], [SEP]


def test_later_windows_begin_with_the_sentence_before_as_context() -> None:
    sentences = lay_out(["one two three four"] * 40)
    first, second, *_ = pack(sentences, tokenizer(), window_tokens=64)
    last_read = first.sentence_ids[first.read].max()
    assert not second.read[second.sentence_ids == last_read].any()
    assert second.read[second.sentence_ids == last_read + 1].all()


def test_capitals_are_told_apart() -> None:
    [window] = pack(lay_out(["US tells us McCain of Rome 12"]), tokenizer())
    assert window.case_ids[1:-1].tolist() == [3, 1, 1, 4, 1, 2, 0]
