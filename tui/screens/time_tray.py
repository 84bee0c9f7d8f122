"""The tray "what is this time?": what a time tracker wrote down and nobody has said the meaning of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar, Literal

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Input

from data.values import frozen
from tui.screens.modal import Modal
from tui.screens.trays import UndoingDrawer
from tui.widgets.columns import Column
from tui.widgets.fields import TextField
from tui.widgets.rows import Rows
from tui.wording.plain import named
from tui.wording.time_log import held_row, mapping_row, target_row, unplaced_row

if TYPE_CHECKING:
    from data.desk.desk import Desk
    from data.model.time_log import HeldTime, TimeMapping, UnplacedTime

TimeAct = Literal["map", "polish", "ignore", "count", "leave_out", "mapped", "undo"]
MappingAct = Literal["map", "polish", "ignore", "forget", "undo"]


@frozen
class TimeChoice:
    """What is to become of time in the tray."""

    act: TimeAct
    unplaced: UnplacedTime | None = None
    held: HeldTime | None = None
    deliverable_id: int | None = None
    """The one that was suggested; None: it is to be asked."""


@frozen
class MappingChoice:
    """What is to become of a mapping."""

    act: MappingAct
    mapping: TimeMapping | None = None
    """None: the latest act is to be taken back."""


_KEYS = (
    ("enter", "which"),
    ("y", "yes"),
    ("x", "leave out"),
    ("a", "count"),
    ("p", "polish"),
    ("l", "mapped"),
    ("u", "undo"),
    ("esc", "back"),
)
_WIDE = 100
"""Columns from which on all keys fit into the border."""
_FEW_KEYS = (*(key for key in _KEYS[:-1] if key[0] not in ("y", "a", "p")), ("?", "more"), _KEYS[-1])
"""What the border says where it is too short for all."""


class TimeTray(UndoingDrawer[TimeChoice]):
    """Time by what it is called there: say once which deliverable it is, or leave it out."""

    HEADING = "What is this time?"
    KEYS = _KEYS
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("m", "map", "Which work", id="time-tray.map", tooltip="Say which deliverable it is, once"),
        Binding("y", "accept", "As suggested", id="time-tray.accept", tooltip="It is what is suggested"),
        Binding("p", "map('polish')", "Polish", id="time-tray.polish", tooltip="Beyond what was promised"),
        Binding("x", "leave_out", "Leave out", id="time-tray.leave-out", tooltip="It is no client's time"),
        Binding("a", "count", "Count anyway", id="time-tray.count", tooltip="Count it though it overlaps"),
        Binding("l", "mapped", "What is mapped", id="time-tray.mapped", tooltip="What was said so far"),
    ]

    def __init__(self, desk: Desk, *, done: int = 0) -> None:
        super().__init__(done=done)
        self.desk = desk
        self._unplaced = {f"label:{n}": each for n, each in enumerate(desk.time_log.unplaced())}
        self._held = {f"held:{each.entry.id}": each for each in desk.time_log.held()}
        self._names = {what.id: what.name for what, _ in desk.time_log.targets()}

    def body(self) -> Iterable[Widget]:
        """Give the list of labels, and of what is held back."""
        yield Rows(
            columns=(Column(flex=True), Column(right=True, drop=1), Column(right=True), Column(right=True)),
            under=(Column(flex=True),),
            gap=1,
            empty="All time is on its work. l shows what is mapped.",
        )

    def on_mount(self) -> None:
        """Fill the list."""
        now, zone = self.desk.now(), self.desk.settings.zone
        self.query_one(Rows).show(
            [
                *(unplaced_row(key, each, self._names, now, zone) for key, each in self._unplaced.items()),
                *(held_row(key, each, now, zone) for key, each in self._held.items()),
            ]
        )

    def on_resize(self) -> None:
        """Fit into the terminal, and say below as many keys as fit."""
        super().on_resize()
        self.say_keys(_KEYS if self.app.size.width >= _WIDE else _FEW_KEYS)

    def undo_answer(self) -> TimeChoice:
        """Give the answer that asks for the latest act to be taken back."""
        return TimeChoice("undo")

    @on(Rows.Chosen)
    def _chosen(self) -> None:
        if self._here[1] is not None:
            self.action_count()
        else:
            self.action_map()

    @property
    def _here(self) -> tuple[UnplacedTime | None, HeldTime | None]:
        key = self.query_one(Rows).cursor_key or ""
        return self._unplaced.get(key), self._held.get(key)

    def action_map(self, act: TimeAct = "map") -> None:
        """Answer that a deliverable is to be asked for."""
        unplaced, held = self._here
        if unplaced is not None:
            self.dismiss(TimeChoice(act, unplaced))
        elif held is not None:
            self.tell("It is on that work already: a counts it anyway, x leaves it out.", serious=False)

    def action_accept(self) -> None:
        """Answer with what is suggested."""
        unplaced, _ = self._here
        if unplaced is not None and unplaced.suggested:
            self.dismiss(TimeChoice("map", unplaced, deliverable_id=unplaced.suggested[0]))
        elif unplaced is not None:
            self.tell("Nothing has a like name. Enter asks which work it is.", serious=False)

    def action_leave_out(self) -> None:
        """Answer that it is no client's time, or that it is to stay uncounted."""
        unplaced, held = self._here
        if unplaced is not None:
            self.dismiss(TimeChoice("ignore", unplaced))
        elif held is not None:
            self.dismiss(TimeChoice("leave_out", held=held))

    def action_count(self) -> None:
        """Answer that it counts although it overlaps."""
        unplaced, held = self._here
        if held is not None:
            self.dismiss(TimeChoice("count", held=held))
        elif unplaced is not None:
            self.tell("That is for time that is held back. Enter asks which work this is.", serious=False)

    def action_mapped(self) -> None:
        """Answer that the mappings are to be seen."""
        self.dismiss(TimeChoice("mapped"))


class TimeMappings(UndoingDrawer[MappingChoice]):
    """What was said so far of the tags and projects of time trackers."""

    HEADING = "Time that is mapped"
    KEYS = (
        ("enter", "other work"),
        ("p", "polish"),
        ("x", "leave out"),
        ("d", "ask again"),
        ("u", "undo"),
        ("esc", "back"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("m", "choose('map')", "Other work", id="mappings.map", tooltip="Move all of it elsewhere"),
        Binding("p", "choose('polish')", "Polish", id="mappings.polish", tooltip="All of it is polish"),
        Binding("x", "choose('ignore')", "Leave out", id="mappings.ignore", tooltip="It is no client's time"),
        Binding(
            "d,delete", "choose('forget')", "Ask again", id="mappings.forget", tooltip="Forget the mapping"
        ),
    ]

    def __init__(self, desk: Desk, *, done: int = 0) -> None:
        super().__init__(done=done)
        self.desk = desk
        self._mappings = {f"mapping:{each.id}": each for each in desk.time_log.mappings()}
        self._names = desk.time_log.names()

    def body(self) -> Iterable[Widget]:
        """Give the list of mappings."""
        yield Rows(
            columns=(Column(flex=True), Column(flex=True), Column(drop=1), Column(right=True, drop=2)),
            empty="Nothing is mapped yet.",
        )

    def on_mount(self) -> None:
        """Fill the list."""
        now, zone = self.desk.now(), self.desk.settings.zone
        rows = [mapping_row(each, self._names, now, zone) for each in self._mappings.values()]
        self.query_one(Rows).show(rows)

    def undo_answer(self) -> MappingChoice:
        """Give the answer that asks for the latest act to be taken back."""
        return MappingChoice("undo")

    @on(Rows.Chosen)
    def _chosen(self) -> None:
        self.action_choose("map")

    def action_choose(self, act: MappingAct) -> None:
        """Answer with what is to become of the marked mapping."""
        key = self.query_one(Rows).cursor_key
        if key is None:
            return
        mapping = self._mappings[key]
        if act == "polish" and mapping.deliverable_id is None:
            self.tell("It is left out: Enter says first which work it is.", serious=False)
        else:
            self.dismiss(MappingChoice(act, mapping))


class AskDeliverable(Modal[int]):
    """Ask which deliverable, by a few letters of its name or of its client's."""

    DEFAULT_CSS = """
    AskDeliverable {
        & #box { width: 96; height: 24; }
        & #hits { height: 1fr; margin: 0 2; }
    }
    """
    KEYS = (("enter", "this one"), ("↑↓", "choose"), ("esc", "back"))
    AUTO_FOCUS = "TextField"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move(1)", "Next", id="which.next", tooltip="Mark the next one", show=False),
        Binding("up", "move(-1)", "Before", id="which.previous", tooltip="Mark the one before", show=False),
        Binding("enter", "take", "This one", id="which.take", tooltip="Take the marked one", show=False),
    ]

    def __init__(self, desk: Desk, title: str, first: Sequence[int] = ()) -> None:
        super().__init__()
        self._title = title
        self._now, self._zone = desk.now(), desk.settings.zone
        order = {number: place for place, number in enumerate(first)}
        self._targets = sorted(desk.time_log.targets(), key=lambda each: order.get(each[0].id, len(order)))

    def heading(self) -> str:
        """Say what is asked."""
        return self._title

    def body(self) -> Iterable[Widget]:
        """Give the line and what fits."""
        yield TextField("Letters of its name, or of the client's", id="words")
        hits = Rows(
            columns=(Column(flex=True), Column(flex=True, most=30), Column(right=True, drop=1)),
            id="hits",
            empty="No deliverable has these letters. Esc goes back; n on the dashboard makes one.",
        )
        hits.can_focus = False
        hits.driven = True
        yield hits

    def on_mount(self) -> None:
        """Begin with what is likely, then what is open, then what was delivered."""
        self._look("")

    @on(Input.Changed, "#words")
    def _typed(self, event: Input.Changed) -> None:
        self._look(event.value)

    def _look(self, text: str) -> None:
        words = text.casefold().split()
        rows = self.query_one(Rows)
        rows.show(
            [
                target_row(what, client, self._now, self._zone)
                for what, client in self._targets
                if all(word in f"{named(what.name)} {client}".casefold() for word in words)
            ],
            tint=False,
        )
        rows.action_edge(0)

    def action_move(self, by: int) -> None:
        """Mark another one."""
        self.query_one(Rows).action_move(by)

    @on(Input.Submitted)
    def action_take(self) -> None:
        """Answer with the marked one."""
        self._take(self.query_one(Rows).cursor_key)

    @on(Rows.Chosen)
    def _chosen(self, event: Rows.Chosen) -> None:
        self._take(event.key)

    def _take(self, key: str | None) -> None:
        if key is not None:
            self.dismiss(int(key.partition(":")[2]))
