"""Acts on who is one client and who is two."""

from __future__ import annotations

from functools import partial

from tui.screens.acts.host import Host, Subject
from tui.wording.merging import moves_said
from tui.wording.plain import plain
from tui.wording.said import stored


async def rearrange(host: Host, subject: Subject | None) -> None:
    """Merge another client into the one that is selected, or split it."""
    from tui.screens.dialogs import Choice, Choose

    if subject is None or subject.client_id is None:
        return
    name = plain(host.desk.clients.get(subject.client_id).name, 60)
    choices = (
        Choice("m", "merge", "Merge", f"another client is part of {name}"),
        Choice("s", "split", "Split", f"a part of {name} is a client of its own"),
    )
    which = await host.ask(Choose("One client or two?", choices))
    if which == "merge":
        await _merge(host, subject.client_id)
    elif which == "split":
        await _split(host, subject.client_id)


async def _merge(host: Host, into: int) -> None:
    """Ask which client goes into this one, say in numbers what moves, and do it."""
    from tui.screens.dialogs import Confirm
    from tui.screens.forms.ask import AskClient

    kept = host.desk.clients.get(into)
    gone = await host.ask(AskClient(host.desk, f"Which client is part of {plain(kept.name, 60)}?"))
    if gone is None:
        return
    if gone.id == into:
        host.tell("That is one and the same client.")
        return
    about = moves_said(host.desk.merging.moves(into, gone.id), kept.name, gone.name)
    question = f"Merge {plain(gone.name, 30)} into {plain(kept.name, 30)}?"
    if await host.ask(Confirm(question, yes="merge", about=f"{about} u brings it back.")):
        host.do(partial(host.desk.merging.merge, into, gone.id))


async def _split(host: Host, client_id: int) -> None:
    """Ask who and what becomes a client of its own, and do it."""
    from tui.screens.forms.split import SplitForm

    draft = await host.ask(SplitForm(host.desk, client_id, save=host.desk.merging.split))
    if draft is not None:
        host.saved(stored(draft.name, new=True))
