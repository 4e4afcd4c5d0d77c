"""Names of several, told apart by what else the text names."""

from __future__ import annotations

from datetime import date

import pytest
from entity_samples import asked, keys

from rapallo.entities import Knowledge, Resolver, Situation
from rapallo.language import split_sentences
from rapallo.records import Article, Mention


@pytest.mark.parametrize(
    ("text", "words", "key"),
    [
        ("Juba buried its dead. The army of the South accused Sudan.", "the South", "SSD/GOV"),
        ("Khartoum bombed a camp in South Sudan. The South accused the North.", "the North", "SDN/GOV"),
        ("Pyongyang fired a rocket. The South protested.", "The South", "KOR/GOV"),
        ("Belgian paratroopers landed in Kinshasa. Brussels blamed rebels.", "Brussels", "BEL/GOV"),
        ("The European Commission fined a Belgian brewer. Brussels blamed it.", "Brussels", "IGO/EU"),
        ("Nigerian troops freed pupils near Minna. The Niger governor thanked them.", "The Niger governor", "NGA/GOV"),
        ("Niamey closed a border post. Niger blamed Nigeria.", "Niger", "NER/GOV"),
    ],
)
def test_name_means_whom_the_text_speaks_of(text: str, words: str, key: str) -> None:
    assert keys(asked(text, words)) == [key]


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Indian peasants blocked a road in Bolivia.", "Indian peasants", ["BOL/CVL"]),
        ("Indians blocked roads near Quito, Ecuador.", "Indians", []),
        ("Indian peasants marched on New Delhi.", "Indian peasants", ["IND/CVL"]),
        ("An Indian refiner bought oil from Venezuela.", "An Indian refiner", ["IND/GOV"]),
    ],
)
def test_first_peoples_of_the_americas_are_not_of_india(text: str, words: str, expected: list[str]) -> None:
    assert keys(asked(text, words)) == expected


@pytest.mark.parametrize(
    ("text", "words", "key"),
    [
        ("King Abdullah opened a hospital in Jeddah and thanked Saudi doctors.", "King Abdullah", "SAU/GOV"),
        ("King Abdullah opened a hospital in Aqaba and thanked Jordanian doctors.", "King Abdullah", "JOR/GOV"),
        ("Prime Minister Nawaz Sharif sent for General Sharif in Pakistan.", "General Sharif", "PAK/MIL"),
        ("Prime Minister Nawaz Sharif spoke in Pakistan. Sharif refused.", "Sharif", "PAK/GOV"),
    ],
)
def test_people_of_one_name_are_told_by_state_and_rank(text: str, words: str, key: str) -> None:
    article = Article(text, published=date(2014, 6, 1), id="a1")
    reading = Resolver(Knowledge.load()).read(article, split_sentences(article))
    start = text.rindex(words)
    assert keys(reading.resolve_mention(Mention(start, start + len(words), words), Situation())) == [key]
