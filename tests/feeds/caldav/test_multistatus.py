"""Answers of WebDAV servers, whole or not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.feeds.caldav.errors import NotUnderstood
from data.feeds.caldav.multistatus import CALDAV, CALENDARSERVER, DAV, Multistatus

ANSWER = """<?xml version="1.0" encoding="utf-8"?>
<multistatus xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav" xmlns:S="http://calendarserver.org/ns/">
 <response><href>/jo/studio/</href>
  <propstat><prop>
    <resourcetype><collection/><C:calendar/></resourcetype>
    <displayname>Work &amp; play</displayname><S:getctag>"7"</S:getctag>
    <C:supported-calendar-component-set><C:comp name="VEVENT"/></C:supported-calendar-component-set>
    <current-user-principal><href> /jo/ </href></current-user-principal>
  </prop><status>HTTP/1.1 200 OK</status></propstat>
  <propstat><prop><getetag/></prop><status>HTTP/1.1 404 Not Found</status></propstat>
 </response>
 <response><href>/jo/gone.ics</href><status>HTTP/1.1 404 Not Found</status></response>
 <sync-token>t-9</sync-token>
</multistatus>""".encode("ascii")


def parsed(*pieces: bytes) -> Multistatus:
    found = Multistatus()
    for piece in pieces:
        found.feed(piece)
    found.close()
    return found


def test_everything_that_is_needed_is_read() -> None:
    found = parsed(ANSWER)
    work, gone = found.entries
    assert (work.href, gone.href, gone.status) == ("/jo/studio/", "/jo/gone.ics", 404)
    assert found.sync_token == "t-9"
    assert work.text(DAV + "displayname") == "Work & play"
    assert work.text(CALENDARSERVER + "getctag") == '"7"'
    assert work.names(DAV + "resourcetype") == [DAV + "collection", CALDAV + "calendar"]
    assert work.names(CALDAV + "supported-calendar-component-set") == ["VEVENT"]
    assert work.hrefs(DAV + "current-user-principal") == ["/jo/"]


def test_properties_the_server_has_not_are_not_there() -> None:
    assert DAV + "getetag" not in parsed(ANSWER).entries[0].props


@given(st.integers(1, len(ANSWER) - 1))
def test_it_does_not_matter_where_the_pieces_end(at: int) -> None:
    assert parsed(ANSWER[:at], ANSWER[at:]).entries == parsed(ANSWER).entries


@given(st.integers(0, ANSWER.rindex(b"</multistatus>")))
def test_an_answer_that_breaks_off_is_never_taken_for_whole(at: int) -> None:
    with pytest.raises(NotUnderstood):
        parsed(ANSWER[:at])


@given(st.binary(max_size=300), st.integers(0, len(ANSWER)))
def test_any_bytes_go_in_and_only_a_sentence_comes_out(odd: bytes, at: int) -> None:
    for text in (odd, ANSWER[:at] + odd + ANSWER[at:]):
        try:
            found = parsed(text)
        except NotUnderstood:
            continue
        assert len(found.entries) <= 3


@given(st.text(max_size=60))
def test_any_status_line_is_a_number(line: str) -> None:
    escaped = line.replace("&", "&amp;").replace("<", "&lt;")
    try:
        found = parsed(
            f'<multistatus xmlns="DAV:"><response><href>/x</href><status>{escaped}</status>'
            "</response></multistatus>".encode("utf-8", "replace")
        )
    except NotUnderstood:
        return
    assert found.entries[0].status >= 0
