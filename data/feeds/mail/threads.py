"""Which messages belong together: whatever names, or is named by, one another (R6)."""

from __future__ import annotations

from collections.abc import Iterable

from data.feeds.mail.identity import Message


def link(messages: list[Message]) -> list[list[Message]]:
    """Sort messages into threads and number them; ids of messages that are missing tie as well.

    Circles of references are harmless. Each thread keeps the order of `messages`.
    """
    ambiguous = {message.ident for message in messages if message.ambiguous}
    parent: dict[str, str] = {}

    def root(node: str) -> str:
        parent.setdefault(node, node)
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    nodes: list[str] = []
    for number, message in enumerate(messages):
        node = f"alone {number}" if message.ambiguous else message.ident
        nodes.append(node)
        for name in _names(message):
            if name not in ambiguous:
                parent[root(name)] = root(node)
    threads: dict[str, list[Message]] = {}
    for node, message in zip(nodes, messages, strict=True):
        threads.setdefault(root(node), []).append(message)
    for number, thread in enumerate(threads.values()):
        for message in thread:
            message.thread = number
    return list(threads.values())


def _names(message: Message) -> Iterable[str]:
    for letter in (message.letter, *message.others):
        yield from letter.in_reply_to
        yield from letter.references


def my_ids(messages: Iterable[Message]) -> frozenset[str]:
    """Give the ids of what I wrote myself; an id somebody else used as well is none of them."""
    return frozenset(
        message.ident for message in messages if message.mine and not message.robot and not message.ambiguous
    )


def mark_bounced(messages: Iterable[Message]) -> None:
    """Note which of my messages came back (R14).

    A bounce names the message that failed as its parent; the rest of its References is that message's own.
    """
    returned = {name for message in messages if message.robot == "bounce" for name in message.letter.parents}
    for message in messages:
        if message.mine and message.ident in returned and not message.ambiguous:
            message.bounced = True
