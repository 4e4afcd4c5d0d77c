"""docs/data-formats.md says what the schemas say, and its queries run."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import duckdb
import pytest
from store_samples import code_samples

DOCS = Path(__file__).parents[2] / "docs"
PAGE = DOCS / "data-formats.md"
QUERIES = re.findall(r"```sql\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)


@pytest.fixture(scope="module")
def generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate_data_formats", DOCS / "generate_data_formats.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_is_up_to_date(generator: ModuleType) -> None:
    page = PAGE.read_text("utf-8")
    assert page == generator.filled(page), "run: python docs/generate_data_formats.py"


def test_every_column_has_a_comment(tmp_path: Path) -> None:
    code_samples(tmp_path / "rapallo.duckdb", 1)
    with duckdb.connect(tmp_path / "rapallo.duckdb", read_only=True) as connection:
        bare = connection.execute(
            "SELECT table_name, column_name FROM duckdb_columns() WHERE NOT internal AND comment IS NULL"
        ).fetchall()
    assert bare == []


@pytest.mark.parametrize("query", QUERIES)
def test_its_queries_run(tmp_path: Path, query: str) -> None:
    code_samples(tmp_path / "rapallo.duckdb", 3)
    with duckdb.connect(tmp_path / "rapallo.duckdb", read_only=True) as connection:
        assert len(connection.execute(query).fetchall()) in (1, 3)
