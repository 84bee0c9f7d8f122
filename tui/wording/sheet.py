"""All there is to know about one thing, as facts with labels: what the detail shows."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from data.model.after_hours import AwaitedMail
from data.model.client import Client
from data.model.today import AgendaItem, GestureItem, SlackItem, Today, WaitingItem
from data.model.touch import Channel, Direction, Outcome, Touch
from data.model.work import Commitment, Deliverable, Project
from data.values import frozen
from tui.wording.after_hours import awaited_part
from tui.wording.marks import STAGE
from tui.wording.plain import plain
from tui.wording.row import Part, Tone
from tui.wording.slack import slack_words
from tui.wording.times import by, clock_time, days, exact, full_day, local, moment, past, relative, span
from tui.wording.waiting import CHANNELS, waiting_subject

_DID = {
    Channel.MAIL: "wrote",
    Channel.CALL: "called",
    Channel.SMS: "texted",
    Channel.CHAT: "chatted",
    Channel.MEETING: "met",
    Channel.LETTER: "sent a letter",
}
_OUTCOMES = {
    Outcome.VOICEMAIL: "voicemail",
    Outcome.NO_ANSWER: "no answer",
    Outcome.MISSED: "missed",
    Outcome.DECLINED: "declined",
}


@frozen
class Fact:
    """One line with a label; long texts are broken under themselves."""

    label: str
    parts: tuple[Part, ...]

    @classmethod
    def of(cls, label: str, text: str, tone: Tone = "plain") -> Fact:
        """Make a fact of one text."""
        return cls(label, ((text, tone),))


@frozen
class Block:
    """Facts under a heading."""

    heading: str
    facts: tuple[Fact, ...]


@frozen
class Sheet:
    """What is known about one thing."""

    key: str
    title: str
    about: str
    """Whom or what it belongs to."""
    blocks: tuple[Block, ...]


def block(heading: str, facts: Iterable[Fact | None]) -> Block:
    """Make a block of the facts that have something to say."""
    return Block(
        heading, tuple(fact for fact in facts if fact is not None and any(text for text, _ in fact.parts))
    )


def _if(label: str, text: str, tone: Tone = "plain") -> Fact | None:
    return Fact.of(label, text, tone) if text else None


def _margin(label: str, minutes: int | None, day_minutes: int) -> Fact | None:
    if minutes is None:
        return None
    return Fact.of(label, f"{span(minutes, day_minutes)} {'short' if minutes < 0 else 'slack'}", "dim")


def waiting_block(item: WaitingItem, today: Today) -> Block:
    """Say who waits, since when and until when it is fine."""
    now, zone = today.now, today.zone
    _, tone = STAGE[item.stage]
    used = f"{span(item.elapsed_minutes)} of {span(item.limit_minutes)} working time"
    return block(
        "",
        [
            Fact.of("subject", waiting_subject(item, zone)),
            _if("from", plain(item.who)),
            Fact("waits", ((used, tone), (f" · {item.stage.value}", "dim"))),
            Fact.of("since", exact(item.waiting_since, now, zone)),
            Fact.of("answer by", exact(item.due_at, now, zone)) if item.due_at else None,
            Fact.of("by", CHANNELS[item.channel]),
            Fact.of("urgent", "you marked it urgent", "due") if item.urgent else None,
            Fact.of("you wrote", f"{past(item.wrote_since, now, zone)}, on another subject", "wait")
            if item.wrote_since
            else None,
            Fact.of("you called", past(item.called_since, now, zone), "wait") if item.called_since else None,
            Fact.of("tried", f"{item.tries} times in vain") if item.tries else None,
        ],
    )


def messages_block(messages: Iterable[Touch], now: datetime, zone: str) -> Block:
    """List the messages of an exchange."""
    return block("Messages", [touch_fact(touch, now, zone) for touch in messages])


def slack_block(item: SlackItem, today: Today) -> Block:
    """Say what was promised, what is aimed for and what the slack is made of."""
    now, zone, day = today.now, today.zone, today.day_minutes
    naive, plain_left = item.naive_slack_minutes, item.plain_slack_minutes
    late = f", {days(item.waiting_days)} late" if item.waiting_days else ""
    return block(
        "",
        [
            *_promise_facts(item.deliverable, now, zone),
            Fact.of("slack", slack_words(item, now, day), "strong"),
            Fact.of("time till then", span(item.capacity_minutes, day))
            if item.capacity_minutes is not None
            else None,
            Fact.of("owed till then", span(item.owed_minutes, day))
            if item.owed_minutes is not None
            else None,
            _margin("as estimated", plain_left, day),
            _margin("on its own", naive, day),
            Fact.of("start", by(item.latest_start, now, zone)) if item.latest_start else None,
            _if("waits for", f"{plain(item.waiting_for)}{late}" if item.waiting_for else "", "wait"),
            Fact.of("came it today", moment(item.would_become, now, zone), "dim")
            if item.would_become
            else None,
        ],
    )


def deliverable_block(what: Deliverable, now: datetime, zone: str) -> Block:
    """Say what was promised, without the slack."""
    return block("", _promise_facts(what, now, zone))


def _promise_facts(what: Deliverable, now: datetime, zone: str) -> list[Fact | None]:
    here = local(now, zone).date()
    left = what.work_left
    return [
        Fact.of("promised", exact(what.promised_at, now, zone) if what.promised_at else "no date told yet"),
        Fact.of("aim", full_day(what.target_on, here), "dim") if what.target_on else None,
        Fact.of("delivered", exact(what.delivered_at, now, zone), "kept") if what.delivered_at else None,
        Fact.of("work left", span(left) if left is not None else "no estimate"),
        Fact.of("estimate", span(what.estimate_minutes)) if what.estimate_minutes is not None else None,
        Fact.of("spent", span(what.spent_minutes)) if what.spent_minutes else None,
        _if("note", plain(what.note)),
    ]


def commitment_block(what: Commitment, now: datetime, zone: str, awaited: AwaitedMail | None = None) -> Block:
    """Say what was said, by when, and how it is with the mail that is to confirm it."""
    state = Fact.of("done", past(what.done_at, now, zone), "kept") if what.done_at else None
    due = Fact(
        "due", ((exact(what.due_at, now, zone), "plain"), (f" · {relative(what.due_at, now, zone)}", "dim"))
    )
    mail = Fact("their mail", (awaited_part(awaited, now, zone),)) if awaited is not None else None
    kind = Fact.of("kind", what.kind.value.replace("_", "-"))
    return block("", [due, state, mail, kind, _if("note", plain(what.note))])


def appointment_block(item: AgendaItem, today: Today) -> Block:
    """Say when an appointment is and what to bring."""
    when = exact(item.at, today.now, today.zone)
    if item.ends_at is not None and not item.all_day:
        when += f"–{clock_time(item.ends_at, today.zone)}"
    return block(
        "", [Fact.of("when", "all day" if item.all_day else when), _if("coffee", plain(item.coffee), "kind")]
    )


def gesture_block(item: GestureItem, today: Today) -> Block:
    """Say why a kindness is suggested, and by when."""
    here = local(today.now, today.zone).date()
    return block(
        "",
        [
            Fact.of("why", plain(item.reason)),
            Fact.of("by", full_day(item.due_on, here), "due" if item.overdue else "plain"),
        ],
    )


def project_block(project: Project, now: datetime, zone: str) -> Block:
    """Say when a project ran and what is worth remembering of it."""
    here = local(now, zone).date()
    return block(
        "",
        [
            Fact.of("since", full_day(project.started_on, here)) if project.started_on else None,
            Fact.of("ended", full_day(project.ended_on, here))
            if project.ended_on
            else Fact.of("state", "running"),
            Fact.of("went", "badly", "due") if project.ended_badly else None,
            _if("true detail", plain(project.true_detail)),
            _if("note", plain(project.note)),
        ],
    )


def client_block(client: Client, now: datetime, home: str) -> Block:
    """Say how to reach a client and what to think of."""
    there = client.zone if client.zone and clock_time(now, client.zone) != clock_time(now, home) else None
    return block(
        plain(client.name),
        [
            _if("mail", ", ".join(plain(address) for address in client.addresses)),
            _if("phone", ", ".join(plain(phone) for phone in client.phones)),
            Fact.of("their time", clock_time(now, there)) if there else None,
            _if("post", plain(client.post_address)),
            _if("coffee", plain(client.coffee)),
            _if("sent by", plain(client.referred_by)),
            _if("note", plain(client.note)),
        ],
    )


def contacts_block(touches: Iterable[Touch], now: datetime, zone: str) -> Block:
    """List the latest contacts with a client."""
    return block("Last contacts", [touch_fact(touch, now, zone) for touch in touches])


def work_block(deliverables: Iterable[Deliverable], now: datetime, zone: str) -> Block:
    """List the open work for a client."""
    return block(
        "Open work",
        [
            Fact(
                moment(what.promised_at, now, zone) if what.promised_at else "no date",
                ((plain(what.name), "plain"),),
            )
            for what in deliverables
        ],
    )


def touch_fact(touch: Touch, now: datetime, zone: str) -> Fact:
    """Say one contact on one line: when, who reached out how, and about what."""
    who = "they" if touch.direction is Direction.IN else "you"
    how = f"{who} {_DID.get(touch.channel, 'reached out')}"
    if touch.outcome is not None and touch.outcome is not Outcome.SPOKE:
        how += f", {_OUTCOMES[touch.outcome]}"
    if touch.minutes:
        how += f", {span(touch.minutes)}"
    said = plain(touch.subject or touch.note, 300)
    tone: Tone = "wait" if touch.direction is Direction.IN else "dim"
    return Fact(past(touch.at, now, zone), ((how, tone), *(((f"· {said}", "plain"),) if said else ())))
