"""What each format says, in the shapes their programs write."""

# ruff: noqa: E501 - the lines of these formats are as long as they are
from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from data.feeds.calls import How, NotThisKind, NoZone, Skipped, Unfinished, kind_of
from data.model.call import CallRecord
from data.model.touch import Channel, Direction, Outcome
from tests.feeds.calls import logs
from tests.feeds.calls.logs import ANN, BERLIN, BO, HOW, NOW, at, entries, missed, records, said, spoke, tried

A_DAY = (
    missed("9:00"),
    spoke("9:30:10", 130, out=True),
    tried("10:00", BO),
    spoke("11:00", 75, BO),
)
MESSAGES = (said("12:00", "When can we talk?"), said("12:05", "At three & sharp", out=True))


@pytest.mark.parametrize(
    "write",
    [
        logs.android,
        logs.asterisk,
        logs.jsonl,
        lambda path, *given: logs.voice_zip(path.with_suffix(".zip"), *given),
    ],
)
def test_every_format_tells_the_same_day(tmp_path: Path, write: Callable[..., Path]) -> None:
    file = write(tmp_path / "log.txt", *A_DAY)
    assert logs.without_names(records(file)) == logs.without_names(A_DAY)


@pytest.mark.parametrize(
    "write",
    [logs.android, logs.jsonl, lambda path, *given: logs.voice_zip(path.with_suffix(".zip"), *given)],
)
def test_messages_tell_their_beginning(tmp_path: Path, write: Callable[..., Path]) -> None:
    long = said("13:00", "word " * 200)
    file = write(tmp_path / "log.txt", *MESSAGES, long)
    *first, last = records(file)
    assert logs.without_names(first) == logs.without_names(MESSAGES)
    assert last.text == long.text[:200].strip()
    assert len(last.text) <= 200


def test_android_kinds_of_calls(tmp_path: Path) -> None:
    file = logs.android(tmp_path / "calls.xml", missed("9:00"))
    text = file.read_text()
    kinds = {
        kind: [
            (r.direction, r.outcome)
            for r in records(_write(file, text.replace('type="3"', f'type="{kind}"')))
        ]
        for kind in "1234567"
    }
    assert kinds == {
        "1": [(Direction.IN, Outcome.SPOKE)],
        "2": [(Direction.OUT, Outcome.NO_ANSWER)],
        "3": [(Direction.IN, Outcome.MISSED)],
        "4": [(Direction.IN, Outcome.VOICEMAIL)],
        "5": [(Direction.IN, Outcome.DECLINED)],
        "6": [],  # blocked: nobody was to be reached
        "7": [(Direction.IN, Outcome.SPOKE)],
    }
    (skipped,) = entries(_write(file, text.replace('type="3"', 'type="99"')))
    assert skipped == Skipped("line 3", "type '99' is no kind of call")


@pytest.mark.parametrize(
    "hidden", ['number="-2"', 'number=""', 'number="null"', f'number="{ANN}" presentation="2"']
)
def test_android_withheld_numbers_stay_empty(tmp_path: Path, hidden: str) -> None:
    file = tmp_path / "calls.xml"
    file.write_text(f'<calls><call {hidden} duration="0" date="1795420800000" type="3" /></calls>')
    (call,) = records(file)
    assert call.number == ""


def test_android_emoji_in_halves_and_controls(tmp_path: Path) -> None:
    file = tmp_path / "sms.xml"
    body = "&#10;&#55357;&#56832; yes&#55357; no&#56832;&#0;&#11;\x01 &amp; &#x1F600;"
    file.write_text(f'<smses><sms address="{ANN}" date="1795420800000" type="1" body="{body}" /></smses>')
    (message,) = records(file)
    assert message.text == "😀 yes� no��� & 😀"


def test_android_emoji_wherever_a_piece_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import data.feeds.calls.xml_text as xml_text

    file = tmp_path / "sms.xml"
    body = "ab &#55357;&#56832; cd &amp; &#128512; ef"
    file.write_text(
        f'<smses><sms address="{ANN}" date="1795420800000" type="1" body="{body}" />'
        f'<mms address="{BO}" date="1795420800000" msg_box="1"><parts><part ct="image/png" data="{"iVBO" * 50}" />'
        '<part ct="text/plain" text="a sloth" data="null" /></parts>'
        f'<addrs><addr address="{BO}" type="137" /><addr address="{ANN}" type="151" /></addrs></mms></smses>'
    )
    for size in range(1, 90):
        monkeypatch.setattr(xml_text, "_PIECE", size)
        assert [(r.number, r.text) for r in records(file)] == [(ANN, "ab 😀 cd & 😀 ef"), (BO, "a sloth")]


def test_a_message_that_looks_like_a_picture_damages_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Anybody can send one; where a text holds double quotes the backup puts it between single ones."""
    import data.feeds.calls.xml_text as xml_text

    file = tmp_path / "sms.xml"
    bodies = ('"one"', "'see data=\"'", "'<a data=\"it &amp; &apos;b&apos;, c\"'", '"four"')
    lines = (f'<sms address="{ANN}" date="1795420800000" type="1" body={body} />' for body in bodies)
    file.write_text(f"<smses>{''.join(lines).replace('<a', '&lt;a')}</smses>")
    for size in (*range(1, 90), 65_536):
        monkeypatch.setattr(xml_text, "_PIECE", size)
        found = [record.text for record in records(file)]
        assert (found[0], found[1], found[3]) == ("one", 'see data="', "four")
        assert found[2].startswith('<a data="')


def test_android_pictures_are_never_held(tmp_path: Path) -> None:
    from data.feeds.calls.xml_text import pieces

    file = tmp_path / "sms.xml"
    picture = "iVBO" * 1_000_000
    file.write_text(
        f'<smses><mms msg_box="1"><parts><part ct="image/png" data="{picture}" /></parts></mms></smses>'
    )
    assert sum(map(len, pieces(file))) < 1_000


def test_android_group_messages_go_to_each(tmp_path: Path) -> None:
    file = tmp_path / "sms.xml"
    file.write_text(
        f'<smses><mms address="{ANN}~{BO}" date="1795420800000" msg_box="2"><parts>'
        '<part ct="text/plain" text="Hello both" /></parts></mms></smses>'
    )
    assert [(r.direction, r.number, r.text) for r in records(file)] == [
        (Direction.OUT, ANN, "Hello both"),
        (Direction.OUT, BO, "Hello both"),
    ]


def test_android_entities_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "calls.xml"
    bomb = '<!DOCTYPE calls [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    file.write_text(f'{bomb}<calls><call number="&b;" date="1795420800000" type="3" /></calls>')
    (skipped,) = entries_of_kind(file)
    assert isinstance(skipped, Skipped)
    assert "entities" in skipped.reason


def entries_of_kind(file: Path) -> list[object]:
    from data.feeds.calls import android

    return list(android.read(file, HOW))


@pytest.mark.parametrize("end", ["", '\n  <call number="+49405550', "\n  <!-- "])
def test_android_a_file_still_being_written(tmp_path: Path, end: str) -> None:
    file = logs.android(tmp_path / "calls.xml", *A_DAY, end=end)
    *calls, last = entries(file)
    assert calls == list(A_DAY)
    assert last == Unfinished()


def test_android_a_damaged_file_gives_what_is_before(tmp_path: Path) -> None:
    file = logs.android(tmp_path / "calls.xml", *A_DAY, end="\n <call <<\n</calls>")
    *calls, last = entries(file)
    assert calls == list(A_DAY)
    assert last == Skipped("line 7", "the XML is damaged from here on")


def test_xml_of_something_else(tmp_path: Path) -> None:
    with pytest.raises(NotThisKind, match="no backup"):
        records(_write(tmp_path / "feed.xml", "<rss><item/></rss>"))


def test_voice_conversation_with_several(tmp_path: Path) -> None:
    file = tmp_path / "Group Conversation - 2026-11-23.html"
    file.write_text(
        '<html><body><div class="hChatLog hfeed"><div class="participants">Group conversation with:'
        f'<cite class="sender vcard"><a class="tel" href="tel:{ANN}"><span class="fn">Ann</span></a></cite>,'
        f'<cite class="sender vcard"><a class="tel" href="tel:{BO}"><span class="fn">Bo</span></a></cite></div>'
        '<div class="message"><abbr class="dt" title="2026-11-23T10:00:00.000+01:00">x</abbr>:<cite>'
        f'<a class="tel" href="tel:{ANN}"><span class="fn">Ann</span></a></cite>: <q>Do you like<br>my hat?</q>'
        '<div><img src="x" alt="Image MMS Attachment" /></div></div>'
        '<div class="message"><abbr class="dt" title="2026-11-23T10:05:00.000+01:00">x</abbr>:<cite>'
        f'<a class="tel" href="tel:{BO}"><span class="fn">Bo</span></a></cite>: <q>No</q></div>'
        '<div class="message"><abbr class="dt" title="2026-11-23T10:06:00.000+01:00">x</abbr>:<cite>'
        f'<a class="tel" href="tel:{logs.ME}"><abbr class="fn" title="">Ich</abbr></a></cite>: <q>I do</q></div>'
        "</div></body></html>"
    )
    assert [(r.direction, r.number, r.name, r.text) for r in records(file)] == [
        (Direction.IN, ANN, "Ann", "Do you like my hat?"),
        (Direction.IN, BO, "Bo", "No"),
        (Direction.OUT, ANN, "Ann", "I do"),
        (Direction.OUT, BO, "Bo", "I do"),
    ]


def test_voice_where_only_i_wrote_takes_the_number_of_the_file(tmp_path: Path) -> None:
    text = logs.page(said("10:00", "Hello", out=True))
    start, end = text.index('<div class="participants">'), text.index('<div class="message">')
    text = text[:start] + text[end:]
    (message,) = records(_write(tmp_path / f"{BO} - Text - 2026-11-23T09_00_00Z.html", text))
    assert (message.direction, message.number) == (Direction.OUT, BO)
    (skipped,) = entries(_write(tmp_path / "Bo - Text - 2026-11-23T09_00_00Z.html", text))
    assert isinstance(skipped, Skipped)
    assert skipped.reason == "it does not say to whom it went"


def test_voice_zip_that_is_not_whole(tmp_path: Path) -> None:
    file = logs.voice_zip(tmp_path / "takeout.zip", *A_DAY)
    file.write_bytes(file.read_bytes()[:-40])
    assert entries(file) == [Unfinished()]


CDR = (
    '"","{src}","{dst}","{context}","""Ann Bell"" <{src}>","SIP/x-1","{other}","{app}","","2026-11-23 10:00:00",'
    '"2026-11-23 10:00:05","2026-11-23 10:02:00",120,115,"{how}","DOCUMENTATION","{id}",""\n'
)


def cdr(**given: str) -> str:
    usual = {
        "src": ANN,
        "dst": "21",
        "context": "x",
        "other": "SIP/y-1",
        "app": "Dial",
        "how": "ANSWERED",
        "id": "1",
    }
    return CDR.format(**usual | given)


@pytest.mark.parametrize(
    ("given", "direction", "outcome"),
    [
        ({}, "in", "spoke"),
        ({"how": "NO ANSWER"}, "in", "missed"),
        ({"how": "BUSY"}, "in", "missed"),
        ({"app": "VoiceMail"}, "in", "voicemail"),
        ({"app": "Playback", "other": ""}, "in", "missed"),
        ({"src": "21", "dst": ANN}, "out", "spoke"),
        ({"src": "21", "dst": ANN, "how": "FAILED"}, "out", "no_answer"),
        ({"dst": logs.ME, "context": "from-trunk"}, "in", "spoke"),
        ({"src": logs.ME, "dst": ANN, "context": "outbound-allroutes"}, "out", "spoke"),
        ({"dst": "s", "context": "from-pstn"}, "in", "spoke"),
    ],
)
def test_asterisk_which_way_and_how_it_ended(
    tmp_path: Path, given: dict[str, str], direction: str, outcome: str
) -> None:
    (call,) = records(_write(tmp_path / "Master.csv", cdr(**given)))
    assert (call.direction, call.outcome, call.number) == (direction, outcome, ANN)
    assert call.name == ("Ann Bell" if direction == "in" else "")


def test_asterisk_calls_in_the_house_and_of_my_own_numbers(tmp_path: Path) -> None:
    file = _write(tmp_path / "Master.csv", cdr(src="21", dst="22"))
    assert entries(file) == [NoZone()]
    file = _write(file, cdr(dst=logs.ME))
    (skipped,) = entries(file)
    assert isinstance(skipped, Skipped)
    assert "mine" in skipped.reason
    (call,) = records(file, How(BERLIN, NOW, mine=("0049 40 5550100",)))
    assert (call.direction, call.number) == (Direction.IN, ANN)


def test_asterisk_legs_of_one_call_are_one(tmp_path: Path) -> None:
    legs = cdr(how="NO ANSWER", id="7.1") + cdr(id="7.1") + cdr(how="NO ANSWER", id="7.1")
    (call,) = records(_write(tmp_path / "Master.csv", legs))
    assert call.outcome is Outcome.SPOKE


def test_asterisk_with_a_header_and_in_the_other_order(tmp_path: Path) -> None:
    header = "calldate;clid;src;dst;dcontext;channel;dstchannel;lastapp;lastdata;duration;billsec;disposition;uniqueid\n"
    row = f'2026-11-23 10:00:00;"Ann" <{ANN}>;{ANN};21;x;a;b;Dial;;120;115;ANSWERED;1.1\n'
    (call,) = records(_write(tmp_path / "cdr.csv", header + row))
    assert (call.number, call.at, call.seconds) == (ANN, at("10:00"), 115)
    custom = f'"Ann <{ANN}>","{ANN}","21","x","a","b","Dial","","2026-11-23 10:00:00","","",120,0,"NO ANSWER","3","","1.1"\n'
    (call,) = records(_write(tmp_path / "custom.csv", custom))
    assert call.outcome is Outcome.MISSED


GENERAL = [
    ("when,number,direction,minutes\n2026-11-23 10:00,{n},in,12\n", 720),
    ("Date;Time;Phone;Type;Duration\n23.11.2026;10:00;{n};Incoming;0:12:00\n", 720),
    ("Datum\tUhrzeit\tNummer\tRichtung\tDauer\n23.11.2026\t10:00\t{n}\teingehend\t12:00\n", 720),
    ("timestamp,from,to,seconds\n1795424400,{n},,720\n", 720),
    ("Started,Caller,Call Type,Length\n11/23/2026 10:00 AM,{n},Inbound call,12 min\n", 720),
    ("start time,name,dir,billsec\n2026-11-23T09:00:00Z,{n},received,720\n", 720),
]


@pytest.mark.parametrize(("text", "seconds"), GENERAL)
def test_lists_are_understood_by_many_names(tmp_path: Path, text: str, seconds: int) -> None:
    file = _write(tmp_path / "calls.csv", text.format(n=ANN))
    assert kind_of(file) == "csv"
    (call,) = records(file)
    assert call == CallRecord(
        Channel.CALL, Direction.IN, at("10:00"), ANN, "", seconds=seconds, outcome=Outcome.SPOKE
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_lists_in_any_encoding(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "calls.csv"
    file.write_text("wann;wer;richtung\n2026-11-23 10:00;Bäcker Söhne;aus\n", encoding=encoding)
    (call,) = records(file)
    assert (call.name, call.direction) == ("Bäcker Söhne", Direction.OUT)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (f"soon,{ANN},in,1", "'soon' is no time"),
        (f"2030-01-01 10:00,{ANN},in,1", "'2030-01-01 10:00' is still ahead"),
        (f"1970-01-01 10:00,{ANN},in,1", "'1970-01-01 10:00' is before 1990"),
        (f"2026-11-23 10:00,{ANN},sideways,1", "'sideways' is no direction; write in or out"),
        (f"2026-11-23 10:00,{ANN},,1", "it does not say which way it went; write in or out"),
        ("2026-11-23 10:00,,in,1", "it does not say who it was"),
        (f",{ANN},in,1", "there is no time"),
    ],
)
def test_bad_lines_are_skipped_with_a_reason(tmp_path: Path, row: str, reason: str) -> None:
    good = f"2026-11-23 10:00,{ANN},in,1"
    file = _write(tmp_path / "calls.csv", f"when,number,direction,minutes\n{good}\n{row}\n{good}\n")
    found = [entry for entry in entries(file) if not isinstance(entry, NoZone)]
    assert found[1] == Skipped("line 3", reason)
    assert len(found) == 3


def test_json_lines_say_what_is_wrong(tmp_path: Path) -> None:
    file = logs.jsonl(tmp_path / "calls.jsonl", *A_DAY)
    file.write_text(file.read_text() + "{broken\n[1, 2]\n")
    *calls, broken, listed = entries(file)
    assert calls == list(A_DAY)
    assert broken == Skipped("line 5", "it is no JSON")
    assert listed == Skipped("line 6", "it is no JSON object")


@pytest.mark.parametrize("write", [logs.asterisk, logs.jsonl])
def test_a_last_line_without_an_end_waits_for_it(tmp_path: Path, write: Callable[..., Path]) -> None:
    file = write(tmp_path / "log.csv", *A_DAY)
    file.write_bytes(file.read_bytes()[:-1])
    growing = How(BERLIN, NOW, whole=False)
    assert len(records(file, growing)) == len(A_DAY) - 1
    assert Unfinished() in entries(file, growing)
    assert len(records(file)) == len(A_DAY)


@pytest.mark.parametrize(
    ("clock", "instant"),
    [
        ("2026-03-29 02:30:00", datetime(2026, 3, 29, 1, 30, tzinfo=UTC)),  # skipped: later by the skip
        ("2026-10-25 02:30:00", datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),  # twice: the first
    ],
)
def test_clock_changes(tmp_path: Path, clock: str, instant: datetime) -> None:
    file = _write(tmp_path / "calls.csv", f"when,number,direction\n{clock},{ANN},in\n")
    (call,) = records(file)
    assert call.at == instant


def test_what_is_no_log_is_not_taken_for_one(tmp_path: Path) -> None:
    for text in ("", "hello\n", "a,b,c\n1,2,3\n"):
        with pytest.raises(NotThisKind):
            kind_of(_write(tmp_path / "x.txt", text))


def _write(file: Path, text: str) -> Path:
    file.write_text(text, encoding="utf-8")
    return file
