"""Knowledge files of a user: added to the shipped knowledge, checked, and seen in the version."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from time import perf_counter

import pytest

import rapallo
from rapallo.entities import Knowledge
from rapallo.entities.lookup import look_up
from rapallo.errors import KnowledgeError, RapalloError
from rapallo.pipeline import load_knowledge
from rapallo.settings import settings

RURITANIA = """
source = "atlas of the test"

[[state]]
code = "RUR"
name = "Ruritania"
adjectives = ["Ruritanian"]
capitals = ["Strelsau"]

[[person]]
name = "Rudolf Elphberg"
offices = [{ title = "King", office = "head of state", key = "RUR/GOV", from = "1994", to = "" }]

[[organisation]]
code = "ZENDA"
name = "Zenda Pact"
members = ["RUR", "DEU | 1999/2004"]
"""
SECONDS_MAX = 30


def folder(path: Path, text: str, name: str = "own.toml") -> Path:
    """A folder with one knowledge file."""
    path.mkdir(parents=True, exist_ok=True)
    (path / name).write_text(text, "utf-8")
    return path


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    return folder(tmp_path / "mine", RURITANIA)


def test_what_is_added_is_known_beside_what_ships(mine: Path) -> None:
    known = Knowledge.load([mine])
    assert known.party("Ruritania") == "RUR"
    assert known.party("ZENDA") == "IGO/ZENDA"
    assert known.party("France") == "FRA"
    answer = look_up(known, "Elphberg", on=date(2000, 1, 1)).chosen
    assert answer is not None
    assert (answer.record.key, answer.record.source) == ("RUR/GOV", "atlas of the test")
    assert answer.thing.name == "Rudolf Elphberg"


def test_the_version_says_what_was_added(mine: Path, tmp_path: Path) -> None:
    shipped, added = Knowledge.load().version, Knowledge.load([mine]).version
    assert added.startswith(f"{shipped}+")
    assert Knowledge.load([folder(tmp_path / "copy", RURITANIA, "other.toml")]).version == added, "the content counts"
    assert Knowledge.load([folder(tmp_path / "more", RURITANIA.replace("1994", "1995"))]).version != added


def test_several_folders_add_up(mine: Path, tmp_path: Path) -> None:
    other = folder(tmp_path / "other" / "deep", '[[state]]\ncode = "GRA"\nname = "Graustark"\n').parent
    known = Knowledge.load([mine, other])
    assert (known.party("Ruritania"), known.party("Graustark")) == ("RUR", "GRA")


def test_a_record_with_the_id_of_a_shipped_one_takes_its_place(tmp_path: Path) -> None:
    own = folder(tmp_path / "own", '[[state]]\ncode = "FRA"\nname = "Gallia"\nsource = "mine"\n')
    known = Knowledge.load([own])
    assert known.label("FRA") == "Gallia"
    assert [r.source for r in known.records if r.id == "state-fra"] == ["mine"]
    assert known.party("Gallia") == "FRA"
    assert not [n for n in known.named("France") if n.record.kind == "state"]


def test_what_is_added_of_a_known_state_stays_beside_the_rest(tmp_path: Path) -> None:
    text = '[[institution]]\nkey = "FRA/GOV"\nname = "Castle of the Test"\n'
    known = Knowledge.load([folder(tmp_path / "own", text)])
    assert known.named("Castle of the Test")[0].record.key == "FRA/GOV"
    assert known.party("France") == "FRA"


def test_words_of_ones_own_are_agents(tmp_path: Path) -> None:
    known = Knowledge.load([folder(tmp_path / "own", '[[words]]\nsector = "MIL"\nnouns = ["zendarm"]\n')])
    assert known.words.nouns["zendarms"] == "MIL"
    assert len(known.words.nouns) > 100


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('[[state]]\ncode = "RUR"\n', ("own.toml:1", "name")),
        ('\n\n[[state]]\ncode = "rur"\nname = "R"\n', ("own.toml:3", "code", "three capital letters", "'rur'")),
        ('[[state]]\ncode = "RUR"\nname = "R"\nfrom = "5 May"\n', ("own.toml:1", "from", "2017-05-31", "'5 May'")),
        ('[[state]]\ncode = "RUR"\nname = "R"\nfrom = "2023-02-30"\n', ("own.toml:1", "from")),
        ('[[state]]\ncode = "RUR"\nname = "R"\ncapitol = ["S"]\n', ("own.toml:1", "capitol")),
        (
            '[[organisation]]\ncode = "Z"\nname = "Z"\nmembers = ["RUR | 1999"]\n',
            ("own.toml:1", "members.1", "FROM/TO"),
        ),
        ('[[person]]\nname = "R"\noffices = [{ title = "King", key = "king" }]\n', ("own.toml:1", "offices.1.key")),
        ('[[person]]\nname = "R"\noffices = []\n', ("own.toml:1", "offices")),
        ('[[kingdom]]\nname = "R"\n', ("own.toml", "kingdom", "[[state]]")),
        ('name = "R"\n', ("own.toml", "name")),
        ("[[state]\n", ("own.toml", "line 1")),
        ('[[state]]\ncode = "RUR"\nname = "R\\u001b[31m"\n', ("own.toml:1", "control characters")),
        (
            '[[state]]\ncode = "RUR"\nname = "R"\n\n[[state]]\ncode = "RUR"\nname = "S"\n',
            ("own.toml:5", "own.toml:1", "state-rur"),
        ),
    ],
)
def test_an_error_names_file_line_and_field(tmp_path: Path, text: str, told: tuple[str, ...]) -> None:
    with pytest.raises(KnowledgeError) as caught:
        Knowledge.load([folder(tmp_path / "bad", text)])
    for words in (str(tmp_path / "bad"), *told):
        assert words in str(caught.value)
    assert caught.value.exit_code == 3
    assert "\x1b" not in str(caught.value)


def test_two_folders_with_one_id_are_told_apart(mine: Path, tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError) as caught:
        Knowledge.load([mine, folder(tmp_path / "again", RURITANIA)])
    assert str(mine / "own.toml") in str(caught.value)
    assert str(tmp_path / "again" / "own.toml") in str(caught.value)


@pytest.mark.parametrize("name", ["empty", "missing", "file.toml", "not-utf8"])
def test_a_folder_that_holds_nothing_is_an_error(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    if name == "empty":
        path.mkdir()
    elif name == "file.toml":
        path.write_text(RURITANIA, "utf-8")
    elif name == "not-utf8":
        path.mkdir()
        (path / "own.toml").write_bytes(b'source = "\xff"\n')
    with pytest.raises(KnowledgeError, match=name):
        Knowledge.load([path])


def test_five_thousand_records_are_read_in_seconds(tmp_path: Path) -> None:
    people = (
        f'[[person]]\nname = "Given{n} Family{n}"\noffices = [{{ title = "Deputy", key = "FRA/LEG", from = "2001" }}]\n'
        for n in range(5_000)
    )
    own = folder(tmp_path / "many", "\n".join(people))
    began = perf_counter()
    known = Knowledge.load([own])
    assert perf_counter() - began < SECONDS_MAX
    assert known.named("Family4999")[0].record.name == "Given4999 Family4999"


def test_the_setting_names_folders(mine: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = folder(tmp_path / "other", '[[state]]\ncode = "GRA"\nname = "Graustark"\n')
    monkeypatch.setenv("RAPALLO_KNOWLEDGE", os.pathsep.join([str(mine), str(other), ""]))
    settings.cache_clear()
    try:
        assert settings().knowledge_folders == (mine, other)
        assert load_knowledge(None).party("Graustark") == "GRA"
        assert load_knowledge([]).version == Knowledge.load().version, "what is given takes the setting's place"
        assert rapallo.open(tmp_path / "x.duckdb").party("Ruritania") == "RUR"
    finally:
        settings.cache_clear()


def test_the_facade_takes_folders_or_a_knowledge_base(mine: Path, tmp_path: Path) -> None:
    known = Knowledge.load([mine])
    assert rapallo.open(tmp_path / "x.duckdb", knowledge=known).knowledge is known
    assert rapallo.open(tmp_path / "x.duckdb", knowledge=[str(mine)]).party("Zenda Pact") == "IGO/ZENDA"


def test_a_store_coded_without_it_is_stale(mine: Path, tmp_path: Path) -> None:
    path = tmp_path / "news.duckdb"
    dispatch = rapallo.Article("Ruritania accused Germany of spying on Monday.", published=date(2004, 5, 5))
    later = rapallo.Article("Germany rejected the charges of Ruritania.", published=date(2004, 5, 6))
    rapallo.open(path, knowledge=[]).add([dispatch])
    with_own = rapallo.open(path, knowledge=[mine])
    with pytest.raises(RapalloError, match=r"recode .*--knowledge DIR"):
        with_own.add([later])
    with_own.recode()
    with_own.add([later])
    assert with_own.events(actor="Ruritania")
    with pytest.raises(RapalloError, match="knowledge files of your own"):
        rapallo.open(path, knowledge=[]).add([rapallo.Article("France praised Germany.", published=date(2004, 5, 7))])


STATE = '[[state]]\ncode = "RUR"\nname = "R"\n'
PERSON = '[[person]]\nname = "R"\n'


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (f'{STATE}from = "2010-01-01"\nto = "2005-01-01"\n', ("own.toml:1", "from 2010-01-01 is later than to 2005")),
        (f'{PERSON}offices = [{{ key = "SRB/GOV", from = "2010-05", to = "2010-04-30" }}]\n', ("offices.1", "later")),
        (f'{STATE}members = ["SRB | 2005/2001"]\n', ("members.1", "from 2005 is later than to 2001")),
        (f'{STATE}capitals = ["S | 1999/1990"]\n', ("capitals.1", "later")),
        (f'{PERSON}offices = [{{ key = "ZZZ/GOV" }}]\n', ("own.toml:1", "offices.1.key", "no state ZZZ", "[[state]]")),
        (f'{PERSON}offices = [{{ key = "RSU/GOV" }}]\n', ("no state RSU", "Did you mean RUS")),
        (f'{PERSON}offices = [{{ key = "IGO/NATTO" }}]\n', ("no organisation IGO/NATTO", "IGO/NATO")),
        (f'{PERSON}offices = [{{ key = "SRB/XXX" }}]\n', ("offices.1.key", "no sector XXX", "GOV")),
        (f'{PERSON}offices = [{{ key = "IMG/XXX" }}]\n', ("offices.1.key", "no sector XXX")),
        ('[[institution]]\nkey = "ZZZ/GOV"\nname = "Z"\n', ("[[institution]] 'Z'", "key", "no state ZZZ")),
        ('[[words]]\nsector = "QQQ"\nnouns = ["zendarm"]\n', ("sector", "no sector QQQ")),
        (f'{STATE}successors = ["RUR"]\n', ("successors.1", "the state itself")),
        (f'{STATE}predecessors = ["SRB", "QQQ"]\n', ("predecessors.2", "no state QQQ")),
        (f'{STATE}claimed_by = ["QQQ"]\n', ("claimed_by.1", "no state QQQ")),
        (f'{STATE}part_of = "QQQ"\n', ("part_of", "no state QQQ")),
        (f'{STATE}part_of = "France"\n', ("part_of", "three capital letters")),
        ('[[organisation]]\ncode = "Z"\nname = "Z"\nmembers = ["QQQ | 1999/"]\n', ("members.1", "no state QQQ")),
        ('[[bloc]]\nkey = "MULTI/Z"\nname = "Z"\nmembers = ["QQQ"]\n', ("members.1", "no state QQQ")),
        (f'{STATE}capitol = ["S"]\n', ("no such field", "did you mean capitals?")),
        (f'{STATE}xyzzy = 1\n', ("no such field", "code, official, adjectives")),
        (f'{PERSON}offices = [{{ titel = "King", key = "SRB/GOV" }}]\n', ("offices.1.titel", "did you mean title?")),
        (f"{PERSON}offices = []\n", ("offices", "is empty; give at least one")),
        ('[[person]]\noffices = [{ key = "SRB/GOV" }]\n', ("[[person]]: name", "is needed and missing")),
        (f"{PERSON}", ("offices", "is needed and missing")),
        (f"{STATE}official = 7\n", ("official", "as a list")),
        (f"{STATE}iso2 = 7\n", ("iso2", "as text", "got 7")),
        (f'{STATE}cow = "7"\n', ("cow", "whole number")),
        (f'{STATE}ambiguous = "yes"\n', ("ambiguous", "true or false")),
        (f'{STATE}status = "realm"\n', ("status", "'state', 'territory'", "got 'realm'")),
        (f'{STATE}wikidata = "403"\n', ("wikidata", "Q403")),
        ('[[organisation]]\ncode = "nato"\nname = "Z"\n', ("code", "capital letters and digits")),
        (f'{PERSON}offices = ["King"]\n', ("offices.1", "as a table")),
        (f'[[state]]\ncode = "RUR"\nname = "{"R" * 201}"\n', ("name", "at most 200 characters, this one 201")),
        ('source = "x"\n\n[person]\nname = "R"\n', ("own.toml:3", "[person] stands by itself", "[[person]]")),
        ('\nsorce = "x"\n', ("own.toml:2", "sorce", "Did you mean source?")),
        ('[[persons]]\nname = "R"\n', ("own.toml:1", "persons", "Did you mean [[person]]?")),
        ("[[state]]\n[[person]]\n", ("own.toml:1", "[[state]]: name")),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_in_plain_words(tmp_path: Path, text: str, told: tuple[str, ...]) -> None:
    with pytest.raises(KnowledgeError) as caught:
        Knowledge.load([folder(tmp_path / "bad", text)])
    message = str(caught.value)
    for words in told:
        assert words in message
    for raw in ("Tuple", "Extra inputs", "Field required", "pattern '"):
        assert raw not in message


def test_what_files_of_ones_own_refer_to_may_stand_in_them(tmp_path: Path) -> None:
    text = f'{STATE}predecessors = ["GRA"]\n[[person]]\nname = "Z"\noffices = [{{ key = "IGO/ZENDA" }}]\n'
    folder(tmp_path / "own", text)
    folder(tmp_path / "own", '[[state]]\ncode = "GRA"\nname = "Graustark"\nsuccessors = ["RUR"]\n', "other.toml")
    folder(tmp_path / "own", '[[organisation]]\ncode = "ZENDA"\nname = "Zenda Pact"\n', "third.toml")
    assert Knowledge.load([tmp_path / "own"]).party("Zenda Pact") == "IGO/ZENDA"


def test_a_folder_that_is_given_twice_is_read_once(mine: Path) -> None:
    once = Knowledge.load([mine])
    twice = Knowledge.load([mine, mine / ".." / mine.name, mine.parent])
    assert twice.version == once.version
    assert twice.replaced == ()


@pytest.mark.parametrize(("name", "mark"), [("own.toml", "\ufeff"), ("OWN.TOML", "")])
def test_files_as_windows_writes_them_are_read(tmp_path: Path, name: str, mark: str) -> None:
    assert Knowledge.load([folder(tmp_path / "own", mark + RURITANIA, name)]).party("Ruritania") == "RUR"


def test_people_whose_names_have_no_latin_letters_are_told_apart(tmp_path: Path) -> None:
    names = ("Пётр Сидоров", "Иван Петров", "王小明", "李大海")
    people = "".join(f'[[person]]\nname = "{name}"\noffices = [{{ key = "SRB/GOV" }}]\n' for name in names)
    known = Knowledge.load([folder(tmp_path / "own", people)])
    assert len({known.named(name)[0].record.id for name in names}) == len(names)


def test_names_with_typographic_dashes_are_found_in_texts(tmp_path: Path) -> None:
    text = '[[political_party]]\nkey = "SRB/PTY"\nname = "Course – Zenda"\nalso = ["We–The Zendans"]\n'
    known = Knowledge.load([folder(tmp_path / "own", text)])
    for name in ("Course – Zenda", "Course - Zenda", "We–The Zendans", "We-The Zendans"):
        assert [found.key for found in known.names_in(f"Yesterday {name} won.")] == ["SRB/PTY"]
    assert known.names_in("Course – Zenda won.")[0].record == "political-party-srb-pty-course-zenda"
    assert known.party("Côte d’Ivoire") == "CIV"


def test_a_full_name_as_family_name_leaves_the_common_name(tmp_path: Path) -> None:
    text = (
        '[[person]]\nname = "Rupert Khan"\nfamily = "Rupert Khan"\n'
        'offices = [{ title = "Prime Minister", office = "head of government", key = "PAK/GOV", from = "2031" }]\n'
    )
    known = Knowledge.load([folder(tmp_path / "own", text)])
    assert "Rupert Khan" in {named.record.name for named in known.named("Khan")}


def test_nothing_of_a_record_that_is_replaced_stays(tmp_path: Path) -> None:
    known = Knowledge.load([folder(tmp_path / "own", '[[organisation]]\ncode = "NATO"\nname = "Zenda Pact"\n')])
    assert known.facts("organisation-NATO") == {}
    assert known.members("organisation-NATO", "2020-01-01") == ()
    assert known.named("NATO") == ()
    [told] = known.replaced
    assert told.startswith(str(tmp_path / "own" / "own.toml"))
    assert "takes the place of the shipped North Atlantic Treaty Organization (organisation-NATO)" in told


MORE = """
source = "of the test"

[[more]]
of = "SRB"
also = ["Zork | 2001/"]
adjectives = ["Zorkish"]
capitals = ["Zorkograd"]

[[more]]
of = "IGO/NATO"
also = ["Zenda Pact"]
members = ["SRB | 2031/", "SWE | 2024-03-07/2030"]

[[more]]
of = "Aleksandar Vulin"
also = ["Zorkov", "A. Zorkov"]
offices = [{ title = "Zorkmaster", key = "SRB/GOV", from = "2031" }]
"""


def test_more_adds_to_what_ships_and_takes_nothing_away(tmp_path: Path) -> None:
    known = Knowledge.load([folder(tmp_path / "own", MORE)])
    assert known.replaced == ()
    for name in ("Serbia", "Zork", "Zorkograd", "Serbian", "Belgrade", "Zorkish"):
        assert "SRB" in {named.record.key for named in known.named(name)}, name
    assert (known.label("SRB"), known.party("Zork"), known.party("Zenda Pact")) == ("Serbia", "SRB", "IGO/NATO")
    capitals = known.facts("state-srb")["capitals"]
    assert isinstance(capitals, list)
    assert (capitals[-1], len(capitals)) == ("Zorkograd", 2)
    assert "SRB" in known.members("organisation-NATO", "2032-01-01")
    assert "SWE" not in known.members("organisation-NATO", "2032-01-01"), "given again"
    assert "FRA" in known.members("organisation-NATO", "2032-01-01")
    offices = {named.record.title for named in known.named("Zorkov")}
    assert {"Zorkmaster", "Defence Minister"} <= offices
    assert {named.record.title for named in known.named("Vulin")} == offices
    answer = look_up(known, "Vulin", on=date(2032, 1, 1)).chosen
    assert answer is not None
    assert (answer.record.title, answer.record.source) == ("Zorkmaster", "of the test")
    assert {name.key for name in known.names_in("The Zorkish envoy met Zorkov.")} >= {"SRB"}


def test_more_changes_the_version_and_adds_to_ones_own_too(mine: Path, tmp_path: Path) -> None:
    more = folder(tmp_path / "more", '[[more]]\nof = "RUR"\nalso = ["Zenda Land"]\n')
    known = Knowledge.load([mine, more])
    assert known.party("Zenda Land") == "RUR"
    assert known.version != Knowledge.load([mine]).version


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('[[more]]\nof = "Zork"\nalso = ["Z"]\n', ("own.toml:1", "[[more]] 'Zork'", "nothing so called")),
        ('[[more]]\nof = "SRB"\n', ("own.toml:1", "adds nothing", "also")),
        (
            '[[more]]\nof = "SRB"\noffices = [{ key = "SRB/GOV" }]\n',
            ("offices", "Serbia is of the kind state", "members"),
        ),
        ('[[more]]\nof = "IGO/NATO"\nmembers = ["QQQ"]\n', ("members.1", "no state QQQ")),
        ('[[more]]\nof = "John Kelly"\nalso = ["Z"]\n', ("several are so called", "person-")),
    ],
)
def test_more_that_cannot_be_added_is_refused(tmp_path: Path, text: str, told: tuple[str, ...]) -> None:
    text += "\n".join(
        f'[[person]]\nname = "John Kelly"\noffices = [{{ title = "T{code}", key = "{code}/GOV" }}]\n'
        for code in ("FRA", "SRB")
    )
    with pytest.raises(KnowledgeError) as caught:
        Knowledge.load([folder(tmp_path / "bad", text)])
    for words in told:
        assert words in str(caught.value)
