"""`rapallo code`: read, code and store, or write PLOVER records instead of storing."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rapallo.cli.arguments import database, database_option, knowledge_folders, knowledge_option
from rapallo.errors import InputError, StoreError

if TYPE_CHECKING:
    from rapallo.records import Drop


@click.command(
    epilog="\b\nExample:\n"
    "  rapallo code news/ --db news.duckdb\n"
    "  rapallo code serbia.txt --jsonl - | head -1\n"
    "  cat articles.jsonl | rapallo code - --drops dropped.jsonl"
)
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@database_option
@click.option(
    "--jsonl", metavar="FILE", help="Write PLOVER records as JSON Lines to FILE (- for stdout) instead of storing."
)
@knowledge_option
@click.option("--workers", type=click.IntRange(1), default=1, show_default=True, help="Processes that code at a time.")
@click.option(
    "--drops", type=click.Path(path_type=Path), metavar="FILE", help="Write what was dropped, and why, as JSON Lines."
)
def code(paths: tuple[str, ...], *, db: Path | None, jsonl: str | None, workers: int, drops: Path | None) -> None:
    """Read articles, code their events and store them.

    PATH is a file (.txt .html .json .jsonl .csv .tsv .parquet, also .gz), a directory, or - for stdin. Articles that
    the database knows are passed over, so the same command goes on after a stop. What cannot be read or coded is
    dropped and counted with its reason; the rest is coded.
    """
    if jsonl is not None and db is not None:
        raise click.UsageError("--jsonl writes records instead of storing them: give either --db or --jsonl.")
    _refuse_overwriting(paths, [Path(target) for target in (jsonl, drops) if target and target != "-"])
    from rapallo.cli.coding_run import CodingRun
    from rapallo.cli.output import drops_file
    from rapallo.cli.totals import expected_articles
    from rapallo.reading import read

    with drops_file(drops) as kept:
        run = CodingRun(workers=workers, knowledge=knowledge_folders(), total=expected_articles(paths), drops_file=kept)
        items = read(paths, stdin=sys.stdin.buffer if sys.stdin else None)
        if jsonl is None:
            run.store(items, database(db))
        else:
            run.write(items, jsonl)
    _tell_unread([*run.unread, *run.refused])
    if run.tally.articles == 0 and run.refused:
        raise StoreError("No article was stored.", mend="Give the articles other ids, or name another database (--db).")
    if run.tally.articles == 0:
        raise InputError(
            f"Nothing could be read from {', '.join(paths)}.",
            mend="Give .txt, .html, .json, .jsonl, .csv, .tsv or .parquet files, or a directory of them.",
        )


def _refuse_overwriting(paths: Sequence[str], outputs: Sequence[Path]) -> None:
    """An output that is one of the inputs would be emptied before it is read."""
    if any(not path.strip() for path in paths):
        raise click.UsageError("A PATH is empty. Is a variable of the shell unset? Write . for this folder.")
    taken = [Path(path).resolve() for path in paths if path != "-"]
    for output in outputs:
        if output.resolve() in taken:
            raise click.UsageError(f"{output} is an input or another output: write to another file.")
        taken.append(output.resolve())


def _tell_unread(unread: Sequence[Drop]) -> None:
    """The first inputs that could not be read, a line each; the summary has counted them all."""
    from rapallo.showing import plain

    for drop in unread:
        detail = f"{drop.reason}: {drop.where}: {drop.detail}".rstrip(":. ")
        click.echo(f"  {plain(f'{detail}. {drop.mend}'.rstrip())}", err=True)
