"""`make bench`: how fast coding is, as a ratio to the model's bare pass in the same run, and how much memory it takes.

Ratios hold from machine to machine; the absolute numbers beside them are of the machine that printed them.
"""

from __future__ import annotations

import gzip
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from rapallo.coding import draft_events
from rapallo.demo import dispatches
from rapallo.entities import Knowledge, Resolver
from rapallo.language import EventModel, split_sentences
from rapallo.pipeline import Coder
from rapallo.records import Article, EventDraft, Versions

NEWS = Path(__file__).parents[2] / "shared" / "news" / "us_press_2012_2020.jsonl.gz"
ROUNDS = 5
SPEED_ARTICLES = 60
MEMORY_ARTICLES = 1_000


def main() -> None:
    articles = [*_news(SPEED_ARTICLES)] or [*dispatches()]
    print(f"Texts: {len(articles)} {'press articles of ../shared/news' if NEWS.exists() else 'demo dispatches'}")
    speed(articles)
    resolving(articles)
    memory()


def resolving(articles: Sequence[Article]) -> None:
    """What finding names and deciding who is meant adds to the time of everything before it, on the same drafts."""
    resolver, model = Resolver(Knowledge.load()), EventModel.load()
    versions = Versions("bench", model.version, "bench")
    read = [(article, split_sentences(article)) for article in articles]

    def drafted() -> list[Sequence[EventDraft]]:
        return [draft_events(article, model.read(article, sentences)) for article, sentences in read]

    drafts = drafted()

    def resolved() -> None:
        for (article, sentences), of_article in zip(read, drafts, strict=True):
            resolver.resolve(article, sentences, of_article, versions)

    shares = [_seconds(resolved) / _seconds(drafted) for _ in range(ROUNDS)]
    print(f"Resolving:    {statistics.median(shares):8.3f} of the time of reading and coding  (at most 0.15)")


def speed(articles: Sequence[Article]) -> None:
    """Sentences per second of the whole coder and of its model alone, interleaved so that both see the same machine."""
    coder, model = Coder(), EventModel.load()
    sentences = [split_sentences(a) for a in articles]
    windows = [w for s in sentences for w in model.windows(s)]
    count = sum(map(len, sentences))

    def bare() -> None:
        for window in windows:
            model.logits(window)

    def whole() -> None:
        for article in articles:
            coder.coded(article)

    bare_seconds, whole_seconds = [], []
    for _ in range(ROUNDS):
        bare_seconds.append(_seconds(bare))
        whole_seconds.append(_seconds(whole))
    ratio = statistics.median(b / w for b, w in zip(bare_seconds, whole_seconds, strict=True))
    print(f"Model alone:  {count / statistics.median(bare_seconds):8,.0f} sentences per second, one core")
    print(f"Whole coder:  {count / statistics.median(whole_seconds):8,.0f} sentences per second, one core")
    print(f"Ratio:        {ratio:8.2f}  (at least 0.5)")


def memory() -> None:
    """Peak memory of `rapallo code` over 1,000 articles."""
    articles = [*_news(MEMORY_ARTICLES)]
    if not articles:
        print("Memory:       not measured (../shared/news is not here)")
        return
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "news.jsonl"
        with source.open("w", encoding="utf-8") as out:
            for a in articles:
                published = a.published.isoformat() if a.published else None
                row = {"id": a.id, "title": a.title, "text": a.text, "published": published, "outlet": a.outlet}
                out.write(json.dumps(row) + "\n")
        command = [sys.executable, "-m", "rapallo", "code", str(source), "--db", str(Path(folder) / "bench.duckdb")]
        seconds = _seconds(lambda: subprocess.run(command, check=True, capture_output=True))
    peak_mib = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(
        f"Memory:       {peak_mib:8,.0f} MiB at most for `rapallo code` of {len(articles):,} articles ({seconds:.0f} s)"
    )


def _news(count: int) -> Iterator[Article]:
    if NEWS.exists():
        with gzip.open(NEWS, "rt", encoding="utf-8") as lines:
            for _, line in zip(range(count), lines, strict=False):
                row = json.loads(line)
                yield Article(text=row["text"], title=row["title"], id=row["id"], outlet=row["outlet"])


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
