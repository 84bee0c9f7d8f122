"""What the keys of the week review do: to a card, to an intention, to the week, to a page."""

from __future__ import annotations

from functools import partial

from data.model.week import ClearCard, Intention, NextWeek, ReviewRow, WeekReview
from tui.screens.acts import looking
from tui.screens.acts.host import Subject
from tui.screens.hinted import HintedScreen
from tui.screens.review import acts as acts

LAST_STEP = 2


class ReviewDoing(HintedScreen[bool | None], inherit_bindings=False):
    """A screen about one week; every act is about it, or about what is selected in it."""

    week: WeekReview
    cards: tuple[ClearCard, ...]
    coming: NextWeek
    meant: tuple[Intention, ...]
    """What was meant to be done in this week."""

    @property
    def step(self) -> int:
        """Which step is shown."""
        raise NotImplementedError

    @property
    def place(self) -> str:
        """The list that has the focus."""
        raise NotImplementedError

    @property
    def key(self) -> str:
        """The key of the row that is selected."""
        raise NotImplementedError

    @property
    def card(self) -> ClearCard | None:
        """The card that is selected."""
        key = self.key if self.place == "cards" else ""
        return next((card for card in self.cards if card.key == key), None)

    @property
    def intention(self) -> Intention | None:
        """The intention of this week that is selected."""
        key = self.key if self.place == "meant" else ""
        return next((each for each in self.meant if f"meant:{each.id}" == key), None)

    @property
    def subject(self) -> Subject | None:
        """What the acts of other screens are done to."""
        if self.place == "clients" and self.key:
            return Subject("client", self.key, int(self.key.partition(":")[2]))
        if self.place == "coming":
            row = self._promised
            return acts.subject_behind(row) if row is not None else None
        return acts.subject_of(self.card, self.snapshot) if self.card is not None else None

    @property
    def _promised(self) -> ReviewRow | None:
        return next((row for row in self.coming.promises if row.key == self.key), None)

    def reason_against(self, action: str) -> str:
        """Say why an act is not possible on what is selected; empty when it is."""
        name = action.removeprefix("act('").removesuffix("')") if action.startswith("act(") else ""
        if name == "drop" and self.intention is not None:
            return ""
        if name == "yes" and self.intention is None:
            return "That is for what you meant to do this week: tab goes there in step 3."
        if name == "close" and self.week.closed_at is not None:
            return "The week is closed already; u opens it again right after closing."
        if name == "close" and self.step != LAST_STEP:
            return "Look and clear first: 3 turns to the next week, and there w closes this one."
        if name == "client":
            subject = self.subject
            none = subject is None or subject.client_id is None
            return "No client belongs to what is selected." if none else ""
        return acts.why_not_card(name, self.card)

    def action_act(self, name: str) -> None:
        """Do an act to what is selected, or to the week."""
        act = self._own(name)
        if act is None:
            self.start(name, self.subject)
            return
        self.starting = True
        self.run_worker(self._guarded(act()), name=name, group="acts")

    def _own(self, name: str) -> acts.Act | None:
        """Give an act of this screen by its name; None for those that mean the same on every screen."""
        card, intention = self.card, self.intention
        if intention is not None and name in ("yes", "drop"):
            return partial(acts.judge, self, intention, kept=name == "yes")
        if card is not None and name == "monday":
            return partial(acts.monday, self, card, self.week)
        if card is not None and name in ("schedule", "tell", "drop"):
            return partial(
                {"schedule": acts.schedule, "tell": acts.tell, "drop": acts.drop}[name], self, card
            )
        own: dict[str, acts.Act] = {
            "intend": partial(acts.intend, self, self.coming),
            "close": partial(acts.close, self, self.week),
            "trends": partial(looking.trends, self, self.week.week),
        }
        return own.get(name)
