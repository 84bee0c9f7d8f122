"""The figures of one ISO week (SERVICE.md §6).

`W` below is the week from one local Monday midnight to the next; while it runs, every figure is cut at now.
A figure is defined in the docstring of its block's module: promises, honesty, replies, mail_checks, calls,
after_hours, slack, estimates, attention, expectations, courtesy, gestures. They ask the same rules as the
dashboard.
"""

from data.rules.review.rules import ReviewRules
from data.rules.review.trend import trend, trend_of
from data.rules.review.week import Week
from data.rules.review.whole import AS_OF_NOW, review

__all__ = ["AS_OF_NOW", "ReviewRules", "Week", "review", "trend", "trend_of"]
