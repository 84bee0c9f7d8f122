"""The words of the page of a deliverable."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from data.model.check import Odds
from data.model.effort import Cause, EffortChange, WorkEntry
from data.model.promise import Told, ToldKind, Verdict
from data.model.scope import ChangeRequest, ChangeState, Obligation
from data.model.today import AgendaKind, Room
from data.model.touch import Channel
from data.model.work import Deliverable
from tests.build import NOW, a_day, a_deliverable, a_slack_item, an_agenda_item, at
from tui.wording.amounts import money
from tui.wording.deliverable.page import Rate, fact_rows, head_line, state_line
from tui.wording.deliverable.reasons import Thing, why_not_here
from tui.wording.deliverable.scope import owed_counts, owed_rows, request_counts, request_rows
from tui.wording.deliverable.time import CAUSES, left_facts, left_so_far, slack_spent, time_rows, time_sum
from tui.wording.deliverable.told import told_rows, told_sheet
from tui.wording.row import Part, Row

DAY = a_day()
RATE = Rate("EUR", 8_500)
HOSTILE = "[/] [red]\x1b[31m\u202e\n漢字"


def said(parts: Iterable[Part]) -> str:
    return "".join(text for text, _ in parts)


def lines(rows: Iterable[Row]) -> list[str]:
    return [" | ".join(filter(None, (said(cell.parts) for cell in (*row.cells, *row.under)))) for row in rows]


def facts(what: Deliverable, *, ledger: Iterable[EffortChange] = (), rate: Rate = RATE, **item: Any) -> str:
    shown = a_slack_item(deliverable=what, **item) if what.open else None
    return "\n".join(lines(fact_rows(what, shown, ledger, rate, DAY)))


def a_change(minutes: int, cause: Cause | None = None, *, at: datetime = NOW, note: str = "") -> EffortChange:
    return EffortChange(1, at, minutes, id=1, cause=cause, note=note)


@pytest.mark.parametrize(
    ("cents", "words"),
    [(120_000, "1,200 EUR"), (8_550, "85.50 EUR"), (-5, "0.05 EUR"), (0, "0 EUR")],
)
def test_money_is_said_with_its_currency(cents: int, words: str) -> None:
    assert money(cents, "EUR") == words


def test_the_line_on_top_says_what_was_told_and_how_it_stands() -> None:
    what = a_deliverable(target_on=date(2026, 11, 26))
    assert said(head_line(what, "Acme")) == "Checkout redesign   Acme"
    assert said(head_line(replace(what, name="long " * 40), "Acme")).endswith("…   Acme")
    item = a_slack_item(deliverable=what)
    assert said(state_line(what, item, DAY)) == "promised Fri 17:00   aim Thu   ◐ 3 h 30 m slack"
    short = replace(item, room=Room.SHORT, slack_minutes=-120, act_today=True)
    assert state_line(what, short, DAY)[-1] == ("● 2 h short", "late")
    given = replace(what, delivered_at=NOW)
    assert said(state_line(given, None, DAY)) == "promised Fri 17:00   √ delivered today 10:15"
    assert "not owed any more" in said(state_line(replace(what, dropped_at=NOW), None, DAY))
    assert said(state_line(replace(what, promised_at=None, target_on=None), None, DAY)) == "no date told"


def test_the_facts_say_what_the_slack_is_made_of() -> None:
    shown = facts(
        a_deliverable(),
        plain_slack_minutes=-60,
        naive_slack_minutes=720,
        latest_start=at("2026-11-25 15:00"),
    )
    assert "left to do | 8 h · estimate less spent" in shown
    assert "◐ | slack | 3 h 30 m slack · kept 9 times in 10" in shown
    assert "till then | 20 h to work · 16 h 30 m owed" in shown
    assert "as planned | 1 h short · if estimates hold" in shown
    assert "on its own | 12 h slack · nothing else owed" in shown
    assert "start | by Wed 15:00" in shown
    assert "waits for" not in shown


def test_a_time_that_has_passed_is_no_advice() -> None:
    shown = facts(
        a_deliverable(), latest_start=NOW - timedelta(days=40), heads_up_by=NOW - timedelta(hours=1)
    )
    assert "start | now" in shown
    assert "tell them | now · h writes it" in shown


def test_a_promise_that_does_not_hold_says_by_when_to_tell() -> None:
    shown = facts(
        a_deliverable(), slack=-90, room=Room.SHORT, act_today=True, heads_up_by=at("2026-11-24 17:00")
    )
    assert "● | slack | 1 h 30 m short · kept under 9 in 10" in shown
    assert "tell them | by Tue 17:00 · h writes it" in shown


@pytest.mark.parametrize(
    ("confidence", "words"), [(0.9, "9 times in 10"), (0.85, "17 times in 20"), (0.99, "99 times in 100")]
)
def test_confidence_is_said_as_people_count(confidence: float, words: str) -> None:
    what = a_deliverable()
    day = a_day(confidence=confidence)
    assert words in "\n".join(lines(fact_rows(what, a_slack_item(deliverable=what), (), RATE, day)))


def test_what_the_work_left_counts_as_is_said_with_its_reason() -> None:
    """Logging hours can make slack worse: of the jobs that came as far, those that end soon are out."""
    what = a_deliverable(estimate_minutes=20 * 60)
    fresh, begun = Odds(0.9, 1.55, 0, 0, 0.0), Odds(0.9, 2.1, 0, 0, 0.0, begun=True)
    rows = fact_rows(what, a_slack_item(deliverable=what), (), RATE, DAY, fresh)
    assert "counted as | 31 h to do | 9 of 10 of about this size took no more" in lines(rows)
    worked = replace(what, spent_minutes=375)
    rows = fact_rows(worked, a_slack_item(deliverable=worked), (), RATE, DAY, begun)
    assert "counted as | 35 h 45 m to do | 9 of 10 that came this far took no more" in lines(rows)
    assert "counted as" not in facts(replace(what, estimate_minutes=None))


def test_what_it_waits_for_moves_the_promise() -> None:
    shown = facts(a_deliverable(), waiting_for="texts", waiting_days=1, would_become=at("2026-11-30 17:00"))
    assert "║ | waits for | texts · 1 day late" in shown
    assert "it becomes | Mon 30 Nov 17:00, if that came today" in shown


def test_work_left_says_what_it_rests_on() -> None:
    assert "left to do | no estimate · l or e adds one" in facts(
        a_deliverable(estimate_minutes=None), slack=None, room=Room.UNKNOWN, capacity_minutes=None
    )
    assert "left to do | 0 m · past its estimate, l judges anew" in facts(a_deliverable(spent_minutes=500))
    assert "left to do | 9 h · 1 h of it extra" in facts(a_deliverable(pending_minutes=60))
    done = facts(a_deliverable(finished_at=NOW, pending_minutes=60, extra="a favicon"))
    assert "√ | done | Mon 23 Nov 10:15 · not delivered yet" in done
    assert "left to do | 1 h of extras, undecided" in done
    assert "◆ | extra | a favicon" in done


def test_the_budget_says_what_is_left_of_it() -> None:
    what = a_deliverable(budget_cents=120_000)
    assert "budget | 240 EUR to spare of 1,200 EUR" in facts(what, budget_slack_cents=24_000)
    assert "budget | 62.50 EUR over of 1,200 EUR" in facts(what, budget_slack_cents=-6_250)
    assert "set rates.hourly" in facts(what, rate=Rate("EUR"))
    assert "budget | 1,200 EUR" in facts(replace(what, delivered_at=NOW))


def test_what_is_delivered_says_how_it_ended() -> None:
    given = a_deliverable(delivered_at=NOW, spent_minutes=540)
    assert "√ | delivered | Mon 23 Nov 10:15 · as promised" in facts(given)
    assert "it took | 9 h of 8 h estimated" in facts(given)
    assert "later than promised" in facts(replace(given, promised_at=NOW - timedelta(days=1)))
    assert facts(a_deliverable(dropped_at=NOW)) == ""


def test_the_ledger_is_summed_by_cause_the_most_first() -> None:
    ledger = [
        a_change(60, Cause.ILL),
        a_change(120, Cause.EXTRA_ASKED),
        a_change(60, Cause.EXTRA_ASKED),
        a_change(-30),
    ]
    assert said(slack_spent(ledger)) == "extra asked 3 h · ill 1 h · 30 m won back"
    assert said(slack_spent([a_change(5)])) == "own estimate 5 m", "a growth without a cause is one's own"
    assert slack_spent([]) == ()
    assert "slack spent | ill 1 h" in facts(a_deliverable(), ledger=ledger[:1])
    assert {cause for cause, *_ in CAUSES} == set(Cause)
    assert len({key for _, key, *_ in CAUSES}) == len(Cause)


def test_time_is_listed_newest_first_with_the_clock_on_top() -> None:
    entries = [
        WorkEntry(1, at("10:00"), 9, None),
        WorkEntry(1, at("2026-11-20 14:00"), 3, 90, note="menu"),
        WorkEntry(1, at("2026-11-12 14:00"), 2, 60, polish=True),
        WorkEntry(1, at("2025-11-12 14:00"), 1, -30, note="entered as a sum"),
    ]
    ledger = [
        a_change(60, Cause.ILL, at=at("2026-11-19 09:00"), note="a cold"),
        a_change(-60, at=at("09:00")),
    ]
    assert lines(time_rows(entries, ledger, DAY)) == [
        "› | now | 15 m | running since 10:00",
        "− | today 09:00 | 1 h | less left",
        "· | Fri 14:00 | 1 h 30 m | menu",
        "+ | Thu 09:00 | 1 h | more left: ill · a cold",
        "◆ | 12 Nov 14:00 | 1 h | polish",
        "· | 12 Nov 2025 | − 30 m | entered as a sum",
    ]
    assert (
        "running since Thu 10:00" in lines(time_rows([WorkEntry(1, at("2026-11-19 10:00"), 9)], (), DAY))[0]
    )


def test_the_sum_of_time() -> None:
    what = a_deliverable(estimate_minutes=720, spent_minutes=390, polish_minutes=60)
    assert said(time_sum(what)) == "spent 6 h 30 m of 12 h · polish 1 h"
    assert time_sum(replace(what, spent_minutes=721))[0][1] == "due"
    assert said(time_sum(a_deliverable(estimate_minutes=None))) == "spent 0 m, no estimate"


def test_left_is_judged_without_what_is_undecided() -> None:
    what = a_deliverable(spent_minutes=60, pending_minutes=120)
    assert left_so_far(what) == 420
    assert said(left_facts(what)) == "estimate 8 h · spent 1 h · 7 h left so far"
    assert left_so_far(a_deliverable(estimate_minutes=None)) is None


def test_the_history_says_what_was_told_when_how_and_why() -> None:
    day = timedelta(days=1)
    friday, monday = at("2026-11-27 17:00"), at("2026-11-30 17:00")
    history = (
        Told(1, ToldKind.ASKED, NOW - 400 * day, 1, promised_at=friday),
        Told(1, ToldKind.CONDITIONAL, NOW - 9 * day, 2, after="the texts", after_days=1),
        Told(1, ToldKind.PROMISED, NOW - 5 * day, 3, promised_at=friday, how=Channel.CALL),
        Told(1, ToldKind.MOVED, NOW - day, 4, promised_at=monday, why="photos", verdict=Verdict.NO),
        Told(1, ToldKind.WITHDRAWN, NOW, 5, verdict=Verdict.YES),
    )
    what = a_deliverable()
    assert lines(told_rows(what, history, DAY)) == [
        "· | 19 Oct 2025 | asked for Fri 27 Nov 17:00, not promised",
        "· | Sat 14 Nov | promised 1 working day from the day you have the texts",
        "· | Wed 18 Nov | promised Fri 27 Nov 17:00 | on the phone",
        "· | Sun 22 Nov | moved to Mon 30 Nov 17:00 | from Fri 27 Nov 17:00 · photos · it did not fit",
        "› | today 10:15 | taken back, no new date",
    ]
    assert lines(told_rows(replace(what, delivered_at=NOW), history, DAY))[-1].startswith("·")
    sheet = told_sheet(what, history, DAY)
    (block,) = sheet.blocks
    assert block.facts[3].label == "Sun 22 Nov 10:15"
    assert "from Fri 27 Nov 17:00 · photos" in said(block.facts[3].parts)


def test_what_is_undecided_comes_first() -> None:
    requests = (
        ChangeRequest(1, "Gift cards", NOW, 1, 60, ChangeState.ACCEPTED, NOW),
        ChangeRequest(1, "Dark mode", at("2026-11-20 09:00"), 2, 180),
        ChangeRequest(1, "Snow", NOW, 3, None, ChangeState.DECLINED, at("2026-11-21 09:00")),
    )
    assert lines(request_rows(requests, DAY)) == [
        "◐ | Dark mode | 3 h | undecided | Fri 20 Nov",
        "√ | Gift cards | 1 h | accepted | today 10:15",
        "· | Snow | no hours | declined | Sat 21 Nov",
    ]
    what = a_deliverable(pending_minutes=180)
    assert said(request_counts(what, requests, DAY)) == "1 undecided, 3 h"
    card = an_agenda_item(kind=AgendaKind.SCOPE, about_id=what.id)
    assert said(request_counts(what, requests, a_day(agenda=(card,)))) == "1 undecided, 3 h · talk scope"
    assert request_counts(what, requests[:1], DAY) == ()


def test_what_they_owe_says_when_it_was_needed() -> None:
    owed = (
        Obligation(1, "texts", NOW, date(2026, 11, 18), 1, nudged_at=at("2026-11-20 09:00")),
        Obligation(1, "access", NOW, date(2026, 11, 26), 2),
        Obligation(1, "photos", NOW, date(2026, 11, 2), 3, received_at=NOW),
        Obligation(1, "a decision", NOW, date(2026, 11, 2), 4, dropped_at=NOW),
    )
    assert lines(owed_rows(owed, {1: 3}, DAY)) == [
        "║ | texts | reminded Fri 20 Nov · 3 days late",
        "○ | access | needed Thu 26 Nov",
        "√ | photos | received today 10:15",
        "· | a decision | not needed any more",
    ]
    (let_go,) = lines(owed_rows(owed[3:], {}, DAY, {4: "they chose\nanother"}))
    assert let_go == "· | a decision | not needed: they chose another"
    assert said(owed_counts(owed, {1: 3})) == "2 open, 3 days late"
    assert said(owed_counts(owed[1:], {})) == "1 open"
    assert owed_counts(owed[2:], {}) == ()


ENTRY = WorkEntry(1, NOW, 1, 30)
REQUEST = ChangeRequest(1, "x", NOW, 1)
OWED = Obligation(1, "x", NOW, date(2026, 11, 26), 1)


@pytest.mark.parametrize(
    ("act", "place", "thing", "why"),
    [
        ("clock", "promised", None, ""),
        ("tick", "promised", None, ""),
        ("edit", "promised", None, ""),
        ("accept", "promised", None, "Only what was asked besides is accepted."),
        ("decline", "time", ENTRY, "Only what was asked besides is declined, or what they owe let off."),
        ("tick", "time", ENTRY, "Time is not ticked off; t starts and stops the clock."),
        ("edit", "time", None, "There is no time yet. T enters some."),
        ("edit", "time", ENTRY, ""),
        ("edit", "time", replace(ENTRY, minutes=None), "The clock runs; t stops it, then it can be changed."),
        ("delete", "time", replace(ENTRY, minutes=None), ""),
        ("edit", "time", replace(ENTRY, minutes=-5), "A correction stays as it is; d takes it back."),
        ("delete", "time", a_change(5), "What the slack was spent on stays as it was written down."),
        ("accept", "asked", REQUEST, ""),
        ("tick", "asked", replace(REQUEST, state=ChangeState.ACCEPTED), "It is accepted already."),
        ("edit", "asked", replace(REQUEST, state=ChangeState.ACCEPTED), ""),
        ("accept", "asked", None, "Nothing was asked besides. n adds what they want more."),
        ("tick", "owed", OWED, ""),
        ("tick", "owed", replace(OWED, received_at=NOW), "It is here already."),
        ("decline", "owed", replace(OWED, dropped_at=NOW), "It is not needed any more."),
        ("accept", "owed", OWED, "Only what was asked besides is accepted."),
    ],
)
def test_a_key_that_does_nothing_says_why(act: str, place: str, thing: Thing, why: str) -> None:
    assert why_not_here(act, place, thing, a_deliverable()) == why


def test_what_is_not_open_is_worked_on_no_more() -> None:
    given = a_deliverable(delivered_at=NOW)
    assert why_not_here("clock", "time", ENTRY, given) == "It is delivered already; u takes it back."
    assert why_not_here("tick", "promised", None, given) == "It is delivered already; u takes it back."
    assert why_not_here("left", "time", None, a_deliverable(dropped_at=NOW)) == "It is not open any more."
    assert why_not_here("time", "time", None, given) == ""
    untold = a_deliverable(promised_at=None)
    assert "No date was told" in why_not_here("heads_up", "promised", None, untold)


def test_text_from_outside_stays_on_its_line() -> None:
    what = a_deliverable(HOSTILE, note=HOSTILE, extra=HOSTILE)
    item = a_slack_item(deliverable=what, waiting_for=HOSTILE)
    told = Told(1, ToldKind.CONDITIONAL, NOW, 1, after=HOSTILE, why=HOSTILE)
    rows = [
        *fact_rows(what, item, [a_change(5, note=HOSTILE)], Rate(HOSTILE), DAY),
        *told_rows(what, [told], DAY),
        *time_rows([WorkEntry(1, NOW, 1, 5, note=HOSTILE)], [a_change(5, note=HOSTILE)], DAY),
        *request_rows([ChangeRequest(1, HOSTILE, NOW)], DAY),
        *owed_rows([OWED, replace(OWED, text=HOSTILE)], {}, DAY),
    ]
    everything = "".join([*lines(rows), said(head_line(what, HOSTILE)), told_sheet(what, [told], DAY).title])
    assert everything.isprintable()
    assert "\u202e" not in everything
    assert "[/] [red]" in everything
