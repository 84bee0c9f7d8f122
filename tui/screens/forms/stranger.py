"""The form in which somebody unknown becomes a client."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from textual.widget import Widget

from tui.screens.forms.base import Form
from tui.widgets.fields import ChoiceField, Line, NameField, TextField
from tui.wording.plain import plain
from tui.wording.who import domain_asked, likely_name, said_name

if TYPE_CHECKING:
    from data.desk.desk import Desk
    from data.model.matching import Stranger
    from tui.screens.who import SenderChoice


class StrangerForm(Form["SenderChoice"]):
    """Ask what the new client is called, who wrote there, and whether all of the domain is theirs."""

    HEADING = "New client"
    DEFAULT_CSS = "StrangerForm #box { width: 84; }"

    def __init__(self, desk: Desk, row: Stranger) -> None:
        super().__init__()
        self.desk = desk
        self._row = row

    def heading(self) -> str:
        """Say about whom it is."""
        return f"New client: {plain(self._row.sender.point, 60)}"

    def fields(self) -> Iterable[Widget]:
        """Give the fields; the domain is asked about only where it can be a company's own."""
        row = self._row
        suggested = row.suggestion
        new = suggested is not None and suggested.client_id is None
        name = suggested.client if suggested is not None and new else likely_name(row)
        person = suggested.person if suggested is not None and new else said_name(row)
        yield Line(
            # A guess: who writes there is called so, which the client need not be.
            NameField("Name", name, needed="A client needs a name.", replace=True, id="name"),
            TextField(
                "Who it is there",
                person,
                id="person",
                hint="empty: nobody in particular",
                longest=200,
            ),
        )
        if row.domain:
            yield ChoiceField(
                domain_asked(row.domain),
                ((False, "no, only this address"), (True, "yes, all of it")),
                False,
                id="domain",
            )

    def answer(self) -> SenderChoice:
        """Make the wish of what was filled in."""
        from tui.screens.who import SenderChoice

        whole = bool(self._row.domain) and self.choice("domain")
        return SenderChoice(
            self._row.sender.point,
            "client",
            self.text("name"),
            person=self.text("person"),
            domain=self._row.domain if whole else "",
        )
