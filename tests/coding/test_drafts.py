"""Mentions become drafts: dates, places, speakers, and actors carried within a sentence."""

from datetime import date

from rapallo.coding import draft_events
from rapallo.records import Article, EventMention, Mention, Sentence

TEXT = "Moscow on Tuesday criticised the bloc and praised Serbia, the ministry said in Minsk."
ARTICLE = Article(text=TEXT, id="a", published=date(2024, 9, 4))
SENTENCE = Sentence(0, 0, len(TEXT), TEXT)


def words(text: str) -> Mention:
    start = TEXT.index(text)
    return Mention(start, start + len(text), text)


def mention(trigger: str, **roles: object) -> EventMention:
    return EventMention(SENTENCE, words(trigger), "SUPPORT", (("SUPPORT", 1.0),), **roles)  # type: ignore[arg-type]


def test_time_words_date_the_event() -> None:
    [draft] = draft_events(ARTICLE, [mention("praised", times=(words("Tuesday"),))])
    assert draft.date is not None
    assert draft.date.value == "2024-09-03"
    assert draft.date.words is not None
    assert draft.date.words.text == "Tuesday"


def test_without_time_words_the_day_of_publication_is_taken_and_says_so() -> None:
    [draft] = draft_events(ARTICLE, [mention("praised")])
    assert draft.date is not None
    assert (draft.date.value, draft.date.words) == ("2024-09-04", None)


def test_background_without_time_words_has_no_date() -> None:
    [draft] = draft_events(ARTICLE, [mention("praised", marks=("historical",))])
    assert draft.date is None


def test_a_second_verb_without_an_actor_takes_that_of_the_first() -> None:
    first = mention("criticised", actors=(words("Moscow"),), recipients=(words("the bloc"),))
    second = mention("praised", recipients=(words("Serbia"),))
    drafts = draft_events(ARTICLE, [first, second])
    assert [(m.text, m.elided) for m in drafts[1].actors] == [("Moscow", True)]


def test_who_acts_is_not_also_the_speaker() -> None:
    moscow = words("Moscow")
    drafts = draft_events(
        ARTICLE,
        [
            mention("praised", actors=(moscow,), speakers=(moscow,)),
            mention("criticised", actors=(moscow,), speakers=(words("the ministry"),)),
        ],
    )
    assert drafts[0].speaker is None
    assert drafts[1].speaker == words("the ministry")


def test_place_words_are_kept_as_evidence() -> None:
    [draft] = draft_events(ARTICLE, [mention("praised", places=(words("Minsk"),))])
    assert draft.place is not None
    assert draft.place.text == "Minsk" == ARTICLE.stored_text[draft.place.start : draft.place.end]


def test_words_marked_for_both_roles_play_the_likelier_one() -> None:
    strong, weak = Mention(0, 6, "Moscow", 0.9), Mention(0, 6, "Moscow", 0.6)
    [draft] = draft_events(ARTICLE, [mention("praised", actors=(strong,), recipients=(weak, words("Serbia")))])
    assert draft.actors == (strong,)
    assert draft.recipients == (words("Serbia"),)
    [draft] = draft_events(ARTICLE, [mention("praised", actors=(weak,), recipients=(strong,))])
    assert (draft.actors, draft.recipients) == ((), (strong,))
