"""Compiles the readable knowledge (the CSV and TOML files beside this script) into the file that the package ships.

    python knowledge/build.py            write src/rapallo/entities/knowledge.json.gz
    python knowledge/build.py --check    exit 1 where the shipped file is not what these sources give

Deterministic: the same sources give the same content. A row that cannot be used stops the build with its file and line.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import hashlib
import json
import re
import sys
import tomllib
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass
from datetime import date
from pathlib import Path

SOURCES = Path(__file__).parent
SHIPPED = SOURCES.parent / "src" / "rapallo" / "entities" / "knowledge.json.gz"
RELEASE = "2026.11"

# The form in which a name names its record.
NAME, ADJECTIVE, PEOPLE, CAPITAL, SHORT, OUTLET = "napcso"
# Letters that Unicode does not decompose, as newspapers without them write.
PLAIN_LETTERS = str.maketrans(
    {"đ": "dj", "Đ": "Dj", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "ı": "i", "ß": "ss", "æ": "ae", "ð": "d", "þ": "th"}
)
KEY = re.compile(r"[A-Z]{3}(/[A-Z]{3})?|(IGO|MULTI|IMG)/[A-Z0-9]+")


class SourceError(Exception):
    """A row of the sources that cannot be used."""


@dataclass(frozen=True, slots=True)
class Row:
    """One record of the knowledge base with its names: (name, form) pairs."""

    id: str
    kind: str
    key: str
    name: str
    valid_from: str
    valid_to: str
    source: str
    office: str
    title: str
    names: tuple[tuple[str, str], ...]


def compiled(sources: Path = SOURCES) -> bytes:
    """The content of the shipped file (JSON, UTF-8) made from a folder of sources. Raises SourceError."""
    rows = [*all_rows(sources)]
    _check(rows)
    words = sector_words(tomllib.loads((sources / "words.toml").read_text("utf-8")))
    index = {row.id: number for number, row in enumerate(rows)}
    names = sorted({(text, index[row.id], form) for row in rows for text, form in row.names})
    body = {
        "records": [list(astuple(row)[:-1]) for row in rows],
        "names": _without_clashes(names, rows),
        "words": words,
    }
    digest = hashlib.sha256(_json(body)).hexdigest()[:8]
    return _json({"version": f"{RELEASE}-{digest}", **body})


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def all_rows(sources: Path) -> Iterator[Row]:
    """Every record, in a fixed order: states first, so that they win over what is called alike."""
    yield from states(sources)
    yield from keyed(sources, "organisations.csv", "organisation")
    yield from keyed(sources, "blocs.csv", "bloc")
    yield from keyed(sources, "groups.csv", "group")
    yield from one_a_name(sources, "institutions.csv", "institution", sector="")
    yield from one_a_name(sources, "outlets.csv", "outlet", sector="/JRN")
    yield from one_a_name(sources, "regions.csv", "region", sector="")
    if (sources / "people.csv").exists():
        yield from people(sources)


def table(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a CSV file with a header, cells stripped. Raises SourceError on a row of another length."""
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        for row in reader:
            if None in row or None in row.values():
                raise SourceError(f"{path.name}:{reader.line_num}: not as many cells as the header names.")
            yield {column: cell.strip() for column, cell in row.items()}


def listed(cell: str) -> list[str]:
    """The parts of a cell that holds several names, separated by '|'."""
    return [part.strip() for part in cell.split("|") if part.strip()]


def states(sources: Path) -> Iterator[Row]:
    """states.csv: names, adjectives, peoples and capitals of states and territories."""
    for cells in table(sources / "states.csv"):
        named = [cells["name"], *listed(cells["official"]), *listed(cells["variants"])]
        adjectives = [*listed(cells["adjectives"])]
        peoples = [name for name in listed(cells["demonyms"]) if name not in adjectives]
        yield Row(
            id=f"state-{cells['code'].lower()}",
            kind="state",
            key=cells["code"],
            name=cells["name"],
            valid_from=cells["from"],
            valid_to=cells["to"],
            source=cells["source"],
            office="",
            title="",
            names=(
                *forms(named, NAME),
                *forms([a.removesuffix("'s") for a in adjectives], ADJECTIVE),
                *forms(peoples, PEOPLE),
                *forms(listed(cells["capitals"]), CAPITAL),
            ),
        )


def keyed(sources: Path, file: str, kind: str) -> Iterator[Row]:
    """Organisations, blocs and groups: one record a row, all its names alike."""
    for cells in table(sources / file):
        key = cells.get("key") or f"IGO/{cells['code']}"
        stem = f"{kind}-{slug(cells['name'])}"
        start = cells.get("from", "")
        yield Row(
            id=f"{stem}-{start}" if start else stem,
            kind=kind,
            key=key,
            name=cells["name"],
            valid_from=start,
            valid_to=cells.get("to", ""),
            source=cells["source"],
            office="",
            title="",
            names=tuple(forms([cells["name"], *listed(cells["names"])], NAME)),
        )


def one_a_name(sources: Path, file: str, kind: str, *, sector: str) -> Iterator[Row]:
    """Institutions, outlets and regions: a row lists many things of one key, each becomes a record of its own."""
    seen: set[str] = set()
    for cells in table(sources / file):
        key = cells.get("key") or cells["code"] + sector
        for name in listed(cells["names"]):
            bare = name.removeprefix("the ")
            record_id = f"{kind}-{slug(key)}-{slug(bare)}"
            if record_id in seen:
                continue
            seen.add(record_id)
            names = tuple(forms([name], NAME))
            yield Row(record_id, kind, key, bare, "", "", cells["source"], "", "", names)
        if publishers := listed(cells.get("as_outlet", "")):
            names = tuple(forms(publishers, OUTLET))
            yield Row(
                f"{kind}-{slug(key)}",
                kind,
                key,
                f"an outlet of {cells['code']}",
                "",
                "",
                cells["source"],
                "",
                "",
                names,
            )


def people(sources: Path) -> Iterator[Row]:
    """people.csv: one office of one person a row, with the dates of office."""
    for cells in table(sources / "people.csv"):
        full = [cells["name"], *(name for name in listed(cells["variants"]) if " " in name)]
        short = [name for name in (cells["name"], *listed(cells["variants"])) if " " not in name]
        yield Row(
            id=cells["id"],
            kind="person",
            key=cells["key"],
            name=cells["name"],
            valid_from=cells["from"],
            valid_to=cells["to"],
            source=cells["source"],
            office=cells["office"],
            title=cells["title"],
            names=(*forms(full, NAME), *forms(short, SHORT)),
        )


def forms(names: Sequence[str], form: str) -> Iterator[tuple[str, str]]:
    """Names as texts write them: straight apostrophes, with and without diacritics, without a leading article.

    A name that is listed with its article only ("the North") keeps it.
    """
    listed_names = set(names)
    for name in dict.fromkeys(name.replace("’", "'") for name in names if name):
        bare = name.removeprefix("the ")
        spellings = [bare] if bare == name or bare in listed_names or " " in bare else [name, f"The {bare}"]
        for spelling in spellings:
            yield spelling, form
            if (plain := without_diacritics(spelling)) != spelling:
                yield plain, form


def without_diacritics(text: str) -> str:
    """'Vučić' → 'Vucic'."""
    decomposed = unicodedata.normalize("NFD", text.translate(PLAIN_LETTERS))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def slug(text: str) -> str:
    """Lower-case ASCII words joined by hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", without_diacritics(text).lower()).strip("-")


def sector_words(words: dict[str, dict[str, list[str]]]) -> dict[str, object]:
    """words.toml with plurals added and nouns turned round: word → sector."""
    nouns: dict[str, str] = {}
    for sector, terms in words["sectors"].items():
        for term in terms:
            for spelling in (term, plural(term), term.removesuffix(".")):
                nouns.setdefault(spelling, sector)
    modifiers = {term: sector for sector, terms in words["modifiers"].items() for term in terms}
    lists = {name: sorted(set(terms)) for name, terms in words["lists"].items()}
    for name in ("general", "plural_states", "singular_states", "organisations", "groups"):
        lists[name] = sorted({*lists[name], *map(plural, lists[name])})
    return {
        "nouns": dict(sorted(nouns.items())),
        "modifiers": modifiers,
        "lists": lists,
        "unowned": _by_noun(words["unowned"]),
        "of_state": _by_noun(words["of_state"]),
        "described": {word: list(codes) for word, codes in words["described"].items()},
    }


def _by_noun(table_of_words: dict[str, list[str]]) -> dict[str, str]:
    """Key → nouns turned into noun (and its plural) → key."""
    return {
        spelling: key for key, terms in table_of_words.items() for term in terms for spelling in (term, plural(term))
    }


IRREGULAR = {"man": "men", "woman": "women", "child": "children", "person": "people", "wife": "wives"}

HARD_CH = ("monarch", "oligarch", "patriarch")


def plural(term: str) -> str:
    """The plural of an English noun phrase; of 'head of state' the head is inflected, the rest stays."""
    head, of, rest = term.partition(" of ")
    if of:
        return f"{plural(head)}{of}{rest}"
    for singular, many in IRREGULAR.items():
        if head.endswith(singular):
            return head.removesuffix(singular) + many
    if head.endswith(("s", "x", "ch", "sh")) and not head.endswith(HARD_CH):
        return head + "es"
    if head.endswith("y") and head[-2] not in "aeiou":
        return head[:-1] + "ies"
    return head + "s"


def _without_clashes(names: Sequence[tuple[str, int, str]], rows: Sequence[Row]) -> list[list[object]]:
    """Drops a person's family name where a state, organisation or bloc is called the same (Jordan, Chad)."""
    firm = {text for text, number, form in names if rows[number].kind in ("state", "organisation", "bloc")}
    return [[text, number, form] for text, number, form in names if form != SHORT or text not in firm]


def _check(rows: Sequence[Row]) -> None:
    seen: set[str] = set()
    for row in rows:
        if row.id in seen:
            raise SourceError(f"{row.id}: two records have this id.")
        seen.add(row.id)
        if not KEY.fullmatch(row.key):
            raise SourceError(f"{row.id}: {row.key!r} is no key like RUS, RUS/GOV or IGO/EU.")
        for day in (row.valid_from, row.valid_to):
            if day:
                _check_date(row.id, day)


def _check_date(record: str, day: str) -> None:
    try:
        date.fromisoformat((day + "-01-01")[:10] if len(day) == 4 else (day + "-01")[:10])
    except ValueError:
        raise SourceError(f"{record}: {day!r} is no date like 2017-05-31, 2017-05 or 2017.") from None


def main() -> int:
    """Builds or checks the shipped file; the exit status."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--check", action="store_true", help="only compare the shipped file with the sources")
    arguments = parser.parse_args()
    content = compiled()
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
