"""Looks at the mail in the store."""

from __future__ import annotations

from datetime import timedelta

import pytest

from data.errors import StoreError
from data.model.mail_check import MailCheck
from data.store import Store, mail_checks
from data.store.engine.rows import write
from tests.build import NOW

MINUTE = timedelta(minutes=1)


def test_a_look_is_kept_as_it_was_made(store: Store) -> None:
    with store.intake() as db:
        planned = mail_checks.insert(db, MailCheck(NOW, NOW - 5 * MINUTE))
        other = mail_checks.insert(db, MailCheck(NOW - 60 * MINUTE))
    assert mail_checks.get(store.reader, planned.id) == planned
    assert mail_checks.get(store.reader, 1) is None
    assert mail_checks.between(store.reader, NOW - 60 * MINUTE, NOW + MINUTE) == [other, planned]
    assert mail_checks.between(store.reader, NOW - 59 * MINUTE, NOW) == []
    assert (planned.planned, other.planned) == (True, False)


def test_the_first_and_the_latest_are_known(store: Store) -> None:
    assert mail_checks.latest(store.reader, NOW) is mail_checks.earliest(store.reader) is None
    with store.intake() as db:
        for minutes in (-30, 0, 30):
            mail_checks.insert(db, MailCheck(NOW + minutes * MINUTE))
    assert mail_checks.earliest(store.reader) == NOW - 30 * MINUTE
    assert mail_checks.latest(store.reader, NOW) == NOW, (
        "what lies ahead was written by a clock that ran fast"
    )


def test_no_window_opens_after_the_look_made_in_it(store: Store) -> None:
    with pytest.raises(StoreError, match="does not take this"), store.intake() as db:
        write(db, "INSERT INTO mail_check VALUES (7, '2026-11-23T09:00:00Z', '2026-11-23T10:00:00Z')")
