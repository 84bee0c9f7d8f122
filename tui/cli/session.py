"""What one run of the command line works with, each part made when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from data.errors import WrongUse

if TYPE_CHECKING:
    from datetime import date, datetime

    from data.clock import Clock
    from data.desk import Desk
    from data.settings import Settings


class Session:
    """The three global options and what they lead to."""

    def __init__(self, store: Path | None = None, config: Path | None = None, now: str | None = None) -> None:
        self._store = store
        self._config = config
        self._now = now
        self._opened: Desk | None = None

    @cached_property
    def config_path(self) -> Path:
        """Give the settings file in use."""
        from data.paths import config_path

        return config_path(self._config)

    @cached_property
    def store_path(self) -> Path:
        """Give the store in use."""
        from data.paths import store_path

        return store_path(self._store)

    @cached_property
    def settings(self) -> Settings:
        """Read the settings, writing the commented template on a first start."""
        from data.settings import load

        return load(self.config_path)

    @cached_property
    def clock(self) -> Clock:
        """Give the machine's clock, or the fixed instant of `--now`."""
        return self.clock_in(lambda: self.settings.zone)

    def clock_in(self, zone: Callable[[], str]) -> Clock:
        """Give the clock; `zone` is asked only for a `--now` without an offset."""
        from data.clock import fixed_clock, system_clock

        if self._now is None:
            return system_clock
        from datetime import datetime
        from zoneinfo import ZoneInfo

        try:
            at = datetime.fromisoformat(self._now)
        except ValueError:
            raise WrongUse(
                f"--now {self._now!r} is no instant; write it like 2026-11-23T10:15:00+01:00."
            ) from None
        return fixed_clock(at if at.tzinfo else at.replace(tzinfo=ZoneInfo(zone())))

    @property
    def desk(self) -> Desk:
        """Open the store once and give the Desk."""
        if self._opened is None:
            from data.desk import Desk

            self._opened = Desk.open(
                self.store_path, self.settings, self.clock, settings_path=self.config_path
            )
        return self._opened

    def look(self) -> Desk:
        """Open the store only to look: neither it nor the settings are made, moved or brought up to date."""
        if self._opened is None:
            from data.desk import Desk
            from data.settings import Settings, machine_zone

            there = self.config_path.exists()
            settings = self.settings if there else Settings(zone=machine_zone())
            clock = self.clock_in(lambda: settings.zone)
            self._opened = Desk.look(self.store_path, settings, clock)
        return self._opened

    def close(self) -> None:
        """Close the store if it was opened."""
        if self._opened is not None:
            if self._opened.trouble:
                import click

                click.echo(self._opened.trouble, err=True)
            self._opened.close()
            self._opened = None

    def at(self, store: Path, config: Path) -> Session:
        """Give a session at another store with the same clock."""
        return Session(store, config, self._now)


def local_date(desk: Desk, at: datetime) -> date:
    """Give the freelancer's calendar day of an instant."""
    from zoneinfo import ZoneInfo

    return at.astimezone(ZoneInfo(desk.settings.zone)).date()
