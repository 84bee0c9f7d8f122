"""The words of a log of calls: what it would bring, or brought."""

from __future__ import annotations

from data.model.call import LogReport
from tui.wording.times import full_day, local

_KINDS = {
    "android": "SMS Backup & Restore",
    "google_voice": "Google Voice",
    "asterisk": "Asterisk",
    "csv": "a list",
    "jsonl": "a list of JSON lines",
}


def report_said(report: LogReport, zone: str) -> tuple[str, ...]:
    """Say in sentences what a log holds, how much of it is new, and whom it is about."""
    total = report.calls_in + report.calls_out + report.messages_in + report.messages_out
    if not total:
        return ("No call and no message is in it.", *report.notes)
    said = [f"{_from(report)}{_calls(report)}{_messages(report)}{_period(report, zone)}."]
    said.append(f"{_many(report.from_clients, 'of them is', 'of them are')} with clients. {_new(report)}")
    if report.unknown_numbers:
        numbers = _many(report.unknown_numbers, "number is", "numbers are")
        said.append(f"{numbers} nobody's yet; those of the last ninety days are in “Who is this?”.")
    if report.withheld:
        said.append(
            f"{_many(report.withheld, 'entry has', 'entries have')} no number that could be a client's."
        )
    return (*said, *report.notes)


def _from(report: LogReport) -> str:
    return f"{' and '.join(_KINDS.get(kind, kind) for kind in report.kinds)}: "


def _calls(report: LogReport) -> str:
    if not report.calls_in + report.calls_out:
        return ""
    missed = f", {report.missed:,} of them missed" if report.missed else ""
    return f"{_many(report.calls_in, 'call', 'calls')} in{missed}, {report.calls_out:,} out"


def _messages(report: LogReport) -> str:
    if not report.messages_in + report.messages_out:
        return ""
    between = "; " if report.calls_in + report.calls_out else ""
    return f"{between}{_many(report.messages_in, 'message', 'messages')} in, {report.messages_out:,} out"


def _period(report: LogReport, zone: str) -> str:
    if report.first_at is None or report.last_at is None:
        return ""
    last = local(report.last_at, zone).date()
    first = local(report.first_at, zone).date()
    if first == last:
        return f", on {full_day(first, last)}"
    return f", {full_day(first, last)} to {full_day(last, first)}"


def _new(report: LogReport) -> str:
    if report.stored:
        return f"{_many(report.new, 'was', 'were')} new." if report.new else "Everything was there already."
    return f"{_many(report.new, 'is', 'are')} new." if report.new else "Everything is there already."


def _many(count: int, one: str, more: str) -> str:
    return f"{count:,} {one if count == 1 else more}"
