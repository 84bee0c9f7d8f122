"""Every word of the week review in one table: titles of blocks, labels of figures, what nothing is."""

from __future__ import annotations

from data.values import frozen
from tui.wording.plain import plain
from tui.wording.row import Tone


@frozen
class Words:
    """How one figure is named and said."""

    label: str
    """Stands beside the figure in a list."""
    nothing: str = "none"
    """Said in place of a figure that could be told from nothing."""
    after: str = ""
    """Follows the figure: "7 of 8 kept"."""
    line: str = ""
    """The figure within the one line of its block, `{}` being the figure; "one|more than one" of a count."""
    whole: Tone = "plain"
    """The tone of all of it: 8 of 8."""
    some: Tone = "plain"
    """The tone of a count that is not nothing."""


TITLES = {
    "promises": "Promises",
    "honesty": "Honesty",
    "replies": "Replies",
    "calls": "Calls",
    "after_hours": "After hours",
    "slack": "Slack",
    "estimates": "Estimates",
    "expectations": "Expectations",
    "courtesy": "Courtesy",
    "gestures": "Gestures",
    "attention": "Attention",
}
"""The blocks in the order they are read in."""

NOTHING = {
    "promises": "nothing due",
    "honesty": "nothing slipped, no question due",
    "replies": "nobody waited",
    "calls": "no calls",
    "after_hours": "quiet evenings",
    "slack": "nothing promised",
    "estimates": "nothing finished",
    "expectations": "nobody owes you anything",
    "courtesy": "no hints",
    "gestures": "none done, none declined",
    "attention": "nobody heard from you",
}
"""What a block says in which there is nothing."""

FIGURES: dict[str, dict[str, Words]] = {
    "promises": {
        "due": Words("due", "nothing due", " kept", "{} kept", whole="kept"),
        "kept": Words("kept"),
        "moved": Words("moved with notice", line="{} moved"),
        "broken": Words("broken", line="{} broken", some="late"),
        "kept_rate": Words("kept, of kept and broken", "nothing due", whole="kept"),
        "early_days": Words("early, of those due", "none delivered", line="{}"),
        "made": Words("newly made", line="{} made"),
        "made_without_yes": Words("made without a YES", line="{} without a YES", some="due"),
    },
    "honesty": {
        "heads_ups": Words(
            "told before it slipped", "nothing slipped", line="{} told before it slipped", whole="kept"
        ),
        "find_outs": Words(
            "questions answered in time",
            "none due",
            line="{} questions answered in time",
            whole="kept",
        ),
    },
    "replies": {
        "within": Words("within the limit", "nobody waited", line="{} within the limit", whole="kept"),
        "median": Words("median wait", "nothing answered", line="median {}"),
        "p90": Words("9 of 10 waited up to", "too few to say", line="9 of 10 up to {}"),
        "oldest_open": Words("oldest still open", "nobody waits", line="oldest open {}"),
        "urgent": Words("marked urgent", "nobody wrote", line="{} urgent"),
        "mail_checks": Words(
            "mail checks as planned", "no mail windows", line="{} mail windows", whole="kept"
        ),
        "mail_outside": Words(
            "checks outside the plan", "not counted", line="{} look besides|{} looks besides"
        ),
    },
    "calls": {
        "in": Words("came in", line="{} in"),
        "out": Words("made", line="{} out"),
        "missed": Words("missed", line="{} missed"),
        "voicemail": Words("voicemail", line="{} voicemail"),
        "minutes": Words("on the phone", line="{}"),
        "callbacks": Words(
            "called back in time", "none to return", line="{} called back in time", whole="kept"
        ),
    },
    "after_hours": {
        "contacts_in": Words("from them", line="{} from them"),
        "contacts_out": Words("from you", line="{} from you"),
        "became_tomorrow": Words("became tomorrow", line="{} became tomorrow", some="kept"),
        "confirming_mails": Words(
            "confirmed by mail", "none awaited", line="{} confirmed by mail", whole="kept"
        ),
        "loaded_minutes": Words("work with loading", line="{} with loading"),
        "loaded_cents": Words("worth, with loading", "no rate set", line="{}"),
        "evenings": Words("evenings guarded", "none over yet", line="{} evenings guarded", whole="kept"),
    },
    "slack": {
        "start": Words("at the start", "not known", line="{} at the start"),
        "end": Words("left", "nothing promised", line="{} left"),
        "spent_own_estimate": Words("went to own estimates", line="{} to own estimates"),
        "spent_extra_asked": Words("went to extras", line="{} to extras"),
        "spent_waiting_on_client": Words(
            "went to waiting on them", line="{} to waiting on them", some="wait"
        ),
        "spent_emergency": Words("went to emergencies", line="{} to emergencies"),
        "spent_ill": Words("went to being ill", line="{} to being ill"),
        "given_back": Words("won back", line="{} won back", some="kept"),
        "red": Words("in danger", "not known", line="{} in danger", some="late"),
        "next_load": Words("owed next week", "not known"),
    },
    "estimates": {
        "finished": Words("finished", line="{} finished"),
        "p50": Words("half took up to", "too few to say", line="half up to {}"),
        "p80": Words("8 of 10 up to", "too few to say"),
        "p90": Words("9 of 10 up to", "too few to say", line="9 of 10 up to {}"),
        "room": Words("your next promise gets", "not known", line="your next promise gets {}"),
    },
    "expectations": {
        "complete": Words(
            "agreements complete",
            "no client",
            line="agreements complete with {}",
            whole="kept",
        ),
        "stale": Words("out of date", line="{} out of date", some="due"),
        "owed": Words("still owed to you", line="{} owed to you", some="wait"),
        "oldest_days": Words("the oldest, late by", line="oldest {} late"),
        "days_moved": Words("all together, late by", line="{} in all"),
    },
    "courtesy": {
        "shown": Words("hints shown", line="{} hint shown|{} hints shown"),
        "rewritten": Words("rewritten", line="{} rewritten"),
    },
    "gestures": {
        "suggested": Words("suggested", "not known", line="{} suggested"),
        "done": Words("done", line="{} done", some="kind"),
        "declined": Words("not this time", line="{} not this time"),
        "cost_cents": Words("paid for them", line="{} paid"),
        "anniversaries": Words(
            "anniversaries in 5 weeks", line="{} anniversary in 5 weeks|{} anniversaries in 5 weeks"
        ),
    },
    "attention": {
        "contacts": Words("contacts", line="{} contact|{} contacts"),
        "minutes": Words("time for them", line="{}"),
        "open_promises": Words("open promises", "not known", line="{} open promise|{} open promises"),
        "quiet": Words("gone quiet", line="{} gone quiet", some="kind"),
        "referred": Words("sent by others", line="{} sent by others", some="kept"),
    },
}
"""By block and figure, in the order they are read in."""


def words_of(block: str, figure: str) -> Words:
    """Give the words of a figure; one of a newer or older frontdesk goes by its own name."""
    return FIGURES.get(block, {}).get(figure) or Words(plain(figure.replace("_", " "), 60))


def block_title(block: str) -> str:
    """Name a block: "After hours"."""
    return TITLES.get(block) or plain(block.replace("_", " "), 60).capitalize()


def figure_label(block: str, figure: str) -> str:
    """Name a figure as it stands beside it: "within the limit"."""
    return words_of(block, figure).label
