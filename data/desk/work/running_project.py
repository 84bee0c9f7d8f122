"""The project that new work for a client belongs to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.model.work import Project
from data.store import projects

if TYPE_CHECKING:
    from sqlite_utils import Database

    from data.desk.core import Core


def project_in(core: Core, db: Database, client_id: int, name: str) -> Project:
    """Give the client's running project of that name inside the caller's act, made when there is none."""
    running = projects.list_(db, client_id=client_id)
    same = next((each for each in running if each.name.casefold() == name.strip().casefold()), None)
    if same is not None:
        return same
    return projects.insert(db, Project(client_id=client_id, name=name.strip(), started_on=core.today()))
