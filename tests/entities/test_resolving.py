"""Who is meant by the words of a mention, and why."""

from __future__ import annotations

import pytest
from entity_samples import asked, keys

from rapallo.entities import Situation

PUTIN_AND_MACRON = "Vladimir Putin received Emmanuel Macron in Moscow. "


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("Serbian President Aleksandar Vučić", "SRB/GOV"),
        ("American forces", "USA/MIL"),
        ("the U.S. ambassador to Russia", "USA/GOV"),
        ("EU foreign policy chief", "IGO/EU"),
        ("Russian-backed rebels in Ukraine", "UKR/REB"),
        ("Syrian rebels", "SYR/REB"),
        ("dozens of Polish lawmakers", "POL/LEG"),
        ("a Kremlin spokesman", "RUS/GOV"),
        ("Pentagon officials", "USA/MIL"),
        ("the Knesset", "ISR/LEG"),
        ("Downing Street", "GBR/GOV"),
        ("Reuters", "GBR/JRN"),
        ("Hamas fighters", "PSE/REB"),
        ("the Islamic State", "IMG/REB"),
        ("NATO troops", "IGO/NATO"),
        ("NATO allies", "IGO/NATO"),
        ("U.S. allies", "MULTI/ALLIES"),
        ("Western countries", "MULTI/WEST"),
        ("Hungarian police", "HUN/COP"),
        ("Turkish journalists", "TUR/JRN"),
        ("former Serbian ministers", "SRB/ELI"),
        ("the Russian Supreme Court", "RUS/JUD"),
        ("Syrians", "SYR/CVL"),
        ("Republican senators", "USA/LEG"),
        ("the Secretary of State", "USA/GOV"),
        ("migrants", "IMG/CVL"),
        ("anti-Putin activists", "RUS/CVL"),
        ("nearly 3,000 Iraqi civilians", "IRQ/CVL"),
        ("Russian oligarchs", "RUS/BUS"),
        ("ex-French minister", "FRA/ELI"),
    ],
)
def test_phrase_by_its_own_words(words: str, key: str) -> None:
    assert keys(asked(f"In the capital {words} said no.", words)) == [key]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("France and Germany", ["FRA/GOV", "DEU/GOV"]),
        ("the U.S., the EU and NATO", ["USA/GOV", "IGO/EU", "IGO/NATO"]),
        ("Bosnia and Herzegovina", ["BIH/GOV"]),
        ("Putin and Macron", ["RUS/GOV", "FRA/GOV"]),
    ],
)
def test_conjoined_parties(words: str, expected: list[str]) -> None:
    assert keys(asked(f"On Monday {words} signed it.", words)) == expected


@pytest.mark.parametrize(
    ("role", "event_type", "mode", "key"),
    [
        ("actor", "ACCUSE", None, "RUS/GOV"),
        ("actor", "ASSAULT", None, "RUS/MIL"),
        ("recipient", "ACCUSE", None, "RUS/GOV"),
        ("recipient", "ASSAULT", None, "RUS"),
        ("recipient", "RETREAT", "withdraw", "RUS"),
        ("recipient", "RETREAT", "release", "RUS/GOV"),
        ("speaker", "ASSAULT", None, "RUS/GOV"),
    ],
)
def test_bare_state_has_the_sector_of_its_role(role: str, event_type: str, mode: str | None, key: str) -> None:
    assert keys(asked("They spoke of Russia.", "Russia", situation=Situation(role, event_type, mode))) == [key]


@pytest.mark.parametrize(
    ("on", "key"),
    [("2016-03-01", "USA/PTY"), ("2018-03-01", "USA/GOV"), ("2022-03-01", "USA/ELI"), ("2026-03-01", "USA/GOV")],
)
def test_office_of_the_day(on: str, key: str) -> None:
    entities = asked("A statement came from Donald Trump.", "Donald Trump", on=on)
    assert keys(entities) == [key]
    assert entities[0].record.startswith("person-usa-donald-trump")
    assert "Trump" in entities[0].reason


def test_office_on_the_day_of_the_event_rather_than_of_the_article() -> None:
    then = Situation("actor", "SANCTION", None, "2014-03-17")
    assert keys(asked("In 2014 Obama punished Moscow.", "Obama", on="2024-01-01", situation=then)) == ["USA/GOV"]
    assert keys(asked("On Sunday Obama praised Moscow.", "Obama", on="2024-01-01")) == ["USA/ELI"]


def test_same_family_name_is_settled_by_title_and_context() -> None:
    assert keys(asked("Vice President Harris spoke.", "Vice President Harris", on="2022-03-16")) == ["USA/GOV"]
    assert keys(asked("In Basseterre, Harris spoke for St. Kitts and Nevis.", "Harris", on="2020-03-16")) == ["KNA/GOV"]


def test_another_of_the_family_is_not_the_president() -> None:
    entities = asked("A Belgrade court heard Andrej Vučić. Andrej Vučić denied it.", "Andrej Vučić")
    assert "SRB/GOV" not in keys(entities)


def test_title_and_state_explain_an_unknown_name_for_the_rest_of_the_article() -> None:
    text = "Serbia's Deputy Prime Minister Aleksandar Vulin flew to Kazan. Vulin promised never to sanction Moscow."
    entities = asked(text, "Vulin")
    assert keys(entities) == ["SRB/GOV"]
    assert "Aleksandar Vulin" in entities[0].reason


def test_headline_may_name_whom_only_the_text_introduces() -> None:
    text = "Polish Foreign Minister Jan Nowak travelled to Kyiv."
    assert keys(asked(text, "Nowak", title="Nowak in Kyiv")) == ["POL/GOV"]


def test_apposition_introduces_a_name() -> None:
    text = "Jan Nowak, a spokesman for the Polish army, objected. Nowak gave no reason."
    assert keys(asked(text, "Nowak")) == ["POL/MIL"]


def test_he_is_the_person_spoken_of() -> None:
    assert keys(asked(f"{PUTIN_AND_MACRON}He thanked the guest.", "He")) == ["RUS/GOV"]


def test_they_and_the_two_leaders_are_those_who_met() -> None:
    assert keys(asked(f"{PUTIN_AND_MACRON}They discussed gas.", "They")) == ["RUS/GOV", "FRA/GOV"]
    assert keys(asked(f"{PUTIN_AND_MACRON}The two leaders discussed gas.", "The two leaders")) == ["RUS/GOV", "FRA/GOV"]


def test_we_in_a_quotation_is_the_state_of_the_speaker() -> None:
    text = "Emmanuel Macron answered Vladimir Putin. “We reject this,” Macron said."
    assert keys(asked(text, "We")) == ["FRA/GOV"]


@pytest.mark.parametrize(
    ("before", "words", "key"),
    [
        ("Serbia bought drones and Russia objected.", "The Balkan nation", "SRB/GOV"),
        ("Iran and Saudi Arabia quarrelled.", "The kingdom", "SAU/GOV"),
        ("NATO and Serbia held an exercise.", "The alliance", "IGO/NATO"),
        ("Hezbollah fired at Israel.", "The group", "LBN/REB"),
        ("Vladimir Putin spoke.", "His government", "RUS/GOV"),
        ("Serbia spoke.", "Its allies", "MULTI/ALLIES"),
        ("French President Emmanuel Macron spoke.", "The president", "FRA/GOV"),
        ("Iraq saw new clashes.", "Iran-backed militiamen", "IRQ/REB"),
    ],
)
def test_descriptions_mean_an_earlier_party(before: str, words: str, key: str) -> None:
    entities = asked(f"{before} {words} said no.", words)
    assert keys(entities) == [key]
    assert entities[0].reason


def test_president_without_a_state_is_that_of_the_outlet() -> None:
    assert keys(asked("Senators wrote to the president.", "the president", outlet="The New York Times")) == ["USA/GOV"]


def test_headline_without_capitals_is_read_too() -> None:
    text = "russian foreign ministry on us sanctions against syria"
    assert keys(asked("Text.", "russian foreign ministry", title=text)) == ["RUS/GOV"]
    assert keys(asked("Text.", "us", title=text)) == ["USA/GOV"]


def test_unknown_words_are_not_guessed() -> None:
    assert asked("Nobody knows Ruritanian Blefuscu.", "Blefuscu") == []


def test_an_organisation_never_takes_a_sector() -> None:
    text = "NATO met in Brussels. Jens Stoltenberg of NATO spoke. Later the alliance member said no."
    assert all(not key.startswith("IGO/GOV") for key in keys(asked(text, "the alliance member")))


@pytest.mark.parametrize("thing", ["a Chinese-built gun", "the North Korean-made rocket"])
def test_a_thing_is_nobody_whoever_made_it(thing: str) -> None:
    assert keys(asked(f"Soldiers of Sri Lanka found {thing} there.", thing)) == []
