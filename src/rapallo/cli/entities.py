"""`rapallo entities`: who or what a name means on a day, and why."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import click

from rapallo.cli.arguments import as_typed, day_meant, knowledge, knowledge_option

if TYPE_CHECKING:
    from rapallo.entities.knowledge_file import Record
    from rapallo.entities.lookup import Answer, Lookup

THINGS_SHOWN = 10
MEND = "Files of your own can add it: --knowledge DIR."


@click.command(
    epilog="\b\nExample:\n"
    "  rapallo entities Vulin --on 2022-12-05\n"
    "  rapallo entities president of France --on 2015-01-01\n"
    "  rapallo entities NATO --on 1999-04-01 --format jsonl"
)
@click.argument("name", nargs=-1, required=True, metavar="NAME")
@click.option(
    "--on",
    "day",
    type=day_meant,
    metavar="DATE",
    help="The day, or the last one of a month or year: 2022-12-05, 2022-12, 2022.  [default: today]",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(("table", "jsonl")),
    default="table",
    show_default=True,
    help="Its form.",
)
@click.option(
    "--limit", type=click.IntRange(1), default=THINGS_SHOWN, show_default=True, metavar="N", help="N things at most."
)
@knowledge_option
def entities(name: tuple[str, ...], *, day: date | None, form: str, limit: int) -> None:
    """Show who or what a name means on a day, and why.

    NAME is a name, family name, adjective, capital, acronym or code, or an office such as "French president". Capitals,
    accents and slips of spelling do not matter. Shown first is what the coder would choose, then all that is so called.
    """
    from rapallo.entities.knowledge_file import NAME_CHARS_MAX
    from rapallo.entities.lookup import look_up

    asked = " ".join(as_typed(" ".join(name)).split())
    if not asked:
        raise click.UsageError("NAME is empty. Is a variable of the shell unset?")
    if len(asked) > NAME_CHARS_MAX:
        raise click.UsageError(f"NAME has {len(asked):,} characters, more than {NAME_CHARS_MAX}. Look up one name.")
    if day and day > date.today():
        click.echo(f"{day} lies ahead: whoever is in office now is shown as in office then.", err=True)
    found = look_up(knowledge(), asked, on=day or date.today(), limit=limit)
    if not found.answers:
        _tell_unknown(found)
    if form == "jsonl":
        _write(found)
        return
    from rapallo.cli.output import show
    from rapallo.showing import entities_page

    show(lambda _width: entities_page(found, knowledge().label))


def _tell_unknown(found: Lookup) -> None:
    """Raises NameUnknownError with the nearest known names."""
    from rapallo.errors import NameUnknownError

    is_noun = found.asked.casefold() in knowledge().words.nouns
    raise NameUnknownError(
        f"Nothing is known by the name {found.asked!r}.",
        suggestions=found.suggestions,
        mend=f"Say whose, as in 'German {found.asked.casefold()}'." if is_noun else MEND,
    )


def _write(found: Lookup) -> None:
    """One JSON object a line for each thing, the chosen first."""
    for answer in found.answers:
        row = _row(answer, found)
        line = json.dumps(row, ensure_ascii=False)
        # What would act on a terminal is escaped.
        click.echo(line if line.isprintable() else json.dumps(row))


def _row(answer: Answer, found: Lookup) -> dict[str, object]:
    from dataclasses import asdict

    thing = answer.thing
    return {
        "asked": found.asked,
        "on": found.day,
        "spelling": found.spelling,
        "chosen": answer.chosen,
        "why": answer.why,
        "kind": thing.kind,
        "key": answer.record.key,
        "name": thing.name,
        "record": answer.record.id,
        "valid": thing.valid,
        "called": [asdict(name) for name in thing.called],
        "names": [asdict(name) for name in thing.names],
        "records": [_record(record, found.day) for record in thing.records],
        "members": thing.members,
        "holders": [_record(record, found.day) for record in thing.holders],
        "facts": dict(thing.facts),
        "coded": [asdict(party) for party in found.coded] if answer.chosen else [],
        "uncoded": found.uncoded if answer.chosen else "",
    }


def _record(record: Record, day: str) -> dict[str, object]:
    return {
        "id": record.id,
        "kind": record.kind,
        "key": record.key,
        "name": record.name,
        "title": record.title,
        "office": record.office,
        "from": record.valid_from,
        "to": record.valid_to,
        "valid": record.valid(day),
        "source": record.source,
        "wikidata": record.wikidata,
    }
