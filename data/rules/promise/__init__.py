"""How many hours to promise: the person's own past estimates and actual hours, read at a confidence.

Medians of real people's estimates are near honest, their tails are not: what differs between people is the
90th percentile, from 1.1 to 4.6 times the estimate. So a promise is a quantile of the person's own past at
about this size of job, never a mean and never a fixed percentage; until there is enough past, a prior of
other people's ratios speaks along. Everything is in hours of work, pure, and the same for the same input.
The method and its figures are in PROMISES.md.
A bigger estimate can get a slightly smaller promise, for other jobs of the past are then the ones alike.

Sources: the records the method was measured on are SiP (arXiv 1901.01621), CESAW (arXiv 2106.03679) and the
renzo-pomodoro record; FogBugz' evidence-based scheduling is the older relative.
"""

from data.rules.promise.job import Job
from data.rules.promise.queue import Outlook, hours_to_promise_queue, queue_hours
from data.rules.promise.single import hours_to_promise, hours_to_promise_in_progress

__all__ = [
    "Job",
    "Outlook",
    "hours_to_promise",
    "hours_to_promise_in_progress",
    "hours_to_promise_queue",
    "queue_hours",
]
