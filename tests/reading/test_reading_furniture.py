"""Page furniture is recognised as what it is; the news stays in the body, every sentence of it."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapallo.reading import read
from rapallo.reading.furniture import kind_of
from rapallo.reading.separating import separate
from rapallo.records import Article

LEAD = "Hungary's foreign minister flew to Moscow on Tuesday to sign a long-term contract for natural gas."
MORE = "The contract runs for fifteen years and provides 4.5 billion cubic metres a year, the ministry said."
END = "The European Commission said that it would study the terms."


def page(tmp_path: Path, text: str) -> Article:
    path = tmp_path / "page.txt"
    path.write_text(text, "utf-8")
    [article] = read([str(path)])
    assert isinstance(article, Article)
    return article


def kinds(article: Article) -> list[tuple[str, str]]:
    return [(f.kind, f.text) for f in article.furniture]


def test_a_whole_page_is_told_apart(tmp_path: Path) -> None:
    caption = "Ministers Szijjarto and Lavrov shake hands before their talks in Moscow. Ivan Petrov, Pool Photo via AP"
    article = page(
        tmp_path,
        f"""Budapest signs for Russian gas

Energy
By Márta Kiss and Ivo Petrov | The Danube Post
Post At: Sep 28/2021 11:50PM
Updated: 29 September 2021

Photo: Jana Novak / Danube Pictures

{LEAD}

A separate clause

Ministers Szijjarto and Lavrov shake hands before their talks... {caption}

{MORE}

Advertisement

Read more: Five things to know about the pipeline

{END}

Share Tweet Email

This article includes reporting from The Associated Press

Disclaimer: The copyright of this article belongs to its author. It is reposted here for information only.
""",
    )
    assert article.title == "Budapest signs for Russian gas"
    assert article.text == "\n\n".join([LEAD, "A separate clause", MORE, END])
    assert article.section == "Energy"
    assert article.byline == "Márta Kiss and Ivo Petrov"
    assert article.published == date(2021, 9, 28)
    assert article.origin == "The Associated Press"
    assert article.repost
    assert [kind for kind, _ in kinds(article)] == [
        "section",
        "byline",
        "date",
        "date",
        "photo-credit",
        "caption",
        "navigation",
        "navigation",
        "navigation",
        "agency-credit",
        "disclaimer",
    ]


KINDS = [
    ("Photo: Jana Novak / Danube Pictures", "photo-credit"),
    ("Photo by Jana Novak for the Danube Post", "photo-credit"),
    ("Image credit: European Commission", "photo-credit"),
    ("Jana Novak/AFP/Getty Images", "photo-credit"),
    ("REUTERS/Jana Novak", "photo-credit"),
    ("(AP Photo/Jana Novak)", "photo-credit"),
    ("Enlarge this image toggle caption Jana Novak/AP Jana Novak/AP", "caption"),
    ("FILE PHOTO: A tanker leaves the port of Novorossiysk. REUTERS/Jana Novak/File Photo", "caption"),
    ("A tanker leaves the port. (AP Photo/Jana Novak)", "caption"),
    ("A tanker leaves the port in May. (Photo: Jana Novak, AP)", "caption"),
    ("In this May 4, 2021 file photo, a tanker leaves the port of Novorossiysk.", "caption"),
    ("A tanker leaves the port of Novorossiysk in May A tanker leaves the port of Novorossiysk in May", "caption"),
    ("A tanker leaves the port of Novoross... A tanker leaves the port of Novorossiysk in May.", "caption"),
    ("The Associated Press contributed to this report.", "agency-credit"),
    ("With reporting from Reuters and AFP", "agency-credit"),
    ("Source: TASS", "agency-credit"),
    ("(Reuters)", "agency-credit"),
    ("Additional reporting by Jana Novak in Prague; Editing by Ivo Petrov", "byline"),
    ("Jana Novak contributed to this article.", "byline"),
    ("Copyright © 2021 The Danube Post. All rights reserved.", "disclaimer"),
    ("This article was originally published in The Danube Post.", "disclaimer"),
    ("Editor's note: Jana Novak is a lawyer in Prague.", "disclaimer"),
    ("The views expressed here are the author's own.", "disclaimer"),
    ("ADVERTISEMENT", "navigation"),
    ("Story continues below", "navigation"),
    ("Sign up for our daily newsletter", "navigation"),
    ("READ MORE: Hungary's gas in five charts", "navigation"),
    ("( PHOTOS: Scenes from Budapest)", "navigation"),
    ("Share this article", "navigation"),
    ("Facebook Twitter WhatsApp Email Copy Link", "navigation"),
    ("Follow @danubepost on Twitter", "navigation"),
    ("3 min read", "navigation"),
    ("Home > World > Europe", "navigation"),
    ("* * *", "navigation"),
    ("Tags: gas, Hungary, Russia", "navigation"),
]


@pytest.mark.parametrize(("line", "kind"), KINDS)
def test_furniture_is_known_by_its_own_words(line: str, kind: str) -> None:
    assert kind_of(line) == kind


NEWS = [
    LEAD,
    MORE,
    END,
    "By Monday, all sides had signed.",
    "By signing the accord, Serbia recognised the documents of Kosovo.",
    "Photos published by the ministry show the damaged bridge.",
    "The photo shows the two presidents, said a spokesman for Reuters.",
    "Images from a satellite show that Russia moved the aircraft to Crimea.",
    "Follow-up talks begin in Geneva on Friday.",
    "Follow the money, the prosecutor told the court.",
    "Share prices fell after the United States announced sanctions on the bank.",
    "More than 200 people were arrested in Minsk.",
    "Related charges against the minister were dropped.",
    "Watch groups said that the vote was neither free nor fair.",
    "Reuters reported that the tanker had been seized.",
    "The Associated Press said that its reporter was expelled from Minsk.",
    "TASS said that the two ministers met in Sochi.",
    "Copyright talks between China and the United States collapsed.",
    "The views of the two governments differ on sanctions.",
    "This story of betrayal began in 1999, when NATO bombed Yugoslavia.",
    "This report was published on Monday by the United Nations and accuses both sides.",
    "Correction of the border was agreed by both governments.",
    "Sources close to the Kremlin said that talks had failed.",
    "Advertisement of the contract was suspended by the court.",
    "Click fraud cost the party its licence, the commission ruled.",
    "Sign up to that accord or face tariffs, Washington told Ottawa.",
    "Subscribe to NATO's goals, the general urged Kyiv.",
    "No comment came from the Kremlin on Tuesday.",
    "(c) No person of the United States may buy shares of the listed companies.",
    "He said: “We will not sign.” … He said that the door was open.",
    "Protesters clash with police in Tbilisi (PHOTOS, VIDEO)",
    "Wales and Scotland object, says London",
]


@pytest.mark.parametrize("line", NEWS)
def test_news_is_never_furniture(line: str) -> None:
    assert line in separate([LEAD, line, END]).body
    assert line in separate([line, MORE, END], title="Budapest signs for gas").body


def test_a_section_subheading_in_the_body_stays() -> None:
    parts = separate([LEAD, "War", "4 September 2024", "Europe", MORE, END, END, END, END])
    assert parts.body[1:4] == ["War", "4 September 2024", "Europe"]


@pytest.mark.parametrize(
    ("line", "byline"),
    [
        ("By Ana Marić", "Ana Marić"),
        ("Written by Ana Marić", "Ana Marić"),
        ("By: ANA MARIĆ AND IVO PETROV", "ANA MARIĆ AND IVO PETROV"),
        ("by Ludwig van der Berg, Senior Correspondent", "Ludwig van der Berg"),
        ("By Ana Marić for the Danube Post", "Ana Marić"),
        ("By Ana Marić, The Associated Press", "Ana Marić"),
        ("By J. K. O'Neill-Smith Jr.", "J. K. O'Neill-Smith Jr."),
        ("Author: Ana Marić", "Ana Marić"),
    ],
)
def test_a_byline_names_its_authors(line: str, byline: str) -> None:
    parts = separate([line, LEAD, MORE])
    assert parts.byline == byline
    assert parts.body == [LEAD, MORE]


@pytest.mark.parametrize(
    ("line", "rest", "origin"),
    [
        ("BELGRADE, Serbia (AP) — ", "Serbia's president met Hungary's.", "The Associated Press"),
        ("MOSCOW, Sept 4 (Reuters) - ", "Russia's president met Serbia's.", "Reuters"),
        ("MOSCOW, September 4. /TASS/. ", "Russia's president met Serbia's.", "TASS"),
        ("Brussels (AFP) – ", "The commission met.", "Agence France-Presse"),
        ("(Reuters) - ", "The commission met.", "Reuters"),
        ("Damascus, Syria (CNN) -- ", "Two envoys arrived.", ""),
    ],
)
def test_a_dateline_names_the_origin_and_leaves_the_sentence(line: str, rest: str, origin: str) -> None:
    parts = separate([line + rest, MORE])
    assert parts.body[0] == rest
    assert parts.origin == origin
    assert (parts.furniture[0].kind, parts.furniture[0].text) == ("dateline", line.strip())


@pytest.mark.parametrize(
    "line", ["Serbia's party (SNS) — the largest — won.", "The agency (AP) reported it.", "Kosovo (Pristina): talks"]
)
def test_brackets_in_a_sentence_are_no_dateline(line: str) -> None:
    assert separate([line, MORE]).body[0] == line


@pytest.mark.parametrize(
    ("line", "origin", "repost"),
    [
        ("This article was originally published in The Danube Post.", "The Danube Post", True),
        ("This article first appeared on the Vienna Monitor and is used with permission.", "Vienna Monitor", True),
        ("This article was first published on 3 May 2021.", "", False),
        ("This story has been updated.", "", False),
        ("Republished from The Danube Post under a licence.", "The Danube Post", True),
        ("Copyright 2021 The Associated Press. All rights reserved.", "The Associated Press", False),
    ],
)
def test_a_repost_names_where_it_comes_from(line: str, origin: str, repost: bool) -> None:
    parts = separate([LEAD, MORE, line])
    assert (parts.origin, parts.repost) == (origin, repost)
    assert parts.body == [LEAD, MORE]


def test_what_is_given_wins_over_what_the_text_says(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    text = f"Given title\n\nBy Someone Else\n\n1 May 2020\n\n{LEAD}\n\nAdvertisement\n\n{MORE}"
    row = {
        "title": "Given title",
        "byline": "Ana Marić",
        "published": "2021-09-28",
        "outlet": "The Danube Post",
        "text": text,
    }
    path.write_text(json.dumps(row) + "\n")
    [article] = read([str(path)])
    assert isinstance(article, Article)
    assert (article.title, article.byline, article.published) == ("Given title", "Ana Marić", date(2021, 9, 28))
    assert article.text == f"{LEAD}\n\n{MORE}"
    assert kinds(article) == [
        ("title-repeat", "Given title"),
        ("byline", "By Someone Else"),
        ("date", "1 May 2020"),
        ("navigation", "Advertisement"),
    ]


def test_a_bare_name_above_the_outlet_is_a_byline() -> None:
    parts = separate(["Ana Marić", "The Danube Post", LEAD, MORE], outlet="The Danube Post")
    assert parts.byline == "Ana Marić"
    assert parts.body == [LEAD, MORE]


@pytest.mark.parametrize(
    ("paragraphs", "title"),
    [
        (["Budapest signs for gas", LEAD], "Budapest signs for gas"),
        (["Advertisement", "World", "4 May 2021", "Budapest signs for gas", LEAD], "Budapest signs for gas"),
        (["Will Budapest sign?", LEAD], "Will Budapest sign?"),
        ([LEAD, MORE], ""),
        (["Budapest signs for gas"], ""),
        (["MOSCOW (AP) — Russia signs for gas", LEAD], ""),
    ],
)
def test_the_first_line_is_the_title_where_it_can_be_one(paragraphs: list[str], title: str) -> None:
    assert separate(paragraphs, find_title=True).title == title


@given(st.lists(st.one_of(st.sampled_from([line for line, _ in KINDS] + NEWS), st.text(max_size=300)), max_size=20))
def test_no_word_is_lost_and_the_body_keeps_its_order(lines: list[str]) -> None:
    paragraphs = [words for line in lines if (words := " ".join(line.split()))]
    parts = separate(paragraphs, find_title=True)
    kept = [parts.title, *parts.body, *(f.text for f in parts.furniture)]
    assert Counter(letters(" ".join(kept))) == Counter(letters(" ".join(paragraphs)))
    rest = iter(paragraphs)
    assert all(any(paragraph.endswith(body) for paragraph in rest) for body in parts.body)


def letters(text: str) -> str:
    return "".join(c for c in text if c.isalnum())
