"""A review from card to card: which event comes next, and what an answer writes. Knows no keys and no screen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from rapallo.errors import InputError, NameUnknownError
from rapallo.evaluation.gold_file import SKIP, WHOLE
from rapallo.records import Article, Event
from rapallo.reviewing.reading import (
    ACCEPT,
    ADD,
    CORRECT,
    REJECT,
    Reading,
    as_coded,
    coded_row,
    differing,
    event_row,
    no_event_row,
    sentence_number,
)
from rapallo.reviewing.review_file import ReviewFile
from rapallo.reviewing.sample import Drawn, versions_of
from rapallo.store import View

JUDGED = (ACCEPT, CORRECT, REJECT)


@dataclass(frozen=True, slots=True)
class Card:
    """An event to judge. `number` counts it within the sample (0 where it is not of the sample but stands in a sentence
    that is read whole); `others` are the other coded events of its sentence, `added` what was added to it by hand.
    """

    event: Event
    article: Article
    coded: Reading
    drawn: Drawn | None
    number: int
    total: int
    others: tuple[Event, ...]
    added: tuple[dict[str, Any], ...]
    whole: bool


class Session:
    """A review of a database. Raises InputError where the file reviews what other versions coded."""

    def __init__(self, file: ReviewFile, view: View) -> None:
        present = versions_of(view)
        if file.sample.versions != present:
            raise InputError(
                f"{file.path} reviews events of {file.sample.versions}; the database was since coded by {present}.",
                mend="Begin a new file with -o; --report still shows the old one.",
            )
        self.file = file
        self._view = view

    def next_card(self) -> Card | None:
        """The next event without an answer: first those of sentences to be read whole, then the sample's."""
        answered = {row["event"] for row in self.file.answers if row.get("event")}
        for row in self.file.answers:
            if row["answer"] == WHOLE:
                for event in row["events"]:
                    if event not in answered:
                        return self._card(event)
        open_ = (one.event for one in self.file.sample.drawn if one.event not in answered)
        return next((self._card(event) for event in open_), None)

    @property
    def answered(self) -> int:
        """How many events of the sample have an answer."""
        answered = {row["event"] for row in self.file.answers if row.get("event")}
        return sum(one.event in answered for one in self.file.sample.drawn)

    def accept(self, card: Card) -> None:
        """The event is right in every field."""
        self.file.add(self._row(ACCEPT, card, event_row(card.coded)))

    def reject(self, card: Card) -> None:
        """There is no such event."""
        self.file.add(self._row(REJECT, card, no_event_row(card.coded.trigger)))

    def skip(self, card: Card) -> None:
        """No answer: the event counts neither way."""
        self.file.add(self._row(SKIP, card, no_event_row(card.coded.trigger)))

    def correct(self, card: Card, reading: Reading) -> bool:
        """The event is there but wrong in some field; where the reading is what was coded it is accepted (False)."""
        if not differing(card.coded, reading):
            self.accept(card)
            return False
        self.file.add(self._row(CORRECT, card, event_row(reading)))
        return True

    def add(self, card: Card, reading: Reading) -> None:
        """Another event in the sentence of this card, which the coder missed."""
        row = self._row(ADD, card, event_row(reading))
        self.file.add(row | {"event": None, "stratum": None, "coded": None})

    def read_whole(self, card: Card) -> None:
        """The sentence holds no event but those that were coded (and will be judged) and those added."""
        events = [card.event.id, *(other.id for other in card.others)]
        self.file.add(self._place(card) | {"type": None, "answer": WHOLE, "event": None, "events": events})

    def undo(self) -> str | None:
        """Take the last answer back: what it was, or None."""
        row = self.file.undo()
        return str(row["answer"]) if row else None

    @cached_property
    def _drawn(self) -> dict[str, tuple[int, Drawn]]:
        return {one.event: (number, one) for number, one in enumerate(self.file.sample.drawn, 1)}

    def _card(self, event_id: str) -> Card:
        event, article = self._found(event_id)
        [(_, events)] = self._view.coded_articles([article.id])
        number, drawn = self._drawn.get(event_id, (0, None))
        here = [row for row in self.file.answers if _is_at(row, event)]
        return Card(
            event=event,
            article=article,
            coded=as_coded(event, article),
            drawn=drawn,
            number=number,
            total=len(self.file.sample.drawn),
            others=tuple(_others(event, events)),
            added=tuple(row for row in here if row["answer"] == ADD),
            whole=any(row["answer"] == WHOLE for row in here),
        )

    def _found(self, event_id: str) -> tuple[Event, Article]:
        try:
            return self._view.event(event_id)
        except NameUnknownError:
            raise InputError(
                f"{self.file.path} samples events of {self.file.sample.database}; {event_id} is not in this one.",
                mend="Name that database with --db, or begin a new file with -o.",
            ) from None

    @staticmethod
    def _place(card: Card) -> dict[str, Any]:
        sentence = card.event.sentence
        where = {"start": sentence.start, "end": sentence.end, "text": sentence.text}
        number = sentence_number(card.article, card.event.sequence)
        return {"id": card.article.id, "s": number, "sentence": where}

    def _row(self, answer: str, card: Card, fields: dict[str, Any]) -> dict[str, Any]:
        stratum = [card.drawn.type, card.drawn.third] if card.drawn else None
        kept = {"core": True, "again": False, "answer": answer, "event": card.event.id, "stratum": stratum}
        return self._place(card) | fields | kept | {"coded": coded_row(card.coded)}


def _is_at(row: dict[str, Any], event: Event) -> bool:
    """Whether an answer is about the sentence of an event."""
    return bool(row["id"] == event.article and row["sentence"]["start"] == event.sentence.start)


def _others(event: Event, events: list[Event]) -> Iterator[Event]:
    return (one for one in events if one.id != event.id and one.sentence.start == event.sentence.start)
