"""A real mail server on loopback, for one test session: Dovecot, as an ordinary user, with a certificate.

It reads a Maildir that the test can look into; `capability` makes it pretend to be a poor server. Where
Dovecot is missing the tests skip with a sentence, except where CI=true is said: there they must run.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from grp import getgrgid
from pathlib import Path
from pwd import getpwuid
from tempfile import mkdtemp

import pytest
from imapclient import IMAPClient

from data.clock import system_clock
from tests.servers.ports import free_port, is_free

PASSWORD = "correct horse battery"
POOR = "IMAP4rev1 UIDPLUS"
"""What a server of the nineties can do: no IDLE, no CONDSTORE, no SPECIAL-USE, no AUTH=PLAIN."""
_PATIENCE = 60.0
_SIGNING_KEY = b"signs the tokens of these tests "

_CONFIG = """\
protocols = imap
listen = 127.0.0.1
base_dir = {root}/run
state_dir = {root}/state
log_path = {root}/log
default_internal_user = {owner}
default_internal_group = {group}
default_login_user = {owner}
first_valid_uid = 1
first_valid_gid = 0
ssl = yes
ssl_cert = <{root}/server.pem
ssl_key = <{root}/server.key
ssl_dh =
disable_plaintext_auth = no
auth_mechanisms = plain login xoauth2 oauthbearer
auth_failure_delay = 0
auth_cache_size = 0
mail_location = maildir:~/Maildir{layout}
maildir_very_dirty_syncs = no
imap_idle_notify_interval = 2 mins
mail_max_userip_connections = 1000
mailbox_list_index = yes
{capability}
passdb {{
  driver = passwd-file
  args = scheme=PLAIN {root}/users
}}
passdb {{
  driver = oauth2
  mechanisms = xoauth2 oauthbearer
  args = {root}/oauth2.conf
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={root}/home/%u
}}
namespace inbox {{
  inbox = yes
  prefix = {prefix}
  separator = {separator}
{mailboxes}
}}
service anvil {{
  chroot =
  # Nobody is made to wait for having been wrong before.
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service stats {{
  chroot =
}}
service auth {{
  chroot =
}}
service imap-login {{
  chroot =
  service_count = 0
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = {tls_port}
    ssl = yes
  }}
}}
service imap {{
  vsz_limit = 1G
  process_min_avail = 1
}}
"""


def must_have(*programs: str) -> None:
    """Skip where one of these programs is missing; in CI that is a failure."""
    missing = [program for program in programs if shutil.which(program, path=_PATH) is None]
    if missing and os.environ.get("CI") == "true":
        pytest.fail(f"{' and '.join(missing)} must be there in CI")
    if missing:
        pytest.skip(f"{' and '.join(missing)} is not installed (see tests/servers/dovecot.py)")


_PATH = f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin:/opt/homebrew/sbin"


@dataclass
class Dovecot:
    """A server that can be started, killed and started again over the same mail."""

    capability: str = ""
    """What it says it can do; empty: everything."""
    special: Mapping[str, str] = field(default_factory=lambda: {"Sent": "\\Sent", "Trash": "\\Trash"})
    """Folders by name with what they are for, as SPECIAL-USE says it."""
    prefix: str = ""
    separator: str = "/"
    port: int = 0
    tls_port: int = 0
    process: subprocess.Popen[bytes] | None = None
    # Not below pytest's own folder: another session shuts that one to everybody but its owner.
    root: Path = field(default_factory=lambda: Path(mkdtemp(prefix="frontdesk-dovecot-")))
    _users: int = 0

    def __enter__(self) -> Dovecot:
        try:
            return self.start()
        except BaseException:
            self.close()
            raise

    def __exit__(self, *error: object) -> None:
        self.close()

    def close(self) -> None:
        """End it and leave nothing behind."""
        self.kill()
        shutil.rmtree(self.root, ignore_errors=True)

    @property
    def certificate(self) -> Path:
        """What a client has to trust."""
        return self.root / "server.pem"

    def start(self) -> Dovecot:
        """Start it and wait until it answers."""
        must_have("dovecot", "openssl")
        if not self.port:
            self._prepare()
            self._configure()
        for _ in range(3):
            self.kill()  # or what is left of it
            self._run()
            if self._comes_up():
                return self
            if not self._users:
                self._configure()  # somebody else took a port meanwhile
        raise RuntimeError(f"Dovecot did not start:\n{self.log}")

    def _run(self) -> None:
        self.process = subprocess.Popen(
            ["dovecot", "-F", "-c", str(self.root / "dovecot.conf")],
            env={**os.environ, "PATH": _PATH},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def _comes_up(self) -> bool:
        assert self.process is not None
        until = time.monotonic() + _PATIENCE
        while not self._answers():
            if self.process.poll() is not None or time.monotonic() > until:
                return False
        return self.process.poll() is None

    def kill(self) -> None:
        """End it at once, connections and all."""
        if self.process is not None:
            with suppress(ProcessLookupError):  # it may have ended by itself
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None
            # The processes it began are nobody's to wait for, and hold the ports until they are gone too.
            until = time.monotonic() + _PATIENCE
            while not (is_free(self.port) and is_free(self.tls_port)) and time.monotonic() < until:
                time.sleep(0.005)
            for left in (self.root / "run").glob("**/*.pid"):
                left.unlink()

    @property
    def log(self) -> str:
        """What it wrote into its log."""
        file = self.root / "log"
        return file.read_text(errors="replace") if file.exists() else "(nothing in its log)"

    def wrote(self, words: str, times: int = 1) -> None:
        """Wait until these words stand in its log so often: it comes a moment after the answer."""
        until = time.monotonic() + _PATIENCE
        while self.log.count(words) < times:
            assert time.monotonic() < until, f"{words!r} is not in the log {times} times:\n{self.log[-3000:]}"
            time.sleep(0.005)

    def new_user(self) -> Mailbox:
        """Give somebody whose mailbox is empty."""
        self._users += 1
        return Mailbox(self, _user(self._users))

    def _prepare(self) -> None:
        """Write its files; started by root, the mail belongs to nobody."""
        for folder in ("home", "run", "state"):
            (self.root / folder).mkdir(parents=True)
        _command(
            *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"),
            *("-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"),
            *("-keyout", str(self.root / "server.key"), "-out", str(self.certificate)),
        )
        # All of them at once: a file that changes within the second is not read again.
        users = "".join(f"{_user(number)}:{{PLAIN}}{PASSWORD}\n" for number in range(1, 1000))
        (self.root / "users").write_text(users)
        (self.root / "oauth2.conf").write_text(
            "introspection_mode = local\nlocal_validation_key_dict = fs:posix:prefix="
            f"{self.root}/keys/\nusername_attribute = email\n"
        )
        key = self.root / "keys" / "default" / "HS256" / "default"
        key.parent.mkdir(parents=True)
        key.write_bytes(base64.b64encode(_SIGNING_KEY))
        if os.getuid() == 0:
            self.root.chmod(0o711)
            for mine in (self.root, self.root / "home", self.root / "keys", *(self.root / "keys").rglob("*")):
                os.chown(mine, *_owner())

    def _configure(self) -> None:
        self.port, self.tls_port = free_port(), free_port()
        uid, gid = _owner()
        mailboxes = "\n".join(
            f'  mailbox "{name}" {{\n    auto = create\n    special_use = {use}\n  }}'
            for name, use in self.special.items()
        )
        (self.root / "dovecot.conf").write_text(
            _CONFIG.format(
                root=self.root,
                owner=getpwuid(uid).pw_name,
                group=getgrgid(gid).gr_name,
                uid=uid,
                gid=gid,
                port=self.port,
                tls_port=self.tls_port,
                prefix=self.prefix,
                separator=self.separator,
                layout="" if self.separator == "." else ":LAYOUT=fs",
                mailboxes=mailboxes,
                capability=f"imap_capability = {self.capability}" if self.capability else "",
            )
        )

    def _answers(self) -> bool:
        try:
            with closing(socket.create_connection(("127.0.0.1", self.port), 1)) as made:
                return made.recv(4) == b"* OK"
        except OSError:
            return False


@dataclass(frozen=True)
class Mailbox:
    """One user's mail on a server."""

    server: Dovecot
    user: str

    def token(self, *, good: bool = True) -> str:
        """Give an access token (a signed JWT), as an OAuth server would, or one that has run out."""
        until = int(system_clock().timestamp()) + (3600 if good else -60)
        claims = {"email": self.user, "sub": self.user, "iat": until - 7200, "exp": until}
        text = ".".join(
            _packed(json.dumps(each).encode()) for each in ({"alg": "HS256", "typ": "JWT"}, claims)
        )
        return f"{text}.{_packed(hmac.new(_SIGNING_KEY, text.encode(), hashlib.sha256).digest())}"

    @property
    def maildir(self) -> Path:
        """Where it lies."""
        return self.server.root / "home" / self.user / "Maildir"

    @contextmanager
    def client(self) -> Iterator[IMAPClient]:
        """Give a client that may write, as a mail program may."""
        with IMAPClient("127.0.0.1", self.server.port, ssl=False, timeout=_PATIENCE) as client:
            try:
                client.login(self.user, PASSWORD)
            except IMAPClient.Error as error:
                raise RuntimeError(f"{error}\n{self.server.log[-3000:]}") from error
            yield client

    def put(
        self, folder: str, *messages: bytes, flags: tuple[bytes, ...] = (), at: datetime | None = None
    ) -> None:
        """Append messages to a folder, which is made when it is missing."""
        with self.client() as client:
            if not client.folder_exists(folder):
                client.create_folder(folder)
            for message in messages:
                client.append(folder, message, flags, at)

    def state(self) -> dict[str, bytes]:
        """Give every message file with its name, flags and bytes: what no reading may change."""
        files = (path for path in self.maildir.rglob("*") if path.parent.name in ("cur", "new"))
        return {str(path.relative_to(self.maildir)): path.read_bytes() for path in files}


def _owner() -> tuple[int, int]:
    """Whose the mail is: an ordinary user's, for a server of root's reads nobody's mail."""
    return (65534, 65534) if os.getuid() == 0 else (os.getuid(), os.getgid())


def _packed(part: bytes) -> str:
    return base64.urlsafe_b64encode(part).rstrip(b"=").decode()


def _user(number: int) -> str:
    return f"jo{number}@studio.example"


def _command(*command: str) -> str:
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return done.stdout.strip()
