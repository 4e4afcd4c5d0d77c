"""Gathers places.csv: cities and first-level divisions by the state they lie in, from GeoNames (CC BY 4.0, see NOTICE).

    python knowledge/gather_places.py --shared PATH      write knowledge/places.csv

A place is taken where its name can hardly mean another state's place: the largest city of a name has at least four
times the people of the next one abroad. Deterministic: the same sources give the same file.
"""

from __future__ import annotations

import argparse
import csv
import io
import sys
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rapallo.entities.compiling import slug
from rapallo.entities.source_files import read_folder
from rapallo.entities.sources import State

SOURCES = Path(__file__).parent
PEOPLE_MIN = 100_000
# The seat of a first-level division is named in the news though it be small.
PEOPLE_OF_A_SEAT_MIN = 40_000
TIMES_LARGER_MIN = 4
# Divisions are not counted in the source; their names win over those of towns abroad.
PEOPLE_OF_A_DIVISION = 1_500_000
# Where a small state has more divisions than that, they are towns.
DIVISIONS_MAX = 40
LARGE_STATES = frozenset("RUS TUR THA VNM USA DZA PHL ROU UGA COL".split())
# Words and names of people that a text more often means than the city.
NO_PLACES = frozenset(
    "Victoria Santiago George Lincoln Jackson Madison Charlotte Austin Carson Orange Independence Mobile Reading Nice "
    "Split Bath Cork Hull Surprise Enterprise Buffalo Phoenix Concord Union Salem Salvador Aurora Augusta Florence "
    "Garland Irving Hamilton Chandler Norman Anderson Davis Clinton Warren Hayward Simi Tyler Billings Sterling "
    "Trinidad Paradise Eugene Vincent Carlos Leon Cruz Rosario Mercedes Guadalupe Pilar Most Man Bo Of Van Batman "
    "Same Sale Young March May Bari Male Ali Omar Hassan Hussein Ramos Armenia Mali Pascal Newman Lyon Meru Central "
    "Balkan Horn Northern Southern Eastern Western North South East West Centre Center Capital Upper Lower".split()
)


@dataclass(frozen=True, slots=True)
class Place:
    """A city or division of a state, with its people (0 where they are not counted)."""

    name: str
    code: str
    people: int
    kind: str


def cities(shared: Path, codes: dict[str, str]) -> Iterator[Place]:
    """Cities of GeoNames, its name and its ASCII name."""
    archive = zipfile.ZipFile(shared / "places" / "geonames_cities15000_2016.zip")
    with archive.open(archive.namelist()[0]) as file:
        for line in io.TextIOWrapper(file, "utf-8"):
            cells = line.rstrip("\n").split("\t")
            name, feature, code, people = cells[1], cells[7], codes.get(cells[8], ""), int(cells[14] or 0)
            if code and feature != "PPLX":
                kind = "seat" if feature in ("PPLA", "PPLC") else "city"
                yield Place(name, code, people, kind)


def divisions(shared: Path, codes: dict[str, str]) -> Iterator[Place]:
    """First-level divisions, as GeoNames and as newspapers call them."""
    lines = (shared / "places" / "geonames_admin1CodesASCII.txt").read_text("utf-8").splitlines()
    in_state = Counter(line.partition(".")[0] for line in lines)
    for line in lines:
        number, name, *_ = line.rstrip("\n").split("\t")
        code = codes.get(number.partition(".")[0], "")
        bare = (
            name.removesuffix(" Province").removesuffix(" Oblast").removesuffix(" Governorate").removesuffix(" Region")
        )
        if code and (in_state[number.partition(".")[0]] <= DIVISIONS_MAX or code in LARGE_STATES):
            yield from (Place(each, code, PEOPLE_OF_A_DIVISION, "division") for each in dict.fromkeys((name, bare)))


def told_apart(places: Iterator[Place]) -> list[Place]:
    """The places whose name means one state's place, by state and name."""
    by_name: dict[str, dict[str, Place]] = defaultdict(dict)
    for place in places:
        kept = by_name[place.name].get(place.code)
        if kept is None or place.people > kept.people:
            by_name[place.name][place.code] = place
    clear: list[Place] = []
    for rivals in by_name.values():
        first, *others = sorted(rivals.values(), key=lambda place: -place.people)
        if all(first.people >= TIMES_LARGER_MIN * max(other.people, 1) for other in others):
            clear.append(first)
    by_spelling = {(place.code, slug(place.name)): place for place in sorted(clear, key=lambda place: place.name)}
    return sorted(by_spelling.values(), key=lambda place: (place.code, place.name))


def taken(place: Place) -> bool:
    """Whether the news names a place often enough, and by a name that is no word."""
    words = place.name.split()
    if place.name in NO_PLACES or len(place.name) < 4 or not words[0][:1].isupper():
        return False
    enough = {"division": 0, "seat": PEOPLE_OF_A_SEAT_MIN}.get(place.kind, PEOPLE_MIN)
    return place.people >= enough


def main() -> None:
    """Writes the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True, help="the folder that holds places/")
    shared: Path = parser.parse_args().shared
    tables = [one.table for one in read_folder(SOURCES / "states")]
    states = [table for table in tables if isinstance(table, State)]
    codes = {state.iso2: state.code for state in states if state.iso2 and not state.end}
    named = {name.text for state in states for name in state.names} | {
        text.partition(" | ")[0] for state in states for text in (*state.capitals, *state.adjectives, *state.people)
    }
    everything = (place for source in (cities, divisions) for place in source(shared, codes))
    kept = [place for place in told_apart(everything) if taken(place) and place.name not in named]
    with (SOURCES / "places.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("code", "name"))
        writer.writerows((place.code, place.name) for place in kept)
    sys.stderr.write(f"places.csv: {len(kept):,} places\n")


if __name__ == "__main__":
    main()
