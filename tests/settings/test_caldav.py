"""Accounts at calendar servers in the settings."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.settings import CaldavSettings, Settings, check, load
from data.settings.feed_edit import add_feed

SECTION = '[[caldav]]\nurl = "https://dav.studio.example/jo/"\nuser = "jo"\n'


def read(tmp_path: Path, text: str) -> Settings:
    file = tmp_path / "settings.toml"
    file.write_text(f'zone = "Europe/Berlin"\n{text}')
    return load(file)


def test_an_account_is_called_after_its_server(tmp_path: Path) -> None:
    feed = read(tmp_path, SECTION).feeds()[0]
    assert isinstance(feed, CaldavSettings)
    assert (feed.name, feed.kind, feed.host) == ("dav.studio.example", "caldav", "dav.studio.example")
    assert (feed.calendars, feed.ca_file, feed.keyring) == ((), None, False)


def test_two_accounts_at_one_server_have_names_of_their_own(tmp_path: Path) -> None:
    names = [feed.name for feed in read(tmp_path, SECTION + SECTION).feeds()]
    assert names == ["dav.studio.example", "dav.studio.example 2"]


def test_the_certificate_s_path_starts_at_the_file_s_folder(tmp_path: Path) -> None:
    feed = read(tmp_path, SECTION + 'ca_file = "certs/dav.pem"\n').caldav[0]
    assert feed.ca_file == tmp_path / "certs" / "dav.pem"


@pytest.mark.parametrize(
    "url", ["http://localhost:5232/", "http://127.0.0.1/", "http://[::1]:80/", "https://dav.example:8443"]
)
def test_http_is_for_this_machine_alone(tmp_path: Path, url: str) -> None:
    assert read(tmp_path, f'[[caldav]]\nurl = "{url}"\n').caldav[0].url == url


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("http://dav.example/", "over http everybody on the way could read the password"),
        ("http://localhost.example/", "over http everybody"),
        ("http://127.0.0.1.example/", "over http everybody"),
        ("https://jo:secret@dav.example/", "a name or password has no place in it"),
        ("ftp://dav.example/", "allowed: an address"),
        ("file:///etc/passwd", "allowed: an address"),
        ("dav.example", "allowed: an address"),
        ("https://", "allowed: an address"),
        ("https://dav.example:port/", "allowed: an address"),
        ("https://[::1/", "allowed: an address"),
        ("https://dav example/", "allowed: an address"),
    ],
)
def test_other_addresses_are_refused(url: str, said: str) -> None:
    problems = check(f'[[caldav]]\nurl = "{url}"\n')
    assert len(problems) == 1
    assert said in problems[0]


def test_the_address_must_be_given() -> None:
    assert any("url is missing" in problem for problem in check("[[caldav]]\n"))


def test_the_kind_is_no_key() -> None:
    assert any("kind" in problem for problem in check(SECTION + 'kind = "caldav"\n'))


def test_an_account_is_written_and_read_back(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text('zone = "UTC"\n')
    feed = CaldavSettings(
        name="studio",
        url="https://dav.studio.example/",
        user="jo",
        password_command="pass show 'dav \"x\"'",
        calendars=("Work", "Ünd"),
        ca_file=tmp_path / "ca.pem",
    )
    add_feed(file, feed)
    assert load(file).caldav == (feed,)
