"""Takes an act back, and lets what was derived from it follow."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from data.desk.intake import calendar, callers, judging, time_placing
from data.desk.week import pages as week_pages
from data.store import clients, mail, weeks
from data.store.engine import newest_act

if TYPE_CHECKING:
    from data.desk.core import Core
    from data.model.client import Client

_WHOSE = frozenset({"client", "person", "contact_point", "shared_domain"})
"""Tables on whose rows it hangs whose an address, a domain or a number is."""


def undo(core: Core) -> str:
    """Take the latest act back and give its name.

    Exchanges and contacts derived from mail hang on who is a client and on the user's word: letters that
    the act was about are judged anew, and so are appointments when clients became others. The page of a week
    that is open again goes, for it says closed. Time from time logs hangs on what its labels are mapped to,
    and on what was entered by hand: it is placed and counted anew. So are calls that logs told of; what those
    changed of the act's own rows is taken back before it.
    """
    with core.reading() as db:
        messages = newest_act.values(db, "mail_ruling", "message_id")
        whose = newest_act.tables(db) & _WHOSE
        before = judging.owners(db) if whose else {}
        known = clients.all_(db) if whose else []
        closed = newest_act.values(db, "week_snapshot", "week")
        timed = time_placing.hanging_on_newest(db)
        about, callers_before = callers.make_way(core, db)
    try:
        name = core.store.undo(core.now())
    finally:
        callers.after_undo(core, about, callers_before)
    if messages or whose or closed:
        _let_follow(core, before if whose else None, known, messages, closed)
    if timed is not None:
        with core.store.intake(core.now()) as db:
            time_placing.follow(db, timed)
    core.follow()
    return name


def _let_follow(
    core: Core,
    before: Mapping[str, int] | None,
    known: Sequence[Client],
    messages: Collection[str],
    closed: Collection[str],
) -> None:
    """Let letters, appointments and pages of weeks follow; `before` is None when no owner changed."""
    with core.reading() as db:
        dirty = mail.clusters_of_messages(db, messages)
        if before is not None:
            dirty |= judging.moved(db, before)
        others = before is not None and clients.all_(db) != known
        opened = [week for week in closed if weeks.snapshot(db, week) is None]
    for week in opened:
        week_pages.reopened(core.store.path.parent / week_pages.FOLDER, week)
    judging.judge(core, dirty)
    if others:
        with core.store.intake(core.now()) as db:
            calendar.match_anew(core, db)
