"""What a closed week was judged by, and what the rest of it decided after it was closed."""

from __future__ import annotations

from pathlib import Path

from data.desk import Desk
from data.model.client import Client
from data.model.draft import ContactDraft
from data.model.touch import Channel, Direction
from data.model.week import NextWeek, WeekReview
from data.model.work import Commitment
from data.settings import load
from tests.build import at
from tests.desk.a_week import FRIDAY, NEXT, WEEK, everything
from tests.desk.conftest import Hand

ELSEWHERE = """\
zone = "Asia/Tokyo"

[working_hours]
mon = [["13:00", "15:00"]]
tue = []
wed = [["22:00", "02:00"]]
thu = [["06:00", "07:00"]]
fri = []
"""
"""Other working hours in another zone."""


def page(review: WeekReview, coming: NextWeek) -> str:
    return f"# {review.week}, then {coming.week}\n"


def test_other_working_hours_correct_no_closed_week(desk: Desk, clock: Hand, tmp_path: Path) -> None:
    everything(desk, clock)
    clock.at = at("2026-11-26 10:10")
    desk.mail.check()
    (acme,) = desk.clients.all()
    for when in ("2026-11-23 00:30", "2026-11-25 16:30", "2026-11-26 20:00"):
        desk.contacts.log(ContactDraft(Channel.CALL, Direction.OUT, acme.id, at(when), minutes=9))
    clock.at = FRIDAY
    desk.reviews.close(WEEK, page)
    closed = desk.reviews.week(WEEK)
    clock.turn(days=10)
    file = tmp_path / "elsewhere.toml"
    file.write_text(ELSEWHERE)
    file.chmod(0o600)
    moved = Desk.open(tmp_path / "store" / "frontdesk.db", load(file), clock)
    try:
        review = moved.reviews.week(WEEK)
    finally:
        moved.close()
    assert review.corrected == ()
    assert (review.start, review.end, review.zone) == (closed.start, closed.end, "Europe/Berlin")
    assert dict(review.settings)["working_hours.thu"] == "09:00-17:00"


def closed_on_friday(desk: Desk, clock: Hand) -> int:
    """Close a week with one promise kept on Friday at four, another promised for five; give the client."""
    acme = desk.clients.add(Client("Acme"))
    kept = desk.work.add_commitment(Commitment("Quote", at("2026-11-24 12:00"), client_id=acme.id))
    desk.work.add_commitment(Commitment("Invoice", at("2026-11-27 17:00"), client_id=acme.id))
    clock.at = at("2026-11-24 11:00")
    desk.work.done_commitment(kept.id)
    clock.at = FRIDAY
    desk.reviews.close(WEEK, page)
    return acme.id


def test_what_falls_due_after_closing_is_told_beside_what_was_frozen(desk: Desk, clock: Hand) -> None:
    number = closed_on_friday(desk, clock)
    clock.at = at("2026-11-28 11:00")
    desk.contacts.log(ContactDraft(Channel.CALL, Direction.OUT, number, clock.at, minutes=20))
    assert desk.reviews.week(WEEK).whole == ()  # while it runs, it may still become another figure
    clock.at = at("2026-11-30 09:00")
    review = desk.reviews.week(WEEK)
    assert review.corrected == ()
    assert (review.figure("promises", "due").value, review.figure("promises", "due").of) == (1, 1)
    whole = {(each.block, each.now.name): (each.now.value, each.now.of) for each in review.whole}
    assert whole == {
        ("promises", "due"): (1, 2),
        ("promises", "broken"): (1, None),
        ("promises", "kept_rate"): (1, 2),
        ("after_hours", "contacts_out"): (1, None),
        ("after_hours", "evenings"): (5, 5),
    }


def test_trends_count_what_falls_due_after_closing_and_no_later_edit(desk: Desk, clock: Hand) -> None:
    number = closed_on_friday(desk, clock)
    clock.at = at("2026-11-30 09:00")
    draft = ContactDraft(Channel.CALL, Direction.OUT, number, at("2026-11-28 11:00"), minutes=20)
    desk.contacts.log(draft)
    desk.work.add_commitment(Commitment("Found later", at("2026-11-26 12:00"), client_id=number))
    trend = desk.reviews.trends(NEXT)[-2]
    assert (trend.kept, trend.due, trend.after_hours, trend.closed) == (1, 2, 1, True)


def test_a_week_closed_late_has_no_rest(desk: Desk, clock: Hand) -> None:
    everything(desk, clock)
    clock.at = at("2026-11-30 09:00")
    desk.reviews.close(WEEK, page)
    clock.turn(days=3)
    review = desk.reviews.week(WEEK)
    assert (review.whole, review.corrected) == ((), ())
