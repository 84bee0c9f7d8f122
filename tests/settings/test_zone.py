"""Which zone this machine is set to, and what is said about a name that is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.settings.zone import machine_zone, zone_problem


@pytest.mark.parametrize(
    ("given", "zone"),
    [
        ("Europe/Lisbon", "Europe/Lisbon"),
        (":Europe/Lisbon", "Europe/Lisbon"),
        ("/usr/share/zoneinfo/Asia/Tokyo", "Asia/Tokyo"),
        (":/usr/share/zoneinfo/posix/Asia/Tokyo", "Asia/Tokyo"),
        ("CET-1CEST,M3.5.0,M10.5.0/3", "UTC"),
        ("../../etc/passwd", "UTC"),
        ("Europe", "UTC"),
        ("", "UTC"),
    ],
)
def test_the_variable_tz(tmp_path: Path, given: str, zone: str) -> None:
    assert machine_zone({"TZ": given}, tmp_path) == zone


def test_the_link_etc_localtime(tmp_path: Path) -> None:
    (tmp_path / "localtime").symlink_to("../usr/share/zoneinfo/America/Argentina/Buenos_Aires")
    assert machine_zone({}, tmp_path) == "America/Argentina/Buenos_Aires"


def test_a_copy_instead_of_a_link_falls_back_to_the_name_beside_it(tmp_path: Path) -> None:
    (tmp_path / "localtime").write_bytes(b"TZif2")
    (tmp_path / "timezone").write_text("Europe/Vienna\n", encoding="utf-8")
    assert machine_zone({}, tmp_path) == "Europe/Vienna"


def test_nothing_says_so_it_is_utc(tmp_path: Path) -> None:
    (tmp_path / "timezone").write_bytes(b"\xff\xfe\n")
    assert machine_zone({}, tmp_path) == "UTC"


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("Berlin", "Europe/Berlin"),
        ("new york", "America/New_York"),
        ("europe/berlin", "Europe/Berlin"),
        ("Europe/Belin", "Europe/Berlin"),
    ],
)
def test_a_name_that_is_nearly_one(name: str, near: str) -> None:
    assert near in (zone_problem(name) or "")


@pytest.mark.parametrize("name", ["", "Mars/Olympus", "/etc/passwd", "../x", "a\0b", "x" * 5000])
def test_a_name_that_is_none(name: str) -> None:
    assert zone_problem(name) is not None


def test_a_name_that_is_one() -> None:
    assert zone_problem("Europe/Berlin") is None
