"""Logits become event mentions with exact words."""

from language_samples import SENTENCES, TEXT, Graph, window

from rapallo.language.decoding import Thresholds, decode
from rapallo.records import EventMention

DEFAULTS = Thresholds()


def read(graph: Graph, thresholds: Thresholds = DEFAULTS) -> list[EventMention]:
    return decode(graph.logits(), window(), text=TEXT, sentences={s.index: s for s in SENTENCES}, thresholds=thresholds)


def test_words_of_each_role_are_quoted_exactly() -> None:
    [event] = read(Graph().event("condemned", "ACCUSE", actor="Serbia", recipient="Russia", time="Friday"))
    words = [TEXT[m.start : m.end] for m in (*event.actors, *event.recipients, *event.times, event.trigger)]
    assert words == ["Serbia", "Russia", "Friday", "condemned"]
    assert event.type == "ACCUSE"
    assert event.confidence > 0.9


def test_a_pronoun_is_linked_to_what_it_goes_back_to() -> None:
    [event] = read(Graph().event("sanctioned", "SANCTION", actor="It", actor_before="Serbia", recipient="Moscow"))
    [actor] = event.actors
    assert actor.text == "It"
    assert actor.antecedent == (0, 6)


def test_a_party_that_the_sentence_does_not_name_is_taken_from_before_and_marked_so() -> None:
    [event] = read(Graph().event("sanctioned", "SANCTION", actor_before="Serbia"))
    assert [(m.text, m.elided) for m in event.actors] == [("Serbia", True)]


def test_a_full_name_needs_no_antecedent() -> None:
    [event] = read(Graph().event("sanctioned", "SANCTION", recipient="Moscow", recipient_before="Russia"))
    assert [(m.text, m.antecedent) for m in event.recipients] == [("Moscow", None)]


def test_the_likelier_of_two_readings_of_the_same_words_stands() -> None:
    weak_and_strong = Graph().event("condemned", "REJECT", strength=4.5).event("condemned", "ACCUSE", strength=9.0)
    assert [e.type for e in read(weak_and_strong)] == ["ACCUSE"]


def test_unlikely_candidates_are_left_out_and_the_threshold_decides() -> None:
    graph = Graph().event("condemned", "ACCUSE", strength=0.5)
    assert read(graph, Thresholds(event=0.97)) == []
    assert len(read(graph, Thresholds(event=0.1))) == 1


def test_marks_and_mode_are_those_of_the_type() -> None:
    [event] = read(Graph().event("condemned", "ACCUSE", mode="ACCUSE/disapprove", marks=(0, 1)))
    assert event.marks == ("negation", "future")
    assert event.mode == "disapprove"
    [event] = read(Graph().event("condemned", "ACCUSE", mode="ASSAULT/aerial"))
    assert event.mode is None


def test_type_probabilities_are_in_order_and_add_up() -> None:
    [event] = read(Graph().event("condemned", "ACCUSE", strength=2.0))
    kinds = [p for _, p in event.type_probabilities[:-1]]
    assert kinds == sorted(kinds, reverse=True)
    assert abs(sum(p for _, p in event.type_probabilities) - 1) < 0.01
