"""`rapallo code`: read, code and store, or write PLOVER records instead of storing."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from rapallo.cli.arguments import GivenPath, database, database_option, knowledge_folders, knowledge_option
from rapallo.cli.output import refuse_overwriting, tell_unread
from rapallo.errors import InputError, StoreError


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
@click.option("--drops", type=GivenPath(), metavar="FILE", help="Write what was dropped, and why, as JSON Lines.")
def code(paths: tuple[str, ...], *, db: Path | None, jsonl: str | None, workers: int, drops: Path | None) -> None:
    """Read articles, code their events and store them.

    PATH is a file (.txt .html .json .jsonl .csv .tsv .parquet, also .gz), a directory, or - for stdin. Articles that
    the database knows are passed over, so the same command goes on after a stop. What cannot be read or coded is
    dropped and counted with its reason; the rest is coded.
    """
    if jsonl is not None and db is not None:
        raise click.UsageError("--jsonl writes records instead of storing them: give either --db or --jsonl.")
    refuse_overwriting(paths, [Path(target) for target in (jsonl, drops) if target and target != "-"])
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
    tell_unread([*run.unread, *run.refused])
    if run.tally.articles == 0 and run.refused:
        raise StoreError("No article was stored.", mend="Give the articles other ids, or name another database (--db).")
    if run.tally.articles == 0:
        raise InputError(
            f"Nothing could be read from {', '.join(paths)}.",
            mend="Give .txt, .html, .json, .jsonl, .csv, .tsv or .parquet files, or a directory of them.",
        )
