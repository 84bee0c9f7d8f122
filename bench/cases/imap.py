"""A mail account on a server: its first reading and one with nothing new, against the bare library.

The bare library fetches the same fields of the same messages and does nothing with them: that is what the
net and the server cost. The server is a Dovecot on loopback, so there is no net to hide behind.
"""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from imapclient import IMAPClient

from bench.maildir import CLIENTS, ME, NOW, make_maildir
from bench.measure import Figure, calm, median, times
from bench.place import Place
from data.clock import fixed_clock
from data.desk import Desk
from data.feeds.mail.imap.fetching import items_for
from data.feeds.mail.letter import Role
from data.model.client import Client
from data.settings import load
from tests.servers.dovecot import PASSWORD, Dovecot, Mailbox

_COUNT = 20_000
_AT_ONCE = 250
_RATIO, _AGAIN_MS = 1.5, 50
_ROUNDS = 3
_FOLDERS = {"INBOX": Role.WATCHED, "Sent": Role.SENT}


def run(place: Place) -> Iterator[Figure]:
    """Read a mailbox for the first time, and again, each as often as the bare library."""
    if not (shutil.which("dovecot") or Path("/usr/sbin/dovecot").exists()):
        raise RuntimeError("Dovecot is not installed, so there is no server to read from.")
    with Dovecot() as server:
        box = server.new_user()
        _fill(box)
        yield from _measure(place, box)


def _fill(box: Mailbox) -> None:
    """Lay the made-up Maildir into the server's own, and have it indexed by looking at it once."""
    with box.client():
        pass
    made = box.server.root / "made"
    make_maildir(made, _COUNT)
    for folder in _FOLDERS:
        target = box.maildir if folder == "INBOX" else box.maildir / folder
        shutil.rmtree(target / "cur", ignore_errors=True)
        (target / "new").mkdir(parents=True, exist_ok=True)
        (made / folder / "cur").rename(target / "cur")
        for file in (target / "cur").iterdir():
            stamp = int(file.name.partition(".")[0])
            os.utime(file, (stamp, stamp))
    if os.getuid() == 0:
        for each in [box.maildir, *box.maildir.rglob("*")]:
            shutil.chown(each, "nobody", "nogroup")
    _bare_first(box)


def _measure(place: Place, box: Mailbox) -> Iterator[Figure]:
    config = place.config.with_name("imap.toml")
    account = (
        f'[[imap]]\nname = "box"\nhost = "127.0.0.1"\nport = {box.server.port}\nsecurity = "none"\n'
        f'user = "{box.user}"\npassword_command = "echo {PASSWORD}"\nme = ["{ME}"]\nlook_back_days = 0\n'
    )
    config.write_text(place.config.read_text(encoding="utf-8") + account, encoding="utf-8")
    calm(30.0)
    first, bare, parts = [], [], []
    for number in range(_ROUNDS):
        bare.append(times(lambda: _bare_first(box), 1, warm_up=0)[0])
        with closing(_desk(config, number)) as desk:
            begun, told = time.perf_counter(), []
            (state,) = desk.sources.sync(lambda said, told=told: told.append((time.perf_counter(), said)))
            first.append((time.perf_counter() - begun) * 1000)
            read = next(at for at, said in told if "sorting" in said)
            parts.append((read - begun) * 1000)
            assert not state.error, state.error
            if number == _ROUNDS - 1:
                again = times(desk.sources.sync, 9)
    # The best rounds of each: neighbours on the machine only ever make one slower.
    ratio = min(parts) / min(bare)
    yield Figure("imap", f"bare library, {_COUNT:,} messages", median(bare) / 1000, "s")
    yield Figure("imap", "first reading, fetched and kept", median(parts) / 1000, "s")
    yield Figure("imap", "first reading, sorted too", median(first) / 1000, "s")
    yield Figure("imap", "first reading against the bare library", ratio, "×", _RATIO)
    nothing = times(lambda: _bare_again(box), 9)
    yield Figure("imap", "bare library, nothing new", median(nothing), "ms")
    yield Figure("imap", "reading with nothing new", median(again), "ms", _AGAIN_MS)
    yield Figure("imap", "nothing new against the bare library", median(again) / median(nothing), "×")


def _desk(config: Path, number: int) -> Desk:
    store = config.with_name(f"imap{number}.db")
    desk = Desk.open(store, load(config), fixed_clock(NOW), settings_path=config)
    for client in range(CLIENTS):
        desk.clients.add(Client(f"Client {client}", domains=(f"client{client}.example",)))
    return desk


def _bare(box: Mailbox) -> IMAPClient:
    client = IMAPClient("127.0.0.1", box.server.port, ssl=False)
    client.login(box.user, PASSWORD)
    return client


def _bare_first(box: Mailbox) -> None:
    with _bare(box) as client:
        client.list_folders()
        for folder, role in _FOLDERS.items():
            client.select_folder(folder, readonly=True)
            uids = client.search()
            for start in range(0, len(uids), _AT_ONCE):
                client.fetch(uids[start : start + _AT_ONCE], items_for(role))


def _bare_again(box: Mailbox) -> None:
    with _bare(box) as client:
        client.list_folders()
        for folder in _FOLDERS:
            client.folder_status(folder, ["MESSAGES", "UIDNEXT", "UIDVALIDITY", "HIGHESTMODSEQ"])
