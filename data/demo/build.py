"""Puts the demo together: files first, then a fortnight at the Desk, then one reading of the mailbox."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from data.clock import Clock
from data.demo import agreed, calendar, fortnight, mailbox, people
from data.demo.when import Hours
from data.desk import Desk
from data.settings import Settings, load, machine_zone
from data.values import frozen

_SETTINGS = """\
# The settings of the demo. Yours are elsewhere: `frontdesk settings --path`.
name = "Jo Miller"
email = "jo@studio.example"
zone = "{zone}"

[working_hours]
mon = [["09:00", "12:30"], ["13:30", "17:30"]]
tue = [["09:00", "12:30"], ["13:30", "17:30"]]
wed = [["09:00", "12:30"], ["13:30", "17:30"]]
thu = [["09:00", "12:30"], ["13:30", "17:30"]]
fri = [["09:00", "12:30"], ["13:30", "16:00"]]

[[mail]]
name = "studio"
kind = "maildir"
path = "Mail"
me = ["jo@studio.example"]

[[calendar]]
name = "appointments"
kind = "ics"
path = "calendar.ics"
"""


@frozen
class Place:
    """Where a demo lives."""

    store: Path
    config: Path


class _Hand:
    """A clock that the demo turns by hand while it works through the fortnight."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at


def build(folder: Path, clock: Clock, zone: str | None = None) -> Place:
    """Make the demo in `folder` as it looks now; `zone` is the machine's by default."""
    now = clock().replace(second=0, microsecond=0)
    folder.mkdir(parents=True, exist_ok=True)
    place = Place(folder / "frontdesk.db", folder / "settings.toml")
    place.config.write_text(_SETTINGS.format(zone=zone or machine_zone()), encoding="utf-8")
    place.config.chmod(0o600)
    settings = load(place.config)
    hours = Hours.of(now, settings)
    mailbox.write(folder / "Mail", hours)
    (folder / "calendar.ics").write_text(calendar.write(hours), encoding="utf-8")

    hand = _Hand(now - timedelta(days=120))
    with closing(Desk.open(place.store, _before(settings), hand)) as desk:
        hand.at = now - timedelta(days=118)
        who = people.meet(desk)
        agreed.long_ago(desk, who, hours, hand)
    desk = Desk.open(place.store, settings, hand, settings_path=place.config)
    try:
        # The mailbox was first read long ago, so only what came in the last days waits.
        hand.at = now
        desk.sources.sync()
        fortnight.work(desk, who, hours, hand)
        agreed.lately(desk, who, hours, hand)
        hand.at = now
        desk.settle()  # nobody who tries the demo has done any of this: there is nothing to undo
    finally:
        desk.close()
    return place


def _before(settings: Settings) -> Settings:
    """Give the settings of half a year ago: Friday was as long as any other day."""
    hours = dict(settings.working_hours)
    return replace(settings, working_hours={**hours, "fri": hours["thu"]})
