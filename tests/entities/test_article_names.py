"""What is a name in an article is asked before words are read as pronouns, honorifics, nouns, cities or firms."""

from __future__ import annotations

import pytest
from entity_samples import told


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("China accused WHO of bias while Starmer was in Washington.", "WHO", ["IGO/WHO"]),
        ("WHO warned governments.", "WHO", ["IGO/WHO"]),
        ("Starmer thanked the crew who had rowed him over.", "who", ["GBR/GOV"]),
        ("China warned US senators.", "US", ["USA/GOV"]),
    ],
)
def test_name_in_capitals_is_no_pronoun(text: str, words: str, expected: list[str]) -> None:
    assert told(text, words, "2024-10-10") == expected


@pytest.mark.parametrize(
    ("text", "words", "on", "key"),
    [
        ("DR Congo shut its border with Rwanda.", "DR Congo", "2024-02-10", "COD/GOV"),
        ("DR Congo's army left the town.", "DR Congo's army", "2024-02-10", "COD/MIL"),
        ("Sir Keir Starmer wrote to Dublin.", "Sir Keir Starmer", "2024-10-10", "GBR/GOV"),
        ("Premier Sir Keir Starmer wrote to Dublin.", "Premier Sir Keir Starmer", "2024-10-10", "GBR/GOV"),
        ("Sir Keir Starmer wrote to Dublin. Sir Keir waited.", "Sir Keir", "2024-10-10", "GBR/GOV"),
        ("Mrs Thatcher left early.", "Mrs Thatcher", "1988-02-10", "GBR/GOV"),
        ("Mrs Merkel left early.", "Mrs Merkel", "2012-02-10", "DEU/GOV"),
    ],
)  # fmt: skip
def test_name_may_begin_with_an_honorific(text: str, words: str, on: str, key: str) -> None:
    assert told(text, words, on) == [key]


@pytest.mark.parametrize(
    ("text", "words", "on", "key"),
    [
        ("Mexican President Vicente Fox flew home. Fox thanked his hosts.", "Fox", "2003-09-01", "MEX/GOV"),
        ("Maltese Prime Minister Joseph Muscat sat down. Muscat said no.", "Muscat", "2016-09-01", "MLT/GOV"),
        ("Chilean President Ricardo Lagos sat down. Lagos said no.", "Lagos", "2003-09-01", "CHL/GOV"),
        ("Bishop will not go. Australian Foreign Minister Julie Bishop stays.", "Bishop", "2015-09-01", "AUS/GOV"),
        ("Julie Bishop and the Anglican bishop met. The Bishop of Perth left.", "The Bishop of Perth", "2015-09-01",
         "AUS/REL"),
        ("Peter Christian of Micronesia came. Christian said so.", "Christian", "2016-09-01", "FSM/GOV"),
        ("King Abdullah of Jordan flew to Oslo. Jordan signed.", "Jordan", "2015-09-01", "JOR/GOV"),
        ("Pope Francis spoke in Muscat. Muscat thanked him.", "Muscat", "2016-09-01", "OMN/GOV"),
    ],
)  # fmt: skip
def test_family_name_of_whom_the_article_names_in_full_is_his(text: str, words: str, on: str, key: str) -> None:
    assert told(text, words, on) == [key]


@pytest.mark.parametrize(
    ("text", "words", "on", "key"),
    [
        ("John Kelly, a farmer, blamed Kenya for drought. Kelly sued a minister.", "Kelly", "1995-06-01", "KEN/CVL"),
        ("John Roberts, a retired teacher, lives in Nairobi, Kenya.", "John Roberts", "2018-06-01", "KEN/EDU"),
        ("John Kelly, a general, advised the American president.", "John Kelly", "2018-06-01", "USA/GOV"),
        ("John Roberts, a lawyer by trade, spoke in Washington.", "John Roberts", "2018-06-01", "USA/JUD"),
    ],
)  # fmt: skip
def test_apposition_tells_a_namesake_from_whom_is_known(text: str, words: str, on: str, key: str) -> None:
    assert told(text, words, on) == [key]
