"""How often the mail was looked at, against the mail windows of the week (SERVICE.md 2.4).

A check is a batch that was opened, a look at what was held back, or a mail that was dealt with in a window.
Which of them count: the first one within
a mail window is planned; any other one that falls into that window, or begins less than `WINDOW_MINUTES`
after the last one that counted, belongs to it and counts no more; what is left is outside the plan. So at
most one planned check counts for a window, and looks one after the other are one check. Whether a check lay
in a window is told as the settings were when it was made; windows without a check, as they are now.
"""

from __future__ import annotations

from collections.abc import Iterable

from data.model.mail_check import MailCheck
from data.model.week import Figure, Unit
from data.model.week_facts import WeekFacts
from data.rules.mail_windows import LENGTH, windows_between
from data.rules.review.figures import distinct
from data.rules.review.rules import ReviewRules
from data.rules.review.window import Window
from data.rules.working_time import WorkingTime


def figures(
    facts: WeekFacts, window: Window, working_time: WorkingTime, rules: ReviewRules
) -> tuple[Figure, Figure]:
    """Give the two figures of mail checks.

    `mail_checks`: mail windows of the week in which the mail was checked, of those that were or are over at
    the cut; out of nothing when mail windows are switched off or there was none. `mail_outside`: checks
    outside the plan; None where there was no plan. Of the time before the first check ever nothing is known:
    windows before it are not counted, and both figures are None of a week before it.
    """
    since = facts.mail_checks_since
    checks = counted(check for check in facts.mail_checks if window.holds(check.at))
    planned = {check.window_at for check in checks if check.window_at is not None}
    if rules.mail_windows and not window.happened(since):
        return Figure("mail_checks", Unit.OF, None), Figure("mail_outside", Unit.NUMBER, None)
    over = {
        opening
        for opening in windows_between(window.start, window.cut, rules.mail_windows, working_time)
        if since is not None and since < opening + LENGTH <= window.cut
    }
    windows = planned | over if rules.mail_windows else ()
    if not windows:
        return Figure("mail_checks", Unit.OF, 0, 0), Figure("mail_outside", Unit.NUMBER, None)
    outside = _rows(check for check in checks if not check.planned)
    rows = _rows(check for check in checks if check.planned)
    return (
        Figure("mail_checks", Unit.OF, len(planned), len(windows), rows),
        Figure("mail_outside", Unit.NUMBER, len(outside), None, outside),
    )


def counted(checks: Iterable[MailCheck]) -> tuple[MailCheck, ...]:
    """Give the checks that count, in the order of time."""
    kept: list[MailCheck] = []
    seen = set()
    for check in sorted(checks, key=lambda check: (check.at, check.id)):
        if check.window_at is not None:
            if check.window_at in seen:
                continue
            seen.add(check.window_at)
        elif kept and check.at - kept[-1].at < LENGTH:
            continue
        kept.append(check)
    return tuple(kept)


def _rows(checks: Iterable[MailCheck]) -> tuple[str, ...]:
    return distinct(f"mail_check:{check.id}" for check in checks)
