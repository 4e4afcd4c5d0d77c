"""Parties that an article names together, in the order of its sentences, so that the nearest are found at once."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rapallo.entities.memory import Party

# A meeting that the headline or the first sentences tell is what "they" and "the leaders" mean throughout.
SENTENCES_OF_THE_LEAD = 3


@dataclass(frozen=True, slots=True)
class Together:
    """Parties that `start:end` names together; `sentence` is its number, `met` whether they meet or sign there."""

    start: int
    end: int
    sentence: int
    parties: tuple[Party, ...]
    met: bool

    @property
    def of_persons(self) -> bool:
        """Whether all of them are persons."""
        return all(party.kind == "person" for party in self.parties)


@dataclass(frozen=True)
class Gatherings:
    """Encounters and lists, those of an earlier sentence first."""

    groups: Sequence[Together]

    def lead(self) -> list[Together]:
        """Those of the headline and the first sentences."""
        return list(self.groups[: bisect_left(self.groups, SENTENCES_OF_THE_LEAD, key=_sentence)])

    def in_sentence(self, sentence: int) -> Sequence[Together]:
        """Those of a sentence."""
        first = bisect_left(self.groups, sentence, key=_sentence)
        return self.groups[first : bisect_right(self.groups, sentence, key=_sentence)]

    def before(self, offset: int, sentence: int) -> Iterator[Together]:
        """Those that end before an offset, which lies in a sentence: the last first."""
        for number in range(bisect_right(self.groups, sentence, key=_sentence) - 1, -1, -1):
            if self.groups[number].end <= offset:
                yield self.groups[number]

    def behind(self, offset: int, sentence: int) -> Together | None:
        """The first that begins behind an offset, which lies in a sentence."""
        first = bisect_left(self.groups, sentence, key=_sentence)
        following = (self.groups[number] for number in range(first, len(self.groups)))
        return next((group for group in following if group.start >= offset), None)

    @cached_property
    def met(self) -> Gatherings:
        """Those who meet or sign."""
        return Gatherings([group for group in self.groups if group.met])

    @cached_property
    def of_persons(self) -> Gatherings:
        """Those of persons only."""
        return Gatherings([group for group in self.groups if group.of_persons])

    def of_number(self, number: int) -> Gatherings:
        """Those of so many parties."""
        return self._by_number.get(number) or Gatherings(())

    @cached_property
    def _by_number(self) -> dict[int, Gatherings]:
        numbers = {len(group.parties) for group in self.groups}
        return {number: Gatherings([g for g in self.groups if len(g.parties) == number]) for number in numbers}


def _sentence(group: Together) -> int:
    return group.sentence
