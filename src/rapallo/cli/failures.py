"""From an exception to what the user reads and the shell gets: a line or two on stderr, and an exit code."""

from __future__ import annotations

import errno
import os
import sys
import traceback
from collections.abc import Sequence

import click

from rapallo.errors import OutputError, RapalloError

EXIT_STOPPED = 130


class Stopped(Exception):  # noqa: N818 - no error: the user stopped the run
    """Ctrl-C during a run that keeps something: the message says what is kept and how to go on."""


def run(command: click.Command, arguments: Sequence[str] | None = None) -> int:
    """Run a command to its exit code. A closed pipe ends quietly, an unexpected exception is told without traceback."""
    if sys.stdout is None:
        # Python has no stream for what the shell has closed (`>&-`).
        _tell("Error: Standard output is closed. Send it to a file or to /dev/null.")
        return OutputError.exit_code
    _be_tolerant_of_encodings()
    try:
        result = command.main(arguments, prog_name="rapallo", standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except SystemExit:
        # How click ends where the reader of a pipe is gone (`| head` is no failure) or a word was completed.
        _silence_stdout()
        return 0
    except (KeyboardInterrupt, click.Abort, Stopped) as stop:
        _tell(str(stop) or "Stopped.")
        return EXIT_STOPPED
    except Exception as error:
        return _failed(error)
    return result if isinstance(result, int) else 0


def _failed(error: Exception) -> int:
    """Tell an error; its exit code."""
    if isinstance(error, BrokenPipeError):
        _silence_stdout()
        return 0
    if isinstance(error, OSError):
        error = _of_output(error) or error
    debug = _is_debugging()
    if debug:
        traceback.print_exception(error)
    if isinstance(error, RapalloError):
        _tell(f"Error: {error}")
        return error.exit_code
    if isinstance(error, OSError) and error.filename is not None:
        _tell(f"Error: {error.filename}: {error.strerror}.")
        return RapalloError.exit_code
    hint = "" if debug else " RAPALLO_DEBUG=1 before the command shows where; please report it."
    _tell(f"Error: {type(error).__name__}: {error or 'no message'}. This is a fault in Rapallo.{hint}")
    return RapalloError.exit_code


def _of_output(error: OSError) -> OutputError | None:
    """The error of a stdout that cannot take more; other operating-system errors are not meant for it."""
    if error.errno not in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO):
        return None
    _silence_stdout()
    return OutputError(f"The output cannot be written: {error.strerror}.", mend="Make room or write elsewhere.")


def _tell(message: str) -> None:
    from rapallo.showing.untrusted import plain

    click.echo("\n".join(map(plain, message.splitlines())), err=True)


def _is_debugging() -> bool:
    from rapallo.settings import settings

    try:
        return settings().debug
    except RapalloError:
        return False


def _be_tolerant_of_encodings() -> None:
    """A terminal that cannot show a character gets a question mark for it, not an error."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")


def _silence_stdout() -> None:
    """Point stdout at nothing, so that the interpreter's last flush does not complain of the closed pipe."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - lives as long as the process
