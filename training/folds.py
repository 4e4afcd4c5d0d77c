"""Cross-validation in which sentences that are alike never straddle folds, and the scores of its predictions."""

from __future__ import annotations

import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Sequence, Set

# Share of words in common (Jaccard) from which two sentences count as one: the same report, a word changed.
ALIKE = 0.6


def groups_of(texts: Sequence[str], alike: float = ALIKE) -> list[int]:
    """For each text the number of its group: texts that share this much of their words, directly or through others."""
    words = [frozenset(re.findall(r"\w+", text.lower())) for text in texts]
    group = list(range(len(texts)))
    for i, one in enumerate(words):
        for j in range(i):
            shared = len(one & words[j])
            if group[i] != group[j] and shared >= alike * (len(one) + len(words[j]) - shared):
                old, new = max(group[i], group[j]), min(group[i], group[j])
                group = [new if g == old else g for g in group]
    return group


def folds_of(groups: Sequence[Hashable], folds: int, seed: int) -> list[int]:
    """The fold of each item: groups in random order, each into the fold that is smallest so far."""
    sizes = Counter(groups)
    order = sorted(sizes, key=str)
    random.Random(seed).shuffle(order)
    filled = [0] * folds
    fold: dict[Hashable, int] = {}
    for group in order:
        fold[group] = filled.index(min(filled))
        filled[fold[group]] += sizes[group]
    return [fold[group] for group in groups]


def f1_by_class(gold: Sequence[str], told: Sequence[str]) -> dict[str, float]:
    """F1 of each class that occurs in `gold`."""
    right, coded, wanted = Counter[str](), Counter(told), Counter(gold)
    right.update(g for g, t in zip(gold, told, strict=True) if g == t)
    return {name: 2 * right[name] / (coded[name] + wanted[name]) for name in sorted(wanted)}


def macro_f1(gold: Sequence[str], told: Sequence[str]) -> float:
    """Mean F1 of the classes in `gold`."""
    each = f1_by_class(gold, told)
    return sum(each.values()) / len(each)


def span_f1(gold: Sequence[Set[Hashable]], told: Sequence[Set[Hashable]]) -> float:
    """Micro F1 of exact spans, sentence by sentence."""
    right = sum(len(g & t) for g, t in zip(gold, told, strict=True))
    return 2 * right / max(1, sum(map(len, gold)) + sum(map(len, told)))


def bootstrap_interval(
    score: Callable[[list[int]], float], groups: Sequence[Hashable], *, seed: int, draws: int = 500
) -> tuple[float, float]:
    """90 % interval of a score of items, given by their indices; whole groups are resampled."""
    members: dict[Hashable, list[int]] = defaultdict(list)
    for i, group in enumerate(groups):
        members[group].append(i)
    names, draw = list(members), random.Random(seed)
    scores = sorted(score([i for g in draw.choices(names, k=len(names)) for i in members[g]]) for _ in range(draws))
    return scores[int(0.05 * draws)], scores[int(0.95 * draws) - 1]
