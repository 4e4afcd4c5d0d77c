"""What is shown fits the terminal, says what is stored, and lets nothing of a hostile text act."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace

import pytest
from hand_made import (
    ARTICLES,
    CONDEMNED,
    EVENTS,
    FRIENDS,
    GAS,
    MADE_A_DEAL,
    NOT_SANCTIONED,
    STAYED_FRIENDS,
    VOTE,
    VOTED,
    WILL_STORE,
    article,
    event,
    label,
    words,
)
from rich.cells import cell_len
from rich.console import Console, RenderableType

from rapallo.alignment import provisional_alignment
from rapallo.records import Article, Entity, Event
from rapallo.showing import DyadRecord, dyad_page, event_table, explanation
from rapallo.showing.terminal import THEME

WIDTHS = (60, 80, 120)


def shown(page: RenderableType, width: int = 80) -> list[str]:
    out = io.StringIO()
    Console(file=out, width=width, theme=THEME, markup=False, emoji=False, highlight=False).print(page)
    return [line.rstrip() for line in out.getvalue().splitlines()]


def dyad(events: list[Event], articles: dict[str, Article] = ARTICLES) -> DyadRecord:
    used = {e.article: articles[e.article] for e in events}
    return DyadRecord("SRB", "RUS", events=events, articles=used, alignment=provisional_alignment(events))


def page(events: list[Event], width: int = 80, limit: int | None = None) -> list[str]:
    return shown(dyad_page(dyad(events), label, width_cells=width, limit=limit), width)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(
    "render",
    [
        lambda width: event_table(EVENTS, ARTICLES, width_cells=width),
        lambda width: dyad_page(dyad(EVENTS), label, width_cells=width),
        lambda _: explanation(MADE_A_DEAL, GAS, label),
    ],
    ids=["events", "dyad", "explain"],
)
def test_pages_fit_the_terminal(render: Callable[[int], RenderableType], width: int) -> None:
    assert max(map(cell_len, shown(render(width), width))) <= width


@pytest.mark.parametrize("width", [40, *WIDTHS])
def test_the_event_table_has_one_line_an_event_with_whole_dates_and_ids(width: int) -> None:
    lines = shown(event_table(EVENTS, ARTICLES, width_cells=width), width)
    assert len(lines) == len(EVENTS) + 1
    if width > 40:
        assert all(
            line.startswith("2022-0") and line.endswith(e.id[:8]) for line, e in zip(lines[1:], EVENTS, strict=True)
        )


def test_the_event_table_says_who_did_what_to_whom() -> None:
    lines = shown(event_table(EVENTS, ARTICLES, width_cells=120), 120)
    assert "SRB/GOV → RUS/GOV    ACCUSE disapprove" in lines[1]
    assert "not done" in lines[2]
    assert "“…join the sanctions of the European Union…”" in lines[2]
    assert "SRB/GOV + RUS/GOV    AGREE" in lines[4]
    assert "planned +1" in lines[5]


def test_the_event_table_leaves_out_a_marks_column_that_would_be_empty() -> None:
    assert "marks" not in shown(event_table([MADE_A_DEAL], ARTICLES, width_cells=80))[0]


def test_an_event_without_a_date_is_listed_at_its_publication() -> None:
    assert shown(event_table([STAYED_FRIENDS], ARTICLES, width_cells=80))[1].startswith("2022-03-03")


def test_a_dyad_begins_with_who_when_and_how_much() -> None:
    assert page(EVENTS)[:3] == [
        "Serbia and Russia  SRB · RUS",
        "2022-03-02 to 2022-05-30: 5 events, 2 articles, 2 outlets",
        "Serbia → Russia 2, Russia → Serbia 1, together 2",
    ]


def test_the_timeline_tells_direction_marks_speaker_and_where_it_stands() -> None:
    text = "\n".join(page(EVENTS))
    assert "2022-03-02  Serbia → Russia  ACCUSE disapprove" in text
    assert "2022-03-02  Serbia → Russia  SANCTION  not done" in text
    assert "2022-03-03  Russia → Serbia  SUPPORT" in text
    assert "2022-05-29  Serbia ↔ Russia  AGREE" in text
    assert "2022-05-30  Serbia ↔ Russia, with Hungary  COOPERATE  planned, conditional" in text
    assert f"says Russia · Balkan Sample, 2022-03-03 · {STAYED_FRIENDS.id[:8]}" in text
    assert "told again in 1 sentence" in text


def test_a_denial_names_the_denier_as_speaker() -> None:
    denied = replace(NOT_SANCTIONED, says=Entity("SRB/GOV"))
    text = "\n".join(page([denied]))
    assert "SANCTION  denied" in text
    assert "says Serbia" in text


def test_a_long_timeline_keeps_the_newest_and_states_what_is_left_out() -> None:
    lines = page(EVENTS, limit=2)
    assert any("3 earlier events not shown" in line for line in lines)
    assert sum("  Serbia ↔ Russia" in line for line in lines) == 2
    assert "5 events" in lines[1]


def test_the_alignment_is_marked_provisional_and_says_how_it_is_made() -> None:
    lines = page(EVENTS)
    start = lines.index("Alignment  provisional")
    assert lines[start + 2].startswith("  words  +0.07 ± 0.17")
    assert lines[start + 2].endswith("3 events")
    assert lines[start + 3].startswith("  deeds  no evidence")
    assert any("docs/alignment.md" in line for line in lines[start:])


def test_bars_point_to_the_side_of_their_figure() -> None:
    hostile = [line for line in page([CONDEMNED] * 9) if line.startswith("  words")]
    left, _, right = hostile[0].partition("│")
    assert "█" in left
    assert "█" not in right


def test_a_dyad_without_events_says_so() -> None:
    lines = page([])
    assert lines[1] == "no dates: 0 events, 0 articles"
    assert sum("no evidence" in line for line in lines) == 3


def test_names_may_be_long() -> None:
    record = replace(dyad([CONDEMNED]), a="BIH")
    lines = shown(dyad_page(record, lambda key: f"The Very Long Official Name of {key}", width_cells=60), 60)
    assert max(map(cell_len, lines)) <= 60


def test_an_explanation_shows_every_step_from_the_words_to_the_code() -> None:
    entity = Entity(
        "RUS/GOV", "Vladimir Putin", "person:putin", "holds the office", words(GAS, "Russian President Vladimir Putin")
    )
    text = "\n".join(shown(explanation(replace(MADE_A_DEAL, actors=(entity,)), GAS, label), 120))
    start = GAS.stored_text.index("Russian President")
    assert "RUS/GOV  Russia, government (Vladimir Putin)" in text
    assert f"“Russian President Vladimir Putin”  characters {start}-{start + 32}" in text
    assert "holds the office; record person:putin" in text
    assert "AGREE     ██████████████████·· 0.91" in text
    assert "THREATEN" not in text, "types that round to nothing are left out"
    assert "2022-05-29  the day named in the sentence" in text
    assert "“Serbia secures Russian gas”  characters 0-26" in text
    assert "Danube Sample · published 2022-05-30" in text
    assert "coder 0.1.0, model m-1, knowledge k-1" in text


def test_an_explanation_says_what_a_mark_means() -> None:
    lines = shown(explanation(WILL_STORE, GAS, label), 120)
    assert any(line.startswith("marks       future: it is announced") for line in lines)
    assert any(line.strip().startswith("hypothetical: it is possible") for line in lines)


@pytest.mark.parametrize("width", WIDTHS)
def test_hostile_texts_act_on_no_page(width: int) -> None:
    text = f"\x1b[2J[red]{VOTED}[/red]\u202e \x1b]8;;http://x\x07{FRIENDS}"
    bad = replace(
        article(text, title="\x1b[31m[bold]Title\u202e\x07", name="id\x1b[1m", outlet="[link=http://x]Out\rlet\u2066"),
        byline="\x1b[5mby",
        url="http://x/\x1b]0;t\x07",
    )
    one = event(bad, f"[red]{VOTED}[/red]", "condemns", "ACCUSE")
    one = replace(one, actors=(Entity("SRB/GOV", "\x1b[1mN", "r\u202e", "why\x9b1m"),), place=words(bad, "\u202e"))
    pages = [
        event_table([one], {bad.id: bad}, width_cells=width),
        dyad_page(dyad([one], {bad.id: bad}), label, width_cells=width),
        explanation(one, bad, label),
    ]
    for each in pages:
        lines = shown(each, width)
        assert not set("".join(lines)) & set("\x1b\x07\r\x9b\u202e\u2066")
        assert max(map(cell_len, lines)) <= width
    assert "[red]Serbia voted" in "\n".join(shown(pages[2], width)), "markup is shown as the words that it is"


def test_the_same_events_give_the_same_page() -> None:
    assert page(EVENTS) == page(list(EVENTS))
    assert VOTE.id in ARTICLES
