"""What can be done on the page of a deliverable: to itself, to its time, to extras and to what is owed."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial
from typing import TYPE_CHECKING

from tui.screens.acts import delivering, effort, scope
from tui.screens.acts.host import Subject
from tui.screens.page import PageScreen
from tui.wording.deliverable.reasons import Thing, why_not_here

if TYPE_CHECKING:
    from data.desk.desk import Desk
    from data.model.today import SlackItem

Act = Callable[[], Awaitable[None]]


class DeliverableActs(PageScreen, inherit_bindings=False):
    """A screen about one deliverable: every act is about it, or about what is selected on its page."""

    def __init__(self, desk: Desk, deliverable_id: int) -> None:
        super().__init__(desk)
        self.what = desk.work.deliverable(deliverable_id)
        self.client = desk.clients.get(self.what.client_id)

    @property
    def slack_item(self) -> SlackItem | None:
        """How it stands in promise order; None when it is not open."""
        key = f"deliverable:{self.what.id}"
        return next((item for item in self.snapshot.slack if item.key == key), None)

    @property
    def itself(self) -> Subject:
        """The deliverable the page is about."""
        what = self.what
        return Subject(
            "deliverable", f"deliverable:{what.id}", what.client_id, not what.open, self.slack_item
        )

    @property
    def subject(self) -> Subject | None:
        """What the acts of other screens are done to."""
        return self.itself

    @property
    def thing(self) -> Thing:
        """The entry, request or obligation that is selected."""
        raise NotImplementedError

    def reason_against(self, action: str) -> str:
        """Say why an act is not possible on what is selected; empty when it is."""
        if not action.startswith("act("):
            return ""
        act = action.removeprefix("act('").removesuffix("')")
        return why_not_here(act, self.place, self.thing, self.what)

    def action_act(self, name: str) -> None:
        """Do an act to what is selected, or to the deliverable."""
        act = self._own(name)
        if act is None:
            self.start(name, self.itself)
            return
        self.starting = True
        self.run_worker(self._guarded(act()), name=name, group="acts")

    def _own(self, name: str) -> Act | None:
        """Give an act of this page by its name; None for those that mean the same on every screen."""
        if name == "new":
            return self._new
        number = self.thing.id if self.thing is not None else 0
        acts: dict[tuple[str, str], Act] = {
            ("promised", "tick"): partial(delivering.deliver, self, self.itself),
            ("time", "edit"): partial(effort.edit_entry, self, number),
            ("time", "delete"): partial(effort.delete_entry, self, number),
            ("asked", "edit"): partial(scope.edit_change, self, number),
            ("asked", "tick"): partial(scope.decide, self, number),
            ("asked", "accept"): partial(self._decide, number, accept=True),
            ("asked", "decline"): partial(self._decide, number, accept=False),
            ("asked", "delete"): partial(self._call, lambda: self.desk.scope.delete_change(number)),
            ("owed", "edit"): partial(scope.edit_obligation, self, number),
            ("owed", "tick"): partial(self._call, lambda: self.desk.scope.received(number)),
            ("owed", "decline"): partial(self._call, lambda: self.desk.scope.drop_obligation(number)),
            ("owed", "delete"): partial(self._call, lambda: self.desk.scope.delete_obligation(number)),
        }
        return acts.get((self.place, name))

    async def _call(self, verb: Callable[[], object]) -> None:
        self.do(verb)

    async def _decide(self, request_id: int, *, accept: bool) -> None:
        self.do(lambda: self.desk.scope.decide(request_id, accept=accept))

    async def _new(self) -> None:
        """Enter what belongs into the list that has the focus; under promised, ask what."""
        from tui.screens.dialogs import Choice, Choose

        new: dict[str, Act] = {
            "time": partial(effort.time, self, self.itself),
            "asked": partial(scope.new_change, self, self.itself),
            "owed": partial(scope.new_obligation, self, self.itself, settled=True),
        }
        choices = (
            Choice("t", "time", "Time", "worked on it already"),
            Choice("a", "asked", "Asked besides", "more than was agreed"),
            Choice("o", "owed", "They owe you", "texts, access, a decision"),
        )
        what = self.place if self.place in new else await self.ask(Choose("New", choices))
        if what is not None:
            await new[what]()
