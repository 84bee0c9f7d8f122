"""Logs of telephones for tests, each written as its program writes it; the day is Monday 23 November 2026."""

# ruff: noqa: E501 - the lines of these formats are as long as they are
from __future__ import annotations

import html
import json
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zipfile import ZipFile
from zoneinfo import ZoneInfo

from data.feeds.calls import Entry, How, reader_of
from data.feeds.calls.files import kind_of
from data.model.call import CallRecord
from data.model.touch import Channel, Direction, Outcome

NOW = datetime(2026, 11, 23, 16, 0, tzinfo=UTC)
BERLIN = "Europe/Berlin"
HOW = How(BERLIN, NOW)
ANN = "+49405550110"
BO = "+49405550120"
ME = "+49405550100"

_IN = Direction.IN
_CALL_TYPES = {
    (Direction.IN, Outcome.SPOKE): "1",
    (Direction.OUT, Outcome.SPOKE): "2",
    (Direction.OUT, Outcome.NO_ANSWER): "2",
    (Direction.IN, Outcome.MISSED): "3",
    (Direction.IN, Outcome.VOICEMAIL): "4",
    (Direction.IN, Outcome.DECLINED): "5",
}
_LABELS = {
    (Direction.IN, Outcome.SPOKE): "received",
    (Direction.OUT, Outcome.SPOKE): "placed",
    (Direction.OUT, Outcome.NO_ANSWER): "placed",
    (Direction.IN, Outcome.MISSED): "missed",
    (Direction.IN, Outcome.VOICEMAIL): "voicemail",
    (Direction.IN, Outcome.DECLINED): "missed",
}


def at(clock: str, day: int = 23) -> datetime:
    """That time of a day of November on the clock of Berlin, in UTC."""
    hour, minute, *rest = (int(part) for part in clock.split(":"))
    local = datetime(2026, 11, day, hour, minute, rest[0] if rest else 0, tzinfo=ZoneInfo(BERLIN))
    return local.astimezone(UTC)


def missed(clock: str, number: str = ANN, *, day: int = 23, outcome: Outcome = Outcome.MISSED) -> CallRecord:
    """A call that came in and was not answered."""
    return CallRecord(Channel.CALL, _IN, at(clock, day), number, "Ann Bell", outcome=outcome)


def spoke(
    clock: str,
    seconds: int = 300,
    number: str = ANN,
    *,
    out: bool = False,
    day: int = 23,
) -> CallRecord:
    """A call in which one spoke."""
    direction = Direction.OUT if out else _IN
    return CallRecord(
        Channel.CALL, direction, at(clock, day), number, "Ann Bell", seconds=seconds, outcome=Outcome.SPOKE
    )


def tried(clock: str, number: str = ANN, *, day: int = 23) -> CallRecord:
    """A call of one's own that reached nobody."""
    return CallRecord(
        Channel.CALL, Direction.OUT, at(clock, day), number, "Ann Bell", outcome=Outcome.NO_ANSWER
    )


def said(clock: str, text: str, number: str = ANN, *, out: bool = False, day: int = 23) -> CallRecord:
    """A text message."""
    direction = Direction.OUT if out else _IN
    return CallRecord(Channel.SMS, direction, at(clock, day), number, "Ann Bell", text=text)


def android(path: Path, *records: CallRecord, end: str | None = None) -> Path:
    """Write a backup of SMS Backup & Restore; `end` in place of the closing tag."""
    lines = [_android(record) for record in records]
    root = "smses" if records and records[0].channel is Channel.SMS else "calls"
    head = f"<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>\n<{root} count=\"{len(lines)}\">\n"
    path.write_text(head + "\n".join(lines) + (f"\n</{root}>\n" if end is None else end), encoding="utf-8")
    return path


def _android(record: CallRecord) -> str:
    date = int(record.at.timestamp() * 1000)
    if record.channel is Channel.SMS:
        kind = "1" if record.direction is _IN else "2"
        return (
            f'  <sms protocol="0" address="{record.number}" date="{date}" type="{kind}" subject="null" '
            f'body="{html.escape(record.text)}" toa="null" sc_toa="null" service_center="null" read="1" '
            f'status="-1" locked="0" date_sent="0" sub_id="1" readable_date="-" contact_name="{record.name}" />'
        )
    assert record.outcome is not None
    return (
        f'  <call number="{record.number}" duration="{record.seconds or 0}" date="{date}" '
        f'type="{_CALL_TYPES[record.direction, record.outcome]}" presentation="1" subscription_id="null" '
        f'post_dial_digits="" readable_date="-" contact_name="{record.name}" />'
    )


def asterisk(path: Path, *records: CallRecord, late: float = 0, zone: str = BERLIN) -> Path:
    """Write a Master.csv; each call begins `late` seconds later than the telephone has it."""
    path.write_text(
        "".join(_cdr(record, late, zone, n) for n, record in enumerate(records)), encoding="utf-8"
    )
    return path


def _cdr(record: CallRecord, late: float, zone: str, number: int) -> str:
    start = (record.at + timedelta(seconds=late)).astimezone(ZoneInfo(zone))
    ends = start + timedelta(seconds=record.seconds or 20)
    came = record.direction is _IN
    src, dst = (record.number, "21") if came else ("21", record.number)
    spoken = record.outcome is Outcome.SPOKE
    answer = f'"{start:%Y-%m-%d %H:%M:%S}"' if spoken else ""
    disposition = "ANSWERED" if spoken else "NO ANSWER"
    return (
        f'"","{src}","{dst}","{"from-trunk" if came else "from-internal"}","""{record.name}"" <{src}>",'
        f'"SIP/a-{number}","SIP/b-{number}","Dial","SIP/21",'
        f'"{start:%Y-%m-%d %H:%M:%S}",{answer},"{ends:%Y-%m-%d %H:%M:%S}",'
        f'{(ends - start).seconds},{record.seconds or 0},"{disposition}","DOCUMENTATION","1790000000.{number}",""\n'
    )


def voice(folder: Path, *records: CallRecord) -> Path:
    """Write a Takeout folder with one page for each call, and one for each message."""
    calls = folder / "Takeout" / "Voice" / "Calls"
    calls.mkdir(parents=True, exist_ok=True)
    for place, record in enumerate(records):
        (calls / f"{record.name} - {place}.html").write_text(page(record), encoding="utf-8")
    return folder


def voice_zip(path: Path, *records: CallRecord) -> Path:
    """Write the same as a .zip."""
    with ZipFile(path, "w") as archive:
        for place, record in enumerate(records):
            archive.writestr(f"Takeout/Voice/Calls/{record.name} - {place}.html", page(record))
        archive.writestr("Takeout/Voice/Greetings/hello.html", "<html></html>")
    return path


def page(record: CallRecord) -> str:
    """Give the page of one call or message."""
    local = record.at.astimezone(ZoneInfo("America/Los_Angeles"))
    stamp = f"{local:%Y-%m-%dT%H:%M:%S}.000{local:%z}"[:-2] + ":00"
    name = html.escape(record.name)
    if record.channel is Channel.SMS:
        me = f'<a class="tel" href="tel:{ME}"><abbr class="fn" title="">Me</abbr></a>'
        other = f'<a class="tel" href="tel:{record.number}"><span class="fn">{name}</span></a>'
        who = other if record.direction is _IN else me
        body = (
            f'<div class="hChatLog hfeed"><div class="participants">With <cite class="sender vcard">{other}</cite>'
            f'</div><div class="message"><abbr class="dt" title="{stamp}">then</abbr>:\n'
            f'<cite class="sender vcard">{who}</cite>:\n<q>{html.escape(record.text)}</q></div></div>'
            '<div class="tags">Labels: <a rel="tag" href="http://www.google.com/voice#sms">Text</a></div>'
        )
    else:
        assert record.outcome is not None
        label = _LABELS[record.direction, record.outcome]
        length = f'<abbr class="duration" title="PT{record.seconds}S">long</abbr>' if record.seconds else ""
        body = (
            f'<div class="haudio"><span class="album">Call Log for</span><span class="fn">Call {name}</span>'
            f'<div class="contributor vcard">Call <a class="tel" href="tel:{record.number}"><span class="fn">{name}'
            f'</span></a></div><abbr class="published" title="{stamp}">then</abbr> {length}<div class="tags">Labels:'
            f' <a rel="tag" href="http://www.google.com/voice#{label}">x</a></div></div>'
        )
    return f'<?xml version="1.0" ?>\n<html><head><title>{name}</title></head><body>{body}</body></html>'


def jsonl(path: Path, *records: CallRecord) -> Path:
    """Write one JSON object a line."""
    lines = [
        json.dumps(
            {
                "when": record.at.isoformat(),
                "number": record.number,
                "who": record.name,
                "direction": record.direction.value,
                "channel": record.channel.value,
                "seconds": record.seconds,
                "outcome": record.outcome,
                "text": record.text,
            }
        )
        for record in records
    ]
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


def entries(path: Path, how: How = HOW) -> list[Entry]:
    """Read a file by what it looks like."""
    return list(reader_of(path, kind_of(path))(path, how))


def records(path: Path, how: How = HOW) -> list[CallRecord]:
    """Read a file and give the calls and messages alone."""
    return [entry for entry in entries(path, how) if isinstance(entry, CallRecord)]


def without_names(given: Iterable[CallRecord]) -> list[tuple[object, ...]]:
    """Give what formats have in common, for comparing."""
    return [(r.channel, r.direction, r.at, r.number, r.seconds, r.outcome, r.text) for r in given]
