"""The welcome of a first start: your hours, your mail and calendars, your first client."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from data.model.client import Client
from data.values import frozen
from tui.screens.forms import notations
from tui.screens.forms.base import Form, NotYetError, Sheet
from tui.screens.forms.notations.hours import Spans, day_hours, weekdays
from tui.widgets.fields import Field, Line, ReadingField, TextField, Tick, TickField
from tui.widgets.fields.field import toned
from tui.wording.plain import plain
from tui.wording.sources import candidate_about

if TYPE_CHECKING:
    from data.desk.desk import Desk
    from tui.screens.forms.base import Save

_STEPS = ("your hours", "your mail and calendars", "your first client")
_INTRO = (
    "What is due, who waits for you, how much room is left, and a kind word in between: that is what you "
    "will see here. Three steps, and every answer can be changed later with `frontdesk settings`.",
    "Found on this machine. frontdesk only reads: it changes nothing there, sends nothing, and keeps no text "
    "of a mail. Tick what it may read.",
    "Whom do you work for? One client is enough to begin with; Enter on an empty name leaves it for later.",
)
_NOTHING_FOUND = (
    "No mailbox and no calendar lies in the usual places of this machine. Is your mail or calendar on a "
    "server, or in another place? Later, on the dashboard, S and there n connects it; until then calls and "
    "promises work just as well."
)


@frozen
class WelcomeAnswer:
    """What a new user said; what is None or empty stays as it is."""

    zone: str | None = None
    hours: dict[str, Spans] | None = None
    """Spans by the weekday's short name, every day of the week named."""
    name: str = ""
    email: str = ""
    feeds: tuple[Path, ...] = ()
    """Mailboxes and calendars that may be read."""
    me: tuple[str, ...] = ()
    """The user's addresses in them."""
    client: Client | None = None


def apply(desk: Desk, answer: WelcomeAnswer) -> str:
    """Store what a new user said, and say in one sentence what comes next."""
    if answer.zone is not None:
        desk.setup.set_zone(answer.zone)
    if answer.hours is not None:
        desk.setup.set_working_hours(answer.hours)
    if answer.name or answer.email:
        desk.setup.set_you(answer.name, answer.email)
    if answer.feeds:
        for candidate in desk.connecting.found():
            if candidate.path in answer.feeds:
                desk.connecting.adopt(candidate, me=answer.me)
    if answer.client is not None:
        desk.clients.add(answer.client)
        return f"{plain(answer.client.name, 60)} is your first client. c logs a call, n enters a promise."
    return "Welcome. n enters a client, c logs a call, ? shows the keys."


class Page(Sheet):
    """One step of the welcome."""


class Welcome(Form[WelcomeAnswer]):
    """Three steps; Esc goes a step back."""

    DEFAULT_CSS = """
    Welcome {
        & #box { width: 84; }
        & .intro { height: auto; padding: 0 2 1 2; color: $dim; }
        & Page { display: none; }
        & Page.-shown { display: block; }
    }
    """
    KEYS: ClassVar[tuple[tuple[str, str], ...]] = (
        ("enter", "next"),
        ("ctrl+s", "next step"),
        ("esc", "back"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "Next step", id="welcome.next", tooltip="On to the next step, or finish"),
        Binding("escape", "leave", "Back", id="welcome.back", tooltip="A step back; from the first, leave"),
    ]

    def __init__(self, desk: Desk, *, save: Save[WelcomeAnswer] | None = None) -> None:
        super().__init__(save=save)
        self.desk = desk
        self._step = 0
        self._paths: tuple[Path, ...] = ()

    def heading(self) -> str:
        """Say which step it is."""
        return f"Welcome to frontdesk · {self._step + 1} of {len(_STEPS)} · {_STEPS[self._step]}"

    def body(self) -> Iterable[Widget]:
        """Give the three steps, the first one shown."""
        steps = (self._hours_fields(), self._feed_fields(), self._client_fields())
        for number, (intro, fields) in enumerate(zip(_INTRO, steps, strict=True)):
            text = Static(toned((intro, "dim")), id=f"intro-{number}", classes="intro", markup=False)
            yield Page(text, *fields, id=f"page-{number}", classes="-shown" if not number else "")

    def _hours_fields(self) -> Iterable[Widget]:
        settings = self.desk.settings
        open_days = tuple(day for day, spans in settings.working_hours.items() if spans)
        first = settings.working_hours[open_days[0]] if open_days else None
        yield Line(
            TextField("Your name", settings.name, id="name", longest=100),
            ReadingField(
                "Your e-mail address", notations.addresses(), _one(settings.email), replace=False, id="email"
            ),
        )
        yield Line(
            ReadingField(
                "Working hours", day_hours(), first, needed="When do you work?", id="hours", classes="wide"
            ),
            ReadingField("On", weekdays(), open_days or None, needed="On which days?", id="days"),
        )
        yield ReadingField(
            "Time zone", notations.zone(self.desk.now()), settings.zone, needed="Where are you?", id="zone"
        )

    def _feed_fields(self) -> Iterable[Widget]:
        yield TickField("May be read", hint="space ticks", id="feeds")
        yield ReadingField("Your addresses in them", notations.addresses(), replace=False, id="me")

    def _client_fields(self) -> Iterable[Widget]:
        yield TextField("Name", id="client", longest=200, example="Harbour Books")
        yield Line(
            ReadingField(
                "E-mail addresses", notations.addresses(), id="addresses", example="ann@harbour.example"
            ),
            ReadingField(
                "Mail domains of theirs alone", notations.domains(), id="domains", example="harbour.example"
            ),
        )

    def on_mount(self) -> None:
        """Look for mailboxes and calendars while the first step is filled in."""
        self._look_around()

    @work(thread=True, exit_on_error=False)
    def _look_around(self) -> None:
        found = self.desk.connecting.found()
        paths = tuple(each.path for each in found)
        ticks = [
            Tick(number, each.name, candidate_about(each.kind, str(each.path), each.count))
            for number, each in enumerate(found)
        ]
        mine = tuple(dict.fromkeys(address for each in found for address in each.me))
        self.app.call_from_thread(self._offer, paths, ticks, mine)

    def _offer(self, paths: tuple[Path, ...], ticks: list[Tick], mine: tuple[str, ...]) -> None:
        self._paths = paths
        self.query_one("#feeds", TickField).offer(ticks)
        me = self.query_one("#me", ReadingField)
        me.display = bool(ticks)
        if mine and not me.touched:
            me.put(mine[:5])
        if not ticks:
            self.query_one("#intro-1", Static).update(toned((_NOTHING_FOUND, "dim")))

    def all_fields(self) -> list[Field]:
        """Give the fields of the step shown; those of the others are as they were left."""
        return list(self.query_one(f"#page-{self._step}").walk_children(Field))

    def action_save(self) -> None:
        """Go on to the next step; after the last, answer."""
        if self._step == len(_STEPS) - 1:
            super().action_save()
            return
        wrong = next((field for field in self.all_fields() if field.display and field.problem), None)
        if wrong is not None:
            self.point_at(wrong, wrong.problem)
        else:
            self._show(self._step + 1)

    def action_leave(self) -> None:
        """Go a step back; from the first step, leave."""
        if self._step:
            self._show(self._step - 1)
        else:
            super().action_leave()

    def action_next(self) -> None:
        """Go to the next field, or to the next step when there is none."""
        fields = [field for field in self.all_fields() if field.display]
        nobody = self.focused is not None and self.focused.id == "client" and not self.text("client")
        if not fields or nobody:
            self.action_save()
        else:
            super().action_next()

    def _show(self, step: int) -> None:
        self.query_one(f"#page-{self._step}").remove_class("-shown")
        self._step = step
        page = self.query_one(f"#page-{step}")
        page.add_class("-shown")
        self.query_one("#box").border_title = Content(self.heading())
        first = next((field for field in self.all_fields() if field.display), None)
        self.set_focus(first)

    def answer(self) -> WelcomeAnswer:
        """Make the answer of all three steps; what was not touched stays as it is."""
        name = self.text("client")
        addresses: tuple[str, ...] = self.reading("addresses") or ()
        domains: tuple[str, ...] = self.reading("domains") or ()
        if (addresses or domains) and not name:
            raise NotYetError(self.query_one("#client", TextField), "What are they called?")
        ticked = self.query_one("#feeds", TickField).ticked
        email = self.reading("email") or ()
        return WelcomeAnswer(
            zone=self.reading("zone") if self.query_one("#zone", ReadingField).touched else None,
            hours=self._hours(),
            name=self.text("name"),
            email=email[0] if email else "",
            feeds=tuple(self._paths[number] for number in ticked),
            me=tuple(dict.fromkeys((*(self.reading("me") or ()), *email))),
            client=Client(name=name, addresses=addresses, domains=domains) if name else None,
        )

    def _hours(self) -> dict[str, Spans] | None:
        if not any(self.query_one(f"#{each}", ReadingField).touched for each in ("hours", "days")):
            return None
        spans: Spans = self.reading("hours")
        days: tuple[str, ...] = self.reading("days")
        return {day: spans if day in days else () for day in self.desk.settings.working_hours}


def _one(text: str) -> tuple[str, ...] | None:
    return (text,) if text else None
