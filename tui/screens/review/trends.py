"""Twelve weeks as plots, and a line for each client. Imported only when it is shown: so is what draws."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.color import Color
from textual.containers import Container
from textual.screen import Screen
from textual.widgets import Static
from textual_plotext import PlotextPlot

from data.model.week import Trend
from tui.screens.modal import keys_said
from tui.widgets.columns import Column
from tui.widgets.fields.field import toned
from tui.widgets.rows import Rows
from tui.wording.review.figures import week_name
from tui.wording.review.trends import bars_of, client_trend_rows
from tui.wording.review.weeks import (
    SHORT_TITLES,
    TREND_TITLES,
    TrendName,
    trend_said,
    trends_told,
    week_numbers,
)
from tui.wording.row import Part, Tone

if TYPE_CHECKING:
    from data.desk.desk import Desk

_NOT_KEPT = "▒"
_ROOM = 36
"""Cells in a plot from which on its whole title fits over it."""
_LEAST = (60, 18)
"""Columns and lines of the terminal below which plots would be empty boxes."""
_PLOTEXT_SAYS = {"yellow": "orange"}


class Plot(PlotextPlot):
    """The bars of one trend."""

    DEFAULT_CSS = """
    Plot {
        border: round $line;
        border-subtitle-align: right;
        color: $dim;
        padding: 0 1;
    }
    """

    def __init__(self, name: TrendName, trends: Sequence[Trend]) -> None:
        super().__init__(id=f"plot-{name}")
        self.theme = "clear"  # our own colours, on the screen's own background
        self._bars = bars_of(trends, name)
        self._weeks = week_numbers(trends)
        self._trend: TrendName = name
        self.border_subtitle = toned((trend_said(trends[-1], name), "plain")) if trends else None
        self.tooltip = trends_told(trends, name)

    def on_resize(self) -> None:
        """Say what it shows, as long as there is room for it."""
        titles = TREND_TITLES if self.size.width >= _ROOM else SHORT_TITLES
        legend: tuple[Part, ...] = ((f"  {_NOT_KEPT} not", "due"),) if self._trend == "promises" else ()
        self.border_title = toned((titles[self._trend], "strong"), *legend)

    def draw(self) -> None:
        """Draw the bars in the colours of the theme; every other week has its name."""
        bars, plt = self._bars, self.plt
        plt.clear_figure()
        places = [float(place) for place in range(len(self._weeks))]
        for values, tone in bars.layers:
            # What was not kept differs without colour, too.
            shape = _NOT_KEPT if tone == "due" else None
            plt.bar(places, list(values), width=0.5, color=self._colour(tone), marker=shape)
        named = [place for place in places if (len(places) - 1 - place) % 2 == 0]
        plt.xticks(named, [self._weeks[int(place)] for place in named])
        plt.yticks(list(bars.ticks), list(bars.said))
        plt.xlim(-0.8, len(places) - 0.2)
        plt.ylim(bars.ticks[0], bars.ticks[-1])
        plt.frame(False)
        self.refresh()

    def _colour(self, tone: Tone) -> str | tuple[int, int, int]:
        said = self.app.theme_variables[tone]
        if said.startswith("ansi_"):  # sixteen colours have names, and no values that we know
            name = said.removeprefix("ansi_").removeprefix("bright_")
            return "default" if name == "default" else _PLOTEXT_SAYS.get(name, name)
        return Color.parse(said).rgb


class TrendsScreen(Screen[int | None], inherit_bindings=False):
    """Four plots and the clients; answers which client to open."""

    CSS_PATH = "trends.tcss"
    AUTO_FOCUS = "Rows"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,v", "dismiss(None)", "Back", id="trends.back", tooltip="Back to the week"),
    ]

    def __init__(self, desk: Desk, week: str) -> None:
        super().__init__()
        self._week = desk.reviews.week(week)
        self._trends = desk.reviews.trends(week)

    def compose(self) -> ComposeResult:
        """Lay out the plots, the clients under them and the keys."""
        yield Static("", id="head", markup=False)
        with Container(id="plots"):
            for name in TREND_TITLES:
                yield Plot(name, self._trends)
        columns = (
            Column(flex=True, least=8),
            Column(12, drop=1),
            Column(right=True),
            Column(right=True, drop=4),
            Column(right=True, drop=3),
            Column(right=True, drop=2),
            Column(),
        )
        clients = Rows(columns=columns, id="clients", empty="No client yet.")
        clients.border_title = toned(("Clients, contacts a week", "strong"))
        yield clients
        yield Static(keys_said((("esc", "back"), ("enter", "opens the client"))), id="keys", markup=False)

    def on_mount(self) -> None:
        """Fill the list and draw."""
        self.query_one(Rows).show(client_trend_rows(self._week.clients))
        self._draw()
        self.app.theme_changed_signal.subscribe(self, lambda _theme: self._draw())

    def on_resize(self) -> None:
        """Leave the plots out where they would show nothing, and say so."""
        width, height = self.app.size
        small = width < _LEAST[0] or height < _LEAST[1]
        self.set_class(small, "-small")
        last = week_name(self._week.week).lower()
        more = "no room for plots" if small else f"up to {last}"
        head = toned(("Twelve weeks", "strong"), (f" {'· ' if small else ''}{more}", "dim"))
        self.query_one("#head", Static).update(head)

    def _draw(self) -> None:
        for plot in self.query(Plot):
            plot.draw()

    @on(Rows.Chosen)
    def _chosen(self, event: Rows.Chosen) -> None:
        event.stop()
        self.dismiss(int((event.key or "").partition(":")[2]))
