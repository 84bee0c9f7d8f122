"""The keys that work right now, read from the live bindings of a screen."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Protocol, runtime_checkable

from textual.screen import Screen

from data.values import frozen


@frozen
class LiveKey:
    """One thing the keys can do here and now."""

    name: str
    """The id it can be bound anew by, such as `dashboard.call`."""
    keys: tuple[str, ...]
    """As they are written on the keyboard."""
    pressed: tuple[str, ...]
    """As Textual names them in events."""
    description: str
    tooltip: str
    action: str
    """The action with the node it belongs to, such as `screen.act('call')`."""
    enabled: bool
    reason: str
    """Why it does nothing just now."""


@runtime_checkable
class Explains(Protocol):
    """A screen that can say why an action is not possible."""

    def reason_against(self, action: str) -> str:
        """Give one sentence; empty when the action is possible."""


def live_keys(screen: Screen[Any]) -> tuple[LiveKey, ...]:
    """Give what the keys do now, in the order in which they are bound; keys of one binding in one entry."""
    found: dict[str, LiveKey] = {}
    for active in screen.active_bindings.values():
        binding, node = active.binding, active.node
        if binding.system or not binding.description:
            continue
        name = binding.id or binding.action
        shown = screen.app.get_key_display(binding)
        known = found.get(name)
        if known is not None:
            found[name] = replace(known, keys=(*known.keys, shown), pressed=(*known.pressed, binding.key))
            continue
        reason = ""
        if not active.enabled and isinstance(node, Explains):
            reason = node.reason_against(binding.action)
        found[name] = LiveKey(
            name,
            (shown,),
            (binding.key,),
            binding.description,
            active.tooltip,
            _namespace(screen, node, binding.action) + binding.action,
            active.enabled,
            reason,
        )
    return tuple(found.values())


def _namespace(screen: Screen[Any], node: object, action: str) -> str:
    """Give the prefix by which an action finds its node from anywhere."""
    if "." in action.partition("(")[0]:
        return ""
    if node is screen:
        return "screen."
    return "app." if node is screen.app else "focused."
