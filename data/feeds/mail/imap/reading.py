"""Reading an account: what is new, what changed, what is gone. Nothing is ever changed there (R19)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cached_property
from hashlib import blake2b

from data.errors import FeedError
from data.feeds.mail.events import Changed, Event, Gone, Mark
from data.feeds.mail.imap.connection import Connection, Opened
from data.feeds.mail.imap.fetching import fetch_letters, file_of, flags_of, found, key_of, uid_of
from data.feeds.mail.imap.folders import Folder, find_folders, state_of
from data.feeds.mail.imap.marks import FolderMark
from data.feeds.mail.imap.telling import NotDone
from data.feeds.mail.letter import Letter, Role
from data.feeds.patience import Stopped
from data.values import frozen

AT_ONCE = 250
"""Messages in one FETCH: well below what the wire lets through, and done in a moment."""
_LINE = 7_000
"""Characters of numbers in one command: servers take 8,192 (RFC 7162)."""


@frozen
class Before:
    """What is known before a reading."""

    known: Callable[[str], Mapping[str, str]]
    """Gives the flags of what is known of a folder, by key; asked only where something happened."""
    marks: Mapping[str, str]
    """The `Mark` values of the last reading: folder → mark."""
    mine: frozenset[str] = frozenset()
    """My addresses: in a folder that is neither watched nor Sent only what I wrote matters (R1)."""


def read_imap(
    connection: Connection,
    before: Before,
    since: datetime | None,
    now: datetime,
    tell: Callable[[str], None] = lambda _: None,
) -> Iterator[Event]:
    """Read what is new in an account, folder after folder; the newest messages of each first.

    `since` is the look-back (None: all mail); `tell` is told how far it is. Cut off anywhere, it goes on
    from the last `Mark` that was kept. Raises FeedError; when somebody asks to stop it just ends.
    """
    try:
        yield from _folder_by_folder(connection, before, since, now, tell)
    except Stopped:
        return


def _folder_by_folder(
    connection: Connection,
    before: Before,
    since: datetime | None,
    now: datetime,
    tell: Callable[[str], None],
) -> Iterator[Event]:
    gone = set(before.marks)
    for folder in find_folders(connection):
        gone.discard(folder.name)
        mark = FolderMark.read(before.marks.get(folder.name, ""))
        reading = _Reading(connection, folder, before, mark, since, now, tell)
        try:
            yield from reading.run()
        except NotDone as error:
            if folder.role is Role.WATCHED:
                raise FeedError(f"{folder.name} was not read: {error}") from error
    # Only after what took their place was read: else it would seem for a while that nobody waits.
    for name in sorted(gone):
        yield from (Gone(name, key) for key in before.known(name))


class _Reading:
    """One reading of one folder."""

    def __init__(
        self,
        connection: Connection,
        folder: Folder,
        before: Before,
        mark: FolderMark | None,
        since: datetime | None,
        now: datetime,
        tell: Callable[[str], None],
    ) -> None:
        self.connection, self.folder, self._all_known = connection, folder, before.known
        self.since, self.now, self.tell = since, now, tell
        self.criteria = _from_me(before.mine) if folder.role is Role.OTHER else []
        self.scope = _scope(connection, folder, since, now, self.criteria)
        self.before = mark if mark is not None and mark.scope == self.scope else None
        self.other_role = mark is not None and mark.role != folder.role

    @cached_property
    def known(self) -> Mapping[str, str]:
        """The flags of what is known of the folder, by key."""
        return self._all_known(self.folder.name)

    def run(self) -> Iterator[Event]:
        """Yield what happened in the folder; from each mark the next reading can go on."""
        if self.other_role:
            yield from self._as_now()
        if self.folder.role is Role.OTHER and not self.criteria:
            if self.other_role:
                yield self._mark(FolderMark(0, self.scope))
            return
        state = state_of(self.connection, self.folder)
        if self.before is not None and state is not None and _as_it_was(self.before, state):
            return
        opened = self.connection.examine(self.folder.raw)
        mark = self.before
        if mark is None or mark.validity != opened.validity:
            next_uid = opened.next_uid or self._next_uid()
            mark = FolderMark(opened.validity, self.scope, next_uid, below=next_uid)
        known = self._known_here(mark.validity)
        for step in self._ascend(mark, self._new_uids(mark, opened)):
            yield from step.events
            mark = step.mark
        for step in self._descend(mark):
            yield from step.events
            mark = step.mark
        yield from self._changed(known, mark, opened)
        if self.criteria or opened.exists != mark.count:
            yield from self._vanished(known, mark.validity)
        yield from (Gone(self.folder.name, key) for key in self.known if uid_of(key, mark.validity) is None)
        next_uid = max(mark.next_uid, opened.next_uid)
        mark = replace(mark, next_uid=next_uid, count=opened.exists, modseq=opened.modseq)
        if mark != self.before:
            yield self._mark(mark)

    def _as_now(self) -> Iterator[Event]:
        """Take anew what was read when the folder was for something else; cut off, it is all done again."""
        opened = self.connection.examine(self.folder.raw)
        uids = sorted(self._known_here(opened.validity))
        for _, letters in self._fetch(opened.validity, uids):
            yield from found(letters, None)

    def _known_here(self, validity: int) -> dict[int, str]:
        """Give the flags of the messages that are known by a number that still stands."""
        numbers = ((uid_of(key, validity), flags) for key, flags in self.known.items())
        return {uid: flags for uid, flags in numbers if uid is not None}

    def _next_uid(self) -> int:
        """Work out the next number where the server does not say it."""
        return max(self.connection.search(["ALL"]), default=0) + 1

    def _new_uids(self, mark: FolderMark, opened: Opened) -> list[int]:
        if opened.next_uid and opened.next_uid <= mark.next_uid:
            return []
        # Without an end the last message is always among them, however low its number.
        last = opened.next_uid - 1 if opened.next_uid else 2**32 - 1
        uids = self.connection.search(["UID", f"{mark.next_uid}:{last}", *self.criteria])
        return [uid for uid in uids if uid >= mark.next_uid]

    def _ascend(self, mark: FolderMark, uids: Sequence[int]) -> Iterator[_Step]:
        """Read what came since the last reading, the oldest first."""
        for some, letters in self._fetch(mark.validity, uids):
            count = mark.count + len(some) if mark.count >= 0 else -1
            mark = replace(mark, next_uid=some[-1] + 1, count=count)
            yield self._step(letters, mark)

    def _descend(self, mark: FolderMark) -> Iterator[_Step]:
        """Read what was there before the first reading, the newest first, down to the look-back."""
        if not mark.below:
            return
        uids = self.connection.search([*within(self.since), *self.criteria])
        uids = [uid for uid in uids if uid < mark.below]
        read = 0
        for some, letters in self._fetch(mark.validity, uids[::-1]):
            mark = replace(mark, below=some[-1])
            yield self._step(letters, mark)
            read += len(some)
            self.tell(f"{self.folder.name}, {read:,} of {len(uids):,} read")
        yield _Step((), replace(mark, below=0))

    def _fetch(self, validity: int, uids: Sequence[int]) -> Iterator[tuple[Sequence[int], list[Letter]]]:
        batches = _batches(uids, AT_ONCE)
        return fetch_letters(self.connection, self.folder, validity, batches, self.now)

    def _step(self, letters: Iterable[Letter], mark: FolderMark) -> _Step:
        return _Step((*found(letters, self.since), self._mark(mark)), mark)

    def _changed(self, known: Mapping[int, str], mark: FolderMark, opened: Opened) -> Iterator[Event]:
        """Notice flags that changed, from change numbers where the server counts them."""
        if not known:
            return
        if mark.modseq and opened.modseq:
            if mark.modseq == opened.modseq:
                return
            got = self.connection.changed_flags(min(known), max(known), mark.modseq)
            flags = {uid: flags_of(values.get(b"FLAGS")) for uid, values in got.items()}
        else:
            flags = self._all_flags(known)
        for uid, now in flags.items():
            if uid in known and known[uid] != now:
                yield Changed(self.folder.name, key_of(mark.validity, uid), file_of(uid), now)

    def _all_flags(self, known: Mapping[int, str]) -> dict[int, str]:
        """Fetch the flags of every known message within the look-back."""
        uids: Iterable[int] = known
        if self.since is not None:
            uids = set(known).intersection(self.connection.search(within(self.since)))
        return {
            uid: flags_of(values.get(b"FLAGS"))
            for some in _batches(sorted(uids), 1_000)
            for uid, values in self.connection.fetch(some, ["FLAGS"]).items()
        }

    def _vanished(self, known: Mapping[int, str], validity: int) -> Iterator[Event]:
        """Notice known messages that went away."""
        there: set[int] = set()
        for numbers in _as_sets(sorted(known)):
            there.update(self.connection.search(["UID", numbers]))
        yield from (Gone(self.folder.name, key_of(validity, uid)) for uid in known if uid not in there)

    def _mark(self, mark: FolderMark) -> Mark:
        return Mark(self.folder.name, mark.written())


@frozen
class _Step:
    """Some events, and the mark that holds once they are kept."""

    events: Iterable[Event]
    mark: FolderMark


def _as_it_was(mark: FolderMark, state: Opened) -> bool:
    """Whether nothing can have happened in a folder since it was read to its end."""
    return (
        not mark.below
        and bool(mark.modseq)
        and (mark.validity, mark.next_uid, mark.count, mark.modseq)
        == (state.validity, state.next_uid, state.exists, state.modseq)
    )


def within(since: datetime | None) -> list[object]:
    """Ask for what came within the look-back: a day more, for the server compares days by its own clock."""
    return ["SINCE", (since - timedelta(days=1)).date()] if since else ["ALL"]


def _scope(
    connection: Connection, folder: Folder, since: datetime | None, now: datetime, criteria: Sequence[object]
) -> str:
    """Sum up what is read of a folder, and as what; when any of it changes, the folder is read anew."""
    account = connection.account
    days = (now - since).days if since else 0
    what = repr((account.host, account.port, account.user, criteria))
    return f"{folder.role} {days} {blake2b(what.encode('utf-8', 'replace'), digest_size=8).hexdigest()}"


def _from_me(mine: Iterable[str]) -> list[object]:
    """Ask for what was written from one of my addresses."""
    criteria: list[object] = []
    for address in sorted(mine):
        if address.isascii() and address.isprintable():
            criteria = ["OR", "FROM", address, *criteria] if criteria else ["FROM", address]
    return criteria


def _batches(uids: Sequence[int], size: int) -> Iterator[Sequence[int]]:
    return (uids[start : start + size] for start in range(0, len(uids), size))


def _as_sets(uids: Sequence[int]) -> Iterator[str]:
    """Write numbers as few as they can be, in lines no server refuses: 1:4,7,9:12."""
    if not uids:
        return
    runs: list[str] = []
    first = last = uids[0]
    for uid in [*uids[1:], 0]:
        if uid == last + 1:
            last = uid
            continue
        runs.append(str(first) if first == last else f"{first}:{last}")
        first = last = uid
        if sum(map(len, runs)) + len(runs) > _LINE:
            yield ",".join(runs)
            runs = []
    if runs:
        yield ",".join(runs)
