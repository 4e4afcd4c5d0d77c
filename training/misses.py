"""Where the events that the coder misses or makes up are lost, on the held-out texts of the training set.

    python -m training.misses [MODEL]

Each core event that no coded event agrees with has one cause, the first that applies: its type and parties are found
with other marks; its parties are found with another type; at its trigger an event is coded with the wrong actor, the
wrong recipient, both, or with another type and other parties; at its trigger an event was found and not trusted; one
was dropped because no party could be resolved; nothing is coded at its trigger.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path
from typing import Any

from rapallo.entities import Knowledge
from rapallo.language.model import EventModel
from rapallo.merging import ConfidenceWeights
from rapallo.records import Event, Evidence, Mention
from training.__main__ import HELD_OUT_PARTS, ROOT, SHARED, names_of
from training.examples import Example, held_out, load
from training.measure import ARTICLES, HEADLINES, CodedText, Ruler, merged

CAUSES = (
    "marks",
    "type",
    "actor",
    "recipient",
    "actor and recipient",
    "type and parties",
    "not trusted",
    "unresolved",
    "no trigger",
)


def causes(ruler: Ruler, coded: dict[str, CodedText], events: dict[str, list[Event]]) -> Counter[str]:
    """The number of core events found and, by cause, missed; "made up" are those coded that no coder has."""
    total: Counter[str] = Counter()
    for example in ruler.examples:
        predicted, gold = ruler.rows(events[example.id]), ruler.gold_rows(example.id)
        matched = ruler.tool.matching(predicted, gold, "type")
        total["made up"] += len(predicted) - len(matched)
        rows = [row for row in example.rows if not row.get("again")]
        for index, (row, told) in enumerate(zip(gold, rows, strict=True)):
            if index in matched:
                total["found"] += row["core"]
            elif row["core"]:
                total[_cause(ruler, row, place_of(example, told), events[example.id], coded[example.id])] += 1
    return total


def _cause(ruler: Ruler, row: dict[str, Any], where: tuple[int, int], events: list[Event], text: CodedText) -> str:
    predicted = ruler.rows(events)
    for level, cause in (("bare", "marks"), ("dyad", "type")):
        if any(ruler.tool.agree(one, row, level) for one in predicted):
            return cause
    here = [one for one, event in zip(predicted, events, strict=True) if overlap(event.trigger, where)]
    if same := [one for one in here if one["type"] == row["type"]]:
        return _parties_apart(same[0]["pairs"], row["pairs"])
    if here:
        return "type and parties"
    if any(overlap(event.trigger, where) for event in text.tellings):
        return "not trusted"
    return "unresolved" if any(overlap(draft.mention.trigger, where) for draft in text.drafts) else "no trigger"


def _parties_apart(coded: frozenset[tuple[str, str]], gold: frozenset[tuple[str, str]]) -> str:
    actors, recipients = ({pair[side] for pair in coded} & {pair[side] for pair in gold} for side in (0, 1))
    if actors:
        return "recipient"
    return "actor" if recipients else "actor and recipient"


def place_of(example: Example, row: dict[str, Any]) -> tuple[int, int]:
    """Where a row's trigger stands in the stored text."""
    sentence = next(s for s in example.sentences if s.index == row["s"])
    start = sentence.start + max(0, sentence.text.find(row["trigger"]))
    return start, start + len(row["trigger"])


def overlap(words: Evidence | Mention, where: tuple[int, int]) -> bool:
    """Whether words share a character with a place."""
    return words.start < where[1] and where[0] < words.end


def asked(description: str | None) -> tuple[EventModel, Path, list[Example]]:
    """The model that the command line names, the shared folder, and all held-out texts."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path, nargs="?", help="a model file in place of the shipped one")
    parser.add_argument("--shared", type=Path, default=SHARED)
    arguments = parser.parse_args()
    examples = load(arguments.shared, ROOT / "training", names_of(Knowledge.load()))
    unseen = [example for example in examples if held_out(example, 0, HELD_OUT_PARTS)]
    return EventModel.load(arguments.model), arguments.shared, unseen


def main() -> None:
    """Prints the causes for articles and headlines."""
    model, shared, examples = asked(__doc__)
    weights = ConfidenceWeights.of(model.confidence)
    for name, prefixes in (("articles", ARTICLES), ("headlines", HEADLINES)):
        unseen = [example for example in examples if example.id.startswith(prefixes)]
        ruler = Ruler(shared, unseen)
        coded = ruler.code(ruler.look(model), model.thresholds)
        counted = causes(ruler, coded, merged(coded, weights))
        core = sum(counted.values()) - counted["made up"]
        print(f"{name}: {core} core events in {len(unseen)} texts, {counted['made up']} made up")
        for cause in ("found", *CAUSES):
            print(f"  {cause:20} {counted[cause]:5} {counted[cause] / core:6.1%}")


if __name__ == "__main__":
    main()
