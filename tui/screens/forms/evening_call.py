"""The part of the call form that is there after hours: lines to say aloud, and tomorrow's promise."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from data.model.agreement import AgreementKind
from data.model.draft import FollowUp
from tui.widgets.fields.evening import Evening
from tui.wording import after_hours as words
from tui.wording.amounts import money

if TYPE_CHECKING:
    from textual.app import App
    from textual.widget import Widget

    from data.desk.desk import Desk
    from data.model.agreement import Agreement
    from data.model.client import Client
    from tui.wording.row import Part

NOTHING_NOTED = "Come back on their call"
"""What is promised where nothing was noted."""

TERMS_LATER = "Emergency terms are for a client you know, after hours, where something is missing."
"""Why there is nothing to agree about emergencies."""


class EveningCall:
    """What is said and promised in a call that began at `now`, outside working hours."""

    def __init__(self, desk: Desk, now: datetime) -> None:
        self._desk = desk
        self._settings = desk.settings
        self._now = now
        self._opens_at = desk.working_time.next_open(now)
        self._due_at = desk.after_hours.tomorrow(now)
        self._closed = not desk.working_time.is_open(now)
        self._lines: Evening | None = None
        self._terms: Sequence[Part] = ()

    def lines(self) -> tuple[Widget, ...]:
        """Give the lines to say; none while you work."""
        if self._closed:
            self._lines = Evening(self._settings.after_hours.hints, self._say, id="evening")
        return (self._lines,) if self._lines is not None else ()

    def meet(self, client: Client | None) -> None:
        """Know who is on the phone: what is to be agreed with them about emergencies is said, too."""
        self._terms = ()
        if client is not None and client.id and self._closed:
            policy, lacking = self._policy_with(client.id)
            loading = self._settings.rates.after_hours_loading_percent
            self._terms = words.terms_said(
                None if policy is None else lacking, loading, self._hourly(loading)
            )
        if self._lines is not None:
            self._lines.renew()

    async def agree(self, app: App[Any], client: Client) -> None:
        """Have the emergency policy with a client written down, over the form."""
        from tui.screens.acts.agreements import emergency_form

        policy, _ = self._policy_with(client.id)
        if await app.push_screen_wait(emergency_form(self._desk, client.id, policy)) is not None:
            self.meet(client)

    def _policy_with(self, client_id: int) -> tuple[Agreement | None, tuple[str, ...]]:
        """Give the emergency policy that stands with a client, and what it lacks."""
        stands = self._desk.agreements.of_client(client_id)
        return stands.of(AgreementKind.EMERGENCY), stands.lacking

    @property
    def wants_terms(self) -> bool:
        """Whether there is something to agree with who is on the phone."""
        return bool(self._terms)

    def _hourly(self, loading: int) -> str:
        """Say what an hour costs outside working hours; empty where the settings name no rate."""
        rates = self._settings.rates
        if rates.hourly is None:
            return ""
        return money(round(rates.hourly * (100 + loading) / 100), rates.currency)

    def toggle(self) -> str:
        """Put it off to the next working day, or take that back; give the sentence why not, if so."""
        if self._lines is None:
            return "You are open: a follow-up with its time promises it."
        if self._due_at is None:
            return "Your settings name no working hours, so there is no next working day."
        self._lines.toggle_put_off()
        return ""

    def put_off(self, note: str) -> FollowUp | None:
        """Give what is promised for the next working day: what was noted, else to come back on the call."""
        if self._lines is None or not self._lines.put_off or self._due_at is None:
            return None
        return FollowUp(note or NOTHING_NOTED, self._due_at)

    def _say(self, true: Sequence[str], put_off: bool) -> Sequence[Sequence[Part]]:
        """Give the lines to say aloud, for the hints that are true now."""
        now, zone, due_at = self._now, self._settings.zone, self._due_at
        hours = words.hours_said(self._settings.working_hours)
        always = words.always_true(hours, self._opens_at, now, zone)
        spoken = words.say_aloud(true, always, due_at, now, zone)
        said = words.evening_lines(spoken, words.tomorrow_said(due_at, now, zone, put_off=put_off))
        return (*said, self._terms) if self._terms else said
