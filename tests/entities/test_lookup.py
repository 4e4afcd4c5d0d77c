"""What a name can mean: found however it is spelled, chosen as the coder chooses, with reasons."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lookup_samples import known

from rapallo.entities import Knowledge
from rapallo.entities.knowledge import likeliest
from rapallo.entities.lookup import Answer, Lookup, look_up
from rapallo.entities.lookup_names import Spelling


def asked(name: str, on: str = "2022-12-05", limit: int = 10) -> Lookup:
    return look_up(known(), name, on=date.fromisoformat(on), limit=limit)


def chosen(name: str, on: str = "2022-12-05") -> Answer:
    answer = asked(name, on).chosen
    assert answer is not None
    return answer


@pytest.mark.parametrize(
    "name",
    [
        "Vučić",
        "Vucic",
        "vucic",
        "VUČIĆ",
        "aleksandar vučić",
        "Vučić’s",
        "Vucicc",
        "Vuicc",
        "Vuchich",
        " Vucic ",
        "“Vucic”",
    ],
)
def test_a_person_is_found_however_the_name_is_spelled(name: str) -> None:
    assert chosen(name).thing.name == "Aleksandar Vučić"


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("SRB", "SRB"), ("srb", "SRB"), ("IGO/NATO", "IGO/NATO"), ("nato", "IGO/NATO"), ("Serbian", "SRB"),
        ("serbs", "SRB"), ("Belgrade", "SRB"), ("Republic of Serbia", "SRB"), ("the Kremlin", "RUS/GOV"),
        ("U.S.", "USA"), ("Serbai", "SRB"), ("SRB/MIL", "SRB"), ("The Taliban", "AFG/GOV"), ("state-srb", "SRB"),
    ],
)  # fmt: skip
def test_codes_adjectives_capitals_and_metonyms_are_names(name: str, key: str) -> None:
    assert chosen(name).record.key == key


@pytest.mark.parametrize(
    ("name", "how"),
    [
        ("Vulin", "family name"), ("Aleksandar Vulin", "full name"), ("Qaddafi", "short name"), ("NATO", "acronym"),
        ("Belgrade", "capital"), ("Bonn", "former capital"), ("Serbian", "adjective"), ("Serbs", "people"),
        ("SRB", "code"),
        ("Republic of Serbia", "official name"), ("French president", "office"),
    ],
)  # fmt: skip
def test_how_the_name_names_it_is_said(name: str, how: str) -> None:
    assert chosen(name).thing.called[0].how == how


@pytest.mark.parametrize(
    ("on", "key", "title"),
    [
        ("2018-01-01", "SRB/GOV", "Defence Minister"),
        ("2021-01-01", "SRB/GOV", "Interior Minister"),
        ("2022-12-05", "SRB/SPY", "Director of the Security Intelligence Agency"),
        ("1992-01-01", "USA/LEG", "Senator"),
    ],
)
def test_the_day_decides_the_office(on: str, key: str, title: str) -> None:
    record = chosen("Vulin", on).record
    assert (record.key, record.title) == (key, title)


def test_a_person_is_one_thing_with_all_offices_the_latest_first() -> None:
    answers = asked("Vulin").answers
    assert [answer.thing.name for answer in answers] == ["Aleksandar Vulin", "Ivan Vulin"]
    assert [record.valid_from for record in answers[0].thing.records] == ["2022-12-01", "2020-10-28", "2017-06-29"]


def test_an_international_office_belongs_to_the_person_too() -> None:
    thing = chosen("Stoltenberg", "2020-01-01").thing
    assert (thing.key, len(thing.records)) == ("IGO/NATO", 2)
    assert len(asked("Stoltenberg").answers) == 1


def test_the_choice_and_the_rivals_have_reasons() -> None:
    first, second = asked("Vulin").answers
    assert "in office on 2022-12-05" in first.why
    assert "not in office then" in second.why
    assert "1991 to 1993" in second.why
    assert (first.chosen, second.chosen) == (True, False)
    assert (first.thing.valid, second.thing.valid) == (True, False)


@pytest.mark.parametrize(
    "name",
    [
        "French president",
        "president of France",
        "the president of the French",
        "France's president",
        "FRENCH PRESIDENT",
    ],
)
def test_an_office_is_that_of_its_holder_on_the_day(name: str) -> None:
    assert chosen(name, "2014-01-01").thing.name == "François Hollande"
    assert chosen(name, "2010-01-01").thing.name == "Nicolas Sarkozy"
    [_, other] = asked(name, "2014-01-01").answers
    assert "another's term: 2007-05-16 to 2012-05-15" in other.why


@pytest.mark.parametrize(
    "name", ["Serbian defence minister", "Serbia's defense minister", "minister of defence of Serbia"]
)
def test_a_ministers_office_may_be_described_in_several_ways(name: str) -> None:
    assert chosen(name, "2019-01-01").thing.name == "Aleksandar Vulin"


def test_the_coders_own_key_is_given_with_what_must_stand_beside_it() -> None:
    [coded] = asked("Vulin").coded
    assert (coded.key, coded.record) == ("SRB/SPY", chosen("Vulin").record.id)
    assert asked("Vulin", "2030-01-01").coded[0].key != "SRB/GOV", "no office any more"


def test_an_outlets_name_that_is_a_word_loses_and_says_why() -> None:
    answer = chosen("Time")
    assert answer.thing.kind == "outlet"
    assert asked("Time").coded == ()


def test_the_day_tells_a_group_from_the_government_that_it_became() -> None:
    assert chosen("Taliban", "2020-01-01").record.key == "AFG/REB"
    assert chosen("Taliban", "2022-01-01").record.key == "AFG/GOV"
    assert len(chosen("Taliban").thing.records) == 2


def test_a_states_predecessor_holds_the_capital_before() -> None:
    assert chosen("Belgrade", "2004-01-01").record.key == "SCG"
    assert "not yet there" in asked("Belgrade", "2004-01-01").answers[1].why
    assert "gone by then" in asked("Belgrade").answers[1].why


def test_members_and_heads_are_those_of_the_day() -> None:
    assert chosen("NATO", "1950-01-01").thing.members == ("USA", "FRA")
    assert chosen("NATO", "1960-01-01").thing.members == ("USA", "FRA", "DEU")
    assert [r.name for r in chosen("NATO", "2020-01-01").thing.holders] == ["Jens Stoltenberg"]
    assert [r.title for r in chosen("Serbia", "2015-01-01").thing.holders] == ["Prime Minister"]


def test_a_slip_is_told_from_a_name_as_written() -> None:
    assert asked("Serbia").spelling is Spelling.EXACT
    assert asked("serbia").spelling is Spelling.LOOSE
    assert asked("Sebria").spelling is Spelling.SLIP
    assert asked("Kadhdhafi").spelling in (Spelling.TRANSLITERATION, Spelling.SLIP)


@pytest.mark.parametrize("name", ["Xqzwv", "", " ", "'", "the", "💣", "a" * 5000, "\x1b[31m"])
def test_nothing_is_made_up_where_nothing_fits(name: str) -> None:
    found = asked(name)
    assert (found.answers, found.chosen) == ((), None)


def test_the_nearest_names_are_suggested() -> None:
    assert "Republic of Serbia" in asked("Republic of Serbistan").suggestions
    assert "Serbia and Montenegro" in asked("Montenegro").suggestions


def test_the_limit_counts_what_it_leaves_out() -> None:
    found = asked("Vulin", limit=1)
    assert (len(found.answers), found.left_out) == (1, 1)
    assert found.chosen is not None


def test_without_a_day_the_latest_counts() -> None:
    found = look_up(known(), "Taliban")
    assert found.day == ""
    assert found.chosen is not None
    assert found.chosen.record.key == "AFG/GOV"


@settings(deadline=None)  # the first look-up makes the index
@given(st.sampled_from(sorted(known().names)), st.dates(date(1950, 1, 1), date(2030, 1, 1)))
def test_the_choice_is_the_coders(name: str, day: date) -> None:
    found = known().find(name)
    if len(found) == 1 and found[0].text == name:
        answer = look_up(known(), name, on=day).chosen
        assert answer is not None
        assert answer.record is likeliest(found[0].named, day.isoformat()).record


@given(st.text(max_size=40))
def test_no_text_stops_it(name: str) -> None:
    found = look_up(known(), name, on=date(2020, 1, 1))
    assert sum(answer.chosen for answer in found.answers) == bool(found.answers)


@pytest.mark.parametrize(
    ("name", "on", "key"),
    [
        ("Milosevic", "1995-01-01", "SRB/GOV"),
        ("Thatcher", "1989-06-01", "GBR/GOV"),
        ("Hizballah", "2006-07-20", "LBN/REB"),
        ("Belgrad", "2020-01-01", "SRB"),
        ("Mosco", "2020-01-01", "RUS"),
    ],
)
def test_the_shipped_knowledge_answers(name: str, on: str, key: str) -> None:
    answer = look_up(Knowledge.load(), name, on=date.fromisoformat(on)).chosen
    assert answer is not None
    assert answer.record.code == key.partition("/")[0]
