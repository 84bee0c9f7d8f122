"""The courtesy check: names of others, blame in many wordings, and what passes."""

from __future__ import annotations

import pytest

from data.rules.courtesy import CourtesyFacts, CourtesyRule, Finding, check, rewritten

OTHERS = ("Acme", "Cove", "cove.example", "Osei & Sons", "Müller", "Harbour Books", "日本社", "ab")
FACTS = CourtesyFacts(own_names=("Acme North", "acme-north.example"), other_names=OTHERS)


def found(text: str, rule: CourtesyRule) -> list[Finding]:
    return [finding for finding in check(text, FACTS) if finding.rule == rule]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("As for COVE, that is done", "COVE"),
        ("see cove.example/shop", "cove.example"),
        ("write to jo@cove.example", "cove.example"),
        ("like Osei and Sons", "Osei and Sons"),
        ("like Osei & Sons", "Osei & Sons"),
        ("muller likes it", "muller"),
        ("Harbour\nBooks likes it", "Harbour\nBooks"),
        ("Cove's shop", "Cove"),
        ("日本社です", "日本社"),
        ("C\u200bove", "C\u200bove"),
    ],
)
def test_a_name_of_somebody_else_is_found_however_it_is_written(text: str, words: str) -> None:
    (finding,) = found(text, CourtesyRule.OTHER_CLIENT)
    assert finding.words == words == text[finding.start : finding.end]


@pytest.mark.parametrize(
    "text",
    [
        "Acme North",
        "acme is you",
        "covers and coverage",
        "Alcove",
        "ab and AB",
        "a harbour with books",
        "Osei. Sons",
    ],
)
def test_own_names_short_ones_and_parts_of_words_are_no_others(text: str) -> None:
    assert found(text, CourtesyRule.OTHER_CLIENT) == []


@pytest.mark.parametrize(
    ("text", "instead"),
    [
        ("I was busy with another client.", "I was not free."),
        ("It is late because of another project.", "It is late for reasons on my side."),
        ("The other client kept me.", "I was not free."),
        ("I had to finish another project first.", "I had to keep to my plan."),
        ("My other clients come first, sorry.", "I was not free, sorry."),
        ("Someone else's project took longer.", "I was not free."),
        ("One of my clients had an emergency.", "I was not free."),
        ("I got pulled onto a different project.", "I was not free."),
        ("I have too many projects.", "I have a full week."),
        ("I am swamped with client work.", "I am not free."),
        ("A client of mine needed help, so it is late.", "I was not free, so it is late."),
        ("Late due to other commitments.", "Late for reasons on my side."),
        ("I was tied up with a more urgent job.", "I was not free."),
        ("Sorry, other work got in the way.", "Sorry, I was not free."),
        ("I spent the week on another project.", "I was not free."),
        ("My day went to another customer.", "My day was full."),
        ("Other things came up.", "I was not free."),
        ("A client emergency came up.", "I was not free."),
        ("I was busy\nwith another\nclient.", "I was not free."),
    ],
)
def test_blame_on_another_client_has_a_neutral_rewrite(text: str, instead: str) -> None:
    (finding,) = found(text, CourtesyRule.BLAME)
    assert rewritten(text, finding) == instead


@pytest.mark.parametrize(
    ("text", "instead"),
    [
        ("You forgot to send the logo.", "I am still missing the logo."),
        ("You forgot to sign.", "The next step is to sign."),
        ("You forgot the logo.", "Still open is the logo."),
        ("You failed to reply.", "The next step is to reply."),
        ("You should have told me.", "What matters is what we do from here."),
        ("As I already told you, it is late.", "In short, it is late."),
        ("As per my last e-mail, it is late.", "In short, it is late."),
        ("It is late because you didn’t send the texts.", "It is late while I am waiting for the texts."),
        ("It is your fault.", "It is something to sort out together."),
        ("You still haven't sent me the logo.", "I am still waiting for the logo."),
        ("I have already asked you for it.", "May I ask you again for it."),
        ("You kept me waiting for a week.", "It took longer than planned."),
    ],
)
def test_blame_on_the_one_who_reads_has_a_neutral_rewrite(text: str, instead: str) -> None:
    (finding,) = found(text, CourtesyRule.BLAME)
    assert rewritten(text, finding) == instead


@pytest.mark.parametrize(
    "text",
    [
        "kill the process",
        "The server killed the other job.",
        "If you forgot anything, tell me.",
        "In case you missed it, here is the link.",
        "You should have the files by now.",
        "You should have received the mail.",
        "Your other project is fine.",
        "Your other customers asked for the old price.",
        "I know you didn't ask for it, but I tidied the footer.",
        "I blamed the cache; dead code and child processes.",
        "The client sends another request.",
        "Other browsers work too.",
        "You will have another version on Friday.",
        "The project needed another day.",
        "The other task runs at night.",
        "Thank you, you didn't have to do that.",
        "because\n\nanother client",
    ],
)
def test_technical_and_friendly_words_pass(text: str) -> None:
    assert check(text, FACTS) == ()


def test_findings_stand_in_the_order_of_the_text_and_say_where() -> None:
    text = "You forgot the logo. I was busy with another client, Cove."
    findings = check(text, FACTS)
    assert [text[each.start : each.end] for each in findings] == [each.words for each in findings]
    assert [each.start for each in findings] == sorted(each.start for each in findings)
    assert len(findings) == 3


def test_an_empty_rewrite_leaves_the_words_out() -> None:
    text = "Done for Cove too."
    (finding,) = check(text, FACTS)
    assert rewritten(text, finding) == "Done for too."


def test_a_very_long_text_is_no_letter_and_costs_no_more() -> None:
    assert check("x" * 50_000 + " Cove", FACTS) == ()
