"""The settings file: one declaration per key reads it, checks it, writes its template and documents it.

What only changes the file (`edit`, `feed_edit`, `typed`) or writes a new one (`template`) is imported from
its own module, for every start reads the settings and few change them.
"""

from data.settings.after_hours import AfterHours
from data.settings.caldav import CaldavSettings
from data.settings.calls import CallsSettings
from data.settings.contacts import ContactsSettings
from data.settings.declare import Key, NotAllowed, keys, toml
from data.settings.export import Export
from data.settings.feeds import CalendarSettings, FeedSettings, LocalFeed, Mailbox, MailSettings
from data.settings.imap import ImapSettings
from data.settings.kinds import Spans
from data.settings.promises import DEFAULT_PROCESSES, Drafts, ProcessSettings, Promises
from data.settings.reading import check, ensure, load
from data.settings.sections import (
    Gestures,
    MailWindows,
    Rates,
    Replies,
    Screen,
    Settings,
    Slack,
    Visits,
    feed_sections,
)
from data.settings.time_log import TimeLogSettings
from data.settings.zone import machine_zone

__all__ = [
    "DEFAULT_PROCESSES",
    "AfterHours",
    "CaldavSettings",
    "CalendarSettings",
    "CallsSettings",
    "ContactsSettings",
    "Drafts",
    "Export",
    "FeedSettings",
    "Gestures",
    "ImapSettings",
    "Key",
    "LocalFeed",
    "MailSettings",
    "MailWindows",
    "Mailbox",
    "NotAllowed",
    "ProcessSettings",
    "Promises",
    "Rates",
    "Replies",
    "Screen",
    "Settings",
    "Slack",
    "Spans",
    "TimeLogSettings",
    "Visits",
    "check",
    "ensure",
    "feed_sections",
    "keys",
    "load",
    "machine_zone",
    "toml",
]
