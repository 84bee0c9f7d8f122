"""The app: palette of colours, the beat of the clock, reading in the background, and leaving cleanly."""

from __future__ import annotations

import asyncio
import gc
import os
import signal
from collections.abc import Mapping
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual._styles_cache import StylesCache
from textual.app import ScreenStackError
from textual.await_complete import AwaitComplete
from textual.binding import Binding, BindingType
from textual.reactive import Initialize, Reactive

from data.errors import FrontdeskError
from tui import theme
from tui.commands import KeyCommands, Palette
from tui.messages import DayTurned, Said, Trouble
from tui.screens.dashboard import Dashboard
from tui.screens.reading import ReadsSources
from tui.wording.top import is_evening

if TYPE_CHECKING:
    from textual.notifications import SeverityLevel
    from textual.theme import Theme

    from data.desk.desk import Desk
    from data.model.today import Today

_BEAT = 0.55
"""Seconds between two looks at the clock and at what others wrote; neither costs more than the waking."""

_READ_EVERY = 120
"""Seconds between two readings of mail and calendars."""

_SENTENCE = 6
"""Seconds a sentence stays."""


class FrontdeskApp(ReadsSources[None], inherit_bindings=False):
    """One freelancer's front desk."""

    TITLE = "frontdesk"
    CSS_PATH = ["app.tcss", "screens/dashboard.tcss"]  # noqa: RUF012 - of a default screen Textual reads none
    COMMANDS = {KeyCommands}  # noqa: RUF012 - Textual declares it so
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "ctrl+q", "quit", "Leave", id="app.quit", tooltip="Leave from anywhere", show=False, priority=True
        ),
        Binding(
            "ctrl+c", "help_quit", "How to leave", id="app.leave", tooltip="Say which key leaves", show=False
        ),
        Binding(
            "ctrl+z",
            "suspend_process",
            "Suspend",
            id="app.suspend",
            tooltip="Back to the shell; fg comes back here",
            show=False,
        ),
        Binding(
            "ctrl+p",
            "command_palette",
            "Palette",
            id="app.palette",
            tooltip="Everything that can be done here, by name",
            show=False,
        ),
    ]

    def __init__(
        self, desk: Desk, *, light: bool | None = None, keymap: Mapping[str, str] | None = None
    ) -> None:
        gc.disable()  # until the first paint: a tenth less work at the start
        self._few_colours = theme.has_few_colours(os.environ)
        setting = desk.settings.screen.theme
        self._light = theme.is_light(setting, os.environ) if light is None else light
        version = desk.data_version()
        self._today = desk.today()
        self._seen = (version, _minute(self._today))
        super().__init__(ansi_color=True if self._few_colours else None)
        self.animation_level = "none"
        self.desk = desk
        self._has_terminal = os.isatty(0)
        self._asked_to_stay = False
        for ours in theme.THEMES.values():
            self.register_theme(ours)
        if keymap:
            self.set_keymap(keymap)

    def _fitting_theme(self) -> str:
        evening = is_evening(self._today)
        return theme.theme_name(light=self._light, evening=evening, few_colours=self._few_colours)

    theme: Reactive[str] = Reactive(Initialize(_fitting_theme))
    """The theme in use. It begins with the one that fits: to turn to it later all styles are read twice."""

    def get_theme(self, theme_name: str) -> Theme | None:
        """Know our themes already while Textual makes the app and asks for the one in use."""
        return theme.THEMES.get(theme_name) or super().get_theme(theme_name)

    def get_default_screen(self) -> Dashboard:
        """Begin with the day itself."""
        return Dashboard(self.desk, self._today)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Know our own colour names under any theme."""
        return theme.DEFAULTS

    @property
    def dashboard(self) -> Dashboard:
        """The screen below all others."""
        screen = self.screen_stack[0]
        assert isinstance(screen, Dashboard)
        return screen

    def on_mount(self) -> None:
        """Listen for being told to leave; do everything else once the day is on the screen."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGHUP, signal.SIGTERM):
            loop.add_signal_handler(number, self.exit)
        # Textual takes the terminal back after a suspension, but draws nothing while its size is the same.
        self.app_resume_signal.subscribe(self, lambda _app: self._paint_anew())
        self.call_after_refresh(self._settle)

    def _settle(self) -> None:
        """After the first paint: collect garbage again, listen to the clock, and read what came in."""
        gc.enable()
        gc.freeze()
        self.set_interval(_BEAT, self._beat, name="beat")
        self.set_interval(_READ_EVERY, partial(self.read, asked=False), name="read")
        self.read(asked=False)
        self.listen()
        if not self._today.clients:
            self.dashboard.start("welcome", None)

    def _paint_anew(self) -> None:
        for screen in self.screen_stack:
            screen.refresh(layout=True)
        self.dashboard.reload()

    def action_command_palette(self) -> None:
        """Offer by name what can be done on the screen at hand."""
        if not isinstance(self.screen, Palette):
            self.push_screen(Palette(id="--command-palette"))

    def pop_screen(self) -> AwaitComplete:
        """Leave a screen and let go of what was drawn on it.

        Textual keeps the drawn lines of the last 1,024 widgets alive in a cache that is keyed by them
        (Textual issue 6665): some 300 KiB for each form.
        """
        StylesCache.get_inner_outer.cache_clear()
        return super().pop_screen()

    def _beat(self) -> None:
        """Read the snapshot anew when the minute turned or somebody else wrote; else do nothing."""
        if self._has_terminal and not os.isatty(0):
            self.exit()  # it is gone, and nobody has told us (the hang-up was ignored)
            return
        if not self.screen_stack:
            return  # on the way out: there is nothing any more to show it on
        self._follow_settings()
        try:
            seen = (self.desk.data_version(), int(self.desk.now().timestamp() // 60))
        except FrontdeskError as error:
            self.complain(str(error))
            return
        if seen != self._seen:
            self._seen = seen
            self.dashboard.reload()

    def _follow_settings(self) -> None:
        """Go by the settings as they are now when somebody wrote the file, and read what they name."""
        try:
            if not self.desk.setup.follow():
                return
        except FrontdeskError as error:
            self.complain(str(error))
            return
        self.dashboard.reload()
        self.read_again()

    async def action_quit(self) -> None:
        """Leave; where something typed would be lost with a form, only the second time."""
        if not self._asked_to_stay and any(getattr(screen, "touched", False) for screen in self.screen_stack):
            self._asked_to_stay = True
            self.set_timer(_SENTENCE, self._forget_asking)
            self._say("What you filled in is not saved. The same key again leaves all the same.", "warning")
        else:
            self.exit()

    def _forget_asking(self) -> None:
        self._asked_to_stay = False

    @on(DayTurned)
    def _day_turned(self, event: DayTurned) -> None:
        self._today = event.today
        self._seen = (event.version, _minute(event.today))
        fitting = self._fitting_theme()
        if fitting != self.theme:
            self.theme = fitting

    @on(Said)
    def _said(self, event: Said) -> None:
        self._say(event.sentence)

    def _say(
        self, sentence: str, severity: SeverityLevel = "information", seconds: float = _SENTENCE
    ) -> None:
        self._hush()
        self.notify(sentence, severity=severity, timeout=seconds, markup=False)

    def _hush(self) -> None:
        """Take away what was said before: a heap of sentences would cover figures."""
        self.clear_notifications()
        with suppress(ScreenStackError):  # on the way out there is none any more
            # Textual takes a toast away and leaves its holder, as an empty line.
            self.screen.query("ToastHolder").remove()

    @on(Trouble)
    def _trouble(self, event: Trouble) -> None:
        """Show the sentence of an error: the one place where errors reach the screen."""
        self._say(event.sentence, "error", 2 * _SENTENCE)


def _minute(today: Today) -> int:
    return int(today.now.timestamp() // 60)
