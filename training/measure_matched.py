"""Measures who is meant end to end: of gold events that are found with their type, the roles whose country is right.

    rapallo code ../shared/coding/gold_articles_text.jsonl --jsonl coded.jsonl
    python training/measure_matched.py ../shared/coding/gold_articles.jsonl coded.jsonl

An event is found with its type where a coded one has that type and the sentence, or the trigger, that the gold row
shows. A role counts where both name somebody, and is right where one country or organisation is in both. For measuring
only: what is wrong is not printed, so that nobody tunes on it. Words that the model marked wrongly count as wrong too.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from rapallo.records import party_of

WORDS_OF_THE_SENTENCE = 4
TRIGGER_CHARS = 12
Row = dict[str, Any]


def rows(path: Path, key: str) -> dict[str, list[Row]]:
    """The rows of a JSON Lines file by article."""
    found: dict[str, list[Row]] = defaultdict(list)
    for line in path.open(encoding="utf-8"):
        row = json.loads(line)
        found[row[key]].append(row)
    return found


def found_with_type(gold: Row, coded: Iterable[Row]) -> Row | None:
    """The coded event of a gold row's type that shows its sentence or trigger."""
    sentence = " ".join(gold["sent"].split()[:WORDS_OF_THE_SENTENCE])
    trigger = (gold.get("trigger") or "")[:TRIGGER_CHARS]
    for event in coded:
        shown = json.dumps(event, ensure_ascii=False)
        if gold["type"] in event["event"] and (sentence in shown or (trigger and trigger in shown)):
            return event
    return None


def main() -> None:
    """Prints the share for actors, recipients and both."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("coded", type=Path)
    arguments = parser.parse_args()
    coded = rows(arguments.coded, "article")
    counted: Counter[tuple[str, str]] = Counter()
    for article, listed in rows(arguments.gold, "id").items():
        free = list(coded.get(article, []))
        for gold in listed:
            event = found_with_type(gold, free)
            if event is None:
                continue
            free.remove(event)
            for role in ("actor", "recipient"):
                meant = {party_of(key) for key in gold[role]}
                said = {party_of(entity["key"]) for entity in event[role]}
                if meant and said:
                    counted[role, "n"] += 1
                    counted[role, "right"] += bool(meant & said)
    for role in ("actor", "recipient"):
        n = counted[role, "n"]
        print(f"{role:10} {counted[role, 'right']:4} of {n:4}  {counted[role, 'right'] / (n or 1):.3f}")


if __name__ == "__main__":
    main()
