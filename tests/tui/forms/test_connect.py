"""Sources on the screen: found, tried out, kept, changed and taken out, by keys alone."""

from __future__ import annotations

import mailbox
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from data.desk import Desk
from data.errors import SettingsError
from data.model.client import Client
from data.model.source import Trial
from data.settings import (
    CaldavSettings,
    CalendarSettings,
    CallsSettings,
    FeedSettings,
    ImapSettings,
    MailSettings,
)
from tests.tui.forms.conftest import Hand, Show, Stage
from tui.screens.connect import ConnectScreen, TrialScreen
from tui.screens.forms.feed import FeedForm
from tui.screens.sources import Sources
from tui.widgets.rows import Rows

PATIENCE = 60.0
"""Seconds after which something counts as never coming."""
_LETTER = (
    b"From: Ann Bell [/] <ann@harbour.example>\nTo: jo@studio.example\nSubject: [red] When?\n"
    b"Message-ID: <1@harbour.example>\nDate: Mon, 23 Nov 2026 09:50:00 +0100\n\nWhen?\n"
)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home folder with a mailbox in the usual place."""
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    box = mailbox.Maildir(folder / "Maildir")
    box.add(_LETTER)
    box.add(b"Subject: nobody\n\n")
    return folder


@pytest.fixture
def desk(open_desk: Callable[[str], Desk]) -> Desk:
    desk = open_desk("")
    desk.clients.add(Client("Harbour Books", addresses=("ann@harbour.example",)))
    return desk


def text(pilot: Pilot[None]) -> str:
    """Give what stands on the screen."""
    return "\n".join(strip.text.rstrip() for strip in pilot.app.screen._compositor.render_strips())


async def until(pilot: Pilot[None], condition: Callable[[], bool]) -> None:
    """Let the app go on until a condition holds; a search or a trial takes its time."""
    end = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > end:
            raise AssertionError(text(pilot))
        await pilot.pause(0.01)


def on(pilot: Pilot[None], kind: type[object]) -> Callable[[], bool]:
    return lambda: isinstance(pilot.app.screen, kind)


async def found(pilot: Pilot[None]) -> None:
    """Wait until the search is over."""
    await until(pilot, on(pilot, ConnectScreen))
    rows = pilot.app.screen.query_one(Rows)
    await until(pilot, lambda: rows.rows[0].key.startswith("found:"))


async def tried(pilot: Pilot[None]) -> None:
    """Wait until a trial has come to its end."""
    await until(pilot, on(pilot, TrialScreen))
    await until(pilot, lambda: "keep it" in text(pilot))


async def test_a_mailbox_is_found_tried_out_and_kept(show: Show, desk: Desk, home: Path) -> None:
    async with show(Sources(desk)) as pilot:
        assert "Nothing is read yet." in text(pilot)
        await pilot.press("n")
        await found(pilot)
        await pilot.press("home", "enter")
        await tried(pilot)
        said = text(pilot)
        assert "1 from clients" in said
        assert "1 exchange for your answer" in said
        assert "no sender" in said
        assert desk.sources.states() == ()
        await pilot.press("enter")
        await until(pilot, on(pilot, Sources))
        await until(pilot, lambda: "is read from now on." in text(pilot))
    (box,) = desk.settings.mail
    assert box.path == home / "Maildir"


async def test_the_list_goes_to_what_was_connected(show: Show, desk: Desk, home: Path) -> None:
    desk.connecting.add(ImapSettings(name="post", host="localhost", user="jo"))
    desk.connecting.add(CallsSettings(name="phone", path=home / "calls"))
    async with show(Sources(desk)) as pilot:
        await pilot.press("end", "n")
        await found(pilot)
        await pilot.press("home", "enter")
        await tried(pilot)
        await pilot.press("enter")
        await until(pilot, on(pilot, Sources))
        rows = pilot.app.screen.query_one(Rows)
        await until(pilot, lambda: rows.cursor_key == desk.settings.mail[0].name)


async def test_a_source_elsewhere_is_filled_in(show: Show, desk: Desk, home: Path, tmp_path: Path) -> None:
    file = tmp_path / "work.ics"
    file.write_text("BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n")
    async with show(FeedForm(CalendarSettings)) as pilot:
        await pilot.press("ctrl+s")
        assert "Please fill this in" in text(pilot)
        await pilot.press("shift+tab", "right", "enter")
        await pilot.press(*str(file), "ctrl+s")
        assert isinstance(pilot.app, Stage)
        assert pilot.app.answers == [CalendarSettings(kind="vdir", path=file)]


async def test_what_is_no_value_is_said_and_kept_in_the_form(show: Show, desk: Desk) -> None:
    async with show(FeedForm(MailSettings, MailSettings(kind="mbox", path=Path("/a")))) as pilot:
        field = pilot.app.screen.query_one("#look_back_days")
        field.focus()
        await pilot.press(*"soon", "ctrl+s")
        assert "a whole number of days" in text(pilot)
        assert isinstance(pilot.app, Stage)
        assert pilot.app.answers == []


async def test_a_trial_that_fails_can_be_changed(show: Show, desk: Desk, tmp_path: Path) -> None:
    async with show(TrialScreen(desk, MailSettings(kind="maildir", path=tmp_path / "gone"))) as pilot:
        await tried(pilot)
        assert "there is no directory" in text(pilot)
        await pilot.press("enter")
        assert isinstance(pilot.app, Stage)
        assert pilot.app.answers == ["edit"]


async def test_what_cannot_be_read_yet_is_kept_only_when_that_is_said(
    show: Show, desk: Desk, tmp_path: Path
) -> None:
    async with show(TrialScreen(desk, MailSettings(kind="maildir", path=tmp_path / "gone"))) as pilot:
        await tried(pilot)
        await pilot.press("K")
        assert isinstance(pilot.app, Stage)
        assert pilot.app.answers == ["keep"]


@pytest.mark.parametrize("section", [ImapSettings, CaldavSettings, CallsSettings])
async def test_what_one_calls_it_comes_after_what_it_takes_to_read_it(
    show: Show, desk: Desk, section: type[FeedSettings]
) -> None:
    async with show(FeedForm(section)) as pilot:
        form = pilot.app.screen
        assert isinstance(form, FeedForm)
        form.complete()
        await pilot.pause()
        order = [field.id for field in form.all_fields()]
        texts = [name for name in order if name not in ("kind", "security", "keyring")]
        assert texts.index("name") == len(texts) - 1


@pytest.mark.parametrize("size", [(120, 36), (80, 24)])
async def test_no_value_to_choose_from_is_cut(show: Show, desk: Desk, size: tuple[int, int]) -> None:
    async with show(FeedForm(CallsSettings), size=size) as pilot:
        for word in ("auto", "android", "google voice", "asterisk", "csv", "jsonl"):
            assert f"○ {word}" in text(pilot) or f"● {word}" in text(pilot)
        assert "Your numbers" in text(pilot)


async def test_an_account_is_asked_for_without_numbers_that_mean_nothing(show: Show, desk: Desk) -> None:
    async with show(FeedForm(ImapSettings)) as pilot:
        said = text(pilot)
        assert "a mail account on a server (IMAP)" in said
        assert "ctrl+s try it out" in said
        assert "│ 0 " not in said
        await pilot.press(*"imap.example", "tab", *"jo", "ctrl+s")
        assert isinstance(pilot.app, Stage)
        assert pilot.app.answers == [ImapSettings(host="imap.example", user="jo")]


async def test_what_is_not_so_is_said_in_words(show: Show, desk: Desk) -> None:
    desk.connecting.add(ImapSettings(host="localhost", user="jo"))
    async with show(Sources(desk)) as pilot:
        await until(pilot, lambda: "In the keyring" in text(pilot))
        assert "False" not in text(pilot)


async def test_a_source_is_changed_and_taken_out(show: Show, desk: Desk, home: Path) -> None:
    desk.connecting.add(MailSettings(name="studio", kind="maildir", path=home / "Maildir"))
    desk.sources.sync()
    async with show(Sources(desk)) as pilot:
        await until(pilot, lambda: "1 not understood" in text(pilot))
        assert "no sender" in text(pilot)
        await pilot.press("e")
        await until(pilot, on(pilot, FeedForm))
        pilot.app.screen.query_one("#look_back_days").focus()
        await pilot.press(*"30", "ctrl+s")
        await tried(pilot)
        await pilot.press("enter")
        await until(pilot, on(pilot, Sources))
        await until(pilot, lambda: "studio is changed." in text(pilot))
        assert desk.settings.mail[0].look_back_days == 30
        await pilot.press("d", "y")
        await until(pilot, lambda: "not read any more" in text(pilot))
    assert desk.settings.mail == ()


async def test_leaving_everything_keeps_everything(show: Show, desk: Desk, home: Path) -> None:
    async with show(Sources(desk), size=(80, 24)) as pilot:
        await pilot.press("n")
        await found(pilot)
        await pilot.press("home", "enter")
        await tried(pilot)
        await pilot.press("escape")
        await until(pilot, on(pilot, Sources))
        await pilot.press("escape")
        assert isinstance(pilot.app, Stage)
        assert pilot.app.answers == [None]
    assert desk.settings.feeds() == ()


async def test_settings_that_cannot_be_written_are_said_and_what_was_filled_in_stays(
    show: Show, desk: Desk, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: object) -> str:
        raise SettingsError("The settings file cannot be written: no space left on the disk.")

    writes = desk.connecting.add
    async with show(Sources(desk)) as pilot:
        monkeypatch.setattr(desk.connecting, "add", full)
        await pilot.press("n")
        await found(pilot)
        await pilot.press("enter")
        await tried(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: "no space left" in text(pilot))
        assert desk.sources.states() == ()
        monkeypatch.setattr(desk.connecting, "add", writes)
        await pilot.press("e")
        await until(pilot, on(pilot, FeedForm))
        assert "Maildir" in text(pilot)
        await pilot.press("ctrl+s")
        await tried(pilot)
        await pilot.press("enter")
        await until(pilot, on(pilot, Sources))
        await until(pilot, lambda: "is read from now on." in text(pilot))
    assert len(desk.settings.mail) == 1


async def test_a_change_that_cannot_be_written_can_be_tried_again(
    show: Show, desk: Desk, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> str:
        raise SettingsError("The settings file cannot be written: no space left on the disk.")

    writes = desk.connecting.change
    desk.connecting.add(MailSettings(name="studio", kind="maildir", path=home / "Maildir"))
    async with show(Sources(desk)) as pilot:
        monkeypatch.setattr(desk.connecting, "change", full)
        await pilot.press("e")
        await until(pilot, on(pilot, FeedForm))
        pilot.app.screen.query_one("#look_back_days").focus()
        await pilot.press(*"30", "ctrl+s")
        await tried(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: "no space left" in text(pilot))
        monkeypatch.setattr(desk.connecting, "change", writes)
        await pilot.press("enter")
        await until(pilot, on(pilot, Sources))
        await until(pilot, lambda: "studio is changed." in text(pilot))
    assert desk.settings.mail[0].look_back_days == 30


async def test_a_trial_that_breaks_says_so_and_can_be_changed(
    show: Show, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumble(*_: object) -> Trial:
        raise RuntimeError("[red] of all things")

    monkeypatch.setattr(desk.connecting, "try_out", stumble)
    async with show(
        TrialScreen(desk, CalendarSettings(name="work", kind="ics", path=Path("x.ics")))
    ) as pilot:
        await until(pilot, lambda: "broke off: [red] of all things" in text(pilot))
        assert "keep it" not in text(pilot)
        await pilot.press("e")
        assert isinstance(pilot.app, Stage)
        assert pilot.app.answers == ["edit"]


async def test_what_is_set_to_nothing_stays_so(show: Show, desk: Desk, tmp_path: Path) -> None:
    feed = MailSettings(name="all", kind="maildir", path=tmp_path, look_back_days=0)
    async with show(FeedForm(MailSettings, feed)) as pilot:
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(pilot.app, Stage) and bool(pilot.app.answers))
        assert isinstance(pilot.app, Stage)
        assert pilot.app.answers == [feed]


async def test_that_one_reads_is_said_until_it_was_read(
    show: Show, desk: Desk, home: Path, clock: Hand
) -> None:
    desk.connecting.add(MailSettings(name="studio", kind="maildir", path=home / "Maildir"))
    desk.sources.sync()
    async with show(Sources(desk)) as pilot:
        await pilot.press("r")
        await until(pilot, lambda: "this list says how it goes" in text(pilot))
        clock.turn(minutes=1)
        desk.sources.sync()
        await until(pilot, lambda: "this list says how it goes" not in text(pilot))


@pytest.mark.parametrize(
    ("feed", "words"),
    [
        (CallsSettings(name="phone", path=Path("calls")), "waits until you answer"),
        (CalendarSettings(name="days", kind="ics", path=Path("days.ics")), "Its appointments go"),
        (ImapSettings(name="post", host="localhost", user="jo"), "; nobody"),
    ],
)
async def test_what_becomes_of_what_a_source_brought_is_said_as_it_is(
    show: Show, desk: Desk, feed: FeedSettings, words: str
) -> None:
    desk.connecting.add(feed)
    async with show(Sources(desk)) as pilot:
        await pilot.press("d")
        await until(pilot, lambda: words in " ".join(text(pilot).replace("│", " ").split()))
