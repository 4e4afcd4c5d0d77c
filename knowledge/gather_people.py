"""Gathers people.csv: who headed which state and government from 1990 on, and foreign and defence ministers.

    python knowledge/gather_people.py --shared PATH      write knowledge/people.csv

Sources, from the finest dates to the coarsest: people_heads.csv and people_added.csv (by hand, beside this script),
factbook 2026-05 (since when, of those in office), REIGN (leaders, day of entry and month of exit, to 2021-03), Wikidata
(heads, years, to 2022), cabinets 2019-06 (ministers of that month). people_names.csv gives REIGN's last names in full.
Deterministic: the same sources give the same file.
"""

from __future__ import annotations

import argparse
import csv
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from build import listed, slug, table, without_diacritics
from people_sources import (
    FAMILY_NAME_FIRST,
    ROYAL_GIVEN_NAMES,
    Spell,
    cabinets,
    factbook,
    last_name,
    plain,
    reign,
    wikidata,
)

SOURCES = Path(__file__).parent
COLUMNS = ("id", "key", "name", "variants", "office", "title", "from", "to", "wikidata", "source")
# Where a source stops: who is in office then has no end in it.
REIGN_ENDS, WIKIDATA_ENDS = "2021-03", "2022"
# States with several heads at a time, or a new one each year.
COLLEGIAL = frozenset(("BIH", "CHE", "SMR", "AND"))
# Words that never stand for a person alone, though they are somebody's last name.
NO_LAST_NAMES = frozenset(
    "An Bin Bio Day Do Guy Her Him His Ho In Ito Li Long Man Me Min No On One Or Paul So Song Sun Te The To Un Will "
    "Yes Young Friday Sir John James Peter Martin Michael Charles Thomas Simon Hussein Ali Muhammad Mohammed Mohamed "
    "Ahmed Ahmad Hassan Ibrahim Khan Singh Jr Jr. II III IV V VI IX XVI Price Union Press Minister President General "
    "Note Mark King Key Blah Bird Don Drew Mina Meta Doe Silk Christian Roman Parts Stephen Anthony Arthur Aziz Omar "
    "Rosa Musa Nova Fai Sol Jones Tong Wise State Burt Black White Green Bishop Marshall Brave Sand Gross".split()
)
# Words in many names of one country, which tell nothing about who it is.
COMMON_WORDS = frozenset(
    "ould mohamed mohammed muhammad ahmed ahmad ali bin ben abdul abdel shahid jean jose juan luis maria carlos "
    "king queen prince sheikh sultan sabah thani khalifa nahyan hamad".split()
)


def same_person(one: Spell, other: Spell) -> bool:
    """Whether two spells name one person of one state: the last name of one stands in the other's name."""
    if one.state != other.state:
        return False
    if {plain(name) for name in (one.name, *one.variants) if " " in name} & {
        plain(name) for name in (other.name, *other.variants) if " " in name
    }:
        return True
    first, second = _telling_words(one), _telling_words(other)
    lasts = {plain(one.last), plain(other.last)}
    if len(lasts) == 1:
        return len(first) == 1 or len(second) == 1 or len(first & second) > 1 or _same_first(one, other)
    return len(first & second) > 1


def _telling_words(spell: Spell) -> set[str]:
    words = re.split(r"[\s-]+", plain(" ".join((spell.name, *spell.variants))))
    return {word for word in words if len(word) > 2 and word not in COMMON_WORDS}


def _same_first(one: Spell, other: Spell) -> bool:
    return plain(one.name).split()[0] == plain(other.name).split()[0]


def overlap(one: Spell, other: Spell) -> bool:
    """Whether two spells share a year."""
    return one.start[:4] <= (other.end or "9999")[:4] and other.start[:4] <= (one.end or "9999")[:4]


def at_once(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Whether two times of office, (from, to), share more than the day on which one ends and the other begins."""
    (start, end), (other_start, other_end) = one, other
    return _before(start, other_end or "9999") and _before(other_start, end or "9999")


def _before(start: str, end: str) -> bool:
    """Whether a start lies before an end; as long as neither is known to the month, the same year counts as before."""
    digits = min(len(start), len(end))
    return start[:digits] <= end[:digits] if digits == len("2026") else start[:digits] < end[:digits]


# --- reconciling ---------------------------------------------------------------------------------------------------


def reconciled(
    leaders: Iterable[Spell], heads: Iterable[Spell], incumbents: Iterable[Spell], by_hand: Sequence[Spell]
) -> list[Spell]:
    """One spell for each time of one person in one office, with the best name and dates that the sources give."""
    spells = list(leaders)
    for head in heads:
        _merge(spells, head)
    confirmed: set[Spell] = set()
    for incumbent in incumbents:
        confirmed.add(_merge(spells, incumbent))
    gathered = [spell for spell in spells if not any(_replaced(spell, hand) for hand in by_hand)]
    return [_closed(spell, [*gathered, *by_hand], confirmed) for spell in gathered]


def _replaced(spell: Spell, hand: Spell) -> bool:
    if (spell.state, spell.office) != (hand.state, hand.office):
        return False
    same = same_person(spell, hand) and at_once((spell.start, spell.end), (hand.start, hand.end))
    return same or (len(spell.start) > len("2026") and _same_start(spell, hand))


def _merge(spells: list[Spell], new: Spell) -> Spell:
    """Adds a spell, or gives its name, number and dates to the one that it repeats; the spell that now stands."""
    near = [place for place, old in enumerate(spells) if (old.state, old.office) == (new.state, new.office)]
    alike = [place for place in near if overlap(spells[place], new) and same_person(spells[place], new)]
    alike = alike or [place for place in near if _same_start(spells[place], new)]
    if not alike:
        spells.append(new)
        return new
    place = max(alike, key=lambda p: spells[p].start)
    spells[place] = _best(spells[place], new)
    return spells[place]


def _same_start(old: Spell, new: Spell) -> bool:
    """Whether two sources give one office from the same time on, so that only the spelling of the name differs."""
    if old.state in COLLEGIAL or old.source == new.source or bool(old.end) != bool(new.end):
        return False
    digits = min(len(old.start), len(new.start))
    alike = plain(old.last)[:2] == plain(new.last)[:2] if digits < len("2026-05") else True
    return old.start[:digits] == new.start[:digits] and alike


def _best(old: Spell, new: Spell) -> Spell:
    owner = max((old, new), key=_name_worth)
    name = owner.name
    others = tuple(n for n in (old.name, new.name, *old.variants, *new.variants) if n != name)
    start = new.start if new.start.startswith(old.start[:7]) and len(new.start) > len(old.start) else old.start
    in_office = new.source == "factbook"
    return replace(
        old,
        name=name,
        last=owner.last,
        variants=tuple(dict.fromkeys(others)),
        start=start,
        end="" if in_office else old.end or new.end,
        wikidata=old.wikidata or new.wikidata,
        title=old.title if old.source != "reign" or old.title != "President" else new.title or old.title,
        source="|".join(dict.fromkeys(f"{old.source}|{new.source}".split("|"))),
    )


def _name_worth(spell: Spell) -> tuple[bool, bool, bool, int]:
    """Newspapers' names: two words, of people_names.csv or Wikidata, with diacritics, not all the middle names."""
    name = spell.name
    best = "wikidata" in spell.source or bool(spell.variants)
    return (" " in name, best, without_diacritics(name) != name, -len(name.split()))


def _closed(spell: Spell, all_spells: Sequence[Spell], confirmed: set[Spell]) -> Spell:
    """An end for a spell open in its source whom the factbook of 2026-05 does not confirm."""
    if spell.end or spell in confirmed or spell.source == "added 2026-11":
        return spell
    stop = WIKIDATA_ENDS if "wikidata" in spell.source else REIGN_ENDS
    later = [
        other.start
        for other in all_spells
        if other.state == spell.state
        and other.office == spell.office
        and other.start > spell.start
        and other.start >= (stop[:4] if len(other.start) == len(stop[:4]) else stop)
        and not same_person(other, spell)
    ]
    return replace(spell, end=min(later, default=stop))


def _not_heads(ministers: Iterable[Spell], heads: Sequence[Spell]) -> list[Spell]:
    """Ministers without the heads who keep a ministry for themselves."""
    return [
        minister
        for minister in ministers
        if not any(
            same_person(minister, head) and at_once((minister.start, minister.end), (head.start, head.end))
            for head in heads
        )
    ]


# --- writing -------------------------------------------------------------------------------------------------------


def newspaper_names(spell: Spell) -> list[str]:
    """The name's spellings: without middle names and initials, the last name, each without diacritics too."""
    names = [*spell.variants]
    for full in (spell.name, *spell.variants):
        words = full.split()
        if len(words) > 2 and plain(words[-1]) == plain(spell.last) and spell.state not in FAMILY_NAME_FIRST:
            names.append(f"{words[0]} {words[-1]}")
    names.append(spell.last)
    names = [name for name in names if not risky(name)]
    spelled = [spelling for name in [spell.name, *names] for spelling in (name, without_diacritics(name))]
    return [name for name in dict.fromkeys(spelled) if name != spell.name]


def risky(name: str) -> bool:
    """Whether a name alone means too many persons or is a word: shorter than three letters, or a common given name."""
    return name in NO_LAST_NAMES or name in ROYAL_GIVEN_NAMES or too_short(name)


def too_short(name: str) -> bool:
    """Whether a name has fewer than three letters; the two that newspapers use alone and that are no words may."""
    return len(name) < len("Kim") and name not in ("Xi", "Hu")


def rows(spells: Iterable[Spell], state_names: dict[str, str]) -> Iterator[dict[str, str]]:
    """The rows of people.csv, each with an id of its own."""
    seen: defaultdict[str, int] = defaultdict(int)
    for spell in sorted(spells, key=lambda s: (s.state, s.sector, s.office, s.start, s.name)):
        stem = slug(f"{state_names.get(spell.state, spell.state)} {spell.last} {spell.title} {spell.start[:4]}")
        seen[stem] += 1
        cells = (
            stem if seen[stem] == 1 else f"{stem}-{seen[stem]}",
            f"{spell.state}/{spell.sector}",
            spell.name,
            "|".join(newspaper_names(spell)),
            spell.office,
            spell.title,
            spell.start,
            spell.end,
            spell.wikidata,
            spell.source,
        )
        yield dict(zip(COLUMNS, cells, strict=True))


def by_hand(path: Path) -> Iterator[Spell]:
    """Rows of a hand-written file with the columns key, name, variants, office, title, from, to."""
    for cells in table(path):
        state, _, sector = cells["key"].partition("/")
        variants, last = tuple(listed(cells["variants"])), last_name(cells["name"], state)
        short = next((variant for variant in variants if " " not in variant), last)
        yield Spell(
            state, cells["name"], short, cells["office"], cells["title"], cells["from"], cells["to"],
            "added 2026-11", cells.get("wikidata", ""), variants, sector,
        )  # fmt: skip


def with_added(gathered: Sequence[dict[str, str]], path: Path) -> list[dict[str, str]]:
    """The gathered rows with those of people_added.csv, which win where person, key, office and time are the same."""
    added = [dict(cells) for cells in table(path)] if path.exists() else []
    for cells in added:
        cells["variants"] = "|".join(name for name in listed(cells["variants"]) if not too_short(name))
    firm: defaultdict[tuple[str, str], list[dict[str, str]]] = defaultdict(list)
    for cells in added:
        firm[cells["key"], cells["office"]].append(cells)
    taken = {cells["id"] for cells in added}
    kept = [
        cells
        for cells in gathered
        if cells["id"] not in taken
        and not any(_same_row(cells, other) for other in firm[cells["key"], cells["office"]])
    ]
    return sorted([*kept, *added], key=lambda cells: (cells["key"], cells["office"], cells["from"], cells["id"]))


def _same_row(cells: dict[str, str], other: dict[str, str]) -> bool:
    """Whether rows of one key and office are one person's, or, of a head of state or government, begin together."""
    shared = _names(cells) & _names(other)
    if shared and at_once((cells["from"], cells["to"]), (other["from"], other["to"])):
        return True
    days = min(len(cells["from"]), len(other["from"]))
    together = cells["from"][:days] == other["from"][:days] and days > len("2026")
    return together and cells["office"].startswith("head of") and cells["key"][:3] not in COLLEGIAL


def _names(cells: dict[str, str]) -> set[str]:
    return {plain(name) for name in (cells["name"], *listed(cells["variants"])) if len(name) > 2}


def state_codes(path: Path) -> tuple[dict[str, str], dict[str, str]]:
    """Every name of a state → its code, and code → name."""
    codes: dict[str, str] = {"Vatican City": "VAT", "Holy See": "VAT", "Bahamas, The": "BHS", "Gambia, The": "GMB"}
    names: dict[str, str] = {}
    for cells in table(path):
        names[cells["code"]] = cells["name"]
        for name in (cells["name"], *listed(cells["official"]), *listed(cells["variants"])):
            codes.setdefault(name, cells["code"])
            codes.setdefault(f"The {name}", cells["code"])
    return codes, names


def main() -> int:
    """Writes people.csv; the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--shared", type=Path, required=True, help="the folder that holds actors/")
    parser.add_argument("--out", type=Path, default=SOURCES / "people.csv")
    arguments = parser.parse_args()
    actors: Path = arguments.shared / "actors"
    codes, state_names = state_codes(SOURCES / "states.csv")
    full = {(cells["state"], cells["leader"]): cells for cells in table(SOURCES / "people_names.csv")}
    hand = list(by_hand(SOURCES / "people_heads.csv"))
    heads = reconciled(
        reign(actors / "reign_leaders_1950_2021-03.csv", full),
        wikidata(actors / "wikidata_heads_to_2022.csv", codes),
        factbook(actors / "factbook_2026-05.json", codes),
        hand,
    )
    ministers = cabinets(actors / "cia_cabinets_2019-06.json.zip", codes)
    spells = [*heads, *hand, *_not_heads(ministers, (*heads, *hand))]
    content = with_added(list(rows(spells, state_names)), SOURCES / "people_added.csv")
    with arguments.out.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(content)
    sys.stderr.write(f"{arguments.out.name}: {len(content):,} rows\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
