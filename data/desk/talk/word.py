"""A word to a client that came with another act, logged as the contact it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.model.touch import Channel, Direction, Outcome, Touch
from data.store import touches

if TYPE_CHECKING:
    from sqlite_utils import Database

    from data.desk.core import Core


def log_word(core: Core, db: Database, client_id: int | None, how: Channel, note: str) -> None:
    """Log that the freelancer reached out, inside the caller's act; nothing where there is no client.

    It stops no reply clock: what the client asked about may be something else.
    """
    if client_id is None:
        return
    outcome = Outcome.SPOKE if how is Channel.CALL else None
    touches.insert(db, Touch(how, Direction.OUT, core.now(), client_id=client_id, note=note, outcome=outcome))
