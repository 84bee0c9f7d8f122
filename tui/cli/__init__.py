"""The command line: the composition root, and the only room of tui that builds store, feeds and clock.

Textual is imported by `frontdesk` and `frontdesk demo` alone, when they open the dashboard, so that every
other command answers at once.
"""

from __future__ import annotations

import gc
import os
import sys
from contextlib import suppress
from pathlib import Path

import click

from data.errors import FrontdeskError, WrongUse
from tui.cli.session import Session

_LAZY = {
    "today": "show",
    "slack": "show",
    "waiting": "show",
    "gestures": "show",
    "status": "status",
    "call": "log",
    "contact": "log",
    "add": "add",
    "clients": "clients",
    "done": "add",
    "promise": "promise",
    "time": "time",
    "review": "review",
    "agreements": "agreements",
    "sync": "feeds",
    "sources": "connect",
    "connect": "connect",
    "mail": "feeds",
    "import": "feeds",
    "drafts": "drafts",
    "export": "export",
    "demo": "house",
    "settings": "house",
    "doctor": "house",
    "restore": "house",
}


class LazyGroup(click.Group):
    """Imports the module of a command only when that command is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Give the names in the order the help shows them."""
        return list(_LAZY)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import and give one command, or None when there is none of that name."""
        module = _LAZY.get(cmd_name)
        if module is None:
            return None
        from importlib import import_module

        commands: dict[str, click.Command] = import_module(f"tui.cli.{module}").COMMANDS
        return commands[cmd_name]


@click.group(
    cls=LazyGroup,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.option("--store", type=click.Path(path_type=Path, dir_okay=False), help="The store to use.")
@click.option("--config", type=click.Path(path_type=Path, dir_okay=False), help="The settings file to use.")
@click.option(
    "--now", metavar="ISO", help="A fixed instant instead of the clock, such as 2026-11-23T10:15+01:00."
)
@click.version_option(package_name="frontdesk", prog_name="frontdesk")
@click.pass_context
def cli(ctx: click.Context, store: Path | None, config: Path | None, now: str | None) -> None:
    """Keep every promise, answer everyone in time, guard the evening.

    Without a command, frontdesk opens the dashboard.
    """
    ctx.obj = Session(store, config, now)
    ctx.call_on_close(ctx.obj.close)
    if ctx.invoked_subcommand is None:
        from tui.cli.house import open_dashboard

        open_dashboard(ctx.obj)


def main() -> None:
    """Run the command line and leave with 0 (fine), 2 (wrong use) or 1 (anything else).

    A command lives too short for its garbage to matter, and taking the interpreter down tidily costs three
    times what leaving costs; by then everything is stored, closed and said.
    """
    gc.disable()
    code = run(sys.argv[1:])
    with suppress(BrokenPipeError):
        sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def run(arguments: list[str]) -> int:
    """Run one command and give its exit code; errors are one sentence on stderr."""
    try:
        code = cli.main(arguments, prog_name="frontdesk", standalone_mode=False)
    except click.Abort:
        click.echo("Stopped. Nothing was changed after your last answer.", err=True)
        return 1
    except click.UsageError as wrong:
        click.echo(wrong.format_message(), err=True)
        return 2
    except click.ClickException as error:
        click.echo(error.format_message(), err=True)
        return 1
    except WrongUse as wrong:
        click.echo(str(wrong), err=True)
        return 2
    except FrontdeskError as error:
        click.echo(str(error), err=True)
        return 1
    except SystemExit:
        # Click's way of saying that the reader (head, less) has seen enough.
        return 0
    # What click gives for `Exit(1)` when it does not leave by itself.
    return code if isinstance(code, int) else 0
