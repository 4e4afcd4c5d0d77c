"""How right the modes are, on the held-out texts of the training set, where the type is.

    python -m training.measure_modes [MODEL]

A coded event is compared with the row of its type whose trigger it overlaps. Without a mode of its own a type cannot
err, so that only the types with modes count; macro F1 is over the pairs of type and mode (of the 67 in plover.yaml)
that stand in these rows.
"""

from __future__ import annotations

from collections import Counter

from rapallo.ontology import TYPES
from training.measure import Ruler, is_news
from training.misses import asked, overlap, place_of


def main() -> None:
    """Prints accuracy, macro F1 and the pairs most often taken for another."""
    model, shared, examples = asked(__doc__)
    ruler = Ruler(shared, [example for example in examples if is_news(example.id)])
    coded = ruler.code(ruler.look(model), model.thresholds)
    pairs: Counter[tuple[str, str]] = Counter()
    for example in ruler.examples:
        for row in example.rows:
            where = place_of(example, row)
            for event in coded[example.id].tellings:
                if event.type == row["type"] and TYPES[event.type].modes and overlap(event.trigger, where):
                    pairs[f"{row['type']}/{row['mode'] or '-'}", f"{event.type}/{event.mode or '-'}"] += 1
                    break
    total = sum(pairs.values())
    print(
        f"{total} events of the right type: mode right in {sum(n for (g, c), n in pairs.items() if g == c) / total:.3f}"
    )
    names = sorted({gold for gold, _ in pairs})
    scores = [_f1(name, pairs) for name in names]
    print(f"macro F1 over {len(names)} pairs of type and mode, none being one: {sum(scores) / len(scores):.3f}")
    for (gold, told), number in pairs.most_common(200):
        if gold != told and number > 1:
            print(f"  {number:3} {gold} coded as {told}")


def _f1(name: str, pairs: Counter[tuple[str, str]]) -> float:
    gold = sum(n for (g, _), n in pairs.items() if g == name)
    told = sum(n for (_, c), n in pairs.items() if c == name)
    return 2 * pairs[name, name] / (gold + told)


if __name__ == "__main__":
    main()
