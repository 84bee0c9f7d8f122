"""How the store itself is doing, for `frontdesk doctor`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.store.engine import checkup
from data.values import frozen

if TYPE_CHECKING:
    from data.desk.core import Core


@frozen
class Health:
    """What a look at the store found."""

    sqlite_version: str
    trouble: str
    """What is wrong with the file, empty when nothing is."""
    latest_backup: str
    readable_by_others: bool


def examine(core: Core) -> Health:
    """Look at the whole file; on a big store this takes a second."""
    path = core.store.path
    return Health(
        sqlite_version=checkup.version(core.reader),
        trouble=checkup.trouble(core.reader),
        latest_backup=checkup.latest_backup(path),
        readable_by_others=checkup.readable_by_others(path),
    )
