"""Servers that answer with anything at all: nothing is followed, expanded or believed."""

from __future__ import annotations

import gzip
import re
import shutil
import socket
import ssl
import subprocess
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from data.errors import FeedError, Offline
from data.feeds.caldav import Account, look, wire
from data.feeds.patience import Stopped
from data.feeds.secrets import SecretPlace
from tests.feeds.caldav.accounts import an_account, an_item, reading, titles
from tests.servers.radicale import Answer, Asked, Proxy, proxy

SPACES = 'xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav" xmlns:s="http://calendarserver.org/ns/"'


def multistatus(*responses: str, before: str = "") -> Answer:
    """An answer made of responses."""
    body = f'<?xml version="1.0"?>{before}<d:multistatus {SPACES}>{"".join(responses)}</d:multistatus>'
    return 207, {"Content-Type": "application/xml"}, body.encode()


def response(href: str, props: str) -> str:
    """What an answer says of one place."""
    return (
        f"<d:response><d:href>{href}</d:href><d:propstat><d:prop>{props}</d:prop>"
        "<d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response>"
    )


CALENDAR = response(
    "/cal/",
    "<d:resourcetype><d:collection/><c:calendar/></d:resourcetype><d:displayname>Work</d:displayname>",
)


def serving(front: Proxy, items: Callable[[], dict[str, str]]) -> None:
    """Let a made-up server have one calendar with these items, by path."""

    def answer(asked: Asked, ask: Callable[[], Answer]) -> Answer:
        if "calendar-query" in asked.what:
            return multistatus(
                *(response(path, f"<d:getetag>{len(text)}</d:getetag>") for path, text in items().items())
            )
        if "multiget" in asked.what:
            there, wanted = items(), re.findall(r"<href>([^<]*)</href>", asked.body)
            return multistatus(
                *(
                    response(path, f"<c:calendar-data>{there[path]}</c:calendar-data>")
                    for path in wanted
                    if path in there
                )
            )
        return multistatus(CALENDAR)

    front.meddle = answer


def refusal(front: Proxy, answer: Answer | None) -> str:
    """What is said of a server that answers everything with the same."""
    front.meddle = lambda asked, ask: answer
    with pytest.raises(FeedError) as refused:
        look(an_account(front, "jo"))
    return str(refused.value)


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">' for n in range(30))


@pytest.mark.parametrize(
    "doctype",
    [
        f"<!DOCTYPE x [{LAUGHS}]>",
        '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE x SYSTEM "http://127.0.0.1:1/x.dtd">',
        "<!DOCTYPE x>",
    ],
)
def test_document_types_are_refused_whole(made_up: Proxy, doctype: str) -> None:
    said = refusal(
        made_up, multistatus(response("/", "<d:displayname>&l29;&f;</d:displayname>"), before=doctype)
    )
    assert said == "The server answered with a document type, which no calendar server does."


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"", "no calendar data"),
        (b"<html><body>Please log in</body></html>", "no calendar data"),
        (b"<multistatus/>", "no calendar data"),
        (b"\xff\xfe\x00", "no calendar data"),
        (b'<d:multistatus xmlns:d="DAV:"><d:response>', "broke off in the middle"),
        (b'<d:multistatus xmlns:d="DAV:">' + b"<d:a>" * 100, "more than a calendar can be"),
        (b'<?xml version="1.0" encoding="x-martian"?><a/>', "no calendar data"),
    ],
)
def test_answers_that_are_none_are_said_in_a_sentence(made_up: Proxy, body: bytes, said: str) -> None:
    assert said in refusal(made_up, (207, {}, body))


def test_a_web_page_is_no_calendar_server(made_up: Proxy) -> None:
    assert "is no calendar server" in refusal(
        made_up, (200, {"Content-Type": "text/html"}, b"<html>Hi</html>")
    )


def test_a_packed_answer_is_not_unpacked(made_up: Proxy) -> None:
    packed = gzip.compress(multistatus(CALENDAR)[2])
    assert "packs its answers" in refusal(made_up, (207, {"Content-Encoding": "gzip"}, packed))


def test_an_endless_answer_ends(made_up: Proxy, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wire, "MAX_BYTES", 100_000)
    said = refusal(made_up, multistatus(response("/", f"<d:displayname>{'x' * 200_000}</d:displayname>")))
    assert said == "The server answered with more than a calendar can be; nothing was taken."


def test_an_answer_that_drips_for_ever_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wire, "ANSWER_SECONDS", 0.5)
    over = threading.Event()

    def drip(server: socket.socket) -> None:
        with server.accept()[0] as there:
            there.recv(65536)
            there.sendall(b"HTTP/1.1 207 Multi-Status\r\nContent-Length: 1000000\r\n\r\n<d:multistatus ")
            while not over.wait(0.05):
                try:
                    there.sendall(b" ")
                except OSError:
                    return

    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=drip, args=(server,))
        thread.start()
        account = an_account(Proxy(server.getsockname()[1]), "jo")
        with pytest.raises(Offline):
            look(account)
        over.set()
        thread.join()


def test_leaving_waits_for_no_server() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        account = an_account(Proxy(server.getsockname()[1]), "jo")
        asked = iter([False, False, False])
        with pytest.raises(Stopped):
            look(account, stop=lambda: next(asked, True))


def test_leaving_waits_for_no_name_to_be_looked_up(monkeypatch: pytest.MonkeyPatch) -> None:
    over, ended = threading.Event(), []

    def slow(*_: object, **__: object) -> list[object]:
        over.wait(10)
        ended.append("looked up")
        raise socket.gaierror(socket.EAI_AGAIN, "no name server")

    monkeypatch.setattr(socket, "getaddrinfo", slow)
    asked = iter([False, False])
    with pytest.raises(Stopped):
        look(Account("http://calendar.example/", SecretPlace("work")), stop=lambda: next(asked, True))
    assert ended == []
    over.set()


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_no_password_follows_to_another_host(made_up: Proxy, status: int) -> None:
    with proxy() as other:
        said = refusal(made_up, (status, {"Location": f"http://localhost:{other.port}/dav/"}, b""))
        assert other.asked == []
    assert f"sends you on to http://localhost:{other.port}" in said
    assert "your password was not sent there" in said


def test_another_port_is_another_host(made_up: Proxy) -> None:
    with proxy() as other:
        assert "was not sent there" in refusal(made_up, (302, {"Location": other.url}, b""))
        assert other.asked == []


def test_a_redirect_at_the_same_host_is_followed(made_up: Proxy) -> None:
    def answer(asked: Asked, ask: Callable[[], Answer]) -> Answer:
        if asked.path == "/":
            return 301, {"Location": "/dav/"}, b""
        return multistatus(CALENDAR)

    made_up.meddle = answer
    assert [found.name for found in look(an_account(made_up, "jo"))] == ["Work"]
    assert made_up.asked[1].path == "/dav/"
    assert made_up.asked[1].body == made_up.asked[0].body


def test_a_circle_of_redirects_ends(made_up: Proxy) -> None:
    assert "sends every request on" in refusal(made_up, (302, {"Location": "/"}, b""))
    assert len(made_up.asked) <= 12


@pytest.mark.parametrize("where", ["current-user-principal", "calendar-home-set"])
def test_a_home_at_another_host_is_not_asked(made_up: Proxy, where: str) -> None:
    space = "c" if where.startswith("calendar") else "d"
    with proxy() as other:
        href = f"<{space}:{where}><d:href>{other.url}home/</d:href></{space}:{where}>"
        assert "was not sent there" in refusal(made_up, multistatus(response("/", href)))
        assert other.asked == []


def test_items_elsewhere_are_not_asked_for(made_up: Proxy, tmp_path: Path) -> None:
    serving(
        made_up,
        lambda: {
            "/cal/mine.ics": an_item(1),
            "/cal/../../etc/passwd": an_item(2),
            "/other/theirs.ics": an_item(3),
            "http://localhost:1/cal/away.ics": an_item(4),
        },
    )
    _, kept = reading(an_account(made_up, "jo"), tmp_path)
    assert titles(kept) == ["Event 1"]
    assert all(path.is_relative_to(tmp_path) for path in kept.folder.rglob("*"))


def test_items_nobody_asked_for_are_not_taken(made_up: Proxy, tmp_path: Path) -> None:
    serving(made_up, lambda: {"/cal/mine.ics": an_item(1)})
    usual = made_up.meddle
    assert usual is not None

    def more(asked: Asked, ask: Callable[[], Answer]) -> Answer | None:
        if "multiget" not in asked.what:
            return usual(asked, ask)
        data = "<c:calendar-data>{}</c:calendar-data>"
        return multistatus(
            response("/cal/mine.ics", data.format(an_item(1))),
            response("/cal/x.ics", data.format(an_item(2))),
        )

    made_up.meddle = more
    assert titles(reading(an_account(made_up, "jo"), tmp_path)[1]) == ["Event 1"]


def test_names_of_items_cannot_leave_the_folder(made_up: Proxy, tmp_path: Path) -> None:
    serving(made_up, lambda: {"/cal/..%2F..%2F..%2Fout.ics": an_item(1), "/cal/%00%0a.ics": an_item(2)})
    folder = tmp_path / "a" / "b"
    _, kept = reading(an_account(made_up, "jo"), folder)
    assert {path.suffix for path in kept.folder.rglob("*.ics")} == {".ics"}
    outside = {path for path in tmp_path.rglob("*.ics") if not path.is_relative_to(kept.folder)}
    assert outside == set()


def test_ten_thousand_events_and_then_none_new(made_up: Proxy, tmp_path: Path) -> None:
    text = an_item(1)
    many = {f"/cal/{number}.ics": text.replace("event-1", f"event-{number}") for number in range(10_000)}
    serving(made_up, lambda: many)
    account = an_account(made_up, "jo")
    pulled, kept = reading(account, tmp_path)
    assert pulled.fetched == 10_000
    assert len(titles(kept)) == 10_000
    made_up.asked.clear()
    assert reading(account, tmp_path)[0].fetched == 0
    assert made_up.kinds == ["PROPFIND", "REPORT calendar-query"]


def test_one_item_too_big_does_not_keep_out_the_others(
    made_up: Proxy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wire, "MAX_BYTES", 30_000)
    items = {f"/cal/{number}.ics": an_item(number) for number in range(5)}
    serving(made_up, lambda: items | {"/cal/big.ics": an_item(9, "Big", f"DESCRIPTION:{'x' * 40_000}")})
    pulled, kept = reading(an_account(made_up, "jo"), tmp_path)
    assert titles(kept) == [f"Event {number}" for number in range(5)]
    assert [path.stat().st_size for path in kept.folder.rglob("big-*.ics")] == [0]
    assert pulled.fetched == 6


def test_something_that_is_no_calendar_is_kept_empty_and_not_fetched_again(
    made_up: Proxy, tmp_path: Path
) -> None:
    serving(made_up, lambda: {"/cal/note.ics": "just a note", "/cal/e.ics": an_item(1)})
    account = an_account(made_up, "jo")
    _, kept = reading(account, tmp_path)
    assert titles(kept) == ["Event 1"]
    made_up.asked.clear()
    reading(account, tmp_path)
    assert "REPORT calendar-multiget" not in made_up.kinds


def test_an_index_that_was_damaged_has_everything_fetched_anew(made_up: Proxy, tmp_path: Path) -> None:
    serving(made_up, lambda: {"/cal/e.ics": an_item(1)})
    account = an_account(made_up, "jo")
    _, kept = reading(account, tmp_path)
    for damage in ("", "[]", '{"version": 1}', '{"version": 1, "path": 3, "items": []}', "\0"):
        next(kept.folder.glob("*/.index.json")).write_text(damage)
        assert reading(account, tmp_path)[0].fetched == 1


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for localhost that nobody vouches for, with its key."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("needs openssl to make a certificate")
    folder = tmp_path_factory.mktemp("certificate")
    subprocess.run(
        [
            *(openssl, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"),
            *("-keyout", str(folder / "key.pem"), "-out", str(folder / "cert.pem"), "-days", "30000"),
            *("-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"),
        ],
        check=True,
        capture_output=True,
    )
    return folder


@pytest.fixture
def encrypted(certificate: Path) -> Iterator[Proxy]:
    """A made-up server that speaks TLS."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate / "cert.pem", certificate / "key.pem")
    with proxy(context=context) as made:
        yield made


def over_tls(front: Proxy) -> Account:
    return replace(an_account(front, "jo"), url=f"https://localhost:{front.port}/")


def test_a_server_that_cannot_prove_who_it_is_gets_no_password(encrypted: Proxy) -> None:
    encrypted.meddle = lambda asked, ask: multistatus(CALENDAR)
    with pytest.raises(FeedError, match="could not prove who it is") as refused:
        look(over_tls(encrypted))
    assert not isinstance(refused.value, Offline)
    assert encrypted.asked == []


def test_a_certificate_of_one_s_own_is_trusted_when_named(encrypted: Proxy, certificate: Path) -> None:
    encrypted.meddle = lambda asked, ask: multistatus(CALENDAR)
    named = replace(over_tls(encrypted), ca=certificate / "cert.pem")
    assert [found.name for found in look(named)] == ["Work"]
    with pytest.raises(FeedError, match="could not prove who it is"):
        look(replace(named, url=named.url.replace("localhost", "127.0.0.1")))


def test_a_certificate_file_that_is_none_is_said(encrypted: Proxy, tmp_path: Path) -> None:
    for path, text in ((tmp_path / "no.pem", None), (tmp_path / "odd.pem", "no certificate")):
        if text:
            path.write_text(text)
        with pytest.raises(FeedError, match=r"The certificate .* could not be used"):
            look(replace(over_tls(encrypted), ca=path))
