"""The command `rapallo`: one file a command. Nothing heavy is imported before a command runs, so `--help` is quick."""

from __future__ import annotations

from collections.abc import Sequence

import click

from rapallo.cli.code import code
from rapallo.cli.demo import demo
from rapallo.cli.dyad import dyad
from rapallo.cli.entities import entities
from rapallo.cli.evaluate import evaluate
from rapallo.cli.events import events
from rapallo.cli.explain import explain
from rapallo.cli.failures import run
from rapallo.cli.import_dictionary import import_dictionary
from rapallo.cli.recode import recode
from rapallo.cli.relation import relation
from rapallo.cli.review import review
from rapallo.cli.version import print_version

ORIENTATION = """\
Rapallo reads the news and keeps the record: who did what to whom, when, where, and who says so.

  rapallo demo                 see it work on short dispatches about Serbia, Russia and others
  rapallo code news/           code a folder of articles into rapallo.duckdb
  rapallo dyad Serbia Russia   what passed between the two, with the sentences that say so
  rapallo --help               all commands; each has --help with an example
"""


class InOrder(click.Group):
    """Lists its commands in the order in which they were added: that in which one needs them."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Names of the commands."""
        return list(self.commands)


@click.group(
    cls=InOrder,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="\b\nExample:\n  rapallo code news/ && rapallo dyad Serbia Russia",
)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=print_version,
    help="Show the versions of coder, model and knowledge.",
)
@click.pass_context
def rapallo(context: click.Context) -> None:
    """Read the news and keep the record: who did what to whom, when, where, and who says so.

    Exit codes: 0 done, 1 another error, 2 usage or an unknown name, 3 nothing could be read, 4 the database, 5 the
    output, 6 the model, 130 stopped with Ctrl-C.
    """
    if context.invoked_subcommand is None:
        click.echo(ORIENTATION, nl=False)


for _command in (code, events, dyad, explain, entities, relation, review, evaluate, recode, import_dictionary, demo):
    rapallo.add_command(_command)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; the exit code for the shell. Every failure is told in a line or two on stderr."""
    return run(rapallo, arguments)
