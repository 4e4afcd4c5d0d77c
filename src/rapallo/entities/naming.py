"""Who a name of another project's table means, without a text around it: 'Citizen (India)', 'Ministry (Iran)'."""

from __future__ import annotations

import re
from datetime import date

from rapallo.entities.knowledge import Knowledge
from rapallo.entities.lookup import look_up
from rapallo.entities.resolver import Resolver
from rapallo.entities.sectors import Situation
from rapallo.records import Article, Entity, Mention, Sentence

IN_BRACKETS = re.compile(r"^(?P<what>.+?)\s*\((?P<where>[^()]+)\)$")


def resolve_name(name: str, knowledge: Knowledge, *, on: date | None = None) -> list[Entity]:
    """The parties that a name means on a day; empty where nothing tells.

    What stands in brackets behind it says whose it is, as in ICEWS: 'Police (Kenya)' → KEN/COP. A person's middle names
    may be more or fewer than the knowledge base has, and the spelling a little off.
    """
    name = " ".join(name.split())
    for words in _readings(name):
        entities = _resolved(words, knowledge, on)
        if entities:
            return entities
    nearly = look_up(knowledge, name, on=on, limit=1).answers if len(name) >= NEARLY_CHARS_MIN else ()
    return [Entity(a.record.key, a.record.name, a.record.id, f"“{name}”: {a.why}") for a in nearly[:1]]


# Shorter names have too many neighbours.
NEARLY_CHARS_MIN = 8


def _readings(name: str) -> list[str]:
    """The name itself, without middle names, or with its bracket as a genitive; the bracket alone at last."""
    bracketed = IN_BRACKETS.match(name)
    if bracketed is None:
        words = name.split()
        return [name, f"{words[0]} {words[-1]}"] if len(words) > 2 and name.istitle() else [name]
    what, where = bracketed["what"], bracketed["where"]
    return [f"{where}'s {what[0].lower()}{what[1:]}", f"{where}'s {what}", f"{what} of {where}", where]


def _resolved(words: str, knowledge: Knowledge, on: date | None) -> list[Entity]:
    article = Article(words, published=on)
    reading = Resolver(knowledge).read(article, [Sentence(0, 0, len(words), words)])
    return reading.resolve_mention(Mention(0, len(words), words), Situation())
