"""Facts for drafts: one sensible set, and drawn ones with hostile names in them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from data.model.letter import DraftFacts, DraftKind
from tests.build import BERLIN, TODAY

HOSTILE = (
    "{{ 7 * 7 }}",
    "{% for x in y %}",
    "{# no comment #}",
    "{{ ''.__class__.__mro__ }}",
    "Eve\r\nBcc: all@evil.example",
    "Subject: mine",
    "\x1b[31mred\x1b[0m",
    "\u202egnp.exe",
    "[/] [red]x[/red]",
    "<b>&amp;</b>",
    "日本社",
    "Ünal & Söhne",
    "\ud800",
    "%s %(x)s {0} {x}",
    "../../etc/passwd",
    "",
    " ",
)

words = st.one_of(st.sampled_from(HOSTILE), st.text(alphabet="abc de{}%#\n\r\t\x00“’é", max_size=20))
lists = st.lists(words, max_size=3).map(tuple)
days = st.dates(TODAY - timedelta(days=400), TODAY + timedelta(days=400))
moments = st.builds(lambda on, at: datetime.combine(on, at, ZoneInfo(BERLIN)), days, st.times())


def facts_of(kind: DraftKind) -> st.SearchStrategy[DraftFacts]:
    """Facts of one kind, of which any may be missing."""
    return st.builds(
        DraftFacts,
        kind=st.just(kind),
        client=words,
        today=st.just(TODAY),
        greeting=words,
        me=words,
        what=words,
        promised_on=st.none() | days,
        new_promise_on=st.none() | days,
        date_holds=st.none() | st.booleans(),
        done=lists,
        next=lists,
        needs=lists,
        agreed=words,
        called=st.none() | moments,
        question=words,
        come_back=st.none() | moments,
        asked_on=st.none() | days,
        needed_on=st.none() | days,
        days_late=st.integers(-5, 30),
        reason=words,
        choices=lists,
        agreements=lists,
        emergency=lists,
        emergency_agreed=st.booleans(),
        to_agree=lists,
    )


def some_facts(kind: DraftKind = DraftKind.HEADS_UP, **fields: Any) -> DraftFacts:
    """What is known about one client, as plainly as it gets."""
    usual: dict[str, Any] = {"client": "Harbour Books", "today": TODAY}
    return DraftFacts(kind=kind, **(usual | fields))
