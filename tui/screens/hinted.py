"""A screen of acts with a foot that shows its keys, and says why one of them does nothing just now."""

from __future__ import annotations

from typing import Generic, TypeVar

from textual import events, on

from tui.screens.acting import ActingScreen
from tui.widgets.foot_line import FootLine, Hint
from tui.widgets.keys import live_keys
from tui.wording.reasons import why_not

ResultT = TypeVar("ResultT")


class HintedScreen(ActingScreen[ResultT], Generic[ResultT], inherit_bindings=False):
    """Shows its `hints` in a FootLine."""

    _reasons: dict[str, str] | None = None

    @property
    def foot(self) -> FootLine:
        """The line of hints."""
        return self.query_one(FootLine)

    @property
    def hints(self) -> tuple[tuple[str, str], ...]:
        """The keys for the foot: binding names of this screen, and what they are called here."""
        raise NotImplementedError

    def show_hints(self) -> None:
        """Show what the keys do to what is selected."""
        live = live_keys(self)
        self._reasons = {shown: key.reason for key in live if not key.enabled for shown in key.pressed}
        keys = {key.name.partition(".")[2]: key for key in reversed(live) if not key.name.startswith("rows.")}
        self.foot.show(
            [
                Hint(key.keys[0], word, key.action, key.reason or key.tooltip, key.enabled)
                for name, word in self.hints
                if (key := keys.get(name)) is not None
            ]
        )

    @on(FootLine.Pressed)
    async def _pressed(self, event: FootLine.Pressed) -> None:
        event.stop()
        reason = self.reason_against(event.action.removeprefix("screen."))
        if reason:
            self.tell(reason)
        else:
            await self.run_action(event.action)

    def reason_against(self, action: str) -> str:
        """Say why an act is not possible on what is selected; empty when it is."""
        name = action.removeprefix("act('").removesuffix("')") if action.startswith("act(") else ""
        subject = self.subject
        if subject is None:
            return why_not(name, None, client=False) or ""
        return why_not(name, subject.kind, done=subject.done, client=subject.client_id is not None) or ""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Grey out the acts that are not possible on what is selected."""
        if action == "act" and self.reason_against(f"act('{parameters[0]}')"):
            return None
        return True

    def on_key(self, event: events.Key) -> None:
        """Say why a key that is greyed out does nothing."""
        reason = (self._reasons or {}).get(event.key)
        if reason:
            event.stop()
            self.tell(reason)

    def action_help(self) -> None:
        """Show what the keys do here and now; Enter does it."""
        from tui.screens.help import explain_keys

        explain_keys(self)
