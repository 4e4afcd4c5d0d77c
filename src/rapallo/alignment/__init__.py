"""How two parties stand to each other, from the events between them: a first, provisional figure."""

from rapallo.alignment.provisional import Alignment, Estimate, provisional_alignment

__all__ = ["Alignment", "Estimate", "provisional_alignment"]
