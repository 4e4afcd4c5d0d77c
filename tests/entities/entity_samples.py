"""A knowledge base with a few people of our choice, and a short way to ask it about words in a text."""

from __future__ import annotations

import importlib.util
import json
import shutil
import sys
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType

from rapallo.entities import Knowledge, Resolver, Situation, knowledge_file
from rapallo.records import Article, Entity, Mention, Sentence

SOURCES = Path(__file__).parents[2] / "knowledge"
PEOPLE = """id,key,name,variants,office,title,from,to,wikidata,source
serbia-vucic-pm,SRB/GOV,Aleksandar Vučić,Vučić,head of government,Prime Minister,2014-04-27,2017-05-30,,test
serbia-vucic-president,SRB/GOV,Aleksandar Vučić,Vučić|Aleksandar Vucic,head of state,President,2017-05-31,,,test
serbia-nikolic,SRB/GOV,Tomislav Nikolić,Nikolić,head of state,President,2012-05-31,2017-05-31,,test
usa-trump-candidate,USA/PTY,Donald Trump,Trump,other,Candidate,2015-06-16,2017-01-19,,test
usa-trump-first,USA/GOV,Donald Trump,Trump,head of state,President,2017-01-20,2021-01-20,,test
usa-trump-second,USA/GOV,Donald Trump,Trump,head of state,President,2025-01-20,,,test
usa-obama,USA/GOV,Barack Obama,Obama,head of state,President,2009-01-20,2017-01-20,,test
russia-putin,RUS/GOV,Vladimir Putin,Putin,head of state,President,2012-05-07,,,test
france-macron,FRA/GOV,Emmanuel Macron,Macron,head of state,President,2017-05-14,,,test
usa-harris,USA/GOV,Kamala Harris,Harris,other,Vice President,2021-01-20,2025-01-20,,test
kitts-harris,KNA/GOV,Timothy Harris,Harris,head of government,Prime Minister,2015-02-18,2022-08-05,,test
jordan-abdullah,JOR/GOV,Abdullah II,King Abdullah|Jordan,head of state,King,1999-02-07,,,test
"""


def load_build() -> ModuleType:
    """knowledge/build.py as a module."""
    spec = importlib.util.spec_from_file_location("knowledge_build", SOURCES / "build.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["knowledge_build"] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


@cache
def sample_knowledge() -> Knowledge:
    """The shipped states, organisations and groups, with the people above in place of the shipped ones."""
    with TemporaryDirectory() as folder:
        for source in (*SOURCES.glob("*.csv"), SOURCES / "words.toml"):
            shutil.copy(source, folder)
        (Path(folder) / "people.csv").write_text(PEOPLE, "utf-8")
        return Knowledge(knowledge_file.parse(json.loads(load_build().compiled(Path(folder)))))


def sample_article(text: str, *, title: str = "", on: str = "2024-09-04", outlet: str = "") -> Article:
    """An article of our own words."""
    return Article(text, title, "a1", date.fromisoformat(on), outlet)


def sentences_of(article: Article) -> list[Sentence]:
    """The title, and the text cut behind each full stop that a space and a capital follow."""
    sentences: list[Sentence] = []
    start = 0
    if article.title:
        sentences.append(Sentence(0, 0, len(article.title), article.title, title=True))
        start = len(article.title) + 2
    for part in article.text.replace(". ", ".\x00").split("\x00"):
        sentences.append(Sentence(len(sentences), start, start + len(part), part))
        start += len(part) + 1
    return sentences


def asked(
    text: str,
    words: str,
    *,
    title: str = "",
    on: str = "2024-09-04",
    outlet: str = "",
    situation: Situation | None = None,
) -> list[Entity]:
    """Whom the last occurrence of `words` in a text means."""
    article = sample_article(text, title=title, on=on, outlet=outlet)
    reading = Resolver(sample_knowledge()).read(article, sentences_of(article))
    start = article.stored_text.rindex(words)
    mention = Mention(start, start + len(words), words)
    return reading.resolve_mention(mention, situation or Situation("actor", "ACCUSE"))


def keys(entities: list[Entity]) -> list[str]:
    """Their keys, in order."""
    return [entity.key for entity in entities]
