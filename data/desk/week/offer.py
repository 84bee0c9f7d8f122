"""When the review of the week is offered; asked at every look, so it needs nothing of the review itself."""

from __future__ import annotations

from datetime import time, timedelta
from typing import TYPE_CHECKING

from data.rules.days import instant, week_name, week_start

if TYPE_CHECKING:
    from data.desk.core import Core

_FRIDAY = timedelta(days=4)
_ASKED_AT = time(15)


def is_offered(core: Core) -> bool:
    """Whether the running week wants its review: from Friday afternoon until it is closed."""
    monday = week_start(core.today())
    if core.now() < instant(monday + _FRIDAY, _ASKED_AT, core.settings.zone):
        return False
    from data.store import weeks

    state = weeks.state(core.reader, week_name(monday))
    return state is None or state.closed_at is None
