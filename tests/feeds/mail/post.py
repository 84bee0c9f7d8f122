"""A little post office for tests: messages are written in plain words and judged by reading them from disk.

Ann (client 1) writes to Jo, who is "me", on the second of November 2026; `hour` is an hour of it, in UTC.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from types import MappingProxyType

from data.feeds.mail.addresses import normal
from data.feeds.mail.book import ClientBook
from data.feeds.mail.events import Event, Found
from data.feeds.mail.judge import judge
from data.feeds.mail.letter import Letter
from data.feeds.mail.maildir import read_maildir
from data.feeds.mail.people import learn_me
from data.feeds.mail.verdict import Exchange, Judgement, Ruling, Verdict
from data.model.client import Client
from tests.build import a_client

DAY = datetime(2026, 11, 2, tzinfo=UTC)
NOW = datetime(2026, 11, 6, 12, tzinfo=UTC)
JO = "Jo Miller <jo@studio.example>"
ANN = "Ann Bell <ann@birch.example>"
NOTHING: Mapping[str, str | None] = MappingProxyType({})
QUESTION = "When will it be ready?\n"

BIRCH = a_client(
    "Birch", id=1, addresses=("ann@birch.example", "ann.home@letters.example"), domains=("birch.example",)
)
COVE = a_client("Cove", id=2, addresses=("pat@cove.example",))
DUNE = a_client("Düne", id=3, domains=("düne.example",))


def at(hour: float) -> datetime:
    """That hour of the second of November."""
    return DAY + timedelta(hours=hour)


class Post:
    """Writes messages into a Maildir below `root` and judges them."""

    def __init__(self, root: Path, *clients: Client, me: Sequence[str] = ("jo@studio.example",)) -> None:
        self.root = root
        self.me = frozenset(normal(address) for address in me)
        self.book = ClientBook(clients or (BIRCH, COVE, DUNE))
        self.watch: Sequence[str] = ("INBOX",)
        self.sent: Sequence[str] = ()
        self._count = 0

    def file(self, text: bytes | str, *, folder: str = "INBOX", name: str = "", kind: str = "cur") -> Path:
        """Put a file with exactly this content into a folder."""
        self._count += 1
        directory = self.root / folder / kind
        for each in ("cur", "new"):
            (self.root / folder / each).mkdir(parents=True, exist_ok=True)
        path = directory / (name or f"1793613600.M{self._count:03}.host:2,S")
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    def put(
        self,
        name: str,
        hour: float = 10,
        *,
        folder: str = "INBOX",
        flags: str = "S",
        body: str = QUESTION,
        received: bool = True,
        headers: Mapping[str, str | None] | None = None,
    ) -> Path:
        """Put a message named <name@x.example> into a folder; a header that is None is left out."""
        stamp = format_datetime(at(hour))
        lines: dict[str, str | None] = {
            "Received": f"from a.example by b.example with SMTP id 1; {stamp}" if received else None,
            "From": ANN,
            "To": JO,
            "Subject": f"Case {name}",
            "Date": stamp,
            "Message-ID": f"<{name}@x.example>",
            "Content-Type": "text/plain; charset=utf-8",
        }
        lines.update(headers or {})
        head = "".join(f"{label}: {value}\n" for label, value in lines.items() if value is not None)
        self._count += 1
        return self.file(
            f"{head}\n{body}", folder=folder, name=f"{int(at(hour).timestamp())}.M{self._count}.h:2,{flags}"
        )

    def ann(self, name: str, hour: float = 10, *, answers: str = "", body: str = QUESTION, flags: str = "S",
            folder: str = "INBOX",
            extra: Mapping[str, str | None] = NOTHING, **headers: str | None) -> Path:  # fmt: skip
        """Ann writes; `headers` are named with underscores for hyphens."""
        return self.put(
            name,
            hour,
            folder=folder,
            flags=flags,
            body=body,
            headers={**_thread(answers), **_named({**headers, **extra})},
        )

    def jo(self, name: str, hour: float = 11, *, answers: str = "", flags: str = "S", folder: str = "Sent",
           extra: Mapping[str, str | None] = NOTHING, **headers: str | None) -> Path:  # fmt: skip
        """I write to Ann."""
        own: dict[str, str | None] = {
            "From": JO,
            "To": ANN,
            **_thread(answers),
            **_named({**headers, **extra}),
        }
        return self.put(
            name, hour, folder=folder, flags=flags, received=False, body="On Friday.\n", headers=own
        )

    def events(self) -> list[Event]:
        """Read everything."""
        return list(read_maildir(self.root, self.watch, self.sent, {}, None, NOW))

    def letters(self) -> list[Letter]:
        """Read everything; only what was found."""
        return [event.letter for event in self.events() if isinstance(event, Found)]

    def judgement(self, rulings: Mapping[str, Ruling] | None = None) -> Judgement:
        """Read and judge everything."""
        letters = self.letters()
        return judge(letters, self.me | learn_me(letters), self.book, rulings or {})

    def verdict(self, name: str, rulings: Mapping[str, Ruling] | None = None) -> Verdict:
        """Give what the message called so is."""
        verdicts = self.judgement(rulings).verdicts
        [letter] = [letter for letter in self.letters() if letter.message_id == f"{name}@x.example"]
        return verdicts[letter.at]

    def says(self, name: str, rulings: Mapping[str, Ruling] | None = None) -> str:
        """Give verdict and reason in one word or two."""
        verdict = self.verdict(name, rulings)
        return f"{verdict.verdict} {verdict.reason}".strip()

    def waiting(self, rulings: Mapping[str, Ruling] | None = None) -> list[Exchange]:
        """Give the exchanges in which somebody waits."""
        return [one for one in self.judgement(rulings).exchanges if one.waiting_since is not None]


def _named(headers: Mapping[str, str | None]) -> dict[str, str | None]:
    return {name.replace("_", "-"): value for name, value in headers.items()}


def _thread(answers: str) -> dict[str, str | None]:
    """In-Reply-To and References of a reply to a message, oldest first: "m1 o1"."""
    ids = [f"<{name}@x.example>" for name in answers.split()]
    return {"In-Reply-To": ids[-1], "References": " ".join(ids)} if ids else {}
