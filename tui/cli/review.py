"""`frontdesk review`: the week on one page, for the terminal, for scripts, as Markdown or as HTML."""

from __future__ import annotations

import shutil
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from data.errors import WrongUse
from data.values import frozen
from tui.wording.plain import named, plain

if TYPE_CHECKING:
    from data.desk import Desk
    from data.model.week import Block, Intention, NextWeek, Trend, WeekReview
    from tui.cli.session import Session

_WIDE = 15
"""Cells of the column of titles."""


@click.command()
@click.option("--week", metavar="WEEK", help="The week, such as 2026-W47; else the running one.")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
@click.option("--markdown", is_flag=True, help="Print as Markdown.")
@click.option("--html", metavar="FILE", help="Write one HTML page to FILE; - prints it.")
@click.option("--force", is_flag=True, help="With --html: write over a file that is there.")
@click.pass_obj
def review(
    session: Session, week: str | None, as_json: bool, markdown: bool, html: str | None, force: bool
) -> None:
    """Look back on a week: promises, replies, slack, clients, and what comes next.

    For example: frontdesk review --week 2026-W47 --html week.html
    """
    if as_json + markdown + (html is not None) > 1:
        raise WrongUse("Choose one of --json, --markdown and --html.")
    if html is not None and not html.strip():
        raise WrongUse("--html needs the name of a file, such as week.html; - prints the page.")
    if force and html in (None, "-"):
        raise WrongUse("--force goes with --html FILE.")
    found = _Found.of(session.desk, week)
    if as_json:
        from tui.cli.table import show_json

        show_json(found.json())
    elif markdown:
        _print(found.markdown())
    elif html == "-":
        _print(found.html())
    elif html is not None:
        from tui.cli.review_file import write_private

        path = Path(html).expanduser()
        write_private(path, found.html(), force=force)
        click.echo(f"{plain(str(path))} is the page of {found.review.week}. Only you can read it.")
    else:
        _show(found)


@frozen
class _Found:
    """A week with all that belongs to it."""

    review: WeekReview
    coming: NextWeek
    trends: tuple[Trend, ...]
    meant: tuple[Intention, ...]
    currency: str

    @classmethod
    def of(cls, desk: Desk, text: str | None) -> _Found:
        """Ask for everything about one week."""
        found = desk.reviews.week(text)
        return cls(
            found,
            desk.reviews.next_week(found.week),
            desk.reviews.trends(found.week),
            desk.reviews.intentions(found.week),
            desk.settings.rates.currency,
        )

    def markdown(self) -> str:
        """Give all of it as Markdown."""
        from tui.export.markdown import to_markdown

        return to_markdown(self.review, self.coming, self.trends, self.meant, self.currency)

    def html(self) -> str:
        """Give all of it as one page."""
        from tui.export.html import to_html

        return to_html(self.review, self.coming, self.trends, self.meant, self.currency)

    def json(self) -> dict[str, Any]:
        """Give all of it for scripts, figures by their names."""
        from tui.cli.table import jsonable

        whole: dict[str, Any] = jsonable(self.review)
        return whole | {
            "currency": self.currency,
            "settings": dict(self.review.settings),
            "blocks": {block.name: _figures(block) for block in self.review.blocks},
            "next_week": jsonable(self.coming) | {"load": self.coming.load},
            "trends": jsonable(self.trends),
            "intentions": jsonable(self.meant),
        }


def _figures(block: Block) -> dict[str, Any]:
    from tui.cli.table import jsonable

    return {
        figure.name: {key: value for key, value in jsonable(figure).items() if key != "name"}
        for figure in block.figures
    }


def _print(text: str) -> None:
    """Print a text that says of itself that it is UTF-8, whatever the terminal is."""
    click.echo(text.encode(), nl=False)


def _show(found: _Found) -> None:
    """Print the week as a compact page: a line for each block, then clients, what comes, the weeks before."""
    from tui.wording.review.figures import block_lines, state_parts, week_said
    from tui.wording.review.since import since_said, since_title

    review = found.review
    state = "".join(text for text, _ in state_parts(review))
    click.secho(f"{week_said(review.week, review.starts_on)} · {state}", bold=True)
    click.echo()
    for line in block_lines(review, found.currency):
        for title, text in zip_longest((plain(line.title),), _wrapped(plain(line.text)), fillvalue=""):
            click.echo(f"{title:<{_WIDE}}{text}")
    _show_trends(found.trends)
    _show_clients(found)
    _show_meant("What you meant to do", found.meant)
    _show_coming(found)
    since = since_said(review, found.currency)
    if since:
        click.secho(f"\n{since_title(review)}", bold=True)
        for each in since:
            click.echo(plain(each))


def _wrapped(text: str) -> list[str]:
    """Break a line where one statement ends and the next begins, so that it fits beside its title."""
    room = shutil.get_terminal_size((120, 24)).columns - _WIDE
    lines = [""]
    for statement in text.split(" · "):
        longer = f"{lines[-1]} · {statement}" if lines[-1] else statement
        if lines[-1] and len(longer) > room:
            lines.append(statement)
        else:
            lines[-1] = longer
    return lines


def _show_trends(trends: tuple[Trend, ...]) -> None:
    from tui.wording.review.figures import spark
    from tui.wording.review.weeks import TREND_TITLES, trend_said, trend_value, week_numbers

    drawn = [
        (title, spark([trend_value(trend, name) for trend in trends]), trend_said(trends[-1], name))
        for name, title in TREND_TITLES.items()
        if trends
    ]
    drawn = [each for each in drawn if each[1]]
    if not drawn:
        return
    first, last = week_numbers(trends)[0], week_numbers(trends)[-1]
    click.secho(f"\nThe weeks {first} to {last}", bold=True)
    wide = max(len(title) for title, _, _ in drawn)
    for title, bars, said in drawn:
        click.echo(f"{title:<{wide}}  {bars}  {said}")


def _show_clients(found: _Found) -> None:
    from tui.cli.table import show_table
    from tui.wording.review.figures import spark
    from tui.wording.review.weeks import client_flags, count_or_nothing, reply_said
    from tui.wording.times import span

    if not found.review.clients:
        return
    click.echo()
    show_table(
        ("client", "contacts", "time", "promises", "wait", "twelve weeks", ""),
        (
            (
                named(client.client),
                str(client.contacts),
                span(client.minutes) if client.minutes else "",
                count_or_nothing(client.open_promises),
                reply_said(client),
                spark(client.weeks),
                "  ".join(text for text, _ in client_flags(client)),
            )
            for client in found.review.clients
        ),
        right=frozenset({1, 2, 3, 4}),
        empty="",
    )


def _show_meant(title: str, meant: tuple[Intention, ...]) -> None:
    from tui.wording.review.weeks import judged_part

    if not meant:
        return
    click.secho(f"\n{title}", bold=True)
    for each in meant:
        click.echo(f"{judged_part(each)[0]:<18}{named(each.text, 200)}")


def _show_coming(found: _Found) -> None:
    from tui.cli.table import show_table
    from tui.wording.review.figures import week_said
    from tui.wording.review.weeks import load_parts, promised_said

    coming = found.coming
    click.secho(f"\nNext: {week_said(coming.week, coming.starts_on)}", bold=True)
    click.echo("".join(text for text, _ in load_parts(coming)))
    show_table(
        ("when", "promised", "client"),
        (
            (promised_said(row, found.review.zone), named(row.title, 200), plain(row.client, 80))
            for row in coming.promises
        ),
        empty="Nothing is promised for it.",
    )
    for number, each in enumerate(coming.intentions, 1):
        click.echo(f"{number}. {named(each.text, 200)}")


COMMANDS = {"review": review}
