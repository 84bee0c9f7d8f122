"""Acts on promised work and on records: new, done, edit, delete, undo."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from data.model.today import GestureItem, WaitingItem
from tui.screens.acts.contacts import answer_on_its_channel
from tui.screens.acts.host import Host, Subject
from tui.wording.said import stored, taken_back

if TYPE_CHECKING:
    from tui.screens.forms.deliverable import NewDeliverable


async def undo(host: Host, _subject: Subject | None) -> None:
    """Take the latest act back."""
    before = host.snapshot
    if host.do(lambda: taken_back(host.desk.undo()), undo=False):
        host.select_returned(before)


async def done(host: Host, subject: Subject | None) -> None:
    """Tick off what is selected: kept, delivered, answered, done."""
    if subject is None:
        return
    item = subject.item
    if isinstance(item, WaitingItem):
        host.do(lambda: host.desk.waiting.answered(subject.id, answer_on_its_channel(item)))
    elif isinstance(item, GestureItem):
        host.do(lambda: host.desk.gestures.done(item))
    elif subject.kind == "deliverable":
        from tui.screens.acts import delivering

        await delivering.deliver(host, subject)
    elif subject.kind == "find_out":
        from tui.screens.acts import find_outs

        await find_outs.done(host, subject)
    elif subject.kind == "card":
        from tui.screens.acts import cards

        await cards.done(host, subject)
    elif subject.kind == "obligation":
        host.do(lambda: host.desk.scope.received(subject.id))
    else:
        host.do(lambda: host.desk.done(subject.key))


_NEW = (
    ("c", "commitment", "Commitment", "something said, with a time"),
    ("d", "deliverable", "Deliverable", "work that was promised"),
    ("f", "find_out", "Find out", "a question to come back on"),
    ("a", "asked", "Asked besides", "more than was agreed"),
    ("o", "obligation", "They owe you", "texts, access, a decision"),
    ("g", "agreement", "Agreement", "how you work together: hours, rates …"),
    ("p", "project", "Project", "from the first talk to the thank-you card"),
    ("k", "client", "Client", "somebody you serve, or might"),
    ("b", "book", "From an address book", "choose who in it becomes a client"),
)
"""What can be entered: key, word, name, and what it is."""


async def new(host: Host, subject: Subject | None) -> None:
    """Enter something new, for the client of what is selected unless another is chosen."""
    from tui.screens.acts import agreements, book, find_outs, scope, steps
    from tui.screens.dialogs import Choice, Choose

    what = await host.ask(Choose("New", tuple(Choice(*each) for each in _NEW)))
    client_id = subject.client_id if subject is not None else None
    if what == "commitment":
        await _commitment(host, None, client_id)
    elif what == "deliverable":
        await _deliverable(host, None, client_id)
    elif what == "find_out":
        await find_outs.new(host, subject)
    elif what == "asked":
        await scope.new_change(host, subject)
    elif what == "obligation":
        await scope.new_obligation(host, subject)
    elif what == "agreement":
        await agreements.new(host, client_id)
    elif what == "project":
        await steps.new_project(host, subject)
    elif what == "client":
        await _client(host, None)
    elif what == "book":
        await book.choose(host, subject)


async def edit(host: Host, subject: Subject | None) -> None:
    """Change what is selected."""
    if subject is None:
        return
    if subject.kind == "commitment":
        await _commitment(host, subject.id, subject.client_id)
    elif subject.kind == "deliverable":
        await _deliverable(host, subject.id, subject.client_id)
    elif subject.kind == "project":
        await _project(host, subject.id, subject.client_id)
    elif subject.kind == "client":
        await _client(host, subject.id)
    elif subject.kind == "touch":
        await _touch(host, subject.id)
    elif subject.kind == "find_out":
        from tui.screens.acts import find_outs

        await find_outs.edit(host, subject)
    elif subject.kind == "obligation":
        from tui.screens.acts import scope

        await scope.edit_obligation(host, subject.id)
    elif subject.kind == "agreement":
        from tui.screens.acts import agreements

        await agreements.edit(host, subject.id)


async def delete(host: Host, subject: Subject | None) -> None:
    """Delete what is selected; only what takes other things with it is asked about."""
    if subject is None:
        return
    work = host.desk.work
    if subject.kind == "commitment":
        host.do(lambda: work.delete_commitment(subject.id))
    elif subject.kind == "deliverable":
        host.do(lambda: work.delete_deliverable(subject.id))
    elif subject.kind == "touch":
        host.do(lambda: host.desk.contacts.delete(subject.id))
    elif subject.kind == "find_out":
        from tui.screens.acts import find_outs

        await find_outs.delete(host, subject)
    elif subject.kind == "obligation":
        host.do(lambda: host.desk.scope.delete_obligation(subject.id))
    elif subject.kind == "agreement":
        host.do(lambda: host.desk.agreements.delete(subject.id))
    elif subject.kind == "project" and await _sure(
        host, "Delete this project?", "Its deliverables go with it."
    ):
        host.do(lambda: work.delete_project(subject.id))
    elif subject.kind == "client" and await _sure(
        host, "Take this client off every list?", "What was promised and said stays in the store."
    ):
        host.do(lambda: host.desk.clients.delete(subject.id))


async def _sure(host: Host, question: str, about: str) -> bool:
    from tui.screens.dialogs import Confirm

    sure: bool | None = await host.ask(Confirm(question, about=f"{about} u brings it back."))
    return bool(sure)


async def _commitment(host: Host, commitment_id: int | None, client_id: int | None) -> None:
    from tui.screens.forms.commitment import CommitmentForm

    work = host.desk.work
    known = work.commitment(commitment_id) if commitment_id else None
    save = partial(work.edit_commitment, opened=known) if known else work.add_commitment
    answer = await host.ask(CommitmentForm(host.desk, known, client_id=client_id, save=save))
    if answer is not None:
        host.saved(stored(answer.text, new=known is None))


async def _deliverable(host: Host, deliverable_id: int | None, client_id: int | None) -> None:
    from tui.screens.forms.deliverable import DeliverableForm

    work = host.desk.work
    known = work.deliverable(deliverable_id) if deliverable_id else None

    def save(answer: NewDeliverable) -> object:
        if known is not None:
            return work.edit_deliverable(answer.deliverable, opened=known, cause=answer.cause)
        if answer.project is not None:
            return work.add_deliverable_to(answer.project.name, answer.deliverable)
        return work.add_deliverable(answer.deliverable)

    answer = await host.ask(DeliverableForm(host.desk, known, client_id=client_id, save=save))
    if answer is not None:
        host.saved(stored(answer.deliverable.name, new=known is None))


async def _project(host: Host, project_id: int | None, client_id: int | None) -> None:
    from tui.screens.forms.project import ProjectForm

    work = host.desk.work
    known = work.project(project_id) if project_id else None
    save = partial(work.edit_project, opened=known) if known else work.add_project
    answer = await host.ask(ProjectForm(host.desk, known, client_id=client_id, save=save))
    if answer is not None:
        host.saved(stored(answer.name, new=known is None))


async def _client(host: Host, client_id: int | None) -> None:
    from tui.screens.forms.client import ClientForm

    clients = host.desk.clients
    known = clients.get(client_id) if client_id else None
    answer = await host.ask(
        ClientForm(host.desk, known, save=partial(clients.edit, opened=known) if known else clients.add)
    )
    if answer is not None:
        host.saved(stored(answer.name, new=known is None))


async def _touch(host: Host, touch_id: int) -> None:
    from tui.screens.forms.contact_edit import ContactEdit

    contacts = host.desk.contacts
    if await host.ask(ContactEdit(host.desk, contacts.get(touch_id), save=contacts.edit)) is not None:
        host.saved(stored("Contact", new=False))
