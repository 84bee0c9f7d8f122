"""Looking for mailboxes and calendars in their usual places, for the welcome of a first start.

Only names are listed, to a fixed depth and number; a few headers of sent messages are read to guess whose
mailbox it is. Links below a usual place are not followed, and what cannot be read is passed over.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from data.feeds.look import Look
from data.feeds.mail.folder_names import INBOX
from data.feeds.mail.folders import decode_name, usual_role
from data.feeds.sender import sent_from_maildir, sent_from_mbox
from data.values import frozen

_MAIL = ("Maildir", ".maildir", "Mail", "mail", ".mail", ".local/share/mail")
_THUNDERBIRD = (
    ".thunderbird",
    "snap/thunderbird/common/.thunderbird",
    ".var/app/org.mozilla.Thunderbird/.thunderbird",
    "Library/Thunderbird/Profiles",
)
_CALENDARS = (
    ".calendars",
    ".calendar",
    "calendars",
    "Calendars",
    ".local/share/calendars",
    ".local/share/khal/calendars",
    ".local/share/vdirsyncer/calendars",
    ".local/share/evolution/calendar",
    ".local/share/korganizer",
)
_BOOKS = (".contacts", "contacts", "Contacts", ".local/share/contacts", ".local/share/vdirsyncer/contacts")
_TIME_LOGS = (".timewarrior", ".local/share/timewarrior")
_DATA = ".local/share/"
_MONTH = re.compile(r"\d{4}-\d\d\.data", re.ASCII)


@frozen
class Candidate:
    """A mailbox, calendar or the like that was found; its fields are what a section of the settings wants."""

    name: str
    kind: str
    """"maildir" or "mbox", "ics" or "vdir", "vcard", "timewarrior" or "toggl", or of calls."""
    path: Path
    count: int | None = None
    """Messages in the inbox or events, counted up to 10,000; None: not counted."""
    me: tuple[str, ...] = ()
    """Addresses that the newest sent messages were written from, the most frequent first."""

    @property
    def is_mail(self) -> bool:
        """Whether it is a mailbox and not a calendar."""
        return self.kind in ("maildir", "mbox")


def find_feeds(home: Path, environ: Mapping[str, str] | None = None) -> tuple[Candidate, ...]:
    """Find the mailboxes, calendars, address books and time logs below a home folder, mail first.

    Takes well under a second and raises nothing.
    """
    look = Look()
    variables = os.environ if environ is None else environ
    found: list[Candidate] = []
    for place in _places(look, home, _MAIL, variables):
        found += _mail_below(look, place, 0)
    for place in _places(look, home, _THUNDERBIRD, variables):
        found += _thunderbird(look, place)
    for place in _places(look, home, _CALENDARS, variables):
        found += _calendars_below(look, place, 0)
    found += [_ics(look, file) for file in look.files(home) if look.is_calendar(file)]
    for place in _places(look, home, _BOOKS, variables):
        found += _book(look, place)
    for file in look.files(home):
        found += _book(look, file)
    for place in _places(look, home, _TIME_LOGS, variables):
        found += _time_log(look, place)
    return tuple({each.path: each for each in found}.values())


def candidate_at(path: Path) -> Candidate | None:
    """Say what lies at a path, or that it is nothing that can be read. Raises nothing."""
    look = Look()
    for found in (_time_log(look, path), _mail_below(look, path, 2), _calendars_below(look, path, 2)):
        for each in found:
            if each.path == path:
                return each
    for book in _book(look, path):
        return book
    if look.is_calendar(path):
        return _ics(look, path)
    if look.is_mbox(path):
        return _mbox(look, path, [path])
    from data.feeds.calls.looking import log_at

    calls = log_at(look, path)
    return Candidate(name=path.stem[:40] or "calls", kind=calls, path=path) if calls else None


def _places(look: Look, home: Path, names: tuple[str, ...], environ: Mapping[str, str]) -> Iterator[Path]:
    """Give the usual places that exist, each once: Mail and mail are one where case does not matter."""
    data = environ.get("XDG_DATA_HOME", "")
    seen: set[tuple[int, int]] = set()
    for name in names:
        moved = Path(data) / name.removeprefix(_DATA) if data and name.startswith(_DATA) else home / name
        mark = look.identity(moved)
        if mark is not None and mark not in seen:
            seen.add(mark)
            yield moved


def _mail_below(look: Look, folder: Path, depth: int) -> Iterator[Candidate]:
    """Give the mailboxes at or below a folder, two levels deep: ~/Maildir, ~/Mail/work, ~/.mail/kim/work."""
    if look.is_maildir(folder):
        yield _maildir(look, folder)
        return
    below = look.folders(folder)
    maildirs = [each for each in below if look.is_maildir(each)]
    if any(_is_part(each.name) for each in maildirs):
        yield _maildir(look, folder)
        return
    boxes = [file for file in look.files(folder) if look.is_mbox(file)]
    if _has_inbox(boxes):
        yield _mbox(look, folder, boxes)
    elif len(boxes) == 1:  # an export: everything in one file
        yield _mbox(look, boxes[0], boxes)
    for each in below:
        if each in maildirs:
            yield _maildir(look, each)
        elif depth < 2:
            yield from _mail_below(look, each, depth + 1)


def _is_part(name: str) -> bool:
    """Whether a folder is one of a mailbox's own, such as INBOX or Sent, and not a mailbox by itself."""
    plain = decode_name(name).lstrip(".").casefold()
    return plain in INBOX or usual_role(plain) is not None


def _has_inbox(boxes: list[Path]) -> bool:
    """Whether mail would be found by the usual setting, which watches the inbox."""
    return any(box.stem.casefold() in INBOX for box in boxes)


def _thunderbird(look: Look, folder: Path) -> Iterator[Candidate]:
    """Give the accounts of each profile whose inbox is kept on this machine."""
    for profile in look.folders(folder):
        for kind in ("Mail", "ImapMail"):
            for account in look.folders(profile / kind):
                boxes = [file for file in look.files(account) if look.is_mbox(file)]
                if _has_inbox(boxes):
                    yield _mbox(look, account, boxes)


def _maildir(look: Look, folder: Path) -> Candidate:
    below = look.folders(folder)
    inner = [deeper for each in below if not look.is_maildir(each) for deeper in look.folders(each)]
    inbox = next((each for each in below if each.name.casefold() in INBOX), folder)
    return Candidate(
        name=_name(folder),
        kind="maildir",
        path=folder,
        count=look.count(inbox / "cur") + look.count(inbox / "new"),
        me=sent_from_maildir(look, [*below, *inner]),
    )


def _mbox(look: Look, path: Path, boxes: list[Path]) -> Candidate:
    return Candidate(name=_name(path), kind="mbox", path=path, me=sent_from_mbox(look, boxes))


def _calendars_below(look: Look, folder: Path, depth: int) -> Iterator[Candidate]:
    """Give the calendars at or below a folder: a folder of single events, or files with many."""
    files = [file for file in look.files(folder) if file.suffix.lower() == ".ics"]
    many = [file for file in files if look.events_in(file) > 1]
    if files and not many:
        name = look.first_line(folder / "displayname") or _name(folder)
        yield Candidate(name=name, kind="vdir", path=folder, count=len(files))
        return
    yield from (_ics(look, file) for file in many)
    if depth < 2:
        for each in look.folders(folder):
            yield from _calendars_below(look, each, depth + 1)


def _ics(look: Look, file: Path) -> Candidate:
    # Evolution calls each file calendar.ics; its folder tells them apart.
    name = (
        file.parent.name if file.stem == "calendar" and file.parent.parent.name == "calendar" else file.stem
    )
    return Candidate(name=name[:40], kind="ics", path=file, count=look.events_in(file))


def _time_log(look: Look, path: Path) -> Iterator[Candidate]:
    """Give the time log at a path: Timewarrior's folder, or a detailed report of Toggl."""
    if any(_MONTH.fullmatch(file.name) for file in look.files(path / "data")):
        yield Candidate(name="timewarrior", kind="timewarrior", path=path)
    head = look.start(path, 1000).lower() if path.suffix.lower() == ".csv" else b""
    if b"start date" in head and b"start time" in head:
        yield Candidate(name="toggl", kind="toggl", path=path)


def _book(look: Look, path: Path) -> Iterator[Candidate]:
    """Give the address book at a path: a file of vCards, or a folder with such files at its top or below."""
    cards = look.cards_in(path)
    if cards:
        yield Candidate(name=path.stem, kind="vcard", path=path, count=cards)
        return
    places = (path, *look.folders(path)[:20])
    if any(look.cards_in(file) for place in places for file in look.files(place)[:5]):
        yield Candidate(name=_name(path), kind="vcard", path=path)


def _name(folder: Path) -> str:
    return folder.name.lstrip(".")[:40] or "mail"
