"""A screen that does acts: it asks, calls one verb of the Desk, says what came of it and reads anew."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Generic, TypeVar

from textual.screen import Screen

from data.errors import FrontdeskError
from tui.messages import ReadNow, Said, Trouble
from tui.screens.acts.host import AnswerT, Subject
from tui.widgets.keys import live_keys
from tui.wording.said import with_undo

if TYPE_CHECKING:
    from data.desk.desk import Desk
    from data.model.today import Today


ResultT = TypeVar("ResultT")


class ActingScreen(Screen[ResultT], Generic[ResultT], inherit_bindings=False):
    """The host of acts (tui/screens/acts)."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.starting = False
        """Whether an act has begun and may still open a question."""

    @property
    def snapshot(self) -> Today:
        """The snapshot shown."""
        raise NotImplementedError

    @property
    def subject(self) -> Subject | None:
        """What is selected."""
        raise NotImplementedError

    def reload(self) -> None:
        """Read the snapshot anew and show it."""
        raise NotImplementedError

    async def look_at(self, subject: Subject) -> None:
        """Show all there is to know about something."""
        raise NotImplementedError

    def action_act(self, name: str) -> None:
        """Do an act to what is selected."""
        self.start(name, self.subject)

    def start(self, name: str, subject: Subject | None) -> None:
        """Do an act to something; it may ask a question first."""
        from tui.screens.acts.by_name import ACTS

        self.starting = True
        self.run_worker(self._guarded(ACTS[name](self, subject)), name=name, group="acts")

    async def _guarded(self, act: Awaitable[None]) -> None:
        try:
            await act
        except FrontdeskError as error:
            self.post_message(Trouble(str(error)))
            self.reload()
        finally:
            self.starting = False

    async def ask(self, modal: Screen[AnswerT | None]) -> AnswerT | None:
        """Put a question and wait for its answer; None when it was left."""
        dismissed = self.app.push_screen(modal, wait_for_dismiss=True)
        self.starting = False
        answer = await dismissed
        self.starting = True  # the act goes on, and may ask again: keys that came meanwhile are for that
        return answer

    def do(self, verb: Callable[[], object], *, undo: bool = True) -> bool:
        """Call one verb of the Desk, say what it says, and show what has become of the day."""
        try:
            said = verb()
        except FrontdeskError as error:
            self.post_message(Trouble(str(error)))
            self.reload()
            return False
        if isinstance(said, str) and said:
            self.post_message(Said(with_undo(said, self._undo_key() if undo else "")))
        self.reload()
        return True

    def select_returned(self, before: Today) -> None:
        """Select what an undo has brought back since a snapshot; pages keep the row that is selected."""

    def saved(self, sentence: str) -> None:
        """Say what a form has stored, and show what has become of the day."""
        self.do(lambda: sentence)

    def read_now(self) -> None:
        """Have mail and calendars read."""
        self.post_message(ReadNow())

    def tell(self, sentence: str) -> None:
        """Say a sentence that nothing needs to be done about."""
        self.post_message(Said(sentence))

    def _undo_key(self) -> str:
        """Give the key that undoes, whatever it was bound to."""
        return next((key.keys[0] for key in live_keys(self) if key.name.endswith(".undo")), "")
