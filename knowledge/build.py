"""Compiles the knowledge files (the TOML beside this script) into the file that the package ships.

    python knowledge/build.py            write src/rapallo/entities/knowledge.json.gz
    python knowledge/build.py --check    exit 1 where the shipped file is not what these sources give

Deterministic: the same sources give the same content. A table that cannot be used stops the build with file and line.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

from rapallo.entities.compiling import as_json, content_of
from rapallo.entities.references import check_references
from rapallo.entities.source_files import Sourced, read_file, read_folder
from rapallo.entities.sources import More, Place
from rapallo.entities.words import sector_words
from rapallo.errors import KnowledgeError

SOURCES = Path(__file__).parent
SHIPPED = SOURCES.parent / "src" / "rapallo" / "entities" / "knowledge.json.gz"
RELEASE = "2026.11"
FOLDERS = ("states", "organisations", "armed-groups")
FILES = ("blocs.toml",)
PLACES = "places.csv"


def sourced(sources: Path = SOURCES) -> Iterator[Sourced]:
    """Every table of the knowledge files. Raises KnowledgeError."""
    for folder in FOLDERS:
        yield from read_folder(sources / folder)
    for file in FILES:
        yield from read_file(sources / file)
    with (sources / PLACES).open(encoding="utf-8", newline="") as table:
        for line, row in enumerate(csv.DictReader(table), 2):
            yield Sourced(Place(key=row["code"], name=row["name"]), PLACES, line, "geonames")


def compiled(sources: Path = SOURCES) -> bytes:
    """The content of the shipped file (JSON, UTF-8). Raises KnowledgeError."""
    words = sector_words(tomllib.loads((sources / "words.toml").read_text("utf-8")))
    tables = list(sourced(sources))
    check_references(tables, ())
    if more := next((one for one in tables if isinstance(one.table, More)), None):
        raise KnowledgeError(f"{more.place}: [[more]] is for files of users.", mend="Edit the record itself.")
    return as_json(content_of(tables, words, release=RELEASE))


def main() -> int:
    """Builds or checks the shipped file; the exit status."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--check", action="store_true", help="only compare the shipped file with the sources")
    arguments = parser.parse_args()
    try:
        content = compiled()
    except KnowledgeError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    if arguments.check:
        same = SHIPPED.exists() and gzip.decompress(SHIPPED.read_bytes()) == content
        sys.stderr.write(
            "" if same else "The shipped knowledge is not what the sources give: run knowledge/build.py.\n"
        )
        return 0 if same else 1
    SHIPPED.write_bytes(gzip.compress(content, mtime=0))
    sys.stderr.write(f"{SHIPPED.name}: {SHIPPED.stat().st_size:,} bytes\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
