"""What the columns of a list of calls may be called, and what may stand in them, in several languages."""

# fmt: off
# One word after the other: a line for each would hide which belong together.
from __future__ import annotations

from collections.abc import Mapping

from data.model.touch import Channel, Outcome

NAMES: Mapping[str, tuple[str, ...]] = {
    "number": (
        "number", "phone", "phone number", "telephone", "tel", "nummer", "telefon", "rufnummer", "msisdn",
    ),
    "from": ("from", "caller", "caller number", "von", "source", "src"),
    "to": ("to", "callee", "called", "an", "destination", "dst"),
    "who": (
        "who", "name", "contact", "contact name", "client", "person", "wer", "kontakt", "caller name",
    ),
    "direction": ("direction", "dir", "call type", "type", "kind", "richtung", "typ", "art"),
    "when": (
        "when", "at", "date time", "datetime", "timestamp", "started", "start", "start time", "wann",
        "zeitpunkt",
    ),
    "date": ("date", "day", "datum", "tag"),
    "time": ("time", "clock", "uhrzeit", "zeit"),
    "channel": ("channel", "medium", "kanal", "via"),
    "minutes": (
        "minutes", "min", "mins", "minuten", "duration minutes", "duration min", "duration in minutes",
    ),
    "seconds": ("seconds", "sec", "secs", "sekunden", "duration seconds", "duration s", "billsec"),
    "duration": ("duration", "length", "dauer", "call duration"),
    "outcome": ("outcome", "result", "status", "answered", "disposition", "ergebnis"),
    "text": (
        "text", "note", "subject", "body", "message", "content", "notiz", "betreff", "nachricht",
    ),
}
"""By what it is: the names of its column, the surest first."""

IN_WORDS = frozenset((
    "in", "incoming", "inbound", "received", "from", "them", "eingehend", "ein", "eingang", "ankommend",
    "entrant", "recu", "entrante",
))
OUT_WORDS = frozenset((
    "out", "outgoing", "outbound", "placed", "sent", "dialed", "dialled", "to", "me", "ausgehend", "aus",
    "ausgang", "gewahlt", "sortant", "envoye", "saliente",
))

OUTCOMES: Mapping[str, Outcome] = {
    **dict.fromkeys(
        ("missed", "verpasst", "entgangen", "manque", "perdida", "unanswered"), Outcome.MISSED
    ),
    **dict.fromkeys(("voicemail", "mailbox", "voice mail", "anrufbeantworter"), Outcome.VOICEMAIL),
    **dict.fromkeys(("declined", "rejected", "refused", "abgelehnt", "abgewiesen"), Outcome.DECLINED),
    **dict.fromkeys(
        ("no answer", "noanswer", "not answered", "failed", "busy", "cancelled", "canceled", "besetzt"),
        Outcome.NO_ANSWER,
    ),
    **dict.fromkeys(
        ("spoke", "answered", "ok", "yes", "connected", "completed", "true", "1", "angenommen"),
        Outcome.SPOKE,
    ),
    **dict.fromkeys(("no", "false", "0"), Outcome.NO_ANSWER),
}
"""How a call ended, by a word for it."""

CHANNELS: Mapping[str, Channel] = {
    **dict.fromkeys(
        ("call", "calls", "phone", "telephone", "tel", "voice", "anruf", "telefon", "appel"), Channel.CALL
    ),
    **dict.fromkeys(("sms", "text", "mms", "message", "nachricht", "textmessage"), Channel.SMS),
}
