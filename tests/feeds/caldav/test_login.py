"""How a server is told who asks."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable
from email.message import Message

import pytest

from data.errors import FeedError
from data.feeds.caldav import look
from data.feeds.caldav.login import Login
from tests.feeds.caldav.accounts import an_account
from tests.feeds.caldav.test_hostile import CALENDAR, multistatus
from tests.servers.radicale import PASSWORD, Answer, Asked, Proxy


def challenge(*values: str) -> Message:
    headers = Message()
    for value in values:
        headers["WWW-Authenticate"] = value
    return headers


def parts_of(header: str) -> dict[str, str]:
    scheme, _, rest = header.partition(" ")
    assert scheme == "Digest"
    return {
        name: value.strip('"') for name, _, value in (part.strip().partition("=") for part in rest.split(","))
    }


def test_a_name_and_password_in_any_letters_go_as_utf_8() -> None:
    assert Login("jö", lambda: "pä:ß").header("GET", "/") == {"Authorization": "Basic asO2OnDDpDrDnw=="}


def test_without_a_user_nothing_is_said_and_no_password_asked() -> None:
    def never() -> str:
        raise AssertionError

    assert Login("", never).header("GET", "/") == {}
    assert not Login("", never).challenged(challenge('Digest realm="x", nonce="n"'))


@pytest.mark.parametrize(
    ("algorithm", "hashed"),
    [("MD5", hashlib.md5), ("SHA-256", hashlib.sha256)],
)
def test_a_digest_is_worked_out_as_the_rfc_has_it(algorithm: str, hashed: Callable[[bytes], object]) -> None:
    # RFC 7616 section 3.9.1, with the client's part being its own.
    login = Login("Mufasa", lambda: "Circle of Life")
    realm, nonce = "http-auth@example.org", "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v"
    assert login.challenged(
        challenge(
            "Basic realm=x",
            f'Digest realm="{realm}", qop="auth, auth-int", algorithm={algorithm}, nonce="{nonce}",'
            ' opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"',
        )
    )

    def of(text: str) -> str:
        return str(getattr(hashed(text.encode()), "hexdigest")())  # noqa: B009 - typed as object above

    for count in ("00000001", "00000002"):
        said = parts_of(login.header("GET", "/dir/index.html")["Authorization"])
        first, second = of(f"Mufasa:{realm}:Circle of Life"), of("GET:/dir/index.html")
        assert said["nc"] == count
        assert said["response"] == of(f"{first}:{nonce}:{count}:{said['cnonce']}:auth:{second}")
        assert said["opaque"] == "FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"


def test_an_unknown_way_of_logging_in_is_not_tried() -> None:
    login = Login("jo", lambda: "x")
    assert not login.challenged(challenge("Negotiate", 'Digest realm="x", nonce="n", algorithm=SHA-512'))


def a_digest_server(front: Proxy, password: str) -> None:
    """Let a made-up server want a digest."""

    def answer(asked: Asked, ask: Callable[[], Answer]) -> Answer:
        header = asked.headers.get("Authorization", "")
        wanted = {"WWW-Authenticate": 'Digest realm="dav", nonce="n1", qop="auth"'}
        if not header.startswith("Digest "):
            return 401, wanted, b""
        said = parts_of(header)

        def of(text: str) -> str:
            return hashlib.md5(text.encode()).hexdigest()

        first, second = of(f"jo:dav:{password}"), of(f"{asked.method}:{asked.path}")
        right = of(f"{first}:n1:{said['nc']}:{said['cnonce']}:auth:{second}")
        return multistatus(CALENDAR) if said["response"] == right else (401, wanted, b"")

    front.meddle = answer


@pytest.mark.parametrize("filling", ["a", "a ", "a=", 'a="', "\\", '"a=\\"', " "])
def test_no_challenge_however_long_takes_long(filling: str) -> None:
    headers = Message()
    headers["WWW-Authenticate"] = f"Digest {filling * (60_000 // len(filling))}"
    begun = time.process_time()
    assert not Login("jo", lambda: PASSWORD).challenged(headers)
    assert time.process_time() - begun < 1


def test_a_server_that_wants_a_digest_gets_one(made_up: Proxy) -> None:
    a_digest_server(made_up, PASSWORD)
    assert [found.name for found in look(an_account(made_up, "jo"))] == ["Work"]
    assert [each.headers["Authorization"].split()[0] for each in made_up.asked][:3] == [
        "Basic",
        "Digest",
        "Digest",
    ]


def test_a_digest_that_is_refused_is_not_tried_for_ever(made_up: Proxy) -> None:
    a_digest_server(made_up, "another")
    with pytest.raises(FeedError, match="refused jo or the password"):
        look(an_account(made_up, "jo"))
    assert len(made_up.asked) == 2
