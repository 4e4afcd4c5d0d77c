"""README and docs cannot lie: their examples run, their links lead somewhere, their tables say what the code says."""

from __future__ import annotations

import importlib.util
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import click
import pytest

from rapallo import errors
from rapallo.cli import rapallo
from rapallo.cli.failures import EXIT_STOPPED
from rapallo.settings import Settings

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted(ROOT.glob("docs/*.md")), *sorted(ROOT.glob("*/README.md"))]
GUIDE = (ROOT / "docs" / "guide.md").read_text("utf-8")
LINK = re.compile(r"\[[^\]]+\]\(([^)\s]+)\)")


def _generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate_examples", ROOT / "docs" / "generate_examples.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


examples = _generator()


@pytest.mark.parametrize("name", examples.PAGES)
def test_every_example_runs_and_shows_what_the_page_shows(name: str) -> None:
    page = (ROOT / name).read_text("utf-8")
    assert examples.filled(name) == page, f"run: python docs/generate_examples.py {name}"


def test_outputs_may_differ_in_durations_and_last_digits_only() -> None:
    shown = "Coded 6 articles: 24 events in 0.9 s\n  words  +0.08 ± 0.11  ··│█·  9 events\nknowledge 2026.11-29edf976\n"
    again = "Coded 6 articles: 24 events in 1.2 s\n  words  +0.09 ± 0.11  ··│█·  9 events\nknowledge 2026.11-00000000\n"
    assert examples.same(shown, again)
    assert not examples.same(shown, again.replace("24 events", "25 events"))
    assert not examples.same(shown, again.replace("+0.09", "+0.19"))


def test_a_command_follows_the_event_that_it_names() -> None:
    shown = "A → B  SANCTION\n“would not”\nWire · 0a1b2c3d\n\nA → B  AGREE\n“a deal”\nWire · 1a1b2c3d\n"
    again = "A → B  CONSULT\n“met”\nWire · 2a1b2c3d\n\nA → B  SANCTION  not done\n“would not”\nWire · 3a1b2c3d\n"
    assert examples.successors(shown, again)["0a1b2c3d"] == "3a1b2c3d"


def blocks(*names: str) -> Iterator[tuple[str, str]]:
    for page in PAGES:
        for name, code in re.findall(r"^```(\w+)\n(.*?)^```$", page.read_text("utf-8"), re.DOTALL | re.MULTILINE):
            if name in names:
                yield page.name, code


def test_every_make_target_that_is_named_exists() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    named = {word for page in PAGES for word in re.findall(r"`make ([a-z]+)`|^make ([a-z]+)", page.read_text("utf-8"))}
    named |= {(word, "") for _, code in blocks("sh") for word in re.findall(r"^make ([a-z]+)", code, re.MULTILINE)}
    assert {one or other for one, other in named} <= targets
    assert ("demo", "") in named
    assert ("test", "") in named


def _commands() -> list[str]:
    return [line for _, code in blocks("sh") for line in code.splitlines() if line.startswith("rapallo ")]


@pytest.mark.parametrize("line", _commands())
def test_commands_that_are_not_run_are_at_least_possible(line: str) -> None:
    words = shlex.split(line.partition(" | ")[0], comments=True)
    command = rapallo.commands[words[1]]
    command.make_context(words[1], words[2:], parent=click.Context(rapallo, **rapallo.context_settings))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_within_the_repository_leads_somewhere(page: Path) -> None:
    for target in LINK.findall(re.sub(r"```.*?```", "", page.read_text("utf-8"), flags=re.DOTALL)):
        if "://" in target:
            continue
        name, _, anchor = target.partition("#")
        file = page.parent / name if name else page
        assert file.exists(), target
        assert not anchor or anchor in _anchors(file), target


def _anchors(page: Path) -> set[str]:
    headings = re.findall(r"^#+ (.*)$", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading).strip().lower().replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_nothing_is_left_to_fill_in(page: Path) -> None:
    assert re.findall(r"@@[^@\n]*@@", page.read_text("utf-8")) == []


@pytest.mark.parametrize("name", Settings.model_fields)
def test_every_setting_stands_in_the_guide_with_its_default(name: str) -> None:
    default = Settings.model_fields[name].default
    shown = {None: "none", False: "off"}.get(default, f"{default:,}" if isinstance(default, int) else f"{default}")
    row = re.search(rf"^\| `RAPALLO_{name.upper()}` \| ([^|]*) \|", GUIDE, re.MULTILINE)
    assert row is not None
    assert row[1].strip(" `") == shown.removesuffix(".0")


def _exit_codes(kind: type[errors.RapalloError]) -> set[int]:
    return {kind.exit_code}.union(*(_exit_codes(child) for child in kind.__subclasses__()))


def test_the_guide_lists_every_exit_code() -> None:
    table = {int(code) for code in re.findall(r"^\| (\d+) \|", GUIDE, re.MULTILINE)}
    assert table == {0, EXIT_STOPPED} | _exit_codes(errors.RapalloError)
