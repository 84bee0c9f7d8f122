"""Delivering: early with a little extra, the time it took, and whether the project is over."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from data.errors import WrongUse
from data.model.today import AgendaItem
from data.model.work import Deliverable
from data.rules.days import day_start, local_date
from data.rules.obligations import working_days_before, working_days_between
from tui.screens.acts.host import Host, Subject
from tui.wording.plain import named, plain
from tui.wording.times import days, exact, full_day, local

if TYPE_CHECKING:
    from tui.screens.forms.done_early import Early


async def deliver(host: Host, subject: Subject) -> None:
    """Tick off a deliverable; a working day or more before the promise it is asked what to make of that."""
    what = host.desk.work.deliverable(subject.id)
    if what.open and what.finished_at is None and _days_early(host, what):
        await _ask_early(host, what)
    else:
        await _deliver(host, what)


async def early(host: Host, subject: Subject) -> None:
    """Ask again about what is done and not delivered: the card DONE EARLY was opened."""
    card = subject.item
    deliverable_id = card.about_id if isinstance(card, AgendaItem) and card.about_id else subject.id
    await _ask_early(host, host.desk.work.deliverable(deliverable_id))


async def _ask_early(host: Host, what: Deliverable) -> None:
    from tui.screens.forms.done_early import DoneEarly, How

    answer = await host.ask(DoneEarly(what, _how_early(host, what)))
    if answer is None:
        return
    if answer.how is How.DELIVER:
        await _deliver(host, what, answer.extra)
        return
    day = await _until(host, what, "Polish" if answer.how is How.POLISH else "Hold")
    if day is not None:
        host.do(lambda: _put_by(host, what, answer, day))


async def _until(host: Host, what: Deliverable, what_to_do: str) -> date | None:
    """Ask for the day it comes up again: after today, and not after the promise."""
    from tui.screens.dialogs import AskDay

    desk, zone = host.desk, host.desk.settings.zone
    today = local_date(desk.now(), zone)
    last = local_date(what.promised_at, zone) if what.promised_at is not None else None

    def check(day: date) -> None:
        if day <= today:
            raise WrongUse("Choose a day after today, or deliver it now.")
        if last is not None and day > last:
            raise WrongUse(f"That is after the promise: choose a day up to {full_day(last, today)}.")

    days_offered = [what.target_on, working_days_before(last, 1, desk.working_time) if last else None, last]
    ahead = sorted({day for day in days_offered if day is not None and today < day <= (last or day)})
    offers = [_typed(day, today) for day in ahead] or ["tomorrow"]
    question = f"{what_to_do} {named(what.name, 40)}: until when?"
    return await host.ask(AskDay(desk, question, suggestions=offers, save=check))


def _put_by(host: Host, what: Deliverable, answer: Early, day: date) -> str:
    """Note that it is done and put its card off until that day opens; say so."""
    desk = host.desk
    opening = desk.working_time.day_opening(day) or day_start(day, desk.settings.zone)
    desk.effort.finish(what.id, answer.extra, until=opening)
    until = full_day(day, local_date(desk.now(), desk.settings.zone))
    return f"{named(what.name, 60)} is done; it comes up again {until}."


async def _deliver(host: Host, what: Deliverable, extra: str = "") -> None:
    if host.do(lambda: host.desk.work.deliver(what.id, extra)):
        await _ask_how_long(host, what.id)
        await close_when_all_is_done(host, what.id)


async def _ask_how_long(host: Host, deliverable_id: int) -> None:
    """Ask how long it took where nobody logged it: the next promise rests on that."""
    from tui.screens.forms.left import AskTook

    what = host.desk.work.deliverable(deliverable_id)
    if not what.estimate_minutes or what.spent_minutes:
        return
    minutes = await host.ask(AskTook(host.desk, what))
    if minutes:
        host.do(lambda: host.desk.effort.took(deliverable_id, minutes))


async def close_when_all_is_done(host: Host, deliverable_id: int) -> None:
    """Ask whether a project is over whose last deliverable was just delivered: then a card is due."""
    from tui.screens.dialogs import Confirm

    work = host.desk.work
    delivered = work.deliverable(deliverable_id)
    project = work.project(delivered.project_id)
    left = [each for each in work.deliverables(delivered.client_id) if each.project_id == project.id]
    if left or project.ended_on is not None:
        return
    name = plain(project.name, 40)
    question = Confirm(
        f"Was that all of {name}?", yes="Close it", about="A thank-you card is suggested then."
    )
    if await host.ask(question):
        today = local(host.desk.now(), host.desk.settings.zone).date()
        host.do(lambda: work.close_project(project.id, today))


def _days_early(host: Host, what: Deliverable) -> int:
    """Give the working days from today to the promise; 0 without one."""
    if what.promised_at is None:
        return 0
    desk, zone = host.desk, host.desk.settings.zone
    today = local_date(desk.now(), zone)
    return working_days_between(today, local_date(what.promised_at, zone), desk.working_time)


def _how_early(host: Host, what: Deliverable) -> str:
    if what.promised_at is None:
        return "No date was told."
    ahead = _days_early(host, what)
    promised = exact(what.promised_at, host.desk.now(), host.desk.settings.zone)
    working = days(ahead).replace("day", "working day")
    return f"promised {promised}" + (f" · {working} from now" if ahead else "")


def _typed(day: date, today: date) -> str:
    """Give a day as one would type it."""
    if day == today + timedelta(days=1):
        return "tomorrow"
    return full_day(day, today).partition(" ")[2].lower()
