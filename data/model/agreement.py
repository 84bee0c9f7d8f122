"""What was agreed with a client about working together (SERVICE.md 1.1 and 2.10)."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from data.values import frozen


class AgreementKind(StrEnum):
    """What an agreement is about, in the order one talks about it."""

    AVAILABILITY = "availability"
    """When you work, and how soon they hear from you."""
    PROCESS = "process"
    """How the work goes, from the first talk to the last."""
    RATES = "rates"
    """What your time costs."""
    OBLIGATIONS = "obligations"
    """What the client must do: texts, access, decisions."""
    EMERGENCY = "emergency"
    """What counts as an emergency, the way to reach you, and what it costs."""


PRICE = "what it costs more"
"""How the price is named among what an emergency policy lacks; it is what one agrees on first."""


class AgreedHow(StrEnum):
    """How it was agreed."""

    MAIL = "mail"
    CONTRACT = "contract"
    SPOKEN = "spoken"


@frozen
class Terms:
    """What the settings say about hours and money, in words; empty: they say nothing about it.

    The words are kept with each agreement and compared later: `data.rules.agreements` writes them.
    """

    hours: str = ""
    rate: str = ""
    loading: str = ""


@frozen
class Agreement:
    """One thing that was agreed with one client. A later one of its kind takes its place; both are kept."""

    client_id: int
    kind: AgreementKind
    text: str
    """What was agreed; of an emergency, what counts as one."""
    noted_on: date
    """The day it was entered, on the freelancer's calendar."""
    agreed_on: date | None = None
    """The day it was agreed; None, of an emergency alone: it was written down and is not agreed yet."""
    how: AgreedHow = AgreedHow.SPOKEN
    id: int = 0
    no_emergency: str = ""
    """Of an emergency: what does not count as one."""
    channel: str = ""
    """Of an emergency: how to reach you."""
    acknowledge_minutes: int | None = None
    """Of an emergency: within how many minutes on the clock you say that you are on it."""
    loading_percent: int | None = None
    """Of an emergency: what is added to the price."""
    hours_then: str = ""
    """What the settings said about working hours when it was entered, where it rests on them."""
    rate_then: str = ""
    loading_then: str = ""

    @property
    def since(self) -> date:
        """The day from which it stands: that of the agreement, else that of the entry."""
        return self.agreed_on or self.noted_on


@frozen
class Outdated:
    """A setting that an agreement rests on and that has changed since."""

    agreement_id: int
    then: str
    now: str


@frozen
class Agreed:
    """All that stands between you and one client."""

    standing: tuple[Agreement, ...] = ()
    """The latest of each kind, in the order of the kinds."""
    missing: tuple[AgreementKind, ...] = ()
    """Kinds that are needed and not agreed, in the order one talks about them."""
    lacking: tuple[str, ...] = ()
    """What an emergency policy lacks, in words; empty when there is none."""
    outdated: tuple[Outdated, ...] = ()
    """What rests on settings that have changed."""

    @property
    def complete(self) -> bool:
        """Whether nothing is missing: see `data.rules.agreements`."""
        return not self.missing and not self.lacking

    @property
    def stale(self) -> tuple[int, ...]:
        """The ids of what is out of date."""
        return tuple(dict.fromkeys(each.agreement_id for each in self.outdated))

    def of(self, kind: AgreementKind) -> Agreement | None:
        """Give what stands of a kind."""
        return next((each for each in self.standing if each.kind is kind), None)
