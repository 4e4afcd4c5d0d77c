"""A known person on a day: in office, formerly in office, or not yet; and why it is not another one of the name."""

from __future__ import annotations

from rapallo.entities.knowledge import HEADS, Knowledge
from rapallo.entities.knowledge_file import Record
from rapallo.entities.memory import Party
from rapallo.entities.names import Match
from rapallo.entities.sectors import Situation, with_sector
from rapallo.records import COLLECTIVE_CODES

# News of somebody's fall still speaks of who he was in office.
DAYS_STILL_IN_OFFICE = 2
# Whose office, once left, makes a former official (ELI); with a word like "former" also these.
LEFT_FOR_ELI = frozenset({"GOV", "LEG", "JUD", ""})
CALLED_FORMER = LEFT_FOR_ELI | {"PTY", "SPY", "MIL"}
RIVALS_TOLD_MAX = 2


def in_office(
    record: Record, words: str, *, day: str, situation: Situation, former: bool, knowledge: Knowledge
) -> Party | None:
    """The key of a person on the ISO day of the event, else of the article; `former` where the words say so.

    ELI is for those who have left an office of state; a commander, candidate or journalist stays what he was. Who has
    left an organisation does not act for it any more: he is of the elite of the state that he served, or nobody known.
    A deed that only a head of state can do, without a date, is told of the time in office.
    """
    code, sector = record.code, record.sector
    office = record.title or record.office
    over = record.over(day) and not former
    if over and situation.of_an_office and record.office in HEADS and not situation.day:
        return Party(record.key, record.name, record.id, f"{words}: {office} then, by the deed", "person")
    if over and record.ended_within(DAYS_STILL_IN_OFFICE, day):
        return Party(record.key, record.name, record.id, f"{words}: {office} until {record.valid_to}", "person")
    if (record.over(day) or former) and code in COLLECTIVE_CODES - {"IMG"}:
        code, sector = knowledge.home_state(record), "GOV"
        if not code:
            return None
    if (over and sector in LEFT_FOR_ELI) or (former and sector in CALLED_FORMER):
        until = f", until {record.valid_to}" if record.valid_to else ""
        key = with_sector(code, "ELI")
        return Party(key, record.name, record.id, f"{words}: formerly {office}{until}", "person")
    told = f" until {record.valid_to}" if over else f" since {record.valid_from}" if record.valid_from else ""
    return Party(record.key, record.name, record.id, f"{words}: {office}{told}", "person")


def before_office(record: Record, words: str) -> Party:
    """Who is known from an office that he does not hold yet: a politician until then."""
    code, sector = record.code, record.sector
    why = f"{words}: {record.title or record.office} only from {record.valid_from}"
    return Party(with_sector(code, "PTY" if sector == "GOV" else sector), record.name, record.id, why, "person")


def rivals(match: Match, chosen: Record, day: str) -> str:
    """What else a name could mean and why it does not on an ISO day: '; not Prime Minister (until 2017-05-31)'."""
    others = {n.record.id: n.record for n in match.named if n.record.id != chosen.id}
    told = [_why_not(record, chosen, day) for record in others.values()]
    if not told:
        return ""
    more = f" and {len(told) - RIVALS_TOLD_MAX} more" if len(told) > RIVALS_TOLD_MAX else ""
    return f"; not {', '.join(told[:RIVALS_TOLD_MAX])}{more}"


def _why_not(record: Record, chosen: Record, day: str) -> str:
    who = record.title or record.office if record.name == chosen.name else f"{record.name} ({record.key})"
    if record.over(day):
        return f"{who} (until {record.valid_to})"
    if not record.begun(day):
        return f"{who} (only from {record.valid_from})"
    return f"{who} (less fitting here)"
