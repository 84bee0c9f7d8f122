"""The form of a client."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from textual.widget import Widget

from data.errors import FrontdeskError
from data.model.client import Client
from tui.screens.forms import notations
from tui.screens.forms.base import Form, Save
from tui.widgets.fields import ChoiceField, Field, Line, Notation, ReadingField, TextField, Understood
from tui.wording.plain import plain
from tui.wording.row import Part
from tui.wording.times import span

if TYPE_CHECKING:
    from data.desk.desk import Desk

_GIFTS = ((True, "yes"), (False, "no, they may not"))


class ClientForm(Form[Client]):
    """Add a client, or change one."""

    AT_ONCE = 4

    def __init__(self, desk: Desk, client: Client | None = None, *, save: Save[Client] | None = None) -> None:
        """Ask about `client`; without an id it is a new one that is filled in so far."""
        super().__init__(save=save)
        self.desk = desk
        self.client = client or Client(name="")
        self._known = desk.clients.all()

    def heading(self) -> str:
        """Say who it is about."""
        return f"Edit {self.client.name}" if self.client.id else "New client"

    def fields(self) -> Iterable[Widget]:
        """Give the fields of a client."""
        client = self.client
        yield ReadingField(
            "Name",
            self._name_notation(),
            client.name or None,
            needed="A client needs a name.",
            replace=False,
            id="name",
            longest=200,
        )
        yield from self._reach_fields()
        yield from self._habit_fields()
        yield TextField("Post address", client.post_address, id="post", hint="for cards, and to know a visit")
        yield Line(
            TextField("Referred by", client.referred_by, id="referred"),
            ReadingField(
                "Working together since",
                notations.day_behind(self.desk),
                client.since,
                id="since",
                example="2 nov 2024",
            ),
        )
        yield TextField("Note", client.note, id="note")

    def _habit_fields(self) -> Iterable[Widget]:
        client, settings = self.client, self.desk.settings
        yield Line(
            ReadingField(
                "Answer within",
                notations.effort(self.desk.working_time.usual_day_minutes, "of your working time"),
                client.reply_limit_minutes,
                id="limit",
                example=span(settings.replies.limit_minutes),
            ),
            ReadingField(
                "Keep in touch after",
                notations.days("no reminder"),
                client.keep_in_touch_days,
                id="touch",
                example=f"{settings.gestures.keep_in_touch_days} days",
            ),
        )
        yield Line(
            ChoiceField("May they take gifts?", _GIFTS, client.takes_gifts, id="gifts"),
            TextField("Coffee they drink", client.coffee, id="coffee", example="flat white"),
        )

    def _reach_fields(self) -> Iterable[Widget]:
        client = self.client
        yield Line(
            ReadingField(
                "E-mail addresses",
                notations.addresses(),
                client.addresses or None,
                replace=False,
                id="addresses",
                example="ann@harbour.example",
            ),
            ReadingField(
                "Mail domains of theirs alone",
                notations.domains(),
                client.domains or None,
                replace=False,
                id="domains",
                example="harbour.example",
            ),
        )
        yield Line(
            ReadingField("Phones", notations.phones(), client.phones or None, replace=False, id="phones"),
            ReadingField(
                "Time zone",
                notations.zone(self.desk.now()),
                client.zone,
                id="zone",
                example=f"{self.desk.settings.zone}, as yours",
            ),
        )

    def answer(self) -> Client:
        """Make the client of what was filled in."""
        return replace(
            self.client,
            name=self.reading("name") or "",
            addresses=self.reading("addresses") or (),
            domains=self.reading("domains") or (),
            phones=self.reading("phones") or (),
            zone=self.reading("zone"),
            reply_limit_minutes=self.reading("limit"),
            keep_in_touch_days=self.reading("touch"),
            takes_gifts=self.choice("gifts"),
            coffee=self.text("coffee"),
            post_address=self.text("post"),
            referred_by=self.text("referred"),
            since=self.reading("since"),
            note=self.text("note"),
        )

    def blamed(self, error: FrontdeskError) -> Field | None:
        """Find the field whose words the refusal repeats: a free-mail domain, an address of somebody else."""
        for field_id in ("domains", "addresses", "name"):
            value = self.reading(field_id)
            words = value if isinstance(value, tuple) else (value,)
            if any(word and word in str(error) for word in words):
                return self.query_one(f"#{field_id}", ReadingField)
        return None

    def _name_notation(self) -> Notation[str]:
        """Write a name; one that another client has already is warned of at once."""
        others = {known.name.casefold(): known.name for known in self._known if known.id != self.client.id}

        def read(text: str) -> Understood[str]:
            twin = others.get(text.casefold())
            if twin is not None:
                sentence = f"There is a client {plain(twin, 60)} already."
                return Understood(None, ((sentence, "late"),), sentence)
            like = next((name for low, name in others.items() if _alike(low, text.casefold())), None)
            said: tuple[Part, ...] = ((f"much like {plain(like, 60)}", "due"),) if like else ()
            return Understood(text, said)

        return Notation(read, str)


def _alike(one: str, other: str) -> bool:
    """Whether two names differ only in blanks and signs, or by what one of them adds."""
    first, second = ("".join(letter for letter in name if letter.isalnum()) for name in (one, other))
    shorter, longer = sorted((first, second), key=len)
    return len(shorter) > 3 and longer.startswith(shorter)
