"""The settings file: one declaration per key reads it, checks it, writes its template and documents it."""

from data.settings.declare import toml
from data.settings.edit import (
    set_theme,
    set_working_hours,
    set_you,
    set_zone,
)
from data.settings.feed_edit import add_feed, change_feed, remove_feed
from data.settings.feeds import CalendarSettings, FeedSettings, LocalFeed, MailSettings
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
)
from data.settings.template import reference, template
from data.settings.zone import machine_zone

__all__ = [
    "DEFAULT_PROCESSES",
    "CalendarSettings",
    "Drafts",
    "FeedSettings",
    "Gestures",
    "LocalFeed",
    "MailSettings",
    "MailWindows",
    "ProcessSettings",
    "Promises",
    "Rates",
    "Replies",
    "Screen",
    "Settings",
    "Slack",
    "Spans",
    "Visits",
    "add_feed",
    "change_feed",
    "check",
    "ensure",
    "load",
    "machine_zone",
    "reference",
    "remove_feed",
    "set_theme",
    "set_working_hours",
    "set_you",
    "set_zone",
    "template",
    "toml",
]
