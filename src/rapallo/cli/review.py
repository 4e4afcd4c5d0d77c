"""`rapallo review`: judge a sample of coded events by hand, and learn how often the coder is right."""

from __future__ import annotations

import json
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING

import click

from rapallo.cli.arguments import GivenPath, database, database_option, knowledge, knowledge_option, on_database
from rapallo.cli.failures import Stopped

if TYPE_CHECKING:
    from collections.abc import Callable

    from rapallo.cli.answers import Answers
    from rapallo.reviewing import Card, ReviewFile, Session
    from rapallo.store import View

SAMPLE_EVENTS, SEED = 100, 7
QUESTION = "[a]ccept [r]eject [c]orrect [m]issed [w]hole [t]ext [s]kip [u]ndo [q]uit [?] "
HELP = """\
  a  accept: the event is there, and every field is right
  r  reject: the sentence reports no such event
  c  correct: the event is there, but a field is wrong
  m  missed: add another event of this sentence that was not coded
  w  whole: besides what is coded here (you are asked about all of it) and what
     you add, this sentence has no event; only then does it count for recall
  t  text: show the whole article
  s  skip: no answer, counts neither way
  u  undo the last answer
  q  quit; the same command goes on from here\
"""


@click.command(
    epilog="\b\nExample:\n"
    "  rapallo review --db news.duckdb -o review.jsonl --sample 200\n"
    "  rapallo review -o review.jsonl --report\n"
    "  rapallo evaluate review.jsonl --db news.duckdb"
)
@database_option
@click.option(
    "-o",
    "--output",
    type=GivenPath(dir_okay=False),
    default=Path("review.jsonl"),
    show_default=True,
    metavar="FILE",
    help="The answers; an existing file is gone on with.",
)
@click.option(
    "--sample",
    type=click.IntRange(1),
    metavar="N",
    help=f"Events to draw, by type and confidence.  [default: {SAMPLE_EVENTS}]",
)
@click.option(
    "--seed", type=click.IntRange(0), metavar="N", help=f"The same seed draws the same events.  [default: {SEED}]"
)
@click.option("--report", "only_report", is_flag=True, help="Show what the answers say, and ask nothing.")
@knowledge_option
def review(*, db: Path | None, output: Path, sample: int | None, seed: int | None, only_report: bool) -> None:
    """Judge a sample of coded events by hand; ends in their precision.

    Each event is shown with its sentence: accept, correct or reject it. An answer is kept when it is given; the same
    command goes on where it stopped. The file is gold for `rapallo evaluate` and, with FILE_text.jsonl beside it,
    rows for training. Keys can come from a pipe, one a line.
    """
    from rapallo.reviewing import ReviewFile, Session
    from rapallo.store import Store

    if only_report:
        _show_report(ReviewFile.load(output, mend=False))
        return
    path = database(db)
    view = Store(path).view()
    file = _opened(view, path, output, sample, seed)
    session = Session(file, view)
    try:
        finished = _ask(session)
    except KeyboardInterrupt:
        raise Stopped(f"Stopped; the answers are kept in {output}. The same command goes on from there.") from None
    finally:
        _write_texts(file, view)
    if finished:
        _show_report(file)
    else:
        left = len(file.sample.drawn) - session.answered
        again = on_database(f"rapallo review -o {quote(str(output))}", db)
        click.echo(f"{left} events of the sample are left. To go on: {again}", err=True)


def _opened(view: View, path: Path, output: Path, size: int | None, seed: int | None) -> ReviewFile:
    """The review to go on with, or a new one. Raises a usage error where another sample is asked for."""
    from rapallo.reviewing import ReviewFile, draw

    if not output.exists():
        drawn = draw(view, str(path), size=size or SAMPLE_EVENTS, seed=SEED if seed is None else seed)
        return ReviewFile.begin(output, drawn)
    file = ReviewFile.load(output)
    if file.torn:
        click.echo(f"The last answer in {output} was cut short and is asked again.", err=True)
    for option, given, kept in (("--sample", size, file.sample.size), ("--seed", seed, file.sample.seed)):
        if given is not None and given != kept:
            raise click.UsageError(
                f"{output} was begun with {option} {kept}. Leave {option} out to go on, or name another file (-o)."
            )
    return file


def _ask(session: Session) -> bool:
    """Card after card, until all have an answer (True) or the person stops."""
    from rapallo.cli.answers import answers
    from rapallo.cli.output import show
    from rapallo.showing.review_card import review_card

    asked = answers()
    while card := session.next_card():
        click.echo()
        show(lambda width, card=card: review_card(card, knowledge().label, width_cells=width))  # type: ignore[misc]
        click.echo()
        try:
            if not _answer(session, card, asked):
                return False
        except EOFError:
            return False
    return True


def _answer(session: Session, card: Card, asked: Answers) -> bool:
    """Take keys until one of them brings the next card; False for quit."""
    from rapallo.cli.output import show
    from rapallo.showing.review_card import article_text

    keep: dict[str, Callable[[], None]] = {
        "a": lambda: session.accept(card),
        "r": lambda: session.reject(card),
        "s": lambda: session.skip(card),
        "w": lambda: session.read_whole(card),
        "c": lambda: _correct(session, card, asked),
        "m": lambda: _add(session, card, asked),
        "u": lambda: click.echo(f"  Taken back: {session.undo() or 'nothing, there is no answer yet'}."),
    }
    while (key := asked.key(QUESTION)) not in keep:
        if key == "q":
            return False
        if key == "t":
            show(lambda _width: article_text(card.article))
        else:
            click.echo(HELP)
    keep[key]()
    return True


def _correct(session: Session, card: Card, asked: Answers) -> None:
    from rapallo.cli.review_answers import ask_fields

    if not session.correct(card, ask_fields(asked, card, card.coded)):
        click.echo("  Nothing was changed: accepted.")


def _add(session: Session, card: Card, asked: Answers) -> None:
    from rapallo.cli.review_answers import ask_event

    session.add(card, ask_event(asked, card))


def _write_texts(file: ReviewFile, view: View) -> None:
    """The sentences read whole, for training, beside the answers."""
    from rapallo.evaluation import read_gold
    from rapallo.interchange.output import whole_file
    from rapallo.reviewing.training_texts import training_texts

    if not file.answers:
        return
    texts = list(training_texts(read_gold(file.path), view))
    if texts:
        with whole_file(file.path.with_name(f"{file.path.stem}_text.jsonl")) as stream:
            stream.writelines(json.dumps(text, ensure_ascii=False).encode() + b"\n" for text in texts)


def _show_report(file: ReviewFile) -> None:
    from rapallo.cli.output import show
    from rapallo.reviewing import report
    from rapallo.showing.review_report import review_report

    show(lambda _width: review_report(report(file.sample, file.answers)))
