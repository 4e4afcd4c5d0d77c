"""`rapallo import-dictionary`: what it writes, what it tells, and what it does not touch."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command_line import CommandLine

from rapallo.entities import Knowledge

ACTORS = """\
RUDOLF_ELPHBERG_
+KING_RUDOLF_ELPHBERG_
	[SRBGOV 990630-050101]
	[SRBELI]
ZENDA_CASTLE_GARDE [SRBMIL]
TARGET_
	[MNCUSA]
SAPT_
	[SRBGOV 20121204]
KKL_SOCIETY_OF_SPIES [KKLREB]
"""


@pytest.fixture
def actors(tmp_path: Path) -> Path:
    path = tmp_path / "zenda.actors.txt"
    path.write_text(ACTORS, "utf-8")
    return path


def test_a_dictionary_becomes_a_knowledge_file(rapallo: CommandLine, actors: Path, tmp_path: Path) -> None:
    ran = rapallo("import-dictionary", str(actors), "-o", "mine")
    assert (ran.code, ran.out) == (0, "")
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["zenda-actors.toml"]
    knowledge = Knowledge.load([tmp_path / "mine"])
    assert [name.key for name in knowledge.names_in("The Zenda Castle Garde met Rudolf Elphberg.")] == [
        "SRB/MIL",
        "SRB/GOV",
    ]


def test_what_was_read_and_what_was_not_is_told(rapallo: CommandLine, actors: Path) -> None:
    told = rapallo("import-dictionary", str(actors)).err.splitlines()
    assert told[:2] == [
        f"{actors}:8: a name without a code that can be read: SAPT_",
        f"{actors}:9: '20121204' is no <DATE, >DATE or DATE-DATE: [SRBGOV 20121204]",
    ]
    assert "Codes not fully told by our keys: KKLREB 1." in told
    assert "1 name left out (listed with --malformed FILE)." in told
    assert told[-1] == "10 lines: 8 imported, 2 malformed; 1 file in imported."


def test_malformed_lines_and_names_left_out_go_to_a_file(rapallo: CommandLine, actors: Path, tmp_path: Path) -> None:
    assert rapallo("import-dictionary", str(actors), "--malformed", "bad.jsonl").code == 0
    rows = [json.loads(line) for line in (tmp_path / "bad.jsonl").read_text("utf-8").splitlines()]
    assert [(row["where"], row["detail"]) for row in rows] == [
        (f"{actors}:8", "SAPT_"),
        (f"{actors}:9", "[SRBGOV 20121204]"),
        (f"{actors}:6", "TARGET_"),
    ]
    assert [row["reason"].partition(":")[0] for row in rows] == ["malformed", "malformed", "left out"]


def test_many_malformed_lines_are_cut_short_on_the_screen(rapallo: CommandLine, actors: Path) -> None:
    actors.write_text(ACTORS + "LONE_NAME\n" * 30, "utf-8")
    ran = rapallo("import-dictionary", str(actors))
    assert "… and 12 more malformed lines: with --malformed FILE." in ran.err
    assert len(ran.err.splitlines()) < 30


def test_control_characters_of_a_dictionary_do_not_reach_the_screen(rapallo: CommandLine, actors: Path) -> None:
    actors.write_text(ACTORS + "RED\x1b[31m_NAME\n", "utf-8")
    assert "\x1b" not in rapallo("import-dictionary", str(actors)).err


def test_existing_files_are_kept_without_force(rapallo: CommandLine, actors: Path, tmp_path: Path) -> None:
    there = tmp_path / "mine" / "zenda-actors.toml"
    there.parent.mkdir()
    there.write_text("mine", "utf-8")
    ran = rapallo("import-dictionary", str(actors), "-o", "mine", "--malformed", "bad.jsonl")
    assert ran.code == 5
    assert "zenda-actors.toml: there already. --force" in ran.err
    assert there.read_text("utf-8") == "mine"
    assert not (tmp_path / "bad.jsonl").exists()
    assert rapallo("import-dictionary", str(actors), "-o", "mine", "--force").code == 0
    assert "[[person]]" in there.read_text("utf-8")


def test_an_output_that_is_an_input_is_refused(rapallo: CommandLine, actors: Path) -> None:
    ran = rapallo("import-dictionary", str(actors), "--malformed", str(actors), "--force")
    assert ran.code == 2
    assert "would be overwritten" in ran.err
    assert actors.read_text("utf-8") == ACTORS


@pytest.mark.parametrize("stopped", [(KeyboardInterrupt(), 130), (OSError(28, "No space left"), 5)])
def test_a_stop_leaves_no_half_file(
    rapallo: CommandLine,
    actors: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    stopped: tuple[BaseException, int],
) -> None:
    stop, code = stopped
    real = Path.write_text

    def half(path: Path, text: str, encoding: str) -> int:
        if path.name.endswith(".tmp"):
            real(path, text[:20], encoding)
            raise stop
        return real(path, text, encoding)

    monkeypatch.setattr(Path, "write_text", half)
    ran = rapallo("import-dictionary", str(actors), "-o", "mine", "--malformed", "bad.jsonl")
    assert ran.code == code
    assert not (tmp_path / "mine").exists()
    assert not (tmp_path / "bad.jsonl").exists()


@pytest.mark.parametrize(
    ("content", "told"),
    [(b"", "is empty"), (b"Dear reader,\n", "is no dictionary"), (b"\x00" * 90, "is a binary file"), (None, "No such")],
)
def test_bad_input_is_one_clear_error_and_nothing_is_written(
    rapallo: CommandLine, actors: Path, tmp_path: Path, content: bytes | None, told: str
) -> None:
    bad = tmp_path / "bad.txt"
    if content is not None:
        bad.write_bytes(content)
    ran = rapallo("import-dictionary", str(actors), str(bad))
    assert ran.code == 3
    assert told in ran.err
    assert "Traceback" not in ran.err
    assert not (tmp_path / "imported").exists()


@pytest.mark.parametrize("file", ["mine", ".", "mine/../mine"])
def test_a_file_that_is_the_folder_is_refused_and_nothing_is_left(
    rapallo: CommandLine, actors: Path, tmp_path: Path, file: str
) -> None:
    ran = rapallo("import-dictionary", str(actors), "-o", "mine", "--malformed", file)
    assert ran.code == 2
    assert not (tmp_path / "mine").exists()


def test_a_file_that_cannot_be_written_leaves_nothing(rapallo: CommandLine, actors: Path, tmp_path: Path) -> None:
    ran = rapallo("import-dictionary", str(actors), "-o", "mine/deep", "--malformed", f"{actors}/bad.jsonl")
    assert ran.code == 5
    assert not (tmp_path / "mine").exists()


def test_a_dictionary_may_come_from_stdin(rapallo: CommandLine, tmp_path: Path) -> None:
    ran = rapallo("import-dictionary", "-", "-o", "mine", stdin="ZENDA_CASTLE_GARDE [SRBMIL]\n")
    assert ran.code == 0
    assert "stdin: 1 line, 0 malformed." in ran.err
    assert (tmp_path / "mine" / "stdin.toml").exists()


def test_a_country_that_nobody_knows_makes_no_actor(rapallo: CommandLine, actors: Path, tmp_path: Path) -> None:
    actors.write_text("ZORK_MINISTRY_ [ZZZGOV]\nZENDA_CASTLE_GARDE [SRBMIL]\n", "utf-8")
    ran = rapallo("import-dictionary", str(actors), "-o", "mine", "--malformed", "bad.jsonl")
    assert "1 name left out." in ran.err
    assert "Zork" not in (tmp_path / "mine" / "zenda-actors.toml").read_text("utf-8")
    assert "its code names no state that is known" in (tmp_path / "bad.jsonl").read_text("utf-8")


def test_a_name_with_two_codes_is_kept_under_both_and_told(rapallo: CommandLine, actors: Path, tmp_path: Path) -> None:
    actors.write_text("ZORK_CASTLE_GARDE [SRBMIL]\nZORK_CASTLE_GARDE [HUNMIL]\n", "utf-8")
    ran = rapallo("import-dictionary", str(actors), "-o", "mine", "--malformed", "bad.jsonl")
    assert "1 name kept under several codes." in ran.err
    [row] = [json.loads(line) for line in (tmp_path / "bad.jsonl").read_text("utf-8").splitlines()]
    assert row["where"] == f"{actors}:2"
    assert row["reason"] == f"several codes: kept for HUN/MIL; in {actors}:1 it is SRB/MIL"


def test_a_name_beyond_all_names_is_left_out(rapallo: CommandLine, actors: Path, tmp_path: Path) -> None:
    actors.write_text(f"ZENDA_{'X' * 5000} [SRBMIL]\nZENDA_CASTLE_GARDE [SRBMIL]\n", "utf-8")
    ran = rapallo("import-dictionary", str(actors), "-o", "mine", "--malformed", "bad.jsonl")
    assert "1 name left out." in ran.err
    assert len((tmp_path / "bad.jsonl").read_text("utf-8")) < 1000
