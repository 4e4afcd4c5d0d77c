"""Fits the network: both readings at once, hard negatives for the second drawn from the first as it learns."""

from __future__ import annotations

import copy
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import reduce

import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional as F

from rapallo.language.layout import ACTOR_BEFORE
from training.batches import IGNORED, Batch, Batcher
from training.descent import RATE_LEAST, Descent, follow
from training.examples import Example
from training.network import EventReader


@dataclass(frozen=True)
class Recipe:
    """What is tuned; the values were chosen on held-out texts of the training set (see training/README.md)."""

    epochs: int = 11
    tokens_per_batch: int = 1536
    encoder_rate: float = 8e-5
    head_rate: float = 6e-4
    warmup: float = 0.08
    weight_decay: float = 0.01
    label_smoothing: float = 0.05
    negatives_per_window: int = 3
    average_decay: float = 0.997
    seed: int = 7


def fit(
    network: EventReader,
    examples: Sequence[Example],
    tokenizer: Tokenizer,
    recipe: Recipe,
    *,
    report: Callable[[str], None] = print,
    keep: Callable[[EventReader], None] = lambda _: None,
) -> EventReader:
    """Trains in place and returns a copy with the running average of the weights, in eval mode.

    `keep` is called with that average after every epoch.
    """
    torch.manual_seed(recipe.seed)
    batcher = Batcher(tokenizer, tokens_per_batch=recipe.tokens_per_batch, seed=recipe.seed)
    # Word vectors stay as they are: the texts touch few of them, and half of the work of a step would be theirs.
    network.encoder.embeddings.word_embeddings.requires_grad_(False)
    encoder = {p for p in network.encoder.parameters() if p.requires_grad}
    optimizer = torch.optim.AdamW(
        [
            {"params": list(encoder), "lr": recipe.encoder_rate},
            {
                "params": [p for p in network.parameters() if p.requires_grad and p not in encoder],
                "lr": recipe.head_rate,
            },
        ],
        weight_decay=recipe.weight_decay,
        fused=True,
    )
    steps = recipe.epochs * sum(
        1 for _ in Batcher(tokenizer, tokens_per_batch=recipe.tokens_per_batch, seed=0).epoch(examples)
    )
    descent = Descent(optimizer, steps=steps, warmup=recipe.warmup, least=RATE_LEAST)
    average = copy.deepcopy(network)
    for epoch in range(recipe.epochs):
        network.train()
        started, totals, count = time.monotonic(), torch.zeros(5), 0
        for batch in batcher.epoch(examples):
            parts = losses(network, batch, recipe)
            descent.step(reduce(torch.add, parts), network.parameters())
            follow(average, network, decay=recipe.average_decay, taken=descent.taken)
            totals += torch.stack([p.detach() for p in parts])
            count += 1
        names = ("first", "type", "mode", "marks", "roles")
        shown = "  ".join(f"{n} {v:.3f}" for n, v in zip(names, (totals / count).tolist(), strict=True))
        report(f"epoch {epoch + 1}/{recipe.epochs}  {shown}  {time.monotonic() - started:.0f} s")
        keep(average)
    return average.eval()


def losses(network: EventReader, batch: Batch, recipe: Recipe) -> list[Tensor]:
    """Losses of: first reading, and type, mode, marks and roles of the second."""
    states = network.encode(batch.input_ids, batch.case_ids, batch.attention)
    first = network.candidates(states)
    each = F.cross_entropy(
        first.transpose(1, 2), batch.first, ignore_index=IGNORED, reduction="none", label_smoothing=0.0
    )
    events = max(1, len(batch.anchors))
    # Per event rather than per token: windows without events weigh as much as their tokens tempt.
    loss_first = (each * batch.core).sum() / (events + 0.02 * (batch.first >= 0).sum())

    rows, anchors, types = _with_negatives(first, batch, recipe.negatives_per_window)
    kind, mode, marks, roles = network.events(states, batch.sentence_ids, rows, anchors)
    gold = len(batch.anchors)
    if not len(rows):
        zero = first.sum() * 0
        return [loss_first, zero, zero, zero, zero]
    weights = torch.ones(len(rows))
    weights[:gold] = batch.core[batch.rows, batch.anchors]
    loss_type = (
        F.cross_entropy(kind, types, reduction="none", label_smoothing=recipe.label_smoothing) * weights
    ).sum() / events
    if not gold:
        zero = first.sum() * 0
        return [loss_first, loss_type, zero, zero, zero]
    loss_mode = F.cross_entropy(mode[:gold], batch.modes, label_smoothing=recipe.label_smoothing)
    loss_marks = F.binary_cross_entropy_with_logits(marks[:gold], batch.marks, reduction="sum") / events
    tags = F.cross_entropy(
        roles[:gold].reshape(-1, 3), batch.roles.reshape(-1), ignore_index=IGNORED, reduction="none"
    ).view(gold, -1, roles.shape[2])
    loss_roles = (tags[..., :ACTOR_BEFORE].sum() + 0.5 * tags[..., ACTOR_BEFORE:].sum()) / events
    return [loss_first, loss_type, 0.5 * loss_mode, loss_marks, 0.25 * loss_roles]


def _with_negatives(first: Tensor, batch: Batch, per_window: int) -> tuple[Tensor, Tensor, Tensor]:
    """The gold events, followed by the tokens that the first reading takes most for triggers and that are none."""
    tempting = (1 - first.detach().softmax(-1)[..., 0]).masked_fill(batch.taken, 0.0)
    values, places = tempting.topk(min(per_window, tempting.shape[1]), dim=1)
    rows, ranks = (values > 0.05).nonzero(as_tuple=True)
    anchors = places[rows, ranks]
    return (
        torch.cat([batch.rows, rows]),
        torch.cat([batch.anchors, anchors]),
        torch.cat([batch.types, torch.zeros_like(rows)]),
    )
