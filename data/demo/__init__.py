"""A believable fortnight of one freelancer with six clients, relative to now.

Nothing here is fed to the dashboard by a side door: the demo writes a mailbox, a calendar and a settings
file into a folder, and then works through the Desk as a person would.
"""

from data.demo.build import Place, build

__all__ = ["Place", "build"]
