"""One event to judge: its sentence with trigger and parties marked, and what was coded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from rapallo.records import Article, Event, Evidence
from rapallo.reviewing import Card, Named, Reading
from rapallo.showing.quoting import last_words
from rapallo.showing.untrusted import plain
from rapallo.showing.wording import (
    MARK_MEANINGS,
    Label,
    counted,
    keys,
    marks_in_words,
    names,
    source,
    stance_style,
    type_and_mode,
    who_to_whom,
)

CONTEXT_CHARS = 400
CONTEXT_LINES = 2


def review_card(card: Card, label: Label, *, width_cells: int) -> RenderableType:
    """The card of an event."""
    event = card.event
    head = Text(who_to_whom(event, lambda entities: names(entities, label)), "heading")
    head.append("  ").append(type_and_mode(event), stance_style(event))
    if event.marks:
        head.append(f"  {marks_in_words(event)}", "mark")
    parts: list[RenderableType] = [Text(_progress(card), "quiet"), head, Text()]
    if before := _before(event, card.article, width_cells):
        parts.append(Text(before, "quiet"))
    parts += [_marked(event.sentence, card.coded), Text(_source(card.article), "quiet"), Text()]
    parts += [_table(card, label), *_others(card)]
    return Group(*parts)


def _progress(card: Card) -> str:
    """Without the confidence: a person who knows how sure the coder is judges less freely."""
    return f"{card.number} of {card.total}" if card.drawn else "not of the sample: its sentence is read whole"


def _source(article: Article) -> str:
    title = f" · {plain(article.title)}" if article.title else ""
    return f"{source(article, article.id)}{title}"


def _before(event: Event, article: Article, width_cells: int) -> str:
    """What stands in front of the sentence, for pronouns need it."""
    start = max(0, event.sentence.start - CONTEXT_CHARS)
    return last_words(
        plain(article.stored_text[start : event.sentence.start]).strip(), CONTEXT_LINES * width_cells - 20
    )


def _marked(sentence: Evidence, coded: Reading) -> Text:
    """The sentence with '[A: …]' around actors, '[R: …]' around recipients and '*…*' around the trigger."""
    words = [(party.words, "[A: ", "]", "type_in") for party in coded.actors if party.words]
    words += [(party.words, "[R: ", "]", "mark") for party in coded.recipients if party.words]
    words.append((coded.trigger, "*", "*", "trigger"))
    text = Text("“")
    at = sentence.start
    for mention, opening, closing, style in sorted(words, key=lambda one: (one[0].start, -one[0].end)):
        if mention.start < at:  # within words that are marked already
            continue
        text.append(plain(sentence.text[at - sentence.start : mention.start - sentence.start]))
        text.append(f"{opening}{plain(mention.text)}{closing}", style)
        at = mention.end
    return text.append(plain(sentence.text[at - sentence.start :])).append("”")


def _table(card: Card, label: Label) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(style="heading", no_wrap=True)
    table.add_column(overflow="fold")
    for heading, lines in _rows(card, label):
        for number, line in enumerate(lines):
            table.add_row("" if number else heading, line)
    return table


def _rows(card: Card, label: Label) -> Iterator[tuple[str, list[Text]]]:
    coded, event = card.coded, card.event
    yield "type", [Text(type_and_mode(event))]
    yield "actor", _parties(coded.actors, label) or [Text("nobody", "quiet")]
    yield "recipient", _parties(coded.recipients, label) or [Text("nobody", "quiet")]
    yield (
        "marks",
        [Text(f"{plain(mark)}: {MARK_MEANINGS.get(mark, '')}") for mark in coded.marks] or [Text("none", "quiet")],
    )
    words = f"  “{plain(coded.date_words.text)}”" if coded.date_words else ""
    yield "date", [Text(f"{plain(coded.date) or 'unknown'}{words}")]
    if coded.says:
        yield "says", _parties([coded.says], label)


def _parties(parties: Sequence[Named], label: Label) -> list[Text]:
    return [
        Text.assemble(plain(party.key), (f"  {plain(label(party.key))}", "quiet"), *_words(party)) for party in parties
    ]


def _words(party: Named) -> tuple[str, ...]:
    return (f"  “{plain(party.words.text)}”",) if party.words else ()


def _others(card: Card) -> Iterator[Text]:
    """What else is coded in this sentence, and what was added to it by hand."""
    if card.others or card.added or card.whole:
        yield Text()
    for event in card.others:
        yield Text.assemble(
            ("also coded here: ", "quiet"), f"{who_to_whom(event, keys)}  {type_and_mode(event)}", (_at(event), "quiet")
        )
    if card.added:
        yield Text(f"{counted(len(card.added), 'event')} added to this sentence by hand", "quiet")
    if card.whole:
        yield Text("this sentence is read whole", "quiet")


def _at(event: Event) -> str:
    return f"  “{plain(event.trigger.text)}”"


def article_text(article: Article) -> RenderableType:
    """The whole article, to look something up in it."""
    paragraphs = [plain(paragraph) for paragraph in article.stored_text.split("\n") if paragraph.strip()]
    return Group(*(Padding(Text(paragraph), (0, 0, 1, 2)) for paragraph in paragraphs))
