"""Time logs as the tools write them, made up whole."""

from __future__ import annotations

from pathlib import Path

NOVEMBER = """\
inc 20261102T080000Z - 20261102T101500Z # birch logo # "first sketches"
inc 20261102T101500Z - 20261102T113000Z # "brand book" birch
inc 20261103T130000Z - 20261103T150000Z # # "tidied the desk"
inc 20261104T090000Z - 20261104T093000Z # lunch
inc 20261116T080000Z - 20261116T120000Z # birch logo
inc 20261123T083000Z # birch logo
"""
"""A month of Timewarrior; the last interval runs."""

EXPORT = """\
[
{"id":6,"start":"20261102T080000Z","end":"20261102T101500Z","tags":["birch","logo"],"annotation":"first sketches"},
{"id":5,"start":"20261102T101500Z","end":"20261102T113000Z","tags":["birch","brand book"]},
{"id":4,"start":"20261103T130000Z","end":"20261103T150000Z","annotation":"tidied the desk"},
{"id":3,"start":"20261104T090000Z","end":"20261104T093000Z","tags":["lunch"]},
{"id":2,"start":"20261116T080000Z","end":"20261116T120000Z","tags":["birch","logo"]},
{"id":1,"start":"20261123T083000Z","tags":["birch","logo"]}
]
"""  # noqa: E501
"""The same as `timew export` gives it."""

TOGGL = """\
User,Email,Client,Project,Task,Description,Billable,Start date,Start time,End date,End time,Duration,Tags,Amount (EUR)
Kim Sato,kim@studio.example,Birch & Sons,Logo,,First sketches,Yes,2026-11-02,09:00:00,2026-11-02,11:15:00,02:15:00,design,180.00
Kim Sato,kim@studio.example,Birch & Sons,Logo,,"Colours, and a call",Yes,2026-11-03,14:00:00,2026-11-03,15:30:00,01:30:00,"call, design",120.00
Kim Sato,kim@studio.example,,,,Bookkeeping,No,2026-11-04,22:30:00,2026-11-05,00:15:00,01:45:00,,
Kim Sato,kim@studio.example,Cove,(No project),Hosting,Moved the site,Yes,2026-11-05,10:00:00,2026-11-05,12:00:00,02:00:00,,160.00
"""  # noqa: E501
"""A detailed report as it was for years."""

TOGGL_NEW = (
    "\ufeff"
    '"Description","Billable","Duration","Member","Email","Client","Project","Tags","Start date",'
    '"Start time","Stop date","Stop time"\r\n'
    '"First sketches","Yes","2:15:00","Kim Sato","kim@studio.example","Birch & Sons","Logo","design",'
    '"2026-11-02","09:00:00","2026-11-02","11:15:00"\r\n'
    '"Bookkeeping","No","1:45:00","Kim Sato","kim@studio.example","-","-","-","2026-11-04","22:30:00",'
    '"2026-11-05","00:15:00"\r\n'
)
"""A detailed report as it is now."""


def a_timewarrior(folder: Path, **months: str) -> Path:
    """Make a folder as Timewarrior keeps it; months are named like `m2026_11`."""
    data = folder / "data"
    data.mkdir(parents=True, exist_ok=True)
    for name, text in (months or {"m2026_11": NOVEMBER}).items():
        (data / f"{name[1:5]}-{name[6:8]}.data").write_text(text, encoding="utf-8")
    (data / "undo.data").write_text("txn:\n  type: interval\n")
    (data / "tags.data").write_text('{"birch":{"count":2}}')
    return folder
