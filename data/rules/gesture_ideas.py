"""Every kindness that fits a client by itself, before `gestures` chooses among them (SERVICE.md 5)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from functools import partial
from typing import TypeVar

from data.model.calendar import Appointment
from data.model.client import Client
from data.model.facts import Facts
from data.model.gesture import GestureKind
from data.model.today import GestureItem
from data.model.work import Project
from data.rules.days import add_months, add_working_days, local_date, say_clock, say_day
from data.rules.working_time import WorkingTime
from data.values import frozen

_Theirs = TypeVar("_Theirs", Project, Appointment)

_TITLES = {
    GestureKind.THANK_YOU_CARD: "Thank-you card",
    GestureKind.CARD_3_MONTHS: "3-month card",
    GestureKind.CARD_6_MONTHS: "6-month card",
    GestureKind.COFFEE: "Take-away coffee",
    GestureKind.KEEP_IN_TOUCH: "Say hello",
}
_THANK_WITHIN_DAYS = 60
"""A project that ended longer ago is past thanking, whatever days off lie between."""


@frozen
class GestureRules:
    """How many kindnesses are suggested, and when."""

    per_week: int = 3
    """Suggested and done in one ISO week, at most; a coffee for a visit is shown even so."""
    spacing_days: int = 14
    """Days between two for the same client, at least."""
    keep_in_touch_days: int = 60
    """Silence before "say hello", for clients without an interval of their own; 0: never."""
    card_days_ahead: int = 7
    """How long before its day a card is shown, for the post."""
    thank_you_working_days: int = 3
    """Working days after a project's end by which its thank-you card is due."""


@frozen
class Idea:
    """One kindness that would fit, and the first day it may be shown.

    It is put into words when it was chosen: of a hundred ideas a few are.
    """

    kind: GestureKind
    client: Client
    due_on: date
    shown_from: date
    key: str
    reason: Callable[[], str]
    project_id: int | None = None

    def in_words(self) -> GestureItem:
        """Put it into the words of the pane."""
        return GestureItem(
            self.key,
            self.kind,
            self.client.name,
            self.client.id,
            self.due_on,
            _TITLES[self.kind],
            self.reason(),
            self.project_id,
        )


def ideas(
    facts: Facts, now: datetime, working_time: WorkingTime, rules: GestureRules, first_free: date | None
) -> Iterator[Idea]:
    """Give every idea for clients one would want to be kind to.

    A client whose last project ended badly gets none; one who takes no gifts gets a hello at most.
    """
    thinker = _Thinker(now, local_date(now, working_time.zone), working_time, rules, first_free)
    known = _Known.of(facts, thinker.today, working_time.zone)
    for client in facts.clients.values():
        if client.id in known.ended_badly:
            continue
        ended = known.ended.get(client.id, [])
        if client.takes_gifts:
            yield from thinker.cards(client, ended, work_is_open=client.id in known.open_work)
            yield from thinker.coffees(client, known.visits.get(client.id, []))
        since = known.quiet_since(client, facts.store_since)
        if since is not None and client.id not in known.in_touch:
            yield from thinker.hello(client, since, ended[-1] if ended else None)


@frozen
class _Known:
    """The facts by client, gathered in one pass over each kind."""

    ended: Mapping[int, list[Project]]
    """Ended projects, the latest last."""
    ended_badly: frozenset[int]
    open_work: frozenset[int]
    in_touch: frozenset[int]
    """Clients who are owed something, wait for an answer or are met soon."""
    visits: Mapping[int, list[Appointment]]
    heard: Mapping[int, date]
    """The day of the last contact; a gesture is one too."""

    @classmethod
    def of(cls, facts: Facts, today: date, zone: str) -> _Known:
        """Sort the facts by client."""
        ended = _by_client(
            sorted(
                (p for p in facts.ended_projects if p.ended_on is not None and p.ended_on <= today),
                key=lambda p: (p.ended_on or date.min, p.id),
            )
        )
        badly = {client_id for client_id, projects in ended.items() if projects[-1].ended_badly}
        running = {p.client_id for p in facts.projects.values() if p.ended_on is None}
        open_work = running | {d.client_id for d in facts.deliverables if d.open}
        waiting = {t.client_id for t in facts.threads if t.waiting_since is not None and not t.settled}
        owed = {c.client_id for c in facts.commitments if c.open and c.client_id is not None}
        met = {a.client_id for a in facts.appointments if a.client_id is not None}
        heard = {client_id: local_date(at, zone) for client_id, at in facts.last_contact.items()}
        for gesture in facts.decisions:
            if gesture.done_on is not None:
                heard[gesture.client_id] = max(gesture.done_on, heard.get(gesture.client_id, date.min))
        return cls(
            ended=ended,
            ended_badly=facts.ended_badly | badly,
            open_work=frozenset(open_work),
            in_touch=frozenset(open_work | waiting | owed | met),
            visits=_by_client(a for a in facts.appointments if a.visit),
            heard=heard,
        )

    def quiet_since(self, client: Client, store_since: date | None) -> date | None:
        """Give the day of the last contact; without one, the first day one could have been noted."""
        if client.id in self.heard:
            return self.heard[client.id]
        return max(client.since, store_since or client.since) if client.since else None


@frozen
class _Thinker:
    """Thinks of kindnesses on one day."""

    now: datetime
    today: date
    working_time: WorkingTime
    rules: GestureRules
    first_free: date | None

    def cards(self, client: Client, ended: Iterable[Project], *, work_is_open: bool) -> Iterator[Idea]:
        """Suggest thank-you cards; cards three and six months later unless other work is open."""
        for project in ended:
            if project.ended_on is None or project.ended_badly:
                continue
            if (self.today - project.ended_on).days <= _THANK_WITHIN_DAYS:
                yield from self._thank_you(client, project, project.ended_on)
            if not work_is_open:
                yield from self._later_card(client, project, project.ended_on, 3, GestureKind.CARD_3_MONTHS)
                yield from self._later_card(client, project, project.ended_on, 6, GestureKind.CARD_6_MONTHS)

    def coffees(self, client: Client, visits: Iterable[Appointment]) -> Iterator[Idea]:
        """Suggest coffee to take along on a visit today or tomorrow that has not begun."""
        zone = self.working_time.zone
        for visit in visits:
            on = max(local_date(visit.starts_at, zone), self.today)
            begun = (visit.ends_at if visit.all_day else visit.starts_at) <= self.now
            if begun or on > self.today + timedelta(days=1):
                continue
            clock = "" if visit.all_day else f" {say_clock(visit.starts_at, zone)}"
            order = client.coffee or "ask once what they drink, note it"
            reason = partial(_reason, f"visit {say_day(on, self.today)}{clock}", order)
            yield Idea(GestureKind.COFFEE, client, on, self.today, f"coffee:{visit.key}", reason)

    def hello(self, client: Client, since: date, last: Project | None) -> Iterator[Idea]:
        """Suggest a hello after a long silence; again after each further interval, until somebody speaks."""
        own = client.keep_in_touch_days
        interval = self.rules.keep_in_touch_days if own is None else own
        if interval <= 0 or (self.today - since).days < interval:
            return
        due = since + timedelta(days=(self.today - since).days // interval * interval)
        key = f"{GestureKind.KEEP_IN_TOUCH}:client:{client.id}:{since.isoformat()}"
        reason = partial(_quiet, since, self.today, last)
        yield Idea(GestureKind.KEEP_IN_TOUCH, client, due, due, key, reason)

    def _thank_you(self, client: Client, project: Project, ended: date) -> Iterator[Idea]:
        """Suggest a handwritten card with one true detail, soon after the end."""
        due = add_working_days(ended, self.rules.thank_you_working_days, self.working_time)
        if due is None:
            return
        detail = f"mention {project.true_detail}" if project.true_detail else "name one true detail"
        yield self._card(GestureKind.THANK_YOU_CARD, client, project, due, ended, detail)

    def _later_card(
        self, client: Client, project: Project, ended: date, months: int, kind: GestureKind
    ) -> Iterator[Idea]:
        """Suggest a card that says: not forgotten, and free from then on."""
        due = add_months(ended, months)
        shown_from = due - timedelta(days=self.rules.card_days_ahead)
        if self.today < shown_from:
            return
        free = f"free from {say_day(self.first_free, self.today)}" if self.first_free else ""
        yield self._card(kind, client, project, due, shown_from, free)

    def _card(
        self, kind: GestureKind, client: Client, project: Project, due: date, shown_from: date, detail: str
    ) -> Idea:
        """Give a card about a project."""
        reason = partial(_closed, project, self.today, detail)
        return Idea(kind, client, due, shown_from, f"{kind}:project:{project.id}", reason, project.id)


def _by_client(values: Iterable[_Theirs]) -> dict[int, list[_Theirs]]:
    """Sort values by client, keeping their order; those without one are left out."""
    found: dict[int, list[_Theirs]] = {}
    for value in values:
        if value.client_id is not None:
            found.setdefault(value.client_id, []).append(value)
    return found


def _quiet(since: date, today: date, last: Project | None) -> str:
    """Say how long nobody spoke, and what to ask."""
    ask = f"ask how {last.name} is doing" if last else "no open work"
    return _reason(f"quiet since {say_day(since, today)}", ask)


def _closed(project: Project, today: date, detail: str) -> str:
    """Say which project is over, and what to write."""
    ended = say_day(project.ended_on, today) if project.ended_on else ""
    return _reason(f"{project.name} closed {ended}", detail)


def _reason(*parts: str) -> str:
    """Join what there is to say; the pane cuts what its row has no room for."""
    return " · ".join(part for part in parts if part)
