"""Calendars on a CalDAV server (RFC 4791), read only, kept as files that the calendar feed reads.

The standard library speaks to the server, not the caldav package: that one brings seventeen packages (an
HTTP/3 stack among them), asks hosts of its own accord and reads an answer of any size. Here four kinds of
request exist, none of which can change anything; one host is ever asked; every answer has a limit.
"""

from data.feeds.caldav.account import Account, Found, look
from data.feeds.caldav.kept import Kept
from data.feeds.caldav.pull import Pulled, pull

__all__ = ["Account", "Found", "Kept", "Pulled", "look", "pull"]
