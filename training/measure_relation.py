"""How right the relation of given spans is. One command each, on the CPU:

    python -m training.measure_relation plv --weights W --pairs P   PLV, 5 folds, fine-tuned on four of them
    python -m training.measure_relation plv-as-shipped              PLV, nothing trained on it
    python -m training.measure_relation none                        swapped pairs, pairs without an event, true pairs

W and P are the files that `python -m training --weights W --pairs P` keeps; the others ask the shipped model file, or
that of `--model`. PLV is for measuring only: what is fitted on four folds is thrown away. All settings stood before the
first measurement; none was chosen on these sets.
"""

from __future__ import annotations

import argparse
import copy
import json
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional as F

from rapallo.entities import Knowledge
from rapallo.language.layout import TYPE_NAMES
from rapallo.language.model import EventModel
from rapallo.language.relations import Question, question
from rapallo.ontology import NONE
from training.__main__ import HELD_OUT_PARTS, ROOT, SHARED, load_weights, names_of, say, start
from training.descent import Descent
from training.examples import Example, held_out, load
from training.folds import bootstrap_interval, f1_by_class, folds_of, groups_of, macro_f1
from training.measure import article_of, is_news
from training.network import EventReader
from training.pairs import APART, SWAPPED, TRUE, Pair, pairs_of
from training.relation import sentence_of

SEED = 7
FOLDS = 5
PAIRS_OF_A_KIND = 300

# PLV has one type for two of ours.
YIELD = ("CONCEDE", "RETREAT")
PLV_TYPES = tuple(dict.fromkeys("YIELD" if name in YIELD else name for name in TYPE_NAMES))


@dataclass(frozen=True)
class FineTuning:
    """Fixed beforehand, from what earlier experiments with the bare encoder found."""

    epochs: int = 6
    pairs_per_batch: int = 16
    encoder_rate: float = 7e-5
    head_rate: float = 3e-4
    warmup: float = 0.1
    weight_decay: float = 0.01
    label_smoothing: float = 0.1


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("plv", "plv-as-shipped", "none"))
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--weights", type=Path)
    parser.add_argument("--pairs", type=Path)
    parser.add_argument("--model", type=Path, help="a model file in place of the shipped one")
    arguments = parser.parse_args()
    if arguments.what == "none":
        measure_none(arguments.shared, EventModel.load(arguments.model))
    elif arguments.what == "plv-as-shipped":
        measure_as_shipped(arguments.shared, EventModel.load(arguments.model))
    else:
        network, tokenizer = start()
        load_weights(network, arguments.weights)
        network.pairs.load_state_dict(torch.load(arguments.pairs))
        measure_plv(arguments.shared, network, tokenizer)


def measure_plv(shared: Path, network: EventReader, tokenizer: Tokenizer) -> None:
    """Macro-F1 over PLV's 15 types and 4 quad classes, each row told by a network that saw none like it."""
    rows = _plv(shared)
    groups = groups_of([row["text"] for row in rows])
    folds = folds_of(groups, FOLDS, SEED)
    asked = [question(row["text"], tuple(row["actor"]), tuple(row["recipient"]), tokenizer) for row in rows]
    told = [""] * len(rows)
    for fold in range(FOLDS):
        seen, unseen = ([i for i in range(len(rows)) if (folds[i] == fold) == held] for held in (False, True))
        tuned = fine_tune(network, [asked[i] for i in seen], [rows[i]["event"] for i in seen], FineTuning())
        for i, name in zip(unseen, tell(tuned, [asked[i] for i in unseen]), strict=True):
            told[i] = name
        right = sum(told[i] == rows[i]["event"] for i in unseen)
        say(f"fold {fold + 1}/{FOLDS}: {right} of {len(unseen)} right")
    _report_plv(rows, told, groups)


def measure_as_shipped(shared: Path, model: EventModel) -> None:
    """The same with the shipped model, which has seen no row of PLV; its NONE is left out."""
    rows = _plv(shared)
    told = []
    for row in rows:
        shares = dict(model.relation(row["text"], actor=row["actor"], recipient=row["recipient"]).probabilities)
        shares["YIELD"] = sum(shares.pop(name) for name in YIELD)
        told.append(max(PLV_TYPES, key=shares.__getitem__))
    _report_plv(rows, told, groups_of([row["text"] for row in rows]))


def _plv(shared: Path) -> list[dict[str, Any]]:
    """The rows of PLV. One whose spans overlap cannot be asked."""
    rows = [json.loads(line) for line in (shared / "coding" / "plv_train.jsonl").read_text("utf-8").splitlines()]
    return [r for r in rows if r["actor"][1] <= r["recipient"][0] or r["recipient"][1] <= r["actor"][0]]


def _report_plv(rows: Sequence[dict[str, Any]], told: Sequence[str], groups: Sequence[int]) -> None:
    gold = [row["event"] for row in rows]
    # PLV gives each type one quad class.
    quads = {row["event"]: str(row["quad"]) for row in rows}
    say(f"n {len(rows)} rows in {len(set(groups))} groups of like sentences, seed {SEED}")
    for name, meaning in (("15 types", {name: name for name in quads}), ("4 quads", quads)):
        one, other = [meaning[g] for g in gold], [meaning[t] for t in told]
        score = lambda chosen, one=one, other=other: macro_f1([one[i] for i in chosen], [other[i] for i in chosen])  # noqa: E731
        low, high = bootstrap_interval(score, groups, seed=SEED)
        right = sum(g == t for g, t in zip(one, other, strict=True)) / len(one)
        say(f"{name}: macro-F1 {macro_f1(one, other):.3f} (90 % interval {low:.3f} to {high:.3f}), right {right:.3f}")
    say("  ".join(f"{name} {score:.2f}" for name, score in f1_by_class(gold, told).items()))


def fine_tune(
    network: EventReader, asked: Sequence[Question], gold: Sequence[str], settings: FineTuning
) -> EventReader:
    """A copy of the network, encoder and third reading trained on these rows, in eval mode."""
    torch.manual_seed(SEED)
    draw = random.Random(SEED)
    tuned = copy.deepcopy(network)
    tuned.encoder.embeddings.word_embeddings.requires_grad_(False)
    encoder = [p for p in [*tuned.encoder.parameters(), *tuned.case.parameters()] if p.requires_grad]
    optimizer = torch.optim.AdamW(
        [
            {"params": encoder, "lr": settings.encoder_rate},
            {"params": list(tuned.pairs.parameters()), "lr": settings.head_rate},
        ],
        weight_decay=settings.weight_decay,
    )
    steps = settings.epochs * -(-len(asked) // settings.pairs_per_batch)
    descent = Descent(optimizer, steps=steps, warmup=settings.warmup)
    tuned.train()
    for _ in range(settings.epochs):
        # Rows of like length share a batch; which ones changes from epoch to epoch.
        order = sorted(range(len(asked)), key=lambda i: len(asked[i].window.input_ids) + draw.uniform(-8, 8))
        batches = [order[at : at + settings.pairs_per_batch] for at in range(0, len(order), settings.pairs_per_batch)]
        draw.shuffle(batches)
        for batch in batches:
            classes = torch.tensor([PLV_TYPES.index(gold[i]) for i in batch])
            loss = F.cross_entropy(
                plv_logits(tuned, [asked[i] for i in batch]), classes, label_smoothing=settings.label_smoothing
            )
            descent.step(loss, tuned.parameters())
    return tuned.eval()


def plv_logits(network: EventReader, asked: Sequence[Question]) -> Tensor:
    """Log shares [rows, 15] of PLV's types: NONE left out, CONCEDE and RETREAT taken together."""
    ids, cases, sentence_ids = (
        nn.utils.rnn.pad_sequence(
            [torch.from_numpy(getattr(one.window, name)) for one in asked], batch_first=True, padding_value=padding
        )
        for name, padding in (("input_ids", 0), ("case_ids", 0), ("sentence_ids", -2))
    )
    states = network.encode(ids, cases, (sentence_ids != -2).long())
    types, _ = network.pairs(states, sentence_ids, torch.cat([torch.from_numpy(one.pair) for one in asked]))
    named = dict(zip((NONE, *TYPE_NAMES), types.unbind(-1), strict=True))
    named["YIELD"] = torch.logsumexp(torch.stack([named[name] for name in YIELD]), dim=0)
    return torch.stack([named[name] for name in PLV_TYPES], dim=-1)


@torch.no_grad()
def tell(network: EventReader, asked: Sequence[Question]) -> Iterator[str]:
    """The likeliest of PLV's types for each row."""
    for at in range(0, len(asked), 32):
        for best in plv_logits(network, asked[at : at + 32]).argmax(-1).tolist():
            yield PLV_TYPES[best]


def measure_none(shared: Path, model: EventModel) -> None:
    """How often NONE is said where there is no event, and where there is one: pairs drawn by seed.

    They are of one half of the held-out news texts; on the other half `RelationRecipe.none_least` was chosen.
    """
    names_in = names_of(Knowledge.load())
    examples = [
        e for e in load(shared, ROOT / "training", names_in) if held_out(e, 0, 2 * HELD_OUT_PARTS) and is_news(e.id)
    ]
    pool: dict[str, list[tuple[Example, Pair]]] = defaultdict(list)
    for example in examples:
        for pair in pairs_of(example, names_in):
            if abs(sentence_of(example, pair.actor[0]) - sentence_of(example, pair.recipient[0])) <= 1:
                pool[pair.kind].append((example, pair))
    draw = random.Random(SEED)
    right: dict[str, float] = {}
    for kind in (TRUE, SWAPPED, APART):
        drawn = draw.sample(pool[kind], min(PAIRS_OF_A_KIND, len(pool[kind])))
        told = [_tell(model, example, pair) for example, pair in drawn]
        none = sum(name == NONE for name in told) / len(told)
        right[kind] = 1 - none if kind == TRUE else none
        say(f"{kind:8} {len(drawn)} of {len(pool[kind])} pairs: {none:.3f} answered NONE")
        if kind == TRUE:
            coded = [{TYPE_NAMES[kind - 1] for kind, _ in pair.types} for _, pair in drawn]
            typed = sum(name in types for name, types in zip(told, coded, strict=True)) / len(told)
            say(f"         recall {right[kind]:.3f}, and of the right type {typed:.3f}")
    say(f"balanced accuracy {(right[TRUE] + (right[SWAPPED] + right[APART]) / 2) / 2:.3f}, seed {SEED}")


def _tell(model: EventModel, example: Example, pair: Pair) -> str:
    return model.relation(article_of(example).stored_text, actor=pair.actor, recipient=pair.recipient).event


if __name__ == "__main__":
    main()
