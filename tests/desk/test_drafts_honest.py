"""No draft says what is not so: about a date, about what is missing, about what was to be heard by when."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from data.desk import Desk
from data.errors import WrongUse
from data.model.client import Client
from data.model.letter import CourtesyRule
from data.model.promise import FindOut
from data.model.scope import Obligation, Step
from data.model.touch import Channel
from data.model.work import Deliverable
from tests.build import NOW, at


@pytest.fixture
def acme(desk: Desk) -> Client:
    return desk.clients.add(Client("Acme", addresses=("ana@acme.example",)))


def work(desk: Desk, acme: Client, promised: str, hours: int = 4, name: str = "Site") -> Deliverable:
    """Something owed to Acme."""
    item = Deliverable(0, acme.id, name, estimate_minutes=hours * 60, promised_at=at(promised))
    return desk.work.add_deliverable_to(name, item)


def texts_are_late(desk: Desk, what: Deliverable) -> Obligation:
    return desk.scope.add_obligation(
        Obligation(what.client_id, "texts", NOW, needed_on=date(2026, 11, 19), deliverable_id=what.id)
    )


def test_while_something_is_missing_every_draft_says_the_same_day(desk: Desk, acme: Client) -> None:
    what = work(desk, acme, "2026-12-08 17:00")
    owed = texts_are_late(desk, what)
    slack = desk.today().slack
    update = desk.drafts.update(acme.id, slack).draft.body
    heads_up = desk.drafts.heads_up(what.id, slack)
    nudge = desk.drafts.nudge(owed.id).draft.body
    assert "still holds" not in update
    assert "19 November" not in update
    (said,) = {
        line.partition("promise you is ")[2] or line.partition("promise you would be ")[2]
        for line in (*heads_up.draft.body.splitlines(), *nudge.splitlines())
        if "promise you is " in line or "promise you would be " in line
    } - {""} and {_day(nudge)}
    assert said in heads_up.draft.body
    assert said in update
    assert "texts" in heads_up.draft.body
    assert heads_up.new_promise_at is not None


def _day(text: str) -> str:
    return text.partition("would be ")[2].partition(".")[0]


def test_a_date_that_holds_is_nothing_to_warn_about(desk: Desk, acme: Client) -> None:
    what = work(desk, acme, "2026-12-18 17:00")
    with pytest.raises(WrongUse, match="nothing to warn about"):
        desk.drafts.heads_up(what.id, desk.today().slack)


@pytest.mark.parametrize(
    ("promised", "says"),
    [("2026-11-23 17:00", "will not be ready today"), ("2026-11-20 17:00", "did not keep that day")],
)
def test_a_heads_up_that_comes_late_says_so(desk: Desk, acme: Client, promised: str, says: str) -> None:
    what = work(desk, acme, promised, hours=20)
    body = desk.drafts.heads_up(what.id, desk.today().slack).draft.body
    assert says in body
    assert "rather tell you early" not in body


def test_an_update_of_a_date_that_does_not_hold_says_the_one_that_does(desk: Desk, acme: Client) -> None:
    work(desk, acme, "2026-11-24 17:00", hours=20)
    composed = desk.drafts.update(acme.id, desk.today().slack)
    assert "The day changes: I told you Tuesday 24 November" in composed.draft.body
    assert "Is it still good" not in composed.draft.body


def test_next_are_steps_and_other_work_not_the_thing_itself(desk: Desk, acme: Client) -> None:
    what = work(desk, acme, "2026-12-18 17:00")
    body = desk.drafts.update(acme.id, desk.today().slack).draft.body
    assert "- Site" not in body
    desk.scope.add_step(Step(what.project_id, 0, "sketch", done_on=NOW.date()))
    desk.scope.add_step(Step(what.project_id, 1, "proofs"))
    work(desk, acme, "2026-12-20 17:00", name="Flyer set")
    body = desk.drafts.update(acme.id, desk.today().slack).draft.body
    done, _, after = body.partition("Next:")
    assert "- sketch" in done
    assert "- proofs" in after
    assert "- Flyer set" in after


def test_a_word_that_comes_late_says_so_and_names_a_new_time(desk: Desk, acme: Client) -> None:
    asked = desk.find_outs.add(
        FindOut("hosting price", NOW - timedelta(days=3), NOW - timedelta(hours=1), client_id=acme.id)
    )
    composed = desk.drafts.find_out(asked.id)
    assert "I am sorry" in composed.draft.body
    assert composed.come_back_at == desk.find_outs.usual_come_back()
    desk.find_outs.interim(asked.id, Channel.MAIL, composed.come_back_at)
    assert desk.find_outs.get(asked.id).come_back_at == composed.come_back_at
    desk.undo()
    assert desk.find_outs.get(asked.id) == asked


def test_what_only_the_writer_knows_is_asked_for(desk: Desk, acme: Client) -> None:
    composed = desk.drafts.mistake(acme.id)
    found = composed.check(composed.draft.body)
    assert len([each for each in found if each.rule is CourtesyRule.TO_FILL_IN]) == 3
    filled = replace(composed.draft, body=composed.draft.body.replace("[…]", "put right"))
    assert composed.check(filled.body) == ()


def test_other_work_and_contempt_are_found(desk: Desk, acme: Client) -> None:
    other = desk.clients.add(Client("Birch"))
    work(desk, other, "2026-12-18 17:00", name="Checkout redesign")
    found = desk.drafts.mistake(acme.id).check("Checkout redesign came first, you idiot.")
    assert [each.rule for each in found] == [CourtesyRule.OTHER_CLIENT, CourtesyRule.BLAME]


def test_hints_are_counted_and_nothing_else_of_a_text_is_kept(desk: Desk) -> None:
    desk.drafts.count_check(0, 0)
    desk.drafts.count_check(3, 2)
    shown, rewritten = (desk.reviews.week().figure("courtesy", name).value for name in ("shown", "rewritten"))
    assert (shown, rewritten) == (3, 2)
