"""The reply clock: who waits for an answer, for how long, and against which limit (SERVICE.md 2.1).

An exchange waits since the first message after the freelancer's last answer; later ones do not restart
it. Waiting is counted in business minutes, the freelancer's own working hours, wherever the client lives.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from data.model.client import Client
from data.model.today import Stage, WaitingItem
from data.model.touch import Channel, Thread
from data.rules.working_time import WorkingTime
from data.values import frozen


@frozen
class ReplyLimits:
    """How many business minutes somebody waits at most."""

    normal_minutes: int = 240
    """A message, unless the client has a limit of their own."""
    urgent_minutes: int = 60
    """Whatever was marked urgent, unless its limit is shorter anyway."""
    callback_minutes: int = 120
    """A missed call or a voicemail."""


def waiting(
    threads: Iterable[Thread],
    clients: Mapping[int, Client],
    last_written: Mapping[int, datetime],
    last_called: Mapping[int, datetime],
    now: datetime,
    working_time: WorkingTime,
    limits: ReplyLimits,
) -> tuple[WaitingItem, ...]:
    """Give what waits for an answer now, what has used most of its limit first.

    Threads that sleep and those from before the source was first read are left out. `last_written` and
    `last_called` are by client: what happened since the newest message is marked, but does not answer it.
    """
    clock = _ReplyClock(now, working_time, limits)
    items = []
    for thread in threads:
        if thread.waiting_since is None or thread.settled or is_snoozed(thread, now):
            continue
        client = clients.get(thread.client_id)
        newest = thread.newest_at or thread.waiting_since
        written, called = last_written.get(thread.client_id), last_called.get(thread.client_id)
        items.append(
            clock.item(
                thread,
                client,
                wrote_since=written if written and written > newest else None,
                called_since=called if called and called > newest else None,
            )
        )
    return tuple(sorted(items, key=lambda item: (-item.share, item.waiting_since, item.thread_id)))


def is_snoozed(thread: Thread, now: datetime) -> bool:
    """Whether the thread sleeps: it waits, but was put off to an instant that has not come."""
    return (
        thread.waiting_since is not None and thread.snoozed_until is not None and thread.snoozed_until > now
    )


def limit_minutes(thread: Thread, client: Client | None, limits: ReplyLimits) -> int:
    """Give the limit of a thread: for a call to be returned, else the client's own or the usual one.

    Being urgent only ever shortens it.
    """
    own = client.reply_limit_minutes if client else None
    limit = limits.normal_minutes if own is None else own
    if thread.channel is Channel.CALL:
        limit = limits.callback_minutes
    return min(limit, limits.urgent_minutes) if thread.urgent else limit


def stage_of(share: float) -> Stage:
    """Name the stage for a used share of the limit."""
    if share >= 1:
        return Stage.LATE
    return Stage.DUE if share >= 0.5 else Stage.FRESH


@frozen
class _ReplyClock:
    """What every waiting thread of one snapshot is measured with."""

    now: datetime
    working_time: WorkingTime
    limits: ReplyLimits

    def item(
        self,
        thread: Thread,
        client: Client | None,
        *,
        wrote_since: datetime | None,
        called_since: datetime | None,
    ) -> WaitingItem:
        """Measure one thread that waits."""
        since = thread.waiting_since
        assert since is not None
        limit = limit_minutes(thread, client, self.limits)
        # A clock that runs ahead may date a message into the future: it has not waited yet.
        elapsed = max(0.0, self.working_time.between(since, self.now))
        share = elapsed / (limit * 60) if limit > 0 else 1.0
        abroad = client is not None and client.zone not in (None, self.working_time.zone)
        return WaitingItem(
            key=f"thread:{thread.id}",
            thread_id=thread.id,
            client=client.name if client else "",
            client_id=thread.client_id,
            who=thread.who,
            subject=thread.subject,
            channel=thread.channel,
            waiting_since=since,
            waiting_since_id=thread.waiting_since_id,
            newest_at=thread.newest_at or since,
            newest_id=thread.newest_id,
            count=thread.waiting_count,
            limit_minutes=limit,
            elapsed_minutes=int(elapsed // 60),
            share=share,
            stage=stage_of(share),
            due_at=self.working_time.add(since, limit * 60),
            urgent=thread.urgent,
            zone=client.zone if client and abroad else None,
            wrote_since=wrote_since,
            called_since=called_since,
            tries=thread.tries,
        )
