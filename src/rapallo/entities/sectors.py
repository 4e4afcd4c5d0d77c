"""Which sector a party has where no word names it: what a state does in an event says which part of it acts."""

from __future__ import annotations

from dataclasses import dataclass

# From the training set: how coders write a state that is named bare ("Russia", "Moscow"), by what it does. Weapons are
# tested by governments (15 articles of 25), entry is restricted for people (17 of 23).
ACTOR_SECTORS = {"ASSAULT": "MIL", "MOBILIZE": "MIL", "PROTEST": "CVL"}
# A people that acts: Iranians who negotiate, Kurds who fight (development part of the training set, 34 mentions).
PEOPLE_ACTING = {
    "ASSAULT": "MIL", "MOBILIZE": "MIL", "AID": "GOV", "COOPERATE": "GOV", "SANCTION": "GOV", "CONSULT": "GOV",
    "AGREE": "GOV", "CONCEDE": "GOV", "THREATEN": "GOV",
}  # fmt: skip
TO_A_GOVERNMENT = frozenset({"CONCEDE", "REQUEST", "COOPERATE", "CONSULT"})
DEEDS_OF_OFFICE = frozenset({"ASSAULT", "MOBILIZE", "AID", "SANCTION", "RETREAT", "COERCE", "COOPERATE", "CONCEDE"})
# Things done to a land and its people rather than to a government leave the bare state.
TO_THE_LAND = frozenset({"ASSAULT", "MOBILIZE"})
TO_THE_LAND_MODES = frozenset({"withdraw", "seize", "cyber", "misinformation", "censor"})


@dataclass(frozen=True, slots=True)
class Situation:
    """What an event says about a mention: its role ('actor', 'recipient', 'speaker'), and the event's type and mode.

    `day` is the ISO date of the event where it is known: on that day offices are looked up.
    """

    role: str = "actor"
    event_type: str = ""
    mode: str | None = None
    day: str = ""

    @property
    def bare_sector(self) -> str:
        """The sector of a state named bare in this role; '' for the state as such."""
        if self.role == "actor":
            by_government = self.event_type == "MOBILIZE" and self.mode == "weapons"
            return "GOV" if by_government else ACTOR_SECTORS.get(self.event_type, "GOV")
        if self.role == "recipient" and self.event_type == "COERCE" and self.mode == "restrict":
            return "CVL"
        return "" if self.role == "recipient" and self._to_the_land else "GOV"

    @property
    def people_sector(self) -> str:
        """The sector of a people named with its article ("the Russians"): its government where only one can do this."""
        if self.role == "actor":
            return PEOPLE_ACTING.get(self.event_type, "CVL")
        return "GOV" if self.role == "recipient" and self.event_type in TO_A_GOVERNMENT else "CVL"

    @property
    def of_an_office(self) -> bool:
        """Whether the event is a deed that only who is in office can do."""
        return self.role == "actor" and self.event_type in DEEDS_OF_OFFICE

    @property
    def _to_the_land(self) -> bool:
        if self.event_type in TO_THE_LAND:
            return True
        return self.event_type in ("COERCE", "RETREAT") and self.mode in TO_THE_LAND_MODES

    @property
    def of_victims(self) -> bool:
        """Whether the mention is whom an attack hits."""
        return self.event_type == "ASSAULT" and self.role == "recipient"


def with_sector(code: str, sector: str) -> str:
    """'RUS', 'GOV' → 'RUS/GOV'; a collective key stays as it is."""
    return f"{code}/{sector}" if sector and "/" not in code else code
