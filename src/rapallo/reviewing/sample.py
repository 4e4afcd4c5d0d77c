"""Which events a review looks at: a stratified sample by type and confidence, the same one for the same seed.

Strata are the thirds of confidence within each type. Their shares grow with the square root of their size (a power
allocation: Bankier 1988, The American Statistician 42, 174-177), so that rare types get enough answers for a figure of
their own; the estimate weights them back.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rapallo.errors import InputError
from rapallo.evaluation.gold_file import SAMPLE
from rapallo.records import Versions
from rapallo.store import Stratum, View

StratumKey = tuple[str, int]
POWER = 0.5


@dataclass(frozen=True, slots=True)
class Drawn:
    """One event of the sample: the stratum that it came from, and its id."""

    type: str
    third: int
    event: str


@dataclass(frozen=True, slots=True)
class Sample:
    """A sample as it was drawn: from which strata of which database state, and which events in which order."""

    database: str
    versions: str
    seed: int
    size: int
    strata: tuple[Stratum, ...]
    drawn: tuple[Drawn, ...]

    @property
    def population(self) -> int:
        """How many events the sample stands for."""
        return sum(stratum.events for stratum in self.strata)


def draw(view: View, database: str, *, size: int, seed: int) -> Sample:
    """A new sample of at most `size` events. Raises InputError where the database has no events."""
    strata = view.strata()
    if not strata:
        raise InputError(
            f"{database} has no events to review.", mend="Code articles into it first: rapallo code PATH..."
        )
    drawn = [Drawn(*row) for row in view.drawn(seed, allocate(strata, size))]
    return Sample(database, versions_of(view), seed, size, tuple(strata), tuple(drawn))


def versions_of(view: View) -> str:
    """Coder, model and knowledge of a database in words; '' where nothing was coded."""
    versions: Versions | None = view.counts().versions
    return str(versions) if versions else ""


def allocate(strata: Sequence[Stratum], size: int) -> dict[StratumKey, int]:
    """How many events of each stratum to draw: `size` in all, one of each first where that goes, the rest by the square
    root of what the strata still have, none more than it has.

    A stratum whose share comes out above its size is taken whole, and the others share the rest. Fractions go to the
    largest remainders.
    """
    least = 1 if size >= len(strata) else 0
    events = {(stratum.type, stratum.third): stratum.events - least for stratum in strata}
    left = min(size - least * len(strata), sum(events.values()))
    whole: dict[StratumKey, int] = {}
    while True:
        open_ = {key: number for key, number in events.items() if key not in whole and number}
        total = sum(number**POWER for number in open_.values())
        shares = {key: left * number**POWER / total for key, number in open_.items()}
        full = {key: number for key, number in open_.items() if shares[key] >= number}
        if not full:
            break
        whole |= full
        left -= sum(full.values())
    more = whole | _rounded(shares, left)
    return {key: least + more.get(key, 0) for key in events}


def _rounded(shares: Mapping[StratumKey, float], total: int) -> dict[StratumKey, int]:
    """Whole numbers that add up to the total, by the method of largest remainders."""
    whole = {key: int(share) for key, share in shares.items()}
    by_remainder = sorted(shares, key=lambda key: (whole[key] - shares[key], key))
    for key in by_remainder[: total - sum(whole.values())]:
        whole[key] += 1
    return whole


def sample_row(sample: Sample) -> dict[str, Any]:
    """The first line of a review's file."""
    return {
        "id": "",
        "type": None,
        "answer": SAMPLE,
        "database": sample.database,
        "versions": sample.versions,
        "seed": sample.seed,
        "size": sample.size,
        "strata": [[s.type, s.third, s.events, s.confidence_min, s.confidence_max] for s in sample.strata],
        "drawn": [[one.type, one.third, one.event] for one in sample.drawn],
    }


def sample_of(row: Mapping[str, Any]) -> Sample:
    """The sample of the first line of a review's file. Raises KeyError, TypeError or ValueError where it is none."""
    return Sample(
        database=str(row["database"]),
        versions=str(row["versions"]),
        seed=int(row["seed"]),
        size=int(row["size"]),
        strata=tuple(Stratum(*values) for values in row["strata"]),
        drawn=tuple(Drawn(*values) for values in row["drawn"]),
    )
