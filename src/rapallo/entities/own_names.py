"""Names by which an article calls people whom it introduces, though others or other things are known by them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapallo.entities.knowledge import HEADS
from rapallo.entities.knowledge_file import Form
from rapallo.entities.memory import Memory
from rapallo.entities.phrases import Item, Segment

# Sectors of trades that somebody in office is not introduced by.
TRADES = frozenset({"CVL", "AGR", "BUS", "EDU", "MED", "LAB", "JRN", "REL"})
INDEFINITE = re.compile(r", an? (?:[\w-]+ ){0,3}")
NAMES_OF_STATES = (Form.NAME, Form.ADJECTIVE, Form.PEOPLE)


def is_a_namesake(item: Item, behind: Sequence[Segment], memory: Memory) -> bool:
    """'John Kelly, a farmer': whether an apposition says of a known person's name that its bearer is somebody else.

    It names a trade that is none of the person's, and nothing else in the article is of the person's country or
    organisation. Who heads a state is known whatever he is called.
    """
    known = [n.record for n in item.match.named if n.record.kind == "person"] if item.match is not None else []
    noun = behind[0].items[-1] if behind and behind[0].link == "," and behind[0].items else None
    if not known or noun is None or " " not in item.text or any(record.office in HEADS for record in known):
        return False
    if not noun.is_noun or noun.sector not in TRADES or noun.sector in {record.sector for record in known}:
        return False
    parties = {record.party for record in known}
    elsewhere = memory.names.parties_beside(item.text)
    return bool(INDEFINITE.fullmatch(memory.text[item.end : noun.start])) and parties.isdisjoint(elsewhere)


def means_something_else(name: str, memory: Memory) -> bool:
    """Whether a name that the article introduces is known for something else, or is a noun: 'Muscat', 'Bishop'.

    A state's name stays the state's. Two people of one family name are told apart where the name is read.
    """
    family = memory.introduced[name].name.rpartition(" ")[2]
    if " " not in name and name != family:
        return False
    known = memory.knowledge.named(name)
    if any(one.record.kind == "state" and one.form in NAMES_OF_STATES for one in known):
        return False
    people = {one.record.name for one in known if one.record.kind == "person"}
    if " " in name:
        return bool(people)
    return any(one.record.kind != "person" for one in known) or name.lower() in memory.knowledge.words.nouns
