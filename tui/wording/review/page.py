"""The rows of the review screen: figures under titles, clients, cards, what comes and what was meant."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from data.model.today import Today
from data.model.week import (
    ClearCard,
    ClearKind,
    ClientWeek,
    Correction,
    Figure,
    Intention,
    NextWeek,
    ReviewRow,
    WeekReview,
)
from tui.wording.marks import ASKS, KEPT, LATE, POST, UNSAID, WAITS
from tui.wording.plain import named, plain
from tui.wording.review.figures import (
    block_title,
    figure_label,
    figure_parts,
    ordered_figures,
    spark,
    week_name,
)
from tui.wording.review.weeks import client_flags, judged_part, promised_said, reply_said, telling_first
from tui.wording.row import EMPTY, Cell, Part, Row, Tone
from tui.wording.times import exact, late_by, moment, past

BLOCKS = (
    ("promises", "honesty", "replies", "calls"),
    ("after_hours", "slack", "estimates"),
    ("expectations", "courtesy", "gestures", "attention"),
)
"""The blocks of each column of the first step."""

NO_FIGURE = "-"
"""What the key of a row begins with that is no figure: a title, a blank line."""
CORRECTED, WHOLE = "corrected", "whole"
"""What the key of a row ends with that says what a figure has become since the week was closed."""

WEEKEND_OVER: tuple[Part, ...] = (("Its weekend is over. ", "plain"), ("A week can be closed late.", "dim"))
"""Said in place of what is left to do before the weekend."""

STEPS = ("Look", "Clear", "Next week")

_KINDS: dict[ClearKind, tuple[str, str]] = {
    ClearKind.COMMITMENT: (ASKS, "you said"),
    ClearKind.DELIVERABLE: (LATE, "promised"),
    ClearKind.THREAD: (POST, "they wait"),
    ClearKind.FIND_OUT: ("?", "they asked"),
    ClearKind.OBLIGATION: (WAITS, "they owe"),
}
_FATES: dict[str, tuple[str, Tone]] = {
    "kept": (KEPT, "kept"),
    "moved": (UNSAID, "dim"),
    "broken": (LATE, "late"),
}
"""What became of a promise: its mark, for it was one of those of the figure of this name."""


def step_parts(at: int, left: int) -> tuple[Part, ...]:
    """Say the three steps, and which one this is: "1 Look   2 Clear 5   3 Next week"."""
    parts: list[Part] = []
    for number, name in enumerate(STEPS):
        here = number == at
        parts += [("   " if parts else "", "plain"), (f"{number + 1} ", "key")]
        parts.append((name, "strong" if here else "dim"))
        if number == 1 and left:
            parts.append((f" {left}", "due"))
    return tuple(part for part in parts if part[0])


def figure_rows(review: WeekReview, names: Sequence[str], currency: str) -> list[Row]:
    """Say the figures of some blocks, each but the first under its title."""
    since = [(CORRECTED, "corrected", review.corrected), (WHOLE, "whole week", review.whole)]
    rows: list[Row] = []
    for block in sorted((b for b in review.blocks if b.name in names), key=lambda b: names.index(b.name)):
        if rows:  # the title of the first one stands in the border
            rows.append(Row(f"{NO_FIGURE}{block.name} before", (EMPTY, EMPTY)))
            rows.append(Row(f"{NO_FIGURE}{block.name}", (Cell(block_title(block.name), "strong"), EMPTY)))
        for figure in ordered_figures(block):
            rows.append(_figure_row(block.name, figure, currency))
            for which, label, others in since:
                rows += [
                    _since_row(which, label, each, currency)
                    for each in others
                    if (each.block, each.figure.name) == (block.name, figure.name)
                ]
    return rows


def _figure_row(block: str, figure: Figure, currency: str) -> Row:
    parts = figure_parts(block, figure, currency)
    label = Cell(f" {plain(figure_label(block, figure.name))}", "dim")
    return Row(f"{block}/{figure.name}", (label, Cell.of(*parts)), gist=parts)


def _since_row(which: str, label: str, one: Correction, currency: str) -> Row:
    now: tuple[Part, ...] = (("now ", "dim"),) if which == CORRECTED else ()
    said = (*now, *figure_parts(one.block, one.now, currency)[:1])
    return Row(
        f"{one.block}/{one.now.name} {which}", (Cell(f"   {label}", "faint"), Cell.of(*said)), gist=said
    )


def figure_at(review: WeekReview, key: str) -> tuple[str, Figure]:
    """Give the block and the figure of a row: as it was closed, corrected, or of the whole week."""
    block, _, rest = key.partition("/")
    name, _, which = rest.partition(" ")
    others = {CORRECTED: review.corrected, WHOLE: review.whole}.get(which, ())
    found = (each.now for each in others if (each.block, each.now.name) == (block, name))
    return block, next(found, None) or review.figure(block, name)


def client_rows(clients: Sequence[ClientWeek]) -> list[Row]:
    """Say how much attention each client got, those one should look at first."""
    rows = []
    for place in telling_first(clients):
        client = clients[place]
        flags: list[Part] = []
        for part in client_flags(client):
            flags += [(" ", "plain"), part] if flags else [part]
        name = Cell(named(client.client, 60))
        weeks = Cell(spark(client.weeks), "dim")
        contacts = Cell(str(client.contacts), "plain" if client.contacts else "faint")
        rows.append(
            Row(
                f"client:{client.client_id}",
                (name, weeks, contacts, Cell(reply_said(client), "dim"), Cell.of(*flags)),
                gist=client,
            )
        )
    return rows


_TO_THE_MINUTE = ("mail_check:", "wait:")
"""Rows of which the time of day is what matters."""


def behind_rows(rows: Iterable[ReviewRow], review: WeekReview, now: datetime) -> list[Row]:
    """Say the rows behind a figure."""
    fates = _fates(review)
    found = []
    for place, row in enumerate(rows):
        mark, tone = _FATES.get(fates.get(row.key, ""), (UNSAID, "dim"))
        when = "" if row.at is None else moment(row.at, now, review.zone)
        if row.at is not None and (row.at < review.start or row.key.startswith(_TO_THE_MINUTE)):
            when = exact(row.at, now, review.zone)
        said = fates.get(row.key) or row.said
        cells = (
            Cell(mark, tone),
            Cell(named(row.title, 300)),
            Cell(plain(row.client, 60), "dim"),
            Cell(plain(said, 40).replace("_", " "), tone),
            Cell(when, "dim"),
        )
        found.append(Row(f"{place}", cells))
    return found


def _fates(review: WeekReview) -> dict[str, str]:
    """Give what became of each promise of the week, by its key; what is known later beats what was frozen."""
    found = {}
    frozen = [figure for block in review.blocks if block.name == "promises" for figure in block.figures]
    since = [each.now for each in (*review.corrected, *review.whole) if each.block == "promises"]
    for figure in (*frozen, *since):
        if figure.name in _FATES:
            found.update(dict.fromkeys(figure.rows, figure.name))
    return found


def card_rows(cards: Iterable[ClearCard], today: Today) -> list[Row]:
    """Say what is left over, one card each."""
    rows = []
    for card in cards:
        mark, word = _KINDS[card.kind]
        late = "late" in card.said
        tone: Tone = "late" if late or card.kind is ClearKind.DELIVERABLE else "due"
        rows.append(
            Row(
                card.key,
                (
                    Cell(mark, tone),
                    Cell(word, "dim"),
                    Cell(named(card.text, 300)),
                    Cell(plain(card.client, 60), "dim"),
                    Cell.of(*_card_stands(card, today, late=late)),
                ),
                gist=card,
            )
        )
    return rows


def _card_stands(card: ClearCard, today: Today, *, late: bool) -> tuple[Part, ...]:
    """Say how a card stands: "45 m late", "does not hold · Mon 17:30", "late · since Thu 26 Nov"."""
    now, zone = today.now, today.zone
    if card.kind is ClearKind.OBLIGATION:
        return ()  # its text says how late it is
    if card.kind is ClearKind.THREAD:
        since: Part = (f"since {past(card.at, now, zone)}", "dim")
        return (("late", "late"), (" · ", "dim"), since) if late else (since,)
    if late:
        return ((late_by(card.at, now), "late"),)
    when: Part = (moment(card.at, now, zone), "dim")
    return (
        (("does not hold", "late"), (" · ", "dim"), when) if card.kind is ClearKind.DELIVERABLE else (when,)
    )


def clear_note(cards: Sequence[ClearCard], week: str) -> str:
    """Say how much there is to decide on, or that there is nothing."""
    if not cards:
        return f"Nothing is left over from {week_name(week).lower()}. 3 goes on to the next one."
    one = "One thing is" if len(cards) == 1 else f"{len(cards)} things are"
    return f"{one} left over. Do it, move it, tell them, or let it go."


def coming_rows(coming: NextWeek, zone: str) -> list[Row]:
    """Say what is promised for the week that comes."""
    return [
        Row(
            row.key,
            (
                Cell(promised_said(row, zone), "dim"),
                Cell(named(row.title, 300)),
                Cell(plain(row.client, 60), "dim"),
            ),
            gist=row,
        )
        for row in coming.promises
    ]


def meant_rows(intentions: Iterable[Intention]) -> list[Row]:
    """Say what was meant to be done, and whether it was."""
    rows = []
    for each in intentions:
        said, tone = judged_part(each)
        mark, _, word = said.partition(" ")
        cells = (Cell(mark, tone), Cell(named(each.text, 300)), Cell(word, tone))
        rows.append(Row(f"meant:{each.id}", cells, gist=each))
    return rows


def intend_rows(intentions: Sequence[Intention]) -> list[Row]:
    """Say what one means to do, and how many more there is room for."""
    return [
        Row(f"intend:{number}", (Cell(f"{number}", "key"), Cell(named(each.text, 300))), gist=each)
        for number, each in enumerate(intentions, 1)
    ]


def before_parts(
    opens_at: datetime | None,
    today: Today,
    name: str,
    email: str,
    *,
    on_call: Sequence[str] = (),
    checks: Sequence[str] = (),
) -> tuple[Part, ...]:
    """Say what is left to do before the weekend: the voicemail, and when to look whether somebody rang.

    `on_call` are the clients with an emergency line, `checks` the times at which to look at it.
    """
    back = exact(opens_at, today.now, today.zone) if opens_at is not None else "another day"
    who = f"This is {plain(name, 40)}. " if name.strip() else ""
    mail = f" My e-mail: {plain(email, 60)}." if email.strip() else ""
    return (
        ("Voicemail. ", "plain"),
        (f"Let it say: “{who}I am back on {back}.{mail}”\n\n", "dim"),
        ("Weekend checks. ", "plain"),
        (_weekend(on_call, checks), "dim"),
    )


def _weekend(on_call: Sequence[str], checks: Sequence[str]) -> str:
    """Say when to look at the emergency line, and for whom."""
    if not on_call:
        return "Nobody has an emergency line with you: the weekend is yours."
    names = [named(name, 40) for name in on_call[:3]]
    more = f" and {len(on_call) - 3} more" if len(on_call) > 3 else ""
    when = f"at {' and '.join(checks)}" if checks else "once a day"
    said = f"{', '.join(names)}{more} may reach you in an emergency: look {when}, Saturday and Sunday. "
    return f"{said}Today asks then; space says you looked."


def closed_said(week: str, folder: str) -> str:
    """Say that a week is closed, and where its page is."""
    return f"{week_name(week)} is closed; page in {plain(folder, 90)}."
