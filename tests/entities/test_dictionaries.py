"""Dictionaries of PETRARCH and TABARI: what their lines say, in which keys, and who somebody is on a day."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapallo.entities import Knowledge, knowledge_file
from rapallo.entities.cameo_actors import Crosswalk
from rapallo.entities.compiling import content_of
from rapallo.entities.dictionaries import Dictionary, parse
from rapallo.entities.dictionary_files import read_dictionary
from rapallo.entities.dictionary_import import Imported, Shipped, import_dictionaries
from rapallo.entities.knowledge import likeliest
from rapallo.entities.knowledge_writer import as_toml
from rapallo.entities.news_spelling import in_news
from rapallo.entities.office_times import KeyTime, without_overlap
from rapallo.entities.source_files import Sourced, read_folder
from rapallo.entities.sources import Institution, Lasting, Person
from rapallo.errors import KnowledgeError

REAL = Path(__file__).parents[2].parent / "shared" / "actors" / "petrarch"
ACTORS = """\
# A sample of our own.
RURITANIA_ [QRT]                      ; the code is none: QRT is no state
RUDOLF_ELPHBERG_                      ; a comment
+KING_RUDOLF_ELPHBERG_
+R._ELPHBERG
	[SRBELI 900101-990630]
	[SRBGOV 990630-050101]
	[SRBGOVMIL >20070101]
	[SRBELI]
STREL_SAU_GARDE [SRBMIL]
STRELSAU_WORKERS_LIBERATION_ARMY_(SWLA)_
+SWLA_FIGHTERS_OF_THE_NORTH
	[SRBREB]
TARGET_
	[MNCUSA]
BLACK_MICHAEL_SOCIETY
	[IMGMUSALQ]
"""
AGENTS = """\
!PERSON! = MAN, WOMAN
CHIMNEY!PERSON! [~LAB]
HARBOUR_CONSTABLE {HARBOUR_CONSTABULARY} [~COP]
MINISTER_OF_CHIMNEYS {} [~GOVMIL]
LAMPLIGHTER_ [~QQQ]
"""


@cache
def shipped() -> Shipped:
    return Shipped(knowledge_file.read())


def imported(*texts: str) -> Imported:
    dictionaries = [parse(text, f"sample{number}.txt") for number, text in enumerate(texts)]
    return import_dictionaries(dictionaries, shipped())


def tables_of(result: Imported, folder: Path) -> list[Sourced]:
    for name, text in result.texts.items():
        (folder / name).write_text(text, "utf-8")
    return list(read_folder(folder))


def knowledge_of(result: Imported, folder: Path) -> Knowledge:
    content = content_of(tables_of(result, folder), knowledge_file.raw()["words"], release="")
    return Knowledge(knowledge_file.parse(content))


def keys(knowledge: Knowledge, name: str, day: str) -> str:
    named = [one for one in knowledge.named(name) if one.record.valid(day)]
    return likeliest(named, day).record.key if named else ""


def reasons(text: str) -> list[tuple[int, str]]:
    return [(one.line, one.reason) for one in parse(text, "sample").malformed]


def test_names_codes_and_dates_are_read() -> None:
    dictionary = parse(ACTORS, "sample")
    rudolf = dictionary.entries[1]
    assert [name for _, name in rudolf.names] == ["RUDOLF_ELPHBERG_", "KING_RUDOLF_ELPHBERG_", "R._ELPHBERG"]
    assert [(role.code, role.start, role.end) for role in rudolf.roles] == [
        ("SRBELI", "1990-01-01", "1999-06-30"),
        ("SRBGOV", "1999-06-30", "2005-01-01"),
        ("SRBGOVMIL", "2007-01-01", ""),
        ("SRBELI", "", ""),
    ]
    assert (rudolf.line, dictionary.lines, dictionary.malformed) == (3, 16, ())


@pytest.mark.parametrize(
    ("date", "start", "end"),
    [
        ("<970101", "", "1997-01-01"),
        ("> 20140608", "2014-06-08", ""),
        (" 311231 - 300101", "1931-12-31", "2030-01-01"),
        ("000229-19991231", None, None),
    ],
)
def test_dates_have_two_or_four_digit_years(date: str, start: str | None, end: str | None) -> None:
    dictionary = parse(f"A_NAME\n\t[SRBGOV {date}]\n", "sample")
    found = [(role.start, role.end) for entry in dictionary.entries for role in entry.roles]
    assert found == ([(start, end)] if start is not None else [])


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("\t[SRBGOV 20121204]", "is no <DATE, >DATE or DATE-DATE"),
        ("\t[SRBGOV >20121304]", "20121304 is no date"),
        ("\t[SRBGOV 121231-120101]", "ends before it begins"),
        ("\t[SRBGOV >121231", "a bracket that is not closed"),
        ("\t[SRBGOV] Ministry of Silly Walks", "words behind the code"),
        ("\t[Srb]", "is no code"),
        ("+SQUARE]_", "a bracket in a name"),
        ("+_", "no name"),
        ("+LOST\ufffdLETTER", "a letter was lost"),
        ("+NUL\x00LETTER", "a control character (U+0000)"),
    ],
)
def test_a_malformed_line_is_told_with_its_words_and_the_others_are_read(line: str, reason: str) -> None:
    dictionary = parse(f"A_NAME\r\n{line}\r\n\t[SRBGOV]\r\n", "sample")
    (malformed,) = dictionary.malformed
    assert (malformed.line, malformed.words) == (2, line.strip())
    assert reason in malformed.reason
    assert len(dictionary.entries) == 1


def test_lines_without_their_name_or_code_are_malformed() -> None:
    assert reasons("\t[SRBGOV]\n") == [(1, "a code without a name above")]
    assert reasons("+OTHER\n") == [(1, "another name (+) without a name above")]
    no_code = "a name without a code that can be read"
    assert reasons("LONE_NAME\n+OTHER\nNEXT_NAME\n\t[SRBGOV]\n") == [(1, no_code), (2, no_code)]


def test_codes_below_a_name_that_cannot_be_read_are_not_those_of_the_name_above() -> None:
    text = "FIRST [SRBGOV]\nSEC\x01OND\n+OTHER\n\t[RUSGOV]\n"
    assert [line for line, _ in reasons(text)] == [2, 3, 4]
    (entry,) = parse(text, "sample").entries
    assert [role.code for role in entry.roles] == ["SRBGOV"]


def test_sets_and_plurals_of_agents_are_read() -> None:
    agents = parse(AGENTS, "sample").agents
    assert [(agent.noun, agent.plural, agent.code) for agent in agents][:3] == [
        ("CHIMNEYMAN", None, "LAB"),
        ("CHIMNEYWOMAN", None, "LAB"),
        ("HARBOUR_CONSTABLE", "HARBOUR_CONSTABULARY", "COP"),
    ]
    assert "no set that the file defines" in reasons("OTHER!THING! [~LAB]\n")[0][1]


@given(st.text(alphabet="AB_ +[]{}<>-!~;#\t\n019", max_size=120))
def test_whatever_a_file_holds_every_line_is_read_or_listed(text: str) -> None:
    dictionary = parse(text, "sample")
    assert_nothing_is_lost(text, dictionary)


def assert_nothing_is_lost(text: str, dictionary: Dictionary) -> None:
    """Every line that is no comment, blank or set is that of a name, code or agent, or is malformed, and never both."""
    content = {
        number
        for number, line in enumerate(text.split("\n"), 1)
        if re.sub(r"[#;].*", "", line).strip() and not re.match(r"\s*!\w+!\s*=", line)
    }
    read = {line for entry in dictionary.entries for line, _ in entry.names}
    read |= {role.line for entry in dictionary.entries for role in entry.roles}
    read |= {agent.line for agent in dictionary.agents}
    malformed = {one.line for one in dictionary.malformed}
    assert read | malformed >= content
    assert not read & malformed
    assert len(malformed) == len(dictionary.malformed)


@pytest.mark.parametrize(
    ("code", "key"),
    [
        ("SRB", "SRB"),
        ("SRBGOV", "SRB/GOV"),
        ("SRBGOVMIL", "SRB/MIL"),
        ("SRBGOVBUS", "SRB/GOV"),
        ("SRBMED", "SRB/JRN"),
        ("SRBHLH", "SRB/MED"),
        ("SRBUAF", "SRB/REB"),
        ("KSVGOV", "XKX/GOV"),
        ("USRUKR", "UKR"),
        ("GBRVGBGOV", "VGB/GOV"),
        ("SDNSSDAUT", "SSD"),
        ("IGOUNO", "IGO/UN"),
        ("IGOUNODEVWBK", "IGO/WB"),
        ("IGOEUREEC", "IGO/EU"),
        ("IGOWSTNAT", "IGO/NATO"),
        ("IGO", "IGO"),
        ("IMGMUSALQ", "IMG/REB"),
        ("UAF", "IMG/REB"),
        ("INTREB", "IMG/REB"),
        ("INT", "MULTI/WORLD"),
        ("UIS", "MULTI/UIS"),
        ("NGO", "MULTI/NGO"),
        ("NGOUSAHRI", "USA/NGO"),
        ("NGOMAR", "MAR/NGO"),
        ("NGOCHRMAR", "MULTI/NGO"),
        ("MNCUSAMED", "USA/BUS"),
        ("MNC", "MULTI/BUS"),
        ("KUR", "MULTI/KUR"),
        ("TURKUR", "TUR/CVL"),
        ("COPT", "EGY/CVL"),
        ("CHR", "MULTI/CHR"),
        ("JEW", "MULTI/JEW"),
        ("ISRJEW", "ISR/CVL"),
        ("SYRINSMUS", "SYR/REB"),
        ("EUR", "MULTI/EUROPE"),
        ("---", ""),
    ],
)
def test_cameo_codes_become_our_keys(code: str, key: str) -> None:
    mapped = Crosswalk(shipped().states).key(code)
    assert (mapped.key, mapped.unmapped) == (key, ())


def test_a_code_that_maps_to_nothing_keeps_the_nearest_key_and_is_told() -> None:
    crosswalk = Crosswalk(shipped().states)
    assert (crosswalk.key("KKLREB").key, crosswalk.key("KKLREB").unmapped) == ("IMG/REB", ("KKL",))
    assert (crosswalk.key("USALREB").key, crosswalk.key("USALREB").unmapped) == ("USA/REB", ("L",))
    assert imported("RURITANIAN_GUARD [QRTMIL]\n").unmapped == {"QRTMIL": 1}


def test_a_person_has_the_office_of_the_day(tmp_path: Path) -> None:
    knowledge = knowledge_of(imported(ACTORS), tmp_path)
    for name in ("Rudolf Elphberg", "King Rudolf Elphberg", "R. Elphberg", "Elphberg"):
        assert keys(knowledge, name, "1995-03-01") == "SRB/ELI"
        assert keys(knowledge, name, "1999-06-30") == "SRB/GOV"
        assert keys(knowledge, name, "2005-01-01") == "SRB/GOV"
        assert keys(knowledge, name, "2006-01-01") == ""
        assert keys(knowledge, name, "2012-05-05") == "SRB/MIL"
    (found,) = knowledge.names_in("A letter from Rudolf Elphberg came.")
    assert found.key == "SRB/MIL"


def test_things_have_tables_of_their_kind(tmp_path: Path) -> None:
    result = imported(ACTORS)
    knowledge = knowledge_of(result, tmp_path)
    kinds = {
        name: (named[0].record.kind, named[0].record.key)
        for name in ("Strel Sau Garde", "Strelsau Workers Liberation Army", "SWLA", "Black Michael Society")
        if (named := knowledge.named(name))
    }
    assert kinds == {
        "Strel Sau Garde": ("institution", "SRB/MIL"),
        "Strelsau Workers Liberation Army": ("group", "SRB/REB"),
        "SWLA": ("group", "SRB/REB"),
        "Black Michael Society": ("group", "IMG/REB"),
    }


def test_a_very_common_word_is_left_out_and_told(tmp_path: Path) -> None:
    result = imported(ACTORS)
    assert [(one.line, one.words) for one in result.left_out] == [(2, "RURITANIA_"), (14, "TARGET_")]
    assert not knowledge_of(result, tmp_path).named("Target")


def test_agents_become_words_by_sector(tmp_path: Path) -> None:
    result = imported(AGENTS)
    nouns = knowledge_of(result, tmp_path).words.nouns
    assert {noun: nouns.get(noun) for noun in ("chimneyman", "chimneymen", "chimneywomen")} == dict.fromkeys(
        ("chimneyman", "chimneymen", "chimneywomen"), "LAB"
    )
    assert (nouns["harbour constable"], nouns["harbour constables"], nouns["harbour constabulary"]) == ("COP",) * 3
    assert nouns["minister of chimneys"] == "GOV"
    assert [one.words for one in result.left_out] == ["lamplighter"]
    assert result.unmapped == {"~QQQ": 1}


def test_what_the_package_knows_already_is_not_written_again(tmp_path: Path) -> None:
    result = imported("SERBIA_ [SRB]\n+BELGRADE_\n+SERBIJA_\nMILITARY_POLICEMAN [~COP]\n")
    texts = "".join(result.texts.values())
    assert '"Serbija"' in texts
    assert '"Serbia"' not in texts
    assert '"Belgrade"' not in texts
    assert result.known >= 2


def test_an_actor_of_two_dictionaries_is_one(tmp_path: Path) -> None:
    other = "RUDOLF_ELPHBERG\n+RUDI_ELPHBERG\n\t[SRBLEG 850101-890101]\nSTREL_SAU_GARDE [SRBMIL]\n"
    knowledge = knowledge_of(imported(ACTORS, other), tmp_path)
    assert keys(knowledge, "Rudi Elphberg", "2001-01-01") == "SRB/GOV"
    assert keys(knowledge, "Rudolf Elphberg", "1987-01-01") == "SRB/LEG"


def test_the_same_dictionaries_give_the_same_files() -> None:
    assert imported(ACTORS, AGENTS).texts == imported(ACTORS, AGENTS).texts


def test_a_file_that_would_be_too_long_is_split_by_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rapallo.entities.knowledge_writer.FILE_BYTES_MAX", 200)
    result = imported("STREL_SAU_GARDE [SRBMIL]\nZENDA_CASTLE_GARDE [RUSMIL]\nHENTZAU_TOWER_GARDE [ROUMIL]\n")
    assert sorted(result.texts) == ["sample0-r.toml", "sample0-s.toml"]
    assert len(tables_of(result, tmp_path)) == 3


def test_two_dictionaries_of_one_name_are_an_error() -> None:
    dictionary = parse(ACTORS, "sample.txt")
    with pytest.raises(KnowledgeError, match=r"sample\.toml"):
        import_dictionaries([dictionary, dictionary], shipped())


@pytest.mark.parametrize(
    ("names", "states", "written"),
    [
        (["AFGHAN_PRESIDENT_"], "AFG", ["Afghan President"]),
        (["THE_UNITED_NATIONS_", "UN_", "U.N._"], "", ["the United Nations", "UN", "U.N."]),
        (["AFGHAN_NATIONAL_SECURITY_FORCES", "ANSF"], "AFG", ["Afghan National Security Forces", "ANSF"]),
        (["BASHAR_AL-ASSAD"], "SYR", ["Bashar al-Assad"]),
        (["BAN_KI-MOON"], "KOR", ["Ban Ki-moon"]),
        (["COTE_D'IVOIRE"], "CIV", ["Cote d'Ivoire"]),
        (["MARTIN_MCGUINNESS"], "GBR", ["Martin McGuinness"]),
        (["BANK_OF_THE_SOUTH", "ST._MARY"], "", ["Bank of the South", "St. Mary"]),
        (["NGUYEN_VAN_THIEU"], "VNM", ["Nguyen Van Thieu"]),
        (["KOREA_(NORTH)_"], "PRK", ["Korea (North)"]),
        (["JOHN_PAUL_II"], "VAT", ["John Paul II"]),
        (["ERDOĞAN", "HAMMARSKJOLD)"], "", ["Erdoğan", "Hammarskjold"]),
    ],
)
def test_names_are_written_as_news_writes_them(names: list[str], states: str, written: list[str]) -> None:
    assert in_news(names, acronyms={"UN"}, states=[states]) == written


days = st.dates(min_value=date(1900, 1, 1)).map(lambda day: day.isoformat()) | st.just("")
times = st.builds(KeyTime, st.sampled_from(["SRB/GOV", "SRB/ELI", "SRB/MIL"]), days, days).filter(
    lambda one: one.first <= one.last
)


@given(st.lists(times, max_size=6))
def test_times_in_office_never_overlap(listed: list[KeyTime]) -> None:
    apart = without_overlap(listed)
    assert all(one.first <= one.last for one in apart)
    assert all(one.last < other.first for one, other in pairwise(apart))
    assert {one.key for one in apart} <= {one.key for one in listed}
    dated = [one for one in listed if one.dated]
    assert all(any(it.first <= one.first <= it.last for it in apart) for one in dated)


names = st.text(min_size=1, max_size=20).filter(lambda text: text == text.strip() and text.isprintable())


@given(name=names, also=st.lists(names, max_size=3), flag=st.booleans())
def test_written_tables_read_back_the_same(
    tmp_path_factory: pytest.TempPathFactory, name: str, also: list[str], flag: bool
) -> None:
    person = Person.model_validate(
        {
            "name": name,
            "also": tuple(also),
            "family": "" if flag else None,
            "offices": ({"key": "SRB/GOV", "from": "1999"},),
        }
    )
    folder = tmp_path_factory.mktemp("written")
    (folder / "one.toml").write_text(as_toml([person], source='a "source"\\'), "utf-8")
    (read,) = read_folder(folder)
    assert (read.table, read.source) == (person, 'a "source"\\')


def test_fields_that_say_nothing_are_not_written() -> None:
    table = Institution.model_validate({"name": "Garde", "key": "SRB/MIL"})
    assert as_toml([table], source="s") == 'source = "s"\n\n[[institution]]\nname = "Garde"\nkey = "SRB/MIL"\n'


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "is empty"),
        (b"# nothing\n\n", "nothing but blank lines and comments"),
        (b"Dear reader,\nthis is a letter.\n", "is no dictionary: line 1"),
        (b"\x00\x01\x02\x03" * 50, "is a binary file"),
        ("SERBIA [SRB]".encode("utf-16"), "is UTF-16"),
        (b"SERBIA [SRB]\nERDO\xd0AN [TUR]\n", ":2: byte 0xD0 is not UTF-8"),
    ],
)
def test_what_is_no_dictionary_is_told(tmp_path: Path, content: bytes, told: str) -> None:
    path = tmp_path / "some.txt"
    path.write_bytes(content)
    with pytest.raises(KnowledgeError) as failure:
        read_dictionary(path)
    assert str(path) in str(failure.value)
    assert told in str(failure.value)
    assert failure.value.mend


@pytest.mark.skipif(not REAL.is_dir(), reason="the dictionaries are not here")
def test_nothing_of_the_real_dictionaries_is_lost(tmp_path: Path) -> None:
    paths = sorted(REAL.glob("*.txt"))
    dictionaries = [read_dictionary(path) for path in paths]
    for path, dictionary in zip(paths, dictionaries, strict=True):
        assert_nothing_is_lost(path.read_text("utf-8"), dictionary)
        assert len(dictionary.malformed) < 0.006 * dictionary.lines
    result = import_dictionaries(dictionaries, shipped())
    tables = [one.table for one in tables_of(result, tmp_path)]
    assert content_of(read_folder(tmp_path), knowledge_file.raw()["words"], release="")["records"]
    written = {name for table in tables if isinstance(table, Lasting | Person) for name in (table.name, *table.also)}
    names = {name.removeprefix("the ").casefold() for name in {*written, *shipped().content.names}}
    left_out = {(one.file, one.line) for one in result.left_out}
    for dictionary in dictionaries:
        for entry in dictionary.entries:
            for line, name in entry.names:
                spellings = {one.removeprefix("the ").casefold() for one in in_news([name])}
                assert spellings & names or (dictionary.file, line) in left_out, (dictionary.file, line, name)
