"""The one reader of the environment: every RAPALLO_* variable, its default and its meaning."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from rapallo.errors import RapalloError


class Settings(BaseSettings):
    """Read from RAPALLO_… variables; each can be left out."""

    model_config = SettingsConfigDict(env_prefix="RAPALLO_", frozen=True)

    db: Path = Field(default=Path("rapallo.duckdb"), description="the database that commands use without --db")
    model: Path | None = Field(default=None, description="a model file to use in place of the shipped one")
    knowledge: str | None = Field(
        default=None, description="folders of knowledge files to add to the shipped knowledge, joined as in PATH"
    )
    debug: bool = Field(default=False, description="show the traceback of an error beside its message")
    article_chars_max: int = Field(
        default=200_000, gt=0, description="longer articles are dropped, with the reason counted (characters)"
    )
    file_bytes_max: int = Field(
        default=2_000_000_000, gt=0, description="longer files are refused (bytes); tables and JSON Lines are streamed"
    )
    store_wait_seconds: float = Field(
        default=20.0, ge=0, description="how long to wait for a database that another process has open for a moment"
    )

    @property
    def knowledge_folders(self) -> tuple[Path, ...]:
        """The folders that RAPALLO_KNOWLEDGE names."""
        return tuple(Path(folder) for folder in (self.knowledge or "").split(os.pathsep) if folder.strip())


@cache
def settings() -> Settings:
    """The settings of this process. Raises RapalloError naming the variable that is wrong."""
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        variable = f"RAPALLO_{'_'.join(str(p) for p in first['loc'])}".upper()
        raise RapalloError(
            f"The environment variable {variable} is not usable: {first['msg']} (got {first['input']!r}).",
            mend="Correct it or unset it.",
        ) from None
