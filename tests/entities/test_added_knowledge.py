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
