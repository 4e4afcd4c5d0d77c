"""A knowledge base with a few people of our choice, and a short way to ask it about words in a text."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from rapallo.entities import Knowledge, Resolver, Situation, knowledge_file
from rapallo.entities.compiling import content_of
from rapallo.entities.source_files import read_folder
from rapallo.records import Article, Entity, Mention, Sentence

PEOPLE = """
[[person]]
name = "Aleksandar Vučić"
also = ["Aleksandar Vucic"]
offices = [
  { title = "Prime Minister", office = "head of government", key = "SRB/GOV", from = "2014-04-27", to = "2017-05-30" },
  { title = "President", office = "head of state", key = "SRB/GOV", from = "2017-05-31", to = "" },
]

[[person]]
name = "Tomislav Nikolić"
offices = [
  { title = "President", office = "head of state", key = "SRB/GOV", from = "2012-05-31", to = "2017-05-31" },
]

[[person]]
name = "Donald Trump"
offices = [
  { title = "Candidate", office = "other", key = "USA/PTY", from = "2015-06-16", to = "2017-01-19" },
  { title = "President", office = "head of state", key = "USA/GOV", from = "2017-01-20", to = "2021-01-20" },
  { title = "President", office = "head of state", key = "USA/GOV", from = "2025-01-20", to = "" },
]

[[person]]
name = "Barack Obama"
offices = [
  { title = "President", office = "head of state", key = "USA/GOV", from = "2009-01-20", to = "2017-01-20" },
]

[[person]]
name = "Vladimir Putin"
offices = [
  { title = "President", office = "head of state", key = "RUS/GOV", from = "2012-05-07", to = "" },
]

[[person]]
name = "Emmanuel Macron"
offices = [
  { title = "President", office = "head of state", key = "FRA/GOV", from = "2017-05-14", to = "" },
]

[[person]]
name = "Kamala Harris"
offices = [
  { title = "Vice President", office = "other", key = "USA/GOV", from = "2021-01-20", to = "2025-01-20" },
]

[[person]]
name = "Timothy Harris"
offices = [
  { title = "Prime Minister", office = "head of government", key = "KNA/GOV", from = "2015-02-18", to = "2022-08-05" },
]

[[person]]
name = "Abdullah II"
family = "Jordan"
also = ["King Abdullah"]
offices = [
  { title = "King", office = "head of state", key = "JOR/GOV", from = "1999-02-07", to = "" },
]
"""


@cache
def shipped_knowledge() -> Knowledge:
    """What the package ships, with its people."""
    return Knowledge.load()


@cache
def sample_knowledge() -> Knowledge:
    """The shipped states, organisations and groups, with the people above in place of the shipped ones."""
    shipped = knowledge_file.raw()
    base = knowledge_file.parse(shipped)
    names = {text: tuple(n for n in named if n.record.kind != "person") for text, named in base.names.items()}
    records = tuple(record for record in base.records if record.kind != "person")
    without_people = replace(base, records=records, names={text: named for text, named in names.items() if named})
    with TemporaryDirectory() as folder:
        (Path(folder) / "people.toml").write_text(PEOPLE, "utf-8")
        people = content_of(read_folder(Path(folder)), shipped["words"], release="")
    return Knowledge(knowledge_file.merged(without_people, knowledge_file.parse(people)))


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
    knowledge: Knowledge | None = None,
) -> list[Entity]:
    """Whom the last occurrence of `words` in a text means, by the sample knowledge or another."""
    article = sample_article(text, title=title, on=on, outlet=outlet)
    reading = Resolver(knowledge or sample_knowledge()).read(article, sentences_of(article))
    start = article.stored_text.rindex(words)
    mention = Mention(start, start + len(words), words)
    return reading.resolve_mention(mention, situation or Situation("actor", "ACCUSE"))


def keys(entities: list[Entity]) -> list[str]:
    """Their keys, in order."""
    return [entity.key for entity in entities]


def told(text: str, words: str, on: str) -> list[str]:
    """The keys that the last occurrence of `words` means by the knowledge that the package ships."""
    return keys(asked(text, words, on=on, knowledge=shipped_knowledge()))
