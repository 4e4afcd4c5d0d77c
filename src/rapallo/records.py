"""The records that pass between the stages. Frozen and typed; this module imports nothing of ours.

All offsets are Unicode code points into an article's stored text (`Article.stored_text`: title, blank line, body),
end exclusive.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

TITLE_SEPARATOR = "\n\n"


def content_hash(*parts: str) -> str:
    """Hex digest (32 characters) of the parts; a unit separator keeps ("ab", "c") apart from ("a", "bc")."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Furniture:
    """A part of a page that is not the news itself, kept as what it is and never coded.

    `kind` is one of: section, byline, date, dateline, photo-credit, caption, agency-credit, disclaimer, navigation,
    title-repeat.
    """

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Article:
    """A news text. `text` is its body; `title` is coded too, as the first sentence.

    `origin` is whose text it is where a credit line says so (a wire agency); `repost` is true where the page says
    that it reposts. An empty `id` becomes the content key.
    """

    text: str
    title: str = ""
    id: str = ""
    published: date | None = None
    outlet: str = ""
    url: str = ""
    byline: str = ""
    language: str = ""
    section: str = ""
    origin: str = ""
    repost: bool = False
    furniture: tuple[Furniture, ...] = ()
    # Title, blank line, body: the text that every offset refers to. Made once, for every piece of evidence asks for it.
    stored_text: str = field(init=False, repr=False, compare=False, default="")

    def __post_init__(self) -> None:
        whole = f"{self.title}{TITLE_SEPARATOR}{self.text}" if self.title else self.text
        object.__setattr__(self, "stored_text", whole)
        if not self.id:
            object.__setattr__(self, "id", self.key)

    @property
    def key(self) -> str:
        """Identity by content: the same text from the same outlet on the same day is the same article."""
        published = self.published.isoformat() if self.published else ""
        return content_hash(self.title, self.text, published, self.outlet, self.url)


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words of an article: `text == article.stored_text[start:end]`."""

    article: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of an article. `index` counts from 0; `title` marks the headline."""

    index: int
    start: int
    end: int
    text: str
    title: bool = False


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that the model marked for a role, with its probability for them.

    `antecedent` is the earlier, fuller mention that the model links to a pronoun or description; `elided` marks a party
    that the sentence itself does not name, so that the words stand in another sentence.
    """

    start: int
    end: int
    text: str
    probability: float = 1.0
    antecedent: tuple[int, int] | None = None
    elided: bool = False


@dataclass(frozen=True, slots=True)
class EventMention:
    """What the model marked in one sentence about one event: words, nothing resolved.

    `type_probabilities` holds (type, probability) from the likeliest down.
    """

    sentence: Sentence
    trigger: Mention
    type: str
    type_probabilities: tuple[tuple[str, float], ...]
    mode: str | None = None
    marks: tuple[str, ...] = ()
    actors: tuple[Mention, ...] = ()
    recipients: tuple[Mention, ...] = ()
    speakers: tuple[Mention, ...] = ()
    times: tuple[Mention, ...] = ()
    places: tuple[Mention, ...] = ()
    confidence: float = 1.0


COLLECTIVE_CODES = frozenset({"IGO", "MULTI", "IMG"})


def party_of(key: str) -> str:
    """The country or organisation of a key: 'RUS/GOV' → 'RUS', 'IGO/NATO' stays."""
    code = key.partition("/")[0]
    return key if code in COLLECTIVE_CODES else code


class WithKey:
    """What has a key, CODE or CODE/SECTOR, and so a code and a sector."""

    __slots__ = ()
    key: str

    @property
    def code(self) -> str:
        """The first part of the key: a state's ISO 3166-1 alpha-3, or IGO, MULTI, IMG."""
        return self.key.partition("/")[0]

    @property
    def sector(self) -> str:
        """The second part of the key, or ''; of an organisation, the organisation."""
        return self.key.partition("/")[2]

    @property
    def party(self) -> str:
        """Country or organisation: the level at which dyads are drawn ('RUS/GOV' → 'RUS', 'IGO/NATO' stays)."""
        return party_of(self.key)


@dataclass(frozen=True, slots=True)
class Relation:
    """What one given span of a text does to another.

    `event` is one of the 16 types, or NONE; `mode` the type's mode where the text tells one; `probabilities` those of
    the 16 types and NONE, which add up to 1 (each rounded to 4 decimals).
    """

    event: str
    mode: str | None
    probabilities: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Entity(WithKey):
    """Who is meant. `key` is CODE or CODE/SECTOR (`RUS`, `RUS/GOV`, `IGO/NATO`, `MULTI/WEST`).

    `record` is the id of the knowledge-base record that answered, `reason` says in words how; `mention` are the words
    in the article (None where no words name it).
    """

    key: str
    name: str = ""
    record: str = ""
    reason: str = ""
    mention: Evidence | None = None


@dataclass(frozen=True, slots=True)
class EventDate:
    """When an event happened: ISO 8601 to the granularity known (`2024-09-04`, `2024-07`, `1999`).

    `words` are the words it comes from (None: from the publication date), `rule` how it was resolved.
    """

    value: str
    rule: str
    words: Evidence | None = None


@dataclass(frozen=True, slots=True)
class EventDraft:
    """An event mention with its marks, time, place and speaker decided; who its parties are is still words."""

    mention: EventMention
    actors: tuple[Mention, ...]
    recipients: tuple[Mention, ...]
    speaker: Mention | None = None
    date: EventDate | None = None
    place: Evidence | None = None


@dataclass(frozen=True, slots=True)
class Versions:
    """What made an event: never mixed within one store."""

    coder: str
    model: str
    knowledge: str

    def __str__(self) -> str:
        return f"coder {self.coder}, model {self.model}, knowledge {self.knowledge}"


@dataclass(frozen=True, slots=True)
class Event:
    """One actor doing one thing to one recipient at one time, with the words that say so.

    `sentence` is the sentence that tells it and `trigger` the words that carry it; `again` are further sentences of the
    same article that tell the same event. `says` is who asserts it, where that is not the outlet. `sequence` is the
    number of `sentence` in its article (`Sentence.index`), None where whoever made the event did not count.
    """

    article: str
    type: str
    actors: tuple[Entity, ...]
    recipients: tuple[Entity, ...]
    sentence: Evidence
    trigger: Evidence
    versions: Versions
    mode: str | None = None
    marks: tuple[str, ...] = ()
    says: Entity | None = None
    date: EventDate | None = None
    place: Evidence | None = None
    confidence: float = 1.0
    type_probabilities: tuple[tuple[str, float], ...] = ()
    again: tuple[Evidence, ...] = ()
    id: str = field(default="")
    sequence: int | None = None

    def __post_init__(self) -> None:
        if not self.id:
            object.__setattr__(self, "id", self._content_id())

    def _content_id(self) -> str:
        """Identity by content: what stands where, coded as what. Versions and probabilities are not part of it."""
        return content_hash(
            self.article,
            str(self.trigger.start),
            str(self.trigger.end),
            self.type,
            ",".join(e.key for e in self.actors),
            ",".join(e.key for e in self.recipients),
            ",".join(self.marks),
        )[:16]


@dataclass(frozen=True, slots=True)
class Drop:
    """Something that was not coded or stored, and why. `reason` is a short name to count by.

    `where` is the place: file, line, article or sentence; `mend` what the user can do (may be empty).
    """

    reason: str
    where: str
    detail: str = ""
    mend: str = ""


@dataclass(frozen=True, slots=True)
class CodedArticle:
    """An article with everything read out of it."""

    article: Article
    sentences: int
    events: tuple[Event, ...]
    drops: tuple[Drop, ...] = ()


def evidence(article: Article, start: int, end: int) -> Evidence:
    """The words `start:end` of an article's stored text, as evidence."""
    return Evidence(article.id, start, end, article.stored_text[start:end])


def parties(entities: Sequence[Entity]) -> tuple[str, ...]:
    """The distinct parties of entities, in order."""
    return tuple(dict.fromkeys(e.party for e in entities))
