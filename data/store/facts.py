"""The rows one snapshot is computed from, in a dozen queries that each follow an index of the open set."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from data.model.client import Client
from data.model.facts import Facts
from data.model.promise import FindOut
from data.model.work import Deliverable, Project
from data.store import (
    appointments,
    awaited_mails,
    cards,
    clients,
    commitments,
    deliverables,
    effort,
    find_outs,
    first_calls,
    gestures,
    mail_checks,
    obligations,
    projects,
    promises,
    senders,
    sources,
    threads,
    time_to_place,
    touches,
)
from data.store.engine.rows import instant_text, one_view, read, tuples

if TYPE_CHECKING:
    from data.store.engine.looking import Looking

_DAYS_BACK = 250
"""A little over eight months: what the cards 3 and 6 months after a project need."""
FREE_DAYS_AHEAD = timedelta(days=14)
"""Past the last promise: the rest of the week for its load, and the first day that is free again."""

FIRST_CALLS_BACK = timedelta(days=32)
"""A month and the edges of its days: so long after their first call prospects are asked for agreements."""

HISTORY_JOBS = 400
"""Finished jobs that the next promise rests on (PROMISES.md)."""

_PROJECTS_OF_OPEN = """SELECT * FROM project WHERE id IN (
        SELECT project_id FROM deliverable WHERE delivered_at IS NULL AND dropped_at IS NULL
        UNION ALL SELECT project_id FROM deliverable
            WHERE delivered_at IS NOT NULL AND delivered_at >= :start AND delivered_at < :end)"""
_DELIVERED = """SELECT * FROM deliverable
    WHERE delivered_at IS NOT NULL AND delivered_at >= :start AND delivered_at < :end
    ORDER BY promised_at, id"""


def gather(
    db: Looking, *, now: datetime, day_start: datetime, day_end: datetime, worked_since: datetime
) -> Facts:
    """Give what the dashboard needs at `now`; `day_start` and `day_end` bound the freelancer's day.

    What was worked from `worked_since` until today says how much a day yields; `day_start` bears the
    freelancer's own offset.
    """
    with one_view(db):
        known = {client.id: client for client in clients.all_(db)}
        today = {"start": instant_text(day_start), "end": instant_text(day_end)}
        owed = [item for item in deliverables.open_(db) if item.client_id in known]
        delivered = [item for item in read(db, Deliverable, _DELIVERED, today) if item.client_id in known]
        last_promise = max((item.promised_at for item in owed if item.promised_at), default=day_end)
        due = commitments.open_before(db, day_end) + commitments.done_between(db, day_start, day_end)
        day = (now - timedelta(days=_DAYS_BACK)).date()
        called = first_calls.since(db, now - FIRST_CALLS_BACK)
        return Facts(
            clients=known,
            projects={p.id: p for p in read(db, Project, _PROJECTS_OF_OPEN, today) if p.client_id in known},
            deliverables=(*owed, *delivered),
            commitments=tuple(c for c in due if c.client_id is None or c.client_id in known),
            threads=tuple(thread for thread in threads.waiting(db) if thread.client_id in known),
            from_before=threads.count_from_before(db),
            appointments=tuple(
                appointments.between(db, day_start, max(last_promise, day_end) + FREE_DAYS_AHEAD)
            ),
            ended_projects=tuple(p for p in projects.ended_since(db, day) if p.client_id in known),
            ended_badly=projects.ended_badly(db),
            decisions=tuple(gestures.decided_since(db, day)),
            last_contact=touches.last_contact(db),
            last_written=touches.last_written(db),
            last_called=touches.last_spoken(db),
            last_word=touches.last_word(db),
            told_at=promises.told_at(db),
            conditionals=tuple(promises.conditional(db)),
            obligations=tuple(o for o in obligations.open_(db) if o.client_id in known),
            find_outs=tuple(_find_outs(db, known, day_start, day_end)),
            awaited_mails=tuple(a for a in awaited_mails.open_(db, now) if a.client_id in known),
            cards=tuple(cards.in_force(db, now, called)),
            first_calls=called,
            running=effort.running(db),
            history=effort.history(db, HISTORY_JOBS),
            worked=effort.worked_since(db, worked_since, day_start),
            sources=tuple(sources.states(db)),
            unknown_senders=senders.count(db, now),
            mail_checked_at=mail_checks.latest(db, now),
            time_to_place=time_to_place.count(db),
            store_since=_since(db),
        )


def _find_outs(
    db: Looking, known: Mapping[int, Client], day_start: datetime, day_end: datetime
) -> list[FindOut]:
    found = find_outs.open_(db) + find_outs.told_between(db, day_start, day_end)
    return [each for each in found if each.client_id is None or each.client_id in known]


def _since(db: Looking) -> date:
    made_at: str = tuples(db, "SELECT made_at FROM about")[0][0]
    return datetime.fromisoformat(made_at).date()
