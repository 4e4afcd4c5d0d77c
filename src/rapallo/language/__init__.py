"""What the words say: sentences, and the shipped model that marks the events in them."""

from rapallo.language.model import EventModel
from rapallo.language.sentences import split_sentences

__all__ = ["EventModel", "split_sentences"]
