"""Gold against coded: which articles are scored, and everything that is told of the outcome."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from rapallo.errors import InputError
from rapallo.evaluation.coded_events import CodedEvents
from rapallo.evaluation.coding import EventCoding
from rapallo.evaluation.differences import DIFFERENCES, NOT_FOUND, Outcome, outcomes
from rapallo.evaluation.gold_file import GoldFile
from rapallo.evaluation.scores import Scores, count, scores
from rapallo.records import Article

IDS_TOLD = 3
# Fewer articles resampled give intervals that are too narrow to be believed.
ARTICLES_FEW = 20


@dataclass(frozen=True, slots=True)
class Evaluation:
    """How right a coder is on hand-coded articles, and where it errs.

    `articles_without_gold` of the articles scored have no gold event. `left_out` are hand-coded articles that were not
    coded. `sentences_read_whole` is None where gold covers articles whole, else the number of sentences that recall
    rests on. `notes` are what a reader of the figures should know, in sentences.
    """

    scores: Scores
    outcomes: tuple[Outcome, ...]
    made_by: tuple[str, ...]
    source: str
    articles_without_gold: int
    left_out: tuple[str, ...] = ()
    sentences_read_whole: int | None = None
    articles: Mapping[str, Article] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    @property
    def missed(self) -> list[Outcome]:
        """The core gold events that have no coded event at the level `type`."""
        return [one for one in self.outcomes if one.gold and one.difference]

    @property
    def made_up(self) -> list[Outcome]:
        """The coded events that are neither right nor nearly a gold event."""
        return [one for one in self.outcomes if one.gold is None]

    @property
    def reasons(self) -> dict[str, int]:
        """How many gold events were missed for each reason, in the order of DIFFERENCES."""
        counted = Counter(one.difference for one in self.missed)
        return {reason: counted[reason] for reason in (*DIFFERENCES, NOT_FOUND)}

    @property
    def confusion(self) -> Counter[tuple[str, str]]:
        """(gold type, coded type) of the events whose parties agree, whatever their marks."""
        pairs = (
            (one.gold.type, one.coded.type)
            for one in self.outcomes
            if one.gold and one.coded and one.difference in ("", "marks", "type")
        )
        return Counter(pairs)


def evaluate(gold: GoldFile, coded: CodedEvents, *, hand_coded: Sequence[str] | None = None) -> Evaluation:
    """Score the coded events of hand-coded articles.

    `hand_coded` are the ids of the articles that were hand-coded, those without an event too; None: those that the gold
    file names. An article that was not coded is left out; where the coded events do not tell which were (a file of
    records), it counts as coded without an event. Raises InputError where no article is in both.
    """
    wanted = list(gold.events) if hand_coded is None else list(dict.fromkeys(hand_coded))
    scored = [article for article in wanted if not coded.complete or article in coded.events]
    if not coded.events.keys() & scored:
        raise InputError(
            f"None of the {len(wanted)} hand-coded articles was coded in {coded.source}"
            f" (the first one is {wanted[0] if wanted else 'missing'!r}).",
            mend="The ids must be the same: `id` of the gold is the id of the article that was coded.",
        )
    left_out = [article for article in dict.fromkeys([*wanted, *gold.events]) if article not in set(scored)]
    pairs = [(_judged(coded.events.get(a, []), a, gold), gold.events.get(a, [])) for a in scored]
    return Evaluation(
        scores=scores([count(*pair) for pair in pairs]),
        outcomes=tuple(one for pair in pairs for one in outcomes(*pair)),
        made_by=coded.made_by,
        source=coded.source,
        articles_without_gold=sum(not events for _, events in pairs),
        left_out=tuple(left_out),
        sentences_read_whole=_sentences_read_whole(gold, scored),
        articles=coded.articles,
        notes=tuple(_notes(gold, coded, scored, left_out, listed=hand_coded is not None)),
    )


def _judged(coded: Sequence[EventCoding], article: str, gold: GoldFile) -> list[EventCoding]:
    reviewed = gold.reviewed.get(article)
    if reviewed is None:
        return list(coded)
    return [replace(one, for_precision=reviewed.covers(one)) for one in coded]


def _sentences_read_whole(gold: GoldFile, scored: Sequence[str]) -> int | None:
    if not gold.reviewed:
        return None
    return sum(len(gold.reviewed[article].whole_sentences) for article in scored if article in gold.reviewed)


def _notes(
    gold: GoldFile, coded: CodedEvents, scored: Sequence[str], left_out: Sequence[str], *, listed: bool
) -> list[str]:
    notes = [*gold.notes, *coded.notes]
    if left_out:
        events = sum(len(gold.events.get(article, ())) for article in left_out)
        why = "not among the texts or not coded" if listed else "not coded"
        notes.append(
            f"Left out, because {why}: {len(left_out)} of the hand-coded articles (with {events} of the gold events),"
            f" such as {_some(left_out)}."
        )
    silent = [article for article in scored if article not in coded.events]
    if silent and not listed:
        notes.append(
            f"{len(silent)} of the articles have no record in {coded.source} and count as coded without an event, such"
            f" as {_some(silent)}. If they were never coded, take them out of the gold."
        )
    if len(coded.made_by) > 1:
        notes.append(f"The records were made by {len(coded.made_by)} versions: {'; '.join(coded.made_by)}.")
    if not listed and not gold.reviewed and all(gold.events.get(article) for article in scored):
        notes.append(
            "Every article here has a gold event. If you read others and found none in them, add them (a row with"
            ' "type": null, or --texts): without them precision comes out too high.'
        )
    if gold.reviewed:
        notes.append(
            "The gold is a review. Its events were drawn by strata: precision of all that was coded is what"
            " `rapallo review --report` says. Recall rests on sentences read whole, all of which have a coded event:"
            " what the coder misses in other sentences is not in it."
        )
    if len(scored) < ARTICLES_FEW:
        notes.append(f"Intervals from few articles (here {len(scored)}) are rough.")
    return notes


def _some(ids: Sequence[str]) -> str:
    return ", ".join(ids[:IDS_TOLD]) + (" …" if len(ids) > IDS_TOLD else "")
