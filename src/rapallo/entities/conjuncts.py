"""Mentions that name several parties: "France and Germany", "the U.S., EU and NATO", "Russian and Syrian forces"."""

from __future__ import annotations

import re

from rapallo.entities.memory import Memory

JOINT = re.compile(
    r",\s+(?:and|or|as well as)\s+|\s+(?:and|or|as well as|along with|&)\s+|,\s+(?=(?:the\s+)?[A-Z])|\s*/\s*"
)


def conjuncts(start: int, end: int, memory: Memory) -> list[tuple[int, int]]:
    """The parts `(start, end)` of a mention that each name a party; one part where it names only one."""
    names = memory.matches_in(start, end)
    joints = ((start + j.start(), start + j.end()) for j in JOINT.finditer(memory.text[start:end]))
    cuts = [(left, right) for left, right in joints if not any(n.start < right and left < n.end for n in names)]
    edges = [start, *(edge for cut in cuts for edge in cut), end]
    parts = [(edges[i], edges[i + 1]) for i in range(0, len(edges), 2)]
    return parts if len(parts) > 1 and all(_names_a_party(part, memory) for part in parts) else [(start, end)]


def _names_a_party(part: tuple[int, int], memory: Memory) -> bool:
    phrase = memory.phrase(*part)
    if any(i.match is not None or (i.is_unknown and memory.recall(i.text)) for i in phrase.head.items):
        return True
    owned = any(i.match is not None for segment in phrase.tail for i in segment.items)
    return owned and any(i.is_noun for i in phrase.head.items)
