"""What a new source would bring, and how it comes into the settings and goes out of them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from data.desk import Desk
from data.desk.intake import calendar
from data.errors import NotFound, SettingsError
from data.model.client import Client
from data.model.source import BookCounts, SourceState
from data.model.touch import Channel, Direction
from data.settings import CalendarSettings, ContactsSettings, ImapSettings, MailSettings
from data.store import Store, skips, sources
from tests.desk.conftest import Hand
from tests.feeds.mail.post import NOW, Post

Open = Callable[[str], Desk]

_EVENT = "BEGIN:VEVENT\r\nUID:{0}\r\nSUMMARY:Talk\r\nDTSTART:{0}\r\nEND:VEVENT\r\n"


@pytest.fixture
def post(tmp_path: Path, clock: Hand) -> Post:
    clock.at = NOW
    return Post(tmp_path / "mail")


@pytest.fixture
def box(post: Post) -> MailSettings:
    return MailSettings(name="studio", kind="maildir", path=post.root, me=("jo@studio.example",))


def everything(desk: Desk) -> str:
    """Give what the store holds, as one digest."""
    with desk._core.reading() as db:
        return hashlib.sha256("\n".join(db.conn.iterdump()).encode()).hexdigest()


def test_a_trial_says_what_a_mailbox_would_bring_and_keeps_nothing(
    desk: Desk, post: Post, box: MailSettings
) -> None:
    desk.clients.add(Client("Birch", addresses=("ann@birch.example",)))
    post.ann("m1")
    post.ann("m2", -40 * 24)
    post.put("stranger", headers={"From": "eve@other.example"})
    post.jo("o1", 1)
    before = everything(desk)
    trial = desk.connecting.try_out(box)
    assert everything(desk) == before
    assert desk.sources.states() == ()
    counted = {(each.channel, each.direction): each.count for each in trial.contacts}
    assert counted[Channel.MAIL, Direction.IN] == 2
    assert (trial.waiting, trial.from_before, trial.unknown) == (1, 1, 1)
    assert trial.my_addresses == ("jo@studio.example",)
    assert trial.state.error == ""
    assert not trial.stopped


def test_a_trial_of_what_cannot_be_read_says_so(desk: Desk, box: MailSettings, tmp_path: Path) -> None:
    trial = desk.connecting.try_out(replace(box, path=tmp_path / "nowhere"))
    assert "there is no directory" in trial.state.error
    assert trial.contacts == ()


def test_a_path_may_begin_at_the_home_folder(
    desk: Desk, post: Post, box: MailSettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    post.put("stranger", headers={"From": "eve@other.example"})
    trial = desk.connecting.try_out(replace(box, path=Path("~/mail")))
    assert (trial.state.error, trial.unknown) == ("", 1)


def test_a_relative_path_is_tried_where_the_settings_will_look(
    desk: Desk, post: Post, box: MailSettings, tmp_path: Path
) -> None:
    post.put("stranger", headers={"From": "eve@other.example"})
    trial = desk.connecting.try_out(replace(box, path=Path("mail")))
    assert (trial.state.error, trial.unknown) == ("", 1)


def test_a_trial_goes_by_your_address_where_none_is_said(desk: Desk, post: Post, box: MailSettings) -> None:
    desk.clients.add(Client("Birch", addresses=("ann@birch.example",)))
    post.ann("m1")
    assert desk.connecting.try_out(replace(box, me=())).waiting == 1


def test_no_trial_sends_a_password_in_the_clear(desk: Desk, tmp_path: Path) -> None:
    asked = tmp_path / "asked"
    feed = ImapSettings(
        host="mail.studio.example", user="jo", security="none", password_command=f"touch '{asked}'; echo pw"
    )
    with pytest.raises(SettingsError, match="in the clear"):
        desk.connecting.try_out(feed)
    assert not asked.exists()


def test_no_such_user_is_said(desk: Desk, box: MailSettings) -> None:
    with pytest.raises(SettingsError, match="no such user"):
        desk.connecting.try_out(replace(box, path=Path("~nobody-of-that-name/mail")))


def test_a_trial_can_be_stopped(desk: Desk, post: Post, box: MailSettings) -> None:
    desk.clients.add(Client("Birch", addresses=("ann@birch.example",)))
    post.ann("m1")
    trial = desk.connecting.try_out(box, stop=lambda: True)
    assert trial.stopped
    assert trial.contacts == ()


def test_a_trial_of_a_calendar_counts_appointments_and_names_what_it_skips(
    desk: Desk, tmp_path: Path
) -> None:
    file = tmp_path / "work.ics"
    events = "".join(_EVENT.format(at) for at in ("20260325T090000Z", "20260326T090000Z", "broken"))
    file.write_text(f"BEGIN:VCALENDAR\r\n{events}END:VCALENDAR\r\n")
    trial = desk.connecting.try_out(CalendarSettings(kind="ics", path=file))
    assert trial.state.read == 3
    assert [(each.title, bool(each.reason)) for each in trial.skipped] == [("Talk", True)]


def test_a_trial_happens_in_any_thread(desk: Desk, tmp_path: Path) -> None:
    desk.clients.add(Client("Birch", addresses=("ann@birch.example",)))
    book = tmp_path / "cards.vcf"
    book.write_text(
        "".join(
            f"BEGIN:VCARD\nVERSION:3.0\nFN:{name}\nEMAIL:{name}@birch.example\nEND:VCARD\n"
            for name in ("ann", "bo")
        )
    )
    with ThreadPoolExecutor(1) as thread:
        feed = ContactsSettings(name="cards", kind="vcard", path=book)
        trial = thread.submit(desk.connecting.try_out, feed).result()
    assert trial.book == BookCounts(cards=2, with_addresses=2, with_phones=0, known=1, more=0, new=1)


def test_what_no_reader_foresaw_is_said_without_quoting_the_source(
    open_desk: Open, post: Post, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumble(*_: object) -> SourceState:
        raise AssertionError("a secret of the source")

    monkeypatch.setattr(calendar, "take_in", stumble)
    (tmp_path / "work.ics").write_text("BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n")
    feed = CalendarSettings(name="work", kind="ics", path=tmp_path / "work.ics")
    desk = open_desk("")
    assert "AssertionError in test_connecting.py" in desk.connecting.try_out(feed).state.error
    desk.connecting.add(feed)
    desk.connecting.add(MailSettings(name="studio", kind="maildir", path=post.root))
    post.ann("m1")
    errors = {state.name: state.error for state in desk.sources.sync()}
    assert "AssertionError in test_connecting.py" in errors["work"]
    assert "secret" not in errors["work"]
    assert errors["studio"] == ""


def test_a_source_comes_is_changed_and_goes(open_desk: Open, post: Post, box: MailSettings) -> None:
    desk = open_desk("")
    desk.clients.add(Client("Birch", addresses=("ann@birch.example",)))
    post.ann("m1")
    assert desk.connecting.add(box) == "studio is read from now on."
    desk.sources.sync()
    assert [item.client for item in desk.today().waiting] == ["Birch"]
    assert desk.connecting.feed("studio") == box
    desk.connecting.change("studio", replace(box, look_back_days=10))
    assert desk.settings.mail[0].look_back_days == 10
    said = desk.connecting.remove("studio")
    assert said.startswith("studio is not read any more.")
    desk.sources.sync()
    assert desk.settings.mail == ()
    assert desk.sources.states() == ()
    assert desk.today().waiting == ()
    (birch,) = desk.clients.all()
    assert [touch.subject for touch in desk.clients.contacts(birch.id)] == ["Case m1"]


def test_the_source_that_was_meant_is_changed_and_goes_wherever_it_stands_by_now(
    desk: Desk, post: Post, box: MailSettings
) -> None:
    """Somebody may have written another one above it since the settings were read."""
    file = desk._core.settings_path
    assert file is not None
    desk.connecting.add(box)
    above = '[[mail]]\nname = "above"\nkind = "maildir"\npath = "elsewhere"\n'
    text = file.read_text()
    file.write_text(text.replace("[[mail]]", f"{above}\n[[mail]]"))
    desk.connecting.change("studio", replace(box, look_back_days=10))
    assert [(each.name, each.look_back_days) for each in desk.settings.mail] == [
        ("above", 90),
        ("studio", 10),
    ]
    file.write_text(file.read_text().replace("[[mail]]", f"{above.replace('above', 'first')}\n[[mail]]", 1))
    desk.connecting.remove("studio")
    assert [each.name for each in desk.settings.mail] == ["first", "above"]
    file.write_text(file.read_text().replace('"first"', '"other"'))
    with pytest.raises(NotFound, match="first"):
        desk.connecting.remove("first")


def test_two_sources_of_one_name_are_told_apart(desk: Desk, post: Post, box: MailSettings) -> None:
    desk.connecting.add(box)
    said = desk.connecting.add(CalendarSettings(name="studio", kind="ics", path=post.root / "a.ics"))
    assert said == "studio (calendar) is read from now on."
    desk.connecting.remove("studio (calendar)")
    assert desk.settings.calendar == ()
    assert len(desk.settings.mail) == 1


def test_an_unknown_source_is_said_to_be_unknown(desk: Desk) -> None:
    with pytest.raises(NotFound, match="No source is called nobody"):
        desk.connecting.remove("nobody")


def test_what_lies_at_a_path(desk: Desk, post: Post, tmp_path: Path) -> None:
    post.ann("m1")
    (tmp_path / "a.txt").write_text("nothing")
    assert desk.connecting.at(post.root).kind == "maildir"
    with pytest.raises(NotFound, match="Nothing at"):
        desk.connecting.at(tmp_path / "a.txt")


def test_what_was_skipped_goes_with_its_source(tmp_path: Path) -> None:
    from data.model.source import Skipped
    from tests.build import a_source

    store = Store.open(tmp_path / "s.db", now=NOW)
    try:
        with store.intake(NOW) as db:
            sources.save_state(db, a_source("work"))
            skips.replace(db, "work", [Skipped("line 3", "no time", "Ann")])
            sources.rename(db, "work", "office")
        assert skips.of_source(store.reader, "office") == [Skipped("line 3", "no time", "Ann")]
        with store.intake(NOW) as db:
            skips.replace(db, "office", [Skipped(f"line {n}", "no time") for n in range(500)])
        assert len(skips.of_source(store.reader, "office")) == skips.MOST
        with store.intake(NOW) as db:
            sources.forget(db, "office")
        assert skips.of_source(store.reader, "office") == []
    finally:
        store.close()


def test_a_source_that_another_process_connected_is_kept_and_read(
    open_desk: Open, desk: Desk, post: Post, box: MailSettings
) -> None:
    post.ann("m1")
    assert desk.sources.sync() == ()
    other = open_desk("")
    other.connecting.add(box)
    other.sources.sync()
    (state,) = desk.sources.sync()
    assert (state.name, state.read) == ("studio", 1)
    assert len(desk.sources.verdicts("studio")) == 1


def test_settings_that_somebody_wrote_are_followed_once(desk: Desk) -> None:
    file = desk._core.settings_path
    assert file is not None
    assert not desk.setup.follow()
    good = file.read_text()
    file.write_text(good.replace("Europe/Berlin", "Asia/Tokyo"))
    assert desk.setup.follow()
    assert desk.settings.zone == "Asia/Tokyo"
    assert not desk.setup.follow()
    file.write_text("# the same settings\n" + file.read_text())
    assert not desk.setup.follow()


def test_settings_that_cannot_be_used_are_said_once_and_the_old_ones_stay(desk: Desk) -> None:
    file = desk._core.settings_path
    assert file is not None
    good = file.read_text()
    file.write_text('zone = "Nowhere/Land"\n')
    with pytest.raises(SettingsError, match="zone"):
        desk.setup.follow()
    assert not desk.setup.follow()
    assert desk.settings.zone == "Europe/Berlin"
    assert desk.sources.sync() == ()
    file.unlink()
    assert not desk.setup.follow()
    file.write_text(good.replace("Europe/Berlin", "Asia/Tokyo"))
    assert desk.setup.follow()


def test_own_changes_are_no_news(desk: Desk, box: MailSettings) -> None:
    desk.connecting.add(box)
    assert not desk.setup.follow()


def test_when_a_source_last_worked_is_true_at_once_after_one_asked(
    desk: Desk, box: MailSettings, post: Post, clock: Hand
) -> None:
    post.ann("m1")
    desk.connecting.add(box)
    desk.sources.sync()
    clock.turn(minutes=3)
    desk.sources.sync(asked=False)
    assert desk.sources.states()[0].last_read_at == NOW
    desk.sources.sync()
    assert desk.sources.states()[0].last_read_at == NOW + timedelta(minutes=3)
