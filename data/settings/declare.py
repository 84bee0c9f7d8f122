"""How a key of the settings file is declared: once, as a dataclass field, with everything there is to say."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import field, fields
from datetime import date
from pathlib import PurePath
from typing import Any, Generic, TypeVar, cast

from data.values import frozen

T = TypeVar("T")
_WHAT = "what"


class NotAllowed(Exception):
    """A value of the file is not one the key can have; the text says why when `allowed` alone does not."""


@frozen
class Kind(Generic[T]):
    """What values a key takes."""

    allowed: str
    """As it ends the sentence "allowed: …"."""
    read: Callable[[object], T]
    """From what TOML gave to the value in use; raises NotAllowed."""
    show: Callable[[T], object] = lambda value: value
    """From the value in use back to what TOML writes; None: left out."""
    options: tuple[T, ...] = ()
    """The only values there are, when there are few."""


@frozen
class Key:
    """One key: its kind, its sentence, and what stands for it in the template."""

    name: str
    kind: Kind[Any]
    doc: str
    default: Any
    required: bool
    example: Any
    default_words: str
    """How the default is described when the code cannot know it."""

    @property
    def default_toml(self) -> str | None:
        """Give the default as it is written in the file; None when it cannot be written."""
        shown = None if self.required else self.kind.show(self.default)
        return None if shown is None else toml(shown)


@frozen
class Table:
    """A `[section]`, or a `[[section]]` that may stand several times."""

    name: str
    section: type[Any]
    many: bool
    build: Callable[[Any], Any]
    blank: bool
    """Whether a key left out of a section that stands there is an empty list instead of its default."""

    @property
    def doc(self) -> str:
        """Give what the section is about."""
        return " ".join((self.section.__doc__ or "").split())


def key(default: T, kind: Kind[T], doc: str, *, example: Any = None, default_words: str = "") -> T:
    """Declare a key that may be left out."""
    what = {
        "kind": kind,
        "doc": doc,
        "required": False,
        "example": example,
        "default_words": default_words,
    }
    return field(default=default, metadata={_WHAT: what})


def required(kind: Kind[T], doc: str, *, example: Any) -> T:
    """Declare a key that has no default."""
    what = {"kind": kind, "doc": doc, "required": True, "example": example, "default_words": ""}
    return cast(T, field(metadata={_WHAT: what}))


def table(section: Callable[[], T]) -> T:
    """Declare a `[section]` made of the keys of a dataclass."""
    what = {"section": section, "many": False, "build": lambda value: value, "blank": False}
    return field(default_factory=section, metadata={_WHAT: what})


def table_as(section: type[Any], build: Callable[[Any], T]) -> T:
    """Declare a `[section]` that is given whole or not at all, and made into something handier by `build`."""
    what = {"section": section, "many": False, "build": build, "blank": True}
    return field(default_factory=lambda: build(section()), metadata={_WHAT: what})


def tables(section: type[T]) -> tuple[T, ...]:
    """Declare a `[[section]]` that stands any number of times."""
    what = {"section": section, "many": True, "build": lambda value: value, "blank": False}
    return cast("tuple[T, ...]", field(default=(), metadata={_WHAT: what}))


def declared(section: type[Any]) -> tuple[Key | Table, ...]:
    """Give what a section declares, in the order of the file."""
    found: list[Key | Table] = []
    for each in fields(section):
        if _WHAT not in each.metadata:
            continue  # a field that is no key: where a section has but one kind, say
        what: Mapping[str, Any] = each.metadata[_WHAT]
        if "section" in what:
            found.append(Table(each.name, **what))
        else:
            found.append(Key(each.name, default=each.default, **what))
    return tuple(found)


def keys(section: type[Any]) -> tuple[Key, ...]:
    """Give the keys a section declares itself."""
    return tuple(each for each in declared(section) if isinstance(each, Key))


def toml(value: object) -> str:
    """Write a value the way TOML has it, on one line."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return "[" + ", ".join(toml(each) for each in value) + "]"
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{name} = {toml(each)}" for name, each in value.items()) + "}"
    if isinstance(value, PurePath):
        value = str(value)
    # A JSON string is a TOML string but for DEL, which TOML wants escaped.
    return json.dumps(str(value), ensure_ascii=False).replace("\x7f", "\\u007f")
