"""How well the encoder learns to mark who acts and on whom, from few sentences: CAMEO's spans, 5 folds, on the CPU.

    python -m training.measure_spans --weights W

W is the file that `python -m training --weights W` keeps. The set is for measuring only: what is fitted on four folds
is thrown away. Sentences that are alike stay in one fold; settings stood before the first measurement. Words of the set
are joined by spaces.
"""

from __future__ import annotations

import argparse
import copy
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional as F

from rapallo.language.layout import ACTOR, RECIPIENT, ROLES
from rapallo.language.windows import Window, pack
from rapallo.records import Sentence
from training.__main__ import SHARED, load_weights, say, start
from training.batches import IGNORED
from training.descent import Descent
from training.folds import ALIKE, bootstrap_interval, folds_of, groups_of, span_f1
from training.network import TAGS, EventReader

SEED = 7
FOLDS = 5
KINDS = ("S", "T", "R")  # who acts, on whom, and a second recipient
LABELS = ("O", *(f"{place}-{kind}" for kind in KINDS for place in "BI"))

Span = tuple[str, int, int]  # kind, first word, last word + 1


@dataclass(frozen=True)
class Settings:
    """Fixed beforehand, from what earlier experiments with the bare encoder found."""

    epochs: int = 5
    sentences_per_batch: int = 16
    encoder_rate: float = 7e-5
    head_rate: float = 5e-4
    warmup: float = 0.1
    weight_decay: float = 0.01
    candidates: int = 3


@dataclass(frozen=True)
class Tagged:
    """A sentence: its window, the first token of each word, its labels, and the likeliest triggers in it."""

    window: Window
    first_tokens: tuple[int, ...]
    labels: tuple[int, ...]
    anchors: tuple[int, ...]

    @property
    def spans(self) -> set[Span]:
        """The coded spans."""
        return spans_of(self.labels)


class Tagger(nn.Module):
    """The network's second reading of the likeliest triggers, weighed against each other, and a layer that tags words.

    It starts from what the roles actor and recipient have learnt.
    """

    def __init__(self, reader: EventReader) -> None:
        super().__init__()
        self.reader = reader
        self.weigh = nn.Linear(reader.shape.width, 1)
        self.tags = nn.Linear(reader.shape.width, len(LABELS))
        self.direct = nn.Linear(reader.narrow.in_features, len(LABELS))
        self.dropout = nn.Dropout(reader.shape.dropout)
        with torch.no_grad():
            nn.init.zeros_(self.weigh.weight)
            nn.init.zeros_(self.direct.weight)
            nn.init.zeros_(self.direct.bias)
            roles = reader.roles_head.weight.view(len(ROLES), TAGS, -1), reader.roles_head.bias.view(len(ROLES), TAGS)
            for new, learnt in zip((self.tags.weight, self.tags.bias), roles, strict=True):
                new[0] = (learnt[ACTOR, 0] + learnt[RECIPIENT, 0]) / 2
                new[1:3] = learnt[ACTOR, 1:]
                new[3:5] = learnt[RECIPIENT, 1:]
                new[5:7] = learnt[RECIPIENT, 1:]
            self.tags.bias[5:7] -= 3

    def forward(self, sentences: Sequence[Tagged]) -> Tensor:
        """Logits [sentences, tokens, labels]."""
        ids, cases, sentence_ids = (
            nn.utils.rnn.pad_sequence(
                [torch.from_numpy(getattr(one.window, name)) for one in sentences],
                batch_first=True,
                padding_value=padding,
            )
            for name, padding in (("input_ids", 0), ("case_ids", 0), ("sentence_ids", -2))
        )
        states = self.reader.encode(ids, cases, (sentence_ids != -2).long())
        anchors = torch.tensor([one.anchors for one in sentences])
        rows = torch.arange(len(sentences)).repeat_interleave(anchors.shape[1])
        x = self.reader.second_states(states, sentence_ids, rows, anchors.flatten())
        at_anchor = x[torch.arange(len(x)), anchors.flatten()].view(*anchors.shape, -1)
        weights = self.weigh(at_anchor).softmax(1)
        mixed = (x.view(*anchors.shape, *x.shape[1:]) * weights[..., None]).sum(1)
        logits: Tensor = self.tags(self.dropout(mixed)) + self.direct(self.dropout(states))
        return logits


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--weights", type=Path, required=True)
    arguments = parser.parse_args()
    network, tokenizer = start()
    load_weights(network, arguments.weights)
    sentences = list(read(arguments.shared / "coding" / "cameo_spans_train.conll"))
    texts = [" ".join(words) for words, _ in sentences]
    say_overlap(arguments.shared, texts)
    groups = groups_of(texts)
    folds = folds_of(groups, FOLDS, SEED)
    settings = Settings()
    tagged = [tag(words, labels, network.eval(), tokenizer, settings) for words, labels in sentences]
    told: list[set[Span]] = [set() for _ in tagged]
    for fold in range(FOLDS):
        tagger = fine_tune(network, [t for t, f in zip(tagged, folds, strict=True) if f != fold], settings)
        unseen = [i for i, f in enumerate(folds) if f == fold]
        for i, spans in zip(unseen, mark(tagger, [tagged[i] for i in unseen]), strict=True):
            told[i] = spans
        say(f"fold {fold + 1}/{FOLDS}: F1 {span_f1([tagged[i].spans for i in unseen], [told[i] for i in unseen]):.3f}")
    report([one.spans for one in tagged], told, groups)


def say_overlap(shared: Path, texts: Sequence[str]) -> None:
    """How many of the sentences stand in PLV too."""
    plv = [json.loads(line)["text"] for line in (shared / "coding" / "plv_train.jsonl").read_text("utf-8").splitlines()]
    groups = groups_of([*texts, *plv])
    in_plv = set(groups[len(texts) :])
    alike = sum(group in in_plv for group in groups[: len(texts)])
    say(f"{alike} of {len(texts)} sentences share {ALIKE:.0%} of their words with one of PLV's {len(plv)}")


def report(gold: Sequence[set[Span]], told: Sequence[set[Span]], groups: Sequence[int]) -> None:
    say(f"n {len(gold)} sentences in {len(set(groups))} groups of like ones, {sum(map(len, gold))} spans, seed {SEED}")
    for kinds in (KINDS, *KINDS):
        one, other = ([{span for span in spans if span[0] in kinds} for spans in side] for side in (gold, told))
        score = lambda chosen, one=one, other=other: span_f1([one[i] for i in chosen], [other[i] for i in chosen])  # noqa: E731
        low, high = bootstrap_interval(score, groups, seed=SEED)
        say(f"{'+'.join(kinds):6} exact F1 {span_f1(one, other):.3f} (90 % interval {low:.3f} to {high:.3f})")


def read(path: Path) -> Iterator[tuple[list[str], list[str]]]:
    """Words and labels of each sentence."""
    for block in path.read_text("utf-8").strip().split("\n\n"):
        pairs = [line.rsplit(" ", 1) for line in block.splitlines()]
        yield [word for word, _ in pairs], [label for _, label in pairs]


@torch.no_grad()
def tag(
    words: Sequence[str], labels: Sequence[str], network: EventReader, tokenizer: Tokenizer, settings: Settings
) -> Tagged:
    """A sentence in tokens; where its events may be says the first reading before any fine-tuning."""
    text = " ".join(words)
    window = next(pack([Sentence(0, 0, len(text), text)], tokenizer))
    starts = np.cumsum([0, *(len(word) + 1 for word in words)])[:-1]
    first_tokens = [int(np.flatnonzero((window.starts <= s) & (window.ends > s))[:1].sum()) for s in starts]
    ids, cases = (torch.from_numpy(array)[None] for array in (window.input_ids, window.case_ids))
    first = network.candidates(network.encode(ids, cases, torch.ones_like(ids)))[0].softmax(-1)[:, 0]
    first = first.masked_fill(torch.from_numpy(~window.read), 2.0)
    anchors = first.topk(min(settings.candidates, len(first)), largest=False).indices.tolist()
    anchors += anchors[:1] * (settings.candidates - len(anchors))
    return Tagged(window, tuple(first_tokens), tuple(LABELS.index(label) for label in labels), tuple(anchors))


def fine_tune(network: EventReader, sentences: Sequence[Tagged], settings: Settings) -> Tagger:
    """A tagger on a copy of the network, trained on these sentences, in eval mode."""
    torch.manual_seed(SEED)
    draw = random.Random(SEED)
    tagger = Tagger(copy.deepcopy(network))
    tagger.reader.encoder.embeddings.word_embeddings.requires_grad_(False)
    encoder = [p for p in tagger.reader.encoder.parameters() if p.requires_grad]
    other = [p for p in tagger.parameters() if p.requires_grad and all(p is not q for q in encoder)]
    optimizer = torch.optim.AdamW(
        [{"params": encoder, "lr": settings.encoder_rate}, {"params": other, "lr": settings.head_rate}],
        weight_decay=settings.weight_decay,
    )
    steps = settings.epochs * -(-len(sentences) // settings.sentences_per_batch)
    descent = Descent(optimizer, steps=steps, warmup=settings.warmup)
    tagger.train()
    for _ in range(settings.epochs):
        order = sorted(range(len(sentences)), key=lambda i: len(sentences[i].window.input_ids) + draw.uniform(-8, 8))
        size = settings.sentences_per_batch
        batches = [[sentences[i] for i in order[at : at + size]] for at in range(0, len(order), size)]
        draw.shuffle(batches)
        for batch in batches:
            logits = tagger(batch)
            gold = torch.full(logits.shape[:2], IGNORED)
            for row, one in enumerate(batch):
                gold[row, list(one.first_tokens)] = torch.tensor(one.labels)
            loss = F.cross_entropy(logits.transpose(1, 2), gold, ignore_index=IGNORED)
            descent.step(loss, tagger.parameters())
    return tagger.eval()


@torch.no_grad()
def mark(tagger: Tagger, sentences: Sequence[Tagged]) -> Iterator[set[Span]]:
    """The spans that the likeliest well-formed labels of each sentence make."""
    for at in range(0, len(sentences), 32):
        batch = sentences[at : at + 32]
        scores = tagger(batch).log_softmax(-1)
        for row, one in enumerate(batch):
            yield spans_of(best_path(scores[row, list(one.first_tokens)].numpy()))


def best_path(scores: np.ndarray) -> list[int]:
    """The likeliest labels for scores [words, labels] in which no inside follows another kind or the outside."""
    allowed = np.array([[_may_follow(a, b) for b in LABELS] for a in LABELS])
    best = np.where([not label.startswith("I") for label in LABELS], scores[0], -np.inf)
    back = []
    for word in scores[1:]:
        paths = np.where(allowed, best[:, None], -np.inf)
        back.append(paths.argmax(0))
        best = paths.max(0) + word
    path = [int(best.argmax())]
    for step in reversed(back):
        path.append(int(step[path[-1]]))
    return path[::-1]


def _may_follow(before: str, after: str) -> bool:
    return not after.startswith("I") or before[1:] == after[1:]


def spans_of(labels: Sequence[int]) -> set[Span]:
    """The spans that labels make; an inside without a beginning begins one."""
    found: list[Span] = []
    for word, label in enumerate(labels):
        place, _, kind = LABELS[label].partition("-")
        if place == "I" and found and found[-1][0] == kind and found[-1][2] == word:
            found[-1] = (kind, found[-1][1], word + 1)
        elif place != "O":
            found.append((kind, word, word + 1))
    return set(found)


if __name__ == "__main__":
    main()
