"""Acts on suggested kindnesses."""

from __future__ import annotations

from data.model.today import GestureItem
from tui.screens.acts.host import Host, Subject
from tui.wording.plain import plain


async def gesture(host: Host, subject: Subject | None) -> None:
    """Say what becomes of a suggestion: done, later, or declined with a reason."""
    from tui.screens.dialogs import Choice, Choose

    if subject is None or not isinstance(subject.item, GestureItem):
        return
    item = subject.item
    choices = (
        Choice("d", "done", "Done", "it counts for this week"),
        Choice("p", "paid", "Done, and paid for", "the card, the coffee: the week adds it up"),
        Choice("l", "later", "Later", "choose a day"),
        Choice("n", "decline", "Not this time", "with a reason that is remembered"),
    )
    what = await host.ask(Choose(f"{plain(item.title, 40)} · {plain(item.client, 40)}", choices))
    if what == "done":
        host.do(lambda: host.desk.gestures.done(item))
    elif what == "paid":
        await _paid(host, item)
    elif what == "later":
        await put_off(host, subject)
    elif what == "decline":
        await _decline(host, item)


async def put_off(host: Host, subject: Subject) -> None:
    """Not show a suggestion before a day."""
    from tui.screens.dialogs import AskDay

    item = subject.item
    if not isinstance(item, GestureItem):
        return
    day = await host.ask(
        AskDay(host.desk, "Suggest it again: when?", suggestions=("tomorrow", "next mon", "in 2 weeks"))
    )
    if day is not None:
        host.do(lambda: host.desk.gestures.put_off(item, day))


async def _paid(host: Host, item: GestureItem) -> None:
    from tui.screens.dialogs import AskMoney

    title = f"{plain(item.title, 40)} · {plain(item.client, 40)}"
    cents = await host.ask(AskMoney(host.desk, title, label="It cost"))
    if cents is not None:
        host.do(lambda: host.desk.gestures.done(item, cents))


async def _decline(host: Host, item: GestureItem) -> None:
    from tui.screens.dialogs import AskText

    why = await host.ask(
        AskText("Not this time", label="Why", hint="a few words; they are remembered", may_be_empty=True)
    )
    if why is not None:
        host.do(lambda: host.desk.gestures.decline(item, why))
