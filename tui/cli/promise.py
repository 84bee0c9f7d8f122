"""`frontdesk promise`: may this be promised, which date to tell, and one sentence to say aloud."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import click

from data.errors import WrongUse
from data.values import frozen
from tui.cli.log import CHANNELS
from tui.wording.plain import plain

if TYPE_CHECKING:
    from data.desk import Desk
    from data.model.check import Judged, Odds
    from data.model.client import Client
    from data.model.promise import Verdict
    from data.model.work import Deliverable
    from data.rules.promise.check import Weighing
    from tui.cli.session import Session


@click.command()
@click.option("--hours", metavar="N", help="How much work it is, in hours: 12, 7.5.")
@click.option("--effort", metavar="EFFORT", help="The same in words: 2d, 90m, 8-14h (the high end counts).")
@click.option("--by", metavar="WHEN", help="The date they wish for: fri, 4 dec; else the first sure one.")
@click.option("--for", "client", metavar="CLIENT", help="Whom it is for.")
@click.option("--what", metavar="NAME", help="What they get; an open deliverable of theirs or a new one.")
@click.option("--project", default="", help="The project of something new; made when there is none.")
@click.option("--promise", "confirmed", is_flag=True, help="Write it down as promised.")
@click.option("--anyway", is_flag=True, help="With --promise: also a date that is not a YES.")
@click.option("--how", type=click.Choice(CHANNELS), help="With --promise: how they were told.")
@click.option("--why", default="", help="With --promise: a word for the promise history.")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
@click.pass_obj
def promise(
    session: Session,
    hours: str | None,
    effort: str | None,
    by: str | None,
    client: str | None,
    what: str | None,
    project: str,
    confirmed: bool,
    anyway: bool,
    how: str | None,
    why: str,
    as_json: bool,
) -> None:
    """Check a promise against all there is, and with --promise make it.

    For example: frontdesk promise --hours 12 --by fri. Nothing is written down without --promise.
    """
    from tui.cli.add import due

    if confirmed and not (client and what):
        raise WrongUse("A promise needs both: --for CLIENT and --what NAME.")
    desk = session.desk
    whom = desk.clients.by_name(client) if client else None
    known = _known(desk, whom, what)
    wished_at = due(desk, by) if by else None
    found = _check(desk, _minutes(desk, hours, effort), wished_at, known)
    may = confirmed and found.may_be_promised(anyway=anyway)
    said = ""
    if may and whom is not None and what is not None:
        said = _confirm(desk, found, whom, what, project=project, how=how, why=why)
    _show(desk, found, as_json, promised=may)
    if may and not as_json:
        click.echo(said)
    if confirmed and not may:
        click.echo(_refusal(desk, found), err=True)
        raise click.exceptions.Exit(1)


@frozen
class _Found:
    """What the check answers."""

    verdict: Verdict
    left_minutes: int = 0
    known: Deliverable | None = None
    wished_at: datetime | None = None
    asked: Judged | None = None
    """The wished date as judged."""
    tell: Judged | None = None
    """The date to tell: the wished one when it is safe, else the first sure one."""
    weighing: Weighing | None = None
    odds: Odds | None = None

    def may_be_promised(self, *, anyway: bool) -> bool:
        """Whether --promise is to write it down."""
        judged = self.asked or self.tell
        return judged is not None and (anyway or self.verdict.value == "yes")

    def aim(self, judged: Judged | None) -> date | None:
        """Give the day to aim for."""
        return None if judged is None or self.weighing is None else self.weighing.aim(judged.at)


def _known(desk: Desk, whom: Client | None, what: str | None) -> Deliverable | None:
    """Give the open deliverable of that name, when they have one."""
    if whom is None or what is None:
        return None
    name = what.strip().casefold()
    return next((each for each in desk.work.deliverables(whom.id) if each.name.casefold() == name), None)


def _minutes(desk: Desk, hours: str | None, effort: str | None) -> int | None:
    """Read how much work it is; None when nobody says."""
    from data.rules.work_words import read_work

    if hours is not None and effort is not None:
        raise WrongUse("Give the work once: --hours 12 or --effort 2d.")
    if hours is not None:
        text = hours.strip()
        minutes = read_work(text, 0) or read_work(f"{text}h", 0)
        example = "--hours 12, --hours 7.5"
    elif effort is not None:
        minutes = read_work(effort, desk.working_time.usual_day_minutes)
        text, example = effort, "--effort 2d, --effort 90m, --effort 8-14h"
    else:
        return None
    if minutes is None or minutes < 1:
        raise WrongUse(f"{plain(text, 60)!r} is no amount of work. Write it like: {example}.")
    return minutes


def _check(desk: Desk, minutes: int | None, wished_at: datetime | None, known: Deliverable | None) -> _Found:
    from data.model.promise import Verdict

    spent = known.spent_minutes if known is not None else 0
    left = minutes or (known.work_left if known is not None else None)
    if not left:
        return _Found(Verdict.CANT_SAY, known=known, wished_at=wished_at)
    board = desk.promises.board(known.id if known is not None else None)
    weighing = board.weigh(left, spent)
    asked = weighing.at(wished_at) if wished_at is not None else None
    tell = asked if asked is not None and asked.verdict is Verdict.YES else weighing.first_sure()
    judged = asked or tell
    verdict = judged.verdict if judged is not None else Verdict.NO
    return _Found(verdict, left, known, wished_at, asked, tell, weighing, board.odds(left, spent))


def _confirm(
    desk: Desk, found: _Found, whom: Client, what: str, *, project: str, how: str | None, why: str
) -> str:
    """Write the promise down and say so."""
    from data.model.promise import PromiseDraft
    from data.model.touch import Channel
    from tui.cli.session import local_date
    from tui.wording.times import full_day

    judged = found.asked or found.tell
    assert judged is not None
    draft = PromiseDraft(
        told_at=judged.at,
        aim_on=found.aim(judged),
        left_minutes=found.left_minutes,
        client_id=whom.id,
        name=found.known.name if found.known is not None else what,
        deliverable_id=found.known.id if found.known is not None else None,
        project=project,
        wished_at=found.wished_at,
        verdict=judged.verdict,
        how=Channel(how) if how else None,
        why=why,
    )
    stored = desk.promises.confirm(draft)
    day = full_day(local_date(desk, judged.at), local_date(desk, desk.now()))
    return f"Promised: {plain(stored.name, 80)} to {plain(whom.name, 80)}, {day}."


def _refusal(desk: Desk, found: _Found) -> str:
    """Say why --promise wrote nothing down, and what would."""
    from tui.cli.session import local_date

    if found.tell is None:
        return "Nothing was promised: there is no date to promise yet."
    day = local_date(desk, found.tell.at).isoformat()
    return (
        f"Nothing was promised: that date is not a YES. --by {day} is, "
        "and --anyway promises the other all the same."
    )


def _show(desk: Desk, found: _Found, as_json: bool, *, promised: bool) -> None:
    from tui.cli.table import show_json

    if as_json:
        show_json(_as_json(desk, found, promised=promised))
        return
    for label, text in _lines(desk, found):
        click.echo(f"{label:<9}{plain(text, 500)}".rstrip())


def _sentence(desk: Desk, found: _Found) -> str:
    from tui.wording.promise_panel import Finding

    known = found.known
    return Finding(
        now=desk.now(),
        zone=desk.settings.zone,
        come_back_at=desk.find_outs.usual_come_back(),
        wished=found.asked,
        tell=found.tell,
        estimated=found.odds is not None,
        stood_for=known.promised_at if known is not None else None,
        waits=known is not None and any(owed.open for owed in desk.scope.obligations(known.id)),
    ).sentence


def _lines(desk: Desk, found: _Found) -> list[tuple[str, str]]:
    """Give what is printed for people: a label and a text a line."""
    from tui.cli.session import local_date
    from tui.wording.promise import VERDICTS, odds_said
    from tui.wording.times import exact, full_day, span

    now, zone = desk.now(), desk.settings.zone
    today = local_date(desk, now)
    mark, word, _ = VERDICTS[found.verdict]
    by = f" by {full_day(local_date(desk, found.asked.at), today)}" if found.asked is not None else ""
    lines = [(f"{mark} {word}{by}", "")]
    if found.odds is None:
        back = exact(desk.find_outs.usual_come_back(), now, zone)
        return [*lines, ("back", f"{back}: say then, with an estimate"), ("say", _sentence(desk, found))]
    if found.asked is not None and found.asked.plain_minutes < 0:
        lines.append(("short", f"{span(found.asked.plain_minutes)} even if nothing goes wrong"))
    elif found.asked is not None and found.asked.short_minutes:
        lines.append(("short", f"{span(found.asked.short_minutes)} of what it takes to be sure"))
    lines += [("hurts", each) for each in _hurts_said(desk, found.asked, today)]
    tell = full_day(local_date(desk, found.tell.at), today) if found.tell is not None else "no date yet"
    lines.append(("tell", tell))
    aim = found.aim(found.tell)
    if aim is not None:
        lines.append(("aim", f"{full_day(aim, today)}, yours alone"))
    return [*lines, ("why", odds_said(found.odds)), ("say", _sentence(desk, found))]


def _hurts_said(desk: Desk, judged: Judged | None, today: date) -> list[str]:
    from tui.cli.session import local_date
    from tui.wording.times import full_day, span

    names = {client.id: client.name for client in desk.clients.all()}
    return [
        f"{plain(hurt.promise.name, 60)}, {plain(names.get(hurt.promise.client_id, ''), 60)}, "
        f"{full_day(local_date(desk, hurt.promise.promised_at), today)}: {span(hurt.short_minutes)} short"
        for hurt in (judged.hurts if judged is not None else ())
    ]


def _as_json(desk: Desk, found: _Found, *, promised: bool) -> dict[str, Any]:
    from tui.cli.session import local_date

    names = {client.id: client.name for client in desk.clients.all()}
    asked, tell = found.asked, found.tell
    judged = asked or tell
    unknown = found.odds is None
    return {
        "verdict": found.verdict,
        "work_left_minutes": found.left_minutes or None,
        "wished": local_date(desk, found.wished_at) if found.wished_at is not None else None,
        "tell": local_date(desk, tell.at) if tell is not None else None,
        "tell_at": tell.at if tell is not None else None,
        "aim": found.aim(tell),
        "plain_margin_hours": _hours(judged.plain_minutes) if judged is not None else None,
        "sure_margin_hours": _hours(judged.sure_minutes) if judged is not None else None,
        "hurts": [
            {
                "name": hurt.promise.name,
                "client": names.get(hurt.promise.client_id, ""),
                "promised_at": hurt.promise.promised_at,
                "short_hours": _hours(hurt.short_minutes),
            }
            for hurt in (asked.hurts if asked is not None else ())
        ],
        "sentence": _sentence(desk, found),
        "odds": found.odds,
        "come_back_at": desk.find_outs.usual_come_back() if unknown else None,
        "promised": promised,
    }


def _hours(minutes: int) -> float:
    return round(minutes / 60, 2)


COMMANDS = {"promise": promise}
