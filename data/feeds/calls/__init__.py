"""Calls and messages from the logs of telephones: each format gives the same values, nothing is changed."""

from data.feeds.calls.events import Entries, Entry, How, NotThisKind, NoZone, Skipped, Unfinished
from data.feeds.calls.files import LogFile, kind_of, list_files, reader_of

__all__ = [
    "Entries",
    "Entry",
    "How",
    "LogFile",
    "NoZone",
    "NotThisKind",
    "Skipped",
    "Unfinished",
    "kind_of",
    "list_files",
    "reader_of",
]
