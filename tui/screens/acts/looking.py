"""Acts that look at something: open, find, the client page, the week, the sources, the days off."""

from __future__ import annotations

from dataclasses import replace

from tui.screens.acts.host import Host, Subject


async def open_(host: Host, subject: Subject | None) -> None:
    """Show all there is to know about what is selected."""
    if subject is None:
        return
    if subject.kind == "client":
        await client(host, subject)
    elif subject.kind == "deliverable":
        await deliverable(host, subject.id)
    elif subject.kind == "project":
        await project(host, subject.id)
    elif subject.kind == "card":
        from tui.screens.acts import cards

        await cards.open_(host, subject)
    elif subject.kind == "find_out":
        from tui.screens.acts import find_outs

        await find_outs.open_(host, subject)
    elif subject.kind == "obligation":
        from tui.screens.acts import scope

        await scope.edit_obligation(host, subject.id)
    else:
        await host.look_at(subject)


async def deliverable(host: Host, deliverable_id: int, at: str = "") -> None:
    """Open the page of a deliverable, with the row `at` selected."""
    from tui.screens.deliverable.page import DeliverablePage

    if await host.ask(DeliverablePage(host.desk, deliverable_id, at=at)):
        host.saved("")


async def project(host: Host, project_id: int) -> None:
    """Open the page of a project."""
    from tui.screens.project.page import ProjectPage

    if await host.ask(ProjectPage(host.desk, project_id)):
        host.saved("")


async def find(host: Host, _subject: Subject | None) -> None:
    """Find anything, and open it."""
    from tui.screens.find import FindScreen

    found = await host.ask(FindScreen(host.desk))
    if found is None:
        return
    kind, _, number = found.key.partition(":")
    if kind == "agreement":
        await _agreement(host, int(number))
    elif kind == "change_request":
        await deliverable(host, host.desk.scope.change(int(number)).deliverable_id, f"request:{number}")
    elif kind == "obligation":
        await _obligation(host, Subject.found(found))
    elif kind == "find_out":
        await _find_out(host, Subject.found(found))
    else:
        await open_(host, Subject.found(found))


async def _agreement(host: Host, agreement_id: int) -> None:
    """Open the page of the client at what stands of its kind; Enter there shows every version."""
    desk = host.desk
    known = desk.agreements.get(agreement_id)
    stands = desk.agreements.of_client(known.client_id).of(known.kind) or known
    await _client_at(host, known.client_id, f"agreement:{stands.id}")


async def _obligation(host: Host, subject: Subject) -> None:
    """Open the page that lists what is owed: that of the deliverable, else that of the client."""
    owed = host.desk.scope.obligation(subject.id)
    if owed.deliverable_id is not None:
        await deliverable(host, owed.deliverable_id, f"owed:{owed.id}")
    elif owed.open:
        await _client_at(host, owed.client_id, f"obligation:{owed.id}")
    else:
        await open_(host, subject)  # what is settled stands on no page of its own


async def _find_out(host: Host, subject: Subject) -> None:
    """Open the page of the client at an open question; else show what became of it."""
    asked = host.desk.find_outs.get(subject.id)
    if not asked.open:
        await host.look_at(replace(subject, done=True))
    elif asked.client_id is not None:
        await _client_at(host, asked.client_id, subject.key)
    else:
        await open_(host, subject)


async def client(host: Host, subject: Subject | None) -> None:
    """Open the page of the client that what is selected belongs to."""
    if subject is None:
        return
    client_id = subject.id if subject.kind == "client" else subject.client_id
    if client_id is not None:
        await _client_at(host, client_id)


async def _client_at(host: Host, client_id: int, at: str = "") -> None:
    """Open the page of a client, with the row `at` selected."""
    from tui.screens.client.page import ClientPage

    if await host.ask(ClientPage(host.desk, client_id, at=at)):
        host.saved("")


async def sources(host: Host, _subject: Subject | None) -> None:
    """Show how each mailbox and calendar is doing."""
    from tui.screens.sources import Sources

    if await host.ask(Sources(host.desk)):
        host.saved("")


async def days_off(host: Host, _subject: Subject | None) -> None:
    """Show and enter days off."""
    from tui.screens.days_off import DaysOff

    if await host.ask(DaysOff(host.desk)):
        host.saved("")


async def welcome(host: Host, _subject: Subject | None) -> None:
    """Greet a new user, and store what he says about himself."""
    from tui.screens.welcome import Welcome, apply

    said: list[str] = []
    answer = await host.ask(Welcome(host.desk, save=lambda given: said.append(apply(host.desk, given))))
    if answer is not None:
        host.do(lambda: said[-1], undo=False)
        if answer.feeds:
            # Who waits is what a new user wants to see first.
            host.read_now()


async def review(host: Host, _subject: Subject | None) -> None:
    """Look back on the week: its figures, what is left over, what comes."""
    from tui.screens.review.screen import ReviewScreen

    if await host.ask(ReviewScreen(host.desk)):
        host.saved("")


async def trends(host: Host, week: str) -> None:
    """Show twelve weeks as plots; what draws them is loaded only now."""
    from tui.screens.review.trends import TrendsScreen

    while (client_id := await host.ask(TrendsScreen(host.desk, week))) is not None:
        await client(host, Subject("client", f"client:{client_id}", client_id))
