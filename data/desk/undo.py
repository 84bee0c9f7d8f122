"""Takes an act back, and lets what was derived from it follow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.desk import mail_judge
from data.store import newest_act

if TYPE_CHECKING:
    from data.desk.core import Core


def undo(core: Core) -> str:
    """Take the latest act back and give its name.

    Exchanges and contacts derived from mail hang on who is a client and on the user's word: letters that
    the act was about are judged anew.
    """
    with core.reading() as db:
        about = newest_act.rows_of(db)
    messages = about.values("mail_ruling", "message_id")
    touched = about.values("contact_point", "client_id") | about.ids("client")
    points = about.values("contact_point", "value")
    try:
        return core.store.undo(core.now())
    finally:
        mail_judge.judge_messages(core, messages)
        mail_judge.book_changed(core, touched, points)
