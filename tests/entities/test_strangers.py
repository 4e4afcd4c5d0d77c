"""People whom nothing but the article explains: by trade, by what they organise, by a noun before a comma."""

from __future__ import annotations

import pytest
from entity_samples import asked, keys


@pytest.mark.parametrize(
    ("text", "words", "key"),
    [
        ("The paper in Quito closed. Its editor, Luis Andrade, blamed a judge.", "Luis Andrade", "ECU/JRN"),
        ("It was written by the Ghanaian central bank's chief economist, Ama Owusu.", "Ama Owusu", "GHA/EDU"),
        ("The former Kenyan spy chief, Juma Otieno, denied it.", "Juma Otieno", "KEN/ELI"),
        ("Peru's ports closed. Rosa Quispe, an organiser for the dockers' union, agreed.", "Rosa Quispe", "PER/LAB"),
        ("Police inspector Anil Perera of Sri Lanka blamed smugglers.", "Police inspector Anil Perera", "LKA/COP"),
    ],
)  # fmt: skip
def test_stranger_has_the_sector_of_his_trade(text: str, words: str, key: str) -> None:
    assert keys(asked(text, words)) == [key]


def test_a_list_explains_nobody() -> None:
    text = "The Kenyan minister, Smithfield and the farmers met. Smithfield refused."
    assert asked(text, "Smithfield") == []
