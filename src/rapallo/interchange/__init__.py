"""Events in the forms that other programs read: PLOVER's record, CSV, Parquet."""

from rapallo.interchange.flat import FLAT_COLUMNS, flat_row
from rapallo.interchange.plover import plover_record, plover_schema
from rapallo.interchange.writing import FORMATS, write_events

__all__ = ["FLAT_COLUMNS", "FORMATS", "flat_row", "plover_record", "plover_schema", "write_events"]
