"""Compares the knowledge files with the sources that their heads of state and government were gathered from.

    python knowledge/compare_sources.py --shared PATH [--year 2010] [--all]

For every spell in office of REIGN (to 2021-03) and Wikidata (heads, to 2022) from a year on: whether on a day in its
middle the files have a head of that state whose name has the source's last name. What differs is printed: to be looked
at, for the sources err too.
"""

from __future__ import annotations

import argparse
import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from rapidfuzz import fuzz

from rapallo.entities import Knowledge
from rapallo.entities.compiling import without_diacritics
from rapallo.entities.knowledge_file import Record

REIGN = Path("actors/reign_leaders_1950_2021-03.csv")
WIKIDATA = Path("actors/wikidata_heads_to_2022.csv")
# REIGN's state abbreviations that are not the ISO code in lower or upper case.
REIGN_CODES = dict(
    pair.split(":")
    for pair in (
        "BHM:BHS HAI:HTI TRI:TTO BAR:BRB GRN:GRD SLU:LCA SVG:VCT AAB:ATG SKN:KNA GUA:GTM HON:HND SAL:SLV COS:CRI "
        "PAR:PRY URU:URY UKG:GBR IRE:IRL NTH:NLD FRN:FRA MNC:MCO SWZ:CHE SPN:ESP POR:PRT GMY:DEU GDR:DDR AUS:AUT "
        "CZE:CSK CZR:CZE SLO:SVK SNM:SMR MNG:MNE MAC:MKD CRO:HRV BOS:BIH KOS:XKX SLV:SVN BUL:BGR MLD:MDA ROM:ROU "
        "LAT:LVA LIT:LTU GRG:GEO SWD:SWE DEN:DNK ICE:ISL CAP:CPV EQG:GNQ GAM:GMB MAA:MRT NIR:NER CDI:CIV GUI:GIN "
        "BFO:BFA SIE:SLE TOG:TGO CAO:CMR NIG:NGA CEN:CAF CHA:TCD CON:COG DRC:COD TAZ:TZA BUI:BDI ANG:AGO MZM:MOZ "
        "ZAM:ZMB ZIM:ZWE MAW:MWI SAF:ZAF LES:LSO BOT:BWA SWA:SWZ MAG:MDG MAS:MUS SEY:SYC MOR:MAR ALG:DZA LIB:LBY "
        "SUD:SDN LEB:LBN YAR:YEM YPR:YEM KUW:KWT BAH:BHR UAE:ARE OMA:OMN TAJ:TJK KYR:KGZ KZK:KAZ MON:MNG ROK:KOR "
        "BHU:BTN BNG:BGD SRI:LKA MAD:MDV NEP:NPL THI:THA CAM:KHM DRV:VNM MAL:MYS SIN:SGP BRU:BRN PHI:PHL INS:IDN "
        "ETM:TLS AUL:AUS NEW:NZL VAN:VUT SOL:SLB TUV:TUV FIJ:FJI NAU:NRU MSI:MHL PAL:PLW MYA:MMR"
    ).split()
)
# The monarch of these realms is kept under the United Kingdom, the princes of Andorra under whom they are.
SHARED_HEADS = ("Elizabeth II", "Charles III", "Beatrix", "Willem-Alexander", "Margrethe")
# Of 100: transliterations differ in a letter or two.
SAME_WORD_MIN = 80
HEADS = frozenset({"head of state", "head of government"})
HEADS_TITLES = re.compile(r"^(?:president|prime minister|chancellor|king|queen|emir|sultan|head of|taoiseach)", re.I)


@dataclass(frozen=True, slots=True)
class Spell:
    """Somebody at the head of a state on a day, as a source has it."""

    source: str
    state: str
    name: str
    day: date


def spells(shared: Path, *, year: int) -> Iterator[Spell]:
    """The spells of both sources that reach into a year or later; the day is in the middle of the spell."""
    yield from _reign(shared / REIGN, year)
    yield from _wikidata(shared / WIKIDATA, year)


def _reign(path: Path, year: int) -> Iterator[Spell]:
    with path.open(encoding="utf-8", errors="replace", newline="") as file:
        for row in csv.DictReader(file):
            if not row["syear"] or int(row["eyear"] or 2021) < year:
                continue
            start = date(int(row["syear"]), int(row["smonth"]), int(row["sdate"]))
            end = date(int(row["eyear"] or 2021), int(row["emonth"] or 3), 1)
            middle = _middle(max(start, date(year, 1, 1)), end)
            if middle is not None:
                yield Spell("REIGN", REIGN_CODES.get(row["stateabb"], row["stateabb"]), row["leader"], middle)


def _wikidata(path: Path, year: int) -> Iterator[Spell]:
    names = {record.name: record.key for record in Knowledge.load().records if record.kind == "state"}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            start, end = row["start_year"][:4], row["end_year"][:4] or "2022"
            if not start or int(end) < year or not HEADS_TITLES.match(row["positionLabel"]):
                continue
            middle = _middle(max(date(int(start), 7, 1), date(year, 1, 1)), date(int(end), 6, 30))
            if row["country"] in names and middle is not None and row["officeholderLabel"] not in SHARED_HEADS:
                yield Spell("Wikidata", names[row["country"]], row["officeholderLabel"], middle)


def _middle(start: date, end: date) -> date | None:
    return start + (end - start) / 2 if end > start else None


def agrees(spell: Spell, knowledge: Knowledge) -> bool:
    """Whether the files have a head of the state on that day whose name has nearly a word of the source's."""
    words = _words(spell.name)
    there = {word for record in heads(knowledge, spell.state, spell.day) for word in _words(record.name)}
    return any(fuzz.ratio(word, other) >= SAME_WORD_MIN for word in words for other in there)


def heads(knowledge: Knowledge, state: str, day: date) -> list[Record]:
    """The heads of a state and its government on a day, in its own file or its predecessor's."""
    codes = {state, *PREDECESSORS.get(state, ())}
    return [
        record
        for record in knowledge.records
        if record.office in HEADS and record.code in codes and record.valid(day.isoformat())
    ]


PREDECESSORS = {"SRB": ("SCG", "YUG"), "RUS": ("SUN",), "CZE": ("CSK",), "YUG": ("SRB", "SCG")}


def _words(name: str) -> set[str]:
    return {word for word in re.split(r"[^a-z]+", without_diacritics(name).lower()) if len(word) > 1}


def main() -> None:
    """Prints the share that agrees and each spell that does not."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True, help="the folder that holds actors/")
    parser.add_argument("--year", type=int, default=2010, help="the first year that is compared")
    arguments = parser.parse_args()
    knowledge = Knowledge.load()
    compared = list(spells(arguments.shared, year=arguments.year))
    differing = [spell for spell in compared if not agrees(spell, knowledge)]
    print(f"{len(compared) - len(differing)} of {len(compared)} spells agree")
    for spell in differing:
        have = ", ".join(record.name for record in heads(knowledge, spell.state, spell.day)) or "nobody"
        print(f"{spell.source:9} {spell.state} {spell.day} {spell.name}: the files have {have}")


if __name__ == "__main__":
    main()
