"""`rapallo entities`, and `--knowledge` on the commands that know names."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from command_line import CommandLine

from rapallo.settings import settings

OWN = """
source = "the \\u009b[31matlas"

[[state]]
code = "RUR"
name = "Ruritania"
capitals = ["Strelsau"]

[[person]]
name = "Rudolf [red]Elphberg"
family = "Elphberg"
offices = [
  { title = "Crown [bold]Prince", key = "RUR/GOV", from = "1990", to = "1994-02-01" },
  { title = "King", office = "head of state", key = "RUR/GOV", from = "1994-02-01" },
]

[[organisation]]
code = "ZENDA"
name = "Zenda Pact"
headquarters = "Zenda\\u001b]0;title\\u0007"
members = ["RUR", "DEU | 1999/2004"]
"""


@pytest.fixture
def own(tmp_path: Path) -> str:
    """A folder with knowledge of our own, named as a user would."""
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "ruritania.toml").write_text(OWN, "utf-8")
    return "own"


def test_the_choice_and_its_reason_come_first(rapallo: CommandLine) -> None:
    ran = rapallo("entities", "Thatcher", "--on", "1985-06-01")
    assert ran.code == 0
    asked, name, why, *_ = ran.out.splitlines()
    assert asked == "“Thatcher” on 1985-06-01"
    assert name == "Margaret Thatcher  GBR/GOV"
    assert why.startswith("Prime Minister, 1979-05-04 to 1990-11-28: in office on 1985-06-01")
    assert "▸  1979-05-04" in ran.out
    assert "source" in ran.out


def test_a_state_shows_codes_capital_and_predecessors(rapallo: CommandLine) -> None:
    out = rapallo("entities", "serbia", "--on", "2010-01-01").out
    for words in ("ISO SRB, RS, 688 · COW 345", "Belgrade", "Republic of Serbia", "Serbia and Montenegro (SCG)"):
        assert words in out


def test_a_disputed_state_shows_who_claims_it(rapallo: CommandLine) -> None:
    assert "claimed by  Serbia (SRB)" in rapallo("entities", "Kosovo").out


def test_an_organisation_shows_its_members_on_the_day(rapallo: CommandLine) -> None:
    early = rapallo("entities", "NATO", "--on", "1949-05-01").out
    assert "12 on 1949-05-01: Belgium, Canada," in early
    assert "Brussels" in early
    assert "12 on" not in rapallo("entities", "NATO", "--on", "1990-01-01").out


def test_words_need_no_quotes(rapallo: CommandLine) -> None:
    ran = rapallo("entities", "president", "of", "France", "--on", "2014-01-01", "--limit", "1")
    assert "François Hollande  FRA/GOV" in ran.out
    assert "more (--limit N shows them)" in ran.out


def test_a_slip_is_found_and_told(rapallo: CommandLine) -> None:
    ran = rapallo("entities", "Serbai")
    assert ran.code == 0
    assert "Serbia  SRB" in ran.out
    assert "with a slip of spelling" in ran.out


def test_an_unknown_name_ends_with_2_and_suggestions(rapallo: CommandLine) -> None:
    ran = rapallo("entities", "Republic of Serbistan")
    assert ran.code == 2
    assert ran.out == ""
    assert "'Republic of Serbistan'" in ran.err
    assert "Republic of Serbia" in ran.err


@pytest.mark.parametrize("day", ["20220501", "2022-W05-1", "2022-13-01", "5 May", "", "2022-02-30"])
def test_what_is_no_day_is_a_clear_error(rapallo: CommandLine, day: str) -> None:
    ran = rapallo("entities", "Serbia", "--on", day)
    assert ran.code == 2
    assert f"{day!r} is not a date. Write 2024, 2024-07 or 2024-07-31." in ran.err


@pytest.mark.parametrize(("given", "day"), [("1989", "1989-12-31"), ("2024-02", "2024-02-29")])
def test_a_year_or_month_stands_for_its_last_day(rapallo: CommandLine, given: str, day: str) -> None:
    assert f"“Thatcher” on {day}" in rapallo("entities", "Thatcher", "--on", given).out


def test_the_present_year_stands_for_today(rapallo: CommandLine) -> None:
    today = date.today()
    ran = rapallo("entities", "Serbia", "--on", str(today.year))
    assert (f"“Serbia” on {today}" in ran.out, ran.err) == (True, "")


def test_a_day_ahead_is_told_to_be_one(rapallo: CommandLine) -> None:
    ran = rapallo("entities", "Serbia", "--on", "3000")
    assert (ran.code, ran.err) == (
        0,
        "3000-12-31 lies ahead: whoever is in office now is shown as in office then.\n",
    )


def test_a_name_beyond_all_names_is_refused_at_once(rapallo: CommandLine) -> None:
    ran = rapallo("entities", *["Putin"] * 3000)
    assert ran.code == 2
    assert "NAME has 17,999 characters, more than 200" in ran.err
    assert len(ran.err) < 400


def test_that_the_coder_finds_nobody_is_said_with_the_reason(rapallo: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    text = '[[outlet]]\nkey = "SRB/JRN"\nname = "Zendatime"\nambiguous = true\n'
    (tmp_path / "own" / "own.toml").write_text(text, "utf-8")
    out = " ".join(rapallo("entities", "Zendatime", "--knowledge", "own", columns=200).out.split())
    assert "The coder finds nobody by these words alone: the name is a word as well" in out
    row = json.loads(rapallo("entities", "Zendatime", "--knowledge", "own", "--format", "jsonl").out)
    assert (row["coded"], row["uncoded"][:20]) == ([], "the name is a word a")


def test_a_word_for_an_office_asks_whose(rapallo: CommandLine) -> None:
    ran = rapallo("entities", "chancellor")
    assert ran.code == 2
    assert "Say whose, as in 'German chancellor'" in ran.err


def test_names_in_the_bytes_of_another_locale_are_read(rapallo: CommandLine) -> None:
    typed = "Erdoğan".encode().decode("ascii", "surrogateescape")
    assert "TUR/GOV" in rapallo("entities", typed, "--on", "2020").out
    ran = rapallo("entities", "Pu\udcff\udcfetin")
    assert ran.code == 2
    assert "is not UTF-8" in ran.err


@pytest.mark.parametrize(
    "arguments",
    [
        ["entities", "Serbia", "--knowledge", ""],
        ["events", "--db", " "],
        ["import-dictionary", "x.txt", "-o", ""],
        ["import-dictionary", "x.txt", "--malformed", ""],
        ["code", "news.txt", "--drops", ""],
    ],
)
def test_an_empty_path_is_an_unset_variable_not_this_folder(rapallo: CommandLine, arguments: list[str]) -> None:
    ran = rapallo(*arguments)
    assert ran.code == 2
    assert "it is empty. Is a variable of the shell unset?" in ran.err


def test_records_that_take_the_place_of_shipped_ones_are_told(rapallo: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "own.toml").write_text('[[state]]\ncode = "SRB"\nname = "Zork"\n', "utf-8")
    ran = rapallo("entities", "Zork", "--knowledge", "own")
    assert ran.err.splitlines() == [
        "own/own.toml:1: takes the place of the shipped Serbia (state-srb).",
        "Nothing else of a shipped record is kept then; [[more]] adds to it instead.",
    ]
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "more.toml").write_text('[[more]]\nof = "SRB"\nalso = ["Zork"]\n', "utf-8")
    ran = rapallo("entities", "Zork", "--knowledge", "more")
    assert (ran.err, "Serbia  SRB" in ran.out) == ("", True)


def test_an_empty_name_is_a_usage_error(rapallo: CommandLine) -> None:
    assert rapallo("entities", " ").code == 2
    assert rapallo("entities").code == 2


def test_json_lines_give_the_same_as_data(rapallo: CommandLine) -> None:
    ran = rapallo("entities", "Belgrade", "--on", "2004-01-01", "--format", "jsonl")
    first, *rest = [json.loads(line) for line in ran.out.splitlines()]
    assert (first["key"], first["chosen"], first["valid"], first["on"]) == ("SCG", True, True, "2004-01-01")
    assert first["called"][0]["how"] == "capital"
    assert first["coded"][0]["key"].startswith("SCG")
    assert first["records"][0]["to"] == "2006-06-03"
    assert rest
    assert not any(row["chosen"] for row in rest)


def test_a_file_of_ones_own_is_shown_with_its_source(rapallo: CommandLine, own: str) -> None:
    assert rapallo("entities", "Elphberg").code == 2
    ran = rapallo("entities", "Elphberg", "--on", "1992-01-01", "--knowledge", own)
    assert ran.code == 0
    assert "RUR/GOV" in ran.out
    assert "atlas" in ran.out


@pytest.mark.parametrize("form", ["table", "jsonl"])
@pytest.mark.parametrize("name", ["Elphberg", "ZENDA"])
def test_what_such_a_file_holds_acts_on_nothing(rapallo: CommandLine, own: str, form: str, name: str) -> None:
    ran = rapallo("entities", name, "--knowledge", own, "--format", form)
    assert ran.code == 0
    assert all(line.isprintable() for line in ran.out.splitlines())
    if name == "Elphberg":
        assert "Crown [bold]Prince" in ran.out, "markup stays text"


def test_what_is_asked_acts_on_nothing(rapallo: CommandLine) -> None:
    for name in ("\x1b[31mSerbia\x1b[0m", "[red]Serbia[/red]", "\u202eSerbia"):
        ran = rapallo("entities", name)
        assert "\x1b" not in ran.out + ran.err
        assert "\u202e" not in ran.out + ran.err


@pytest.mark.parametrize("columns", [40, 80, 200])
def test_the_page_fits_its_width(rapallo: CommandLine, columns: int) -> None:
    ran = rapallo("entities", "United Nations", "--on", "2000-01-01", columns=columns)
    assert max(map(len, ran.out.splitlines())) <= columns


def test_names_of_ones_own_serve_the_other_commands(coded: CommandLine, own: str) -> None:
    assert coded("events", "--actor", "Ruritania").code == 2
    ran = coded("events", "--actor", "Ruritania", "--knowledge", own)
    assert (ran.code, ran.err) == (0, "No events.\n")
    ran = coded("dyad", "Ruritania", "Serbia", "--knowledge", own)
    assert ran.code == 0
    assert f"rapallo events --actor RUR --knowledge {own}" in ran.out, "lines to type next work as they stand"
    assert f"--knowledge {own}" in coded("events", "--knowledge", own).err


def test_the_setting_adds_folders_too(rapallo: CommandLine, own: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RAPALLO_KNOWLEDGE", own)
    settings.cache_clear()
    try:
        assert "Ruritania  RUR" in rapallo("entities", "Strelsau").out
    finally:
        settings.cache_clear()


@pytest.mark.parametrize(
    "command", [["entities", "Serbia"], ["events", "--actor", "Serbia"], ["dyad", "Serbia", "Russia"]]
)
@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('[[state]]\ncode = "rur"\nname = "R"\n', "bad.toml:1: [[state]] 'R': code: "),
        ('[[person]]\nname = "R"\noffices = [{ key = "RUR/GOV", from = "1 May" }]\n', "offices.1.from"),
        ("", "bad: holds no .toml file"),
    ],
)
def test_a_bad_file_ends_with_3_and_says_where(
    rapallo: CommandLine, tmp_path: Path, command: list[str], text: str, told: str
) -> None:
    (tmp_path / "bad").mkdir()
    if text:
        (tmp_path / "bad" / "bad.toml").write_text(text, "utf-8")
    ran = rapallo(*command, "--knowledge", "bad")
    assert ran.code == 3
    assert told in ran.err


@pytest.mark.parametrize("command", [["code", "news.txt"], ["recode"], ["demo"]])
def test_commands_that_code_check_the_files_too(
    rapallo: CommandLine, tmp_path: Path, command: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    monkeypatch.chdir(tmp_path)
    (tmp_path / "news.txt").write_text("Serbia praised Russia on Monday.", "utf-8")
    ran = rapallo(*command, "--knowledge", "nowhere")
    assert ran.code == 3
    assert "nowhere: is no folder" in ran.err


def test_workers_know_what_is_added(
    rapallo: CommandLine, own: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    monkeypatch.chdir(tmp_path)
    texts = ["Ruritania accused Germany of spying on Monday.", "Germany accused Ruritania of spying on Tuesday."]
    rows = [{"id": str(n), "text": text, "published": "2004-05-05"} for n, text in enumerate(texts)]
    (tmp_path / "news.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    outputs = []
    for workers in ("1", "2"):
        ran = rapallo("code", "news.jsonl", "--jsonl", f"{workers}.jsonl", "--workers", workers, "--knowledge", own)
        assert ran.code == 0
        outputs.append((tmp_path / f"{workers}.jsonl").read_text("utf-8"))
    assert outputs[0] == outputs[1]
    assert '"RUR' in outputs[0]


def test_a_run_that_codes_tells_what_is_replaced_too(rapallo: CommandLine, news: Path, tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "own.toml").write_text('[[state]]\ncode = "FRA"\nname = "Zork"\n', "utf-8")
    ran = rapallo("code", str(news), "--knowledge", "own")
    assert "own/own.toml:1: takes the place of the shipped France (state-fra)." in ran.err
