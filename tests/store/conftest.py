from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from data.store import Store
from tests.build import NOW


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "home" / "frontdesk.db"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    opened = Store.open(path, now=NOW)
    yield opened
    opened.close()
