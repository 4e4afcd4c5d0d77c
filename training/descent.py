"""What every fit here does alike: the course of the learning rate, and one step."""

from __future__ import annotations

from collections.abc import Iterable

import torch
from torch import Tensor, nn

GRADIENT_NORM_MAX = 1.0
# What a fit ends on, as a share of its highest rate.
RATE_LEAST = 0.02


class Descent:
    """An optimizer whose rate rises over the share `warmup` of its steps and then falls on a line to `least` of it."""

    def __init__(self, optimizer: torch.optim.Optimizer, *, steps: int, warmup: float, least: float = 0.0) -> None:
        rising = max(1, int(steps * warmup))
        self.optimizer = optimizer
        self.schedule = torch.optim.lr_scheduler.LambdaLR(
            optimizer, lambda step: min((step + 1) / rising, max(least, (steps - step) / max(1, steps - rising)))
        )

    @property
    def taken(self) -> int:
        """The number of steps taken."""
        return int(self.schedule.last_epoch)

    def step(self, loss: Tensor, parameters: Iterable[nn.Parameter]) -> None:
        """One step down a loss, with the gradient of the parameters clipped."""
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(parameters, GRADIENT_NORM_MAX)
        self.optimizer.step()
        self.schedule.step()


def follow(average: nn.Module, network: nn.Module, *, decay: float, taken: int) -> None:
    """Moves the running average of the weights a step towards what they are now, faster at the beginning."""
    share = 1 - min(decay, (taken + 1) / (taken + 10))
    with torch.no_grad():
        for mean, now in zip(average.parameters(), network.parameters(), strict=True):
            if now.requires_grad:
                mean.lerp_(now, share)
