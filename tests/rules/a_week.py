"""One made-up week, 2026-W47 in Berlin, open 09:00 to 17:00: every figure of it can be counted by hand."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from data.model.after_hours import AwaitedMail
from data.model.agreement import AgreedHow, Agreement, AgreementKind, Terms
from data.model.card import CardDecision, CardKind
from data.model.effort import Cause, EffortChange, WorkEntry
from data.model.gesture import GestureKind
from data.model.mail_check import MailCheck
from data.model.promise import FindOut, Told, ToldKind, Verdict
from data.model.scope import Obligation
from data.model.today import Room
from data.model.touch import Answer, Channel, Direction, Outcome
from data.model.week_facts import Exchange, Turn, WeekFacts
from data.model.work import CommitmentKind
from tests.build import BERLIN, a_client, a_commitment, a_deliverable, a_gesture, a_slack_item, a_touch, at

FIRST, MOVED = ToldKind.PROMISED, ToldKind.MOVED
IN, OUT = Direction.IN, Direction.OUT
MAIL, CALL = Channel.MAIL, Channel.CALL


def on(clock: str) -> datetime:
    """An instant of November 2026, such as "16 09:00" (a Monday)."""
    return at(f"2026-11-{clock}", BERLIN)


def told(
    number: int, what: int, when: str, due: str, kind: ToldKind = FIRST, verdict: Verdict | None = None
) -> Told:
    return Told(what, kind, on(when), number, on(due), verdict=verdict)


def exchange(
    number: int,
    client: int,
    *turns: str,
    channel: Channel = MAIL,
    urgent: bool = False,
    waiting_since: str | None = None,
) -> Exchange:
    """Turns such as "in 16 09:00", "out 16 11:00" or "call 17 16:30": a word that stopped the clock."""
    made = []
    for turn in turns:
        what, _, when = turn.partition(" ")
        made.append(Turn(on(when), what == "in", Answer(what) if what not in ("in", "out") else None))
    waits = on(waiting_since) if waiting_since else None
    return Exchange(number, client, channel, urgent, waits, tuple(made))


CLIENTS = (
    a_client("Harbour Books", id=1, since=date(2024, 12, 1)),
    a_client("Lindqvist", id=2, reply_limit_minutes=480, since=date(2026, 6, 1)),
    a_client("Quiet & Co", id=3, keep_in_touch_days=30, since=date(2024, 2, 29)),
    a_client("Dune", id=4, referred_by="Lindqvist", since=date(2026, 11, 18)),
    a_client("Elm", id=5, referred_by="Lindqvist", since=date(2026, 11, 15)),
)
TOLD = (
    told(11, 1, "09 10:00", "20 17:00"),
    told(21, 2, "10 10:00", "19 17:00"),
    told(31, 3, "09 10:00", "18 17:00"),
    told(32, 3, "17 10:00", "25 17:00", MOVED, Verdict.YES),
    told(41, 4, "09 10:00", "17 17:00"),
    told(42, 4, "18 09:00", "27 17:00", MOVED),
    told(51, 5, "12 10:00", "20 12:00"),
    told(61, 6, "12 10:00", "19 17:00"),
    told(71, 7, "16 10:00", "19 17:00", ToldKind.ASKED),
    told(81, 8, "10 10:00", "20 17:00"),
    told(82, 8, "16 10:00", "23 17:00", MOVED, Verdict.NOT_SAFE),
    told(83, 8, "19 10:00", "20 17:00", MOVED, Verdict.YES),
    told(91, 9, "18 11:00", "30 17:00", FIRST, Verdict.YES),
)
_LATE_GUESS = {"estimate_minutes": 60, "spent_minutes": 60, "estimated_at_minutes": 30}
DELIVERABLES = (
    a_deliverable("Checkout", id=1, spent_minutes=600, estimated_at_minutes=0, delivered_at=on("18 16:00")),
    a_deliverable("Quote", id=2, spent_minutes=90, estimated_at_minutes=0, delivered_at=on("18 09:00")),
    a_deliverable("Logo", id=3, promised_at=on("25 17:00")),
    a_deliverable("Site", id=4, client_id=2, promised_at=on("27 17:00")),
    a_deliverable("App", id=5, client_id=2, delivered_at=on("20 14:00"), **_LATE_GUESS),
    a_deliverable("Flyer", id=6, dropped_at=on("18 12:00")),
    a_deliverable("Menu", id=7, promised_at=None),
    a_deliverable("Shop", id=8, estimate_minutes=None, delivered_at=on("20 10:00")),
    a_deliverable("Poster", id=9, promised_at=on("30 17:00")),
)
COMMITMENTS = (
    a_commitment(id=1, due_at=on("16 11:00"), done_at=on("16 10:50"), kind=CommitmentKind.CALLBACK),
    a_commitment(id=2, due_at=on("17 12:00"), done_at=on("17 15:00"), kind=CommitmentKind.CALLBACK),
    a_commitment(id=3, due_at=on("18 12:00"), dropped_at=on("17 12:00")),
    a_commitment(id=4, client_id=2, due_at=on("20 16:00")),
    a_commitment(id=5, client_id=None, due_at=on("23 00:00")),
    a_commitment(id=6, due_at=on("17 09:30"), done_at=on("17 09:25"), touch_id=6),
)
FIND_OUTS = (
    FindOut("a", on("16 09:00"), on("17 12:00"), 1, told_at=on("17 11:00")),
    FindOut("b", on("16 09:00"), on("18 12:00"), 2, told_at=on("19 11:00")),
    FindOut("c", on("16 09:00"), on("18 12:00"), 3, dropped_at=on("17 11:00")),
    FindOut("d", on("16 09:00"), on("23 12:00"), 4),
)
CARDS = (
    CardDecision("heads_up:4:2026-11-17T16:00", CardKind.HEADS_UP, 1, done_at=on("16 15:00")),
    CardDecision("heads_up:5:2026-11-20T11:00", CardKind.HEADS_UP, 2, done_at=on("20 13:00")),
)
TOUCHES = (
    a_touch(id=1, client_id=1, at=on("16 10:00"), outcome=Outcome.SPOKE, minutes=12),
    a_touch(id=2, client_id=2, at=on("16 11:00"), direction=OUT, outcome=Outcome.SPOKE, minutes=8),
    a_touch(id=10, client_id=1, at=on("16 12:29"), direction=OUT, channel=MAIL),
    a_touch(id=6, client_id=1, at=on("16 19:30"), outcome=Outcome.SPOKE, minutes=10),
    a_touch(id=3, client_id=1, at=on("17 15:00"), outcome=Outcome.MISSED),
    a_touch(id=8, client_id=1, at=on("18 21:00"), direction=OUT, channel=MAIL),
    a_touch(id=9, client_id=2, at=on("19 10:00"), channel=Channel.MEETING, minutes=60),
    a_touch(id=5, client_id=1, at=on("20 10:00"), direction=OUT, outcome=Outcome.VOICEMAIL),
    a_touch(id=4, client_id=2, at=on("20 16:30"), outcome=Outcome.VOICEMAIL),
    a_touch(id=7, client_id=2, at=on("21 12:00"), channel=MAIL),
)


def awaited(number: int, client: int, when: str, noon: str, mail: str = "", **fields: Any) -> AwaitedMail:
    """A mail asked for in a call, and the first one that came after it: that of Saturday is the only one."""
    asked, due = on(when), on(f"{noon[:2]} 09:30")
    first = on(mail) if mail else None
    return AwaitedMail(6, client, "it", asked, due, on(noon), number, first_mail_at=first, **fields)


AWAITED_MAILS = (
    awaited(1, 1, "13 19:00", "16 12:00", written_at=on("16 08:30")),
    awaited(2, 1, "16 19:30", "17 12:00", commitment_id=6, came_at=on("17 10:00")),
    awaited(3, 3, "17 19:00", "18 12:00", dropped_at=on("18 09:00")),
    awaited(4, 3, "18 19:00", "19 12:00"),
    awaited(5, 2, "19 18:00", "20 12:00", "21 12:00"),
    awaited(6, 2, "20 18:00", "23 12:00", "21 12:00"),
    awaited(7, 1, "20 19:00", "23 12:00"),
)
EXCHANGES = (
    exchange(1, 1, "in 16 09:00", "out 16 11:00"),
    exchange(2, 1, "in 13 16:30", "in 16 09:30", "out 16 12:29"),
    exchange(3, 2, "in 17 09:00", "out 18 10:00"),
    exchange(4, 1, "in 17 15:00", "call 17 16:30", channel=CALL),
    exchange(5, 1, "in 18 09:00", "out 18 10:00", urgent=True),
    exchange(6, 2, "in 19 10:00", "no_reply_needed 19 12:00"),
    exchange(7, 1, "in 20 15:00", waiting_since="20 15:00"),
    exchange(8, 1, "in 19 12:00", "out 23 09:30"),
    exchange(9, 2, "in 20 16:30", "call 23 09:40", channel=CALL),
    exchange(10, 1, "in 19 09:00", "call 19 13:00", channel=CALL),
)
WINDOWS = ("10:00", "13:30", "16:30")
MAIL_CHECKS = (
    MailCheck(on("16 10:05"), on("16 10:00"), 1),
    MailCheck(on("16 10:20"), on("16 10:00"), 2),
    MailCheck(on("16 10:40"), None, 3),
    MailCheck(on("16 11:05"), None, 4),
    MailCheck(on("16 11:10"), None, 5),
    MailCheck(on("16 16:59"), on("16 16:30"), 6),
    MailCheck(on("17 13:29"), None, 7),
    MailCheck(on("17 13:30"), on("17 13:30"), 8),
    MailCheck(on("17 13:59"), on("17 13:30"), 9),
    MailCheck(on("17 14:00"), None, 10),
    MailCheck(on("18 19:00"), None, 11),
    MailCheck(on("19 08:40"), on("19 08:30"), 12),
    MailCheck(on("20 16:30"), on("20 16:30"), 13),
    MailCheck(on("21 12:00"), None, 14),
)
ENTRIES = (
    WorkEntry(1, on("17 16:00"), 1, 120),
    WorkEntry(1, on("19 10:00"), 2, 90),
    WorkEntry(1, on("20 16:30"), 4, -20),
    WorkEntry(4, on("21 10:00"), 3, 45),
)
CHANGES = (
    EffortChange(3, on("17 10:00"), 60, 1, Cause.OWN_ESTIMATE),
    EffortChange(4, on("17 11:00"), 30, 2, Cause.EXTRA_ASKED),
    EffortChange(4, on("18 11:00"), 15, 3, Cause.OWN_ESTIMATE),
    EffortChange(9, on("19 11:00"), -45, 4),
)
OBLIGATIONS = (
    Obligation(1, "texts", on("02 09:00"), date(2026, 11, 17), 1),
    Obligation(1, "access", on("02 09:00"), date(2026, 11, 13), 2, received_at=on("18 12:00")),
    Obligation(2, "photos", on("02 09:00"), date(2026, 11, 27), 3),
    Obligation(2, "logo", on("02 09:00"), date(2026, 11, 10), 4, dropped_at=on("17 12:00")),
    Obligation(2, "prices", on("02 09:00"), date(2026, 11, 20), 5, received_at=on("23 09:05")),
)
_COFFEE = GestureKind.COFFEE
GESTURES = (
    a_gesture("before", _COFFEE, client_id=2, done_on=date(2026, 11, 15), cost_cents=900),
    a_gesture("done", _COFFEE, client_id=1, done_on=date(2026, 11, 18), cost_cents=450),
    a_gesture("declined", _COFFEE, client_id=2, dismissed_on=date(2026, 11, 22)),
    a_gesture("after", _COFFEE, client_id=2, done_on=date(2026, 11, 23)),
)
TERMS = Terms(hours="Mon–Fri 09:00–17:00 (Europe/Berlin)", rate="85.00 EUR an hour", loading="50 % more")
"""What the settings say; the agreements below were made under them, unless they say otherwise."""


def agreement(number: int, client: int, kind: str, when: str, **then: str) -> Agreement:
    """Agreed by mail on a day such as "2026-11-18"; `then` is what the settings said."""
    on_ = date.fromisoformat(when)
    usual = {"noted_on": on_, "agreed_on": on_, "how": AgreedHow.MAIL, "id": number}
    return Agreement(client, AgreementKind(kind), "as we said", **(usual | then))  # type: ignore[arg-type]


AGREEMENTS = (
    # Harbour Books: all of it, the hours from before; the rates anew in the week.
    agreement(1, 1, "availability", "2025-12-01", hours_then="Mon–Thu 09:00–17:00 (Europe/Berlin)"),
    agreement(2, 1, "process", "2025-12-01"),
    agreement(3, 1, "rates", "2025-12-01", rate_then="70.00 EUR an hour"),
    agreement(4, 1, "obligations", "2025-12-01"),
    agreement(5, 1, "rates", "2026-11-18", rate_then="85.00 EUR an hour"),
    # Lindqvist: the obligations came a day too late, the rates are those of the spring.
    agreement(6, 2, "availability", "2026-06-01", hours_then="Mon–Fri 09:00–17:00 (Europe/Berlin)"),
    agreement(7, 2, "process", "2026-06-01"),
    agreement(8, 2, "rates", "2026-06-01", rate_then="70.00 EUR an hour", loading_then="30 % more"),
    agreement(9, 2, "obligations", "2026-11-23"),
    # Quiet & Co: nobody met them in the week, and nothing is open.
    agreement(10, 3, "availability", "2024-03-01", hours_then="Mon 10:00–11:00 (Europe/Berlin)"),
)
RATIOS = (1.0, 0.5, 2.0, 0.9, 1.1, 3.0, 0.8, 1.5, 1.0, 1.2)
SLACK = (
    a_slack_item(id=3, capacity_minutes=600, owed_minutes=400, slack_minutes=200),
    a_slack_item(id=4, capacity_minutes=1200, owed_minutes=1290, slack_minutes=-90, room=Room.SHORT),
    a_slack_item(id=9, slack=None, capacity_minutes=None, room=Room.LATE),
)


def facts() -> WeekFacts:
    """All of the week, as the store would give it on the Monday after."""
    earlier = [(3, at("2026-10-01 12:00")), (1, on("13 16:30"))]
    return WeekFacts(
        clients={client.id: client for client in CLIENTS},
        told=TOLD,
        deliverables={each.id: each for each in DELIVERABLES},
        commitments=COMMITMENTS,
        find_outs=FIND_OUTS,
        cards=CARDS,
        touches=TOUCHES,
        exchanges=EXCHANGES,
        mail_checks=MAIL_CHECKS,
        mail_checks_since=MAIL_CHECKS[0].at,
        entries=ENTRIES,
        effort_changes=CHANGES,
        awaited_mails=AWAITED_MAILS,
        obligations=OBLIGATIONS,
        open_work=frozenset({1, 2}),
        agreements=AGREEMENTS,
        gestures=GESTURES,
        courtesy_shown=4,
        courtesy_rewritten=1,
        history=tuple((2.0, 2.0 * ratio) for ratio in RATIOS),
        last_contact={1: on("20 10:00"), 2: on("21 12:00"), 3: earlier[0][1]},
        contacts=(*earlier, *((touch.client_id, touch.at) for touch in TOUCHES)),
        store_since=date(2024, 1, 1),
        slack_before=840,
        slack=SLACK,
        coming=(1140, 1500),
    )
