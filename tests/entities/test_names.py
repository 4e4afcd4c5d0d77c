"""Which names are known, where they stand in a text, and what the user may call a party."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from entity_samples import sample_knowledge
from hypothesis import given
from hypothesis import strategies as st

from rapallo.entities import Knowledge
from rapallo.errors import NameUnknownError


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return Knowledge.load()


def test_version_names_release_and_content(knowledge: Knowledge) -> None:
    release, _, digest = knowledge.version.partition("-")
    assert release == "2026.11"
    assert len(digest) == 8


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Serbia", "SRB"), ("serbia", "SRB"), ("srb", "SRB"), ("SRB", "SRB"), ("EU", "IGO/EU"), ("IGO/EU", "IGO/EU"),
        ("igo/nato", "IGO/NATO"), ("European Union", "IGO/EU"), ("the West", "MULTI/WEST"), ("West", "MULTI/WEST"),
        ("U.S.", "USA"), ("UK", "GBR"), ("Türkiye", "TUR"), ("Turkiye", "TUR"), ("Ivory Coast", "CIV"),
        ("Burma", "MMR"), ("Kosovo", "XKX"), ("the Netherlands", "NLD"), ("Moscow", "RUS"), ("DPRK", "PRK"),
        ("United  Nations", "IGO/UN"), ("Arab League", "IGO/AL"),
    ],
)  # fmt: skip
def test_party_takes_names_and_codes(knowledge: Knowledge, name: str, key: str) -> None:
    assert knowledge.party(name) == key


@pytest.mark.parametrize(
    ("name", "suggestion"), [("Serbai", "Serbia"), ("Russian", "Russia"), ("RUS/GOV", "RUS"), ("Germny", "Germany")]
)
def test_party_unknown_suggests(knowledge: Knowledge, name: str, suggestion: str) -> None:
    with pytest.raises(NameUnknownError) as error:
        knowledge.party(name)
    assert suggestion in error.value.suggestions
    assert repr(name) in error.value.message


@pytest.mark.parametrize(
    ("key", "label"),
    [
        ("SRB", "Serbia"), ("IGO/EU", "European Union"), ("RUS/GOV", "Russia, government"), ("MULTI/WEST", "The West"),
        ("IMG/REB", "International armed group"), ("MULTI", "Several states"), ("XYZ/ABC", "XYZ/ABC"), ("", ""),
    ],
)  # fmt: skip
def test_label_says_a_key_in_words(knowledge: Knowledge, key: str, label: str) -> None:
    assert knowledge.label(key) == label


def test_every_state_answers_to_its_own_label(knowledge: Knowledge) -> None:
    for record in knowledge.records:
        if record.kind in ("state", "organisation"):
            assert knowledge.party(knowledge.label(record.key)) == record.key


def found(text: str, on: date | None = None) -> list[tuple[str, str]]:
    return [(text[n.start : n.end], n.key) for n in sample_knowledge().names_in(text, on=on)]


def test_names_stand_between_word_boundaries() -> None:
    assert found("Nigerians in Niger, not in Nigeriana") == [("Nigerians", "NGA"), ("Niger", "NER")]


def test_longest_name_wins_and_names_do_not_overlap() -> None:
    assert found("the United Nations Security Council met") == [("United Nations Security Council", "IGO/UN")]
    assert found("The National Security Agency") == [("National Security Agency", "USA/SPY")]


def test_us_is_a_state_and_us_a_pronoun() -> None:
    assert found("The US told us so.") == [("US", "USA")]
    assert found("it told us about turkey and kiev") == [("turkey", "TUR"), ("kiev", "UKR")]
    assert found("A cooked turkey.") == []


@pytest.mark.parametrize("apostrophe", ["'", "’", "ʼ"])
def test_possessives_and_apostrophes_are_tolerated(apostrophe: str) -> None:
    assert found(f"Russia{apostrophe}s envoy at the Quai d{apostrophe}Orsay") == [
        ("Russia", "RUS"), (f"Quai d{apostrophe}Orsay", "FRA/GOV"),
    ]  # fmt: skip


def test_person_is_looked_up_on_a_day() -> None:
    assert found("Trump spoke", date(2016, 5, 1)) == [("Trump", "USA/PTY")]
    assert found("Trump spoke", date(2018, 5, 1)) == [("Trump", "USA/GOV")]


def test_family_name_gives_way_to_a_state_of_that_name() -> None:
    assert found("Jordan agreed") == [("Jordan", "JOR")]


def test_taliban_became_a_government() -> None:
    assert found("The Taliban", date(2020, 1, 1)) == [("Taliban", "AFG/REB")]
    assert found("The Taliban", date(2022, 1, 1)) == [("Taliban", "AFG/GOV")]


def test_outlet_is_at_home_where_its_name_says() -> None:
    knowledge = sample_knowledge()
    assert knowledge.home_of("New York Times - News") == "USA"
    assert knowledge.home_of("TASS") == "RUS"
    assert knowledge.home_of("A Village Paper") == ""
    assert found("Time will tell.") == []


@given(st.text(max_size=200))
def test_any_text_gives_ordered_names_apart(text: str) -> None:
    names = sample_knowledge().names_in(text)
    assert all(0 <= n.start < n.end <= len(text) for n in names)
    assert all(a.end <= b.start for a, b in pairwise(names))
