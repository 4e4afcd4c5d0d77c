"""`rapallo explain`: why an event was coded."""

from __future__ import annotations

from pathlib import Path

import click

from rapallo.cli.arguments import database, database_option, knowledge, knowledge_option


@click.command(epilog="\b\nExample:\n  rapallo explain 3f9a2c41")
@click.argument("event", metavar="EVENT")
@database_option
@knowledge_option
def explain(event: str, *, db: Path | None) -> None:
    """Show why an event was coded as it is.

    Its sentence and trigger, the probabilities of its type, how each name was resolved, who says so, when and where.
    EVENT is an event's id, or the first characters of it where they are unique.
    """
    from rapallo.cli.output import show
    from rapallo.showing import explanation
    from rapallo.store import Store

    found, article = Store(database(db)).view().event(event.strip().lower())
    show(lambda _width: explanation(found, article, knowledge().label))
