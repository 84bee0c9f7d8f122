"""Promises outside of the store: as a calendar, asked for once or kept up to date in a file."""

from __future__ import annotations

import errno
import os
import tempfile
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from data.errors import DiskFull, FrontdeskError, WrongUse
from data.model.outgoing import CalendarForm, Revision
from data.rules.promises_ics import MARK, promises_ics
from data.store import outgoing

if TYPE_CHECKING:
    from sqlite_utils import Database

    from data.desk.core import Core
    from data.model.outgoing import OutgoingPromise
    from data.store.engine.looking import Looking

_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_LOOK = 4096
"""How far into a file its maker is looked for."""


class Export:
    """What was told to clients, for calendar programs. Dates aimed for, notes and estimates are not in it."""

    def __init__(self, core: Core) -> None:
        self._core = core

    def promises(self, form: CalendarForm = CalendarForm.TASKS, client_id: int | None = None) -> str:
        """Give the promises as a calendar file; of one client, it is fit for that client's eyes.

        To a client go neither names of clients nor what was noted after a talk for oneself.
        """
        core = self._core
        if core.store.read_only:
            found = self._found(core.reader, client_id)
            unknown = Revision(0, core.now())
            known = outgoing.revisions(core.reader, found)
            counted = {each.place: known.get(each.place, unknown) for each in found}
            return promises_ics(found, counted, form, core.settings.zone, naming=client_id is None)
        with core.store.intake(core.now()) as db:
            return self._text(db, form, client_id)

    def warnings(self, client_id: int) -> tuple[str, ...]:
        """Say what in the promises to a client had better not be seen by them, such as another's name."""
        from data.desk.talk.courtesy import courtesy_facts
        from data.model.letter import DraftFacts, DraftKind
        from data.rules.courtesy import check
        from data.store import clients

        core = self._core
        client = clients.get(core.reader, client_id)
        name = client.name if client else ""
        said = DraftFacts(kind=DraftKind.UPDATE, client=name, today=core.today())
        gathered = courtesy_facts(core.reader, client_id, said, core.settings)
        # What is looked at are names of work, so a name of work excuses nothing in it.
        facts = replace(gathered, own_names=(name,))
        return tuple(
            f'"{each.text}": {finding.reason}'
            for each in self._found(core.reader, client_id)
            for finding in check(each.text, facts)
        )

    def write(
        self, path: Path, form: CalendarForm, client_id: int | None = None, *, force: bool = False
    ) -> None:
        """Write the promises to a file, closed to others; what is there is written over if it is such a file.

        Any other file is only written over by `force`.
        """
        _put(path, self.promises(form, client_id), private=True, force=force)

    def keep_current(self) -> str:
        """Write the file of the settings anew if a promise changed; give what went wrong, empty if nothing.

        Raises nothing: the act that it follows is done.
        """
        core, wanted = self._core, self._core.settings.export
        if wanted.promises is None or core.store.read_only:
            return ""
        try:
            # Inside the transaction, so that of two programs the one that wrote last has seen both acts.
            with core.store.intake(core.now()) as db:
                text = self._text(db, CalendarForm(wanted.form), None)
                _put(wanted.promises, text, private=wanted.private, force=False)
        except FrontdeskError as error:
            return f"The file with your promises is not up to date: {error}"
        return ""

    def _text(self, db: Database, form: CalendarForm, client_id: int | None) -> str:
        found = self._found(db, client_id)
        counted = outgoing.revise(db, found, self._core.now())
        return promises_ics(found, counted, form, self._core.settings.zone, naming=client_id is None)

    def _found(self, db: Looking, client_id: int | None) -> list[OutgoingPromise]:
        since = self._core.now() - timedelta(days=self._core.settings.export.keep_days)
        found = outgoing.promises(db, since, client_id)
        return found if client_id is None else [each for each in found if not each.own]


def _put(path: Path, text: str, *, private: bool, force: bool) -> None:
    """Put a file in its place in one step, unless it is there; FrontdeskError says why it cannot be."""
    mode = 0o600 if private else 0o644
    path = Path(os.path.realpath(path))
    try:
        there = _there(path)
        if there is not None and not force and there.strip() and MARK.encode() not in there[:_LOOK]:
            raise WrongUse(f"{path} is another file and was left as it is. Choose a place of its own.")
        if there == text.encode() and path.stat().st_mode & 0o777 == mode:
            return
        _replace(path, text, mode)
    except OSError as error:
        if error.errno in _NO_ROOM:
            raise DiskFull(
                f"There is no room on the disk for {path}; what was there is still there."
            ) from error
        reason = (error.strerror or str(error)).lower()
        raise FrontdeskError(f"{path} cannot be written: {reason}.") from error


def _there(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def _replace(path: Path, text: str, mode: int) -> None:
    handle, name = tempfile.mkstemp(prefix=f".{path.name[:40]}.", dir=path.parent)
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(text.encode())
        part.chmod(mode)
        part.replace(path)
    except BaseException:
        with suppress(OSError):
            part.unlink()
        raise
