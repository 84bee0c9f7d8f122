"""Changes to the settings file that the program makes for the user; comments in it stay."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from data.desk.core import seen_file
from data.errors import WrongUse

if TYPE_CHECKING:
    from data.desk.core import Core


class Setup:
    """What the welcome asks for."""

    def __init__(self, core: Core) -> None:
        self._core = core

    def set_zone(self, zone: str) -> None:
        """Write the freelancer's zone."""
        from data.settings.edit import set_zone

        set_zone(settings_file(self._core), zone)
        self.reload()

    def set_working_hours(self, hours: Mapping[str, Sequence[Sequence[str]]]) -> None:
        """Write the spans of the weekdays named ("mon" … "sun"); the others stay."""
        from data.settings.edit import set_working_hours

        set_working_hours(settings_file(self._core), hours)
        self.reload()

    def set_you(self, name: str, email: str) -> None:
        """Write who the freelancer is."""
        from data.settings.edit import set_you

        set_you(settings_file(self._core), name=name, email=email)
        self.reload()

    def set_theme(self, theme: str) -> None:
        """Write the colours."""
        from data.settings.edit import set_theme

        set_theme(settings_file(self._core), theme)
        self.reload()

    def reload(self) -> None:
        """Read the settings file again; SettingsError when it cannot be used, and the old ones stay."""
        from data.settings import load

        path = settings_file(self._core)
        self._core.settings_seen = seen_file(path)
        self._core.settings = load(path)

    def follow(self) -> bool:
        """Read the settings file again if somebody else wrote it, and say whether anything is other now.

        Costs one look at the file. SettingsError, once for each time it was written, when it cannot be used:
        the old settings stay.
        """
        now = seen_file(self._core.settings_path)
        if now is None or now == self._core.settings_seen:
            return False
        before = self._core.settings
        self.reload()
        return self._core.settings != before


def settings_file(core: Core) -> Path:
    """Give the settings file; WrongUse when this Desk was opened without one."""
    if core.settings_path is None:
        raise WrongUse("This Desk was opened without a settings file, so there is none to change.")
    return core.settings_path
