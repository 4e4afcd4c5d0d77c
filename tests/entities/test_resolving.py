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


@pytest.mark.parametrize(
    ("text", "words", "key"),
    [
        # a name in apposition explains the words before it
        ("Niger was suspended. The bloc, known as ECOWAS, closed its borders.", "The bloc", "IGO/ECOWAS"),
        ("Estonia protested. Its neighbour, Latvia, followed.", "Its neighbour", "LVA/GOV"),
        # what only one state is called
        ("Riyadh and Moscow quarrelled. OPEC's de facto leader cut its prices.", "OPEC's de facto leader", "SAU/GOV"),
        ("The euro zone's third-biggest economy agreed.", "The euro zone's third-biggest economy", "ITA/GOV"),
        # nobody calls the United States so
        ("Turkey bought radars. Washington fumed. The NATO ally shrugged.", "The NATO ally", "TUR/GOV"),
        # an organisation that is called by its kind
        ("Poland hosts the alliance. The secretary-general thanked it.", "The secretary-general", "IGO/NATO"),
        ("Crude prices rose in Vienna. The cartel met.", "The cartel", "IGO/OPEC"),
        # who was forced to leave a state is of it
        ("Hungary shut its stations to refugees who had fled from Eritrea.", "refugees", "ERI/CVL"),
        # an office that one state has, sought by a nominee
        ("The nominee for secretary of state was blunt.", "The nominee for secretary of state", "USA/PTY"),
        # a group that kills is an armed one
        ("Mali mourned. The group, which killed ten farmers, wants talks.", "The group", "MLI/REB"),
        # a government that others hold up is not the paper's own
        ("Egypt hit back. Here, the military-backed government erred.", "the military-backed government", "EGY/GOV"),
    ],
)  # fmt: skip
def test_description_by_what_is_said_of_it(text: str, words: str, key: str) -> None:
    assert keys(asked(text, words, outlet="New York Times")) == [key]


@pytest.mark.parametrize(
    ("text", "words", "key"),
    [
        ("Former Polish ambassador Jan Nowak objected. Nowak gave no reason.", "Nowak", "POL/ELI"),
        ("Former ambassador Jan Nowak, once Poland's man in Athens, objected.", "Jan Nowak", "POL/ELI"),
        ("Jean-Luc Moussa-Ondo of the Gabonese opposition marched. Moussa-Ondo waved.", "Moussa-Ondo", "GAB/OPP"),
        ("Police in Kampala held Okello-Byaruhanga, an editor at a weekly.", "Okello-Byaruhanga", "UGA/JRN"),
        ("Brigadier Samir al-Masry, the police commander in Fayoum, left Egypt.", "Samir al-Masry", "EGY/COP"),
    ],
)
def test_stranger_by_what_he_was_and_to_whom_he_belongs(text: str, words: str, key: str) -> None:
    assert keys(asked(text, words)) == [key]


def test_him_is_nobody_of_the_government_that_the_sentence_is_about() -> None:
    text = "Vladimir Putin wrote to Kamala Harris. Donald Trump accused him of a trick."
    assert keys(asked(text, "him", on="2021-02-01")) == ["RUS/GOV"]


def test_the_president_at_the_head_of_the_sentence_is_who_he_is() -> None:
    text = "Emmanuel Macron won. NATO congratulated. The president said that he would go on."
    assert keys(asked(text, "he")) == ["FRA/GOV"]


def test_two_sides_of_a_war_keep_their_parts() -> None:
    text = "Yemen's government and the Houthis ended a round of UN talks. Both sides agreed to stop."
    assert keys(asked(text, "Both sides")) == ["YEM/GOV", "YEM/REB"]


@pytest.mark.parametrize(
    ("title", "words", "key"),
    [
        ("Iran ready to talk to Washington — senior official", "senior official", "IRN/GOV"),
        ("Kiev must stop its attacks — senior official", "senior official", "RUS/GOV"),
    ],
)
def test_headline_behind_a_dash_speaks_for_its_subject_or_for_the_outlet(title: str, words: str, key: str) -> None:
    assert keys(asked("", words, title=title, outlet="TASS")) == [key]


def test_georgia_is_the_american_one_among_american_cities() -> None:
    assert keys(asked("The governor spoke in Atlanta. Critics accused Georgia of haste.", "Georgia")) == ["USA/GOV"]
    assert keys(asked("Tbilisi objected. Critics accused Georgia of haste.", "Georgia")) == ["GEO/GOV"]
