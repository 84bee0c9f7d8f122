"""HTML by construction: text is escaped unless it is markup made here."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Final

from tui.wording.plain import named

_ALONE: Final = frozenset({"meta", "link", "br", "rect", "line", "path"})
"""Elements without content."""


class Markup(str):
    """Text that is markup already; made by `element` and `joined` alone."""

    __slots__ = ()


def element(tag: str, *children: str, **attributes: str | float | None) -> Markup:
    """Make an element; children that are no `Markup` are escaped, attributes of None left out.

    Attribute names are given as Python says them: `class_`, `stroke_width`, `aria_hidden`; `viewBox` as is.
    """
    said = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{escape(_number(value))}"'
        for name, value in attributes.items()
        if value is not None
    )
    if tag in _ALONE:
        return Markup(f"<{tag}{said}/>")
    return Markup(f"<{tag}{said}>{joined(children)}</{tag}>")


def joined(children: Iterable[str], between: str = "") -> Markup:
    """Join pieces, escaping those that are no markup."""
    safe = (child if isinstance(child, Markup) else escape(child) for child in children)
    return Markup(escape(between).join(safe))


def outside(text: str, longest: int = 60) -> Markup:
    """Give a name or a text from outside: harmless, cut, and its direction kept to itself."""
    return element("bdi", named(text, longest))


def _number(value: str | float) -> str:
    return value if isinstance(value, str) else f"{value:.2f}".rstrip("0").rstrip(".")
