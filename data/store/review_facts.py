"""The rows the figures of a week are computed from, in queries that each follow an index (STORE.md 7)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, TypeVar

from data.model.after_hours import AwaitedMail
from data.model.card import CardDecision
from data.model.effort import EffortChange, WorkEntry
from data.model.gesture import Gesture
from data.model.promise import FindOut, Told
from data.model.scope import Obligation
from data.model.touch import Touch
from data.model.week_facts import Contact, TrendFacts, WeekFacts
from data.model.work import Commitment, Deliverable
from data.store import agreements, awaited_mails, clients, mail_checks
from data.store.engine.rows import instant_text, many, one_view, read, tuples
from data.store.exchanges import exchanges_of, threads_of, waiting_at
from data.store.facts import HISTORY_JOBS

if TYPE_CHECKING:
    from data.store.engine.looking import Looking

_Owed = TypeVar("_Owed", Deliverable, Commitment, FindOut, Obligation, AwaitedMail)
_Span = dict[str, str]

AHEAD = timedelta(days=182)
"""Of what was open at the end of a week and is closed by now, what took longer than that is not seen."""
_WEEKS_BACK = timedelta(days=11 * 7 + 1)
"""The eleven weeks before, clock changes included."""
_DAYS_BACK = timedelta(days=250)
"""Kindnesses so old say nothing of whether a client is quiet, as on the dashboard."""

_HIDDEN = "SELECT id, hidden_at FROM client WHERE hidden_at IS NOT NULL"
_TOLD = """SELECT * FROM told WHERE deliverable_id IN (
        SELECT deliverable_id FROM told
            WHERE promised_at IS NOT NULL AND promised_at >= :start AND promised_at < :end
        UNION SELECT deliverable_id FROM told WHERE told_at >= :start AND told_at < :until)
    ORDER BY deliverable_id, told_at, id"""
_TOLD_FOR = """SELECT * FROM told WHERE deliverable_id IN (
        SELECT deliverable_id FROM told
            WHERE promised_at IS NOT NULL AND promised_at >= :start AND promised_at < :end)
    ORDER BY deliverable_id, told_at, id"""
_DELIVERABLES = """SELECT * FROM deliverable WHERE id IN (
        SELECT id FROM deliverable INDEXED BY deliverable_open
            WHERE delivered_at IS NULL AND dropped_at IS NULL
        UNION SELECT id FROM deliverable
            WHERE delivered_at IS NOT NULL AND delivered_at >= :start AND delivered_at < :until
        UNION SELECT value FROM json_each(:ids))"""
_COMMITMENTS = """SELECT * FROM commitment WHERE id IN (
        SELECT id FROM commitment WHERE due_at >= :start AND due_at < :end
        UNION SELECT id FROM commitment WHERE done_at IS NULL AND dropped_at IS NULL
        UNION SELECT id FROM commitment WHERE touch_id IS NOT NULL AND touch_id IN (
            SELECT id FROM touch WHERE at >= :start AND at < :until))
    ORDER BY due_at, id"""
_OBLIGATIONS = """SELECT * FROM obligation WHERE id IN (
        SELECT id FROM obligation WHERE received_at IS NULL AND dropped_at IS NULL
        UNION SELECT id FROM obligation
            WHERE received_at IS NOT NULL AND received_at >= :start AND received_at < :ahead
        UNION SELECT id FROM obligation
            WHERE dropped_at IS NOT NULL AND dropped_at >= :start AND dropped_at < :ahead)
    ORDER BY needed_on, id"""
# Closed since, too, but no longer after than AHEAD: else a week would change with each day that passes.
_OPEN_WORK = """SELECT DISTINCT client_id FROM deliverable WHERE id IN (
        SELECT id FROM deliverable INDEXED BY deliverable_open
            WHERE delivered_at IS NULL AND dropped_at IS NULL
        UNION SELECT id FROM deliverable
            WHERE delivered_at IS NOT NULL AND delivered_at >= :until AND delivered_at < :ahead
        UNION SELECT id FROM deliverable
            WHERE dropped_at IS NOT NULL AND dropped_at >= :until AND dropped_at < :ahead)
    AND (EXISTS (SELECT 1 FROM told WHERE deliverable_id = deliverable.id AND told_at < :until)
        OR EXISTS (SELECT 1 FROM work_entry
            WHERE deliverable_id = deliverable.id AND started_at < :until))"""
_GESTURES = """SELECT * FROM gesture WHERE id IN (
        SELECT id FROM gesture WHERE done_on IS NOT NULL AND done_on >= :first AND done_on <= :last
        UNION SELECT id FROM gesture
            WHERE dismissed_on IS NOT NULL AND dismissed_on >= :first AND dismissed_on <= :last)
    ORDER BY id"""
# As the dashboard's (data.store.effort), but only what was finished by the end of the week.
_HISTORY = """SELECT estimate_minutes, actual_minutes FROM (
        SELECT estimate_minutes, spent_minutes AS actual_minutes
            FROM deliverable INDEXED BY deliverable_effort
            WHERE delivered_at IS NOT NULL AND estimate_minutes > 0 AND spent_minutes > 0
                AND teaches = 1 AND delivered_at < :until
            ORDER BY delivered_at DESC LIMIT :most)
    UNION ALL SELECT estimate_minutes, actual_minutes FROM (
        SELECT estimate_minutes, actual_minutes FROM past_job
            ORDER BY finished_on DESC, id DESC LIMIT :most)
    LIMIT :most"""
_LAST_CONTACT = """SELECT id, (SELECT max(at) FROM touch WHERE client_id = client.id AND at < :until)
    FROM client WHERE hidden_at IS NULL"""


def gather(db: Looking, *, week_start: datetime, week_end: datetime, now: datetime) -> WeekFacts:
    """Give what the review of the week between two instants needs at `now`."""
    at = _span(week_start, week_end, now)
    with one_view(db):
        hidden = _hidden(db)
        told, entries, touches = read(db, Told, _TOLD, at), _entries(db, at), _touches(db, at)
        ids = many({each.deliverable_id for each in told} | {entry.deliverable_id for entry in entries})
        owed = _put_away(read(db, Deliverable, _DELIVERABLES, at | {"ids": ids}), hidden)
        in_week = {touch.thread_id for touch in touches if touch.thread_id is not None}
        open_work = frozenset(number for (number,) in tuples(db, _OPEN_WORK, at))
        met = open_work | {touch.client_id for touch in touches if touch.client_id is not None}
        shown, rewritten = _courtesy(db, at)
        return WeekFacts(
            clients={client.id: client for client in clients.all_(db)},
            told=tuple(told),
            deliverables={each.id: each for each in owed},
            commitments=_put_away(read(db, Commitment, _COMMITMENTS, at), hidden),
            find_outs=_put_away(_find_outs(db, at), hidden),
            cards=tuple(_heads_ups(db, told)),
            touches=tuple(touches),
            exchanges=exchanges_of(db, in_week | waiting_at(db, at), hidden),
            mail_checks=tuple(mail_checks.between(db, week_start, _until(week_end, now))),
            mail_checks_since=mail_checks.earliest(db),
            entries=tuple(entries),
            effort_changes=tuple(_effort_changes(db, at)),
            awaited_mails=_put_away(awaited_mails.decided(db, at["start"], at["until"], at["ahead"]), hidden),
            obligations=_put_away(read(db, Obligation, _OBLIGATIONS, at), hidden),
            open_work=open_work,
            agreements=tuple(agreements.of_clients(db, met)),
            gestures=tuple(_gestures(db, week_start, week_end)),
            courtesy_shown=shown,
            courtesy_rewritten=rewritten,
            history=_history(db, at),
            last_contact=_last_contact(db, at),
            contacts=_contacts(db, at | {"start": instant_text(week_start - _WEEKS_BACK)}),
            store_since=_since(db),
        )


def gather_span(db: Looking, *, start: datetime, end: datetime, now: datetime) -> TrendFacts:
    """Give what the trends of the weeks between two instants need at `now`, in one pass over them."""
    at = _span(start, end, now)
    with one_view(db):
        hidden, told = _hidden(db), read(db, Told, _TOLD_FOR, at)
        ids = many({each.deliverable_id for each in told})
        promised = read(
            db, Deliverable, "SELECT * FROM deliverable WHERE id IN (SELECT value FROM json_each(?))", (ids,)
        )
        due = "SELECT * FROM commitment WHERE due_at >= :start AND due_at < :end ORDER BY due_at, id"
        return TrendFacts(
            told=tuple(told),
            deliverables={each.id: each for each in _put_away(promised, hidden)},
            commitments=_put_away(read(db, Commitment, due, at), hidden),
            exchanges=exchanges_of(db, threads_of(db, at), hidden),
            contacts=_contacts(db, at),
        )


def _until(end: datetime, now: datetime) -> datetime:
    """Give the instant before which things have happened; those of this very second have."""
    return min(end, now + timedelta(seconds=1))


def _span(start: datetime, end: datetime, now: datetime) -> _Span:
    """Give the instants that queries are bound by."""
    until = _until(end, now)
    return {
        "start": instant_text(start),
        "end": instant_text(end),
        "until": instant_text(until),
        "ahead": instant_text(max(until, end) + AHEAD),
    }


def _hidden(db: Looking) -> dict[int, datetime]:
    """Give when each hidden client was hidden."""
    return {number: datetime.fromisoformat(since) for number, since in tuples(db, _HIDDEN)}


def _put_away(owed: Iterable[_Owed], hidden: Mapping[int, datetime]) -> tuple[_Owed, ...]:
    """Take what a hidden client was owed, or owed, for dropped when the client was hidden."""
    return tuple(
        replace(each, dropped_at=since)
        if each.open and (since := hidden.get(each.client_id or 0)) is not None
        else each
        for each in owed
    )


def _entries(db: Looking, at: _Span) -> list[WorkEntry]:
    sql = "SELECT * FROM work_entry WHERE NOT summed AND started_at >= :start AND started_at < :until"
    return read(db, WorkEntry, f"{sql} ORDER BY started_at, id", at)


def _touches(db: Looking, at: _Span) -> list[Touch]:
    return read(db, Touch, "SELECT * FROM touch WHERE at >= :start AND at < :until ORDER BY at, id", at)


def _find_outs(db: Looking, at: _Span) -> list[FindOut]:
    sql = "SELECT * FROM find_out WHERE come_back_at >= :start AND come_back_at < :end"
    return read(db, FindOut, f"{sql} ORDER BY come_back_at, id", at)


def _heads_ups(db: Looking, told: Iterable[Told]) -> list[CardDecision]:
    """Give the heads-ups that were settled, of the deliverables told about."""
    return read(
        db,
        CardDecision,
        "SELECT * FROM card WHERE deliverable_id IS NOT NULL"
        " AND deliverable_id IN (SELECT value FROM json_each(?)) AND kind = 'heads_up'",
        (many({each.deliverable_id for each in told}),),
    )


def _effort_changes(db: Looking, at: _Span) -> list[EffortChange]:
    return read(
        db, EffortChange, "SELECT * FROM effort_change WHERE at >= :start AND at < :until ORDER BY at, id", at
    )


def _gestures(db: Looking, start: datetime, end: datetime) -> list[Gesture]:
    """Give what was done or declined; days of any zone are within one of those of UTC."""
    days = {
        "first": (start - _DAYS_BACK).date().isoformat(),
        "last": (end + timedelta(days=1)).date().isoformat(),
    }
    return read(db, Gesture, _GESTURES, days)


def _courtesy(db: Looking, at: _Span) -> tuple[int, int]:
    shown, rewritten = tuples(
        db,
        "SELECT coalesce(sum(shown), 0), coalesce(sum(rewritten), 0) FROM courtesy_check"
        " WHERE at >= :start AND at < :until",
        at,
    )[0]
    return shown, rewritten


def _history(db: Looking, at: _Span) -> tuple[tuple[float, float], ...]:
    newest_first = tuples(db, _HISTORY, {**at, "most": HISTORY_JOBS})
    return tuple((estimate / 60, actual / 60) for estimate, actual in reversed(newest_first))


def _last_contact(db: Looking, at: _Span) -> dict[int, datetime]:
    rows = tuples(db, _LAST_CONTACT, at)
    return {client_id: datetime.fromisoformat(latest) for client_id, latest in rows if latest}


def _contacts(db: Looking, at: _Span) -> tuple[Contact, ...]:
    rows = tuples(db, "SELECT client_id, at FROM touch WHERE at >= :start AND at < :until ORDER BY at", at)
    return tuple([(client_id, datetime.fromisoformat(when)) for client_id, when in rows])


def _since(db: Looking) -> date:
    made_at: str = tuples(db, "SELECT made_at FROM about")[0][0]
    return datetime.fromisoformat(made_at).date()
