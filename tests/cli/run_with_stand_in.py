"""The command line with the coder of the tests, for those that need a process of its own."""

from __future__ import annotations

import sys
from unittest.mock import patch

from stand_in import StandInCoder

from rapallo.cli import main

if __name__ == "__main__":
    with patch("rapallo.cli.coding_run.Coder", StandInCoder):
        sys.exit(main())
