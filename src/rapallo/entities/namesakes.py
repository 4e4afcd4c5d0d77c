"""Names that mean somebody or something else here: "Georgia" near Atlanta, "the South" of Sudan, "Brussels" of Belgium.

Which names those are, and what tells, stands in knowledge/words.toml.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import replace

from rapallo.entities.knowledge import Knowledge
from rapallo.entities.knowledge_file import Named, Namesake
from rapallo.entities.names import Match


def told_apart(matches: Sequence[Match], text: str, knowledge: Knowledge) -> list[Match]:
    """The names of a text, each meaning what it means there; a name that is nobody's there is left out."""
    names = {match.text for match in matches}
    asked = [one for one in knowledge.words.namesakes if not names.isdisjoint(one.names)]
    unsure = {name for one in asked for name in one.names}
    sure = {n.record.party for match in matches if match.text not in unsure for n in match.named} if asked else set()
    here = [one for one in asked if _holds(one, sure, text, knowledge)]
    meant = {name: knowledge.named(one.means) for one in here for name in one.names}
    return list(_renamed(matches, meant)) if meant else list(matches)


def _holds(one: Namesake, parties: Set[str], text: str, knowledge: Knowledge) -> bool:
    """Whether a text that surely names some parties speaks of the namesake: not of the usual one, with the cues."""
    usual = one.unless or {n.record.party for name in one.names for n in knowledge.named(name)}
    if not parties.isdisjoint(usual):
        return False
    beside = not one.beside or not parties.isdisjoint(one.beside)
    return beside and (not one.words or any(words in text for words in one.words))


def _renamed(matches: Sequence[Match], meant: dict[str, tuple[Named, ...]]) -> Iterator[Match]:
    for match in matches:
        if match.text not in meant:
            yield match
        elif named := meant[match.text]:
            yield replace(match, named=named)
