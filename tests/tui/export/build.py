"""Weeks to make pages of: a lively one, an empty one, and one full of names that mean harm."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from data.model.week import (
    Block,
    ClientWeek,
    Correction,
    Figure,
    Intention,
    NextWeek,
    ReviewRow,
    Trend,
    Unit,
    WeekReview,
)
from tests.build import BERLIN, at

WEEK, STARTS_ON = "2026-W47", date(2026, 11, 16)

HOSTILE = (
    "<script>document.title='taken'</script>",
    "</title></svg><img src=x onerror=alert(1)>",
    "]]> <!-- --> <![CDATA[",
    '"\' onmouseover="alert(1)',
    "&lt;b&gt; &amp; &#60;",
    "</style><style>body{display:none}</style>",
    "\u202egnp.exe שלום عالم",
    "👩‍👧 Ünïcode 日本語 🇩🇪",
    "A" * 300,
    "a\nb\r\n# c\n\n| d |\n- e\n1. f",
    "[x](javascript:alert(1)) ![y](http://evil.example/z.png) <http://evil.example>",
    "www.evil.example http://evil.example me@evil.example",
    "`code` **bold** __also__ ~~gone~~ | pipe \\",
    "{{ 7*7 }} ${7*7} %s {0}",
    "- [ ] task",
    "1) one",
    "",
)
"""Names that would take over a page, a chart or a list if they were not only text."""

_UNITS: dict[str, dict[str, Unit]] = {
    "promises": {
        "due": Unit.OF,
        "kept": Unit.NUMBER,
        "moved": Unit.NUMBER,
        "broken": Unit.NUMBER,
        "kept_rate": Unit.OF,
        "early_days": Unit.DAYS,
        "made": Unit.NUMBER,
        "made_without_yes": Unit.NUMBER,
    },
    "honesty": {"heads_ups": Unit.OF, "find_outs": Unit.OF},
    "replies": {
        "within": Unit.OF,
        "median": Unit.WORK,
        "p90": Unit.WORK,
        "oldest_open": Unit.WORK,
        "urgent": Unit.OF,
        "mail_checks": Unit.OF,
        "mail_outside": Unit.NUMBER,
    },
    "calls": {
        "in": Unit.NUMBER,
        "out": Unit.NUMBER,
        "missed": Unit.NUMBER,
        "voicemail": Unit.NUMBER,
        "minutes": Unit.MINUTES,
        "callbacks": Unit.OF,
    },
    "after_hours": {
        "contacts_in": Unit.NUMBER,
        "contacts_out": Unit.NUMBER,
        "became_tomorrow": Unit.NUMBER,
        "confirming_mails": Unit.OF,
        "loaded_minutes": Unit.WORK,
        "loaded_cents": Unit.CENTS,
        "evenings": Unit.OF,
    },
    "slack": {
        "start": Unit.WORK,
        "end": Unit.WORK,
        "spent_own_estimate": Unit.WORK,
        "spent_extra_asked": Unit.WORK,
        "spent_waiting_on_client": Unit.WORK,
        "spent_emergency": Unit.WORK,
        "spent_ill": Unit.WORK,
        "given_back": Unit.WORK,
        "red": Unit.NUMBER,
        "next_load": Unit.LOAD,
    },
    "estimates": {
        "finished": Unit.NUMBER,
        "p50": Unit.RATIO,
        "p80": Unit.RATIO,
        "p90": Unit.RATIO,
        "room": Unit.RATIO,
    },
    "expectations": {
        "complete": Unit.OF,
        "stale": Unit.NUMBER,
        "owed": Unit.NUMBER,
        "oldest_days": Unit.DAYS,
        "days_moved": Unit.DAYS,
    },
    "courtesy": {"shown": Unit.NUMBER, "rewritten": Unit.NUMBER},
    "gestures": {
        "suggested": Unit.NUMBER,
        "done": Unit.NUMBER,
        "declined": Unit.NUMBER,
        "cost_cents": Unit.CENTS,
        "anniversaries": Unit.NUMBER,
    },
    "attention": {
        "contacts": Unit.NUMBER,
        "minutes": Unit.MINUTES,
        "open_promises": Unit.NUMBER,
        "quiet": Unit.NUMBER,
        "referred": Unit.NUMBER,
    },
}

_LIVELY: dict[str, dict[str, Any]] = {
    "promises": {
        "due": (7, 8),
        "kept": 7,
        "moved": 1,
        "broken": 0,
        "kept_rate": (7, 7),
        "early_days": 1.0,
        "made": 5,
        "made_without_yes": 1,
    },
    "honesty": {"heads_ups": (1, 1), "find_outs": (2, 3)},
    "replies": {
        "within": (21, 23),
        "median": 70,
        "p90": 215,
        "oldest_open": 390,
        "urgent": (1, 23),
        "mail_checks": (12, 15),
        "mail_outside": 4,
    },
    "calls": {"in": 9, "out": 6, "missed": 2, "voicemail": 1, "minutes": 164, "callbacks": (2, 2)},
    "after_hours": {
        "contacts_in": 3,
        "contacts_out": 1,
        "became_tomorrow": 2,
        "confirming_mails": (1, 2),
        "loaded_minutes": 75,
        "loaded_cents": 16875,
        "evenings": (4, 5),
    },
    "slack": {
        "start": 1080,
        "end": 840,
        "spent_own_estimate": 180,
        "spent_extra_asked": 90,
        "spent_waiting_on_client": 240,
        "spent_emergency": 0,
        "spent_ill": 0,
        "given_back": 60,
        "red": 1,
        "next_load": (1560, 1920),
    },
    "estimates": {"finished": 4, "p50": 1.1, "p80": 1.4, "p90": 1.7, "room": 1.6},
    "expectations": {"complete": (4, 5), "stale": 1, "owed": 2, "oldest_days": 9, "days_moved": 12},
    "courtesy": {"shown": 4, "rewritten": 3},
    "gestures": {"suggested": 3, "done": 2, "declined": 1, "cost_cents": 450, "anniversaries": 1},
    "attention": {"contacts": 31, "minutes": 1640, "open_promises": 8, "quiet": 1},
}

CLIENTS = (
    ClientWeek(1, "Harbour Books", 11, 610, 3, 55, weeks=(4, 6, 5, 8, 7, 9, 6, 8, 10, 9, 12, 11)),
    ClientWeek(2, "Lindqvist", 8, 425, 2, 190, True, weeks=(2, 3, 2, 4, 6, 5, 7, 6, 5, 8, 7, 8)),
    ClientWeek(3, "Osei & Sons", 6, 320, 1, 80, weeks=(9, 7, 8, 6, 4, 5, 4, 3, 5, 4, 6, 6)),
    ClientWeek(4, "Cove", 4, 195, 1, 65, weeks=(0, 0, 0, 1, 3, 2, 4, 3, 4, 3, 5, 4)),
    ClientWeek(5, "Birch", 2, 90, 1, 40, weeks=(1, 0, 2, 1, 0, 1, 0, 2, 1, 1, 3, 2)),
    ClientWeek(6, "Dune", 0, 0, 0, None, False, True, weeks=(5, 4, 2, 1, 0, 0, 0, 0, 0, 0, 0, 0)),
)


def a_figure(block: str, name: str, value: Any = None) -> Figure:
    """One figure of a block; `value` is a number, or two of them where it is out of something."""
    value, of = value if isinstance(value, tuple) else (value, None)
    return Figure(name, _UNITS[block][name], value, of)


def blocks(values: dict[str, dict[str, Any]] | None = None) -> tuple[Block, ...]:
    """Every block there is; what `values` does not say is told from nothing."""
    said = values or {}
    return tuple(
        Block(block, tuple(a_figure(block, name, said.get(block, {}).get(name)) for name in names))
        for block, names in _UNITS.items()
    )


def a_review(**fields: Any) -> WeekReview:
    """A lively week that was closed on Friday evening."""
    usual: dict[str, Any] = {
        "week": WEEK,
        "starts_on": STARTS_ON,
        "start": at("2026-11-16 00:00"),
        "end": at("2026-11-23 00:00"),
        "now": at("2026-11-20 17:20"),
        "zone": BERLIN,
        "blocks": blocks(_LIVELY),
        "clients": CLIENTS,
        "closed_at": at("2026-11-20 17:20"),
        "settings": (("replies.limit_minutes", "240"), ("zone", BERLIN)),
        "corrected": (
            Correction(
                "replies", a_figure("replies", "within", (21, 23)), a_figure("replies", "within", (22, 23))
            ),
        ),
    }
    return WeekReview(**(usual | fields))


def an_empty_review(**fields: Any) -> WeekReview:
    """A week in which nothing was, and which still runs."""
    nothing = {name: dict.fromkeys(names) for name, names in _UNITS.items()}
    return a_review(
        **({"blocks": blocks(nothing), "clients": (), "closed_at": None, "corrected": ()} | fields)
    )


def a_row(
    title: str, client: str = "Harbour Books", when: str = "2026-11-27 17:00", number: int = 1
) -> ReviewRow:
    """A promise of the coming week."""
    return ReviewRow(f"deliverable:{number}", title, client, 1, at(when))


def a_next_week(**fields: Any) -> NextWeek:
    """Four promises over a week that is rather full."""
    usual: dict[str, Any] = {
        "week": "2026-W48",
        "starts_on": date(2026, 11, 23),
        "capacity_minutes": 1920,
        "owed_minutes": 1560,
        "promises": (
            a_row("Call Dana Ruiz back", when="2026-11-23 09:30"),
            a_row("Booking form", "Lindqvist", "2026-11-24 17:00"),
            a_row("Menu, second draft", "Birch", "2026-11-26 17:00"),
            a_row("Checkout redesign", when="2026-11-27 17:00"),
        ),
        "intentions": intentions("2026-W48", None, None, None),
    }
    return NextWeek(**(usual | fields))


def intentions(week: str = WEEK, *kept: bool | None) -> tuple[Intention, ...]:
    """Three things one means to do."""
    texts = (
        "Close the desk at 17:30, four days of five",
        "Ask Cove for their texts",
        "One hour for my own site",
    )
    judged = kept or (True, False, None)
    return tuple(Intention(week, place, text, place + 1, judged[place]) for place, text in enumerate(texts))


def trends() -> tuple[Trend, ...]:
    """Twelve weeks, two of them without an answer or a promise, one short of slack."""
    kept = ((5, 5), (4, 6), (6, 6), (3, 5), (0, 0), (7, 8), (6, 7), (8, 8), (5, 7), (9, 9), (8, 9), (7, 8))
    waits = (120, 95, 140, 180, None, 90, 75, 110, 160, 60, 85, 70)
    slack = (300, 540, 420, -180, 960, 700, 640, 480, -60, 360, 720, 840)
    after = (6, 5, 7, 9, 0, 4, 3, 5, 8, 2, 3, 4)
    return tuple(
        Trend(f"2026-W{36 + i}", *kept[i], waits[i], slack[i], after[i], closed=i < 11) for i in range(12)
    )


def with_names(names: Sequence[str]) -> tuple[WeekReview, NextWeek, tuple[Intention, ...]]:
    """The lively week with every text from outside replaced by the names given."""
    clients = tuple(
        replace(CLIENTS[i % len(CLIENTS)], client_id=i, client=name) for i, name in enumerate(names)
    )
    rows = tuple(a_row(name, names[-1 - i], number=i) for i, name in enumerate(names))
    meant = tuple(Intention(WEEK, i, name, i) for i, name in enumerate(names))
    return a_review(clients=clients), a_next_week(promises=rows, intentions=meant), meant


def the_fullest(**fields: Any) -> tuple[WeekReview, NextWeek, tuple[Intention, ...]]:
    """Far more of everything than anybody has: forty clients, thirty promises, every figure corrected."""
    names = [f"The {'very ' * 14}long name of client number {i}" for i in range(40)]
    review, coming, meant = with_names(names)
    flagged = tuple(replace(client, reply_flag=True, quiet=True) for client in review.clients)
    corrected = tuple(
        Correction(block.name, figure, figure) for block in review.blocks for figure in block.figures
    )
    texts = tuple(replace(each, text=f"{each.text}, and {each.text}") for each in meant)
    return (
        replace(review, clients=flagged, corrected=corrected, **fields),
        replace(coming, promises=coming.promises[:30], intentions=texts[:3]),
        texts[:3],
    )


def the_fullest_of_short_names() -> tuple[WeekReview, NextWeek, tuple[Intention, ...]]:
    """As many one-line entries as paper takes, in the widest letters."""
    review, coming, meant = with_names(["W" * 28] * 40)
    unmarked = tuple(replace(client, reply_flag=False, quiet=False) for client in review.clients)
    return replace(review, clients=unmarked), replace(coming, intentions=coming.intentions[:3]), meant[:3]


def the_fullest_of_large() -> tuple[WeekReview, NextWeek, tuple[Intention, ...]]:
    """As much as paper still prints large, to a few millimetres."""
    review, coming, _ = with_names(["W" * 13] * 5)
    coming = replace(coming, promises=coming.promises, intentions=intentions())
    return replace(review, clients=(CLIENTS + CLIENTS)[:7]), coming, intentions()
