"""The names of one article: the known ones in it, and what they tell together of whom it speaks.

Whether some words are a name is asked here before anything else is made of them: before they are read as a pronoun
("WHO"), as what stands before a name ("DR Congo") or as a noun ("Bishop", of whom the article told who he is).
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property

from rapallo.entities.knowledge import Knowledge, likeliest
from rapallo.entities.knowledge_file import Form
from rapallo.entities.names import Match
from rapallo.records import COLLECTIVE_CODES

NAMING_THEIR_STATE = frozenset({"state", "person", "institution", "place", "region"})
# A family name names nobody's state: many bear it.
OF_A_FAMILY = (Form.FAMILY_NAME, Form.COMMON_NAME)


@dataclass(frozen=True)
class ArticleNames:
    """The known names of a text in their order, published on an ISO day ('' unknown).

    `own` are names by which the article calls people whom it introduces, whatever else is called so ("Muscat" after
    "Prime Minister Joseph Muscat"); they are none of the known names then.
    """

    knowledge: Knowledge
    text: str
    day: str
    matches: Sequence[Match]
    own: Collection[str] = frozenset()

    def calling(self, people: Collection[str]) -> ArticleNames:
        """The names where these names mean people whom the article introduces."""
        own = frozenset({*self.own, *people})
        kept = [match for match in self.matches if match.text not in own]
        return ArticleNames(self.knowledge, self.text, self.day, kept, own)

    def is_name(self, start: int, end: int) -> bool:
        """Whether a stretch in capitals is a known name as it stands: "WHO" and "US" are no pronouns then."""
        if not self.text[start:end].isupper() or end - start < CAPITALS_MIN:
            return False
        return any(match.start == start and match.end == end for match in self.within(start, end))

    def within(self, start: int, end: int) -> list[Match]:
        """The known names within a stretch; cut at its edges where a longer name goes beyond."""
        inside: list[Match] = []
        cut: list[Match] = []
        for number in range(max(bisect_left(self._starts, start) - 1, 0), len(self.matches)):
            match = self.matches[number]
            if match.start >= end:
                break
            if match.start >= start and match.end <= end:
                inside.append(match)
            elif match.end > start:
                cut.append(match)
        if cut:
            inside = self._found(self.text[start:end], start)
            # "Prime Minister Robert" of "Prime Minister Robert Golob": the words stop within a name.
            beyond = cut[-1].start >= start and all(m.end <= cut[-1].start for m in inside)
            return [*inside, cut[-1]] if beyond else inside
        if not inside and _shouted(self.text[start:end]):
            return self._found(self.text[start:end].lower(), start)
        return inside

    def _found(self, words: str, start: int) -> list[Match]:
        found = (match for match in self.knowledge.find(words) if match.text not in self.own)
        return [Match(start + m.start, start + m.end, m.text, m.named) for m in found]

    @cached_property
    def _starts(self) -> list[int]:
        return [match.start for match in self.matches]

    @cached_property
    def focus(self) -> list[str]:
        """The states that the article names, the most named first."""
        firm = (match.named for match in self.matches if match.named[0].form is not Form.COMMON_NAME)
        records = (likeliest(named, self.day).record for named in firm)
        codes = (r.code for r in records if r.kind in NAMING_THEIR_STATE)
        return [code for code, _ in Counter(codes).most_common() if code not in COLLECTIVE_CODES]

    @cached_property
    def levels(self) -> list[str]:
        """The countries and organisations that names of one meaning mention, the most mentioned first."""
        clear = (match.named for match in self.matches)
        levels = [{n.record.party for n in named} for named in clear if named[0].form not in OF_A_FAMILY]
        return [level for level, _ in Counter(next(iter(each)) for each in levels if len(each) == 1).most_common()]

    @cached_property
    def people_in_full(self) -> frozenset[str]:
        """The people whom the article names in full, by a name of one state only ("King Abdullah" is none)."""
        people = (
            [n.record for n in match.named if n.form is Form.NAME and n.record.kind == "person"]
            for match in self.matches
        )
        return frozenset(r.name for records in people if len({r.code for r in records}) == 1 for r in records)

    @cached_property
    def parties(self) -> frozenset[str]:
        """The countries and organisations that any name but a family name can mean."""
        return self.parties_beside("")

    def parties_beside(self, name: str) -> frozenset[str]:
        """Those that any name but a family name, and but one name, can mean."""
        others = (match.named for match in self.matches if match.text != name)
        return frozenset(n.record.party for named in others for n in named if n.form not in OF_A_FAMILY)

    @cached_property
    def parties_in_full(self) -> frozenset[str]:
        """Those that a state's name, an adjective, a capital or a person's full name means."""
        firm = (Form.ADJECTIVE, Form.PEOPLE, Form.CAPITAL)
        return frozenset(
            n.record.party
            for m in self.matches
            for n in m.named
            if n.form in firm or (n.form is Form.NAME and n.record.kind in ("state", "person"))
        )

    @cached_property
    def lowered(self) -> str:
        """The text in small letters."""
        return self.text.lower()


# "I" is what a paper calls itself, and seldom meant.
CAPITALS_MIN = 2


def _shouted(words: str) -> bool:
    """Whether words stand in capitals as the speakers of a transcript do: 'PRESIDENT BIDEN'."""
    return words.isupper() and len(words) > SHOUTED_CHARS_MIN


SHOUTED_CHARS_MIN = 5
