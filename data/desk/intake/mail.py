"""Takes a mailbox on this machine in: what is new becomes letters, and those they touch are judged."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from data.desk.intake.letters import LetterIntake, all_judged, summed_up
from data.desk.intake.mail_before import Before, digest, unchanged
from data.model.source import SourceState

if TYPE_CHECKING:
    from datetime import datetime

    from data.desk.core import Core
    from data.feeds.mail.events import Event
    from data.settings import MailSettings


def take_in(
    core: Core,
    box: MailSettings,
    state: SourceState,
    progress: Callable[[str], None],
    stop: Callable[[], bool],
) -> SourceState:
    """Read what is new in one mailbox; give how it went. Stopped in between, the next reading goes on."""
    from data.feeds.mail.fingerprint import fingerprint

    now = core.now()
    files = fingerprint(box.kind, box.path, box.watch, box.sent, int(now.timestamp() * 1e9))
    seen = files and files + digest(box)
    with core.reading() as db:
        judged = all_judged(core, db, state.name)
        if judged and state.last_read_at and not state.error and unchanged(db, state.name, seen):
            return replace(state, last_read_at=now)
        before = Before.of(db, state.name, box)
    intake = LetterIntake(core, state.name, before, now)
    intake.begin(box, state)
    error = intake.read_all(
        _events(box, before, now), lambda read: progress(f"{box.name}: {read} read"), stop
    )
    state = replace(state, first_read_at=state.first_read_at or now)
    intake.judge(state, progress)
    if error is not None:
        raise error
    if not stop():
        intake.finish(box, seen)
    return summed_up(core, state, now, intake.aliases)


def _events(box: MailSettings, before: Before, now: datetime) -> Iterator[Event]:
    from data.feeds.mail.maildir import read_maildir
    from data.feeds.mail.mbox import read_mbox

    since = now - timedelta(days=box.look_back_days) if box.look_back_days else None
    if box.kind == "maildir":
        return read_maildir(box.path, box.watch, box.sent, before.known, since, now)
    return read_mbox(box.path, box.watch, box.sent, before.known, since, now, before.marks)
