"""Event mentions → drafts: parties carried from before, speaker, time and place decided; names still words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rapallo.coding.refusals import without_refusing_harm
from rapallo.coding.when import resolve_date
from rapallo.records import Article, EventDate, EventDraft, EventMention, Evidence, Mention, evidence

Mentions = tuple[Mention, ...]


def draft_events(article: Article, mentions: Sequence[EventMention]) -> list[EventDraft]:
    """One draft a mention, in the order of the text."""
    drafts: list[EventDraft] = []
    for mention in map(without_refusing_harm, mentions):
        actors, recipients = _parted(mention.actors, mention.recipients)
        actors = actors or _carried(mention, drafts)
        drafts.append(
            EventDraft(
                mention=mention,
                actors=actors,
                recipients=recipients,
                speaker=_speaker(mention, actors),
                date=_date(article, mention, [d.date.value for d in drafts if d.date and d.date.words]),
                place=_place(article, mention),
            )
        )
    return drafts


def _parted(
    actors: Sequence[Mention], recipients: Sequence[Mention]
) -> tuple[tuple[Mention, ...], tuple[Mention, ...]]:
    """Words that the model marked for both roles play the likelier one."""

    def stronger(mention: Mention, rivals: Sequence[Mention]) -> bool:
        return all(
            mention.end <= r.start or r.end <= mention.start or r.probability <= mention.probability for r in rivals
        )

    kept = tuple(m for m in actors if stronger(m, recipients))
    return kept, tuple(m for m in recipients if not any(k.start < m.end and m.start < k.end for k in kept))


def _carried(mention: EventMention, before: Sequence[EventDraft]) -> tuple[Mention, ...]:
    """The actor of the event before in the same sentence, for one that names none: "met the king and praised …".

    Nothing is carried where somebody else is acted upon at the same place (an agentless passive), nor across sentences:
    that far the model itself points back.
    """
    if not before or mention.recipients == before[-1].recipients != ():
        return ()
    last = before[-1]
    if last.mention.sentence.index != mention.sentence.index or last.mention.type == "ASSAULT":
        return ()
    return tuple(replace(m, elided=True) for m in last.actors)


def _speaker(mention: EventMention, actors: Sequence[Mention]) -> Mention | None:
    """Who asserts it; not where the speaker is the one who acts, for then the act is the speaking."""
    taken = {(m.start, m.end) for m in actors}
    return next((m for m in mention.speakers if (m.start, m.end) not in taken), None)


def _date(article: Article, mention: EventMention, earlier: Sequence[str]) -> EventDate | None:
    """The first time words that resolve; else the day of publication, unless the event lies elsewhere in time.

    `earlier` are the dates that the text has named before, nearest last ("two days later").
    """
    for words in mention.times:
        resolved = resolve_date(
            words.text,
            article.published,
            future="future" in mention.marks or "hypothetical" in mention.marks,
            historical="historical" in mention.marks,
            earlier=earlier,
        )
        if resolved is not None:
            return EventDate(resolved.value, resolved.rule, evidence(article, words.start, words.end))
    if article.published is None or "historical" in mention.marks:
        return None
    return EventDate(article.published.isoformat(), "day of publication")


def _place(article: Article, mention: EventMention) -> Evidence | None:
    """The place words that the model trusts most."""
    if not mention.places:
        return None
    best = max(mention.places, key=lambda m: m.probability)
    return evidence(article, best.start, best.end)
