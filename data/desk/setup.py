"""Changes to the settings file that the program makes for the user; comments in it stay."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from data.errors import WrongUse

if TYPE_CHECKING:
    from data.desk.core import Core
    from data.feeds.discover import Candidate


class Setup:
    """What the welcome asks for."""

    def __init__(self, core: Core) -> None:
        self._core = core

    def set_zone(self, zone: str) -> None:
        """Write the freelancer's zone."""
        from data.settings import set_zone

        set_zone(self._file(), zone)
        self.reload()

    def set_working_hours(self, hours: Mapping[str, Sequence[Sequence[str]]]) -> None:
        """Write the spans of the weekdays named ("mon" … "sun"); the others stay."""
        from data.settings import set_working_hours

        set_working_hours(self._file(), hours)
        self.reload()

    def set_you(self, name: str, email: str) -> None:
        """Write who the freelancer is."""
        from data.settings import set_you

        set_you(self._file(), name=name, email=email)
        self.reload()

    def set_theme(self, theme: str) -> None:
        """Write the colours."""
        from data.settings import set_theme

        set_theme(self._file(), theme)
        self.reload()

    def found(self) -> tuple[Candidate, ...]:
        """Give the mail folders and calendars that lie on this machine and are not in the settings yet."""
        from data.feeds.discover import find_feeds

        used = {getattr(feed, "path", None) for feed in self._core.settings.feeds()}
        return tuple(candidate for candidate in find_feeds(Path.home()) if candidate.path not in used)

    def adopt(self, candidate: Candidate, me: Sequence[str] = ()) -> None:
        """Write a found mailbox or calendar into the settings; `me` are the user's addresses in it."""
        from data.settings import CalendarSettings, FeedSettings, MailSettings, add_feed

        feed: FeedSettings
        if candidate.is_mail:
            feed = MailSettings(name=candidate.name, kind=candidate.kind, path=candidate.path, me=tuple(me))
        else:
            feed = CalendarSettings(name=candidate.name, kind=candidate.kind, path=candidate.path)
        add_feed(self._file(), feed)
        self.reload()

    def reload(self) -> None:
        """Read the settings file again; SettingsError when it cannot be used, and the old ones stay."""
        from data.settings import load

        self._core.settings = load(self._file())

    def _file(self) -> Path:
        if self._core.settings_path is None:
            raise WrongUse("This Desk was opened without a settings file, so there is none to change.")
        return self._core.settings_path
