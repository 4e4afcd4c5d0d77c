"""Who is meant: the knowledge base of names and offices, and the resolver of the words that name a party."""

from rapallo.entities.knowledge import Knowledge, Name
from rapallo.entities.resolver import ArticleResolver, Resolver
from rapallo.entities.sectors import Situation

__all__ = ["ArticleResolver", "Knowledge", "Name", "Resolver", "Situation"]
