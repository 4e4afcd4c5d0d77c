"""The network: a MiniLM-L6 encoder that reads a window once, and light decoders that read what is asked about it.

First reading, per token: does an event's trigger start here, and of which type (17 classes, NONE first).
Second reading, per candidate: two narrow transformer layers over the window with the candidate marked. They decide
type (NONE included), mode, marks, and tag the words of each role.
Third reading, per given pair of spans: two narrow transformer layers over the window with both spans marked. They
decide what the one does to the other: type (NONE included) and mode. Trained last, with all else frozen (relation.py).
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from transformers import BertModel

from rapallo.language.layout import MARK_COUNT, MODES, ROLES, TYPE_NAMES
from rapallo.language.windows import CASES

TYPES = 1 + len(TYPE_NAMES)
TAGS = 3  # outside, begin, inside
NEAR = 24  # tokens told apart by their distance from the trigger or span; further ones share a bucket
LOOKS = 2  # places in the window that the third reading looks at beside the two spans


@dataclass(frozen=True)
class Shape:
    width: int = 192
    heads: int = 4
    layers: int = 2
    dropout: float = 0.1


class Block(nn.Module):
    """A pre-norm transformer layer over [events, tokens, width]."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.heads = shape.heads
        self.size = shape.width // shape.heads
        self.norm_attention = nn.LayerNorm(shape.width)
        self.qkv = nn.Linear(shape.width, 3 * shape.width)
        self.out = nn.Linear(shape.width, shape.width)
        self.norm_mlp = nn.LayerNorm(shape.width)
        self.mlp = nn.Sequential(
            nn.Linear(shape.width, 2 * shape.width), nn.GELU(), nn.Linear(2 * shape.width, shape.width)
        )
        self.dropout = nn.Dropout(shape.dropout)

    def forward(self, x: Tensor, blocked: Tensor) -> Tensor:
        events, tokens, _ = x.shape
        qkv = self.qkv(self.norm_attention(x)).view(events, tokens, 3, self.heads, self.size).permute(2, 0, 3, 1, 4)
        weights = qkv[0] @ qkv[1].transpose(-1, -2) * self.size**-0.5
        weights = weights.masked_fill(blocked[:, None, None, :], -1e4).softmax(-1)
        mixed = (weights @ qkv[2]).permute(0, 2, 1, 3).reshape(events, tokens, self.heads * self.size)
        x = x + self.dropout(self.out(mixed))
        read: Tensor = x + self.dropout(self.mlp(self.norm_mlp(x)))
        return read


class PairReader(nn.Module):
    """The third reading. A pair is [actor start, actor end, recipient start, recipient end], token indices in a row."""

    def __init__(self, hidden: int, shape: Shape) -> None:
        super().__init__()
        self.narrow = nn.Linear(hidden, shape.width)
        # Where a token stands to each of the two spans: inside, or so many tokens before or behind.
        self.places = nn.ModuleList(nn.Embedding(2 * NEAR + 1, shape.width) for _ in range(2))
        self.blocks = nn.ModuleList(Block(shape) for _ in range(shape.layers))
        self.norm = nn.LayerNorm(shape.width)
        self.look = nn.Linear(shape.width, LOOKS)
        joined = (2 + LOOKS) * shape.width + LOOKS * hidden
        self.join = nn.Sequential(
            nn.Dropout(shape.dropout), nn.Linear(joined, hidden), nn.GELU(), nn.Dropout(shape.dropout)
        )
        self.type_head = nn.Linear(hidden, TYPES)
        self.mode_head = nn.Linear(hidden, 1 + len(MODES))

    def forward(self, states: Tensor, sentence_ids: Tensor, pairs: Tensor) -> tuple[Tensor, Tensor]:
        """Type logits [pairs, types] and mode logits [pairs, modes + 1].

        `states` [pairs, tokens, hidden] and `sentence_ids` [pairs, tokens] are those of each pair's window.
        """
        positions = torch.arange(states.shape[1], device=states.device)[None, :]
        x = self.narrow(states)
        inside = []
        for place, start, end in zip(
            self.places, (pairs[:, 0:1], pairs[:, 2:3]), (pairs[:, 1:2], pairs[:, 3:4]), strict=True
        ):
            before, behind = (positions - start).clamp(-NEAR, 0), (positions - end + 1).clamp(0, NEAR)
            x = x + place(before + behind + NEAR)
            inside.append(((before == 0) & (behind == 0)).to(x.dtype))
        blocked = sentence_ids == -2
        for block in self.blocks:
            x = block(x, blocked)
        x = self.norm(x)
        spans = torch.stack(inside, dim=1)
        at_spans = (spans @ x) / spans.sum(-1, keepdim=True)
        looked = self.look(x).transpose(1, 2).masked_fill(blocked[:, None, :], -1e4).softmax(-1)
        joined = self.join(torch.cat([part.flatten(1) for part in (at_spans, looked @ x, looked @ states)], dim=-1))
        return self.type_head(joined), self.mode_head(joined)


class EventReader(nn.Module):
    """See the module. All inputs are [batch, tokens]; candidates are (row, token) index pairs."""

    def __init__(self, encoder: BertModel, shape: Shape = Shape()) -> None:
        super().__init__()
        hidden = encoder.config.hidden_size
        self.encoder = encoder
        self.shape = shape
        self.case = nn.Embedding(CASES, hidden)
        nn.init.zeros_(self.case.weight)
        self.first = nn.Sequential(
            nn.Linear(hidden, hidden), nn.GELU(), nn.Dropout(shape.dropout), nn.Linear(hidden, TYPES)
        )
        self.narrow = nn.Linear(hidden, shape.width)
        self.place = nn.Embedding(2 * NEAR + 3, shape.width)
        self.blocks = nn.ModuleList(Block(shape) for _ in range(shape.layers))
        self.norm = nn.LayerNorm(shape.width)
        self.roles_head = nn.Linear(shape.width, len(ROLES) * TAGS)
        joined = shape.width + hidden
        self.second = nn.Sequential(nn.Linear(joined, hidden), nn.GELU(), nn.Dropout(shape.dropout))
        self.type_head = nn.Linear(hidden, TYPES)
        self.mode_head = nn.Linear(hidden, 1 + len(MODES))
        self.marks_head = nn.Linear(hidden, MARK_COUNT)
        self._expect_nothing()
        # Made last: what is drawn at random before it stays what it was.
        self.pairs = PairReader(hidden, shape)

    @torch.no_grad()
    def _expect_nothing(self) -> None:
        """Starts from what most tokens are: no trigger, outside every role."""
        last = self.first[-1]
        assert isinstance(last, nn.Linear)
        last.bias[0] += 4.0
        self.roles_head.bias.view(len(ROLES), TAGS)[:, 0] += 3.0

    def encode(self, input_ids: Tensor, case_ids: Tensor, attention: Tensor) -> Tensor:
        """Hidden states [batch, tokens, hidden]."""
        words = self.encoder.embeddings.word_embeddings(input_ids) + self.case(case_ids)
        states: Tensor = self.encoder(inputs_embeds=words, attention_mask=attention).last_hidden_state
        return states

    def candidates(self, states: Tensor) -> Tensor:
        """First reading: type logits of a trigger starting at each token [batch, tokens, types], NONE first."""
        scores: Tensor = self.first(states)
        return scores

    def events(
        self, states: Tensor, sentence_ids: Tensor, rows: Tensor, anchors: Tensor
    ) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Second reading of the candidates at (rows, anchors), both [events].

        Returns type logits [events, types], mode logits [events, modes + 1], mark logits [events, marks] and role
        logits [events, tokens, roles, tags].
        """
        x = self.second_states(states, sentence_ids, rows, anchors)
        at_anchor = x.gather(1, anchors[:, None, None].expand(-1, 1, x.shape[-1]))[:, 0]
        joined = self.second(torch.cat([at_anchor, states[rows, anchors]], dim=-1))
        roles = self.roles_head(x).unflatten(-1, (len(ROLES), TAGS))
        return self.type_head(joined), self.mode_head(joined), self.marks_head(joined), roles

    def second_states(self, states: Tensor, sentence_ids: Tensor, rows: Tensor, anchors: Tensor) -> Tensor:
        """What the second reading sees of each candidate's window [events, tokens, width]."""
        narrow = self.narrow(states)[rows]
        ids = sentence_ids[rows]
        own = ids.gather(1, anchors[:, None])
        distance = torch.arange(ids.shape[1], device=ids.device)[None, :] - anchors[:, None]
        same = ids == own
        bucket = torch.where(same, distance.clamp(-NEAR, NEAR) + NEAR, 2 * NEAR + 1 + (distance > 0).long())
        x = narrow + self.place(bucket)
        # -2 is padding; -1, the special tokens, stay visible as places to look when there is nothing to see.
        blocked = ids == -2
        for block in self.blocks:
            x = block(x, blocked)
        seen: Tensor = self.norm(x)
        return seen


class Exported(nn.Module):
    """The network as the shipped graph: one window in, its candidate events and the relations of given pairs out."""

    def __init__(self, reader: EventReader) -> None:
        super().__init__()
        self.reader = reader

    def forward(  # noqa: PLR0917 - the graph's inputs, in order
        self,
        input_ids: Tensor,
        case_ids: Tensor,
        sentence_ids: Tensor,
        read: Tensor,
        threshold: Tensor,
        pairs: Tensor,
    ) -> tuple[Tensor, ...]:
        """Inputs [1, tokens]; pairs [pairs, 4] as in PairReader, may be none.

        `threshold` [1] is the least probability of a trigger for a second reading.
        """
        states = self.reader.encode(input_ids, case_ids, torch.ones_like(input_ids))
        first = self.reader.candidates(states)
        wanted = (1 - first.softmax(-1)[..., 0] > threshold) & read
        anchors = wanted[0].nonzero()[:, 0]
        kind, mode, marks, roles = self.reader.events(states, sentence_ids, torch.zeros_like(anchors), anchors)
        window = torch.zeros_like(pairs[:, 0])
        relation, relation_mode = self.reader.pairs(states[window], sentence_ids[window], pairs)
        return anchors, first[0][anchors], kind, mode, marks, roles, relation, relation_mode
