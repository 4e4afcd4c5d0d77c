"""Family names alone: whose they can be on a day, in an article that does not speak of the country."""

from __future__ import annotations

import pytest
from entity_samples import asked, keys, shipped_knowledge, told


@pytest.mark.parametrize(
    ("text", "words", "on"),
    [
        ("Crowds filled Nairobi, Kenya. Edwards wept.", "Edwards", "1995-06-01"),
        ("Blair met Sinn Fein. Adams smiled.", "Adams", "1998-06-01"),
        ("Crowds filled Nairobi, Kenya. Bailey wept.", "Bailey", "2018-06-01"),
        ("Crowds filled Nairobi, Kenya. Patterson wept.", "Patterson", "1995-06-01"),
    ],
)
def test_official_is_not_meant_by_a_family_name_in_an_article_about_others(text: str, words: str, on: str) -> None:
    assert told(text, words, on) == []


@pytest.mark.parametrize(
    ("text", "words", "on", "key"),
    [
        ("The Security Council of the United Nations met. Guterres spoke.", "Guterres", "2020-06-01", "IGO/UN"),
        ("Gorbachev and Bush signed a treaty.", "Gorbachev", "1990-06-01", "SUN/GOV"),
        ("Izetbegovic asked for help.", "Izetbegovic", "1992-06-01", "BIH/GOV"),
        ("Zuma spoke.", "Zuma", "2012-06-01", "ZAF/GOV"),
        ("Inspectors reached Natanz. Grossi spoke.", "Grossi", "2025-06-14", "IGO/IAEA"),
    ],
)
def test_head_of_a_state_is_meant_where_his_name_is_rare(text: str, words: str, on: str, key: str) -> None:
    assert told(text, words, on) == [key]


@pytest.mark.parametrize(
    ("text", "words", "on", "key"),
    [
        ("Serbian forces burned a village. Milosevic rejected terms.", "Milosevic", "1999-04-01", "YUG/GOV"),
        ("Russia elects deputies. Gorbachev came.", "Gorbachev", "1990-04-01", "SUN/GOV"),
        ("The Kremlin denied it.", "The Kremlin", "1988-09-01", "SUN/GOV"),
        ("The Kremlin denied it.", "The Kremlin", "2000-09-01", "RUS/GOV"),
    ],
)
def test_state_and_those_that_came_of_it_speak_for_each_other(text: str, words: str, on: str, key: str) -> None:
    assert told(text, words, on) == [key]


@pytest.mark.parametrize(
    ("words", "on", "key"),
    [
        ("Bonn", "1985-06-01", "DEU/GOV"),
        ("Bonn", "2020-06-01", "DEU"),
        ("Astana", "1992-06-01", "KAZ"),
        ("Astana", "2010-06-01", "KAZ/GOV"),
        ("Almaty", "2020-06-01", "KAZ"),
        ("Rangoon", "2020-06-01", "MMR"),
        ("Zaire", "2020-06-01", "COD/GOV"),
    ],
)
def test_city_stands_for_the_government_while_it_is_the_capital(words: str, on: str, key: str) -> None:
    assert told(f"{words} criticised its neighbours.", words, on) == [key]


@pytest.mark.parametrize(
    ("text", "words", "on", "key"),
    [
        ("South Korea and North Korea are foes. Kim spoke of war.", "Kim", "2020-06-17", "PRK/GOV"),
        ("Seoul is calm. South Korean President Kim Dae-jung spoke. Kim left.", "Kim", "2001-06-17", "KOR/GOV"),
    ],
)  # fmt: skip
def test_head_of_state_goes_before_a_premier_of_his_name(text: str, words: str, on: str, key: str) -> None:
    assert told(text, words, on) == [key]


def test_who_has_left_an_organisation_does_not_act_for_it() -> None:
    ended = asked("Javier Solana wrote to Tehran.", "Javier Solana", on="2018-06-01", knowledge=shipped_knowledge())
    assert keys(ended) == ["ESP/ELI"]
    assert told("Pat Cox wrote to Tehran.", "Pat Cox", "2018-06-01") == []
    assert told("Pat Cox wrote to Tehran.", "Pat Cox", "2003-06-01") == ["IGO/EU"]


def test_reason_says_until_of_an_office_that_is_over() -> None:
    commander = asked("Wesley Clark wrote.", "Wesley Clark", on="2010-06-01", knowledge=shipped_knowledge())
    assert not commander or " since " not in commander[0].reason.partition(";")[0]


@pytest.mark.parametrize(
    ("text", "words", "on", "key"),
    [
        ("Britain closed its ports. Mrs May spoke in London.", "Mrs May", "2017-06-01", "GBR/GOV"),
        ("Britain closed its ports. Mr Major spoke in London.", "Mr Major", "1994-06-01", "GBR/GOV"),
        ("Britain closed its ports. Mrs May rang. May stayed in London.", "May", "2017-06-01", "GBR/GOV"),
        ("Britain closed its ports. Mr. Brown spoke in London.", "Mr. Brown", "2008-06-01", "GBR/GOV"),
    ],
)
def test_honorific_makes_a_name_of_a_word(text: str, words: str, on: str, key: str) -> None:
    assert told(text, words, on) == [key]


def test_word_with_an_honorific_is_nobody_elsewhere() -> None:
    assert told("Crowds filled Nairobi, Kenya. Mr Major wept.", "Mr Major", "1994-06-01") == []


@pytest.mark.parametrize(
    ("text", "words", "on", "key"),
    [
        ("Gaddafi forces shelled Misrata.", "Gaddafi forces", "2011-03-19", "LBY/MIL"),
        ("Assad forces shelled Homs.", "Assad forces", "2012-03-19", "SYR/MIL"),
        ("Gaddafi's forces shelled Misrata.", "Gaddafi's forces", "2011-03-19", "LBY/MIL"),
        ("Niger's presidential guard shut the gates.", "Niger's presidential guard", "2023-07-27", "NER/MIL"),
        ("Crowds filled Rome. The pontiff spoke.", "The pontiff", "2012-06-01", "VAT/GOV"),
        ("Hamas left Gaza City. The enclave starves.", "The enclave", "2023-10-20", "PSE/GOV"),
    ],
)
def test_forces_guards_and_what_a_land_is_called(text: str, words: str, on: str, key: str) -> None:
    assert told(text, words, on) == [key]


@pytest.mark.parametrize(
    ("text", "on", "key"),
    [
        ("Morsi sent a minister to Gaza, where Haniyeh met him.", "2012-11-16", "EGY/GOV"),
        ("Putin met Macron and thanked him.", "2018-03-16", "FRA/GOV"),
        ("Putin waited; Hollande, Merkel and Cameron called him.", "2014-03-16", "RUS/GOV"),
    ],
)
def test_him_is_not_the_subject_of_its_clause(text: str, on: str, key: str) -> None:
    assert told(text, "him", on) == [key]
