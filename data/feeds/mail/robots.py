"""What no person wrote: the marks of robots, bounces and bulk mail (R5, R10)."""

from __future__ import annotations

import re

from data.feeds.mail.headers import Headers

MOST_RECIPIENTS = 50
"""More visible recipients than this, and it is a circular."""

_COMMENT = re.compile(r"\([^()]*\)")
_REPORT_TYPE = re.compile(r"report-type\s*=\s*\"?\s*([\w.-]+)", re.IGNORECASE)
_TYPE = re.compile(r"\s*([\w.+-]+/[\w.+-]+)")
_ACTION = re.compile(rb"^action[ \t]*:[ \t]*(\w+)", re.IGNORECASE | re.MULTILINE)
_DELAYED = re.compile(r"\bdelay(?:ed)?\b|\bwarning: could not send\b", re.IGNORECASE)
_DAEMON = re.compile(r"(?:mailer[._-]?daemon|postmaster)\Z|bounce")
# Whole words only: noreen.plym is a person. Tags are already cut. The second line holds German, French,
# Spanish, Italian and Portuguese ways to say it.
_NO_REPLY = re.compile(
    r"(?:^|[._=-])(?:no[._-]?reply|no[._-]?response|(?:do[._-]?not|dont|never)[._-]?(?:reply|respond)|"
    r"(?:nicht|keine)[._-]?antwort(?:en)?|(?:ne[._-]?pas|pas[._-]?de)[._-]?repon(?:dre|se)|"
    r"no[._-]?(?:responder|respuesta|contestar)|non[._-]?rispondere|nao[._-]?respon(?:da|der)|"
    r"auto(?:matic)?[._-]?(?:reply|responder|mailer)|notif(?:y|ications?|ier))\d*(?:$|[._=-])"
)


def content_type(headers: Headers) -> str:
    """Give the top-level type in lower case, "text/plain" when there is none to read."""
    match = _TYPE.match(headers.get(b"content-type"))
    return match.group(1).lower() if match else "text/plain"


def is_daemon(local: str) -> bool:
    """Whether a local part is that of a mail system: mailer-daemon, postmaster, bounce…."""
    return _DAEMON.match(local) is not None


def is_no_reply(local: str) -> bool:
    """Whether a local part says that nobody reads answers there."""
    return _NO_REPLY.search(local) is not None


def robot_mark(headers: Headers, text: bytes) -> str:
    """Say by headers alone why no person wrote this: "bounce", "report", "auto"; empty for a person.

    `text` is the beginning of the body: a report about a delay or a delivery is no bounce.
    """
    mark = _mark(headers, text)
    by_daemon = mark in ("bounce", "auto") and "mailer-daemon" in headers.get(b"from").lower()
    return "report" if by_daemon and _DELAYED.search(headers.get(b"subject")) else mark


def _mark(headers: Headers, text: bytes) -> str:
    if content_type(headers) == "multipart/report":
        report = _REPORT_TYPE.search(headers.get(b"content-type"))
        failed = report is None or report.group(1).lower() == "delivery-status"
        return "bounce" if failed and _is_failure(text, certain=report is not None) else "report"
    if headers.has(b"x-failed-recipients"):
        return "bounce"
    submitted = _COMMENT.sub("", headers.get(b"auto-submitted")).partition(";")[0].strip().lower()
    if submitted not in ("", "no"):
        return "auto"
    if any(
        headers.has(name) and headers.get(name).lower() != "no" for name in (b"x-autoreply", b"x-autorespond")
    ):
        return "auto"
    if headers.get(b"x-apple-action").lower() == "vacation":
        return "auto"
    if headers.get(b"precedence").lower().replace("-", "_") in ("auto_reply", "autoreply"):
        return "auto"
    if headers.has(b"return-path") and headers.get(b"return-path").strip("<> ") == "":
        return "auto"
    return ""


def _is_failure(text: bytes, *, certain: bool) -> bool:
    """Whether a delivery report says that something failed; `certain` when its actions are out of sight."""
    actions = {action.lower() for action in _ACTION.findall(text)}
    return b"failed" in actions if actions else certain


def is_bulk(headers: Headers) -> bool:
    """Whether a second bulk mark stands beside List-Unsubscribe (R10)."""
    return headers.get(b"precedence").lower() in ("bulk", "junk") or headers.has(b"feedback-id")


def is_urgent(headers: Headers) -> bool:
    """Whether the sender marked it as urgent."""
    return (
        headers.get(b"importance").lower() == "high"
        or headers.get(b"priority").lower() == "urgent"
        or headers.get(b"x-priority")[:1] in ("1", "2")
    )
