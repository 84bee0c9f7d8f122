"""Where the settings and the store live."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from data.paths import config_path, expand, make_private_folder, store_path


@pytest.fixture(autouse=True)
def _clean(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("FRONTDESK_CONFIG", "FRONTDESK_STORE", "XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))


def test_the_platform_has_a_place_for_both(tmp_path: Path) -> None:
    assert config_path().is_relative_to(tmp_path)
    assert store_path().is_relative_to(tmp_path)
    assert (config_path().name, store_path().name) == ("settings.toml", "frontdesk.db")
    assert config_path().parent.name == store_path().parent.name == "frontdesk"


def test_an_option_beats_a_variable_and_a_variable_the_platform(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("FRONTDESK_CONFIG", "~/mine.toml")
    monkeypatch.setenv("FRONTDESK_STORE", "/there/store.db")
    assert config_path() == tmp_path / "mine.toml"
    assert store_path() == Path("/there/store.db")
    assert config_path("/other.toml") == Path("/other.toml")
    assert store_path(Path("/other.db")) == Path("/other.db")


def test_an_empty_variable_says_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("FRONTDESK_STORE", "")
    assert store_path().is_relative_to(tmp_path)


def test_a_relative_path_starts_where_it_is_typed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    assert store_path("x.db") == tmp_path / "x.db"


def test_expand(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("BOX", "box")
    assert expand("~/${BOX}/a", Path("/base")) == tmp_path / "box" / "a"
    assert expand("b", Path("/base")) == Path("/base/b")


def test_a_new_folder_is_private_and_an_old_one_is_left(tmp_path: Path) -> None:
    make_private_folder(tmp_path / "a" / "b")
    assert stat.S_IMODE((tmp_path / "a" / "b").stat().st_mode) == 0o700
    shared = tmp_path / "shared"
    shared.mkdir(mode=0o755)
    make_private_folder(shared)
    assert stat.S_IMODE(shared.stat().st_mode) == 0o755
