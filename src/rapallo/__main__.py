"""`python -m rapallo` is the `rapallo` command."""

import sys

from rapallo.cli import main

sys.exit(main())
