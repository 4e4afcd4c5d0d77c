"""Articles and events made by hand, with true offsets, for the tests of what is shown."""

from __future__ import annotations

from datetime import date

from rapallo.records import Article, Entity, Event, EventDate, Evidence, Versions, evidence

VERSIONS = Versions("0.1.0", "m-1", "k-1")
NAMES = {
    "SRB": "Serbia",
    "SRB/GOV": "Serbia, government",
    "RUS": "Russia",
    "RUS/GOV": "Russia, government",
    "RUS/MIL": "Russia, military",
    "HUN": "Hungary",
    "IGO/EU": "European Union",
    "BIH": "Bosnia and Herzegovina",
    "BIH/GOV": "Bosnia and Herzegovina, government",
}


def label(key: str) -> str:
    return NAMES.get(key, key)


def article(
    text: str, *, title: str = "", day: str = "2022-03-03", outlet: str = "Sample Wire", name: str = "a1"
) -> Article:
    return Article(text=text, title=title, id=name, published=date.fromisoformat(day), outlet=outlet)


def words(of: Article, text: str, *, within: Evidence | None = None) -> Evidence:
    start = of.stored_text.index(text, within.start if within else 0)
    return evidence(of, start, start + len(text))


def entity(of: Article, key: str, mention: str = "", **fields: str) -> Entity:
    return Entity(key, mention=words(of, mention) if mention else None, **fields)


def event(
    of: Article,
    sentence: str,
    trigger: str,
    type_name: str,
    *,
    actors: tuple[str, ...] = ("SRB/GOV",),
    recipients: tuple[str, ...] = ("RUS/GOV",),
    mode: str | None = None,
    marks: tuple[str, ...] = (),
    says: str | None = None,
    when: str | None = None,
    confidence: float = 0.9,
    again: tuple[Evidence, ...] = (),
) -> Event:
    where = words(of, sentence)
    return Event(
        article=of.id,
        type=type_name,
        mode=mode,
        marks=marks,
        actors=tuple(Entity(key, reason="named in the sentence", record=f"state:{key[:3]}") for key in actors),
        recipients=tuple(Entity(key, reason="named in the sentence") for key in recipients),
        sentence=where,
        trigger=words(of, trigger, within=where),
        versions=VERSIONS,
        says=Entity(says) if says else None,
        date=EventDate(when, "the day named in the sentence") if when else None,
        confidence=confidence,
        type_probabilities=((type_name, 0.91), ("REJECT", 0.06), ("THREATEN", 0.004)),
        again=again,
    )


VOTED = (
    "Serbia voted on Wednesday for the United Nations resolution that condemns the Russian invasion of Ukraine, "
    "while Belgrade refused once more to join the sanctions of the European Union against Moscow."
)
FRIENDS = "The Russian foreign ministry said that its friendship with the Balkan country had not suffered."
AGREED = (
    "Serbian President Aleksandar Vucic and Russian President Vladimir Putin agreed on a three-year gas contract in a "
    "phone call on Sunday."
)
STORAGE = "Hungary is to take part in the storage."
VOTE = article(
    f"{VOTED} {FRIENDS}",
    title="Serbia votes against Russia but imposes no sanctions",
    day="2022-03-03",
    name="2022-03-02-un-vote",
    outlet="Balkan Sample",
)
GAS = article(
    f"{AGREED} {STORAGE}",
    title="Serbia secures Russian gas",
    day="2022-05-30",
    name="2022-05-29-gas-deal",
    outlet="Danube Sample",
)
CONDEMNED = event(VOTE, VOTED, "condemns", "ACCUSE", mode="disapprove", when="2022-03-02")
NOT_SANCTIONED = event(VOTE, VOTED, "sanctions", "SANCTION", marks=("negation",), when="2022-03-02")
STAYED_FRIENDS = event(
    VOTE, FRIENDS, "friendship", "SUPPORT", actors=("RUS/GOV",), recipients=("SRB/GOV",), says="RUS/GOV"
)
MADE_A_DEAL = event(
    GAS,
    AGREED,
    "agreed",
    "AGREE",
    actors=("SRB/GOV", "RUS/GOV"),
    recipients=(),
    when="2022-05-29",
    again=(words(GAS, "Serbia secures Russian gas"),),
)
WILL_STORE = event(
    GAS,
    STORAGE,
    "take part",
    "COOPERATE",
    actors=("HUN", "SRB", "RUS/MIL"),
    recipients=(),
    marks=("future", "hypothetical"),
)
EVENTS = [CONDEMNED, NOT_SANCTIONED, STAYED_FRIENDS, MADE_A_DEAL, WILL_STORE]
ARTICLES = {a.id: a for a in (VOTE, GAS)}
