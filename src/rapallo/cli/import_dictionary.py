"""`rapallo import-dictionary`: knowledge files from PETRARCH and TABARI dictionaries."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rapallo.cli.arguments import GivenPath

if TYPE_CHECKING:
    from rapallo.entities.dictionaries import Dictionary
    from rapallo.entities.dictionary_import import Imported
    from rapallo.records import Drop

SHOWN_MAX = 20
CODES_SHOWN_MAX = 12


@click.command(
    "import-dictionary",
    epilog="\b\nExample:\n"
    "  rapallo import-dictionary Phoenix.Countries.actors.txt Phoenix.agents.txt -o mine\n"
    "  rapallo code news/ --knowledge mine",
)
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=GivenPath())
@click.option(
    "-o",
    "--output",
    type=GivenPath(file_okay=False),
    default=Path("imported"),
    show_default=True,
    metavar="DIR",
    help="The folder for the knowledge files, for --knowledge.",
)
@click.option("--force", is_flag=True, help="Overwrite files that are there already.")
@click.option(
    "--malformed",
    type=GivenPath(dir_okay=False),
    metavar="FILE",
    help="Write malformed lines and names left out to FILE (JSON Lines).",
)
def import_dictionary(files: Sequence[Path], *, output: Path, force: bool, malformed: Path | None) -> None:
    """Turn PETRARCH and TABARI dictionaries into knowledge files.

    FILE is an .actors or .agents file, or - for stdin. Actors with their dated roles become states' people,
    institutions, groups and organisations; agents become words by sector. CAMEO's codes become our keys (SRBGOV is
    SRB/GOV, IGOUNO is IGO/UN). Lines that cannot be read are listed.
    """
    from rapallo.entities import knowledge_file
    from rapallo.entities.dictionary_files import read_dictionary
    from rapallo.entities.dictionary_import import Shipped, import_dictionaries
    from rapallo.entities.knowledge_writer import write_files

    dictionaries = [read_dictionary(path, sys.stdin.buffer if sys.stdin else None) for path in files]
    imported = import_dictionaries(dictionaries, Shipped(knowledge_file.read()))
    unread = _malformed(dictionaries)
    texts = {output / name: text for name, text in imported.texts.items()}
    _check_outputs(files, list(texts), malformed, output)
    if malformed is not None:
        texts[malformed] = _as_jsonl([*unread, *_left_out(imported), *_several(imported)])
    write_files(texts, force=force)
    _tell_malformed(unread, malformed)
    _tell(dictionaries, imported, output, malformed)


def _check_outputs(files: Sequence[Path], outputs: Sequence[Path], malformed: Path | None, folder: Path) -> None:
    """Raise a usage error where an output is one of the dictionaries, or two outputs are one file or a folder."""
    read, written = {path.resolve() for path in files}, {path.resolve() for path in outputs}
    for path in [*outputs, *([malformed] if malformed else [])]:
        if path.resolve() in read:
            raise click.UsageError(f"{path} is read and would be overwritten. Name another output.")
    if malformed and malformed.resolve() in written:
        raise click.UsageError(f"--malformed {malformed} is one of the knowledge files. Name another file.")
    if malformed and malformed.resolve() in (folder.resolve(), *folder.resolve().parents):
        raise click.UsageError(f"--malformed {malformed} is the folder of the knowledge files. Name a file.")


def _malformed(dictionaries: Sequence[Dictionary]) -> list[Drop]:
    from rapallo.records import Drop

    return [
        Drop(f"malformed: {one.reason}", f"{each.file}:{one.line}", one.words)
        for each in dictionaries
        for one in each.malformed
    ]


def _left_out(imported: Imported) -> list[Drop]:
    from rapallo.records import Drop

    return [Drop(f"left out: {one.reason}", f"{one.file}:{one.line}", one.words) for one in imported.left_out]


def _several(imported: Imported) -> list[Drop]:
    from rapallo.records import Drop

    return [Drop(f"several codes: {one.reason}", f"{one.file}:{one.line}", one.words) for one in imported.several]


def _as_jsonl(drops: Sequence[Drop]) -> str:
    return "".join(f"{json.dumps(asdict(drop), ensure_ascii=False)}\n" for drop in drops)


def _tell_malformed(unread: Sequence[Drop], file: Path | None) -> None:
    """List the malformed lines on stderr; where there are many, the first ones and where the others are."""
    from rapallo.showing.untrusted import plain

    for one in unread[:SHOWN_MAX]:
        click.echo(plain(f"{one.where}: {one.reason.removeprefix('malformed: ')}: {one.detail}"), err=True)
    if len(unread) > SHOWN_MAX:
        where = f"in {file}" if file else "with --malformed FILE"
        click.echo(f"… and {len(unread) - SHOWN_MAX:,} more malformed lines: {where}.", err=True)


def _tell(dictionaries: Sequence[Dictionary], imported: Imported, output: Path, file: Path | None) -> None:
    """What was read, mapped, left out and written."""
    from rapallo.entities.dictionary_import import code_counts
    from rapallo.showing import counted
    from rapallo.showing.untrusted import plain

    kinds = ", ".join(f"{kind} {count:,}" for kind, count in sorted(imported.tables.items()))
    told = [f"{each.file}: {counted(each.lines, 'line')}, {len(each.malformed):,} malformed." for each in dictionaries]
    told.append(f"Tables: {kinds or 'none'}. {imported.known:,} names are known already.")
    if imported.left_out:
        hint = "" if file else " (listed with --malformed FILE)"
        told.append(f"{counted(len(imported.left_out), 'name')} left out{hint}.")
    if imported.several:
        hint = "" if file else " (listed with --malformed FILE)"
        told.append(f"{counted(len(imported.several), 'name')} kept under several codes{hint}.")
    if imported.unmapped:
        shown = dict(imported.unmapped.most_common(CODES_SHOWN_MAX))
        more = len(imported.unmapped) - len(shown)
        told.append(f"Codes not fully told by our keys: {code_counts(shown)}{f' and {more:,} more' if more else ''}.")
    lines = sum(each.lines for each in dictionaries)
    bad = sum(len(each.malformed) for each in dictionaries)
    written = counted(len(imported.texts), "file")
    told.append(f"{counted(lines, 'line')}: {lines - bad:,} imported, {bad:,} malformed; {written} in {output}.")
    for line in told:
        click.echo(plain(line), err=True)
