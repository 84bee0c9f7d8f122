"""A verdict in words (`frontdesk mail why`)."""

from __future__ import annotations

from data.feeds.mail.letter import Letter
from data.feeds.mail.verdict import Kind, Verdict

_NOT_COUNTED = {
    "not_client": "{who} is no client",
    "bounce": "a mail system sent it to say that something could not be delivered",
    "report": "it is a receipt or report that no person wrote",
    "auto": "it is an automatic reply",
    "noreply": "{who} takes no answers and no usable Reply-To is given",
    "bulk": "it is a circular or newsletter",
    "list": "it came through a mailing list, not to you, and you took no part in the thread",
    "calendar": "it is a calendar invitation or its answer",
    "cc_only": "you are only in Cc and it does not reply to you",
    "bcc": "none of your addresses is among its recipients",
    "closing": "it only closes the exchange with thanks",
    "filed": "it left the watched folders unanswered",
    "deleted": "it is marked as deleted",
    "draft": "it is a draft",
    "junk": "it lies in the junk folder",
    "trash": "it lies in the trash",
    "outbox": "it has not left the outbox",
    "template": "it is a template",
    "not_client_matter": "you said it is no client matter",
}
_ANSWERED = {
    "reply": "you replied in the thread",
    "answered flag": "your mail program marks it, or a newer one of the exchange, as answered",
    "subject": "you wrote to {who} on the same subject later",
    "answered": "you said it is answered",
    "no_reply_needed": "you said it needs no reply",
}
_SKIPPED = {
    "no_sender": "it names no sender",
    "no_time": "nothing says when it came",
    "not_a_file": "it is no file",
    "unreadable": "the file cannot be read",
}


def explain(verdict: Verdict, letter: Letter) -> str:
    """Say in one sentence what a message is, why, and by which rule."""
    who = verdict.address or (letter.senders[0] if letter.senders else "the sender")
    return f"{_sentence(verdict).replace('{who}', who)} ({verdict.rule})."


def _sentence(verdict: Verdict) -> str:
    reason = verdict.reason
    match verdict.verdict:
        case Kind.UNANSWERED:
            return "Waits: {who} is a client, it is for you, and nothing answers it"
        case Kind.ANSWERED:
            return f"Answered: {_ANSWERED.get(reason, reason)}"
        case Kind.OUTBOUND:
            return (
                "Yours, but it bounced, so it answers nothing"
                if reason == "bounced"
                else "Yours: one of your addresses wrote it"
            )
        case Kind.NOT_COUNTED if (reason, verdict.rule) == ("not_client", "R10"):
            return "Not counted: {who} is no client, and wrote to all who subscribe"
        case Kind.NOT_COUNTED:
            return f"Not counted: {_NOT_COUNTED.get(reason, reason)}"
        case Kind.SKIPPED:
            return f"Skipped: {_SKIPPED.get(reason, reason)}"
        case Kind.DUPLICATE:
            return "A copy of a message that is counted once"
        case Kind.IGNORED:
            return "No message: its name begins with a dot"
