"""A store that cannot be written can be looked at."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from data.errors import ReadOnly
from data.store import Store, touches
from tests.build import NOW, a_touch
from tests.store.opening import log

NOBODY = 65534


@contextmanager
def ordinary_user() -> Iterator[None]:
    """Root may write everywhere: be somebody else for a while."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def foreign_folder() -> Iterator[Path]:
    """A store in a folder that an ordinary user can look into but not write to."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        log(folder / "frontdesk.db", "kept")
        for path in folder.iterdir():
            path.chmod(0o444)
        folder.chmod(0o555)
        yield folder
        folder.chmod(0o755)


def test_what_cannot_be_written_can_be_looked_at(foreign_folder: Path) -> None:
    path = foreign_folder / "frontdesk.db"
    with ordinary_user():
        with pytest.raises(ReadOnly, match="cannot be written") as raised:
            Store.open(path, now=NOW)
        assert "Nothing was changed" in str(raised.value)
        with closing(Store.open(path, now=NOW, read_only=True)) as store:
            assert store.read_only
            assert [touch.note for touch in touches.latest(store.reader)] == ["kept"]
            assert store.undoable() == "log"
            assert store.data_version() == store.data_version()
            with store.another_reader() as other:
                assert len(touches.latest(other)) == 1
            with pytest.raises(ReadOnly, match="opened only to look"), store.action("log", NOW) as db:
                touches.insert(db, a_touch())
            with pytest.raises(ReadOnly, match="opened only to look"):
                store.undo(NOW)
            with pytest.raises(ReadOnly, match="opened only to look"):
                store.backup(NOW)
    assert [file.name for file in foreign_folder.iterdir()] == ["frontdesk.db"]


def test_a_closed_file_in_an_open_folder(foreign_folder: Path) -> None:
    foreign_folder.chmod(0o777)
    with ordinary_user(), pytest.raises(ReadOnly, match="cannot be written"):
        Store.open(foreign_folder / "frontdesk.db", now=NOW)


def test_an_open_file_in_a_closed_folder(foreign_folder: Path) -> None:
    (foreign_folder / "frontdesk.db").chmod(0o666)
    with ordinary_user(), pytest.raises(ReadOnly, match="cannot be written"):
        Store.open(foreign_folder / "frontdesk.db", now=NOW)


def test_no_place_to_make_one(foreign_folder: Path) -> None:
    with ordinary_user(), pytest.raises(ReadOnly, match="cannot be written"):
        Store.open(foreign_folder / "deeper" / "frontdesk.db", now=NOW)


def test_a_file_of_somebody_else(foreign_folder: Path) -> None:
    path = foreign_folder / "frontdesk.db"
    path.chmod(0o000)
    with ordinary_user():
        for read_only in (False, True):
            with pytest.raises(ReadOnly, match="cannot be read"):
                Store.open(path, now=NOW, read_only=read_only)


def test_a_live_store_can_be_looked_at_beside_its_owner(store: Store, path: Path) -> None:
    with store.action("log", NOW) as db:
        touches.insert(db, a_touch("live"))
    with closing(Store.open(path, now=NOW, read_only=True)) as looking:
        assert [touch.note for touch in touches.latest(looking.reader)] == ["live"]
