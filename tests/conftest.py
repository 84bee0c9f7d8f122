"""What holds for every test: nothing is timed, so hypothesis sets no deadline for an example either."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("frontdesk", deadline=None, print_blob=True)
settings.load_profile("frontdesk")
