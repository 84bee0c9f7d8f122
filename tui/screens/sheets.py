"""Gathers, through the Desk, what the detail shows about something."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.errors import NotFound
from data.model.today import AgendaItem, GestureItem, SlackItem, Today, WaitingItem
from tui.screens.acts.host import Subject
from tui.wording import sheet as words
from tui.wording.agenda import CARD_ASKS
from tui.wording.agreements import agreement_block, earlier_block
from tui.wording.batch import OpenWith, open_block
from tui.wording.find_out import find_out_block
from tui.wording.plain import named, plain
from tui.wording.sheet import Block, Sheet
from tui.wording.times import local

if TYPE_CHECKING:
    from data.desk.desk import Desk

_CONTACTS = 12
"""Contacts shown; the client page has them all."""


def sheet_of(desk: Desk, today: Today, subject: Subject) -> Sheet:
    """Give the sheet of something: its own facts first, then the client it belongs to."""
    title, blocks = _own(desk, today, subject)
    client_id = subject.id if subject.kind == "client" else subject.client_id
    name = ""
    if client_id is not None:
        try:
            client = desk.clients.get(client_id)
        except NotFound:
            pass
        else:
            name = plain(client.name)
            blocks += [
                words.client_block(client, today.now, today.zone),
                words.work_block(desk.work.deliverables(client_id), today.now, today.zone),
                words.contacts_block(desk.clients.contacts(client_id, _CONTACTS), today.now, today.zone),
            ]
    return Sheet(
        subject.key, title or name, name if title else "", tuple(part for part in blocks if part.facts)
    )


def batch_sheet(desk: Desk, today: Today, item: WaitingItem) -> Sheet:
    """Give what one wants to know to answer an exchange, what else is open with them before all."""
    now, zone, client_id = today.now, today.zone, item.client_id
    open_with = OpenWith(
        tuple(each for each in today.waiting if each.client_id == client_id and each.key != item.key),
        desk.work.deliverables(client_id),
        desk.work.commitments(client_id),
        desk.find_outs.of_client(client_id),
        desk.scope.owed_by(client_id),
    )
    blocks = (
        words.waiting_block(item, today),
        open_block(open_with, today),
        words.messages_block(desk.waiting.messages(item.thread_id), now, zone),
        words.client_block(desk.clients.get(client_id), now, zone),
        words.contacts_block(desk.clients.contacts(client_id, _CONTACTS), now, zone),
    )
    return Sheet(item.key, plain(item.who or item.client), "", tuple(part for part in blocks if part.facts))


def _own(desk: Desk, today: Today, subject: Subject) -> tuple[str, list[Block]]:
    """Give the title and the facts of the thing itself."""
    now, zone, item = today.now, today.zone, subject.item
    if isinstance(item, WaitingItem):
        messages = desk.waiting.messages(item.thread_id)
        return plain(item.who or item.client), [
            words.waiting_block(item, today),
            words.messages_block(messages, now, zone),
        ]
    if isinstance(item, GestureItem):
        return plain(item.title), [words.gesture_block(item, today)]
    if isinstance(item, AgendaItem) and subject.kind == "appointment":
        return plain(item.text), [words.appointment_block(item, today)]
    if subject.kind == "deliverable":
        return _deliverable(desk, today, subject)
    if subject.kind == "agreement":
        return _agreement(desk, today, subject)
    if subject.kind == "find_out":
        question = desk.find_outs.get(subject.id)
        why = desk.find_outs.why_dropped(question.id) if question.dropped_at is not None else ""
        return named(question.question, 200), [find_out_block(question, now, zone, why)]
    if isinstance(item, AgendaItem) and subject.kind == "card":
        return _card(today, item)
    if subject.kind == "commitment":
        commitment = desk.work.commitment(subject.id)
        awaited = desk.after_hours.awaited_for(subject.id)
        return plain(commitment.text), [words.commitment_block(commitment, now, zone, awaited)]
    if subject.kind == "project":
        project = desk.work.project(subject.id)
        return plain(project.name), [words.project_block(project, now, zone)]
    if subject.kind == "touch":
        touch = desk.contacts.get(subject.id)
        facts = [words.touch_fact(touch, now, zone)]
        return plain(touch.subject or touch.note or touch.channel.value, 200), [words.block("", facts)]
    return "", []


def _agreement(desk: Desk, today: Today, subject: Subject) -> tuple[str, list[Block]]:
    """Give an agreement with what it lacks or what has changed, and its other versions."""
    what, on = desk.agreements.get(subject.id), local(today.now, today.zone).date()
    versions = desk.agreements.history(what.client_id, what.kind)
    return what.kind.value.capitalize(), [
        agreement_block(what, desk.agreements.of_client(what.client_id), on),
        earlier_block(versions, what, on),
    ]


def _card(today: Today, card: AgendaItem) -> tuple[str, list[Block]]:
    """Give what a card is about: the deliverable where there is one, else only what it asks for."""
    slack = next((each for each in today.slack if each.deliverable.id == card.about_id), None)
    asked = words.block("", [words.Fact.of("enter", CARD_ASKS[card.kind], "dim")])
    if slack is None:
        return plain(card.text, 200), [asked]
    return plain(card.text, 200), [asked, words.slack_block(slack, today)]


def _deliverable(desk: Desk, today: Today, subject: Subject) -> tuple[str, list[Block]]:
    """Give a deliverable with its slack where the snapshot knows it."""
    slack = next((item for item in today.slack if item.key == subject.key), None)
    if isinstance(subject.item, SlackItem):
        slack = subject.item
    if slack is not None:
        return plain(slack.deliverable.name), [words.slack_block(slack, today)]
    what = desk.work.deliverable(subject.id)
    return plain(what.name), [words.deliverable_block(what, today.now, today.zone)]
