"""`rapallo --version`: what would make an event today."""

from __future__ import annotations

import click


def print_version(context: click.Context, _parameter: click.Parameter, value: bool) -> None:
    """Print the versions and end; a model that cannot be loaded is told, not raised."""
    if not value or context.resilient_parsing:
        return
    from platform import python_version

    click.echo(f"rapallo {_release()} ({_versions()}), Python {python_version()}")
    context.exit()


def _release() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("rapallo")
    except PackageNotFoundError:
        return "from a source folder, not installed"


def _versions() -> str:
    from rapallo.errors import RapalloError
    from rapallo.pipeline import Coder

    try:
        return str(Coder().versions)
    except RapalloError as error:
        return f"not ready: {error}"
