"""Mailboxes and calendars in their usual places, offered on a first start."""

from __future__ import annotations

from pathlib import Path

import data.feeds.look as look
from data.feeds.calendar.files import files_of
from data.feeds.discover import Candidate, candidate_at, find_feeds
from data.feeds.mail import maildir, mbox_tree
from data.feeds.mail.letter import Role
from tests.feeds.time_log.exports import TOGGL, a_timewarrior

_EVENT = "BEGIN:VEVENT\r\nUID:1\r\nDTSTART:20261124T080000Z\r\nEND:VEVENT\r\n"
_CALENDAR = "BEGIN:VCALENDAR\r\n{}END:VCALENDAR\r\n"


def mail_in(home: Path) -> tuple[Candidate, ...]:
    return tuple(each for each in find_feeds(home, {}) if each.is_mail)


def calendars_in(home: Path) -> tuple[Candidate, ...]:
    return tuple(each for each in find_feeds(home, {}) if not each.is_mail)


def a_maildir(folder: Path, *senders: str) -> Path:
    for name in ("cur", "new", "tmp"):
        (folder / name).mkdir(parents=True)
    for at, sender in enumerate(senders):
        text = f"Subject: x\nFrom: {sender}\n\nFrom: other@wrong.example\n"
        (folder / "cur" / f"{1700000000 + at}.x:2,S").write_text(text, encoding="utf-8")
    return folder


def an_mbox(file: Path, *senders: str) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    messages = [f"From x Mon Nov 23 09:00:00 2026\nFrom: {sender}\n\nHello\n\n" for sender in senders]
    file.write_text("".join(messages), encoding="utf-8")
    return file


def test_an_empty_home_holds_nothing(tmp_path: Path) -> None:
    assert find_feeds(tmp_path, {}) == find_feeds(tmp_path / "missing", {}) == ()


def test_a_maildir_with_dotted_folders(tmp_path: Path) -> None:
    root = a_maildir(tmp_path / "Maildir", "dana@harbour.example", "ben@harbour.example")
    a_maildir(root / ".Sent", "Kim <Kim@studio.example>", "kim+x@studio.example", "k@home.example")
    a_maildir(root / ".Clients.Harbour")
    assert mail_in(tmp_path) == (
        Candidate("Maildir", "maildir", root, 2, ("kim@studio.example", "k@home.example")),
    )


def test_accounts_below_mail_each_with_plain_folders(tmp_path: Path) -> None:
    for account in ("work", "private"):
        a_maildir(tmp_path / "Mail" / account / "INBOX", "dana@harbour.example")
        a_maildir(tmp_path / "Mail" / account / "[Gmail]" / "Sent Mail", f"{account}@studio.example")
    assert mail_in(tmp_path) == tuple(
        Candidate(account, "maildir", tmp_path / "Mail" / account, 1, (f"{account}@studio.example",))
        for account in ("private", "work")
    )


def test_mailboxes_that_are_maildirs_themselves(tmp_path: Path) -> None:
    for account in ("harbour", "studio"):
        a_maildir(tmp_path / ".mail" / account)
    assert [each.name for each in mail_in(tmp_path)] == ["harbour", "studio"]


def test_another_data_folder(tmp_path: Path) -> None:
    a_maildir(tmp_path / "elsewhere" / "mail" / "work" / "INBOX")
    (mail,) = find_feeds(tmp_path, {"XDG_DATA_HOME": str(tmp_path / "elsewhere")})
    assert mail.path == tmp_path / "elsewhere" / "mail" / "work"


def test_thunderbird_accounts_that_are_kept_here(tmp_path: Path) -> None:
    profile = tmp_path / ".thunderbird" / "abc.default"
    here = profile / "ImapMail" / "imap.studio.example"
    an_mbox(here / "INBOX", "dana@harbour.example")
    an_mbox(here / "Sent-1", "kim@studio.example")
    (here / "INBOX.msf").write_text("From x", encoding="utf-8")
    an_mbox(profile / "Mail" / "Local Folders" / "Archive", "dana@harbour.example")
    empty = profile / "ImapMail" / "elsewhere"
    empty.mkdir()
    (empty / "INBOX").touch()
    assert mail_in(tmp_path) == (
        Candidate("imap.studio.example", "mbox", here, None, ("kim@studio.example",)),
    )


def test_a_folder_of_mbox_files(tmp_path: Path) -> None:
    an_mbox(tmp_path / "mail" / "inbox", "dana@harbour.example")
    an_mbox(tmp_path / "mail" / "sent", "kim@studio.example")
    (mail,) = mail_in(tmp_path)
    assert (mail.kind, mail.path, mail.me) == ("mbox", tmp_path / "mail", ("kim@studio.example",))


def test_an_export_in_one_file_is_offered_archives_are_not(tmp_path: Path) -> None:
    one = an_mbox(tmp_path / "Mail" / "takeout" / "All mail.mbox", "dana@harbour.example")
    for year in ("2024", "2025"):
        an_mbox(tmp_path / "Mail" / "archive" / year, "dana@harbour.example")
    assert [(each.path, each.kind) for each in mail_in(tmp_path)] == [(one, "mbox")]


def test_what_is_found_can_be_read(tmp_path: Path) -> None:
    """The mailbox and calendar feeds find something at each path that is offered."""
    a_maildir(tmp_path / "Mail" / "work" / "INBOX", "dana@harbour.example")
    an_mbox(tmp_path / "mail" / "Inbox", "dana@harbour.example")
    a_maildir(tmp_path / "Maildir")
    (tmp_path / "a.ics").write_text(_CALENDAR.format(_EVENT * 2), encoding="utf-8")
    assert len(mail_in(tmp_path)) == 3
    for mail in mail_in(tmp_path):
        folders = {"maildir": maildir.find_folders, "mbox": mbox_tree.find_folders}[mail.kind]
        assert any(folder.role is Role.WATCHED for folder in folders(mail.path, ["INBOX"], []))
    for calendar in calendars_in(tmp_path):
        assert files_of(calendar.name, calendar.path, calendar.kind)


def test_collections_of_a_calendar_program(tmp_path: Path) -> None:
    for name in ("work", "home"):
        folder = tmp_path / ".calendars" / "account" / name
        folder.mkdir(parents=True)
        for number in range(3):
            (folder / f"{number}.ics").write_text(_CALENDAR.format(_EVENT), encoding="utf-8")
    (tmp_path / ".calendars" / "account" / "work" / "displayname").write_text("At work\n", encoding="utf-8")
    base = tmp_path / ".calendars" / "account"
    assert calendars_in(tmp_path) == (
        Candidate("home", "vdir", base / "home", 3),
        Candidate("At work", "vdir", base / "work", 3),
    )


def test_calendar_files(tmp_path: Path) -> None:
    evolution = tmp_path / ".local" / "share" / "evolution" / "calendar" / "system" / "calendar.ics"
    evolution.parent.mkdir(parents=True)
    for file in (evolution, tmp_path / "shared.ics"):
        file.write_text(_CALENDAR.format(_EVENT * 5), encoding="utf-8")
    (tmp_path / "invitation.ics").write_text(_CALENDAR.format(_EVENT), encoding="utf-8")
    (tmp_path / "nonsense.ics").write_bytes(b"\x00" * 100)
    assert calendars_in(tmp_path) == (
        Candidate("system", "ics", evolution, 5),
        Candidate("shared", "ics", tmp_path / "shared.ics", 5),
    )


def test_links_below_a_usual_place_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "Mail").mkdir()
    (tmp_path / "Mail" / "loop").symlink_to(tmp_path)
    a_maildir(tmp_path / "other" / "INBOX")
    assert mail_in(tmp_path) == ()


def test_a_usual_place_may_be_a_link_itself_and_is_found_once(tmp_path: Path) -> None:
    a_maildir(tmp_path / "disk")
    for name in ("Maildir", "Mail", "mail"):
        (tmp_path / name).symlink_to(tmp_path / "disk")
    assert len(mail_in(tmp_path)) == 1


def test_the_look_around_is_bounded(tmp_path: Path) -> None:
    for number in range(40):
        (tmp_path / "Mail" / f"{number:02}" / "deep" / "deeper" / "deepest").mkdir(parents=True)
    a_maildir(tmp_path / "Mail" / "zz" / "INBOX")
    eye = look.Look()
    for _ in range(look._MAX_LOOKS):
        eye.count(tmp_path)
    assert eye.folders(tmp_path / "Mail") == []
    assert [each.name for each in mail_in(tmp_path)] == ["zz"]


def test_address_books(tmp_path: Path) -> None:
    card = "BEGIN:VCARD\nFN:Ann\nEND:VCARD\n"
    file, folder = tmp_path / "phone.vcf", tmp_path / ".contacts" / "work"
    folder.mkdir(parents=True)
    file.write_text(card * 2)
    (folder / "ann.vcf").write_text(card)
    whole, single = find_feeds(tmp_path, {})
    assert (whole.name, whole.kind, whole.path) == ("contacts", "vcard", folder.parent)
    assert single == Candidate("phone", "vcard", file, 2)
    assert candidate_at(folder) == Candidate("work", "vcard", folder)
    assert candidate_at(file) == single
    file.write_text("no card")
    assert candidate_at(file) is None


def test_time_logs(tmp_path: Path) -> None:
    home = a_timewarrior(tmp_path / ".timewarrior")
    (found,) = find_feeds(tmp_path, {})
    assert (found.name, found.kind, found.path) == ("timewarrior", "timewarrior", home)
    assert candidate_at(home) == found
    report = tmp_path / "report.csv"
    report.write_text(TOGGL)
    assert candidate_at(report) == Candidate("toggl", "toggl", report)
    report.write_text("a,b\n1,2\n")
    assert candidate_at(report) is None
