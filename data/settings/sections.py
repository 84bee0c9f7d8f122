"""Every key of the settings file: its default, what is allowed and what it does, declared in one place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date
from typing import Any

from data.settings.after_hours import AfterHours
from data.settings.caldav import CaldavSettings
from data.settings.calls import CallsSettings
from data.settings.contacts import ContactsSettings
from data.settings.declare import Table, declared, key, table, table_as, tables
from data.settings.export import Export
from data.settings.feeds import CalendarSettings, FeedSettings, MailSettings
from data.settings.imap import ImapSettings
from data.settings.kinds import (
    Spans,
    address,
    choice,
    clock_times,
    dates,
    money,
    spans,
    text,
    texts,
    whole,
    yes_no,
    zone,
)
from data.settings.promises import Drafts, ProcessSettings, Promises
from data.settings.time_log import TimeLogSettings
from data.values import frozen

_DAY: Spans = (("09:00", "12:30"), ("13:30", "17:30"))
_MINUTES_OF_A_WEEK = 7 * 24 * 60


@frozen
class WorkingHours:
    """When you work, on the clock of your zone.

    "24:00" is the midnight that ends the day; an end that is not after its start lies on the next day.
    A weekday that is left out is free.
    """

    mon: Spans = key(_DAY, spans(), "Monday.")
    tue: Spans = key(_DAY, spans(), "Tuesday.")
    wed: Spans = key(_DAY, spans(), "Wednesday.")
    thu: Spans = key(_DAY, spans(), "Thursday.")
    fri: Spans = key(_DAY, spans(), "Friday.")
    sat: Spans = key((), spans(), "Saturday.")
    sun: Spans = key((), spans(), "Sunday.")

    def by_weekday(self) -> dict[str, Spans]:
        """Give the spans by the weekday's short name."""
        return {each.name: getattr(self, each.name) for each in fields(self)}


@frozen
class Replies:
    """How soon clients hear from you, in minutes of your working hours."""

    limit_minutes: int = key(
        240, whole(1, _MINUTES_OF_A_WEEK), "A client's message waits at most this long for your answer."
    )
    urgent_minutes: int = key(60, whole(1, _MINUTES_OF_A_WEEK), "The same for what you marked as urgent.")
    callback_minutes: int = key(
        120, whole(1, _MINUTES_OF_A_WEEK), "A missed call or a voicemail is called back within this time."
    )
    settle_days: int = key(
        14,
        whole(0, 3650, "a whole number of days"),
        'What already waited longer than this when a mailbox is first read goes to the tray "from before"'
        " instead of Waiting; 0: no such tray.",
    )


@frozen
class MailWindows:
    """When you look at mail. In between, only what cannot wait is shown."""

    on: bool = key(True, yes_no(), "Whether mail is held back between the windows.")
    at: tuple[str, ...] = key(
        ("10:00", "13:30", "16:30"), clock_times(), "When each window opens, on the clock of your zone."
    )


@frozen
class Rates:
    """What your time costs. Shown to you alone."""

    hourly: int | None = key(None, money(), "Your rate for one hour.", example=8500)
    currency: str = key("EUR", text(8, "a currency code or sign"), "The currency of all amounts.")
    after_hours_loading_percent: int = key(
        50, whole(0, 300, "a percentage"), "What is added for work outside your working hours."
    )


@frozen
class Gestures:
    """The small kind things that are suggested."""

    per_week: int = key(3, whole(0, 50), "At most this many suggestions a week; 0: none.")
    spacing_days: int = key(
        14, whole(0, 365, "a whole number of days"), "Never two for one client within this time."
    )
    keep_in_touch_days: int = key(
        60,
        whole(0, 3650, "a whole number of days"),
        'After this long without any contact "say hello" is suggested; 0: never. A client may have its own.',
    )
    card_days_ahead: int = key(
        7,
        whole(0, 60, "a whole number of days"),
        "Cards show up this early, so that the post can bring them.",
    )
    thank_you_working_days: int = key(
        3, whole(0, 60), "A thank-you card is due this many working days after a project was closed."
    )


@frozen
class Slack:
    """When a promise counts as tight."""

    tight_percent: int = key(
        10,
        whole(0, 100, "a percentage"),
        "A promise is tight when its slack is below this share of the work owed by then or half a day.",
    )


@frozen
class Visits:
    """Which appointments are visits, so that a take-away coffee can come along."""

    marks: tuple[str, ...] = key(
        ("visit", "at client", "on site", "@client", "#visit"),
        texts(60, '["visit", "on site"]'),
        "Words in an appointment's title or place that mark a visit."
        " An appointment at a client's address is one anyway.",
    )


@frozen
class Screen:
    """How it looks."""

    theme: str = key("auto", choice("auto", "dark", "light"), "Colours; auto follows the terminal.")


@frozen
class Settings:
    """Everything the settings file says."""

    zone: str = key(
        "UTC",
        zone(),
        "Your time zone. It stays the same when you travel, until you change it here.",
        default_words="the machine's zone",
    )
    name: str = key("", text(100), "Your name, as clients know it.")
    email: str = key("", address(), "Your e-mail address, as clients know it.")
    day_first: bool = key(
        True, yes_no(), "Whether 2/12 is the second of December (true) or February the 12th."
    )
    days_off: tuple[date, ...] = key(
        (), dates(), "Dates without working hours; single ones can be added on the screen too."
    )
    working_hours: Mapping[str, Spans] = table_as(WorkingHours, WorkingHours.by_weekday)
    replies: Replies = table(Replies)
    mail_windows: MailWindows = table(MailWindows)
    after_hours: AfterHours = table(AfterHours)
    rates: Rates = table(Rates)
    gestures: Gestures = table(Gestures)
    slack: Slack = table(Slack)
    promises: Promises = table(Promises)
    drafts: Drafts = table(Drafts)
    export: Export = table(Export)
    visits: Visits = table(Visits)
    screen: Screen = table(Screen)
    mail: tuple[MailSettings, ...] = tables(MailSettings)
    imap: tuple[ImapSettings, ...] = tables(ImapSettings)
    calendar: tuple[CalendarSettings, ...] = tables(CalendarSettings)
    caldav: tuple[CaldavSettings, ...] = tables(CaldavSettings)
    time_log: tuple[TimeLogSettings, ...] = tables(TimeLogSettings)
    contacts: tuple[ContactsSettings, ...] = tables(ContactsSettings)
    calls: tuple[CallsSettings, ...] = tables(CallsSettings)
    process: tuple[ProcessSettings, ...] = tables(ProcessSettings)

    def feeds(self) -> tuple[FeedSettings, ...]:
        """Give every source that is set up, in the order of the sections."""
        held = (getattr(self, each.name) for each in feed_sections(type(self)))
        return tuple(feed for feeds in held for feed in feeds)

    def named_feeds(self) -> dict[str, FeedSettings]:
        """Give every source under a name that is its own, even where a calendar is called like a mailbox."""
        named: dict[str, FeedSettings] = {}
        for feed in self.feeds():
            name = f"{feed.name} ({feed.WORD})" if feed.name in named else feed.name
            named[name] = feed
        return named

    def with_feed(self, feed: FeedSettings) -> Settings:
        """Give these settings with a source more, or with one of the same name and section as it is now."""
        others = (each for each in getattr(self, feed.SECTION) if each.name != feed.name)
        changed: dict[str, Any] = {feed.SECTION: (*others, feed)}
        return replace(self, **changed)


def feed_sections(settings: type[Settings]) -> tuple[Table, ...]:
    """Give the `[[section]]`s that name sources."""
    parts = (part for part in declared(settings) if isinstance(part, Table))
    return tuple(part for part in parts if part.many and issubclass(part.section, FeedSettings))
