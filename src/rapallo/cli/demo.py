"""`rapallo demo`: the whole way on dispatches that ship in the package."""

from __future__ import annotations

from pathlib import Path

import click

from rapallo.cli.arguments import GivenPath, knowledge_folders, knowledge_option

DEMO_DATABASE = Path("rapallo-demo.duckdb")
TIMELINE_EVENTS = 8


@click.command(epilog="\b\nExample:\n  rapallo demo")
@click.option(
    "--db",
    type=GivenPath(),
    default=DEMO_DATABASE,
    show_default=True,
    metavar="FILE",
    help="Where to store them: a new file, or that of an earlier demo.",
)
@knowledge_option
def demo(*, db: Path) -> None:
    """Code sample dispatches, show Serbia and Russia.

    The dispatches are ours, the events true, 2012 to 2025. The database stays, so that the other commands can be tried
    on it; given again, the command finds everything known. It never writes to a database with other articles.
    """
    from rapallo.cli.coding_run import CodingRun
    from rapallo.cli.dyad import show_dyad, tell_next
    from rapallo.demo import DYAD, dispatches
    from rapallo.errors import StoreStaleError

    articles = dispatches()
    _check_that_it_is_ours(db, {article.id for article in articles})
    click.echo(f"Coding {len(articles)} sample dispatches about true events, 2012 to 2025.", err=True)
    try:
        CodingRun(knowledge=knowledge_folders(), total=len(articles)).store(articles, db)
    except StoreStaleError:
        CodingRun(knowledge=knowledge_folders()).recode(db)
    click.echo(err=True)
    tell_next(DYAD, show_dyad(db, DYAD, limit=TIMELINE_EVENTS), db)


def _check_that_it_is_ours(path: Path, ids: set[str]) -> None:
    """Raise StoreError where the database holds other articles than the dispatches: a user's store stays as it is."""
    from rapallo.errors import StoreError
    from rapallo.store import Store

    if not path.exists():
        return
    foreign = next((article.id for article in Store(path).view().articles() if article.id not in ids), None)
    if foreign is not None:
        raise StoreError(
            f"{path} holds articles that are not the demo's, such as {foreign!r}.",
            mend="Name a new file: rapallo demo --db FILE",
        )
