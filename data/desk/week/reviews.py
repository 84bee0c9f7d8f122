"""The end of the week: its figures, what is left over, what comes, and closing it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from data.desk.limits import limits_of
from data.desk.week import pages as week_pages
from data.desk.week import rows as review_rows
from data.desk.week.clearing import Clearing, left_over, owed_until
from data.desk.week.frozen import corrections, frozen, thawed_blocks, thawed_clients
from data.desk.week.judged import kept_settings, rules_of, rules_then, time_then
from data.desk.week.offer import is_offered
from data.desk.week.rest import decided, with_rest
from data.errors import Changed, NotFound, WrongUse
from data.model.week import ClearCard, Intention, NextWeek, ReviewRow, ReviewState, Trend, WeekReview
from data.rules.free_time import FreeTime
from data.rules.review import ReviewRules, Week, review, trend, trend_of
from data.rules.today import at_own_pace
from data.store import appointments, review_facts, weeks

if TYPE_CHECKING:
    from data.desk.core import Core
    from data.model.today import Today
    from data.model.week_facts import TrendFacts
    from data.rules.working_time import WorkingTime

_MOST_INTENTIONS = 3


class Reviews:
    """Weeks, looked back on one at a time. A week that was missed breaks nothing."""

    def __init__(self, core: Core, today: Callable[[], Today]) -> None:
        self._core = core
        self._today = today
        self.clearing = Clearing(core)

    def running(self) -> str:
        """Give the week that runs."""
        return self._week(None).text

    def at_hand(self) -> str:
        """Give the week to review now: the one before while its review is half done, else the running one."""
        running = self._week(None)
        before = weeks.state(self._core.reader, running.previous().text)
        half_done = before is not None and before.closed_at is None
        return running.previous().text if half_done and not self.is_due() else running.text

    def missed(self, text: str) -> str | None:
        """Give the week before the running one when `text` is that one and the one before is not closed.

        None too where there was no store yet.
        """
        week, db = self._week(text), self._core.reader
        before = week.previous()
        runs = week.text == self.running() and self._core.store.since < week.starts_on
        missed = runs and weeks.snapshot(db, before.text) is None
        return before.text if missed else None

    def beside(self, text: str, by: int) -> str:
        """Give the week so many weeks away, never one that has not begun."""
        week = self._week(text)
        there = Week(week.starts_on + timedelta(days=7 * by), week.zone)
        return min(there, self._week(None), key=lambda each: each.starts_on).text

    def week(self, text: str | None = None) -> WeekReview:
        """Give the figures of a week, the running one by default; those of a closed week are frozen."""
        week, db = self._week(text), self._core.reader
        kept = weeks.snapshot(db, week.text)
        if kept is None:
            return replace(
                self._computed(week, self._core.now()), settings=kept_settings(self._core.settings)
            )
        closed_at, figures, settings = kept
        week = replace(week, zone=settings.get("zone", week.zone))
        by = rules_then(settings, rules_of(self._core.settings)), time_then(self._core, settings)
        then = self._computed(week, closed_at, *by)
        ended = closed_at < week.end <= self._core.now()
        return replace(
            self._frozen(week, closed_at, figures),
            settings=tuple(settings.items()),
            corrected=corrections(thawed_blocks(figures), then),
            whole=decided(then, self._computed(week, week.end, *by)) if ended else (),
        )

    def trends(self, text: str | None = None, count: int = 12) -> tuple[Trend, ...]:
        """Give the figures that are drawn over so many weeks, the oldest first."""
        last, db = self._week(text), self._core.reader
        all_weeks = [last]
        while len(all_weeks) < count:
            all_weeks.insert(0, all_weeks[0].previous())
        closed = weeks.snapshots(db, [each.text for each in all_weeks])
        facts = review_facts.gather_span(db, start=all_weeks[0].start, end=last.end, now=self._core.now())
        now, work = self._core.now(), self._core.working_time()
        running = self.running()
        return tuple(
            self._closed_trend(facts, each, *closed[each.text])
            if each.text in closed
            else trend_of(self.week(running))
            if each.text == running
            else trend(facts, each, now, work)
            for each in all_weeks
        )

    def _closed_trend(
        self, facts: TrendFacts, week: Week, closed_at: datetime, figures: Any, settings: Mapping[str, str]
    ) -> Trend:
        """Give a closed week as it was kept, and with it what the rest of the week decided."""
        kept = trend_of(self._frozen(week, closed_at, figures))
        week = replace(week, zone=settings.get("zone", week.zone))
        if not closed_at < week.end <= self._core.now():
            return kept
        work = time_then(self._core, settings)
        return with_rest(kept, trend(facts, week, closed_at, work), trend(facts, week, week.end, work))

    def rows(self, keys: Iterable[str]) -> tuple[ReviewRow, ...]:
        """Give the rows behind a figure, as they are now."""
        return review_rows.rows(self._core, keys, self._today)

    def clear_cards(self, text: str | None = None) -> tuple[ClearCard, ...]:
        """Give what was left over when the week ended, or is by now."""
        return left_over(self._today(), min(self._week(text).end, self._core.now()))

    def next_week(self, text: str | None = None) -> NextWeek:
        """Give what the week after holds: the time there is, what is owed by its end, what is promised."""
        core, week = self._core, self._week(text).next()
        owed, capacity = self._room(week, self._today())
        return NextWeek(
            week=week.text,
            starts_on=week.starts_on,
            capacity_minutes=capacity,
            owed_minutes=owed,
            begun=core.now() >= week.start,
            promises=review_rows.promised_between(core, week.start, week.end, self._today),
            intentions=self.intentions(week.text),
        )

    def _room(self, week: Week, today: Today) -> tuple[int, int]:
        """Give the minutes owed by the end of a week, and those there are for it in what is left of it."""
        core = self._core
        work = core.working_time()
        free = FreeTime(work, appointments.between(core.reader, week.start, week.end))
        paced = at_own_pace(core.worked(), core.today(), work, free, limits_of(core.settings))
        there = paced.between(max(core.now(), week.start), week.end)
        return owed_until(today, week.end), int(there // 60)

    # How far it is

    def state(self, text: str | None = None) -> ReviewState:
        """Give how far the review of a week is."""
        week = self._week(text).text
        return weeks.state(self._core.reader, week) or ReviewState(week)

    def states(self) -> tuple[ReviewState, ...]:
        """Give every review that was begun, the latest week first."""
        return tuple(weeks.states(self._core.reader))

    def is_due(self) -> bool:
        """Whether the running week wants its review: from Friday afternoon until it is closed."""
        return is_offered(self._core)

    def go_to(self, text: str, step: int) -> None:
        """Remember which step one was at, so that it can be gone on with."""
        now = self._core.now()
        state = self.state(text)
        if state.closed_at is None:
            with self._core.store.intake(now) as db:
                weeks.save_state(db, replace(state, step=step, started_at=state.started_at or now))

    # Intentions

    def intentions(self, text: str) -> tuple[Intention, ...]:
        """Give what was meant to be done in a week."""
        return tuple(weeks.intentions(self._core.reader, text))

    def intend(self, text: str, texts: Sequence[str], *, opened: Sequence[str] | None = None) -> str:
        """Say what is meant to be done in a week: three things at most.

        `opened` is what was meant when a form was opened on it: Changed when that is so no more.
        """
        wanted = [each.strip() for each in texts if each.strip()]
        if len(wanted) > _MOST_INTENTIONS:
            raise WrongUse("Three intentions are enough for a week.")
        week = Week.of(text, self._core.settings.zone).text
        with self._core.act("set intentions") as db:
            known = [each.text for each in weeks.intentions(db, week)]
            if opened is not None and list(opened) != known:
                meant = ", ".join(known) or "none"
                raise Changed(
                    f"The intentions were changed elsewhere meanwhile: {meant}. Go back, and open them again."
                )
            weeks.set_intentions(db, week, wanted)
        number = int(text.strip()[-2:])
        return f"{len(wanted) or 'No'} {'intention' if len(wanted) == 1 else 'intentions'} for week {number}."

    def judge(self, intention_id: int, kept: bool | None) -> str:
        """Say whether an intention was kept."""
        with self._core.act("judge an intention") as db:
            found = weeks.intention(db, intention_id)
            if found is None:
                raise NotFound("That intention is not in the store any more. Reload and try again.")
            weeks.judge(db, intention_id, kept)
        return f"{found.text}: {'open again' if kept is None else 'kept' if kept else 'not this time'}."

    # Closing

    def close(self, text: str, page: Callable[[WeekReview, NextWeek], str]) -> Path:
        """Close a week: freeze its figures with the settings that applied, and write its page.

        WrongUse when it is closed already or has not begun. Undo opens it again and takes the page
        away; one that was changed by hand is kept beside it.
        """
        week = self._week(text)
        now = self._core.now()
        if now < week.start:
            raise WrongUse(f"{week.text} has not begun yet.")
        if weeks.snapshot(self._core.reader, week.text) is not None:
            raise WrongUse(f"{week.text} is closed already. u opens it again right after closing.")
        figures = self._computed(week, now)
        with self._core.act(f"closing week {int(week.text[-2:])}") as db:
            weeks.freeze(db, week.text, now, frozen(figures), dict(kept_settings(self._core.settings)))
            state = weeks.state(db, week.text) or ReviewState(week.text, started_at=now)
            weeks.save_state(db, replace(state, step=2, closed_at=now))
        closed = self.week(week.text)
        folder = self._core.store.path.parent / week_pages.FOLDER
        return week_pages.write(folder, week.text, page(closed, self.next_week(week.text)))

    def _computed(
        self, week: Week, now: datetime, rules: ReviewRules | None = None, work: WorkingTime | None = None
    ) -> WeekReview:
        core = self._core
        facts = review_facts.gather(core.reader, week_start=week.start, week_end=week.end, now=now)
        facts = replace(facts, slack_before=self._left_before(week))
        if week.start <= now < week.end:
            today = self._today()
            coming = self._room(week.next(), today)
            facts = replace(facts, slack=today.slack, suggestions=today.gestures, coming=coming)
        return review(facts, week, now, work or core.working_time(), rules or rules_of(core.settings))

    def _left_before(self, week: Week) -> int | None:
        """Give the slack with which the week before was closed."""
        before = week.previous()
        kept = weeks.snapshot(self._core.reader, before.text)
        left = self._frozen(before, *kept[:2]).figure("slack", "end").value if kept is not None else None
        return None if left is None else int(left)

    def _frozen(self, week: Week, closed_at: datetime, figures: Any) -> WeekReview:
        """Give a closed week as it was kept."""
        return WeekReview(
            week=week.text,
            starts_on=week.starts_on,
            start=week.start,
            end=week.end,
            now=closed_at,
            zone=week.zone,
            blocks=thawed_blocks(figures),
            clients=thawed_clients(figures),
            closed_at=closed_at,
        )

    def _week(self, text: str | None) -> Week:
        zone = self._core.settings.zone
        if text is None:
            return Week.at(self._core.now(), zone)
        try:
            return Week.of(text, zone)
        except ValueError as error:
            raise WrongUse(str(error)) from None
