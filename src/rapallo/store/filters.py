"""Which events a reader asks for, and the SQL that says so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from rapallo.ontology import event_type


@dataclass(frozen=True, slots=True)
class EventFilter:
    """All conditions hold together; what is left out does not restrict.

    `actor` and `recipient` are keys and match at their level: 'SRB' finds SRB/GOV, 'SRB/GOV' only itself, 'IGO/NATO'
    NATO. `between` finds what two parties do to each other, in either direction or mutually. `types` are PLOVER types,
    any of them. `since` and `until` are days, both included; an event known to the month matches where the month
    overlaps; one without a date counts on the day its article was published. `article` is an article's id. `limit`
    keeps the newest so many.
    """

    actor: str = ""
    recipient: str = ""
    between: tuple[str, str] | None = None
    types: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    article: str = ""
    limit: int | None = None

    def conditions(self) -> tuple[str, dict[str, object]]:
        """A WHERE clause over events `e` and articles `a`, and its parameters. Raises NameUnknownError for a type."""
        clauses: list[str] = ["true"]
        parameters: dict[str, object] = {}
        for clause, values in self._parts():
            clauses.append(clause)
            parameters.update(values)
        return " AND ".join(clauses), parameters

    def _parts(self) -> Iterator[tuple[str, dict[str, object]]]:
        if self.actor:
            yield _has("actor", "$actor"), {"actor": self.actor}
        if self.recipient:
            yield _has("recipient", "$recipient"), {"recipient": self.recipient}
        if self.between:
            yield _BETWEEN, dict(zip(("one", "other"), self.between, strict=True))
        if self.types:
            names = [event_type(name).name for name in self.types]
            yield "list_contains($types, e.type)", {"types": names}
        if self.since:
            yield "e.day_last >= $since", {"since": self.since}
        if self.until:
            yield "e.day_first <= $until", {"until": self.until}
        if self.article:
            yield "a.id = $article", {"article": self.article}


def _has(role: str, key: str, alias: str = "p", *, more: str = "") -> str:
    """The event has this party in this role."""
    return (
        f"EXISTS (SELECT 1 FROM parties AS {alias} WHERE {alias}.coding = e.coding AND {alias}.event = e.id"
        f" AND {alias}.role = '{role}' AND ({alias}.party = {key} OR {alias}.key = {key}){more})"
    )


_MUTUAL = (
    "EXISTS (SELECT 1 FROM parties AS p JOIN parties AS q ON q.coding = p.coding AND q.event = p.event"
    " WHERE p.coding = e.coding AND p.event = e.id AND p.role = 'actor' AND q.role = 'actor' AND p.ordinal <> q.ordinal"
    " AND (p.party = $one OR p.key = $one) AND (q.party = $other OR q.key = $other))"
    " AND NOT EXISTS (SELECT 1 FROM parties AS r WHERE r.coding = e.coding AND r.event = e.id AND r.role = 'recipient')"
)
_BETWEEN = (
    f"(({_has('actor', '$one')} AND {_has('recipient', '$other')})"
    f" OR ({_has('actor', '$other')} AND {_has('recipient', '$one')}) OR ({_MUTUAL}))"
)
