"""The sector words (knowledge/words.toml) with their plurals, turned round for look-up: word → sector."""

from __future__ import annotations


def sector_words(words: dict[str, dict[str, list[str]]]) -> dict[str, object]:
    """words.toml with plurals added and nouns turned round: word → sector."""
    nouns: dict[str, str] = {}
    for sector, terms in words["sectors"].items():
        for term in terms:
            for spelling in (term, plural(term), term.removesuffix(".")):
                nouns.setdefault(spelling, sector)
    spellings = {
        variant: noun
        for term, others in words["spellings"].items()
        for other in others
        for variant, noun in ((other, term), (plural(other.removesuffix(".")), plural(term)))
    }
    nouns |= {variant: nouns[noun] for variant, noun in spellings.items() if noun in nouns}
    modifiers = {term: sector for sector, terms in words["modifiers"].items() for term in terms}
    lists = {name: sorted(set(terms)) for name, terms in words["lists"].items()}
    for name in (
        "general",
        "plural_states",
        "who_meet",
        "singular_states",
        "organisations",
        "groups",
        "held_by_forces",
        "of_the_land",
    ):
        lists[name] = sorted({*lists[name], *map(plural, lists[name])})
    for name in ("singular_states", "plural_states", "organisations"):
        for noun in lists[name]:
            nouns.setdefault(noun, "GOV")
    return {
        "nouns": dict(sorted(nouns.items())),
        "spellings": spellings,
        "modifiers": modifiers,
        "lists": lists,
        "unowned": _by_noun(words["unowned"]),
        "of_state": _by_noun(words["of_state"]),
        "described": {word: list(codes) for word, codes in words["described"].items()},
        "organisations_described": {word: list(codes) for word, codes in words["organisations_described"].items()},
        "namesakes": words["namesakes"],
        "organisation_epithets": {word: list(codes) for word, codes in words["organisation_epithets"].items()},
    }


def _by_noun(table_of_words: dict[str, list[str]]) -> dict[str, str]:
    """Key → nouns turned into noun (and its plural) → key."""
    return {
        spelling: key for key, terms in table_of_words.items() for term in terms for spelling in (term, plural(term))
    }


IRREGULAR = {"man": "men", "woman": "women", "child": "children", "person": "people", "wife": "wives"}

HARD_CH = ("monarch", "oligarch", "patriarch")


def plural(term: str) -> str:
    """The plural of an English noun phrase; of 'head of state' the head is inflected, the rest stays."""
    head, of, rest = term.partition(" of ")
    if of:
        return f"{plural(head)}{of}{rest}"
    for singular, many in IRREGULAR.items():
        if head.endswith(singular):
            return head.removesuffix(singular) + many
    if head.endswith(("s", "x", "ch", "sh")) and not head.endswith(HARD_CH):
        return head + "es"
    if head.endswith("y") and head[-2] not in "aeiou":
        return head[:-1] + "ies"
    return head + "s"
