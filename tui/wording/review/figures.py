"""The words of the week review: which week, how it stands, and each figure with the tone it is said in.

The screen, the command line and the exports all say it with these.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from math import inf

from data.model.week import Block, Figure, Unit, WeekReview
from data.values import frozen
from tui.wording.review.values import ENOUGH, is_nothing, share_said, spark, value_said
from tui.wording.review.words import (
    FIGURES,
    NOTHING,
    TITLES,
    Words,
    block_title,
    figure_label,
    words_of,
)
from tui.wording.row import Part, Tone, joined
from tui.wording.times import MONTHS, WEEKDAYS, local
from tui.wording.top import load_tone

__all__ = [
    "BlockLine",
    "block_line",
    "block_lines",
    "block_title",
    "figure_bare",
    "figure_label",
    "figure_parts",
    "figure_said",
    "ordered",
    "ordered_figures",
    "spark",
    "state_parts",
    "value_said",
    "week_name",
    "week_said",
]

URGENT_SHARE = 0.05
"""Of all that comes in, no more than this is truly urgent."""


@frozen
class BlockLine:
    """One block on one line."""

    block: str
    title: str
    parts: tuple[Part, ...]

    @property
    def text(self) -> str:
        """All of it without its tones."""
        return "".join(text for text, _ in self.parts)


def week_name(week: str) -> str:
    """Name a week: "Week 47"."""
    number = week.rpartition("W")[2]
    return f"Week {int(number)}" if number.isdecimal() else week


def week_said(week: str, starts_on: date) -> str:
    """Say which week it is: "Week 47 · 16–22 Nov 2026"."""
    return f"{week_name(week)} · {dates_said(starts_on)}"


def dates_said(starts_on: date) -> str:
    """Say its seven days: "16–22 Nov 2026", "30 Nov – 6 Dec 2026"."""
    ends_on = starts_on + timedelta(days=6)
    last = f"{ends_on.day} {MONTHS[ends_on.month - 1]} {ends_on.year}"
    if starts_on.month == ends_on.month:
        return f"{starts_on.day}–{last}"
    first = f"{starts_on.day} {MONTHS[starts_on.month - 1]}"
    return f"{first} {starts_on.year} – {last}" if starts_on.year != ends_on.year else f"{first} – {last}"


def state_parts(review: WeekReview) -> tuple[Part, ...]:
    """Say whether it is closed: "√ closed Fri 20 Nov 2026 17:20", "○ still running", "○ not closed"."""
    if review.closed_at is not None:
        there = local(review.closed_at, review.zone)
        day = f"{WEEKDAYS[there.weekday()]} {there.day} {MONTHS[there.month - 1]} {there.year}"
        return (("√ ", "kept"), (f"closed {day} {there:%H:%M}", "plain"))
    if review.now < review.start:
        return (("○ ", "dim"), ("still to come", "dim"))
    return (("○ ", "dim"), ("still running" if review.now < review.end else "not closed", "dim"))


def ordered(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Give the blocks in the order they are read in; those of another frontdesk come last."""
    places = {name: place for place, name in enumerate(TITLES)}
    return tuple(sorted(blocks, key=lambda block: places.get(block.name, len(places))))


def ordered_figures(block: Block) -> tuple[Figure, ...]:
    """Give the figures of a block in the order they are read in."""
    places = {name: place for place, name in enumerate(FIGURES.get(block.name, {}))}
    return tuple(sorted(block.figures, key=lambda figure: places.get(figure.name, len(places))))


def figure_parts(block: str, figure: Figure, currency: str) -> tuple[Part, ...]:
    """Say a figure as it stands beside its label: "7 of 8 kept", "3 h 10 m", "nothing due"."""
    words = words_of(block, figure.name)
    if is_nothing(figure):
        return ((_nothing(block, figure, words), "dim"),)
    return (_main(block, figure, currency, words), *_share(figure), *_beside(block, figure))


def figure_said(block: str, figure: Figure, currency: str) -> str:
    """Say a figure as `figure_parts` does, without its tones."""
    return "".join(text for text, _ in figure_parts(block, figure, currency))


def block_line(block: Block, currency: str) -> tuple[Part, ...]:
    """Say a block on one line, what is nothing left out: "7 of 8 kept · 1 moved · 1 day early"."""
    said: list[list[Part]] = [
        list(_in_line(block.name, figure, currency)) for figure in ordered_figures(block)
    ]
    unknown = any(figure.name == "end" and figure.value is figure.of is None for figure in block.figures)
    nothing = "not known" if unknown else NOTHING.get(block.name, "nothing")
    return joined(said) or ((nothing, "dim"),)


def block_lines(review: WeekReview, currency: str) -> tuple[BlockLine, ...]:
    """Say the whole week on one line a block."""
    return tuple(
        BlockLine(block.name, block_title(block.name), block_line(block, currency))
        for block in ordered(review.blocks)
    )


def figure_bare(block: str, figure: Figure, currency: str) -> str:
    """Say a figure without what it means."""
    words = words_of(block, figure.name)
    if is_nothing(figure):
        return _nothing(block, figure, words)
    return _main(block, figure, currency, words)[0]


def _nothing(block: str, figure: Figure, words: Words) -> str:
    """Say why there is no figure: of a week long past nobody kept the slack, or the looks at the mail."""
    kept = (block, figure.name) in (("slack", "end"), ("replies", "mail_checks"))
    return "not known" if kept and figure.of is None else words.nothing


def _main(block: str, figure: Figure, currency: str, words: Words) -> Part:
    """Say the figure itself, in the one tone that fits it."""
    said = value_said(figure, currency)
    value = figure.value or 0
    if figure.unit is Unit.OF:
        return (f"{said}{words.after}", words.whole if value == figure.of else "plain")
    if figure.unit is Unit.LOAD and value:
        return (said, load_tone(value / figure.of if figure.of else inf))
    if block == "slack" and figure.name in ("start", "end"):
        return (f"{said.lstrip('−')} short", "late") if round(value) < 0 else (said, "plain")
    if block == "promises" and figure.name == "early_days":
        return _early(said, value)
    if value == 0 and not _tells_at_zero(block, figure):
        return (said if figure.unit is Unit.NUMBER else "none", "dim")
    return (said, words.some if value > 0 else "plain")


def _early(said: str, days: float) -> Part:
    if days == 0:
        return ("on the day", "plain")
    return (f"{said} early", "plain") if days > 0 else (f"{said.lstrip('−')} late", "late")


def _share(figure: Figure) -> tuple[Part, ...]:
    """Say a figure as a share of enough."""
    share = share_said(figure) if figure.name != "within" else ""
    return ((f" · {share}", "dim"),) if share else ()


def _beside(block: str, figure: Figure) -> tuple[Part, ...]:
    """Say what a figure means: how many were over the limit, whether it is more than is usual."""
    parts: list[Part] = []
    value, of = figure.value or 0, figure.of or 0
    if block == "replies" and figure.name == "within" and value < of:
        # In place of its share: how many waited too long is what one can do something about.
        parts.append((f" · {of - round(value)} over", "late"))
    if block == "replies" and figure.name == "urgent" and of >= ENOUGH and value / of > URGENT_SHARE:
        parts.append((" · over 5 %", "due"))
    return tuple(parts)


def _in_line(block: str, figure: Figure, currency: str) -> tuple[Part, ...]:
    """Say a figure within the line of its block; nothing when there is nothing to say."""
    words = words_of(block, figure.name)
    if not words.line or is_nothing(figure) or (not figure.value and not _tells_at_zero(block, figure)):
        return ()
    said, tone = _main(block, figure, currency, words)
    if words.after:
        said = said.removesuffix(words.after)
    one, _, many = words.line.partition("|")
    phrase = many if many and figure.value != 1 else one
    if said.endswith(" short"):
        phrase = phrase.removesuffix(" left")
    return ((phrase.replace("{}", said), _strong(tone)), *_beside(block, figure))


def _tells_at_zero(block: str, figure: Figure) -> bool:
    """Whether none is worth saying: 0 of 3 kept, no slack left at the end, delivered on the day."""
    if figure.unit is Unit.OF:
        return figure.name != "urgent"
    if figure.name == "mail_outside":
        return False
    return block == "replies" or (block, figure.name) in (("slack", "end"), ("promises", "early_days"))


def _strong(tone: Tone) -> Tone:
    return "plain" if tone == "dim" else tone
