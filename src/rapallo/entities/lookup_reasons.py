"""Why the coder chooses one of those that a name can mean, in words: the order of `knowledge.likeliest`, told."""

from __future__ import annotations

from rapallo.entities.dates import lasting
from rapallo.entities.knowledge import FORM_RANK, Knowledge
from rapallo.entities.knowledge_file import Form, Record
from rapallo.entities.lookup_names import Hit, Spelling, folded

FORM_WORDS = {
    Form.NAME: "name", Form.ADJECTIVE: "adjective", Form.PEOPLE: "people", Form.CAPITAL: "capital",
    Form.FAMILY_NAME: "family name", Form.OUTLET: "outlet's name", Form.PLACE: "place",
    Form.COMMON_NAME: "common name", Form.SHORT: "short name",
}  # fmt: skip
# Forms of names by which the coder finds nobody where nothing else tells that they are meant.
NOT_ALONE = {
    Form.OUTLET: "the name is a word as well and counts only where an outlet is asked for",
    Form.PLACE: "a place tells of which state people are and does not act",
    Form.COMMON_NAME: "many are called so; the article must give the full name or the office",
}
ACRONYM_CHARS_MAX = 8


def called(hit: Hit, knowledge: Knowledge) -> str:
    """How a name names its record: 'full name', 'family name', 'short name', 'official name', 'acronym', 'code' …"""
    record, form = hit.named.record, hit.named.form
    if hit.spelling is Spelling.CODE:
        return "code" if hit.text == record.key else "record id"
    if hit.spelling is Spelling.OFFICE:
        return "office"
    if record.kind == "person":
        return "full name" if form is Form.NAME else _short(hit.text, record)
    if form is not Form.NAME:
        return f"former {FORM_WORDS[form]}" if hit.named.until else FORM_WORDS[form]
    return _of_name(hit, knowledge)


def _short(text: str, record: Record) -> str:
    return "family name" if f" {folded(record.name)}".endswith(f" {folded(text)}") else "short name"


def _of_name(hit: Hit, knowledge: Knowledge) -> str:
    official = knowledge.facts(hit.named.record.id).get("official", [])
    listed = [str(name).partition(" | ")[0] for name in official] if isinstance(official, list) else []
    if hit.named.until:
        return "former name"
    if hit.text in listed:
        return "official name"
    is_acronym = hit.text.isupper() and " " not in hit.text and len(hit.text) <= ACRONYM_CHARS_MAX
    return "acronym" if is_acronym and len(hit.text) > 1 else "name"


def why_chosen(hit: Hit, day: str) -> str:
    """What speaks for the chosen one: its office, or that it was there, on the day."""
    record = hit.named.record
    of_others = hit.spelling is Spelling.OFFICE and not record.valid(day)
    span, when = (
        lasting(record.valid_from, record.valid_to),
        _in_a_hole(record, day) if of_others else _when(record, day),
    )
    if record.kind == "person":
        return f"{', '.join(filter(None, [record.title or record.office, span]))}: {when}"
    return f"{when} ({span})" if span else when


def _when(record: Record, day: str) -> str:
    person = record.kind == "person"
    on = f"on {day}" if day else "now"
    if record.valid(day):
        dated = person or record.valid_from or record.valid_to
        return (f"in office {on}" if person else f"there {on}") if dated else ""
    if record.over(day):
        return f"out of office {on}, the last so called who was in one" if person else f"gone {on}, the last so called"
    return f"not yet in office {on}, nor is anybody so called" if person else f"not yet there {on}"


def _in_a_hole(record: Record, day: str) -> str:
    """Of an office whose holder on the day is not known: the nearest one, and that he is not the one asked for."""
    on = f"on {day}" if day else "now"
    return f"{'no longer' if record.over(day) else 'not yet'} in office {on}; who held it then is not known here"


def why_nobody(hit: Hit, day: str) -> str:
    """Why the coder finds nobody by words that a look-up finds; '' where it is not plain."""
    record, form = hit.named.record, hit.named.form
    if form in NOT_ALONE:
        return NOT_ALONE[form]
    if hit.spelling is not Spelling.EXACT:
        return f"it takes names as they are listed ({hit.text})"
    if record.kind == "person" and not record.begun(day):
        return f"the office begins on {record.valid_from}"
    return ""


def why_not(hit: Hit, chosen: Hit, day: str) -> str:
    """What speaks against another one, beside the chosen one."""
    if hit.named.form is Form.OUTLET:
        return "the name of an outlet, which counts only where an outlet is asked for"
    nearer = chosen.spelling in (Spelling.EXACT, Spelling.CUT_SHORT) and hit.spelling is not chosen.spelling
    if nearer:
        return f"known as {hit.text}, not as written here" if hit.spelling is Spelling.LOOSE else f"only {hit.spelling}"
    rank, best = _validity(hit.named.record, day), _validity(chosen.named.record, day)
    if rank != best:
        return _by_day(hit, day)
    ours, theirs = FORM_RANK[hit.named.form], FORM_RANK[chosen.named.form]
    if ours != theirs:
        return f"called so as {_with_article(hit)}; {_with_article(chosen)} goes first"
    return _among_equals(hit.named.record, chosen.named.record, rank)


def _validity(record: Record, day: str) -> int:
    return 0 if record.valid(day) else 1 if record.over(day) else 2


def _by_day(hit: Hit, day: str) -> str:
    record = hit.named.record
    span = lasting(record.valid_from, record.valid_to)
    if hit.spelling is Spelling.OFFICE:
        return f"another's term: {span}"
    if record.kind == "person":
        what = record.title or record.office
        return f"not in office then: {what}, {span}" if record.over(day) else f"not yet in office: {what}, {span}"
    return f"gone by then: {span}" if record.over(day) else f"not yet there: {span}"


def _among_equals(record: Record, chosen: Record, rank: int) -> str:
    span = lasting(record.valid_from, record.valid_to)
    if rank == 0 and record.kind == chosen.kind == "person":
        return f"in office too ({record.title or record.office}, {span}); the higher office goes first"
    if rank == 0:
        return "as likely by date and name; what comes first in the knowledge base is taken"
    if rank == 1 and record.key.endswith("/PTY") and not chosen.key.endswith("/PTY"):
        return f"a candidate or party politician, who is remembered less: {span}"
    return f"ended longer ago: {span}" if rank == 1 else f"begins later: {span}"


def _with_article(hit: Hit) -> str:
    words = {"office": "the office", "code": "the code"}.get(hit.spelling, FORM_WORDS[hit.named.form])
    full = "a full name" if hit.named.record.kind == "person" and hit.named.form is Form.NAME else ""
    return full or f"{'an' if words[0] in 'aeiou' else 'a'} {words}"
