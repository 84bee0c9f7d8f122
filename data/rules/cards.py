"""The cards of the Today pane: what a promise asks for besides the work itself (SERVICE.md 1, 2.8 and 4).

Cards are computed anew each time; stored are only the decisions about them, by key. A key names the
occasion: a heads-up that was given is not asked for again until the date has moved.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import field
from datetime import date, datetime, timedelta

from data.model.card import CardDecision
from data.model.facts import Facts
from data.model.promise import FindOut
from data.model.today import AgendaItem, AgendaKind, Room, SlackItem, Stage
from data.rules.after_hours import to_write_up
from data.rules.days import day_span, local_date
from data.rules.obligations import NudgeRules, days_late, nudge_on
from data.rules.prospects import is_prospect
from data.rules.working_time import WorkingTime
from data.values import frozen


@frozen
class CardRules:
    """When a card shows."""

    update_days: int = 7
    """Days without a word to a client with open work; 0: never asked for."""
    scope_percent: int = 10
    """Undecided extras above this share of the estimate are to be talked about."""
    interim_percent: int = 75
    """Of the time until a find-out is due; without an answer by then they want to hear something."""
    nudge: NudgeRules = field(default_factory=NudgeRules)


def cards(
    facts: Facts,
    items: Iterable[SlackItem],
    now: datetime,
    working_time: WorkingTime,
    rules: CardRules,
) -> tuple[AgendaItem, ...]:
    """Give the cards to show now; those decided about or put off are left out."""
    items = list(items)
    dealer = _Dealer(facts, now, working_time, rules)
    dealt = [
        *dealer.heads_ups(items),
        *dealer.early(items),
        *dealer.scopes(items),
        *dealer.arrivals(items),
        *dealer.nudges(items),
        *dealer.updates(items),
        *dealer.write_ups(),
        *dealer.agreements(),
    ]
    decided = {decision.key: decision for decision in facts.cards}
    return tuple(card for card in dealt if _is_on(decided.get(card.key), now))


def done_early_key(deliverable_id: int) -> str:
    """Give the key of the card about what is finished and not delivered."""
    return f"done_early:{deliverable_id}"


def find_out_items(
    facts: Facts, now: datetime, working_time: WorkingTime, rules: CardRules
) -> tuple[AgendaItem, ...]:
    """Give the find-outs to show now: due today or late, wanting an interim word, or told today."""
    start, end = day_span(local_date(now, working_time.zone), working_time.zone)
    shown = []
    for find_out in facts.find_outs:
        interim = wants_interim(find_out, now, working_time, rules.interim_percent)
        told = find_out.told_at is not None and start <= find_out.told_at < end
        if told or (find_out.open and (find_out.come_back_at < end or interim)):
            shown.append(_find_out(find_out, facts, now, interim=interim))
    return tuple(shown)


def wants_interim(find_out: FindOut, now: datetime, working_time: WorkingTime, percent: int) -> bool:
    """Whether so much of its working time is gone without an answer that they want to hear something."""
    if not find_out.open or find_out.answer or find_out.interim_at is not None:
        return False
    whole = working_time.between(find_out.asked_at, find_out.come_back_at)
    gone = working_time.between(find_out.asked_at, now)
    return now >= find_out.come_back_at if whole <= 0 else gone * 100 >= whole * percent


def _is_on(decision: CardDecision | None, now: datetime) -> bool:
    if decision is None:
        return True
    if decision.done_at is not None:
        return False
    return decision.put_off_until is None or decision.put_off_until <= now


def _find_out(find_out: FindOut, facts: Facts, now: datetime, *, interim: bool) -> AgendaItem:
    if find_out.told_at is not None:
        stage = Stage.DONE
    elif find_out.come_back_at < now:
        stage = Stage.LATE
    else:
        stage = Stage.DUE if interim else Stage.FRESH
    client = facts.clients.get(find_out.client_id) if find_out.client_id is not None else None
    return AgendaItem(
        key=f"find_out:{find_out.id}",
        kind=AgendaKind.FIND_OUT,
        text=f"Still on it: {find_out.question}" if interim else f"Find out: {find_out.question}",
        client=client.name if client else "",
        client_id=find_out.client_id,
        at=find_out.come_back_at,
        stage=stage,
        done_at=find_out.told_at,
        about_id=find_out.id,
    )


@frozen
class _Dealer:
    """Deals the cards of one snapshot."""

    facts: Facts
    now: datetime
    working_time: WorkingTime
    rules: CardRules

    def heads_ups(self, items: Iterable[SlackItem]) -> Iterator[AgendaItem]:
        """Ask for a word about each promise that is whole and does not hold any more."""
        for item in items:
            promise, tell_by = item.deliverable.promised_at, item.heads_up_by
            if item.room is not Room.SHORT or promise is None or tell_by is None:
                continue
            late = tell_by < self.now
            yield self._about(
                item,
                f"heads_up:{item.deliverable.id}:{promise:%Y-%m-%dT%H:%M}",
                AgendaKind.HEADS_UP,
                f"Heads-up: {item.deliverable.name}",
                at=min(tell_by, self._closing()) if item.act_today else tell_by,
                stage=Stage.LATE if late else Stage.DUE,
            )

    def early(self, items: Iterable[SlackItem]) -> Iterator[AgendaItem]:
        """Ask what to do with what is finished and not delivered."""
        for item in items:
            if item.deliverable.finished_at is not None:
                promise = item.deliverable.promised_at
                ahead = promise is not None and promise >= day_span(self._today(), self.working_time.zone)[1]
                yield self._about(
                    item,
                    done_early_key(item.deliverable.id),
                    AgendaKind.DONE_EARLY,
                    f"{'Done early' if ahead else 'Done, deliver it'}: {item.deliverable.name}",
                )

    def scopes(self, items: Iterable[SlackItem]) -> Iterator[AgendaItem]:
        """Ask to talk about undecided extras that grew beyond a share of the estimate."""
        for item in items:
            what = item.deliverable
            share = (what.estimate_minutes or 0) * self.rules.scope_percent
            if what.pending_minutes and what.pending_minutes * 100 > share:
                yield self._about(
                    item,
                    f"scope:{what.id}:{what.pending_minutes}",
                    AgendaKind.SCOPE,
                    f"Talk scope: {what.name}",
                )

    def arrivals(self, items: Iterable[SlackItem]) -> Iterator[AgendaItem]:
        """Ask to tell the date of what was promised from an arrival on, now that it is here."""
        known = {item.deliverable.id: item for item in items}
        for conditional in self.facts.conditionals:
            told = conditional.told
            item = known.get(told.deliverable_id)
            if item is not None and conditional.arrived_at is not None:
                yield self._about(
                    item,
                    f"arrived:{told.id}",
                    AgendaKind.ARRIVED,
                    f"{told.after or 'It'} came, tell the date: {item.deliverable.name}",
                )

    def nudges(self, items: Iterable[SlackItem]) -> Iterator[AgendaItem]:
        """Ask to remind clients kindly of what they owe; what is delivered waits for nothing any more."""
        today = local_date(self.now, self.working_time.zone)
        waiting = {None, *(item.deliverable.id for item in items)}
        for obligation in self.facts.obligations:
            if obligation.deliverable_id not in waiting:
                continue
            if nudge_on(obligation, self.working_time, self.rules.nudge) > today:
                continue
            late = days_late(obligation, today, self.working_time)
            behind = f", {late} {'day' if late == 1 else 'days'} late" if late else ""
            yield self._card(
                f"nudge:{obligation.id}",
                AgendaKind.NUDGE,
                f"Remind them: {obligation.text}{behind}",
                obligation.client_id,
                obligation.id,
            )

    def updates(self, items: Iterable[SlackItem]) -> Iterator[AgendaItem]:
        """Ask to say where it stands to each client with open work who heard nothing for a while."""
        if not self.rules.update_days:
            return
        for client_id in dict.fromkeys(item.deliverable.client_id for item in items):
            last = self._last_word(client_id, [i for i in items if i.deliverable.client_id == client_id])
            if last is not None and self.now - last >= timedelta(days=self.rules.update_days):
                yield self._card(
                    f"update:{client_id}", AgendaKind.UPDATE, "Say where it stands", client_id, client_id
                )

    def write_ups(self) -> Iterator[AgendaItem]:
        """Ask to write up what was said after hours and what no mail confirmed by noon."""
        for awaited in self.facts.awaited_mails:
            if to_write_up(awaited, self.now):
                yield self._card(
                    f"write_up:{awaited.id}",
                    AgendaKind.WRITE_UP,
                    f"Write it up: {awaited.text}",
                    awaited.client_id,
                    awaited.id,
                )

    def agreements(self) -> Iterator[AgendaItem]:
        """Ask to agree with prospects how you work together (1.1); `is_prospect` says with whom and why."""
        zone, since = self.working_time.zone, self.facts.store_since
        for client_id, called in self.facts.first_calls.items():
            client = self.facts.clients.get(client_id)
            if client is not None and is_prospect(client, called, self.now, zone, since):
                yield self._card(
                    f"agreements:{client_id}",
                    AgendaKind.AGREEMENTS,
                    "Agree how you work together",
                    client_id,
                    client_id,
                )

    def _last_word(self, client_id: int, items: Iterable[SlackItem]) -> datetime | None:
        """Give when a client heard last; before the first word, when the work began."""
        words = [self.facts.last_word.get(client_id)]
        begun = []
        for item in items:
            words.append(self.facts.told_at.get(item.deliverable.id))
            project = self.facts.projects.get(item.deliverable.project_id)
            if project is not None and project.started_on is not None:
                begun.append(day_span(project.started_on, self.working_time.zone)[0])
        last = max((word for word in words if word is not None), default=None)
        return last or min(begun, default=None)

    def _about(
        self,
        item: SlackItem,
        key: str,
        kind: AgendaKind,
        text: str,
        *,
        at: datetime | None = None,
        stage: Stage = Stage.DUE,
    ) -> AgendaItem:
        what = item.deliverable
        return self._card(key, kind, text, what.client_id, what.id, at=at, stage=stage)

    def _card(
        self,
        key: str,
        kind: AgendaKind,
        text: str,
        client_id: int,
        about_id: int,
        *,
        at: datetime | None = None,
        stage: Stage = Stage.DUE,
    ) -> AgendaItem:
        client = self.facts.clients.get(client_id)
        return AgendaItem(
            key=key,
            kind=kind,
            text=text,
            client=client.name if client else "",
            client_id=client_id,
            at=at or self._closing(),
            stage=stage,
            all_day=True,
            about_id=about_id,
        )

    def _today(self) -> date:
        return local_date(self.now, self.working_time.zone)

    def _closing(self) -> datetime:
        """Give the end of today's hours, where what is due today lands."""
        return self.working_time.day_closing(local_date(self.now, self.working_time.zone)) or self.now
