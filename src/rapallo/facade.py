"""`rapallo.open`: a database as one object, for notebooks and programs.

    store = rapallo.open("rapallo.duckdb")
    store.add(articles)
    store.events(actor="Serbia", since="2022")
    store.alignment("Serbia", "Russia")

Coder and knowledge are loaded when they are first needed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from rapallo.alignment import Alignment, provisional_alignment
from rapallo.errors import NameUnknownError
from rapallo.records import Article, CodedArticle, Drop, Event
from rapallo.store import Added, EventFilter, Store, View, Writer, day_span

if TYPE_CHECKING:
    from rapallo.entities import Knowledge
    from rapallo.pipeline import Coder

# A commit opens and closes the file, which costs some 30 ms: this often it is little beside the coding.
BATCH_ARTICLES = 200

Item = TypeVar("Item")


def open(  # noqa: A001
    path: Path | str, *, coder: Coder | None = None, knowledge: Knowledge | Sequence[Path | str] | None = None
) -> OpenStore:
    """The database at a path, which need not be there yet; nothing is read or made before something is asked of it.

    `knowledge` is a knowledge base, or folders of knowledge files to add to the shipped one; coding uses it too.
    """
    return OpenStore(Store(path), coder=coder, knowledge=knowledge)


@dataclass(frozen=True, slots=True)
class Explanation:
    """An event with the article that tells it: trigger, probabilities, and for each party `Entity.reason`."""

    event: Event
    article: Article


class OpenStore:
    """A database with what it takes to fill and to ask it. Parties are named by name or code ('Serbia', 'SRB/GOV').

    Every method raises StoreError and its kinds where the file cannot be used, NameUnknownError for a name or date that
    is not one.
    """

    def __init__(
        self,
        store: Store,
        *,
        coder: Coder | None = None,
        knowledge: Knowledge | Sequence[Path | str] | None = None,
    ) -> None:
        self._store = store
        self._given = coder, knowledge

    @cached_property
    def coder(self) -> Coder:
        """What reads the articles: the one given, else the shipped one with this knowledge. Raises ModelError."""
        from rapallo.pipeline import Coder

        return self._given[0] or Coder(knowledge=self.knowledge)

    @cached_property
    def knowledge(self) -> Knowledge:
        """What knows the names: that given, else the shipped one with what RAPALLO_KNOWLEDGE adds.

        Raises KnowledgeError.
        """
        from rapallo.pipeline import load_knowledge

        return load_knowledge(self._given[1])

    @property
    def view(self) -> View:
        """The reader underneath: single articles, counts, events together with their articles."""
        return self._store.view()

    def add(self, articles: Iterable[Article | Drop]) -> Added:
        """Codes what is not there yet and stores it, batch by batch; a batch that is stored stays.

        Takes what `rapallo.reading.read` gives as well: drops are kept account of.
        """
        from rapallo.pipeline import code_all

        added = Added()
        with self._store.writer(self.coder.versions) as writer:
            for batch in _batches(articles):
                fresh, known = _unknown(batch, writer)
                coded = list(code_all(fresh, self.coder))
                writer.drop(item for item in coded if isinstance(item, Drop))
                added += known + writer.add([item for item in coded if isinstance(item, CodedArticle)])
        return added

    def recode(self) -> Added:
        """Brings all events to the present coder, model and knowledge; readers see them when all is done.

        An article that the coder fails on stays, without events and with a drop that says why.
        """
        added = Added()
        with self._store.recoding(self.coder.versions) as recoding:
            for batch in _batches(recoding):
                added += recoding.add([self._coded(article) for article in batch])
            recoding.finish()
        return added

    def events(
        self,
        *,
        actor: str = "",
        recipient: str = "",
        between: tuple[str, str] | None = None,
        types: Iterable[str] = (),
        since: date | str | None = None,
        until: date | str | None = None,
        limit: int | None = None,
    ) -> list[Event]:
        """The events that meet all conditions of an `EventFilter`, oldest first. Days: a date, '2022' or '2022-03'."""
        return self.view.events(
            EventFilter(
                actor=self.party(actor) if actor else "",
                recipient=self.party(recipient) if recipient else "",
                between=(self.party(between[0]), self.party(between[1])) if between else None,
                types=tuple(types),
                since=_days(since)[0] if since else None,
                until=_days(until)[1] if until else None,
                limit=limit,
            )
        )

    def alignment(
        self, one: str, other: str, *, since: date | str | None = None, until: date | str | None = None
    ) -> Alignment:
        """How two parties stand to each other, in words and in deeds, from all that passed between them."""
        return provisional_alignment(self.events(between=(one, other), since=since, until=until))

    def explain(self, event_id: str) -> Explanation:
        """Why an event was coded, by its id or the beginning of it."""
        return Explanation(*self.view.event(event_id))

    def party(self, name_or_code: str) -> str:
        """The key of a name or code: 'Serbia' → 'SRB', 'Serbia/gov' → 'SRB/GOV', 'EU' → 'IGO/EU'."""
        return self.knowledge.key(name_or_code)

    def _coded(self, article: Article) -> CodedArticle:
        from rapallo.pipeline import code_all

        [item] = code_all([article], self.coder)
        return CodedArticle(article, 0, (), (item,)) if isinstance(item, Drop) else item


def _unknown(items: Iterable[Article | Drop], writer: Writer) -> tuple[list[Article | Drop], Added]:
    """What is to be coded, and the account of what is there already."""
    fresh: list[Article | Drop] = []
    known = Added()
    for item in items:
        if isinstance(item, Article) and writer.known(item):
            known += Added(known=1, copies=int(writer.known_as(item) != item.id))
        else:
            fresh.append(item)
    return fresh, known


def _batches(items: Iterable[Item]) -> Iterator[list[Item]]:
    rest = iter(items)
    while batch := list(islice(rest, BATCH_ARTICLES)):
        yield batch


def _days(when: date | str) -> tuple[date, date]:
    """First and last day of a date as a caller gives it. Raises NameUnknownError."""
    span = (when, when) if isinstance(when, date) else day_span(when)
    if span is None:
        raise NameUnknownError(f"{when!r} is not a date.", mend="Write 2022, 2022-03 or 2022-03-01.")
    return span
