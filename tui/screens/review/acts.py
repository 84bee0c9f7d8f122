"""What can be done in the week review: to a card, to an intention, to the week itself."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from data.model.today import AgendaItem, Today
from data.model.week import ClearCard, ClearKind, Intention, NextWeek, ReviewRow, WeekReview
from tui.screens.acts import drafting, looking
from tui.screens.acts.host import Host, Item, Subject
from tui.wording.plain import named
from tui.wording.review.page import closed_said, figure_at
from tui.wording.said import put_off

if TYPE_CHECKING:
    from data.desk.desk import Desk

REASONS = (
    ("n", "not needed any more"),
    ("s", "somebody else does it"),
    ("t", "too late to matter"),
    ("w", "was never a promise"),
)
"""Why something is let go, each by one key; any other is typed."""

_CARDS = frozenset({"monday", "schedule", "tell", "done", "drop"})


def subject_of(card: ClearCard, today: Today) -> Subject | None:
    """Give what a card is about, as the dashboard has it."""
    items: tuple[Item, ...] = (*today.agenda, *today.slack, *today.waiting)
    for item in items:
        if item.key == card.key:
            return Subject.of(item)
    return None


def subject_behind(row: ReviewRow) -> Subject | None:
    """Give the page on which a row is looked at."""
    kind, _, _ = row.opens.partition(":")
    if kind == "deliverable":
        return Subject("deliverable", row.opens, row.client_id)
    return Subject("client", row.opens, row.client_id) if kind == "client" else None


def why_not_card(act: str, card: ClearCard | None) -> str:
    """Say why an act is not possible on a card; empty when it is."""
    if act not in _CARDS:
        return ""
    if card is None:
        return "That is for what is left over: 2 shows it."
    if act in ("monday", "schedule") and card.kind is ClearKind.DELIVERABLE:
        return "A promise is moved by telling them: h writes it, with a date that holds."
    if act == "tell" and card.client_id is None:
        return "No client belongs to it, so there is nobody to tell."
    return ""


async def monday(host: Host, card: ClearCard, after: WeekReview) -> None:
    """Do it on the first working day of the week after."""
    clearing = host.desk.reviews.clearing
    host.do(lambda: _moved(host.desk, card, clearing.next_day(card, after.end)))


async def schedule(host: Host, card: ClearCard) -> None:
    """Do it at a time that is typed."""
    from tui.screens.dialogs import AskWhen

    title = f"{named(card.text, 44)}: when?"
    until = await host.ask(
        AskWhen(host.desk, title, suggestions=("mon 9:00", "tue noon", "next fri noon", "in 2 weeks"))
    )
    if until is not None:
        host.do(lambda: _moved(host.desk, card, until))


def _moved(desk: Desk, card: ClearCard, until: datetime) -> str:
    """Put a card off, and say to when."""
    desk.reviews.clearing.move(card, until)
    return put_off(card.text, until, desk.now(), desk.settings.zone)


async def tell(host: Host, card: ClearCard) -> None:
    """Write to them, as the dashboard does."""
    subject = subject_of(card, host.snapshot)
    item = subject.item if subject is not None else None
    if subject is None:
        host.tell("It is settled already.")
    elif card.kind is ClearKind.DELIVERABLE:
        await drafting.heads_up(host, subject)
    elif card.kind is ClearKind.FIND_OUT:
        await drafting.interim_draft(host, subject)
    elif card.kind is ClearKind.OBLIGATION and isinstance(item, AgendaItem):
        await drafting.of_card(host, item)
    else:
        await drafting.write(host, subject)


async def drop(host: Host, card: ClearCard) -> None:
    """Let it go, with the reason."""
    from tui.screens.dialogs import AskText, Choice, Choose

    choices = [Choice(key, reason, reason) for key, reason in REASONS]
    choices.append(Choice("o", "", "another reason …"))
    why = await host.ask(Choose(f"Let go: {named(card.text, 40)}", choices, hint="Why? It stays with it."))
    if why == "":
        why = await host.ask(AskText(named(card.text, 60), label="Why?", may_be_empty=False))
    if why:
        reason = why
        host.do(lambda: host.desk.reviews.clearing.drop(card, reason))


async def behind(host: Host, review: WeekReview, key: str) -> None:
    """Show the rows behind a figure; what is opened comes back to them."""
    from tui.screens.review.behind import Behind

    while True:
        block, figure = figure_at(review, key)
        rows = host.desk.reviews.rows(figure.rows)
        chosen = await host.ask(Behind(block, figure, rows, review, host.desk.now()))
        if chosen is None:
            return
        subject = subject_behind(rows[int(chosen)])
        if subject is None:
            host.tell("It belongs to no client, so there is no page to open.")
            return
        await looking.open_(host, subject)


async def intend(host: Host, coming: NextWeek) -> None:
    """Type what one means to do next week."""
    from tui.screens.forms.intentions import IntentionsForm

    said: list[str] = []

    def save(texts: tuple[str, ...]) -> None:
        opened = [each.text for each in coming.intentions]
        said.append(host.desk.reviews.intend(coming.week, texts, opened=opened))

    if await host.ask(IntentionsForm(coming, save=save)) is not None:
        host.saved(said[-1])


async def judge(host: Host, intention: Intention, *, kept: bool) -> None:
    """Say whether one did it; a second time takes the word back."""
    verdict = None if intention.kept is kept else kept
    host.do(lambda: host.desk.reviews.judge(intention.id, verdict))


async def close(host: Host, review: WeekReview) -> None:
    """Freeze the figures of the week and write its page."""
    desk = host.desk

    def freeze() -> str:
        return closed_said(review.week, _short(desk.reviews.close(review.week, partial(_page, desk)).parent))

    host.do(freeze)


def _page(desk: Desk, review: WeekReview, coming: NextWeek) -> str:
    from tui.export.markdown import to_markdown

    reviews, currency = desk.reviews, desk.settings.rates.currency
    return to_markdown(review, coming, reviews.trends(review.week), reviews.intentions(review.week), currency)


def _short(path: Path) -> str:
    """Say a path from home on."""
    try:
        return f"~/{path.relative_to(Path.home())}"
    except (ValueError, RuntimeError):
        return str(path)


Act = Callable[[], Awaitable[None]]
