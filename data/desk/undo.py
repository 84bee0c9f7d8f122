"""Takes an act back, and lets what was derived from it follow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.desk.intake import judging
from data.store import mail, newest_act

if TYPE_CHECKING:
    from data.desk.core import Core


def undo(core: Core) -> str:
    """Take the latest act back and give its name.

    Exchanges and contacts derived from mail hang on who is a client and on the user's word: letters that
    the act was about are judged anew.
    """
    with core.reading() as db:
        messages = newest_act.values(db, "mail_ruling", "message_id")
        before = judging.owners(db)
    name = core.store.undo(core.now())
    with core.reading() as db:
        dirty = judging.moved(db, before) | mail.clusters_of_messages(db, messages)
    judging.judge(core, dirty)
    return name
