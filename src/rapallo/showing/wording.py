"""How records are put into words on the screen: marks, parties, dates, counts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from rapallo.ontology import quad
from rapallo.records import Article, Entity, Event, parties
from rapallo.showing.untrusted import plain

Label = Callable[[str], str]

MARK_WORDS: Mapping[str, str] = MappingProxyType(
    {"negation": "not done", "future": "planned", "hypothetical": "conditional", "historical": "past"}
)
MARK_MEANINGS: Mapping[str, str] = MappingProxyType(
    {
        "negation": "it did not happen, was refrained from, or somebody denies it",
        "future": "it is announced or promised, not yet done",
        "hypothetical": "it is possible, considered or proposed",
        "historical": "background from more than a year before publication",
    }
)
TOWARDS = "→"
ID_CHARS = 8


def short_id(event: Event) -> str:
    """The first characters of an event's id; `rapallo explain` takes any prefix that is unique."""
    return plain(event.id)[:ID_CHARS]


def marks_in_words(event: Event) -> str:
    """'planned, conditional', or ''. What did not happen is 'denied' where somebody is quoted for that."""
    return ", ".join(
        "denied" if mark == "negation" and event.says else MARK_WORDS.get(mark, plain(mark)) for mark in event.marks
    )


def type_and_mode(event: Event) -> str:
    """'CONSULT visit'."""
    return plain(f"{event.type} {event.mode or ''}".strip())


def stance_style(event: Event) -> str:
    """Name of the style for an event's type: cooperation or conflict."""
    return "cooperation" if quad(event.type) in (1, 2) else "conflict"


def keys(entities: Sequence[Entity]) -> str:
    """'RUS/GOV + SRB', each key once."""
    return plain(" + ".join(dict.fromkeys(e.key for e in entities)))


def party_keys(entities: Sequence[Entity]) -> str:
    """'RUS + SRB': as `keys`, without sectors."""
    return plain(" + ".join(parties(entities)))


def names(entities: Sequence[Entity], label: Label) -> str:
    """'Russia, Serbia and Hungary', each label once; a sector other than the government stands in brackets."""
    labels = list(dict.fromkeys(_name(e, label) for e in entities))
    return " and ".join(filter(None, [", ".join(labels[:-1]), labels[-1]])) if labels else ""


def _name(entity: Entity, label: Label) -> str:
    if entity.sector in ("", "GOV") or entity.party == entity.key:
        return plain(label(entity.party))
    head, comma, rest = plain(label(entity.key)).partition(", ")
    return f"{head} ({rest})" if comma else head


def who_to_whom(event: Event, say: Callable[[Sequence[Entity]], str]) -> str:
    """'Serbia → Russia', or the actors alone where nobody receives."""
    actors = say(event.actors) or "?"
    return f"{actors} {TOWARDS} {say(event.recipients)}" if event.recipients else actors


def when(event: Event, article: Article | None) -> str:
    """The event's date; '' where the text gives none and the article has none either."""
    if event.date is not None:
        return plain(event.date.value)
    return article.published.isoformat() if article and article.published else ""


def counted(number: int, one: str, many: str = "") -> str:
    """'1 event', '1,204 events'."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def source(article: Article | None, article_id: str) -> str:
    """'Sample Wire, 2024-09-04': outlet and publication day, or the article's id where neither is known."""
    if article is None:
        return plain(article_id)
    parts = [plain(article.outlet), article.published.isoformat() if article.published else ""]
    return ", ".join(filter(None, parts)) or plain(article_id)
