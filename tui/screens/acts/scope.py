"""Acts on what was agreed: extras asked for, and what clients owe."""

from __future__ import annotations

from functools import partial

from data.model.scope import ChangeState
from tui.screens.acts import promising
from tui.screens.acts.host import Host, Subject
from tui.wording.plain import plain
from tui.wording.said import stored
from tui.wording.times import span


async def new_change(host: Host, subject: Subject | None) -> None:
    """Note that they want more than was agreed; its hours count in slack at once."""
    from tui.screens.forms.change_request import ChangeRequestForm

    here = promising.about(subject)
    if here is None:
        host.tell("More is asked of a deliverable: select one first.")
        return
    what = host.desk.work.deliverable(here)
    request = await host.ask(ChangeRequestForm(host.desk, what, save=host.desk.scope.add_change))
    if request is not None:
        host.saved(stored(request.text, new=True))


async def edit_change(host: Host, request_id: int) -> None:
    """Change what is asked for besides."""
    from tui.screens.forms.change_request import ChangeRequestForm

    scope = host.desk.scope
    known = scope.change(request_id)
    what = host.desk.work.deliverable(known.deliverable_id)
    request = await host.ask(
        ChangeRequestForm(host.desk, what, known, save=partial(scope.edit_change, opened=known))
    )
    if request is not None:
        host.saved(stored(request.text, new=False))


async def decide(host: Host, request_id: int) -> None:
    """Accept what is asked for besides, or decline it."""
    from tui.screens.dialogs import Choice, Choose

    scope = host.desk.scope
    request = scope.change(request_id)
    if request.state is not ChangeState.PENDING:
        host.tell(f"It is {request.state.value} already.")
        return
    hours = f"{span(request.minutes)} join" if request.minutes else "it joins"
    choices = (
        Choice("a", "accept", "Accept", f"{hours} the agreed work"),
        Choice("x", "decline", "Decline", "it stays as it was agreed"),
    )
    answer = await host.ask(Choose(plain(request.text, 50), choices))
    if answer is not None:
        host.do(lambda: scope.decide(request_id, accept=answer == "accept"))


async def new_obligation(host: Host, subject: Subject | None, *, settled: bool = False) -> None:
    """Note what a client owes; `settled` when it can be no other client."""
    from tui.screens.forms.obligation import ObligationForm

    form = ObligationForm(
        host.desk,
        client_id=subject.client_id if subject is not None else None,
        deliverable_id=promising.about(subject),
        settled=settled,
        save=host.desk.scope.add_obligation,
    )
    owed = await host.ask(form)
    if owed is not None:
        host.saved(stored(owed.text, new=True))


async def edit_obligation(host: Host, obligation_id: int) -> None:
    """Change what a client owes."""
    from tui.screens.forms.obligation import ObligationForm

    scope = host.desk.scope
    known = scope.obligation(obligation_id)
    owed = await host.ask(ObligationForm(host.desk, known, save=partial(scope.edit_obligation, opened=known)))
    if owed is not None:
        host.saved(stored(owed.text, new=False))
