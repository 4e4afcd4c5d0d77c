"""What a review says of all that was coded, as a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from rapallo.reviewing import Estimate, Report
from rapallo.showing.untrusted import plain
from rapallo.showing.wording import counted

CRITERIA_TOLD: Mapping[str, str] = MappingProxyType(
    {
        "exact": "every field",
        "type": "parties, type and marks",
        "quad": "parties, quad class and marks",
        "dyad": "parties",
    }
)
THIRDS_TOLD: Mapping[int, str] = MappingProxyType({1: "lowest", 2: "middle", 3: "highest"})


def review_report(report: Report) -> RenderableType:
    """The page."""
    return Group(*_parts(report))


def _parts(report: Report) -> Iterator[RenderableType]:
    sample = report.sample
    yield Text(f"Precision of {counted(sample.population, 'event')} in {plain(sample.database)}", "heading")
    yield Text(f"{plain(sample.versions)}; sample of {len(sample.drawn)}, seed {sample.seed}", "quiet")
    yield Text(_answers(report))
    yield Text()
    if not report.overall["exact"].answers:
        yield Text("No event was judged yet.")
        return
    yield _table("right are", ((CRITERIA_TOLD[name], one) for name, one in report.overall.items()), events=False)
    yield Text()
    yield Text("By type: parties, type and marks right", "heading")
    yield _table("type", report.types.items())
    yield Text()
    yield Text("By confidence: thirds within each type", "heading")
    yield _table("third", ((THIRDS_TOLD[third], one) for third, one in report.thirds.items()))
    yield Text()
    yield Text(
        "Answers are weighted back from type and confidence to all events; 90 % intervals are Wilson's at the effective"
        " sample size.",
        "quiet",
    )
    if report.unanswered:
        yield Text(f"Counted as the average, for none of them was judged: {', '.join(report.unanswered)}.")


def _answers(report: Report) -> str:
    kinds = report.answers
    judged = kinds["accept"] + kinds["correct"] + kinds["reject"]
    told = f"{judged} judged: {kinds['accept']} accepted, {kinds['correct']} corrected, {kinds['reject']} rejected"
    skipped = f"; {kinds['skip']} skipped" if kinds["skip"] else ""
    added = f"; {counted(kinds['add'], 'missed event')} added" if kinds["add"] else ""
    whole = f"; {counted(kinds['whole'], 'sentence')} marked whole" if kinds["whole"] else ""
    return f"{told}{skipped}{added}{whole}"


def _table(name: str, rows: Iterable[tuple[str, Estimate]], *, events: bool = True) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="quiet", pad_edge=False)
    table.add_column(name, no_wrap=True)
    for heading in [*(["events"] if events else []), "judged", "precision"]:
        table.add_column(heading, no_wrap=True, justify="right")
    table.add_column("90 %", no_wrap=True)
    for label, one in rows:
        numbers = [f"{one.events:,}", f"{one.answers:,}"] if events else [f"{one.answers:,}"]
        table.add_row(label, *numbers, *_figures(one))
    return table


def _figures(estimate: Estimate) -> tuple[str, str]:
    if estimate.value is None or estimate.interval is None:
        return "–", ""
    return f"{estimate.value:.2f}", f"[{estimate.interval.low:.2f}, {estimate.interval.high:.2f}]"
