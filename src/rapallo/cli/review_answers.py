"""The questions of a review: an event's fields one after the other, each checked; Enter keeps what is there."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

import click

from rapallo.cli.answers import Answers
from rapallo.cli.arguments import knowledge
from rapallo.errors import NameUnknownError
from rapallo.evaluation.fields import FieldError, checked_date, checked_key, checked_mark, checked_mode, checked_type
from rapallo.ontology import MARKS, TYPES
from rapallo.records import COLLECTIVE_CODES, Evidence, evidence
from rapallo.reviewing import Card, Named, Reading
from rapallo.showing import plain

NONE = "-"
Parties = tuple[Named, ...]
Value = TypeVar("Value")


def ask_event(answers: Answers, card: Card) -> Reading:
    """A new event of the card's sentence, from its trigger on."""
    trigger = _asked(answers, "trigger words: ", lambda text: _words(text, card))
    kind = _asked(answers, f"type ({', '.join(TYPES)}): ", checked_type)
    return ask_fields(answers, card, Reading(trigger, kind, date=card.coded.date), new=True)


def ask_fields(answers: Answers, card: Card, reading: Reading, *, new: bool = False) -> Reading:
    """The reading with the fields that a person changes; `-` empties a field."""
    kind = reading.type if new else _asked(answers, f"type [{reading.type}]: ", _or_kept(checked_type, reading.type))
    mode = _ask_mode(answers, kind, reading.mode if kind == reading.type else None)
    actors, recipients = _ask_sides(answers, card, reading)
    marks = _asked(answers, f"marks ({', '.join(MARKS)}) [{_listed(reading.marks)}]: ", _or_kept(_marks, reading.marks))
    date = _asked(answers, f"date [{plain(reading.date) or NONE}]: ", _or_kept(checked_date, reading.date))
    changed = replace(reading, type=kind, mode=mode, actors=actors, recipients=recipients, marks=marks, date=date)
    return changed if date == reading.date else replace(changed, date_words=None)


def _asked(answers: Answers, question: str, read: Callable[[str], Value]) -> Value:
    """What a person says, asked again until it can be read."""
    while True:
        try:
            return read(answers.line(f"  {question}"))
        except (FieldError, NameUnknownError) as error:
            told = plain(str(error))
            click.echo(f"    {told}{'' if told.endswith(('.', '?')) else '.'}")


def _or_kept(check: Callable[[str], Value], kept: Value) -> Callable[[str], Value]:
    """A check that keeps what is there for an empty answer, and takes `-` for nothing."""
    return lambda text: check("" if text == NONE else text) if text else kept


def _ask_mode(answers: Answers, kind: str, mode: str | None) -> str | None:
    modes = TYPES[kind].modes
    if not modes:
        return None
    return _asked(
        answers, f"mode ({', '.join(modes)}) [{mode or NONE}]: ", _or_kept(lambda t: checked_mode(t, kind), mode)
    )


def _marks(text: str) -> tuple[str, ...]:
    wanted = {checked_mark(word) for word in _parts(text)}
    return tuple(mark for mark in MARKS if mark in wanted)


def _ask_sides(answers: Answers, card: Card, reading: Reading) -> tuple[Parties, Parties]:
    """Actors and recipients, asked again where both are empty."""
    known = {party.key: party for party in (*reading.actors, *reading.recipients)}
    while True:
        actors = _ask_parties(answers, card, "actor", reading.actors, known)
        recipients = _ask_parties(answers, card, "recipient", reading.recipients, known)
        if actors or recipients:
            return actors, recipients
        click.echo("    An event has an actor or a recipient.")


def _ask_parties(answers: Answers, card: Card, side: str, parties: Parties, known: Mapping[str, Named]) -> Parties:
    """Keys or names, joined by '+'; for keys that were not in the event, the words that name them."""
    current = [party.key for party in parties]
    question = f"{side}, keys or names joined by + [{_listed(current, ' + ')}]: "
    keys = _asked(answers, question, _or_kept(lambda text: [_key(part) for part in _parts(text)], current))
    if keys == current:
        return parties
    return tuple(known[key] if key in known else _ask_words(answers, card, key) for key in dict.fromkeys(keys))


def _ask_words(answers: Answers, card: Card, key: str) -> Named:
    """The words of the sentence that name a party; none is an answer too."""
    question = f"  words of the sentence for {key} [{NONE}]: "
    return Named(key, _asked(answers, question, lambda text: _words(text, card) if text.strip(NONE) else None))


def _key(name: str) -> str:
    """The key of a name or code; an organisation or bloc that we do not know may be given by its key."""
    try:
        return knowledge().key(name)
    except NameUnknownError:
        if name.partition("/")[0].upper() not in COLLECTIVE_CODES:
            raise
        return checked_key(name.upper())


def _words(text: str, card: Card) -> Evidence:
    """Where whole words stand in the sentence: as written, else in any case."""
    sentence = card.event.sentence
    if not text:
        raise FieldError("Give words as they stand in the sentence")
    words = r"\s+".join(map(re.escape, text.split()))
    for flags in (re.NOFLAG, re.IGNORECASE):
        if found := re.search(rf"(?<!\w){words}(?!\w)", sentence.text, flags):
            return evidence(card.article, sentence.start + found.start(), sentence.start + found.end())
    raise FieldError(f"{text!r} does not stand in the sentence")


def _parts(text: str) -> list[str]:
    return [part.strip() for part in re.split(r"[+,;]", text) if part.strip()]


def _listed(values: Sequence[str], joint: str = ", ") -> str:
    return plain(joint.join(values)) or NONE
