"""Which letters may decide about each other: the union over everything that ties them together.

A letter's tokens are its Message-ID, the ids it names, and whatever else the mail rules compare across
letters. Letters that share a token, directly or through others, lie in one cluster, so that a new letter
makes only its own cluster be judged again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import blake2b
from typing import TYPE_CHECKING

from data.store.engine.rows import many, tuples, write, write_all

if TYPE_CHECKING:
    from sqlite_utils import Database


def join(db: Database, tokens: Iterable[str]) -> int:
    """Give the cluster of a letter with these tokens; clusters they tie together become one."""
    return join_all(db, [tokens])[0]


def join_all(db: Database, letters: Sequence[Iterable[str]]) -> list[int]:
    """Give the cluster of each letter of a batch, as it is after the whole batch."""
    groups = [{_digest(token) for token in tokens} for tokens in letters]
    there = dict(
        tuples(
            db,
            "SELECT token, cluster_id FROM mail_token WHERE token IN (SELECT value FROM json_each(?))",
            (many({token for group in groups for token in group}),),
        )
    )
    union = _Union()
    for group in groups:
        # A cluster that is there already takes part as a node of its own: a negative number.
        union.tie([*group, *(-there[token] for token in group if token in there)])
    clusters = _Clusters(db, union)
    rows = [(token, clusters.of(token)) for group in groups for token in group if token not in there]
    write_all(
        db,
        "INSERT INTO mail_token (token, cluster_id) VALUES (?, ?) ON CONFLICT DO NOTHING",
        # In order of the key: a first read of a big mailbox then writes each page once.
        sorted(rows),
    )
    return [clusters.of(next(iter(group))) if group else clusters.fresh() for group in groups]


class _Union:
    """Union-find over tokens and clusters."""

    def __init__(self) -> None:
        self._parent: dict[int, int] = {}

    def tie(self, nodes: Sequence[int]) -> None:
        """Make one of all that these belong to."""
        if nodes:
            root = self.root(nodes[0])
            for node in nodes[1:]:
                self._parent[self.root(node)] = root

    def root(self, node: int) -> int:
        """Give the node that stands for all that are tied to this one."""
        parent = self._parent
        parent.setdefault(node, node)
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    def clusters(self) -> dict[int, list[int]]:
        """Give the clusters that were there already, by the node that stands for them."""
        found: dict[int, list[int]] = {}
        for node in self._parent:
            if node < 0:
                found.setdefault(self.root(node), []).append(-node)
        return found


class _Clusters:
    """Numbers of clusters: the smallest of those that became one, or a fresh one."""

    def __init__(self, db: Database, union: _Union) -> None:
        self._union = union
        self._last: int = tuples(
            db,
            "SELECT max(coalesce((SELECT max(cluster_id) FROM mail_token), 0),"
            " coalesce((SELECT max(cluster_id) FROM mail), 0))",
        )[0][0]
        self._number: dict[int, int] = {}
        for root, clusters in union.clusters().items():
            self._number[root] = kept = min(clusters)
            for other in set(clusters) - {kept}:
                write(db, "UPDATE mail_token SET cluster_id = ? WHERE cluster_id = ?", (kept, other))
                write(db, "UPDATE mail SET cluster_id = ? WHERE cluster_id = ?", (kept, other))

    def of(self, token: int) -> int:
        """Give the cluster of a token."""
        root = self._union.root(token)
        if root not in self._number:
            self._number[root] = self.fresh()
        return self._number[root]

    def fresh(self) -> int:
        """Give a cluster that nothing is in yet."""
        self._last += 1
        return self._last


def _digest(token: str) -> int:
    """Shorten a token to 63 bits. Among a million tokens two fall together once in twenty million stores."""
    return int.from_bytes(blake2b(token.encode("utf-8", "replace"), digest_size=8).digest()) >> 1
