"""An account as the settings name it, and the connection to its server."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from data.errors import FeedError, Offline, Refused
from data.feeds.caldav.errors import NotUnderstood, Status, TooBig
from data.feeds.caldav.login import Login
from data.feeds.caldav.pull import choose
from data.feeds.caldav.server import Server
from data.feeds.caldav.wire import Wire
from data.feeds.secrets import SecretPlace, forget, secret
from data.values import frozen


@frozen
class Account:
    """Whom to ask, as whom, and for which calendars."""

    url: str
    secret: SecretPlace
    ca: Path | None = None
    calendars: tuple[str, ...] = ()
    """By name; none: all of them."""

    @property
    def user(self) -> str:
        """Give the name at the server; empty where none is needed."""
        return self.secret.user


@frozen
class Found:
    """A calendar at the server."""

    name: str
    events: int


@contextmanager
def connected(account: Account, stop: Callable[[], bool]) -> Iterator[Server]:
    """Give the server; what goes wrong with it inside becomes a FeedError that can be shown as it is."""
    wire = Wire(account.url, Login(account.user, lambda: secret(account.secret, stop)), account.ca, stop)
    try:
        yield Server(wire, account.url)
    except Status as error:
        if error.status == 401:
            forget(account.secret)
            raise Refused(_refusal(account, error.status)) from None
        if error.status == 429 or error.status >= 500:
            raise Offline("The server is in trouble.") from None
        raise FeedError(_refusal(account, error.status)) from None
    except NotUnderstood as error:
        raise FeedError(f"The server {error}.") from None
    except TooBig:
        raise FeedError("The server answered with more than a calendar can be; nothing was taken.") from None
    finally:
        wire.close()


def look(account: Account, stop: Callable[[], bool] = lambda: False) -> tuple[Found, ...]:
    """Try an account: give the calendars that would be read and how many events each has.

    Nothing is kept. FeedError says why it cannot be read.
    """
    with connected(account, stop) as server:
        chosen, missing = choose(server.calendars(server.home()), account.calendars)
        if missing:
            raise FeedError(f"There is no calendar called {_named(missing)} at the server.")
        return tuple(Found(each.name, len(server.etags(each))) for each in chosen)


def _named(names: tuple[str, ...]) -> str:
    return " or ".join(f'"{name}"' for name in names)


def _refusal(account: Account, status: int) -> str:
    if status == 401 and not account.user:
        return "The server wants to know who asks: name user in the settings."
    if status == 401:
        return f"The server refused {account.user} or the password."
    if status == 403:
        return f"The server does not let {account.user or 'you'} read this."
    if status in (404, 405, 410, 501):
        return "There is no calendar at this address; is the url in the settings the right one?"
    return f"The server answered with status {status}."
