"""Acts on the process of a project: its steps, and the way of working it begins with (SERVICE.md 1.7)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from data.model.scope import Step
from data.model.today import GestureItem
from tui.screens.acts.host import Host, Subject
from tui.wording import project as words
from tui.wording.said import stored

if TYPE_CHECKING:
    from data.model.work import Project
    from tui.screens.forms.deliverable import NewDeliverable

_NONE_SET = (
    "These are usual ones. A [[process]] section in the settings file makes your own: `frontdesk settings`."
)


async def new_project(host: Host, subject: Subject | None) -> None:
    """Enter a project, for the client of what is selected unless another is chosen, and begin it."""
    from tui.screens.forms.project import ProjectForm

    desk = host.desk
    said: list[str] = []

    def save(project: Project) -> None:
        way = form.way
        if way is None:
            desk.work.add_project(project)
            said.append(stored(project.name, new=True))
        else:
            desk.scope.add_project(project, way)
            said.append(words.begun(project.name, way.name, len(way.steps)))

    form = ProjectForm(desk, client_id=subject.client_id if subject is not None else None, save=save)
    if await host.ask(form) is not None:
        host.saved(said[-1])


async def project(host: Host, subject: Subject | None) -> None:
    """Open the page of the project that what is selected belongs to."""
    from tui.screens.acts import looking

    project_id = None
    if subject is not None and subject.kind == "project":
        project_id = subject.id
    elif subject is not None and subject.kind == "deliverable":
        project_id = host.desk.work.deliverable(subject.id).project_id
    elif subject is not None and isinstance(subject.item, GestureItem):
        project_id = subject.item.project_id
    if project_id is None:
        host.tell("No project belongs to what is selected: choose a deliverable.")
    else:
        await looking.project(host, project_id)


async def begin(host: Host, project: Project) -> None:
    """Give a project the steps of a way of working, and its client what they usually owe."""
    from tui.screens.forms.project import ways
    from tui.screens.forms.step import ChooseWay

    desk = host.desk
    known = ways(desk)
    hint = "" if desk.settings.process else _NONE_SET
    if desk.scope.steps(project.id):
        hint = f"The steps come after those there are. {hint}".strip()
    chosen = await host.ask(ChooseWay(known, hint=hint))
    if chosen is not None:
        host.do(lambda: desk.scope.begin(project.id, known[int(chosen) - 1]))


async def add(host: Host, project: Project, after: Step | None) -> Step | None:
    """Ask for a step after another one and store it."""
    from tui.screens.forms.step import StepForm

    kept: list[Step] = []
    place = after.place + 1 if after is not None else 0
    form = StepForm(
        host.desk,
        Step(project.id, place, ""),
        save=lambda step: kept.append(host.desk.scope.add_step(step)),
    )
    answer = await host.ask(form)
    if answer is None:
        return None
    host.saved(stored(answer.text, new=True))
    return kept[-1]


async def tick(host: Host, step: Step) -> None:
    """Mark a step as done today, or as open again."""
    host.do(lambda: host.desk.scope.tick_step(step.id))


async def edit(host: Host, step: Step) -> None:
    """Change a step."""
    from tui.screens.forms.step import StepForm

    known = host.desk.scope.step(step.id)
    save = partial(host.desk.scope.edit_step, opened=known)
    answer = await host.ask(StepForm(host.desk, known, save=save))
    if answer is not None:
        host.saved(stored(answer.text, new=False))


async def delete(host: Host, step: Step) -> None:
    """Delete a step."""
    host.do(lambda: host.desk.scope.delete_step(step.id))


async def new_deliverable(host: Host, project: Project) -> None:
    """Enter something they get as part of a project."""
    from data.model.work import Deliverable
    from tui.screens.forms.deliverable import DeliverableForm

    work = host.desk.work

    def save(answer: NewDeliverable) -> object:
        if answer.project is not None:
            return work.add_deliverable_to(answer.project.name, answer.deliverable)
        return work.add_deliverable(answer.deliverable)

    form = DeliverableForm(host.desk, Deliverable(project.id, project.client_id, ""), save=save)
    answer = await host.ask(form)
    if answer is not None:
        host.saved(stored(answer.deliverable.name, new=True))
