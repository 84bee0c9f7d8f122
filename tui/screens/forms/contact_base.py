"""What the call form and the form of other contacts share: who it was, what it answers, what follows."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from textual import on
from textual.widget import Widget

from data.model.draft import ContactDraft, FollowUp
from data.model.touch import Channel, Direction, Thread
from tui.screens.forms import notations
from tui.screens.forms.base import Form, NotYetError, Save, Sheet
from tui.screens.forms.picker import Picker
from tui.widgets.fields import ClientField, Line, ReadingField, TextField, Tick, TickField
from tui.wording.forms import waiting_said

if TYPE_CHECKING:
    from data.desk.desk import Desk
    from data.model.client import Client


class ContactBase(Form[ContactDraft]):
    """A form about one contact with one client."""

    def __init__(
        self,
        desk: Desk,
        *,
        client_id: int | None = None,
        answers: tuple[int, ...] = (),
        save: Save[ContactDraft] | None = None,
    ) -> None:
        """Ask about a contact with `client_id`; the threads in `answers` are ticked as answered by it."""
        super().__init__(save=save)
        self.desk = desk
        self.now = desk.now()
        self.zone = desk.settings.zone
        self.work = desk.working_time
        self.picker = Picker(desk)
        self.given = desk.clients.get(client_id) if client_id is not None else None
        self.first_direction = Direction.OUT if answers else Direction.IN
        self._answers = answers
        self._threads: tuple[Thread, ...] = ()
        self._ticks: TickField | None = None
        """Made when there is something to tick: each widget costs time whenever the form is opened."""

    def client_field(self, *, classes: str = "") -> ClientField:
        """Give the field that names the client."""
        return ClientField(
            "Client",
            self.picker.recent,
            self.picker.rank,
            self.given,
            needed="Say who it was: two letters of a client, or a new name.",
            id="client",
            classes=classes,
        )

    def after_fields(self) -> Iterable[Widget]:
        """Give the fields that stand at the end: what follows."""
        yield Line(
            TextField("Follow-up", id="follow-up", example="Send the staging link"),
            ReadingField(
                "By when",
                notations.due_at(self.now, self.work, day_first=self.desk.settings.day_first),
                id="by",
                example="fri 3pm, tomorrow, in 2 days",
            ),
        )

    def on_mount(self) -> None:
        """Offer what waits for an answer of this client."""
        if self.given is not None:
            self._offer_threads(self.given)

    @on(ClientField.Picked)
    def _picked(self, event: ClientField.Picked) -> None:
        event.stop()
        self._offer_threads(event.client)

    def _offer_threads(self, client: Client | None) -> None:
        self._threads = self.desk.waiting.of_client(client.id) if client is not None else ()
        lines = [
            Tick(
                thread.id,
                thread.subject or thread.who or thread.channel.value,
                waiting_said(
                    thread,
                    self.now,
                    self.zone,
                    self.work.between(thread.waiting_since, self.now) / 60 if thread.waiting_since else 0,
                ),
            )
            # Speaking to them settles their missed calls by itself.
            for thread in self._threads
            if thread.channel is not Channel.CALL
        ]
        if lines and self._ticks is None:
            self._ticks = TickField("This answers", hint="space ticks", id="answers")
            self.query_one(Sheet).mount(self._ticks)
        if self._ticks is not None:
            self._ticks.offer(lines, self._answers)

    def answered(self) -> tuple[int, ...]:
        """Give the ids of the threads this contact answers."""
        ticked = self._ticks.ticked if self._ticks is not None else ()
        # A missed call has no tick; of another client than was picked in the end, it still waits.
        missed = {thread.id for thread in self._threads if thread.channel is Channel.CALL}
        return (*ticked, *(each for each in self._answers if each in missed))

    def who(self) -> tuple[int | None, str]:
        """Give the client's id, or None and the name of a new one."""
        field = self.query_one("#client", ClientField)
        return (field.client.id, "") if field.client else (None, field.new_name)

    def follow_up(self) -> tuple[FollowUp, ...]:
        """Give what was typed as to be done after the contact; NotYetError when its half is missing."""
        text = self.query_one("#follow-up", TextField)
        by: ReadingField[datetime] = self.query_one("#by", ReadingField)
        if not text.text:
            if by.reading is not None:
                raise NotYetError(text, "What is to be done by then?")
            return ()
        if by.reading is None:
            raise NotYetError(by, "By when? A promise without a time is soon broken.")
        return (FollowUp(text.text, by.reading),)
