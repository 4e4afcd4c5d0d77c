"""READ FIRST. The main flow, one stage after the other; data flows one way.

    1. read         files → Article                          reading.read
    2. understand   Article → sentences → event mentions     language.split_sentences, language.EventModel
    3. code         mentions → drafts: marks, when, where    coding.draft_events
    4. resolve      drafts → events: who is meant            entities.Resolver
    5. merge        tellings → one event, how likely         merging.likely_events
    6. store        events → the record                      store.Store   (facade.py and cli/ put them in)
    7. align, show  the record → dyads                       alignment, showing

What cannot be coded comes back as a `Drop` with its reason; nothing is lost silently, and nothing stops the run.
"""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from rapallo import coding, entities, language, merging
from rapallo.records import Article, CodedArticle, Drop, Event, Relation, Versions
from rapallo.settings import settings

# Bumped with every change of the rules in coding/, entities/ or merging/ that can change what is coded.
CODER_VERSION = "4"


class Coder:
    """Stages 2 to 5 for one article at a time, on one core. Not to be shared between threads.

    `model` is a model file in place of the shipped one and of RAPALLO_MODEL; `knowledge` a knowledge base, or folders
    of knowledge files to add to the shipped one, in place of those that RAPALLO_KNOWLEDGE names. Raises ModelError and
    KnowledgeError.
    """

    def __init__(
        self, model: Path | None = None, knowledge: entities.Knowledge | Sequence[Path | str] | None = None
    ) -> None:
        known = load_knowledge(knowledge)
        self._model = language.EventModel.load(model or settings().model)
        self._resolver = entities.Resolver(known)
        self._confidence = merging.ConfidenceWeights.of(self._model.confidence)
        self.versions = Versions(coder=CODER_VERSION, model=self._model.version, knowledge=known.version)

    def code(self, article: Article) -> list[Event]:
        """The events of an article, in the order in which it tells them."""
        return list(self.coded(article).events)

    def coded(self, article: Article) -> CodedArticle:
        """The events of an article and what could not be coded, with reasons."""
        sentences = language.split_sentences(article)
        mentions = self._model.read(article, sentences)
        drafts = coding.draft_events(article, mentions)
        events, drops = self._resolver.resolve(article, sentences, drafts, self.versions)
        likely = merging.likely_events(drafts, events, self._confidence)
        return CodedArticle(article, len(sentences), tuple(likely), tuple(drops))

    def relation(self, text: str, *, actor: tuple[int, int], recipient: tuple[int, int]) -> Relation:
        """What one given span of a text does to another: type or NONE, mode, probabilities.

        Spans are (start, end) in code points of the text, end exclusive. No name is resolved and nothing is merged.
        Raises ArticleError for a span that is empty, reversed, outside the text or without words, and for two that
        overlap; ModelError where the model file cannot tell relations.
        """
        return self._model.relation(text, actor=actor, recipient=recipient)


def load_knowledge(given: entities.Knowledge | Sequence[Path | str] | None) -> entities.Knowledge:
    """A knowledge base as it is given: itself, folders to add to the shipped one, or None for those of the settings.

    Raises KnowledgeError naming file, line and field of a knowledge file that cannot be used.
    """
    if isinstance(given, entities.Knowledge):
        return given
    return entities.Knowledge.load(settings().knowledge_folders if given is None else [Path(one) for one in given])


def code_all(
    articles: Iterable[Article | Drop],
    coder: Coder,
    *,
    workers: int = 1,
    model: Path | None = None,
    knowledge: Sequence[Path] | None = None,
) -> Iterator[CodedArticle | Drop]:
    """Codes a stream of articles in input order; drops of the reading pass through.

    With `workers` above 1 that many processes code side by side, each with a coder of its own made from `model`
    and the folders `knowledge`; the results are the same as with one.
    """
    if workers <= 1:
        yield from (_code_one(item, coder) for item in articles)
        return
    # Spawned, not forked: the runtime's threads do not survive a fork.
    context = multiprocessing.get_context("spawn")
    with context.Pool(workers, initializer=_start_worker, initargs=(model, knowledge)) as pool:
        for batch in _batches(articles, size=workers * ARTICLES_AHEAD_PER_WORKER):
            yield from pool.imap(_code_in_worker, batch, chunksize=4)


# Bounds memory: so many articles are in flight at once, whatever the length of the stream.
ARTICLES_AHEAD_PER_WORKER = 32


def _code_one(item: Article | Drop, coder: Coder) -> CodedArticle | Drop:
    if isinstance(item, Drop):
        return item
    try:
        return coder.coded(item)
    except Exception as error:  # one bad text must not end the run; RAPALLO_DEBUG shows where
        if settings().debug:
            raise
        return Drop("coder-failed", item.id, f"{type(error).__name__}: {error}", "Please report it with this article.")


_worker_coder: Coder


def _start_worker(model: Path | None, knowledge: Sequence[Path] | None) -> None:
    global _worker_coder  # noqa: PLW0603 - one coder a process, made when the process starts
    # Ctrl-C goes to the whole process group; the parent decides what to do about it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _worker_coder = Coder(model, knowledge)


def _code_in_worker(item: Article | Drop) -> CodedArticle | Drop:
    return _code_one(item, _worker_coder)


def _batches(items: Iterable[Article | Drop], *, size: int) -> Iterator[list[Article | Drop]]:
    batch: list[Article | Drop] = []
    for item in items:
        batch.append(item)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch
