"""Proving who one is to a server: Basic (RFC 7617), or Digest (RFC 7616) where the server wants that."""

from __future__ import annotations

import hashlib
import re
import secrets
from base64 import b64encode
from collections.abc import Callable
from email.message import Message

_PART = re.compile(r'(?<![A-Za-z-])([A-Za-z-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,]+))')
_LONGEST = 4_000
"""Characters of a challenge that are looked at; the usual one has three hundred."""
_HASHES: dict[str, Callable[[bytes], str]] = {
    "MD5": lambda data: hashlib.md5(data, usedforsecurity=False).hexdigest(),
    "SHA-256": lambda data: hashlib.sha256(data).hexdigest(),
}


class Login:
    """A user and how to get at the password, which is asked for when the first request goes out."""

    def __init__(self, user: str, password: Callable[[], str]) -> None:
        self._user = user
        self._password = password
        self._challenge: dict[str, str] = {}
        self._count = 0

    def header(self, method: str, target: str) -> dict[str, str]:
        """Give the header that says who asks; none without a user."""
        if not self._user:
            return {}
        if self._challenge:
            return {"Authorization": self._digest(method, target)}
        token = b64encode(f"{self._user}:{self._password()}".encode()).decode()
        return {"Authorization": f"Basic {token}"}

    def challenged(self, headers: Message) -> bool:
        """Take note of what a refusal asks for; whether another try can succeed."""
        if not self._user:
            return False
        for value in headers.get_all("WWW-Authenticate", []):
            scheme, _, rest = str(value).strip().partition(" ")
            if scheme.lower() != "digest":
                continue
            parts = {name.lower(): quoted or bare for name, quoted, bare in _PART.findall(rest[:_LONGEST])}
            known = parts.get("algorithm", "MD5").upper() in _HASHES
            # With a nonce it called stale the password was right; without, a second refusal is the last.
            if known and "nonce" in parts and (not self._challenge or parts.get("stale", "") == "true"):
                self._challenge, self._count = parts, 0
                return True
        return False

    def _digest(self, method: str, target: str) -> str:
        asked = self._challenge
        algorithm = asked.get("algorithm", "MD5").upper()
        digest = _HASHES[algorithm]
        realm, nonce = asked.get("realm", ""), asked["nonce"]
        first = digest(f"{self._user}:{realm}:{self._password()}".encode())
        second = digest(f"{method}:{target}".encode())
        said = {"username": self._user, "realm": realm, "nonce": nonce, "uri": target}
        if "auth" in re.split(r"[\s,]+", asked.get("qop", "")):
            self._count += 1
            own, count = secrets.token_hex(8), f"{self._count:08x}"
            answer = digest(f"{first}:{nonce}:{count}:{own}:auth:{second}".encode())
            more = f', qop=auth, nc={count}, cnonce="{own}"'
        else:
            answer, more = digest(f"{first}:{nonce}:{second}".encode()), ""
        said["response"] = answer
        if "opaque" in asked:
            said["opaque"] = asked["opaque"]
        quoted = ", ".join(f'{name}="{_escaped(value)}"' for name, value in said.items())
        return f"Digest {quoted}, algorithm={algorithm}{more}"


def _escaped(value: str) -> str:
    """Quote what would end the quotes; realm, nonce and opaque came quoted and go back as they came."""
    return value if "\\" in value else value.replace('"', '\\"')
