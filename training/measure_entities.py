"""Measures who is meant on the marked spans of the training set: actor_text and recipient_text against their codes.

    python training/measure_entities.py [--part dev|held-out|untouched] [--errors N] [--shared ../shared]

Needs the shared folder, of which nothing is copied. Articles are split by a hash of their id: half (dev) may be looked
at one by one, the other half is only counted, and opened when work on the rules ends. Three fifths of that half
("held-out") had been looked at in part for the first version; two fifths ("untouched") never. Two figures a group of
mentions: party (country or organisation) and full key; a mention with several codes is right where it gives the one
asked for.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path

from rapallo.entities import Knowledge, Resolver, Situation
from rapallo.language import split_sentences
from rapallo.records import Article, Entity, Mention, Sentence, party_of

FILES = ("train_articles", "train_headlines")
PRONOUNS = frozenset(
    "i me my we us our ours he him his she her they them their theirs it its who which that this these those one both "
    "each himself herself itself themselves ourselves".split()
)
DETERMINERS = frozenset("the a an some his their".split())


@dataclass(frozen=True, slots=True)
class Case:
    """One mention with the code that a coder gave it."""

    article: str
    row: int
    start: int
    words: str
    code: str
    role: str
    type: str
    mode: str | None
    day: str

    @property
    def group(self) -> str:
        """'names' (a capitalised word that is no determiner), 'pronouns' or 'descriptions'."""
        if self.words.lower() in PRONOUNS and self.words != "US":
            return "pronouns"
        named = any(word[:1].isupper() and word.lower() not in DETERMINERS for word in self.words.split())
        return "names" if named else "descriptions"


def part_of(article: str) -> str:
    """'held-out' or 'untouched' for half of the articles, by their ids; 'untouched' was never a dev part before."""
    tenth = int(hashlib.sha256(article.encode()).hexdigest(), 16) % 10
    if tenth in (0, 5):
        return "untouched"
    return "held-out" if tenth in (1, 2, 7) else "dev"


def articles(shared: Path) -> Iterator[tuple[Article, list[Sentence]]]:
    """The texts, with the sentences that the package splits them into (some are given broken within a sentence)."""
    for file in FILES:
        for line in (shared / "coding" / f"{file}_text.jsonl").open(encoding="utf-8"):
            row = json.loads(line)
            title, *body = row["sentences"]
            published = date.fromisoformat(row["published"]) if row.get("published") else None
            article = Article(" ".join(body), title, row["id"], published, row.get("outlet", ""))
            yield article, split_sentences(article)


def given_sentences(shared: Path) -> dict[str, list[Sentence]]:
    """The sentences as the coders numbered them, sentence 0 the title, at their offsets."""
    given: dict[str, list[Sentence]] = {}
    for file in FILES:
        for line in (shared / "coding" / f"{file}_text.jsonl").open(encoding="utf-8"):
            row = json.loads(line)
            title, *body = row["sentences"]
            given[row["id"]] = _sentences(title, body)
    return given


def _sentences(title: str, body: list[str]) -> list[Sentence]:
    sentences = [Sentence(0, 0, len(title), title, title=True)]
    start = len(title) + 2
    for number, text in enumerate(body, 1):
        sentences.append(Sentence(number, start, start + len(text), text))
        start += len(text) + 1
    return sentences


def cases(shared: Path, sentences: dict[str, list[Sentence]]) -> dict[str, list[Case]]:
    """The mentions with codes, by article and event, in the order in which the coders give them (that of the text)."""
    found: dict[str, list[Case]] = {}
    for file in FILES:
        for number, line in enumerate((shared / "coding" / f"{file}.jsonl").open(encoding="utf-8")):
            row = json.loads(line)
            sentence = sentences[row["id"]][row["s"]]
            for role in ("actor", "recipient"):
                for code, words in zip(row[role], row[f"{role}_text"], strict=True):
                    at = _place(words or "", sentence.text)
                    if at >= 0:
                        case = Case(
                            row["id"],
                            number,
                            sentence.start + at,
                            words,
                            code,
                            role,
                            row["type"],
                            row["mode"],
                            row["date"] or "",
                        )
                        found.setdefault(row["id"], []).append(case)
    return found


def _place(words: str, sentence: str) -> int:
    """Where a sentence has the words, standing as words of their own if anywhere; -1 where it has not."""
    alone = re.search(rf"(?<!\w){re.escape(words)}(?!\w)", sentence) if words else None
    return alone.start() if alone else (sentence.find(words) if words else -1)


def answered(shared: Path, part: str) -> Iterator[tuple[Case, list[Entity]]]:
    """Every case of a part with what the resolver answers."""
    texts = {article.id: (article, sentences) for article, sentences in articles(shared)}
    resolver = Resolver(Knowledge.load())
    for article, listed in cases(shared, given_sentences(shared)).items():
        if part_of(article) != part:
            continue
        reading = resolver.read(*texts[article])
        for _, group in groupby(listed, key=lambda case: (case.row, case.role)):
            together = list(group)
            mentions = [Mention(case.start, case.start + len(case.words), case.words) for case in together]
            first = together[0]
            situation = Situation(first.role, first.type, first.mode, first.day)
            yield from zip(together, reading.resolve_role(mentions, situation), strict=True)


def main() -> None:
    """Prints the figures, and wrong answers of the dev part where asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", choices=("dev", "held-out", "untouched"), default="dev")
    parser.add_argument("--errors", type=int, default=0, help="wrong answers to print (dev only)")
    parser.add_argument("--group", default="", help="print errors of this group only")
    parser.add_argument("--shared", type=Path, default=Path(__file__).parents[2] / "shared")
    arguments = parser.parse_args()
    counted: Counter[tuple[str, str]] = Counter()
    wrong: list[tuple[Case, list[Entity]]] = []
    for case, answers in answered(arguments.shared, arguments.part):
        key_right = case.code in [answer.key for answer in answers]
        for group in (case.group, "all"):
            counted[group, "n"] += 1
            counted[group, "party"] += party_of(case.code) in [answer.party for answer in answers]
            counted[group, "key"] += key_right
            counted[group, "unresolved"] += not answers
        if not key_right and arguments.group in ("", case.group):
            wrong.append((case, answers))
    for group in ("names", "descriptions", "pronouns", "all"):
        n = counted[group, "n"] or 1
        shares = "  ".join(f"{figure} {counted[group, figure] / n:.3f}" for figure in ("party", "key", "unresolved"))
        print(f"{group:13} n {counted[group, 'n']:6}  {shares}")
    if arguments.part == "dev":
        for case, answers in random.Random(1).sample(wrong, min(arguments.errors, len(wrong))):
            print(_line(case, answers))


def _line(case: Case, answers: list[Entity]) -> str:
    mark = "key" if party_of(case.code) in [answer.party for answer in answers] else "PARTY"
    given = ",".join(answer.key for answer in answers) or "-"
    why = "; ".join(answer.reason for answer in answers)
    return (
        f"{mark:5} {case.role[:3]} {case.type:9} {case.words!r}: {case.code}, answered {given} ({why}) {case.article}"
    )


if __name__ == "__main__":
    main()
