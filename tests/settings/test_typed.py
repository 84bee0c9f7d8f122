"""What is typed into a form for a key of the settings, and what is written out to be edited."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from data.settings import FeedSettings, Key, MailSettings, NotAllowed, Settings, keys
from data.settings.sections import feed_sections
from data.settings.typed import read_typed, write_typed


def key(name: str, section: type[Any] = MailSettings) -> Key:
    return next(each for each in keys(section) if each.name == name)


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("path", " ~/Maildir ", Path("~/Maildir")),
        ("watch", "INBOX, Clients/*", ("INBOX", "Clients/*")),
        ("watch", "INBOX", ("INBOX",)),
        ("watch", "", ()),
        ("look_back_days", "30", 30),
        ("kind", "mbox", "mbox"),
        ("me", "Kim@Studio.example,jo@x.example", ("kim@studio.example", "jo@x.example")),
        ("name", "2026", "2026"),
    ],
)
def test_what_is_typed(name: str, text: str, value: object) -> None:
    assert read_typed(key(name), text) == value


@pytest.mark.parametrize(
    ("name", "text"),
    [("look_back_days", "soon"), ("kind", "pst"), ("me", "kim"), ("path", " "), ("watch", "a,,b\0")],
)
def test_what_is_no_value_is_refused(name: str, text: str) -> None:
    with pytest.raises(NotAllowed):
        read_typed(key(name), text)


@pytest.mark.parametrize("section", [part.section for part in feed_sections(Settings)])
def test_every_key_of_every_source_can_be_written_out_and_typed_again(section: type[FeedSettings]) -> None:
    for each in keys(section):
        value = each.default if each.example is None else each.example
        if not each.kind.options and value is not None:
            read = each.kind.read(list(value) if isinstance(value, tuple) else _plain(value))
            assert read_typed(each, write_typed(each, read)) == read, each.name


def _plain(value: object) -> object:
    return str(value) if isinstance(value, Path) else value
