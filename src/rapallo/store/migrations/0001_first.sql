-- The first schema. Applied in one transaction together with its row in schema_version; never edited once released.
-- Offsets are Unicode code points into an article's stored text (title, blank line, body), end exclusive.

CREATE TABLE articles (
    key VARCHAR PRIMARY KEY,
    id VARCHAR NOT NULL UNIQUE,
    title VARCHAR NOT NULL,
    text VARCHAR NOT NULL,
    published DATE,
    outlet VARCHAR NOT NULL,
    url VARCHAR NOT NULL,
    byline VARCHAR NOT NULL,
    language VARCHAR NOT NULL,
    section VARCHAR NOT NULL,
    origin VARCHAR NOT NULL,
    repost BOOLEAN NOT NULL,
    furniture STRUCT(kind VARCHAR, "text" VARCHAR)[] NOT NULL
);
COMMENT ON TABLE articles IS 'every text that was coded, once';
COMMENT ON COLUMN articles.key IS 'hash of title, text, publication date, outlet and URL: the same content is the same article';
COMMENT ON COLUMN articles.id IS 'the name that the input gave it';
COMMENT ON COLUMN articles.title IS 'headline, or empty';
COMMENT ON COLUMN articles.text IS 'the body, without page furniture';
COMMENT ON COLUMN articles.published IS 'day of publication, or NULL';
COMMENT ON COLUMN articles.outlet IS 'who published it';
COMMENT ON COLUMN articles.url IS 'where it stands';
COMMENT ON COLUMN articles.byline IS 'who wrote it, as printed';
COMMENT ON COLUMN articles.language IS 'as the input says';
COMMENT ON COLUMN articles.section IS 'section label, as printed';
COMMENT ON COLUMN articles.origin IS 'whose text it is where a credit line says so (a wire agency)';
COMMENT ON COLUMN articles.repost IS 'the page says that it reposts';
COMMENT ON COLUMN articles.furniture IS 'parts of the page that are not the news: kind and words, in order';

CREATE TABLE codings (
    coding INTEGER PRIMARY KEY,
    coder VARCHAR NOT NULL,
    model VARCHAR NOT NULL,
    knowledge VARCHAR NOT NULL,
    current BOOLEAN NOT NULL
);
COMMENT ON TABLE codings IS 'what made the events: the current coding, and an unfinished recode beside it';
COMMENT ON COLUMN codings.coding IS 'number that the rows made by it carry';
COMMENT ON COLUMN codings.coder IS 'version of Rapallo''s rules';
COMMENT ON COLUMN codings.model IS 'version of the language model';
COMMENT ON COLUMN codings.knowledge IS 'version of the knowledge base';
COMMENT ON COLUMN codings.current IS 'true for the one coding that readers see';

CREATE TABLE coded (
    coding INTEGER NOT NULL,
    article_key VARCHAR NOT NULL,
    sentences INTEGER NOT NULL,
    PRIMARY KEY (coding, article_key)
);
COMMENT ON TABLE coded IS 'which articles a coding has read, those without an event too';
COMMENT ON COLUMN coded.coding IS 'codings.coding';
COMMENT ON COLUMN coded.article_key IS 'articles.key';
COMMENT ON COLUMN coded.sentences IS 'sentences read, the headline among them';

CREATE TABLE events (
    coding INTEGER NOT NULL,
    id VARCHAR NOT NULL,
    article_key VARCHAR NOT NULL,
    type VARCHAR NOT NULL,
    mode VARCHAR,
    quad UTINYINT NOT NULL,
    score DOUBLE NOT NULL,
    marks VARCHAR[] NOT NULL,
    confidence DOUBLE NOT NULL,
    type_probabilities STRUCT("type" VARCHAR, probability DOUBLE)[] NOT NULL,
    date VARCHAR,
    date_rule VARCHAR,
    date_start INTEGER,
    date_end INTEGER,
    date_words VARCHAR,
    day_first DATE,
    day_last DATE,
    place_start INTEGER,
    place_end INTEGER,
    place VARCHAR,
    trigger_start INTEGER NOT NULL,
    trigger_end INTEGER NOT NULL,
    trigger VARCHAR NOT NULL,
    sentence_number INTEGER,
    sentence_start INTEGER NOT NULL,
    sentence_end INTEGER NOT NULL,
    sentence VARCHAR NOT NULL,
    again STRUCT("start" INTEGER, "end" INTEGER, "text" VARCHAR)[] NOT NULL,
    PRIMARY KEY (coding, id)
);
COMMENT ON TABLE events IS 'one row per event and coding; its parties stand in the table parties';
COMMENT ON COLUMN events.coding IS 'codings.coding';
COMMENT ON COLUMN events.id IS 'hash of article id, trigger offsets, type, parties and marks';
COMMENT ON COLUMN events.article_key IS 'articles.key';
COMMENT ON COLUMN events.type IS 'one of PLOVER''s 16 types';
COMMENT ON COLUMN events.mode IS 'PLOVER mode, or NULL';
COMMENT ON COLUMN events.quad IS '1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict';
COMMENT ON COLUMN events.score IS 'PLOVER''s score of mode or type, -10 conflict to 10 cooperation';
COMMENT ON COLUMN events.marks IS 'negation, future, hypothetical, historical';
COMMENT ON COLUMN events.confidence IS 'the coder''s, 0 to 1';
COMMENT ON COLUMN events.type_probabilities IS 'the model''s, from the likeliest type down';
COMMENT ON COLUMN events.date IS 'when it happened, YYYY-MM-DD, YYYY-MM or YYYY as far as known, or NULL';
COMMENT ON COLUMN events.date_rule IS 'how the date was found';
COMMENT ON COLUMN events.date_start IS 'offset of the words that the date comes from';
COMMENT ON COLUMN events.date_end IS 'their end';
COMMENT ON COLUMN events.date_words IS 'these words; NULL where the date is the publication''s';
COMMENT ON COLUMN events.day_first IS 'first day of date (2024-07 gives 2024-07-01); without a date the day of publication, unless marked historical';
COMMENT ON COLUMN events.day_last IS 'last day of date, likewise';
COMMENT ON COLUMN events.place_start IS 'offset of the place words';
COMMENT ON COLUMN events.place_end IS 'their end';
COMMENT ON COLUMN events.place IS 'place words, as in the text';
COMMENT ON COLUMN events.trigger_start IS 'offset of the words that carry the event';
COMMENT ON COLUMN events.trigger_end IS 'their end';
COMMENT ON COLUMN events.trigger IS 'these words';
COMMENT ON COLUMN events.sentence_number IS 'number of the sentence in its article, the headline being 0';
COMMENT ON COLUMN events.sentence_start IS 'offset of the sentence that tells the event';
COMMENT ON COLUMN events.sentence_end IS 'its end';
COMMENT ON COLUMN events.sentence IS 'the sentence';
COMMENT ON COLUMN events.again IS 'further sentences of the article that tell the same event';

CREATE TABLE parties (
    coding INTEGER NOT NULL,
    event VARCHAR NOT NULL,
    role VARCHAR NOT NULL,
    ordinal INTEGER NOT NULL,
    key VARCHAR NOT NULL,
    party VARCHAR NOT NULL,
    sector VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    record VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    mention_start INTEGER,
    mention_end INTEGER,
    mention VARCHAR
);
COMMENT ON TABLE parties IS 'who did it, to whom, and who says so: one row per entity and event';
COMMENT ON COLUMN parties.coding IS 'codings.coding';
COMMENT ON COLUMN parties.event IS 'events.id';
COMMENT ON COLUMN parties.role IS 'actor, recipient or says; a mutual event has several actors and no recipient';
COMMENT ON COLUMN parties.ordinal IS 'order within the role, from 0';
COMMENT ON COLUMN parties.key IS 'who is meant: RUS, RUS/GOV, IGO/NATO, MULTI/WEST';
COMMENT ON COLUMN parties.party IS 'state or organisation: RUS for RUS/GOV, IGO/NATO for itself';
COMMENT ON COLUMN parties.sector IS 'second part of the key, or empty';
COMMENT ON COLUMN parties.name IS 'name in the knowledge base';
COMMENT ON COLUMN parties.record IS 'id of the knowledge-base record that answered';
COMMENT ON COLUMN parties.reason IS 'how the words were resolved';
COMMENT ON COLUMN parties.mention_start IS 'offset of the words that name it; NULL where none do';
COMMENT ON COLUMN parties.mention_end IS 'their end';
COMMENT ON COLUMN parties.mention IS 'these words';

CREATE TABLE drops (
    coding INTEGER,
    article_key VARCHAR,
    reason VARCHAR NOT NULL,
    place VARCHAR NOT NULL,
    detail VARCHAR NOT NULL,
    mend VARCHAR NOT NULL
);
COMMENT ON TABLE drops IS 'what was not coded, and why';
COMMENT ON COLUMN drops.coding IS 'codings.coding; NULL for what was dropped before coding';
COMMENT ON COLUMN drops.article_key IS 'articles.key; NULL for what was dropped before coding';
COMMENT ON COLUMN drops.reason IS 'short name to count by';
COMMENT ON COLUMN drops.place IS 'file, line, article or sentence';
COMMENT ON COLUMN drops.detail IS 'more about it';
COMMENT ON COLUMN drops.mend IS 'what can be done about it';

CREATE TABLE runs (
    run INTEGER PRIMARY KEY,
    kind VARCHAR NOT NULL,
    coding INTEGER NOT NULL,
    started TIMESTAMP NOT NULL,
    ended TIMESTAMP,
    articles INTEGER NOT NULL,
    events INTEGER NOT NULL,
    known INTEGER NOT NULL
);
COMMENT ON TABLE runs IS 'the runs that wrote to this file; the only table that holds clock times';
COMMENT ON COLUMN runs.run IS 'number of the run';
COMMENT ON COLUMN runs.kind IS 'code or recode';
COMMENT ON COLUMN runs.coding IS 'codings.coding';
COMMENT ON COLUMN runs.started IS 'UTC';
COMMENT ON COLUMN runs.ended IS 'UTC; NULL while it runs, or when it was killed';
COMMENT ON COLUMN runs.articles IS 'articles that it added';
COMMENT ON COLUMN runs.events IS 'events that it added';
COMMENT ON COLUMN runs.known IS 'articles handed to it that were there already';

CREATE VIEW event_table AS
WITH named AS (
    SELECT
        coding,
        event,
        string_agg(key, '; ' ORDER BY ordinal) FILTER (role = 'actor') AS actor,
        string_agg(key, '; ' ORDER BY ordinal) FILTER (role = 'recipient') AS recipient,
        string_agg(key, '; ' ORDER BY ordinal) FILTER (role = 'says') AS says,
        string_agg(mention, '; ' ORDER BY ordinal) FILTER (role = 'actor') AS actor_words,
        string_agg(mention, '; ' ORDER BY ordinal) FILTER (role = 'recipient') AS recipient_words
    FROM parties
    GROUP BY coding, event
)
SELECT
    e.id AS event,
    e.day_first AS day,
    coalesce(e.date, strftime(e.day_first, '%Y-%m-%d')) AS date,
    coalesce(e.date_rule, CASE WHEN e.day_first IS NOT NULL THEN 'day of publication' END) AS date_rule,
    coalesce(n.actor, '') AS actor,
    coalesce(n.recipient, '') AS recipient,
    e.type,
    coalesce(e.mode, '') AS mode,
    e.quad,
    e.score,
    array_to_string(e.marks, '; ') AS marks,
    coalesce(n.says, '') AS says,
    e.confidence,
    coalesce(e.place, '') AS place,
    coalesce(n.actor_words, '') AS actor_words,
    coalesce(n.recipient_words, '') AS recipient_words,
    e.trigger,
    e.sentence AS quote,
    e.sentence_start,
    e.sentence_end,
    a.id AS article,
    a.title,
    a.outlet,
    a.published,
    a.url,
    a.origin,
    a.repost,
    c.coder,
    c.model,
    c.knowledge
FROM events AS e
JOIN codings AS c ON c.coding = e.coding AND c.current
JOIN articles AS a ON a.key = e.article_key
LEFT JOIN named AS n ON n.coding = e.coding AND n.event = e.id;
COMMENT ON VIEW event_table IS 'one row per event of the current coding, for whoever opens this file with DuckDB, R or pandas';
COMMENT ON COLUMN event_table.event IS 'events.id, for rapallo explain';
COMMENT ON COLUMN event_table.day IS 'first day of date: a real date to sort and group by';
COMMENT ON COLUMN event_table.date IS 'when it happened, to the granularity known; else the day of publication, unless marked historical; else NULL';
COMMENT ON COLUMN event_table.date_rule IS 'how date was found; publication: from the article';
COMMENT ON COLUMN event_table.actor IS 'keys of the actors, "; " between them';
COMMENT ON COLUMN event_table.recipient IS 'keys of the recipients; empty for a mutual event';
COMMENT ON COLUMN event_table.type IS 'one of PLOVER''s 16 types';
COMMENT ON COLUMN event_table.mode IS 'PLOVER mode, or empty';
COMMENT ON COLUMN event_table.quad IS '1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict';
COMMENT ON COLUMN event_table.score IS 'PLOVER''s score, -10 conflict to 10 cooperation';
COMMENT ON COLUMN event_table.marks IS 'negation, future, hypothetical, historical; empty: it happened, lately';
COMMENT ON COLUMN event_table.says IS 'key of whoever asserts it, where that is not the outlet';
COMMENT ON COLUMN event_table.confidence IS 'the coder''s, 0 to 1';
COMMENT ON COLUMN event_table.place IS 'place words, as in the text';
COMMENT ON COLUMN event_table.actor_words IS 'the words that name the actors';
COMMENT ON COLUMN event_table.recipient_words IS 'the words that name the recipients';
COMMENT ON COLUMN event_table.trigger IS 'the words that carry the event';
COMMENT ON COLUMN event_table.quote IS 'the sentence that tells it';
COMMENT ON COLUMN event_table.sentence_start IS 'its offset in the stored text';
COMMENT ON COLUMN event_table.sentence_end IS 'its end';
COMMENT ON COLUMN event_table.article IS 'articles.id';
COMMENT ON COLUMN event_table.title IS 'headline';
COMMENT ON COLUMN event_table.outlet IS 'who published it';
COMMENT ON COLUMN event_table.published IS 'day of publication';
COMMENT ON COLUMN event_table.url IS 'where it stands';
COMMENT ON COLUMN event_table.origin IS 'whose text it is (a wire agency)';
COMMENT ON COLUMN event_table.repost IS 'the page says that it reposts';
COMMENT ON COLUMN event_table.coder IS 'version';
COMMENT ON COLUMN event_table.model IS 'version';
COMMENT ON COLUMN event_table.knowledge IS 'version';
