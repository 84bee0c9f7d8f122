"""Who is to be asked for agreements after a first talk (SERVICE.md 1.1)."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from data.rules.days import local_date

if TYPE_CHECKING:
    from data.model.client import Client

PROSPECT_DAYS = 30
"""So long after the first call somebody is asked for agreements."""


def is_prospect(client: Client, first_call: datetime, now: datetime, zone: str, since: date | None) -> bool:
    """Whether a client is to be asked for agreements after the first call that reached them.

    `first_call` is given for those with whom nothing is agreed and no project was ever finished. Only for a
    month is one asked, and only about calls since the store was made (`since`): neither an old store nor
    a call list of years that is read in brings up a card for everybody. Somebody one worked with long before
    that call is none either.
    """
    called, today = local_date(first_call, zone), local_date(now, zone)
    month = timedelta(days=PROSPECT_DAYS)
    if called > today or today - called > month or (since is not None and called < since):
        return False
    return client.since is None or called - client.since <= month
