"""Getting in: TLS that is checked, then the password or token, asked of whoever keeps it."""

from __future__ import annotations

import imaplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager

from imapclient.exceptions import LoginError

from data.errors import FeedError, Offline, Refused
from data.feeds import secrets
from data.feeds.mail.imap.account import Account
from data.feeds.mail.imap.client import Client
from data.feeds.mail.imap.connection import Connection
from data.feeds.mail.imap.telling import said, told
from data.feeds.patience import Stop, Stopped, never


@contextmanager
def connected(account: Account, stop: Stop = never) -> Iterator[Connection]:
    """Connect and log in. Raises Offline, Refused and FeedError, each with its sentence, or Stopped."""
    connection = _logged_in(account, stop)
    try:
        connection.prepare()
        yield connection
    finally:
        connection.close()


class _WrongSecret(Refused):
    """The password or token itself was refused."""


def _logged_in(account: Account, stop: Stop) -> Connection:
    """Log in; a password or token that was good once and is refused now is asked for anew, once."""
    tried: list[str] = []
    try:
        return _open(account, stop, tried)
    except _WrongSecret:
        secrets.forget(account.secret)
        if _secret(account, stop) in tried:
            raise
        return _open(account, stop, tried)


def _secret(account: Account, stop: Stop) -> str:
    """Ask for the password; one that cannot be had is not asked for every two minutes either."""
    try:
        return secrets.secret(account.secret, stop)
    except FeedError as error:
        if stop():
            raise Stopped from None
        raise Refused(str(error)) from None


def _open(account: Account, stop: Stop, tried: list[str]) -> Connection:
    """Connect, and only then ask for the password: who is offline is not bothered."""
    with told(account):
        client = Client(account, _tls(account), stop)
    try:
        with told(account):
            if account.security == "starttls":
                if not client.has_capability("STARTTLS"):
                    raise Refused(
                        f"{account.host} offers no STARTTLS on port {account.port}, so nothing was sent "
                        'to it; try security = "tls" in the settings.'
                    )
                client.starttls(_tls(account))
            if client.wire.state != "AUTH":  # PREAUTH: the server knows us by other means
                tried.append(_secret(account, stop))
                _log_in(account, client, tried[-1])
            return Connection(account, client)
    except BaseException:
        client.wire.shutdown()
        raise


def _tls(account: Account) -> ssl.SSLContext | None:
    """Make a context that checks certificate and name; none for a connection to this machine itself."""
    if account.security == "none":
        return None
    context = ssl.create_default_context()
    if account.ca_file is not None:
        try:
            context.load_verify_locations(account.ca_file)
        except (OSError, ssl.SSLError) as error:
            raise Refused(f"The certificate {account.ca_file} cannot be used: {error}.") from error
    return context


def _log_in(account: Account, client: Client, secret: str) -> None:
    try:
        if account.by_token:
            answers = iter([f"user={account.user}\1auth=Bearer {secret}\1\1"])
            # Where it is refused, the server says why and waits for an empty line.
            client.sasl_login("XOAUTH2", lambda _: next(answers, ""))
        elif client.has_capability("AUTH=PLAIN"):
            client.plain_login(account.user, secret)
        elif client.has_capability("LOGINDISABLED"):
            raise Refused(
                f'{account.host} takes no password this way; try security = "tls" or a token_command.'
            )
        elif not f"{account.user}{secret}".isascii():
            # LOGIN has no way to say in which encoding (RFC 9051, 6.2.3).
            raise Refused(
                f"{account.host} takes only unaccented letters, digits and signs in user and password; "
                "set another password for mail there."
            )
        else:
            client.login(account.user, secret)
    except LoginError as error:
        if isinstance(error.__context__, imaplib.IMAP4.abort):
            raise error.__context__ from None
        if "[UNAVAILABLE]" in str(error):
            raise Offline(f"{account.host} cannot let anybody in at the moment.") from None
        what = "access token" if account.by_token else "password"
        raise _WrongSecret(
            f"{account.host} refused the {what} of {account.user}{said(error)}. "
            f"Check `user` and where the {what} comes from; it is asked for again at the next reading."
        ) from None
