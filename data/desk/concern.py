"""Concerns of the Desk, each loaded when it is first asked for: no command waits for what it does not use."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from data.desk.desk import Desk


class _Concern:
    """Stands where a concern will be, makes it of the Desk's core, and puts it in its own place."""

    def __init__(self, module: str, name: str) -> None:
        self._module, self._name = module, name
        self._attribute = ""

    def __set_name__(self, owner: type[Desk], attribute: str) -> None:
        self._attribute = attribute

    def __get__(self, desk: Desk | None, owner: type[Desk]) -> Any:
        if desk is None:
            return self
        made_of = getattr(import_module(f"data.desk.{self._module}"), self._name)
        made = made_of(desk._core)  # noqa: SLF001 - a part of the Desk
        desk.__dict__[self._attribute] = made
        return made


def concern(module: str, name: str) -> Any:
    """Declare a concern: the module of data.desk it lives in, and its class."""
    return _Concern(module, name)
