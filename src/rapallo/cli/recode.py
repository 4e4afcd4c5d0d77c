"""`rapallo recode`: bring older events to the present coder."""

from __future__ import annotations

from pathlib import Path

import click

from rapallo.cli.arguments import database, database_option, knowledge_folders, knowledge_option


@click.command(epilog="\b\nExample:\n  rapallo recode --db news.duckdb --workers 2")
@database_option
@knowledge_option
@click.option("--workers", type=click.IntRange(1), default=1, show_default=True, help="Processes that code at a time.")
def recode(*, db: Path | None, workers: int) -> None:
    """Bring all stored events to the present coder.

    Every article is coded again with the present coder, model and knowledge. Readers see the old events until all
    articles are done, then only the new ones: versions are never mixed. After a stop the same command goes on where it
    was.
    """
    from rapallo.cli.coding_run import CodingRun

    CodingRun(workers=workers, knowledge=knowledge_folders()).recode(database(db))
