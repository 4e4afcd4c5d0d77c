"""Files, folders and standard input to articles: `read`."""

from rapallo.reading.inputs import read

__all__ = ["read"]
