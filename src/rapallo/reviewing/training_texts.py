"""The texts of a review in the form that training reads: sentences, those that nobody read whole left empty.

Training takes a sentence without a row for one without an event. Only a sentence that was read whole, with all its
coded events judged, can say so.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rapallo.evaluation import GoldFile
from rapallo.language import split_sentences
from rapallo.records import Article
from rapallo.store import View


def training_texts(review: GoldFile, view: View) -> Iterator[dict[str, Any]]:
    """One object an article with a sentence read whole: id, outlet, published, sentences (the first is the title)."""
    whole = {article: reviewed.whole_sentences for article, reviewed in review.reviewed.items()}
    for article, _ in view.coded_articles(article for article, sentences in whole.items() if sentences):
        yield {
            "id": article.id,
            "outlet": article.outlet,
            "published": article.published.isoformat() if article.published else "",
            "sentences": _sentences(article, whole[article.id]),
        }


def _sentences(article: Article, whole: set[tuple[int, int]]) -> list[str]:
    """The title (or '') and all sentences, empty where not read whole."""
    sentences = split_sentences(article)
    texts = [sentence.text if (sentence.start, sentence.end) in whole else "" for sentence in sentences]
    return texts if article.title else ["", *texts]
