"""`@frozen`: what every value here is, a dataclass with slots that nobody can change.

`@dataclass(frozen=True, slots=True)` writes and compiles six functions for each class, a third of a
millisecond in all, and a dashboard starts with a hundred such classes, half of which it makes no value of.
Here only `__init__` is compiled for each class, when its first value is made; the others are written once,
below, and go by its fields. What they do is the same, and `fields`, `replace` and `asdict` work as ever.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, FrozenInstanceError, dataclass, field, fields
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar, dataclass_transform, overload

T = TypeVar("T")


@overload
def frozen(made: type[T], /) -> type[T]: ...
@overload
def frozen(*, eq: bool = True, kw_only: bool = False) -> Callable[[type[T]], type[T]]: ...
@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(made: type[T] | None = None, /, *, eq: bool = True, kw_only: bool = False) -> Any:
    """Make a class a frozen dataclass with slots; without `eq` a value equals only itself."""

    def make(bare: type[T]) -> type[T]:
        # With slots it is a new class.
        given = dataclass(init=False, repr=False, eq=False, slots=True, kw_only=kw_only)(bare)
        for name in (*_SAME_FOR_ALL, *(_COMPARING if eq else ())):
            if name not in vars(given):
                setattr(given, name, vars(_Value)[name])
        given.__init__ = _compiled_when_called(given)  # type: ignore[method-assign]
        return given

    return make if made is None else make(made)


def _compiled_when_called(made: type[Any]) -> Callable[..., None]:
    """Stand in for the `__init__` of a class until its first value is made."""

    def compiles(self: Any, *given: Any, **named: Any) -> None:
        made.__init__ = _initializer(made)
        made.__init__(self, *given, **named)

    return compiles


def _initializer(made: type[Any]) -> Callable[..., None]:
    """Compile the `__init__` of a class; it fills the slots themselves, for the class refuses to be set."""
    names: dict[str, Any] = {"_NOT_GIVEN": _NOT_GIVEN}
    parameters: list[str] = []
    by_name: list[str] = []
    lines: list[str] = []
    for each in fields(made):
        names[f"_set_{each.name}"] = getattr(made, each.name).__set__
        value, default = each.name, ""
        if each.default is not MISSING:
            default = f"_default_{each.name}"
            names[default] = each.default
        elif each.default_factory is not MISSING:
            default, factory = "_NOT_GIVEN", f"_make_{each.name}"
            names[factory] = each.default_factory
            value = f"{factory}() if {value} is _NOT_GIVEN else {value}"
        if each.init:
            written = f"{each.name}={default}" if default else each.name
            (by_name if each.kw_only else parameters).append(written)
        elif not default:
            continue
        else:
            value = default
        lines.append(f" _set_{each.name}(self, {value})")
    if hasattr(made, "__post_init__"):
        lines.append(" self.__post_init__()")
    signature = ", ".join(("self", *parameters, *(("*", *by_name) if by_name else ())))
    body = "\n".join(lines) or " pass"
    exec(f"def __init__({signature}):\n{body}", names)  # noqa: S102 - as dataclasses do; the names are ours
    made_init: Callable[..., None] = names["__init__"]
    return made_init


_NOT_GIVEN = object()
"""Stands for a value that a factory has to make."""


def _values(value: Any) -> Any:
    return _fetcher(value.__class__)(value)


@cache
def _fetcher(made: Any) -> Callable[[Any], Any]:
    """Give what fetches all values of an instance of a class at once."""
    names = [each.name for each in fields(made)]
    return attrgetter(*names) if names else lambda _: ()


class _Value:
    """What a value does, written once for all classes of them."""

    def __repr__(self: Any) -> str:
        shown = ", ".join(f"{each.name}={getattr(self, each.name)!r}" for each in fields(self))
        return f"{self.__class__.__qualname__}({shown})"

    def __eq__(self: Any, other: object) -> bool:
        if other.__class__ is not self.__class__:
            return NotImplemented
        return bool(_values(self) == _values(other))

    def __hash__(self: Any) -> int:
        return hash(_values(self))

    def __setattr__(self: Any, name: str, _value: object) -> None:
        raise FrozenInstanceError(f"cannot assign to field {name!r}")

    def __delattr__(self: Any, name: str) -> None:
        raise FrozenInstanceError(f"cannot delete field {name!r}")

    def __getstate__(self: Any) -> list[Any]:
        return [getattr(self, each.name) for each in fields(self)]

    def __setstate__(self: Any, state: list[Any]) -> None:
        for each, value in zip(fields(self), state, strict=True):
            object.__setattr__(self, each.name, value)


_COMPARING = ("__eq__", "__hash__")
_SAME_FOR_ALL = ("__repr__", "__setattr__", "__delattr__", "__getstate__", "__setstate__")
