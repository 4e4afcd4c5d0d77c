"""States that fell apart, and those that came of them: SUN and RUS, YUG and SRB."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from rapallo.entities.knowledge_file import Record


class StateLines:
    """The lines from states that are no more to their successors. A state that lost a part and lives on begins none."""

    def __init__(self, states: Iterable[Record], facts: Mapping[str, Mapping[str, object]]) -> None:
        self._states = {state.key: state for state in states}
        self._heirs: dict[str, list[str]] = {}
        self._forebears: dict[str, list[str]] = {}
        for code, state in self._states.items():
            told = facts.get(state.id, {})
            for older, younger in [
                *((code, successor) for successor in _codes(told.get("successors"))),
                *((predecessor, code) for predecessor in _codes(told.get("predecessors"))),
            ]:
                if older in self._states and self._states[older].valid_to and younger in self._states:
                    self._heirs.setdefault(older, []).append(younger)
                    self._forebears.setdefault(younger, []).append(older)

    def of(self, code: str) -> frozenset[str]:
        """The states that a state came of and those that came of it; of RUS is SUN, but not UKR."""
        return frozenset({*_reached(code, self._heirs), *_reached(code, self._forebears)})

    def holder(self, code: str, day: str) -> str:
        """The state that held on an ISO day what is a state's: 'RUS' in 1988 → 'SUN'; else the state itself."""
        state = self._states.get(code)
        if state is None or state.begun(day):
            return code
        held = (older for older in _reached(code, self._forebears) if self._states[older].valid(day))
        return next(held, code)


def _codes(fact: object) -> list[str]:
    return [str(code) for code in fact] if isinstance(fact, list) else []


def _reached(code: str, onwards: Mapping[str, Sequence[str]]) -> list[str]:
    """The codes that a code leads to, the nearest first, each once."""
    reached: list[str] = []
    ahead = list(onwards.get(code, ()))
    while ahead:
        following = ahead.pop(0)
        if following not in reached and following != code:
            reached.append(following)
            ahead.extend(onwards.get(following, ()))
    return reached
