"""Stopping a reply clock by the user's word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.desk.intake import judging
from data.model.touch import Answer, Channel, Thread
from data.store import clock_stops, mail, threads

if TYPE_CHECKING:
    from sqlite_utils import Database

    from data.desk.core import Core


def close(core: Core, db: Database, thread: Thread, how: Answer) -> None:
    """Stop a thread's clock inside an act.

    For mail the word is kept by Message-ID (MAIL.md R18) and the letters are judged anew at once: what
    follows from the word belongs to the same act and is undone with it.
    """
    clock_stops.insert(db, thread.id, core.now(), how)
    if thread.channel is Channel.MAIL and thread.newest_id:
        mail.rule(db, thread.newest_id, how, core.now())
        judging.judge_some(core, db, sorted(mail.clusters_of_messages(db, [thread.newest_id])))
        return
    threads.update(db, thread.at_rest())
