"""A form about something that belongs to a client."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from tui.screens.forms.base import Form, Save
from tui.screens.forms.picker import Picker
from tui.widgets.fields import ClientField

if TYPE_CHECKING:
    from data.desk.desk import Desk
    from data.model.client import Client

AnswerT = TypeVar("AnswerT")


class ForClient(Form[AnswerT], Generic[AnswerT]):
    """A form with a field that names the client."""

    def __init__(self, desk: Desk, client_id: int | None, *, save: Save[AnswerT] | None = None) -> None:
        super().__init__(save=save)
        self.desk = desk
        self.picker = Picker(desk)
        self.given = desk.clients.get(client_id) if client_id else None

    def client_field(
        self,
        *,
        fixed: bool = False,
        may_be_new: bool = False,
        needed: str = "Whose is it? Two letters are enough.",
    ) -> ClientField:
        """Give the field that names the client; `fixed` when it can no longer be another one."""
        field = ClientField(
            "Client",
            self.picker.recent,
            self.picker.rank,
            self.given,
            may_be_new=may_be_new,
            needed=needed,
            id="client",
        )
        field.disabled = fixed
        return field

    def named_client(self) -> Client | None:
        """Give the client that is named."""
        return self.query_one("#client", ClientField).client

    def client_id(self) -> int:
        """Give the id of the client that is named; the field's own problem keeps it from being nobody."""
        client = self.named_client()
        return client.id if client else 0
