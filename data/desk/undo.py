"""Takes an act back, and lets what was derived from it follow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.desk import mail_judge
from data.store import newest_act

if TYPE_CHECKING:
    from data.desk.core import Core


def undo(core: Core) -> str:
    """Take the latest act back and give its name.

    Exchanges and contacts derived from mail hang on clients and on the user's word. Those of a client that
    the act made go first, or nothing could be undone that a mail has come in for; then the letters that the
    act spoke about are judged anew.
    """
    with core.reading() as db:
        about = newest_act.rows_of(db)
    made = about.inserted("client")
    if made:
        mail_judge.let_go(core, made)
    messages = about.values("mail_ruling", "message_id")
    touched = about.values("contact_point", "client_id") | about.ids("client")
    points = about.values("contact_point", "value")
    try:
        return core.store.undo(core.now())
    finally:
        mail_judge.judge_messages(core, messages)
        mail_judge.book_changed(core, touched, points)
