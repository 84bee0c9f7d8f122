"""One project: its steps in order, what is missing among them, and what became of its deliverables."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.widgets import Static

from data.errors import NotFound
from data.model.scope import Step
from tui.screens.acts import steps as acts
from tui.screens.acts.host import Subject
from tui.screens.client.page import ClientPage
from tui.screens.page import PageScreen
from tui.screens.project.keys import ORDER, PROJECT_KEYS, hint_word
from tui.widgets.columns import Column
from tui.widgets.fields.field import toned
from tui.widgets.foot_line import FootLine
from tui.widgets.rows import Rows
from tui.wording import project as words
from tui.wording.times import local

if TYPE_CHECKING:
    from data.desk.desk import Desk

_MARK = Column(1)
_UNDER = (_MARK, Column(flex=True, gap=1))
_PARTS: dict[str, tuple[str, tuple[Column, ...], str]] = {
    "steps": (
        "Steps",
        (_MARK, Column(flex=True, gap=1), Column(right=True, ragged=True)),
        "No steps yet. b begins as a way of working, n adds one.",
    ),
    "deliverables": (
        "Deliverables",
        (_MARK, Column(flex=True, gap=1), Column(right=True, ragged=True, drop=1), Column(right=True)),
        "Nothing is promised. n enters something they get.",
    ),
}

_ALWAYS = frozenset({"new", "begin", "edit_project", "client", "undo", "promise"})
"""Acts on the project itself, whatever is selected."""


class ProjectPage(PageScreen, inherit_bindings=False):
    """Everything about one project. Answers True when something was changed."""

    PARTS = _PARTS
    CSS_PATH = "page.tcss"
    AUTO_FOCUS = "#steps"
    BINDINGS: ClassVar[list[BindingType]] = [*PROJECT_KEYS]

    def __init__(self, desk: Desk, project_id: int) -> None:
        super().__init__(desk)
        self.project = desk.work.project(project_id)
        self._steps: dict[str, Step] = {}
        self._over: frozenset[str] = frozenset()

    def compose(self) -> ComposeResult:
        """Lay out the line on top, two lists and the foot."""
        yield Static("", id="head", markup=False)
        with Container(id="parts"):
            for name in _PARTS:
                yield self.new_list(name, _UNDER)
        yield FootLine()

    def on_mount(self) -> None:
        """Fill the lists, and go to the step that is next."""
        self.fit()
        self._fill()
        following = next((key for key, step in self._steps.items() if step.done_on is None), None)
        if following is not None:
            self.rows("steps").move_to(following)

    @property
    def hints(self) -> tuple[tuple[str, str], ...]:
        """The keys for the foot: binding names of this screen, and what they are called here."""
        place = self.place
        return tuple((name, hint_word(name, place)) for name in ORDER[place])

    @property
    def itself(self) -> Subject:
        """The project the page is about."""
        return Subject("project", f"project:{self.project.id}", self.project.client_id)

    @property
    def step(self) -> Step | None:
        """The step that is selected."""
        return self._steps.get(self.rows("steps").cursor_key or "") if self.place == "steps" else None

    @property
    def subject(self) -> Subject | None:
        """The deliverable that is selected; beside the deliverables, the project itself."""
        if self.place == "steps":
            return self.itself
        key = self.rows("deliverables").cursor_key
        if key is None:
            return None
        return Subject("deliverable", key, self.project.client_id, done=key in self._over)

    def reload(self) -> None:
        """Read everything anew; leave when the project is gone."""
        self._changed = True
        try:
            self.project = self.desk.work.project(self.project.id)
        except NotFound:
            self.leave_what_is_gone()
            return
        self._today = self.desk.today()
        self._fill()

    def _fill(self) -> None:
        desk, today, project = self.desk, self._today, self.project
        steps = desk.scope.steps(project.id)
        self._steps = {f"step:{step.id}": step for step in steps}
        mine = [
            each
            for each in desk.work.deliverables(project.client_id, open_only=False)
            if each.project_id == project.id
        ]
        self._over = frozenset(f"deliverable:{each.id}" for each in mine if not each.open)
        slack = [item for item in today.slack if item.deliverable.project_id == project.id]
        rows = self.rows("steps")
        rows.show(words.step_rows(steps, local(today.now, today.zone).date()))
        rows.border_subtitle = toned(*words.steps_said(steps))
        self.rows("deliverables").show(words.deliverable_rows(slack, mine, today))
        client = desk.clients.get(project.client_id).name
        owed = len(desk.scope.owed_by(project.client_id))
        self.query_one("#head", Static).update(toned(*words.head_line(project, client, owed, today)))
        self.show_hints()

    def action_act(self, name: str) -> None:
        """Do an act to the step that is selected, to the deliverable, or to the project."""
        own = self._own(name)
        if own is not None:
            self.starting = True
            self.run_worker(self._guarded(own), name=name, group="acts")
        elif name == "edit_project":
            self.start("edit", self.itself)
        elif name in ("client", "undo"):
            self._leave_or_start(name)
        else:
            self.start(name, self.subject)

    def _own(self, name: str) -> Awaitable[None] | None:
        """Give what the page does itself; None for what it does like every other screen."""
        step = self.step
        if name == "begin":
            return acts.begin(self, self.project)
        if self.place != "steps":
            return acts.new_deliverable(self, self.project) if name == "new" else None
        if name == "new":
            return self._new_step(step)
        if step is None:
            return None
        own = {"done": acts.tick, "edit": acts.edit, "delete": acts.delete}
        return own[name](self, step) if name in own else None

    async def _new_step(self, after: Step | None) -> None:
        """Ask for a step and go to it, so that the next one comes after it."""
        stored = await acts.add(self, self.project, after)
        if stored is not None:
            self.rows("steps").move_to(f"step:{stored.id}")

    def _leave_or_start(self, name: str) -> None:
        """Go back where the client's page is what one came from; else do the act."""
        below = self.app.screen_stack[-2]
        came_from = isinstance(below, ClientPage) and below.client_id == self.project.client_id
        if name == "client" and came_from:
            self.action_leave()
        else:
            self.start(name, self.itself)

    def reason_against(self, action: str) -> str:
        """Say why an act is not possible on what is selected; empty when it is."""
        name = action.removeprefix("act('").removesuffix("')")
        if name in _ALWAYS:
            return ""
        if self.place == "steps":
            needs = action.startswith("act(") and self.step is None
            return "No step is selected: n adds one, b begins as a way of working." if needs else ""
        return super().reason_against(action)

    @on(Rows.Chosen)
    def _chosen(self, event: Rows.Chosen) -> None:
        event.stop()
        self.action_act("edit" if self.place == "steps" else "open")
