"""One client, and nobody else on the screen: what waits, what was promised, what was said, what to know."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.widgets import Static

from tui.screens.acts.host import Item, Subject
from tui.screens.client.acts import ClientActs
from tui.screens.client.keys import CLIENT_KEYS, ORDER, WORDS
from tui.widgets.columns import Column, width_of
from tui.widgets.fields.field import toned
from tui.widgets.foot_line import FootLine
from tui.widgets.rows import Rows
from tui.wording import client as words
from tui.wording.agreements import agreed_said, agreement_rows
from tui.wording.reasons import Kind, why_not
from tui.wording.row import Row
from tui.wording.times import local
from tui.wording.waiting import waiting_row

if TYPE_CHECKING:
    from data.desk.desk import Desk

_MARGIN = 6
"""Cells beside the line on top."""

_CONTACTS = 100
"""Contacts shown; older ones are found with `/`."""

_OWN_KINDS = ("touch", "deliverable", "commitment", "find_out", "obligation", "agreement")
"""What a row that is no item of the snapshot can stand for."""

_MARK = Column(1)
_PARTS: dict[str, tuple[str, tuple[Column, ...], str]] = {
    "waiting": (
        "Waits for you",
        (_MARK, Column(flex=True, most=22, gap=1), Column(flex=True), Column(right=True), Column()),
        "Nothing waits for an answer.",
    ),
    "promised": (
        "Promised",
        (_MARK, Column(flex=True, gap=1), Column(drop=1), Column(right=True)),
        "Nothing is promised. n enters something.",
    ),
    "contacts": (
        "Contacts",
        (Column(), Column(most=24), Column(flex=True)),
        "No contact yet. c logs a call, m another contact.",
    ),
    "agreed": (
        "Agreed",
        (_MARK, Column(gap=1), Column(flex=True), Column(right=True, drop=1)),
        "",
    ),
    "about": (
        "Good to know",
        (Column(least=5), Column(flex=True)),
        "Nothing noted yet. e adds what is worth knowing.",
    ),
}


class ClientPage(ClientActs, inherit_bindings=False):
    """Everything about one client. Answers True when something was changed."""

    PARTS = _PARTS
    CSS_PATH = "page.tcss"
    AUTO_FOCUS = "#waiting"
    BINDINGS: ClassVar[list[BindingType]] = [*CLIENT_KEYS]

    def __init__(self, desk: Desk, client_id: int, *, at: str = "") -> None:
        """Show a client, with the row `at` selected where there is one."""
        super().__init__(desk, client_id)
        self._at = at
        self._subjects: dict[str, Subject] = {}
        self._last: datetime | None = None

    def compose(self) -> ComposeResult:
        """Lay out the line on top, five lists and the foot."""
        yield Static("", id="head", markup=False)
        with Container(id="parts"):
            yield Container(self.new_list("waiting"), self.new_list("promised"), id="left")
            yield Container(
                self.new_list("contacts"), self.new_list("agreed"), self.new_list("about"), id="right"
            )
        yield FootLine()

    def on_mount(self) -> None:
        """Fill the lists."""
        self.fit()
        self._fill()
        self.go_to(self._at)

    @property
    def cursor_key(self) -> str | None:
        """The key of the row under the cursor of the list that has the focus."""
        return self.rows(self.place).cursor_key

    @property
    def hints(self) -> tuple[tuple[str, str], ...]:
        """The keys for the foot: binding names of this screen, and what they are called here."""
        return tuple((name, WORDS[name]) for name in ORDER[self.place])

    @property
    def subject(self) -> Subject | None:
        """What is selected; the client itself where nothing else is."""
        found = self._subjects.get(self.cursor_key or "")
        return self.itself if found is None and self.place == "about" else found

    def reload(self) -> None:
        """Read everything anew; leave when the client is gone."""
        self._changed = True
        client = next((each for each in self.desk.clients.all() if each.id == self.client_id), None)
        if client is None:
            self.leave_what_is_gone()
            return
        self.client = client
        self._today = self.desk.today()
        self._fill()

    def _fill(self) -> None:
        desk, today, now, zone = self.desk, self._today, self._today.now, self._today.zone
        contacts = desk.clients.contacts(self.client_id, _CONTACTS)
        late = desk.after_hours.contacts_of(self.client_id)
        outside = desk.after_hours.outside(contacts)
        waiting = [item for item in today.waiting if item.client_id == self.client_id]
        slack = [item for item in today.slack if item.deliverable.client_id == self.client_id]
        shown = {item.deliverable.id for item in slack}
        others = [each for each in desk.work.deliverables(self.client_id) if each.id not in shown]
        promised = words.promised_rows(
            slack,
            others,
            desk.work.commitments(self.client_id),
            today,
            find_outs=desk.find_outs.of_client(self.client_id),
            obligations=desk.scope.owed_by(self.client_id),
        )
        items: list[Item] = [*waiting, *slack]
        agreed = desk.agreements.of_client(self.client_id)
        self._subjects = {item.key: Subject.of(item) for item in items}
        rows = {
            "waiting": [_without_client(waiting_row(item, today)) for item in waiting],
            "contacts": words.contact_rows(contacts, now, zone, outside),
            "promised": promised,
            "agreed": agreement_rows(agreed, local(now, zone).date()),
            "about": words.about_rows(self.client, desk.clients.people(self.client_id), today, late),
        }
        for name, each in rows.items():
            self._name_subjects(each)
            self.query_one(f"#{name}", Rows).show(each)
        self.rows("agreed").border_subtitle = toned(*agreed_said(agreed))
        self._last = max((touch.at for touch in contacts), default=None)
        self._say_head()
        self.show_hints()

    def on_resize(self) -> None:
        """Lay the lists out anew, and say on top what fits."""
        super().on_resize()
        self._say_head()

    def _say_head(self) -> None:
        room = self.app.size.width - _MARGIN
        for most in range(words.HEAD, 0, -1):
            said = words.head_line(self.client, self._today, self._last, most)
            if sum(width_of(text) for text, _ in said) <= room:
                break
        self.query_one("#head", Static).update(toned(*said))

    def _name_subjects(self, rows: Sequence[Row]) -> None:
        for row in rows:
            kind = row.key.partition(":")[0]
            if kind in ("fact", "person"):
                self._subjects[row.key] = self.itself
            elif row.key not in self._subjects and kind in _OWN_KINDS:
                self._subjects[row.key] = Subject(cast(Kind, kind), row.key, self.client_id)

    async def look_at(self, subject: Subject) -> None:
        """Show all there is to know about something of this client's."""
        from tui.screens.detail import DetailScreen
        from tui.screens.sheets import sheet_of

        acts = ("done", "answered", "no_reply", "later", "edit", "delete")
        able = frozenset(name for name in acts if not why_not(name, subject.kind, done=subject.done))
        act = await self.ask(DetailScreen(sheet_of(self.desk, self._today, subject), able))
        if act is not None:
            self.start(act, subject)

    @on(Rows.Chosen)
    def _chosen(self, event: Rows.Chosen) -> None:
        event.stop()
        missing = (event.key or "").startswith("missing:")
        self.action_act("edit" if self.place == "about" else "agree" if missing else "open")


def _without_client(row: Row) -> Row:
    """Leave out the column with the client's name: everything here is this client's."""
    mark, who, about, _client, *rest = row.cells
    return replace(row, cells=(mark, who, about, *rest))
