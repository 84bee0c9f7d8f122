"""What the forms, the trays and the client page say."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from data.model.after_hours import LateContacts
from data.model.calendar import DayOff
from data.model.found import Found
from data.model.source import Around, Place, SourceState, Trial
from data.model.today import Today
from data.model.work import CommitmentKind
from tests.build import (
    BERLIN,
    NOW,
    TODAY,
    a_client,
    a_commitment,
    a_deliverable,
    a_person,
    a_thread,
    a_touch,
    at,
)
from tui.wording import client as page
from tui.wording import forms, sources, trays
from tui.wording.row import Part, Row

DAY = Today(now=NOW, zone=BERLIN)


def said(parts: tuple[Part, ...]) -> str:
    return "".join(text for text, _ in parts)


def cells(row: Row) -> list[str]:
    return [said(cell.parts) for cell in row.cells]


def test_candidates_and_how_many_more() -> None:
    assert said(forms.candidates_said(["Acme [/]", "Acorn"], 0, 3)) == "Acme [/] · Acorn · 3 more"


def test_how_long_an_exchange_waits() -> None:
    assert forms.waiting_said(a_thread(), NOW, BERLIN, 60) == "mail, 09:15 · 1 h"


def test_the_head_of_a_client_abroad() -> None:
    client = a_client("Cove", zone="Asia/Tokyo", since=date(2024, 2, 1))
    line = said(page.head_line(client, DAY, NOW - timedelta(days=1)))
    assert line == "Cove   18:15 there   last contact yesterday 10:15   together since Thu 1 Feb 2024"
    assert "no contact yet" in said(page.head_line(client, DAY, None))
    yesterday = NOW - timedelta(days=1)
    # Where it does not fit, the least is left out rather than cut.
    assert (
        said(page.head_line(client, DAY, yesterday, 3)) == "Cove   18:15 there   last contact yesterday 10:15"
    )
    assert said(page.head_line(client, DAY, yesterday, 1)) == "Cove"


def test_what_was_promised_comes_in_the_order_it_is_due() -> None:
    late = a_commitment("Call back", id=1, due_at=at("09:30"), kind=CommitmentKind.CALLBACK)
    today = a_commitment("Send it", id=2, due_at=at("17:00"), kind=CommitmentKind.CALLBACK)
    rows = page.promised_rows(
        (), [a_deliverable(), a_deliverable(id=2, promised_at=None)], [today, late], DAY
    )
    assert [row.key for row in rows] == ["commitment:1", "commitment:2", "deliverable:1", "deliverable:2"]
    assert cells(rows[0])[1:] == ["Call back", "45 m late", "today 09:30"]
    assert cells(rows[1])[1:] == ["Send it", "call back", "today 17:00"]
    assert cells(rows[3])[3] == "no date told"


def test_what_is_good_to_know() -> None:
    client = a_client(coffee="oat [/]", takes_gifts=False)
    rows = page.about_rows(client, [a_person("Dana", role="owner", phones=("+49 1",))], DAY)
    assert [cells(row) for row in rows] == [
        ["coffee", "oat [/]"],
        ["gifts", "not allowed"],
        ["there", "Dana  owner · +49 1"],
    ]


def test_a_hit_ahead_and_one_behind() -> None:
    ahead = Found("deliverable:1", "Logo", "Cove", 1, NOW + timedelta(days=1))
    behind = Found("touch:1", "Dates?", "Cove", 1, NOW - timedelta(days=1))
    assert cells(trays.found_row(ahead, NOW, BERLIN)) == ["promised", "Logo", "Cove", "Tue 10:15"]
    assert cells(trays.found_row(behind, NOW, BERLIN)) == ["contact", "Dates?", "Cove", "yesterday 10:15"]


def test_an_exchange_that_sleeps_says_until_when() -> None:
    thread = a_thread(snoozed_until=at("2026-11-24 09:00"))
    assert cells(trays.thread_row(thread, {1: "Harbour Books"}, NOW, BERLIN)) == [
        "Dana Ruiz",
        "Which dates suit you?",
        "Harbour Books",
        "until Tue 09:00",
    ]


def test_a_source_that_failed_says_so_under_its_name() -> None:
    row = sources.source_row(SourceState("work", "maildir", error="The folder is gone."), NOW, BERLIN)
    assert cells(row)[3] == "not read yet"
    assert said(row.under[1].parts) == "The folder is gone."


def test_a_source_that_worked_says_what_it_brought() -> None:
    state = SourceState("work", "maildir", last_read_at=NOW, read=9, skipped=1, note="no Sent folder found")
    row = sources.source_row(state, NOW, BERLIN)
    assert said(row.under[1].parts) == "9 known · 1 not understood · no Sent folder found"


def test_a_source_that_is_offline_says_so_without_alarm() -> None:
    state = SourceState("work", "imap", last_read_at=NOW, offline_since=NOW, read=9)
    row = sources.source_row(state, NOW, BERLIN)
    assert said(row.cells[0].parts) == "◐"
    assert said(row.under[1].parts) == "offline, tried again by itself · 9 known"


def test_in_one_line_it_is_said_what_is_not_as_usual_with_a_source() -> None:
    def told(**fields: Any) -> str:
        return sources.to_know(SourceState("work", "imap", **fields), NOW, BERLIN)

    assert told() == ""
    assert told(error="It is gone.", note="no Sent folder found") == "It is gone."
    assert told(offline_since=NOW) == "offline, tried again by itself, since today 10:15"
    assert told(offline_since=NOW, note="no Sent").endswith("10:15 · no Sent")


def test_how_a_reading_ended_is_said_in_one_sentence() -> None:
    good, away, bad = (
        SourceState("work", "imap"),
        SourceState("[/] home", "imap", offline_since=NOW),
        SourceState("old", "imap", error="It is gone."),
    )
    assert sources.reading_said(()) == "Nothing is read yet: S, and there n, connects mail and calendars."
    assert sources.reading_said((good,)) == "Everything is read."
    assert sources.reading_said((good, away)) == "[/] home cannot be reached; it is tried again by itself."
    assert sources.reading_said((away, away)).startswith("2 of 2 sources cannot be reached; they are")
    assert sources.reading_said((good, bad)) == "old could not be read; S says why."
    assert sources.reading_said((good, away, bad)) == "2 of 3 sources could not be read; S says why."


def test_many_messages_are_counted_in_thousands() -> None:
    state = SourceState("work", "imap", last_read_at=NOW, read=24566, not_client=18566)
    assert said(sources.source_row(state, NOW, BERLIN).under[1].parts) == (
        "24,566 known · 18,566 from no client"
    )


def test_a_trial_stopped_before_anything_was_read_promises_nothing() -> None:
    state = SourceState("work", "imap")
    early, late, empty = (
        " ".join(said(fact.parts) for fact in sources.trial_block(trial, NOW, BERLIN).facts)
        for trial in (Trial(state, stopped=True), Trial(replace(state, read=9), stopped=True), Trial(state))
    )
    assert early == "Stopped before the end: nothing was read yet."
    assert late == "nothing to or from a client yet, 9 known Stopped before the end: there is more in it."
    assert empty == "nothing to or from a client yet"


def test_a_trial_says_which_folders_there_are_and_how_news_come() -> None:
    places = (Place("INBOX", 1204), Place("Gesendet [/]", 7, sent=True), Place("Shut"))
    state = SourceState("work", "imap")
    for at_once, how in ((True, "at once"), (False, "at the next reading, within two minutes")):
        block = sources.trial_block(Trial(state, Around(places, 9, at_once)), NOW, BERLIN)
        told = {fact.label: said(fact.parts) for fact in block.facts}
        assert told["INBOX"] == "1,204"
        assert told["Gesendet [/]"] == "7, what you sent"
        assert told["Shut"] == "cannot be opened"
        assert told["besides"] == "9 folders more"
        assert told["news"] == how


def test_what_was_found_on_this_machine() -> None:
    assert sources.candidate_about("mbox", "~/mail", None) == "mailbox · ~/mail"
    assert sources.candidate_about("maildir", "~/Maildir", 1) == "mailbox · 1 message · ~/Maildir"
    assert sources.candidate_about("vdir", "~/cal", 10_000) == "calendar · over 10,000 events · ~/cal"


def test_days_off_that_are_over_are_dim() -> None:
    days = [DayOff(TODAY - timedelta(days=1), "gone"), DayOff(TODAY, "[/] today")]
    rows = trays.day_off_rows(days, TODAY)
    assert [row.cells[0].tone for row in rows] == ["faint", "plain"]
    assert cells(rows[1]) == ["Mon 23 Nov", "[/] today"]


def test_contacts_after_hours_are_marked() -> None:
    late, usual = page.contact_rows([a_touch("a", id=1), a_touch("b", id=2)], NOW, BERLIN, {1})
    assert cells(late)[-1] == "after hours · a"
    assert cells(usual)[-1] == "b"


def test_how_often_they_call_after_hours_is_worth_knowing() -> None:
    def facts(late: LateContacts | None) -> list[list[str]]:
        return [cells(row) for row in page.about_rows(a_client("Acme"), [], DAY, late)]

    said = ["hours", "3 after hours in 90 days, 2 since you answered"]
    assert said in facts(LateContacts(3, NOW, 2))
    assert facts(LateContacts()) == facts(None)
