"""Several processes and threads at one database; files that are not ours; disks that are full."""

from __future__ import annotations

import multiprocessing
import os
import sqlite3
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import duckdb
import pytest
from store_samples import (
    FIRST,
    code_on_a_small_disk,
    code_samples,
    coded,
    facts,
    hold_reader,
    hold_writer,
)

from rapallo import settings
from rapallo.errors import StoreBusyError, StoreError, StoreForeignError, StoreWriteError
from rapallo.store import Store
from rapallo.store.schema import Migration, migrations, prepare, schema_version

processes = multiprocessing.get_context("forkserver")
processes.set_forkserver_preload(["store_samples"])


@contextmanager
def another_process(work: Callable[..., None], *arguments: object) -> Iterator[int]:
    """Runs it until the end of the block; gives the process id that it tells once it is ready."""
    hear, tell = processes.Pipe(duplex=False)
    child = processes.Process(target=work, args=(*arguments, tell))
    child.start()
    try:
        yield hear.recv()
    finally:
        child.kill()
        child.join()


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Waits for others a tenth of a second instead of twenty seconds."""
    monkeypatch.setenv("RAPALLO_STORE_WAIT_SECONDS", "0.1")
    settings.settings.cache_clear()
    yield
    monkeypatch.undo()
    settings.settings.cache_clear()


def test_a_second_writer_is_told_who_writes(tmp_path: Path) -> None:
    path = tmp_path / "rapallo.duckdb"
    with another_process(hold_writer, path) as writer_id:
        with pytest.raises(StoreBusyError, match=rf"process {writer_id} on host {os.uname().nodename}"):
            code_samples(path, 1)
        with pytest.raises(StoreBusyError), Store(path).recoding(FIRST):
            pass
        assert Store(path).view().counts().articles == 0  # readers are not in its way
    code_samples(path, 1)  # killed, it holds nothing any more


def test_a_second_writer_in_the_same_process_is_told_too(tmp_path: Path) -> None:
    store = Store(tmp_path / "rapallo.duckdb")
    with store.writer(FIRST), pytest.raises(StoreBusyError, match=f"process {os.getpid()} "):
        code_samples(store.path, 1)


def test_a_child_that_outlives_a_killed_writer_does_not_hold_its_lock(tmp_path: Path) -> None:
    path = tmp_path / "rapallo.duckdb"
    with another_process(partial(hold_writer, fork=True), path) as orphan:
        pass
    try:
        os.kill(orphan, 0)  # it lives
        code_samples(path, 1)
    finally:
        os.kill(orphan, 9)


def test_readers_work_while_a_writer_runs(tmp_path: Path) -> None:
    path, articles = tmp_path / "rapallo.duckdb", 30
    code_samples(path, 1)
    child = processes.Process(target=code_samples, args=(path, articles), kwargs={"pause_seconds": 0.01})
    child.start()
    seen = [1]
    while child.is_alive():
        counts = Store(path).view().counts()
        assert counts.events == 2 * counts.articles
        seen.append(counts.articles)
    child.join()
    assert child.exitcode == 0
    assert seen == sorted(seen)
    assert any(1 < number < articles for number in seen)
    assert Store(path).view().counts().articles == articles


def test_threads_read_and_write_in_one_process(tmp_path: Path) -> None:
    store, failures = Store(tmp_path / "rapallo.duckdb"), []
    code_samples(store.path, 1)
    done = threading.Event()

    def read() -> None:
        try:
            while not done.is_set():
                events = store.view().events()
                assert len(events) == 2 * len({told.article for told in events})
        except BaseException as error:
            failures.append(error)

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    code_samples(store.path, 20)
    done.set()
    for reader in readers:
        reader.join()
    assert not failures
    assert store.view().counts().articles == 20


@pytest.mark.usefixtures("impatient")
def test_a_reader_that_keeps_the_file_open_is_named_and_nothing_is_lost(tmp_path: Path) -> None:
    path = tmp_path / "rapallo.duckdb"
    with Store(path).writer(FIRST) as writer:
        writer.add([coded(1)])
        with another_process(hold_reader, path) as reader_id:
            assert Store(path).view().counts().articles == 1  # others read beside it
            with pytest.raises(StoreBusyError, match=f"held open by process {reader_id} .*before is kept.*again"):
                writer.add([coded(2)])
        writer.add([coded(2)])
    assert Store(path).view().counts().articles == 2


@pytest.mark.usefixtures("impatient")
def test_our_own_process_holding_the_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "rapallo.duckdb"
    code_samples(path, 1)
    with duckdb.connect(path), pytest.raises(StoreBusyError, match="this process"):
        Store(path).view()


def test_waiting_readers_get_their_turn(tmp_path: Path) -> None:
    path = tmp_path / "rapallo.duckdb"
    code_samples(path, 1)
    hear, tell = processes.Pipe(duplex=False)
    child = processes.Process(target=hold_reader, args=(path, tell))
    child.start()
    hear.recv()
    threading.Timer(0.3, child.kill).start()
    code_samples(path, 2)  # waits until the other closes
    child.join()
    assert Store(path).view().counts().articles == 2


def make_sqlite(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE events (id)")
    connection.close()


def make_other_duckdb(path: Path) -> None:
    with duckdb.connect(path) as connection:
        connection.execute("CREATE TABLE events (id INTEGER)")


def make_other_duckdb_with_versions(path: Path) -> None:
    with duckdb.connect(path) as connection:
        connection.execute("CREATE TABLE schema_version (version INTEGER)")


def make_newer(path: Path) -> None:
    code_samples(path, 1)
    with duckdb.connect(path) as connection:
        connection.execute("INSERT INTO schema_version VALUES (99, 'later', 'rapallo')")


def make_torn(path: Path) -> None:
    code_samples(path, 1)
    path.write_bytes(path.read_bytes()[:9000])


FOREIGN: dict[str, Callable[[Path], object]] = {
    "sqlite": make_sqlite,
    "words": lambda path: path.write_text("Serbia thanked Russia.\n" * 99),
    "noise": lambda path: path.write_bytes(bytes(range(256)) * 64),
    "empty": lambda path: path.touch(),
    "duckdb of another program": make_other_duckdb,
    "duckdb with a version table of its own": make_other_duckdb_with_versions,
    "newer": make_newer,
    "torn": make_torn,
    "folder": lambda path: path.mkdir(),
}


@pytest.mark.parametrize("kind", FOREIGN)
def test_a_file_that_is_not_ours_is_refused_and_left_alone(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "rapallo.duckdb"
    FOREIGN[kind](path)
    before = None if path.is_dir() else path.read_bytes()
    for use in (
        lambda: code_samples(path, 1),
        lambda: Store(path).view(),
        lambda: Store(path).recoding(FIRST).__enter__(),
    ):
        with pytest.raises(StoreForeignError, match=str(path)) as caught:
            use()
        assert caught.value.mend
    assert [found.name for found in tmp_path.iterdir()] == ["rapallo.duckdb"]
    assert before is None or path.read_bytes() == before


def test_a_newer_database_asks_for_an_upgrade(tmp_path: Path) -> None:
    make_newer(tmp_path / "rapallo.duckdb")
    with pytest.raises(StoreForeignError, match=r"newer Rapallo.*Upgrade"):
        Store(tmp_path / "rapallo.duckdb").view()


def test_readers_of_a_missing_database_are_told_how_to_make_one(tmp_path: Path) -> None:
    for use in (Store(tmp_path / "none.duckdb").view, Store(tmp_path / "none.duckdb").recoding(FIRST).__enter__):
        with pytest.raises(StoreError, match=r"no database.*rapallo code"):
            use()
    assert not list(tmp_path.iterdir())


def test_a_log_without_its_database_is_not_thrown_away(tmp_path: Path) -> None:
    log = tmp_path / "rapallo.duckdb.wal"
    log.write_bytes(b"committed things")
    with pytest.raises(StoreForeignError, match=r"rapallo\.duckdb\.wal"):
        code_samples(tmp_path / "rapallo.duckdb", 1)
    assert log.exists()


@contextmanager
def as_nobody() -> Iterator[None]:
    """Without the rights of root, whom no permission stops."""
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every user can reach."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder
        folder.chmod(0o755)


def test_an_unwritable_folder_is_named(open_folder: Path) -> None:
    open_folder.chmod(0o555)
    with as_nobody(), pytest.raises(StoreWriteError, match=f"{open_folder}.*Permission denied.*write"):
        code_samples(open_folder / "rapallo.duckdb", 1)


def test_a_store_in_an_unwritable_folder_can_be_read(open_folder: Path) -> None:
    path = open_folder / "rapallo.duckdb"
    code_samples(path, 2)
    path.chmod(0o444)
    open_folder.chmod(0o555)
    with as_nobody():
        assert Store(path).view().counts().articles == 2
        with pytest.raises(StoreWriteError, match="Permission denied"):
            code_samples(path, 3)


def test_an_unreadable_file_is_named(open_folder: Path) -> None:
    path = open_folder / "rapallo.duckdb"
    code_samples(path, 1)
    path.chmod(0)
    with as_nobody(), pytest.raises(StoreError, match=f"{path}.*Permission denied"):
        Store(path).view()


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreWriteError, match="No such file or directory"):
        code_samples(tmp_path / "no" / "rapallo.duckdb", 1)


def test_a_full_disk_is_told_and_what_was_kept_is_whole(tmp_path: Path) -> None:
    path, undisturbed, articles = tmp_path / "rapallo.duckdb", tmp_path / "undisturbed.duckdb", 400
    code_samples(path, 20, bulk_chars=20_000)
    kind, message, mend = told_by(code_on_a_small_disk, path, bytes_max=path.stat().st_size, articles=articles)
    assert (kind, str(path) in message, "Make room" in mend) == ("StoreWriteError", True, True)
    counts = Store(path).view().counts()
    assert 20 <= counts.articles < articles
    assert counts.events == 2 * counts.articles
    for database in (path, undisturbed):  # room again: the same command goes on
        code_samples(database, articles, batch=200, bulk_chars=20_000)
    assert facts(path) == facts(undisturbed)


def test_no_room_for_a_new_database_leaves_none(tmp_path: Path) -> None:
    path = tmp_path / "rapallo.duckdb"
    kind, message, _ = told_by(code_on_a_small_disk, path, bytes_max=100_000, articles=1)
    assert (kind, str(path) in message) == ("StoreWriteError", True)
    assert not list(tmp_path.iterdir())


def told_by(work: Callable[..., None], path: Path, **arguments: int) -> tuple[str, str, str]:
    """What a child process tells: kind, message and mend of its error."""
    hear, tell = processes.Pipe(duplex=False)
    child = processes.Process(target=work, args=(path, tell), kwargs=arguments)
    child.start()
    told: tuple[str, str, str] = hear.recv()
    child.join()
    return told


LATER = Migration(
    2, "second_thoughts", "ALTER TABLE articles ADD COLUMN mood VARCHAR; CREATE TABLE moods (mood VARCHAR);"
)
BROKEN = Migration(3, "broken", "CREATE TABLE half (a INTEGER); SELECT no_such_column FROM articles;")


def test_an_older_database_is_brought_to_the_present_schema(tmp_path: Path) -> None:
    path = tmp_path / "rapallo.duckdb"
    prepare(path, migrations()[:1])
    with Store(path).writer(FIRST) as writer:
        writer.add([coded(1)])
    steps = [*migrations()[:1], LATER]
    prepare(path, steps)
    prepare(path, steps)
    assert schema_version(path, steps) == 2
    with duckdb.connect(path, read_only=True) as connection:
        assert connection.execute("SELECT id, mood FROM articles").fetchall() == [("sample-001", None)]
        assert connection.execute("SELECT version, name FROM schema_version ORDER BY 1").fetchall() == [
            (1, "first"),
            (2, "second_thoughts"),
        ]


def test_a_migration_that_fails_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "rapallo.duckdb"
    prepare(path, migrations()[:1])
    with pytest.raises(duckdb.BinderException):
        prepare(path, [*migrations()[:1], LATER, BROKEN])
    with duckdb.connect(path, read_only=True) as connection:
        tables = {row[0] for row in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
    assert not tables & {"moods", "half"}
    assert schema_version(path, migrations()[:1]) == 1


def test_a_view_brings_an_older_database_up_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "rapallo.duckdb"
    code_samples(path, 2)
    monkeypatch.setattr("rapallo.store.store.migrations", lambda: [*migrations(), LATER])
    assert Store(path).view().counts().articles == 2
    assert schema_version(path, [*migrations(), LATER]) == 2


def test_shipped_migrations_are_numbered_without_gaps() -> None:
    assert [step.number for step in migrations()] == list(range(1, len(migrations()) + 1))
