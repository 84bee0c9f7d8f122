"""Nothing a client could receive says the date aimed for: a walk over every text that can leave the house."""

from __future__ import annotations

from datetime import date, timedelta
from email import message_from_bytes
from email.policy import default

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.desk import Desk
from data.desk.talk.drafts import Composed
from data.model.agreement import Agreement, AgreementKind
from data.model.check import Judged
from data.model.client import Client, Person
from data.model.draft import ContactDraft, FollowUp
from data.model.letter import CourtesyRule, DraftKind
from data.model.letter import Finding as Letter
from data.model.outgoing import CalendarForm
from data.model.promise import FindOut, Verdict
from data.model.scope import Obligation
from data.model.touch import Channel, Direction
from data.model.work import Deliverable, Project
from data.rules.courtesy import CourtesyFacts, check
from tests.build import BERLIN, NOW, TODAY, at
from tui.wording.promise_panel import Finding

TARGET = date(2026, 12, 1)
SPELLINGS = ("2026-12-01", "1 Dec", "1 December", "Dec 1", "December 1", "1.12.", "01.12.", "1/12")


@pytest.fixture
def acme(desk: Desk) -> Client:
    client = desk.clients.add(Client("Acme", addresses=("ana@acme.example",)))
    desk.clients.add_person(Person(client.id, "Ana Bell"))
    other = desk.clients.add(Client("Birch & Sons", domains=("birch.example",)))
    desk.work.add_project(Project(other.id, "Secret launch"))
    return client


def every_draft(desk: Desk, acme: Client) -> dict[DraftKind, Composed]:
    """Compose one of each kind about a piece of work with an aim."""
    what = desk.work.add_deliverable_to(
        "Site",
        Deliverable(
            0,
            acme.id,
            "Checkout",
            estimate_minutes=40 * 60,
            promised_at=at("2026-12-04 17:00"),
            target_on=TARGET,
        ),
    )
    owed = desk.scope.add_obligation(
        Obligation(acme.id, "texts", NOW, needed_on=date(2026, 11, 19), deliverable_id=what.id)
    )
    question = desk.find_outs.add(FindOut("hosting price", NOW, NOW + timedelta(days=1), client_id=acme.id))
    evening, wish = at("2026-11-22 19:00"), FollowUp("see why the site is slow", at("2026-11-24 09:30"))
    call = desk.contacts.log(ContactDraft(Channel.CALL, Direction.IN, acme.id, evening, tomorrow=wish))
    awaited = desk.after_hours.awaited_in(call.id)
    assert awaited is not None
    desk.agreements.agree(
        Agreement(acme.id, AgreementKind.OBLIGATIONS, "texts in time", TODAY, agreed_on=TODAY)
    )
    drafts = desk.drafts
    return {
        DraftKind.HEADS_UP: drafts.heads_up(what.id),
        DraftKind.UPDATE: drafts.update(acme.id, desk.today().slack),
        DraftKind.NUDGE: drafts.nudge(owed.id),
        DraftKind.FIND_OUT: drafts.find_out(question.id),
        DraftKind.MISTAKE: drafts.mistake(acme.id, what.id),
        DraftKind.WRITE_UP: drafts.write_up(awaited.id),
        DraftKind.AGREEMENTS: drafts.agreements(acme.id),
    }


def hard(found: tuple[Letter, ...]) -> list[Letter]:
    """All but the places that only the writer can fill in."""
    return [each for each in found if each.rule is not CourtesyRule.TO_FILL_IN]


def test_no_text_says_the_aim_another_client_or_blame(desk: Desk, acme: Client) -> None:
    composed = every_draft(desk, acme)
    assert set(composed) == set(DraftKind)
    for kind, each in composed.items():
        text = f"{each.draft.subject}\n{each.draft.body}"
        assert hard(each.check(text)) == [], kind
        assert not [spelling for spelling in SPELLINGS if spelling in text], kind
        assert "Birch" not in text
        saved = desk.drafts.save(each.draft, each.client)
        mail = message_from_bytes(saved.read_bytes(), policy=default)
        body = mail.get_body()
        assert body is not None
        assert hard(each.check(body.get_content())) == []
        assert not [spelling for spelling in SPELLINGS if spelling in saved.read_text()], kind


def test_no_calendar_of_promises_says_the_aim_or_another_client(desk: Desk, acme: Client) -> None:
    every_draft(desk, acme)
    birch = desk.clients.by_name("birch")
    for form in CalendarForm:
        own, theirs = desk.export.promises(form), desk.export.promises(form, acme.id)
        assert "Checkout" in own
        assert "Checkout" in theirs
        assert not [spelling for spelling in (*SPELLINGS, "20261201") if spelling in own]
        assert "Birch" not in theirs
        assert "Checkout" not in desk.export.promises(form, birch.id)


def test_what_slips_in_by_hand_is_found(desk: Desk, acme: Client) -> None:
    composed = every_draft(desk, acme)[DraftKind.UPDATE]
    found = composed.check(
        "I aim for 1 December, but Birch & Sons and the Secret launch kept me; another client is first. […]"
    )
    assert {finding.rule for finding in found} == set(CourtesyRule)
    assert composed.check("You get it on 4 December.") == ()


days = st.integers(0, 40).map(lambda ahead: at("2026-11-23 17:00") + timedelta(days=ahead))


@given(st.sampled_from(list(Verdict)), days, days, st.integers(1, 30), st.booleans())
def test_the_sentence_to_say_aloud_never_names_the_aim(
    verdict: Verdict, wished: object, told: object, earlier: int, with_wish: bool
) -> None:
    told_at = told
    assert hasattr(told_at, "date")
    aim = told_at.date() - timedelta(days=earlier)
    judged = Judged(told_at, verdict, 0, 0, ())  # type: ignore[arg-type]
    wish = Judged(wished, verdict, 0, 0, ()) if with_wish else None  # type: ignore[arg-type]
    finding = Finding(NOW, BERLIN, NOW + timedelta(days=1), wish, judged, aim, estimated=True)
    promised = tuple(each.at.date() for each in (judged, wish) if each is not None)
    facts = CourtesyFacts(target_on=aim, promised=promised, today=NOW.date())
    assert check(finding.sentence, facts) == ()
