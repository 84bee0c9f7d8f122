"""The forms of clients, people, projects, deliverables, commitments and contacts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from data.desk import Desk
from data.model.client import Client, Person
from data.model.draft import ContactDraft
from data.model.touch import Channel, Direction, Outcome
from data.model.work import Commitment, CommitmentKind, Deliverable, Project
from tests.build import NOW, at
from tests.tui.forms.conftest import Show, Stage
from tui.screens.contact import ContactForm
from tui.screens.forms.client import ClientForm
from tui.screens.forms.commitment import CommitmentForm
from tui.screens.forms.contact_edit import ContactEdit
from tui.screens.forms.deliverable import DeliverableForm, NewDeliverable
from tui.screens.forms.person import PersonForm
from tui.screens.forms.project import ProjectForm
from tui.widgets.fields import ClientField, TextField

Clients = dict[str, Client]


def answer(pilot: Pilot[None]) -> Any:
    assert isinstance(pilot.app, Stage)
    (given,) = pilot.app.answers
    return given


def still_open(pilot: Pilot[None]) -> bool:
    assert isinstance(pilot.app, Stage)
    return not pilot.app.answers


def under(pilot: Pilot[None], field_id: str) -> str:
    return str(pilot.app.screen.query_one(f"#{field_id}", TextField).border_subtitle or "")


async def type_in(pilot: Pilot[None], **texts: str) -> None:
    """Type into fields by id."""
    for field_id, text in texts.items():
        pilot.app.screen.query_one(f"#{field_id}").focus()
        await pilot.press(*text)


async def test_a_new_client(show: Show, desk: Desk) -> None:
    async with show(ClientForm(desk, save=desk.clients.add)) as pilot:
        await type_in(
            pilot, name="Acme", addresses="ann@acme.example", zone="lisbon", limit="2h", touch="never"
        )
        await pilot.press("ctrl+s")
        (client,) = desk.clients.all()
    assert (client.name, client.addresses, client.zone) == ("Acme", ("ann@acme.example",), "Europe/Lisbon")
    assert (client.reply_limit_minutes, client.keep_in_touch_days) == (120, 0)


async def test_a_name_twice_is_warned_of_and_refused(show: Show, desk: Desk, clients: Clients) -> None:
    async with show(ClientForm(desk)) as pilot:
        await type_in(pilot, name="Harbour")
        assert "much like Harbour Books" in under(pilot, "name")
        await type_in(pilot, name=" books")
        assert "There is a client Harbour Books already." in under(pilot, "name")
        await pilot.press("ctrl+s")
        assert still_open(pilot)


async def test_a_free_mail_domain_is_refused_at_its_field(show: Show, desk: Desk) -> None:
    async with show(ClientForm(desk, save=desk.clients.add)) as pilot:
        await type_in(pilot, name="Ann", domains="gmail.com")
        await pilot.press("ctrl+s")
        assert still_open(pilot)
        assert pilot.app.screen.query_one("#domains").has_focus
        assert "half the world writes from there" in under(pilot, "domains")
        assert "exact address" in str(pilot.app.screen.query_one("#told", Static).content)


@pytest.mark.parametrize("size", [(120, 36), (80, 24)])
async def test_a_client_that_is_not_touched_stays_exactly_as_it_is(
    show: Show, desk: Desk, size: tuple[int, int]
) -> None:
    odd = Client(
        name="A\u200fcme  [/] [red] ワイド" + "N" * 9_000,
        addresses=("ann@acme.example",),
        domains=("acme.example",),
        phones=("+49 30 1",),
        zone="Asia/Tokyo",
        reply_limit_minutes=61,
        keep_in_touch_days=33,
        takes_gifts=False,
        coffee="[b]oat",
        post_address="Quay 4\n20457 Hamburg",
        referred_by="\u202eCove",
        note="first line\nsecond line",
        since=date(2019, 2, 28),
    )
    stored = desk.clients.get(desk.clients.add(odd).id)
    async with show(ClientForm(desk, stored), size=size) as pilot:
        await pilot.press("ctrl+s")
        assert answer(pilot) == stored


async def test_a_person(show: Show, desk: Desk, clients: Clients) -> None:
    cove = clients["Cove"].id
    async with show(PersonForm(desk, client_id=cove, save=desk.clients.add_person)) as pilot:
        await type_in(pilot, name="Dana Ruiz", role="owner", phones="+49 30 1")
        await pilot.press("ctrl+s")
        assert answer(pilot) == Person(cove, "Dana Ruiz", role="owner", phones=("+49 30 1",))
    (person,) = desk.clients.people(cove)
    async with show(PersonForm(desk, person, client_id=cove)) as pilot:
        await pilot.press("ctrl+s")
        assert answer(pilot) == person


async def test_a_project_cannot_end_before_it_began(show: Show, desk: Desk, clients: Clients) -> None:
    async with show(ProjectForm(desk, client_id=clients["Cove"].id)) as pilot:
        await type_in(pilot, name="Logo", ended="20 nov")
        await pilot.press("ctrl+s")
        assert "cannot end before it began" in under(pilot, "ended")
        await type_in(pilot, started="2 nov")
        await pilot.press("ctrl+s")
        assert answer(pilot) == Project(
            clients["Cove"].id, "Logo", started_on=date(2026, 11, 2), ended_on=date(2026, 11, 20)
        )


async def test_a_deliverable_makes_its_project(show: Show, desk: Desk, clients: Clients) -> None:
    async with show(DeliverableForm(desk)) as pilot:
        await type_in(
            pilot, client="ha", name="Logo", promised="fri 3pm", target="thu", estimate="2d", left="12h"
        )
        await pilot.press("ctrl+s")
        new = answer(pilot)
    assert isinstance(new, NewDeliverable)
    assert new.project == Project(clients["Harbour Books"].id, "Logo", started_on=date(2026, 11, 23))
    assert new.deliverable == Deliverable(
        project_id=0,
        client_id=clients["Harbour Books"].id,
        name="Logo",
        estimate_minutes=960,
        judged_minutes=720,
        promised_at=at("2026-11-27 15:00"),
        target_on=date(2026, 11, 26),
    )


async def test_a_deliverable_goes_into_a_project_there_is(show: Show, desk: Desk, clients: Clients) -> None:
    cove = clients["Cove"].id
    project = desk.work.add_project(Project(cove, "Checkout"))
    async with show(DeliverableForm(desk, client_id=cove)) as pilot:
        pilot.app.screen.query_one("#project").focus()
        await pilot.press("down")
        await type_in(pilot, name="Basket")
        await pilot.press("ctrl+s")
        new = answer(pilot)
    assert new.project is None
    assert new.deliverable.project_id == project.id


async def test_the_aim_is_never_later_than_the_promise(show: Show, desk: Desk, clients: Clients) -> None:
    async with show(DeliverableForm(desk, client_id=clients["Cove"].id)) as pilot:
        await type_in(pilot, name="Logo", promised="wed", target="fri")
        await pilot.press("ctrl+s")
        assert still_open(pilot)
        assert "no later than the promise" in under(pilot, "target")


async def test_a_deliverable_that_is_not_touched_stays_as_it_is(
    show: Show, desk: Desk, clients: Clients
) -> None:
    draft = Deliverable(
        project_id=0,
        client_id=clients["Cove"].id,
        name="API [/]",
        estimate_minutes=61,
        spent_minutes=7,
        judged_minutes=97,
        promised_at=NOW.replace(second=7),
        target_on=date(2026, 11, 20),
    )
    stored = desk.work.add_deliverable_to("API", draft)
    async with show(DeliverableForm(desk, stored)) as pilot:
        await pilot.press("ctrl+s")
        assert answer(pilot) == NewDeliverable(stored)


async def test_a_commitment(show: Show, desk: Desk, clients: Clients) -> None:
    async with show(CommitmentForm(desk, save=desk.work.add_commitment)) as pilot:
        await type_in(pilot, text="Send the link", due="5pm", client="co")
        await pilot.press("enter", "right", "ctrl+s")
        assert answer(pilot) == Commitment(
            "Send the link", at("17:00"), client_id=clients["Cove"].id, kind=CommitmentKind.CALLBACK
        )


async def test_a_commitment_needs_a_time_but_no_client(show: Show, desk: Desk) -> None:
    async with show(CommitmentForm(desk)) as pilot:
        await type_in(pilot, text="Tax return")
        await pilot.press("ctrl+s")
        assert "By when?" in under(pilot, "due")
        await type_in(pilot, due="fri")
        await pilot.press("ctrl+s")
        assert answer(pilot).client_id is None


async def test_a_contact_on_another_channel(show: Show, desk: Desk, clients: Clients) -> None:
    async with show(ContactForm(desk)) as pilot:
        await type_in(pilot, client="li", at="9:40", channel="s", note="Is Friday fine?", wants="y")
        await pilot.press("ctrl+s")
        assert answer(pilot) == ContactDraft(
            channel=Channel.SMS,
            direction=Direction.IN,
            client_id=clients["Lindqvist"].id,
            at=at("09:40"),
            note="Is Friday fine?",
            wants_answer=True,
        )


async def test_what_i_wrote_waits_for_no_answer_of_mine(show: Show, desk: Desk, clients: Clients) -> None:
    async with show(ContactForm(desk, client_id=clients["Cove"].id)) as pilot:
        await type_in(pilot, wants="y", direction="y")
        await pilot.press("ctrl+s")
        assert answer(pilot).direction is Direction.OUT
        assert not answer(pilot).wants_answer


async def test_a_contact_is_mended(show: Show, desk: Desk, clients: Clients) -> None:
    touch = desk.contacts.log(
        ContactDraft(
            Channel.CALL, Direction.IN, clients["Cove"].id, NOW, minutes=5, outcome=Outcome.SPOKE, note="hm"
        )
    )
    async with show(ContactEdit(desk, touch, save=desk.contacts.edit)) as pilot:
        await type_in(pilot, minutes="15", note="!")
        await pilot.press("ctrl+s")
        assert answer(pilot) == replace(touch, minutes=15, note="hm!")


async def test_of_mail_only_the_note_can_be_changed(show: Show, desk: Desk, clients: Clients) -> None:
    touch = desk.contacts.log(ContactDraft(Channel.MAIL, Direction.IN, clients["Cove"].id, NOW))
    mail = replace(touch, message_id="1@cove.example", subject="Dates")
    async with show(ContactEdit(desk, mail)) as pilot:
        await pilot.press(*"ask Ann", "enter")
        assert answer(pilot) == replace(mail, note="ask Ann")


async def test_letters_typed_over_a_filled_in_client_mean_somebody_else(
    show: Show, desk: Desk, clients: dict[str, Client]
) -> None:
    form = DeliverableForm(desk, client_id=clients["Osei & Sons"].id)
    async with show(form) as pilot:
        form.query_one("#client").focus()
        await pilot.pause()
        await pilot.press("l", "i")
        await pilot.pause()
        field = form.query_one("#client", ClientField)
        assert field.client == clients["Lindqvist"]
