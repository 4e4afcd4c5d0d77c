"""A coder for the tests of the commands: it knows a few sentences of the form 'Serbia praises Russia.' and no model."""

from __future__ import annotations

import re
from time import sleep

from rapallo.records import Article, CodedArticle, Drop, Entity, Event, Versions, evidence

KEYS = {"Serbia": "SRB", "Russia": "RUS", "Hungary": "HUN", "China": "CHN", "NATO": "IGO/NATO"}
VERBS = {"praises": "SUPPORT", "accuses": "ACCUSE", "sanctions": "SANCTION", "aids": "AID", "visits": "CONSULT"}
SENTENCE = re.compile(
    rf"\b({'|'.join(KEYS)}) (never )?({'|'.join(VERBS)}|meets) ({'|'.join(KEYS)}|Ruritania)\b[^.\n]*\.?"
)


class StandInCoder:
    """Marks what SENTENCE matches; 'never' is a negation, 'meets' is mutual, Ruritania cannot be resolved."""

    versions = Versions("0.1.0", "stand-in", "stand-in")

    def __init__(self, knowledge: object = None) -> None:
        self.knowledge = knowledge

    def coded(self, article: Article) -> CodedArticle:
        if "Slowly" in article.text:
            sleep(0.03)
        found = list(SENTENCE.finditer(article.stored_text))
        events = [self._event(article, match) for match in found if match[4] in KEYS]
        lost = [Drop("no-party-resolved", f"{article.id}:{i}", m[0]) for i, m in enumerate(found) if m[4] not in KEYS]
        return CodedArticle(article, article.stored_text.count("."), tuple(events), tuple(lost))

    def code(self, article: Article) -> list[Event]:
        return list(self.coded(article).events)

    def _event(self, article: Article, match: re.Match[str]) -> Event:
        one, other = (
            Entity(KEYS[match[i]], name=match[i], reason="by name", mention=evidence(article, *match.span(i)))
            for i in (1, 4)
        )
        mutual = match[3] == "meets"
        return Event(
            article=article.id,
            type="CONSULT" if mutual else VERBS[match[3]],
            actors=(one, other) if mutual else (one,),
            recipients=() if mutual else (other,),
            sentence=evidence(article, *match.span()),
            trigger=evidence(article, *match.span(3)),
            versions=self.versions,
            marks=("negation",) if match[2] else (),
            confidence=0.9,
            type_probabilities=(("CONSULT" if mutual else VERBS[match[3]], 0.9), ("REJECT", 0.05)),
        )
