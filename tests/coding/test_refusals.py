"""To refuse a favour is REJECT; not to do harm is the harm, with negation."""

import pytest

from rapallo.coding.refusals import without_refusing_harm
from rapallo.records import EventMention, Mention, Sentence


def refusal(text: str, trigger: str, second: str, probability: float = 0.3) -> EventMention:
    start = text.index(trigger)
    likely = (("REJECT", 0.5), (second, probability), ("NONE", 0.1))
    return EventMention(
        Sentence(0, 0, len(text), text),
        Mention(start, start + len(trigger), trigger),
        "REJECT",
        likely,
        confidence=0.5,
    )


@pytest.mark.parametrize(
    ("text", "trigger", "second"),
    [
        ("Serbia will not sanction Russia.", "will not sanction", "SANCTION"),
        ("Oman would never expel them.", "expel", "SANCTION"),
        ("Chile won’t arrest the envoy.", "won’t arrest", "COERCE"),
    ],
)
def test_harm_that_will_not_be_done_is_that_harm_with_negation(text: str, trigger: str, second: str) -> None:
    told = without_refusing_harm(refusal(text, trigger, second))
    assert (told.type, told.marks) == (second, ("negation", "future"))
    assert told.confidence == pytest.approx(0.8)


def test_a_word_for_harm_is_enough() -> None:
    told = without_refusing_harm(refusal("Oman would not impose sanctions.", "would not impose sanctions", "THREATEN"))
    assert (told.type, told.marks) == ("SANCTION", ("negation", "future"))


@pytest.mark.parametrize(
    ("text", "trigger", "second", "probability"),
    [
        ("Serbia will not lift the ban.", "will not lift", "CONCEDE", 0.3),  # a favour
        ("Serbia will not host Russia.", "will not host", "SANCTION", 0.1),  # hardly meant
        ("Serbia rejected the call to sanction Russia.", "rejected", "SANCTION", 0.3),  # no "will not"
        ("Serbia would not say why it sanctioned Russia.", "sanctioned", "SANCTION", 0.3),  # of another verb
    ],
)
def test_any_other_refusal_stays_one(text: str, trigger: str, second: str, probability: float) -> None:
    mention = refusal(text, trigger, second, probability)
    assert without_refusing_harm(mention) == mention
