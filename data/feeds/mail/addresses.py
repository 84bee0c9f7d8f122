"""Addresses: read from any From or To without recursion, and made comparable (R2, R3, R16).

Encoded words are decoded after the addresses are cut out: a name may hold an encoded comma. A display
name is never read as an address.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

MOST_ADDRESSES = 200
"""Addresses read from one header; more are neither counted nor kept."""
_LONGEST = 320
_USUAL = 200

_ONE = re.compile(
    r"""\s*(?: "?([^"<>,;:()@\\]*)"?\s* <([^\s<>,;:"()@\\]+@[^\s<>,;:"()@\\]+)>
            | ([^\s<>,;:"()@\\]+@[^\s<>,;:"()@\\]+) )\s*\Z""",
    re.VERBOSE,
)
_PLAIN = re.compile(r'[^"(<,;:]+')
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"', re.DOTALL)
_PARENTHESES = re.compile(r"\\.|[()]", re.DOTALL)
_AROUND = re.compile(r"\s*([@.])\s*")
_SPACES_OR_CONTROL = re.compile(r"[\s\x00-\x1f\x7f]")
_IN_BRACKETS = re.compile(r"<\s*([^<>\s]{1,256}@[^<>\s]{1,256})\s*>")


class Mailbox(NamedTuple):
    """One address as it came, with its display name still encoded."""

    name: str
    address: str


class _Scanner:
    """Walks over one address header, never twice over the same stretch."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.found: list[Mailbox] = []
        self.quotes = self.comments = True
        self._start_over()

    def _start_over(self) -> None:
        self.name: list[str] = []
        self.bare: list[str] = []
        self.comment = ""
        self.angle: str | None = None

    def run(self) -> list[Mailbox]:
        """Read up to MOST_ADDRESSES addresses."""
        position = 0
        while position < len(self.text) and len(self.found) < MOST_ADDRESSES:
            position = self._step(position)
        if len(self.found) < MOST_ADDRESSES:
            self._end()
        return self.found

    def _step(self, at: int) -> int:
        character = self.text[at]
        if character == '"' and self.quotes:
            return self._quoted(at)
        if character == "(" and self.comments:
            return self._commented(at)
        if character == "<":
            return self._bracketed(at)
        if character in ",;":
            self._end()
            return at + 1
        if character == ":":
            if not any("@" in piece for piece in self.bare):
                self._start_over()  # the name of a group
            return at + 1
        match = _PLAIN.match(self.text, at)
        end = match.end() if match else at + 1
        self.name.append(self.text[at:end])
        self.bare.append(self.text[at:end])
        return end

    def _quoted(self, at: int) -> int:
        match = _QUOTED.match(self.text, at)
        if match is None:
            self.quotes = False
            return at
        content = match.group(1).replace('\\"', '"').replace("\\\\", "\\")
        self.name.append(content)
        # Quoted text is a local part only when an @ follows at once.
        is_local = self.text[match.end() : match.end() + 1] == "@"
        self.bare.append("\0".join(content.split()) if is_local else " ")
        return match.end()

    def _commented(self, at: int) -> int:
        depth = 0
        for match in _PARENTHESES.finditer(self.text, at):
            depth += {"(": 1, ")": -1}.get(match.group(), 0)
            if depth == 0:
                self.comment = self.text[at + 1 : match.start()]
                self.bare.append(" ")
                return match.end()
        self.comments = False
        return at

    def _bracketed(self, at: int) -> int:
        end = self.text.find(">", at)
        if end < 0:
            end = len(self.text)
        if self.angle is None:
            # "<<a@b>>" and routes "<@relay:a@b>": the address is what stands innermost and last.
            self.angle = self.text[at + 1 : end].rpartition("<")[2].rpartition(":")[2]
        while self.text[end + 1 : end + 2] == ">":
            end += 1
        return end + 1

    def _end(self) -> None:
        if self.angle is not None:
            address, name = _AROUND.sub(r"\1", _single_spaced(self.angle)), "".join(self.name)
        else:
            words = _AROUND.sub(r"\1", _single_spaced("".join(self.bare))).split()
            address, name = next((word for word in words if "@" in word), ""), self.comment
        if _is_address(address):
            self.found.append(Mailbox(name.strip(), address))
        self._start_over()


def _single_spaced(text: str) -> str:
    return " ".join(text.split())


def _is_address(text: str) -> bool:
    local, _, domain = text.rpartition("@")
    return bool(local and domain) and len(text) <= _LONGEST and not _SPACES_OR_CONTROL.search(text)


def parse_addresses(value: str) -> list[Mailbox]:
    """Read an address header: names, comments, groups, routes, quotes that never close."""
    if len(value) > _USUAL:
        value = _single_spaced(value)  # long runs of blanks would make the patterns below slow
    match = _ONE.match(value)
    if match:
        name, address, bare = match.groups()
        mailbox = Mailbox((name or "").strip(), address or bare)
        return [mailbox] if _is_address(mailbox.address) else []
    found = _Scanner(value).run()
    if not found and "<" in value:
        return [Mailbox("", text) for text in _IN_BRACKETS.findall(value)[-1:]]
    return found


@lru_cache(maxsize=65536)
def normal(address: str) -> str:
    """Make an address comparable: lower-case, `+tag` cut, the domain as an IDNA A-label (R2)."""
    local, _, domain = address.strip().rpartition("@")
    local = local.lower().strip('"')
    tagless = local.partition("+")[0]
    return f"{tagless or local}@{normal_domain(domain)}"


@lru_cache(maxsize=16384)
def normal_domain(domain: str) -> str:
    """Make a domain comparable: lower-case A-labels without a final dot; what is no domain stays as it is."""
    domain = domain.strip().strip(".").lower()
    if domain.isascii() or len(domain) > 253:
        return domain
    import idna  # only mail with such a domain pays for the import

    try:
        return idna.encode(domain, uts46=True).decode("ascii")
    except (idna.IDNAError, UnicodeError):
        return domain


def local_part(address: str) -> str:
    """Give what stands before the last @."""
    return address.rpartition("@")[0]


def domain_of(address: str) -> str:
    """Give what stands after the last @."""
    return address.rpartition("@")[2]
