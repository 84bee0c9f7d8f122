"""What can go wrong with a mail server, each as a sentence that says what to do."""

from __future__ import annotations

import imaplib
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager

from imapclient.exceptions import ProtocolError

from data.errors import FeedError, Offline, Refused
from data.feeds.mail.imap.account import Account
from data.feeds.patience import Stopped

_SAID_AT_MOST = 150
_NOT_IMAP = (ValueError, TypeError, LookupError, AttributeError, AssertionError, RecursionError)
"""What the IMAP library raises on answers that are none."""


class NotDone(FeedError):
    """The server said NO to one command; the connection is good."""


@contextmanager
def told(account: Account) -> Iterator[None]:
    """Turn every error of the net, of TLS and of the protocol into a sentence."""
    host = account.host
    try:
        yield
    except (FeedError, Stopped):
        raise
    except ssl.SSLCertVerificationError as error:
        raise Refused(
            f"{host} shows a certificate that cannot be trusted ({error.verify_message}), so nothing was "
            "sent to it. Check `host`; for a server of your own, name its certificate file (`ca_file`)."
        ) from error
    except ssl.SSLError as error:
        raise FeedError(
            f"No secure connection to {host} on port {account.port} ({error.reason or error}). "
            "Check `port` and `security`."
        ) from error
    except socket.gaierror as error:
        raise Offline(f"{host} was not found. Are you online, and is `host` right?") from error
    except TimeoutError as error:
        raise Offline(f"{host} does not answer on port {account.port}.") from error
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise Offline(f"{host} cannot be reached on port {account.port} ({reason}).") from error
    except imaplib.IMAP4.abort as error:
        if "unexpected response" in str(error):
            raise _no_imap(host) from error
        raise Offline(f"{host} broke off the connection{said(error)}.") from error
    except ProtocolError as error:
        raise _no_imap(host) from error
    except imaplib.IMAP4.error as error:
        raise NotDone(f"{host} did not do what was asked of it{said(error)}.") from error
    except _NOT_IMAP as error:
        raise _no_imap(host) from error


def _no_imap(host: str) -> FeedError:
    return FeedError(
        f"{host} answered with something that is not IMAP; nothing of it was kept. Check `host` and `port`."
    )


def said(error: Exception) -> str:
    """Give what the server said, cut and without control characters."""
    text = "".join(char for char in str(error) if char.isprintable())[:_SAID_AT_MOST].strip()
    return f" ({text})" if text else ""
