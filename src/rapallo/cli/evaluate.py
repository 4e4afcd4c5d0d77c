"""`rapallo evaluate`: how right the coder is on articles that somebody coded by hand."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rapallo.cli.arguments import GivenPath, database, database_option, is_known, knowledge_folders, knowledge_option

if TYPE_CHECKING:
    from rapallo.evaluation import CodedEvents, GoldFile

FORMATS = ("text", "json")
UNKNOWN_TOLD = 5


@click.command(
    epilog="\b\nExample:\n"
    "  rapallo evaluate gold.jsonl --db news.duckdb --show 5\n"
    "  rapallo evaluate gold.jsonl --texts articles.jsonl\n"
    "  rapallo evaluate gold.jsonl --coded events.jsonl --texts articles.jsonl --format json"
)
@click.argument("gold", type=GivenPath(), metavar="GOLD.jsonl")
@database_option
@click.option("--coded", type=GivenPath(), metavar="FILE", help="Take the coded events from PLOVER records.")
@click.option(
    "--texts",
    type=GivenPath(),
    metavar="FILE",
    help="The articles that were hand-coded (JSON Lines), those without an event too. Coded now, where neither --db "
    "nor --coded is given.",
)
@knowledge_option
@click.option("--show", type=click.IntRange(0), default=0, metavar="N", help="Show N missed and N made-up events.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", help="For people or machines.")
def evaluate(gold: Path, *, db: Path | None, coded: Path | None, texts: Path | None, show: int, form: str) -> None:
    """Precision, recall and F1 against events coded by hand.

    GOLD.jsonl holds one event a line: id (of the article), type, actor and recipient (keys such as SRB/GOV), aux
    (marks), date, core; or the answers of `rapallo review`. The coded events are those of the database, unless --coded
    or --texts says otherwise. Articles that were not coded are left out and counted.
    """
    if db is not None and coded is not None:
        raise click.UsageError("Coded events come from one place: give either --db or --coded.")
    from rapallo.evaluation import evaluate as score
    from rapallo.evaluation import read_gold

    rows = read_gold(gold)
    _note_unknown_keys(rows)
    ids = _ids(texts) if texts else None
    outcome = score(rows, _coded_events(rows, db, coded, texts, ids), hand_coded=ids)
    if form == "json":
        from rapallo.evaluation.summary import summary

        click.echo(json.dumps(summary(outcome), ensure_ascii=True, indent=2))
        return
    from rapallo.cli.output import show as print_page
    from rapallo.showing.evaluation_page import evaluation_page

    print_page(lambda width: evaluation_page(outcome, width_cells=width, show=show))


def _note_unknown_keys(gold: GoldFile) -> None:
    """A slip in a key (SBR for SRB) is a missed event for the figures: tell it."""
    keys = {key for events in gold.events.values() for one in events for key in (*one.actors, *one.recipients)}
    unknown = sorted(key for key in keys if not is_known(key))
    if unknown:
        gold.notes.append(
            f"{len(unknown)} of the {len(keys)} keys in the gold are not known to Rapallo, so that no coded event can"
            f" have them: {', '.join(unknown[:UNKNOWN_TOLD])}{' …' if len(unknown) > UNKNOWN_TOLD else ''}."
        )


def _ids(texts: Path) -> list[str]:
    """The ids of the articles of a file. Raises InputError naming the line that has none."""
    from rapallo.errors import InputError
    from rapallo.evaluation.json_lines import read_objects

    ids: list[str] = []
    for line, row in read_objects(texts):
        if not isinstance(row.get("id"), (str, int)):
            raise InputError(
                f"{texts}:{line}: field 'id' is missing.", mend="Give each article the id that GOLD names."
            )
        ids.append(str(row["id"]))
    return ids


def _coded_events(
    gold: GoldFile, db: Path | None, coded: Path | None, texts: Path | None, ids: Sequence[str] | None
) -> CodedEvents:
    from rapallo.evaluation import from_database, from_records
    from rapallo.store import Store

    if coded is not None:
        return from_records(coded)
    if texts is not None and ids is not None and db is None:
        return _code_now(texts, ids)
    path = database(db)
    return from_database(Store(path).view(), path, list(gold.events) if ids is None else ids)


def _code_now(texts: Path, ids: Sequence[str]) -> CodedEvents:
    from rapallo.evaluation import from_coder
    from rapallo.pipeline import Coder, code_all
    from rapallo.reading import read

    coder = Coder(knowledge=knowledge_folders())
    return from_coder(code_all(read([str(texts)]), coder), coder.versions, source=str(texts), ids=ids)
