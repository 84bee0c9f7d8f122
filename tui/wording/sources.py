"""The words of the sources: how each is doing, what was found on this machine, what a new one would bring."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from data.model.source import Around, Contacts, Skipped, SourceState, Trial
from data.model.touch import Channel, Direction
from tui.wording.book import cards_said, known_said
from tui.wording.plain import plain
from tui.wording.row import EMPTY, Cell, Part, Row, joined
from tui.wording.sheet import Block, Fact, Sheet, block
from tui.wording.times import exact, full_day, local, moment, past, span

_THINGS = {
    (Channel.MAIL, Direction.IN): "from clients",
    (Channel.MAIL, Direction.OUT): "from you to clients",
    (Channel.CALL, Direction.IN): "from clients",
    (Channel.CALL, Direction.OUT): "to clients",
    (Channel.SMS, Direction.IN): "from clients",
    (Channel.SMS, Direction.OUT): "from you to clients",
}
AWAY = "offline, tried again by itself"
_UNITS = {Channel.MAIL: "message", Channel.CALL: "call", Channel.SMS: "text message"}


_MOST_PLACES = 6
"""Folders or calendars that a trial names."""
_SECTIONS = {
    "mail": "a mailbox on this machine",
    "imap": "a mail account on a server (IMAP)",
    "calendar": "a calendar on this machine",
    "caldav": "a calendar account on a server (CalDAV)",
    "calls": "a call log",
    "contacts": "an address book",
    "time_log": "a time log",
}
_LABELS = {
    "me": "Your addresses",
    "watch": "Folders watched",
    "sent": "Sent folders",
    "look_back_days": "Look-back, days",
    "path": "Path",
    "user": "User",
    "url": "Address (URL)",
    "ca_file": "Certificate file",
    "password_command": "Password command",
    "token_command": "Token command",
    "keyring": "In the keyring",
    "run": "Ask `timew`",
    "mine": "Your numbers",
    "zone": "Time zone",
    "country": "Country code",
}


def section_word(section: str, word: str) -> str:
    """Say what a source of a section of the settings is: "an address book"."""
    return _SECTIONS.get(section, word)


_MAIL_GONE = "What it brought stays with your clients; nobody waits in it any more."
_APPOINTMENTS_GONE = "Its appointments go, and take no room any more."
_GONE = {
    "mail": _MAIL_GONE,
    "imap": _MAIL_GONE,
    "calendar": _APPOINTMENTS_GONE,
    "caldav": _APPOINTMENTS_GONE,
    "calls": "What it brought stays with your clients; who waits because of it waits until you answer.",
    "contacts": "People are not known by its cards any more; who became a client stays.",
    "time_log": "What was counted stays; what has no place yet goes.",
}


def removal_said(section: str) -> str:
    """Say what becomes of what a source brought when it is read no longer."""
    return f"{_GONE[section]} It can be connected again."


def key_label(name: str) -> str:
    """Say a key of the settings as the label of a field."""
    return _LABELS.get(name, name.replace("_", " ").capitalize())


def option_said(option: object) -> str:
    """Say one of a few values of the settings: what is so or is not as "yes" or "no"."""
    if isinstance(option, bool):
        return "yes" if option else "no"
    return str(option).replace("_", " ")


def to_know(state: SourceState, now: datetime, zone: str) -> str:
    """Say in one line what is not as usual with a source; empty when all is well."""
    if state.error:
        return state.error
    away = f"{AWAY}, since {moment(state.offline_since, now, zone)}" if state.offline_since else ""
    return " · ".join(part for part in (away, state.note) if part)


def reading_said(states: Sequence[SourceState]) -> str:
    """Say in one sentence how a reading ended that somebody asked for."""
    if not states:
        return "Nothing is read yet: S, and there n, connects mail and calendars."
    away = [state for state in states if state.offline_since is not None and not state.error]
    failed = [state for state in states if state.error]
    if failed:
        return f"{_which([*failed, *away], states)} could not be read; S says why."
    if away:
        again = "it is tried again by itself" if len(away) == 1 else "they are tried again by themselves"
        return f"{_which(away, states)} cannot be reached; {again}."
    return "Everything is read."


def _which(some: Sequence[SourceState], states: Sequence[SourceState]) -> str:
    return plain(some[0].name, 40) if len(some) == 1 else f"{len(some)} of {len(states)} sources"


def source_row(state: SourceState, now: datetime, zone: str) -> Row:
    """Say how one source is doing; under it what went wrong, or what is worth knowing."""
    if state.error:
        mark: Part = ("●", "late")
    elif state.last_read_at is None:
        mark = ("○", "dim")
    else:
        mark = ("√", "kept")
    if state.offline_since is not None:
        mark = ("◐", "due")
    read = f"read {past(state.last_read_at, now, zone)}" if state.last_read_at else "not read yet"
    under: tuple[Part, ...] = ((plain(state.error, 500), "late"),) if state.error else _brought(state)
    return Row(
        state.name,
        (Cell.of(mark), Cell(plain(state.name, 100)), Cell(plain(state.kind, 20), "dim"), Cell(read, "dim")),
        (EMPTY, Cell.of(*under)),
    )


def _brought(state: SourceState) -> tuple[Part, ...]:
    return joined(
        [
            [(AWAY, "due")] if state.offline_since else [],
            [(f"{state.read:,} known", "dim")] if state.read else [],
            [(f"{state.not_client:,} from no client", "dim")] if state.not_client else [],
            [(f"{state.skipped:,} not understood", "due")] if state.skipped else [],
            [(plain(state.note, 300), "due")] if state.note else [],
        ]
    ) or (("nothing from it yet", "faint"),)


_FEEDS = {
    "maildir": "mailbox",
    "mbox": "mailbox",
    "ics": "calendar",
    "vdir": "calendar",
    "vcard": "address book",
    "timewarrior": "time log",
    "toggl": "time log",
    "auto": "call log",
    "android": "call log",
    "google_voice": "call log",
    "asterisk": "call log",
    "csv": "call log",
    "jsonl": "call log",
}


def candidate_about(kind: str, path: str, count: int | None) -> str:
    """Say what a mailbox or calendar found on this machine is: "mailbox · 1204 messages · /home/…"."""
    what = _FEEDS.get(kind, kind)
    unit = {"mailbox": "message", "address book": "card"}.get(what, "event")
    if count is None:
        return f"{what} · {plain(path, 200)}"
    many = "over 10,000" if count >= 10_000 else f"{count:,}"
    return f"{what} · {many} {unit}{'' if count == 1 else 's'} · {plain(path, 200)}"


def candidate_row(name: str, kind: str, path: str, count: int | None) -> Row:
    """Say one source that was found on this machine: its name · what and where it is."""
    return Row(
        f"found:{path}",
        (Cell(plain(name, 40)), Cell(candidate_about(kind, path, count), "dim")),
    )


def section_row(section: str, word: str) -> Row:
    """Say one kind of source that can be entered."""
    return Row(f"section:{section}", (Cell("new", "dim"), Cell(section_word(section, word))))


def trial_block(trial: Trial, now: datetime, zone: str) -> Block:
    """Say what reading a source would bring."""
    state = trial.state
    if state.error:
        return block("It cannot be read", [Fact.of("", plain(state.error, 500), "late")])
    return block("It would bring", _would_bring(trial, now, zone))


def trying_block() -> Block:
    """Say what a trial does while it is under way."""
    return block("Being looked at", [Fact.of("", "Nothing of it is kept before you say so.", "dim")])


def _around(around: Around) -> Iterator[Fact]:
    """Say what there is at the server: the places that are read, and how news come."""
    for place in around.places[:_MOST_PLACES]:
        many = "cannot be opened" if place.count is None else f"{place.count:,}"
        what = ", what you sent" if place.sent else ""
        yield Fact.of(plain(place.name, 40), f"{many}{what}", "due" if place.count is None else "plain")
    rest = max(0, len(around.places) - _MOST_PLACES) + around.others
    if rest and around.places:
        yield Fact.of("besides", f"{_many(rest, 'folder')} more")
    if around.at_once is not None:
        yield Fact.of("news", "at once" if around.at_once else "at the next reading, within two minutes")


def _would_bring(trial: Trial, now: datetime, zone: str) -> Iterator[Fact]:
    state = trial.state
    yield from _around(trial.around)
    for each in trial.contacts:
        yield Fact.of(*_contacts(each, now, zone))
    if trial.appointments:
        yield Fact.of("appointments", f"{trial.appointments:,} from yesterday to a year ahead")
    if trial.time_entries:
        yield Fact.of("time", f"{_many(trial.time_entries, 'entry', 'entries')}, {span(trial.time_minutes)}")
    if trial.time_to_place:
        yield Fact.of(
            "what is this time?", f"{_many(trial.time_to_place, 'tag or project', 'tags and projects')}"
        )
    if trial.book is not None:
        yield Fact.of("cards", cards_said(trial.book))
        yield Fact.of("people", known_said(trial.book))
    if not (trial.contacts or trial.appointments or trial.time_entries or trial.book):
        yield from _would_bring_nothing(trial)
    if trial.waiting:
        yield Fact.of("waiting", f"{_many(trial.waiting, 'exchange')} for your answer", "due")
    if trial.from_before:
        yield Fact.of("from before", f"{_many(trial.from_before, 'exchange')} in that tray, without a clock")
    if trial.unknown:
        who = (
            "1 person who is no client"
            if trial.unknown == 1
            else f"{trial.unknown:,} people who are no clients"
        )
        yield Fact.of("who is this?", f"{who} yet")
    if trial.my_addresses:
        yield Fact.of("you", plain(", ".join(trial.my_addresses[:5]), 300))
    if state.skipped:
        yield Fact.of("not understood", f"{state.skipped:,}, left out", "due")
    yield from _skipped(trial.skipped[:3])
    if state.note:
        yield Fact.of("to know", plain(state.note, 300), "due")
    if trial.stopped:
        more = "there is more in it" if state.read else "nothing was read yet"
        yield Fact.of("", f"Stopped before the end: {more}.", "due")


def _would_bring_nothing(trial: Trial) -> Iterator[Fact]:
    """Say that nothing concerns a client, unless it was stopped before anything could be known."""
    read = trial.state.read
    if read or not trial.stopped:
        known = f", {read:,} known" if read else ""
        yield Fact.of("", f"nothing to or from a client yet{known}", "due")


def _contacts(each: Contacts, now: datetime, zone: str) -> tuple[str, str]:
    unit = _UNITS.get(each.channel, "contact")
    whose = _THINGS.get((each.channel, each.direction), "with clients")
    first, last = (
        full_day(local(at, zone).date(), local(now, zone).date()) for at in (each.first_at, each.last_at)
    )
    span = last if first == last else f"{first} to {last}"
    return f"{unit}s", f"{each.count:,} {whose}, {span}"


def _many(count: int, one: str, several: str = "") -> str:
    return f"{count:,} {one if count == 1 else several or one + 's'}"


def _skipped(skipped: Iterable[Skipped]) -> Iterator[Fact]:
    for each in skipped:
        times = f"{each.count:,} × " if each.count > 1 else ""
        what = plain(each.title, 80) or plain(each.place, 80)
        yield Fact.of("skipped", f"{times}{what}: {plain(each.reason.replace('_', ' '), 120)}", "dim")


def source_sheet(
    state: SourceState,
    settings: Sequence[tuple[str, str]],
    skipped: Sequence[Skipped],
    now: datetime,
    zone: str,
) -> Sheet:
    """Say all there is to know about one source; `settings` are the keys that its section says."""
    blocks = [block("How it is doing", _doing(state, now, zone))]
    if skipped:
        blocks.append(block("Not understood", _skipped(skipped)))
    said = (Fact.of(key_label(key), plain(value, 300)) for key, value in settings)
    blocks.append(block("Settings", said))
    return Sheet(f"source:{state.name}", plain(state.name, 100), plain(state.kind, 20), tuple(blocks))


def _doing(state: SourceState, now: datetime, zone: str) -> Iterator[Fact]:
    if state.error:
        yield Fact.of("went wrong", plain(state.error, 500), "late")
    if state.offline_since:
        yield Fact.of("offline since", moment(state.offline_since, now, zone), "due")
    yield Fact.of("last worked", exact(state.last_read_at, now, zone) if state.last_read_at else "not yet")
    if state.first_read_at:
        yield Fact.of("first read", exact(state.first_read_at, now, zone))
    if state.read:
        yield Fact.of("known", f"{state.read:,}")
    if state.not_client:
        yield Fact.of("no client's", f"{state.not_client:,}")
    if state.skipped:
        yield Fact.of("skipped", f"{state.skipped:,} not understood and left out", "due")
    if state.note:
        yield Fact.of("to know", plain(state.note, 500), "due")
