"""Saved HTML pages: the article's words and what the page says of it, nothing of what surrounds them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from rapallo.reading import read
from rapallo.records import Article

PARAGRAPHS = [
    "Finland's border guard closed four crossings to Russia on Friday night, the interior ministry in Helsinki said.",
    "The government accused Moscow of sending migrants from third countries to the frontier; the Kremlin denied it.",
    "Estonia and Norway said that they were watching their own borders and were ready to do the same if need be.",
    "Frontex, the border agency of the European Union, offered to send fifty officers to the north of the country.",
]
PAGE = f"""<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><title>Finland closes crossings | The Danube Post</title>
<meta property="og:title" content="Finland closes crossings"><meta property="og:site_name" content="The Danube Post">
<meta name="author" content="Ana Marić"><meta property="article:published_time" content="2023-11-17T22:00:00+02:00">
<link rel="canonical" href="https://danube.example/finland"><style>p {{ color: red }}</style>
<script>const news = "Russia attacks Finland.";</script></head>
<body><nav><a href="/">Home</a> <a href="/world">World</a></nav>
<article><h1>Finland closes crossings</h1><p>By Ana Marić</p>
{"".join(f"<p>{p}</p>" for p in PARAGRAPHS)}
<p>Read more: Norway watches its border</p><script>alert("Finland attacks Russia.")</script>
<p>The Associated Press contributed to this report.</p></article>
<aside>Most read: cats</aside><footer>Copyright © 2023 The Danube Post</footer></body></html>"""


def page(tmp_path: Path, data: bytes | str, name: str = "page.html") -> Article:
    path = tmp_path / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    [article] = read([str(path)])
    assert isinstance(article, Article), article
    return article


@pytest.mark.parametrize("name", ["page.html", "page.HTM", "page.txt"])
def test_a_page_becomes_an_article(name: str, tmp_path: Path) -> None:
    article = page(tmp_path, PAGE, name)
    assert article.text == "\n\n".join(PARAGRAPHS)
    assert article.title == "Finland closes crossings"
    assert article.published == date(2023, 11, 17)
    assert article.outlet == "The Danube Post"
    assert article.byline == "Ana Marić"
    assert article.url == "https://danube.example/finland"
    assert article.language == "en-gb"
    assert article.origin == "The Associated Press"
    assert article.id == "page"


def test_no_script_style_or_tag_comes_through(tmp_path: Path) -> None:
    hostile = PAGE.replace(
        "Friday night,", "Friday <b onclick=x>night</b>,<script>Sweden invades.</script> <!-- hidden -->"
    )
    text = page(tmp_path, hostile).stored_text
    for trace in ("attacks", "invades", "color", "<", "hidden", "alert"):
        assert trace not in text


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252", "iso-8859-2"])
def test_the_encoding_that_the_page_declares_is_believed(encoding: str, tmp_path: Path) -> None:
    text = (
        PAGE.replace("utf-8", encoding)
        .replace("Ana Marić", "Anna Müller")
        .replace("Moscow", "München")
        .replace("©", "by")
    )
    article = page(tmp_path, text.encode(encoding))
    assert article.byline == "Anna Müller"
    assert "accused München" in article.text


def test_a_date_in_the_future_is_refused_and_the_page_is_read(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(PAGE.replace("2023-11-17", "3000-11-17"))
    article, drop = read([str(path)])
    assert isinstance(article, Article)
    assert article.published is None
    assert not isinstance(drop, Article)
    assert drop.reason == "date-out-of-range"


def test_a_page_of_links_is_no_article(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(
        "<html><body><ul>" + "<li><a href=x>Finland closes crossings</a></li>" * 100 + "</ul></body></html>"
    )
    [drop] = read([str(path)])
    assert not isinstance(drop, Article)
    assert drop.reason == "page-without-article"


@pytest.mark.parametrize("damage", ["</p>", "</article>", "</body></html>", "</head>", "<p>", '"'])
def test_broken_pages_are_read_as_far_as_they_go(damage: str, tmp_path: Path) -> None:
    assert PARAGRAPHS[0] in page(tmp_path, PAGE.replace(damage, "")).text
