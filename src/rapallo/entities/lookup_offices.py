"""Who holds an office that is described: "French president", "president of France", "Serbian defence minister"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from rapallo.entities.knowledge import Knowledge
from rapallo.entities.knowledge_file import Record

# What an office of the knowledge base is called where the title that its holder bears is another one.
OFFICES_CALLED: dict[str, tuple[str, ...]] = {
    "head of state": ("head of state",),
    "head of government": ("head of government",),
    "leader": ("head of state", "head of government"),
    "prime minister": ("head of government",),
    "premier": ("head of government",),
    "pm": ("head of government",),
    "foreign minister": ("foreign minister",),
    "defence minister": ("defence minister",),
    "interior minister": ("interior minister",),
    "finance minister": ("finance minister",),
}
MINISTER_OF = re.compile(r"^(minister|secretary) (?:of|for) (.+)$")
BEFORE_TITLE = re.compile(r"^(?:the|current|then|present|former|acting) ")
LINK = re.compile(r" (?:of|for|in) ")
Parties = Callable[[str], frozenset[str]]


def holders_described(knowledge: Knowledge, fold: str, parties: Parties, *, day: str) -> list[Record]:
    """All who have held the office that a folded description names, who holds it on an ISO day first.

    `parties` gives the keys of the states and organisations that a folded name can mean.
    """
    for owners, title in _readings(knowledge, fold, parties):
        held = [r for r in knowledge.records if r.kind == "person" and _owner(r) in owners]
        found = [r for r in held if _bears(r, title)] or [r for r in held if _contains(r, title)]
        if found:
            # An office of state goes before somebody else's of that title: the president of a club.
            of_state = [r for r in found if r.office != "other"] or found
            return sorted(of_state, key=lambda r: (not r.valid(day), _minus(r.valid_from)))
    return []


def normal_title(fold: str) -> str:
    """One way of writing for a folded title: 'minister of defense' → 'defence minister'."""
    title = fold.replace("defense", "defence")
    while before := BEFORE_TITLE.match(title):
        title = title[before.end() :]
    if (of := MINISTER_OF.match(title)) and of[1] == "minister":
        title = f"{of[2]} minister"
    return title.replace("foreign affairs minister", "foreign minister").replace("the ", "")


def _readings(knowledge: Knowledge, fold: str, parties: Parties) -> Iterator[tuple[frozenset[str], str]]:
    """Whose office and which: ({'FRA'}, 'president')."""
    if code := knowledge.words.of_state.get(fold):
        yield frozenset({code}), normal_title(fold)
    # The longest name first: the "prime minister of the Republic of the Congo" is not that of "the Congo".
    for link in LINK.finditer(fold):
        if owners := parties(fold[link.end() :].removeprefix("the ")):
            yield owners, normal_title(fold[: link.start()])
    words = fold.split()
    for number in range(len(words) - 1, 0, -1):
        if owners := parties(" ".join(words[:number])):
            yield owners, normal_title(" ".join(words[number:]))


def _owner(record: Record) -> str:
    return record.key if record.key.startswith("IGO/") else record.code


def _bears(record: Record, title: str) -> bool:
    own = normal_title(record.title.casefold().replace("-", " "))
    return title == own or (record.office in OFFICES_CALLED.get(title, ()) and not own.startswith("deputy"))


def _contains(record: Record, title: str) -> bool:
    """Whether all words of a title are in that of a record: 'intelligence director'."""
    own = normal_title(record.title.casefold().replace("-", " ")).split()
    return bool(own) and set(title.split()) <= set(own)


def _minus(day: str) -> int:
    """A date turned so that later ones sort first."""
    return -int(f"{day:<10}".replace("-", "").replace(" ", "0") or 0)
