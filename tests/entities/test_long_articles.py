"""Long articles are read in a time that grows with their length, not with its square."""

from __future__ import annotations

import time

from entity_samples import sample_article, sample_knowledge

from rapallo.entities import Resolver, Situation
from rapallo.records import Mention, Sentence

TIMES_LONGER = 8
# Time that grows with the square would be 64 times as long.
SLOWER_MAX = 3 * TIMES_LONGER


def _seconds_for_ten(sentence: str, words: str, count: int) -> float:
    article = sample_article(sentence * count)
    length = len(sentence)
    sentences = [Sentence(n, n * length, (n + 1) * length, sentence) for n in range(count)]
    reading = Resolver(sample_knowledge()).read(article, sentences)
    starts = [n * length + sentence.index(words) for n in range(count - 10, count)]
    began = time.process_time()
    for start in starts:
        assert reading.resolve_mention(Mention(start, start + len(words), words), Situation())
    return time.process_time() - began


def test_a_mention_takes_no_longer_far_down_a_long_article() -> None:
    for sentence, words in [
        ("NATO met the EU. The secretary-general spoke. ", "The secretary-general"),
        ("France met Germany. The two leaders spoke. ", "The two leaders"),
        ("PUTIN: We met Germany. ", "We"),
    ]:
        _seconds_for_ten(sentence, words, 20)
        short = _seconds_for_ten(sentence, words, 60)
        long = _seconds_for_ten(sentence, words, 60 * TIMES_LONGER)
        assert long < max(SLOWER_MAX * short, 0.05), words
