"""`@frozen` does what `@dataclass(frozen=True, slots=True)` does, and every value of the house is made so."""

from __future__ import annotations

import copy
import inspect
import pickle
import re
from collections.abc import Callable
from dataclasses import FrozenInstanceError, asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any, ClassVar

import pytest

from data.values import frozen

ROOT = Path(__file__).parents[2]


@frozen
class Point:
    """A value as they all are."""

    x: int
    name: str = "here"
    tags: list[str] = field(default_factory=list)
    KIND: ClassVar[str] = "point"

    @property
    def doubled(self) -> int:
        return 2 * self.x


@frozen(kw_only=True)
class Marked(Point):
    """One that inherits, takes the rest by name and sets a field by itself."""

    mark: str
    shape: str = field(default="dot", init=False)


@frozen(eq=False)
class Itself:
    """One that equals only itself."""

    x: int = 0


@frozen
class Nothing:
    """One without a field."""


@frozen
class Checked:
    """One that looks at what it was given."""

    x: int

    def __post_init__(self) -> None:
        if self.x < 0:
            raise ValueError("below nothing")


def test_a_value_holds_what_it_was_given() -> None:
    point = Point(1, tags=["a"])
    assert (point.x, point.name, point.tags, point.doubled, Point.KIND) == (1, "here", ["a"], 2, "point")
    assert repr(point) == "Point(x=1, name='here', tags=['a'])"
    assert asdict(point) == {"x": 1, "name": "here", "tags": ["a"]}
    assert Point(1).tags is not Point(1).tags
    marked = Marked(2, mark="!")
    assert (marked.x, marked.mark, marked.shape, marked.tags) == (2, "!", "dot", [])
    assert [each.name for each in fields(marked)] == ["x", "name", "tags", "mark", "shape"]
    match point:
        case Point(x, name):
            assert (x, name) == (1, "here")


def test_what_is_missing_or_too_much_is_refused() -> None:
    point: Any = Point
    marked: Any = Marked
    for made, given, named in (
        (point, (), {}),
        (marked, (1, "n", [], "!"), {}),
        (marked, (1,), {"shape": "x"}),
    ):
        with pytest.raises(TypeError, match="__init__"):
            made(*given, **named)
    with pytest.raises(ValueError, match="below nothing"):
        Checked(-1)


def test_nobody_changes_a_value() -> None:
    point: Any = Point(1)
    with pytest.raises(FrozenInstanceError, match="cannot assign to field 'x'"):
        point.x = 2
    with pytest.raises(FrozenInstanceError, match="cannot delete field 'x'"):
        del point.x
    with pytest.raises(FrozenInstanceError):
        point.other = 2
    assert not hasattr(point, "__dict__")
    assert point == Point(1)


def test_values_are_equal_when_their_fields_are() -> None:
    assert Point(1) == Point(1)
    assert Point(1) != Point(2)
    assert Point(1) != Marked(1, mark="!")
    nobody: Any = (1, "here", [])
    assert Point(1) != nobody
    assert Nothing() == Nothing()
    assert len({Nothing(), Nothing(), Checked(1), Checked(1), Checked(2)}) == 3
    assert Itself() != Itself()
    assert len({Itself(), Itself()}) == 2
    with pytest.raises(TypeError, match="unhashable"):
        hash(Point(1))


def test_a_changed_copy_is_made_of_a_value() -> None:
    point = Point(1, "there")
    assert replace(point, x=2) == Point(2, "there")
    assert replace(Marked(2, mark="!"), mark="?") == Marked(2, mark="?")
    assert copy.deepcopy(point) == point
    assert pickle.loads(pickle.dumps(point)) == point


@pytest.mark.parametrize("kw_only", [True, False])
def test_it_takes_what_a_dataclass_takes(kw_only: bool) -> None:
    def declared(decorate: Callable[[type[Any]], type[Any]]) -> type[Any]:
        class Declared:
            """One that is made twice."""

            needed: int
            made: list[int] = field(default_factory=list)
            usual: str = "x"
            by_name: int = field(kw_only=True)

        return decorate(Declared)

    mine = declared(frozen(kw_only=kw_only))
    theirs = declared(dataclass(frozen=True, slots=True, kw_only=kw_only))

    def taken(made: type[Any]) -> list[tuple[str, Any]]:
        return [(each.name, each.kind) for each in inspect.signature(made).parameters.values()]

    assert repr(mine(needed=1, by_name=2)) == repr(theirs(needed=1, by_name=2))
    assert taken(mine) == taken(theirs)
    assert mine.__slots__ == theirs.__slots__
    assert mine.__match_args__ == theirs.__match_args__


def test_no_value_pays_for_methods_of_its_own() -> None:
    """Each would cost every start what `@frozen` saves."""
    slow = re.compile(r"dataclass\([^)]*frozen=True")
    found = [
        str(path.relative_to(ROOT))
        for room in ("data", "tui")
        for path in (ROOT / room).rglob("*.py")
        if slow.search(path.read_text(encoding="utf-8")) and path.name != "values.py"
    ]
    assert found == []
