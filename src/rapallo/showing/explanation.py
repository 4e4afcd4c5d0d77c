"""Why an event was coded as it is: the sentence, the probabilities, and how every name in it was resolved."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from rapallo.records import Article, Entity, Event, Evidence
from rapallo.showing.untrusted import plain
from rapallo.showing.wording import (
    MARK_MEANINGS,
    Label,
    marks_in_words,
    names,
    stance_style,
    type_and_mode,
    when,
    who_to_whom,
)

BAR_CELLS = 20
# Less likely types are not shown: they would round to nothing.
PROBABILITY_MIN = 0.01


def explanation(event: Event, article: Article, label: Label) -> RenderableType:
    """Everything that is kept about an event, as a page."""
    return Group(*_heading(event, article, label), Text(), _sentence(event), Text(), _table(event, article, label))


def _heading(event: Event, article: Article, label: Label) -> Iterator[Text]:
    head = Text.assemble((who_to_whom(event, lambda entities: names(entities, label)), "heading"), "  ")
    head.append(type_and_mode(event), stance_style(event))
    if event.marks:
        head.append(f"  {marks_in_words(event)}", "mark")
    yield head
    yield Text(f"{when(event, article) or 'undated'} · event {plain(event.id)}", "quiet")


def _sentence(event: Event) -> Text:
    """The whole sentence with its trigger marked."""
    sentence, start, end = event.sentence.text, event.trigger.start, event.trigger.end
    start, end = (min(max(at - event.sentence.start, 0), len(sentence)) for at in (start, end))
    return Text.assemble(
        "“", plain(sentence[:start]), (plain(sentence[start:end]), "trigger"), plain(sentence[end:]), "”"
    )


def _table(event: Event, article: Article, label: Label) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(style="heading", no_wrap=True)
    table.add_column(overflow="fold")
    for heading, lines in _rows(event, article, label):
        for index, line in enumerate(lines):
            table.add_row("" if index else heading, line)
    return table


def _rows(event: Event, article: Article, label: Label) -> Iterator[tuple[str, list[Text]]]:
    yield "where", [Text(f"{_span(event.sentence)} of the article, trigger {_span(event.trigger)}")]
    yield "again", [Text.assemble(_quote(again), (f"  {_span(again)}", "quiet")) for again in event.again]
    yield "article", list(_article(article))
    yield "type", [_probability(*pair) for pair in _likely(event)]
    yield "mode", [Text(plain(event.mode))] if event.mode else []
    yield "marks", [Text(f"{plain(mark)}: {MARK_MEANINGS.get(mark, '')}") for mark in event.marks]
    for entity in event.actors:
        yield "actor", list(_entity(entity, label))
    for entity in event.recipients:
        yield "recipient", list(_entity(entity, label))
    yield "says", list(_entity(event.says, label)) if event.says else [Text("the outlet itself", "quiet")]
    yield "date", [_date(event, article)]
    yield "place", [Text.assemble(_quote(event.place), (f"  {_span(event.place)}", "quiet"))] if event.place else []
    yield "confidence", [Text(f"{event.confidence:.2f}")]
    yield "made by", [Text(plain(str(event.versions)), "quiet")]


def _article(article: Article) -> Iterator[Text]:
    yield Text(plain(article.title) or "(no title)")
    published = f"published {article.published.isoformat()}" if article.published else "no publication date"
    facts = [article.outlet, published, f"by {article.byline}" if article.byline else ""]
    facts += [f"from {article.origin}" if article.origin else "", "a repost" if article.repost else ""]
    yield Text(plain(" · ".join(filter(None, facts))), "quiet")
    yield Text(plain(" · ".join(filter(None, [article.id, article.url]))), "quiet")


def _likely(event: Event) -> list[tuple[str, float]]:
    """The likeliest types with their probabilities; the coded type alone where the model kept none."""
    return [pair for pair in event.type_probabilities if pair[1] >= PROBABILITY_MIN] or [(event.type, event.confidence)]


def _probability(name: str, probability: float) -> Text:
    filled = round(probability * BAR_CELLS)
    return Text.assemble(
        f"{plain(name):<10}", "█" * filled, ("·" * (BAR_CELLS - filled), "quiet"), f" {probability:.2f}"
    )


def _entity(entity: Entity, label: Label) -> Iterator[Text]:
    """Who is meant, by which words, and why."""
    person = f" ({plain(entity.name)})" if entity.name and entity.name != label(entity.key) else ""
    yield Text(f"{plain(entity.key)}  {plain(label(entity.key))}{person}")
    if entity.mention:
        yield Text.assemble(_quote(entity.mention), (f"  {_span(entity.mention)}", "quiet"))
    why = "; ".join(filter(None, [plain(entity.reason), f"record {plain(entity.record)}" if entity.record else ""]))
    if why:
        yield Text(why, "quiet")


def _date(event: Event, article: Article) -> Text:
    if event.date is None:
        value = when(event, article)
        return Text(f"not told; shown at the publication date {value}" if value else "not told", "quiet")
    text = Text(plain(event.date.value))
    if event.date.words:
        text.append("  ").append_text(_quote(event.date.words)).append(f"  {_span(event.date.words)}", "quiet")
    return text.append(f"  {plain(event.date.rule)}", "quiet")


def _quote(words: Evidence) -> Text:
    return Text(f"“{plain(words.text)}”")


def _span(words: Evidence) -> str:
    return f"characters {words.start}-{words.end}"
