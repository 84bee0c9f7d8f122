"""What the settings say about the rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.rules.cards import CardRules
from data.rules.gestures import GestureRules
from data.rules.heads_up import HeadsUpRules
from data.rules.obligations import NudgeRules
from data.rules.replies import ReplyLimits
from data.rules.today import Limits

if TYPE_CHECKING:
    from data.model.agreement import Terms
    from data.settings import Settings


def limits_of(settings: Settings) -> Limits:
    """Give the limits of a snapshot."""
    promises = settings.promises
    return Limits(
        replies=ReplyLimits(
            normal_minutes=settings.replies.limit_minutes,
            urgent_minutes=settings.replies.urgent_minutes,
            callback_minutes=settings.replies.callback_minutes,
        ),
        gestures=GestureRules(
            per_week=settings.gestures.per_week,
            spacing_days=settings.gestures.spacing_days,
            keep_in_touch_days=settings.gestures.keep_in_touch_days,
            card_days_ahead=settings.gestures.card_days_ahead,
            thank_you_working_days=settings.gestures.thank_you_working_days,
        ),
        mail_windows=settings.mail_windows.at if settings.mail_windows.on else (),
        tight_percent=settings.slack.tight_percent,
        confidence=promises.confidence_percent / 100,
        usual_pace_minutes=promises.hours_a_day * 60,
        heads_up=HeadsUpRules(promises.heads_up_working_days, promises.heads_up_percent),
        cards=CardRules(
            update_days=promises.update_days,
            scope_percent=promises.scope_percent,
            interim_percent=promises.interim_percent,
            nudge=NudgeRules(promises.nudge_before_working_days, promises.nudge_every_working_days),
        ),
        hourly_cents=settings.rates.hourly,
        emergency_checks=settings.after_hours.emergency_checks,
    )


def terms_in(settings: Settings) -> Terms:
    """Give what the settings say about hours and money, in the words agreements are compared by."""
    from data.rules.agreements import terms_of

    rates = settings.rates
    return terms_of(
        settings.working_hours,
        settings.zone,
        rates.hourly,
        rates.currency,
        rates.after_hours_loading_percent,
    )
