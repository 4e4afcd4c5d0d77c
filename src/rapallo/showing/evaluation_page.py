"""How right the coder is, as a page: figures by level and type, which types are confused, why events are missed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from rapallo.evaluation import Evaluation, EventCoding, Interval, Outcome, Score, Scores
from rapallo.ontology import MARKS, TYPES
from rapallo.records import Article, Evidence
from rapallo.showing.quoting import quoted
from rapallo.showing.untrusted import plain
from rapallo.showing.wording import MARK_WORDS, TOWARDS, counted

LEVELS_TOLD = "dyad: the parties agree; quad: quad class and marks too; type: type and marks too."
REASON_MEANINGS: Mapping[str, str] = MappingProxyType(
    {
        "marks": "right but for the marks",
        "type": "right parties, wrong type",
        "direction": "actor and recipient swapped",
        "recipient": "right actor, wrong recipient",
        "actor": "right recipient, wrong actor",
        "parties": "same sentence and type, other parties",
        "not found": "no coded event is like it",
        "made up": "no gold event is like it",
    }
)
NOTHING = "–"
# The letters that head the columns of the confusion table; the first three ones are not always enough.
SHORT_NAMES: Mapping[str, str] = MappingProxyType({name: name[:3] for name in TYPES} | {"CONCEDE": "CNC"})
CONFUSION_LABEL_CELLS, CONFUSION_CELL_CELLS = 11, 4
LEVELS_CELLS = 73
QUOTE_LINES = 3
INDENT_CELLS = 7


def evaluation_page(evaluation: Evaluation, *, width_cells: int, show: int = 0) -> RenderableType:
    """The page; `show` so many missed and so many made-up events with their sentences."""
    parts: list[RenderableType] = [
        *_heading(evaluation),
        Text(),
        *_levels(evaluation.scores, width_cells=width_cells),
        Text(),
        *_types(evaluation.scores),
        Text(),
        *_confusion(evaluation, width_cells=width_cells),
        Text(),
        *_reasons(evaluation),
    ]
    if show:
        for title, some in (("Missed", evaluation.missed), ("Made up", evaluation.made_up)):
            parts += [Text(), *_examples(title, some, evaluation.articles, show, width_cells=width_cells)]
    for note in evaluation.notes:
        parts += [Text(), Text(f"Note: {plain(note)}")]
    return Group(*parts)


def _heading(evaluation: Evaluation) -> Iterator[Text]:
    score = evaluation.scores.levels["type"]
    without = f" ({evaluation.articles_without_gold} without a gold event)" if evaluation.articles_without_gold else ""
    counts = f"{counted(score.gold, 'core gold event')}, {counted(score.coded, 'coded event')}"
    yield Text(f"{counted(evaluation.scores.articles, 'article')}{without}, {counts}", "heading")
    if evaluation.sentences_read_whole is not None:
        sentences = counted(evaluation.sentences_read_whole, "sentence")
        yield Text(f"Recall over {sentences} read whole; precision over judged events.")
    yield Text(plain(f"{evaluation.source}: {'; '.join(evaluation.made_by) or 'versions not told'}"), "quiet")


def _levels(scores: Scores, *, width_cells: int) -> Iterator[RenderableType]:
    """With every interval where there is room, else with F1's alone."""
    roomy = width_cells >= LEVELS_CELLS
    table = _table("level", "precision", "recall", "F1")
    for name, score in scores.levels.items():
        table.add_row(name, *_measures(score, digits=3 if roomy else 2, every_interval=roomy))
    yield table
    yield Text(LEVELS_TOLD, "quiet")
    yield Text("In brackets 90 % intervals: articles resampled 1,000 times.", "quiet")
    marks, marked, dates = scores.marks, scores.marked, scores.dates
    yield Text(
        f"Where parties and type agree, marks are right in {marks.right} of {marks.of}"
        f" (of those marked in gold, in {marked.right} of {marked.of})."
    )
    yield Text(f"Where type and marks agree too, dates are right in {dates.right} of {dates.of}.")


def _types(scores: Scores) -> Iterator[RenderableType]:
    yield Text("By type: parties, type and marks right", "heading")
    table = _table("type", "gold", "coded", "precision", "recall", "F1", numbers_from=1)
    for name, score in scores.types.items():
        if score.gold or score.coded:
            measures = _measures(score, digits=2, every_interval=False)
            table.add_row(name, str(score.gold), str(score.coded), *measures)
    yield table


def _measures(score: Score, *, digits: int, every_interval: bool) -> Iterator[str]:
    for value, interval, is_f1 in (
        (score.precision, score.precision_interval, False),
        (score.recall, score.recall_interval, False),
        (score.f1, score.f1_interval, True),
    ):
        yield _figure(value, interval if every_interval or is_f1 else None, digits=digits)


def _figure(value: float | None, interval: Interval | None, *, digits: int) -> str:
    if value is None:
        return NOTHING
    return f"{value:.{digits}f}" + (f" [{interval.low:.{digits}f}, {interval.high:.{digits}f}]" if interval else "")


def _table(*headings: str, numbers_from: int = 99) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="quiet", pad_edge=False)
    for number, heading in enumerate(headings):
        right = numbers_from <= number < len(headings) - 1
        table.add_column(heading, no_wrap=True, justify="right" if right else "left")
    return table


def _confusion(evaluation: Evaluation, *, width_cells: int) -> Iterator[RenderableType]:
    """As a table where it fits; as lines 'gold: coded so often' else."""
    confusion = evaluation.confusion
    used = [name for name in TYPES if any(name in pair for pair in confusion)]
    yield Text("Gold types (rows) and what they were coded as, where the parties agree", "heading")
    if not used:
        yield Text("No parties agree.", "quiet")
    elif CONFUSION_LABEL_CELLS + CONFUSION_CELL_CELLS * len(used) <= width_cells:
        yield Text("".ljust(CONFUSION_LABEL_CELLS) + "".join(_cell(SHORT_NAMES[name]) for name in used), "quiet")
        for gold in used:
            yield _confusion_row(gold, [(coded, confusion[gold, coded]) for coded in used])
    else:
        for gold in used:
            told = [f"{coded} {confusion[gold, coded]}" for coded in used if confusion[gold, coded]]
            yield Text(f"{gold}: {', '.join(told) or 'never'}")


def _confusion_row(gold: str, row: Sequence[tuple[str, int]]) -> Text:
    text = Text(gold.ljust(CONFUSION_LABEL_CELLS))
    for coded, events in row:
        style = "cooperation" if coded == gold else "conflict"
        text.append(_cell(str(events) if events else "·"), style if events else "quiet")
    return text


def _cell(text: str) -> str:
    return text.rjust(CONFUSION_CELL_CELLS)


def _reasons(evaluation: Evaluation) -> Iterator[RenderableType]:
    missed, made_up = len(evaluation.missed), len(evaluation.made_up)
    yield Text(f"Missed: {missed} of {counted(evaluation.scores.levels['type'].gold, 'gold event')}", "heading")
    for reason, events in evaluation.reasons.items():
        if events:
            yield Text(f"{events:>5}  {REASON_MEANINGS[reason]}")
    nearly = sum(1 for one in evaluation.missed if one.coded)
    wrong = counted(nearly + made_up, "coded event")
    yield Text(f"Not right: {wrong}, {nearly} of them told above and {made_up} like no gold event.")


def _examples(
    title: str, some: Sequence[Outcome], articles: Mapping[str, Article], limit: int, *, width_cells: int
) -> Iterator[RenderableType]:
    shown = min(limit, len(some))
    yield Text(f"{title}, {shown} of {len(some)} shown" if some else f"{title}: none", "heading")
    # Evenly from all articles, for the first ones need not be like the rest.
    for outcome in (some[number * len(some) // shown] for number in range(shown)):
        yield Text()
        yield from _example(outcome, articles, width_cells=width_cells)


def _example(outcome: Outcome, articles: Mapping[str, Article], *, width_cells: int) -> Iterator[Text]:
    one = outcome.gold or outcome.coded
    assert one is not None  # an outcome has one of them at least
    yield Text(f"{plain(one.article)} · {plain(one.source)} · {REASON_MEANINGS[outcome.difference]}", "quiet")
    for name, coding in (("gold", outcome.gold), ("coded", outcome.coded)):
        if coding:
            yield Text.assemble((name.ljust(INDENT_CELLS), "quiet"), in_short(coding))
    room = (width_cells - INDENT_CELLS) * QUOTE_LINES - width_cells // 5
    quoted_one = one if one.sentence or one.trigger else outcome.coded
    if quoted_one:
        yield _quote(quoted_one, articles.get(one.article), room)


def in_short(coding: EventCoding) -> Text:
    """'SRB/GOV → RUS  SANCTION  not done  2024-10-20'."""
    parties = [plain(" + ".join(side)) for side in (coding.actors or ("?",), coding.recipients)]
    text = Text(f" {TOWARDS} ".join(filter(None, parties)))
    text.append(f"  {coding.type}")
    if coding.marks:
        text.append(f"  {', '.join(MARK_WORDS[mark] for mark in MARKS if mark in coding.marks)}", "mark")
    return text.append(f"  {plain(coding.date)}", "quiet") if coding.date else text


def _quote(coding: EventCoding, article: Article | None, width_cells: int) -> Text:
    """The sentence with the trigger marked; where only its first words are known and no text is at hand, those."""
    sentence = _sentence(coding, article)
    at = sentence.find(coding.trigger) if coding.trigger else -1
    start, end = (at, at + len(coding.trigger)) if at >= 0 else (0, 0)
    whole = Evidence(coding.article, 0, len(sentence), sentence)
    return quoted(whole, Evidence(coding.article, start, end, sentence[start:end]), width_cells=width_cells)


def _sentence(coding: EventCoding, article: Article | None) -> str:
    if article is None or coding.sentence_span or not coding.sentence:
        return coding.sentence or coding.trigger
    from rapallo.language import split_sentences

    beginning = coding.sentence.casefold().split()
    candidates = (sentence.text for sentence in split_sentences(article))
    found = (text for text in candidates if text.casefold().split()[: len(beginning)] == beginning)
    return next(found, coding.sentence)
