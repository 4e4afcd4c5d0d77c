"""Reads who headed what from the sources of people.csv: REIGN, Wikidata, the factbook and a list of cabinets."""

from __future__ import annotations

import csv
import html
import json
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from build import listed, table, without_diacritics

STATE_HEAD, GOVERNMENT_HEAD = "head of state", "head of government"
FIRST_YEAR = "1990"

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
        "ETM:TLS AUL:AUS NEW:NZL VAN:VUT SOL:SLB TUV:TUV FIJ:FJI NAU:NRU MSI:MHL PAL:PLW"
    ).split()
)
# States whose leader in REIGN heads the government, where people_names.csv does not say otherwise.
PARLIAMENTARY = frozenset(
    "CAN BHS JAM TTO BRB DMA GRD LCA VCT ATG KNA BLZ GBR IRL NLD BEL LUX ESP AND DEU AUT HUN CSK CZE SVK ITA MLT ALB "
    "MNE MKD HRV SRB XKX SVN GRC BGR MDA EST LVA FIN SWE NOR DNK ISL CPV LSO MUS TUR IRQ ISR JPN IND BTN PAK BGD NPL "
    "THA KHM MYS SGP AUS PNG NZL VUT SLB TUV FJI TON WSM GEO ARM ETH".split()
)
# Titles of the heads whom REIGN names, where it is not President or Prime Minister.
TITLES = {
    "DEU": "Chancellor", "AUT": "Chancellor", "IRL": "Taoiseach", "SMR": "Captain Regent", "SWZ": "King",
    "MAR": "King", "JOR": "King", "SAU": "King", "KWT": "Emir", "BHR": "King", "QAT": "Emir", "OMN": "Sultan",
    "BRN": "Sultan", "MCO": "Prince", "PRK": "Supreme Leader", "BIH": "Chairman of the Presidency",
}  # fmt: skip
FAMILY_NAME_FIRST = frozenset("CHN PRK KOR TWN VNM KHM HKG SGP".split())
# Heads of a sovereign state whom the sources list again for its realms, territories and co-principality.
SHARED_HEADS = {
    "charles iii": "GBR", "elizabeth ii": "GBR", "willem-alexander": "NLD", "frederik x": "DNK", "margrethe ii": "DNK",
    "emmanuel macron": "FRA", "xi jinping": "CHN",  "donald j. trump": "USA", "donald trump": "USA", "joe biden": "USA",
}  # fmt: skip
# Given names of monarchs and sheikhs, which need their title or family.
ROYAL_GIVEN_NAMES = frozenset(
    "Salman Abdullah Fahd Hamad Khalifa Philippe Henri Guillaume Albert Beatrix Elizabeth Juan Carlos Sabah Nawaf "
    "Mohammed Birendra Francis Benedict Rainier Hans-Adam Al-Sabah al-Sabah Al-Khalifa Al Thani Sihamoni".split()
)
MONTHS = dict(zip("jan feb mar apr may jun jul aug sep oct nov dec".split(), range(1, 13), strict=True))


@dataclass(frozen=True, slots=True)
class Spell:
    """One person in one office once; dates ISO to the granularity known, '' as `end` means in office."""

    state: str
    name: str
    last: str
    office: str
    title: str
    start: str
    end: str
    source: str
    wikidata: str = ""
    variants: tuple[str, ...] = ()
    sector: str = "GOV"


def plain(name: str) -> str:
    """A name without diacritics and case, for comparing."""
    return without_diacritics(name).lower()


def of_another_state(name: str, state: str) -> bool:
    """Whether a source lists the head of another state, whose realm or territory this is."""
    return any(head in name.lower() and home != state for head, home in SHARED_HEADS.items())


# --- REIGN ---------------------------------------------------------------------------------------------------------


def reign(path: Path, names: dict[tuple[str, str], dict[str, str]]) -> list[Spell]:
    """Leaders in office in 1990 or later, contiguous rows of one person joined."""
    spells: list[Spell] = []
    with path.open(encoding="utf-8", errors="replace", newline="") as file:
        for cells in csv.DictReader(file):
            if cells["eyear"] and cells["eyear"] < FIRST_YEAR:
                continue
            spells.extend(_reign_spells(cells, names))
    return _joined(spells)


def _reign_spells(cells: dict[str, str], names: dict[tuple[str, str], dict[str, str]]) -> Iterator[Spell]:
    state, leader = _reign_state(cells), " ".join(re.sub(r"\(.*?\)", "", cells["leader"]).split())
    start = f"{cells['syear']}-{int(cells['smonth']):02}-{int(cells['sdate']):02}"
    end = f"{cells['eyear']}-{int(cells['emonth']):02}" if cells["eyear"] else ""
    abbreviation = cells["stateabb"]
    known = names.get((abbreviation, f"{leader} {cells['syear']}")) or names.get((abbreviation, leader), {})
    if known.get("name") == "-":
        return
    office = known.get("office") or (GOVERNMENT_HEAD if state in PARLIAMENTARY else STATE_HEAD)
    title = known.get("title") or TITLES.get(state) or ("President" if office == STATE_HEAD else "Prime Minister")
    for name in re.split(r" (?:&|and) ", known.get("name") or leader):
        if state == "SMR" and " " not in name:
            continue  # a family name alone of one of two regents for half a year names too many others
        variants = tuple(listed(known.get("variants", "")))
        yield Spell(state, name, last_name(name, state), office, title, start, end, "reign", "", variants)


def _reign_state(cells: dict[str, str]) -> str:
    abbreviation = cells["stateabb"]
    if abbreviation == "YUG":
        return "YUG" if int(cells["syear"]) < 2003 else "SRB"
    if abbreviation == "RUS" and cells["leader"] == "Gorbachev":
        return "SUN"
    return REIGN_CODES.get(abbreviation, abbreviation)


def _joined(spells: Sequence[Spell]) -> list[Spell]:
    """Rows of one person that follow each other become one."""
    joined: list[Spell] = []
    for spell in sorted(spells, key=lambda s: (s.state, s.start)):
        last = next((s for s in reversed(joined) if s.state == spell.state and s.name == spell.name), None)
        if last and last.office == spell.office and last.end and last.end[:7] >= spell.start[:7]:
            joined[joined.index(last)] = replace(last, end=spell.end)
        else:
            joined.append(spell)
    return joined


def last_name(name: str, state: str) -> str:
    """The short name newspapers use: the last word with its particles, or the first one in China, Korea, Vietnam."""
    words = name.replace(" Jr.", "").split()
    if state in FAMILY_NAME_FIRST and len(words) > 1:
        return words[-1] if state == "VNM" else words[0]
    while len(words) > 1 and re.fullmatch(r"[IVX]+", words[-1]):
        return " ".join(words)
    for place in range(1, len(words) - 1):
        if words[place].lower() in ("de", "da", "di", "van", "von", "der", "den", "la", "le", "dos", "bin", "ben"):
            return " ".join(words[place:])
    return words[-1]


# --- Wikidata ------------------------------------------------------------------------------------------------------


def wikidata(path: Path, codes: dict[str, str]) -> Iterator[Spell]:
    """Heads with the years of office."""
    for cells in table(path):
        state, label, position = codes.get(cells["country"], ""), cells["officeholderLabel"], cells["positionLabel"]
        name = re.sub(r" of [A-Z][\w ]+$|, Prince\b.*$", "", label)
        unnamed = re.fullmatch(r"Q\d+", label) or name in ROYAL_GIVEN_NAMES
        if not state or unnamed or of_another_state(name, state) or re.search("Governorate|Pontifical", position):
            continue
        title = re.split(r" of | in ", position.replace("President of the Executive Yuan", "Premier"))[0].strip()
        title = title[:1].upper() + title[1:]
        start, end = cells["start_year"], cells["end_year"]
        if (end or "9999") >= FIRST_YEAR and start:
            full, office = _with_title(name, title), _office_of(title, state)
            yield Spell(
                state, full, last_name(name, state), office, title, start, end, "wikidata", cells["officeholder"]
            )


def _office_of(title: str, state: str) -> str:
    """The office of a title; Iran's president heads the government under the Supreme Leader."""
    chief = re.match(r"(?i)prime minister|premier|(federal )?chancellor|taoiseach|chief minister|minister", title)
    return GOVERNMENT_HEAD if chief or (state == "IRN" and title == "President") else STATE_HEAD


# --- the factbook --------------------------------------------------------------------------------------------------

# Entries whose wording names several persons or no title that ends before the name; by hand in people_heads.csv.
UNREADABLE = {
    ("LBY", GOVERNMENT_HEAD), ("SDN", STATE_HEAD), ("SDN", GOVERNMENT_HEAD), ("SMR", STATE_HEAD),
    ("SMR", GOVERNMENT_HEAD), ("VAT", GOVERNMENT_HEAD), ("WLF", GOVERNMENT_HEAD), ("TKL", GOVERNMENT_HEAD),
    ("CHE", GOVERNMENT_HEAD), ("BIH", STATE_HEAD), ("PRK", GOVERNMENT_HEAD), ("AND", STATE_HEAD),
    ("OMN", GOVERNMENT_HEAD), ("BRN", GOVERNMENT_HEAD), ("ERI", GOVERNMENT_HEAD), ("GMB", GOVERNMENT_HEAD),
    ("ZWE", GOVERNMENT_HEAD),
}  # fmt: skip
NAME_AND_DATE = re.compile(r"^(?P<who>.*?)\s*\((?:[a-z ]*since )?(?P<since>[\w ]*?\d{4})[^)]*\)")


def factbook(path: Path, codes: dict[str, str]) -> Iterator[Spell]:
    """Heads in office in 2026-05 with the day since when."""
    for entry in json.loads(path.read_text("utf-8")):
        state = codes.get(html.unescape(entry["long"])) or codes.get(html.unescape(entry["name"]).split(" (")[0])
        if not state:
            continue
        once = re.sub(r" \(.*", "", entry["chief_of_state"]) == re.sub(r" \(.*", "", entry["head_of_government"])
        for column, office in (("chief_of_state", STATE_HEAD), ("head_of_government", GOVERNMENT_HEAD)):
            text = html.unescape(entry[column]).replace("’", "'")
            if (once and office == GOVERNMENT_HEAD) or (state, office) in UNREADABLE:
                continue
            if spell := _factbook_spell(state, office, re.sub(r"\((?!.*?\d{4}).*?\)|; also spelled \w+", "", text)):
                yield spell


def _factbook_spell(state: str, office: str, text: str) -> Spell | None:
    found = NAME_AND_DATE.match(re.sub(r"\((?:also|President of|Prime Minister|CNSP)[^)]*\)", "", text))
    if not found:
        return None
    words = re.sub(r"^(.*?)[,;].*", r"\1", re.sub(r'"\w+" ?', "", found["who"])).split()
    family = [place for place, word in enumerate(words) if re.match(r"^(?:al-|d')?[^\W\d_a-z]{2,}", word)]
    family = [place for place in family if words[place] != "CNSP"]
    if not family:
        return None
    title, name_words = _without_title(words, family[0])
    last = " ".join(_capitalised(words[place]) for place in family if place - family[0] == family.index(place))
    name = " ".join(_capitalised(word) for word in name_words)
    if of_another_state(name, state):
        return None
    start = iso_day(found["since"])
    return Spell(state, _with_title(name, title), last, office, title, start, "", "factbook")


def _with_title(name: str, title: str) -> str:
    """'Philippe', King → 'King Philippe': a given name alone names nobody."""
    monarch = re.search(r"King|Queen|Emperor|Emir|Prince|Grand Duke|Pope", title)
    return f"{monarch[0]} {name}" if monarch and " " not in name else name


RANKS = re.compile(
    r"(?i)(ratu|capt\.|sr\.|gen\.|general|field|marshal|dr\.|sir|col\.|lt\.|sheikh|sultan|grand|chief|amir|h\.e\.)$"
)
TITLE_END = re.compile(
    r"(?i)(president|minister|premier|chancellor|king|queen|emperor|emir|amir|sultan|prince|duke|taoiseach|governor|"
    r"leader|presidency|ministers|government|confederation|homeland|spain|council|pope|chairman|chairperson|"
    r"administrator|executive|cabinet|commissioner|state|polynesia|assembly)$"
)


def _without_title(words: Sequence[str], family: int) -> tuple[str, list[str]]:
    """The title before the name, and the words of the name."""
    ends = [place for place, word in enumerate(words[:family]) if TITLE_END.match(word)]
    cut = ends[-1] + 1 if ends else 0
    name = list(words[cut:])
    while len(name) > 1 and (RANKS.match(name[0]) or name[0] in ("-",)):
        name.pop(0)
    return " ".join(words[:cut]), name


def _capitalised(word: str) -> str:
    """'MCCONNELL' → 'McConnell', 'FILS-AIMÉ' → 'Fils-Aimé'; roman numbers and mixed words as they are."""
    if re.fullmatch(r"[IVX]+,?", word) or not re.search(r"[^\W\d_a-z]{2}", word):
        return word.rstrip(",")
    small = re.sub(r"[^\W\d_]+", lambda part: part[0][:1].upper() + part[0][1:].lower(), word)
    small = re.sub(r"^Mc(\w)", lambda part: "Mc" + part[1].upper(), small)
    return re.sub(r"^(Al|El)-", lambda part: part[0].lower(), small) if word.startswith(("al-", "el-")) else small


def iso_day(text: str) -> str:
    """'12 December 2019' → '2019-12-12', 'June 2012' → '2012-06', '1997' → '1997'."""
    parts = text.split()
    year = parts[-1]
    if len(parts) == 1 or parts[-2].lower()[:3] not in MONTHS:
        return year
    month = f"{year}-{MONTHS[parts[-2].lower()[:3]]:02}"
    return f"{month}-{int(parts[-3]):02}" if len(parts) > 2 and parts[-3].isdigit() else month


# --- cabinets ------------------------------------------------------------------------------------------------------

MINISTER = r"^(?:Senior )?(?:Minister|Secretary|Cabinet Secretary|Chief)\b"
FOREIGN = re.compile(MINISTER + r".*\bForeign (?:&|Aff|Rel|and)")
DEFENCE = re.compile(MINISTER + r".*\bDefen[sc]e\b")
LESSER = re.compile(
    r"(?i)delegate|deputy|junior|supporting|production|industry|civil defense|minister of state for foreign|council|"
    r"gendarmerie|deflation|attorney|foreign trade|foreign econ"
)
CABINETS_YEAR = "2019"


def cabinets(path: Path, codes: dict[str, str]) -> Iterator[Spell]:
    """Foreign and defence ministers of 2019-06; the snapshot has no dates, its year stands for them."""
    with zipfile.ZipFile(path) as archive:
        offices = json.loads(archive.read("dist/json/government-offices.json"))
    for entry in offices.values():
        title = next(iter(entry["datatypeProperties"].values()), "")
        office = "foreign minister" if FOREIGN.search(title) else "defence minister" if DEFENCE.search(title) else ""
        linked = {name.rpartition("#")[2]: thing for link in entry["objectProperties"] for name, thing in link.items()}
        label = "http://www.w3.org/2000/01/rdf-schema#label"
        if not office or LESSER.search(title) or "hasGovernmentOfficial" not in linked or "hasCountry" not in linked:
            continue
        state, person = codes.get(linked["hasCountry"][label], ""), linked["hasGovernmentOfficial"][label]
        spell = _factbook_spell(state, office, f"{person.split(',')[0]} (since {CABINETS_YEAR})") if state else None
        if spell:
            short = "Foreign Minister" if office == "foreign minister" else "Defense Minister"
            yield replace(spell, title=short, end=CABINETS_YEAR, source="cabinets")
