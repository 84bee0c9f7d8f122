"""From facts to a draft: every kind, any facts, and templates that are wrong or hostile."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import fields, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.drafts import DraftError, TemplateError, adopt, load, render, sample
from data.drafts.dates import say_day, say_moment
from data.model.letter import CourtesyRule, Draft, DraftFacts, DraftKind
from data.rules.courtesy import CourtesyFacts, check, known_days, told_days
from tests.build import BERLIN, TODAY
from tests.drafts.build import facts_of, some_facts
from tests.rules.test_courtesy_dates import SPELLINGS

kinds = st.sampled_from(DraftKind)
any_facts = kinds.flatmap(facts_of)


def moment(*parts: int) -> datetime:
    """A moment on the freelancer's clock."""
    year, month, day, hour, minute = (*parts, 0, 0)[:5]
    return datetime(year, month, day, hour, minute, tzinfo=ZoneInfo(BERLIN))


def own(folder: Path, kind: DraftKind, text: str) -> Path:
    """A template of the user's own."""
    path = folder / f"{kind.value}.txt"
    path.write_text(text, encoding="utf-8")
    return path


@given(any_facts)
def test_every_kind_can_be_written_whatever_is_known(facts: DraftFacts) -> None:
    draft = render(facts, ("dana@harbour.example",), None)
    assert draft.subject
    assert draft.subject.isprintable()
    assert draft.body.startswith("Hello")
    assert "\n\n\n" not in draft.body
    assert not any(letter < " " and letter not in "\n\t" for letter in draft.body)
    assert "None" not in draft.body + draft.subject
    assert "undefined" not in draft.body.lower()


@given(any_facts, st.dates(TODAY, TODAY + timedelta(days=60)))
def test_no_text_of_ours_blames_names_others_or_tells_the_aim(facts: DraftFacts, target: date) -> None:
    draft = render(facts, (), None)
    looked_for = CourtesyFacts(
        target_on=target,
        promised=told_days(facts),
        known=known_days(facts),
        today=TODAY,
        own_names=(facts.client, facts.greeting, facts.what),
        other_names=("Cove", "cove.example", "{{ 7 * 7 }} Ltd", "Osei & Sons"),
    )
    found = [*check(draft.subject, looked_for), *check(draft.body, looked_for)]
    assert [each for each in found if each.rule != CourtesyRule.TO_FILL_IN] == []


AIM = date(2026, 12, 2)
"""Known to the check alone: the facts of a draft have no room for it."""


def leaks(draft: Draft) -> bool:
    facts = CourtesyFacts(target_on=AIM, promised=(date(2026, 12, 7),))
    return any(
        each.rule == CourtesyRule.TARGET_DATE
        for text in (draft.subject, draft.body)
        for each in check(text, facts)
    )


@pytest.mark.parametrize("kind", DraftKind)
def test_no_draft_says_the_day_aimed_for_in_any_spelling(kind: DraftKind) -> None:
    for facts in (sample(kind, TODAY), some_facts(kind, new_promise_on=date(2026, 12, 7))):
        draft = render(facts, (), None)
        assert not leaks(draft)
        assert not any(spelling(AIM) in draft.subject + draft.body for spelling in SPELLINGS)


@pytest.mark.parametrize("kind", DraftKind)
@pytest.mark.parametrize("spelling", SPELLINGS)
def test_a_template_that_spells_it_by_hand_is_caught(
    kind: DraftKind, spelling: object, tmp_path: Path
) -> None:
    assert callable(spelling)
    own(tmp_path, kind, f"Subject: {{{{ what }}}}\n\nHello,\n\nI aim for {spelling(AIM)} myself.\n")
    assert leaks(render(sample(kind, TODAY), (), tmp_path))


def test_the_facts_have_no_room_for_the_day_aimed_for() -> None:
    names = {field.name for field in fields(DraftFacts)}
    assert not {name for name in names if "target" in name or "aim" in name}


def test_the_heads_up_says_fact_new_day_what_is_done_and_their_choice() -> None:
    facts = some_facts(
        greeting="Dana",
        me="Jo",
        what="Checkout",
        promised_on=date(2026, 11, 27),
        new_promise_on=date(2026, 12, 7),
        done=("the order form",),
        choices=("all of it on the new day", "the form now"),
    )
    draft = render(facts, ("dana@harbour.example",), None)
    assert draft.subject == "Checkout: a new date"
    said = [
        "Hello Dana,",
        "Friday 27 November",
        "Monday 7 December",
        "- the order form",
        "choice",
        "- the form now",
        "Jo",
    ]
    places = [draft.body.index(each) for each in said]
    assert places == sorted(places)


def test_no_cause_is_made_up() -> None:
    with_reason = render(some_facts(reason="I planned it too tightly."), (), None).body
    without = render(some_facts(), (), None).body
    assert with_reason.replace("I planned it too tightly.\n\n", "") == without


def test_the_update_claims_that_the_day_holds_only_when_it_does() -> None:
    facts = some_facts(DraftKind.UPDATE, promised_on=date(2026, 11, 27))
    assert "still holds" not in render(facts, (), None).body
    assert "still holds" in render(replace(facts, date_holds=True), (), None).body


def test_the_find_out_says_when_they_hear() -> None:
    facts = some_facts(DraftKind.FIND_OUT, question="Can it move?", come_back=moment(2026, 11, 24, 12))
    body = render(facts, (), None).body
    assert "> Can it move?" in body
    assert "tomorrow at 12:00" in body


@pytest.mark.parametrize(
    ("on", "said"),
    [(date(2026, 11, 27), "Friday 27 November"), (date(2027, 1, 4), "Monday 4 January 2027")],
)
def test_a_day_is_said_in_full_with_the_year_when_it_is_another(on: date, said: str) -> None:
    assert say_day(on, TODAY) == said


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (moment(2026, 11, 23, 17), "today at 17:00"),
        (moment(2026, 11, 24, 12), "tomorrow at 12:00"),
        (moment(2026, 12, 1, 9, 5), "Tuesday 1 December at 09:05"),
    ],
)
def test_a_moment_is_said_as_people_say_it(at: datetime, said: str) -> None:
    assert say_moment(at, TODAY) == said


def test_own_words_take_the_place_of_the_built_in_ones(tmp_path: Path) -> None:
    own(
        tmp_path,
        DraftKind.NUDGE,
        "Subject: {{ what }}?\r\n\r\nHi {{ greeting }}, by {{ needed_on|day }}?\r\n",
    )
    facts = some_facts(DraftKind.NUDGE, what="Texts", greeting="Dana", needed_on=date(2026, 11, 27))
    assert render(facts, (), tmp_path) == Draft(
        DraftKind.NUDGE, (), "Texts?", "Hi Dana, by Friday 27 November?\n"
    )
    assert render(facts, (), None).body.startswith("Hello Dana")
    assert render(replace(facts, kind=DraftKind.UPDATE), (), tmp_path).body.startswith("Hello Dana")


@pytest.mark.parametrize(
    ("body", "line", "said"),
    [
        ("{{ promisd_on }}", 3, "do you mean “promised_on”?"),
        ("ok\n{{ zzz }}", 4, "nothing called “zzz”"),
        ("ok\n\n{% if done %}", 5, "Unexpected end of template"),
        ("{{ done", 3, "unexpected end of template"),
        ("{{ needed_on|day }}", 3, "no day to say here"),
        ("{{ come_back|moment }}", 3, "no moment to say here"),
        ("{{ what|shout }}", 3, "No filter named 'shout'"),
        ("{{ 1 // 0 }}", 3, "zero"),
        ("{{ today.replace(year=0) }}", 3, "year"),
        ("{{ ''.__class__.__mro__ }}", 3, "unsafe"),
        ("{{ done.__class__ }}", 3, "unsafe"),
        ("{{ today.__reduce__() }}", 3, "unsafe"),
        ("{{ '{0.__class__}'.format(today) }}", 3, "unsafe"),
        ("{% include '/etc/passwd' %}", 3, "no loader"),
        ("{% for a in range(10 ** 9) %}x{% endfor %}", 3, "Range too big"),
        ("{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}", 1, "never comes to an end"),
    ],
)
def test_a_broken_template_is_one_sentence_that_names_file_line_and_way_out(
    body: str, line: int, said: str, tmp_path: Path
) -> None:
    path = own(tmp_path, DraftKind.HEADS_UP, f"Subject: x\n\n{body}\n")
    with pytest.raises(TemplateError) as caught:
        render(some_facts(), (), tmp_path)
    sentence = str(caught.value)
    assert f"{path}, line {line}: " in sentence
    assert said in sentence
    assert "built-in text" in sentence
    assert "frontdesk drafts reset heads_up" in sentence
    assert "\n" not in sentence
    assert render(some_facts(), (), None).body


def test_a_template_without_a_subject_is_refused(tmp_path: Path) -> None:
    own(tmp_path, DraftKind.HEADS_UP, "Hello\n\nthere")
    with pytest.raises(TemplateError, match="must begin with “Subject:”"):
        render(some_facts(), (), tmp_path)


def test_files_that_are_no_text_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "heads_up.txt"
    path.write_bytes(b"Subject: \xff\n\nx")
    with pytest.raises(DraftError, match="not UTF-8"):
        render(some_facts(), (), tmp_path)
    path.write_bytes(b"x" * 200_000)
    with pytest.raises(DraftError, match="too big"):
        render(some_facts(), (), tmp_path)
    path.unlink()
    path.mkdir()
    with pytest.raises(DraftError, match="cannot be read"):
        render(some_facts(), (), tmp_path)


def test_values_are_values_and_no_template(tmp_path: Path) -> None:
    draft = render(some_facts(what="{{ 7 * 7 }}", reason="{% for %} {{ me }}", me="{# x #}"), (), None)
    assert draft.subject == "{{ 7 * 7 }}: a new date"
    assert "{% for %} {{ me }}" in draft.body
    assert "{# x #}" in draft.body


def test_no_name_ends_the_subject_or_starts_a_line(tmp_path: Path) -> None:
    own(tmp_path, DraftKind.HEADS_UP, "Subject: {{ client }}\n\n{{ client }}\n")
    draft = render(
        some_facts(client="Eve\r\nBcc: all@evil.example\u2028x\x1b[1m"), ("a@b.example\nc",), tmp_path
    )
    assert draft.subject == "Eve Bcc: all@evil.example x [1m"
    assert draft.body == f"{draft.subject}\n"
    assert draft.to == ("a@b.example c",)


def test_a_very_long_name_is_cut_in_the_subject() -> None:
    assert len(render(some_facts(what="x" * 5_000), (), None).subject) == 200


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(st.text(alphabet="{}%# abco|.'()[]\n", max_size=40))
def test_whatever_a_user_writes_is_a_draft_or_a_sentence(tmp_path: Path, text: str) -> None:
    own(tmp_path, DraftKind.HEADS_UP, f"Subject: x\n\n{text}")
    with suppress(DraftError):
        render(some_facts(), (), tmp_path)


@pytest.mark.parametrize("kind", DraftKind)
def test_the_copy_of_a_built_in_text_says_the_same(kind: DraftKind, tmp_path: Path) -> None:
    path = adopt(kind, tmp_path / "drafts")
    assert path.stat().st_mode & 0o777 == 0o600
    assert load(kind, tmp_path / "drafts").yours
    assert render(sample(kind, TODAY), (), tmp_path / "drafts") == render(sample(kind, TODAY), (), None)
