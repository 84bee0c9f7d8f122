"""Two ways to open a store that the tests share."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from data.errors import StoreError
from data.store import Store, touches
from tests.build import NOW, a_touch


def log(path: Path, *notes: str) -> None:
    """Open, log and close, so that all lies in the file itself."""
    with closing(Store.open(path, now=NOW)) as store:
        for note in notes:
            with store.action("log", NOW) as db:
                touches.insert(db, a_touch(note))


def expect_refused(path: Path, error: type[StoreError], *words: str) -> None:
    """Opening raises `error` with these words, and the file does not change by a byte."""
    before = path.read_bytes() if path.is_file() else None
    for read_only in (False, True):
        with pytest.raises(error) as raised:
            Store.open(path, now=NOW, read_only=read_only)
        for word in words:
            assert word in str(raised.value)
    assert (path.read_bytes() if path.is_file() else None) == before
