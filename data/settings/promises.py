"""The keys about promises, drafts and ways of working."""

from __future__ import annotations

from data.settings.declare import key, required
from data.settings.kinds import clock_time, text, texts, whole
from data.values import frozen


@frozen
class Promises:
    """How sure a promise has to be, and when a word about it is due."""

    confidence_percent: int = key(
        90,
        whole(50, 99, "a percentage"),
        "Promise what jobs like it kept this often. Higher is later and safer.",
    )
    hours_a_day: int = key(
        5,
        whole(1, 24, "a whole number of hours"),
        "Finished work in a working day, until your own work entries say it better.",
    )
    heads_up_working_days: int = key(
        2, whole(0, 60), "A word that a promise will slip is due this many working days before it."
    )
    heads_up_percent: int = key(
        20,
        whole(0, 100, "a percentage"),
        "It is due, too, when only this share of the time up to the promise is left.",
    )
    update_days: int = key(
        7,
        whole(0, 365, "a whole number of days"),
        "A client with open work hears from you at least this often; 0: no such card.",
    )
    nudge_before_working_days: int = key(
        2, whole(0, 60), "A client is reminded this many working days before you need what they owe."
    )
    nudge_every_working_days: int = key(
        3, whole(1, 60), "After that they are reminded again this often, in working days."
    )
    scope_percent: int = key(
        10,
        whole(0, 1000, "a percentage"),
        'Undecided extras above this share of the estimate bring the card "talk scope".',
    )
    find_out_at: str = key(
        "12:00", clock_time(), "When you come back on the next working day, unless you say another time."
    )
    interim_percent: int = key(
        75,
        whole(1, 100, "a percentage"),
        "With this share of that time gone and no answer yet, say that you are still on it.",
    )


@frozen
class Drafts:
    """What you write to clients. The program sends nothing."""

    open_with: tuple[str, ...] = key(
        (),
        texts(200, '["thunderbird", "-compose"]'),
        "The command that opens a draft in your mail program; the draft's mailto: address is added.",
        default_words="what the system opens mail with",
        example=("xdg-open",),
    )


@frozen(kw_only=True)
class ProcessSettings:
    """A way of working that a new project can start with. The section stands once for each."""

    name: str = required(text(60), "What you call it.", example="website")
    steps: tuple[str, ...] = key(
        (),
        texts(120, '["kick-off talk", "first draft", "thank-you card"]'),
        "Its steps in order.",
        example=("kick-off talk", "first draft", "review", "delivery", "thank-you card"),
    )
    reviews: tuple[str, ...] = key(
        (),
        texts(120, '["first draft"]'),
        "Those of the steps at which the client looks at it.",
        example=("review",),
    )
    obligations: tuple[str, ...] = key(
        (),
        texts(120, '["texts", "access to the server"]'),
        "What the client usually owes.",
        example=("texts",),
    )


DEFAULT_PROCESSES = (
    ProcessSettings(
        name="website",
        steps=(
            "kick-off talk",
            "offer and how we work, in writing",
            "texts, pictures and access are here",
            "sketch",
            "review of the sketch",
            "build",
            "review on staging",
            "go live",
            "look back with them",
            "thank-you card",
        ),
        reviews=("review of the sketch", "review on staging"),
        obligations=("texts and pictures", "access to domain and server"),
    ),
    ProcessSettings(
        name="design",
        steps=(
            "kick-off talk",
            "offer and how we work, in writing",
            "three directions",
            "review of the directions",
            "first draft",
            "review of the draft",
            "final files",
            "thank-you card",
        ),
        reviews=("review of the directions", "review of the draft"),
        obligations=("logo, fonts and examples they like",),
    ),
    ProcessSettings(
        name="any other",
        steps=(
            "kick-off talk",
            "offer and how we work, in writing",
            "first draft",
            "review",
            "delivery",
            "thank-you card",
        ),
        reviews=("review",),
    ),
)
"""Ways of working to begin with, until the settings have their own."""
