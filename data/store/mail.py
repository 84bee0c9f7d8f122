"""What is remembered of letters: one row per file, with what it was judged to be (MAIL.md). No bodies.

Feeds write here through `store.intake()`; only the user's own word, a ruling, is part of the undo history.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from data.store.engine.rows import as_row, insert, instant_text, many, read, tuples, write, write_all
from data.values import frozen

if TYPE_CHECKING:
    from sqlite_utils import Database

    from data.store.engine.looking import Looking

FileKey = tuple[str, str]
"""Folder and key: what names a file for as long as only its flags change."""


@frozen
class StoredLetter:
    """One file of a mailbox, as it was read and judged."""

    source: str
    folder: str
    key: str
    file: str
    """Its name now, flags included."""
    flags: str
    message_id: str
    cluster_id: int
    """Letters that may decide about each other have the same; see `clusters.join`."""
    id: int = 0
    sender: str = ""
    """Address, lower-case (R4)."""
    sender_name: str = ""
    subject: str = ""
    base_subject: str = ""
    arrived_at: datetime | None = None
    gone_at: datetime | None = None
    """When it was first seen to have left its folder."""
    facts: str = ""
    """JSON with all else the judge needs; empty in lists that leave it out."""
    verdict: str | None = None
    """None until it was judged."""
    reason: str = ""
    rule: str = ""
    client_id: int | None = None
    thread_id: int | None = None
    touch_id: int | None = None


@frozen
class Judgement:
    """What a letter was judged to be, and what it became."""

    id: int
    """Of the letter."""
    verdict: str
    reason: str = ""
    rule: str = ""
    client_id: int | None = None
    thread_id: int | None = None
    touch_id: int | None = None
    sender: str | None = None
    """Who wrote it by R4, where that is not the From it was stored with."""


@frozen
class Ruling:
    """The user's own word about a message; it wins over every rule (R18)."""

    message_id: str
    ruling: str
    at: datetime


_ADD = """INSERT INTO mail (source, folder, key, file, flags, message_id, sender, sender_name, subject,
        base_subject, arrived_at, cluster_id)
    VALUES (:source, :folder, :key, :file, :flags, :message_id, :sender, :sender_name, :subject,
        :base_subject, :arrived_at, :cluster_id)
    ON CONFLICT (source, folder, key) DO UPDATE SET file = excluded.file, flags = excluded.flags,
        message_id = excluded.message_id, sender = excluded.sender, sender_name = excluded.sender_name,
        subject = excluded.subject, base_subject = excluded.base_subject, arrived_at = excluded.arrived_at,
        cluster_id = excluded.cluster_id, gone_at = NULL, verdict = NULL"""
_ADD_FACTS = """INSERT INTO mail_facts (mail_id, facts)
    SELECT id, :facts FROM mail WHERE source = :source AND folder = :folder AND key = :key
    ON CONFLICT (mail_id) DO UPDATE SET facts = excluded.facts"""
_JUDGE = """UPDATE mail SET verdict = :verdict, reason = :reason, rule = :rule, client_id = :client_id,
        thread_id = :thread_id, touch_id = :touch_id, sender = coalesce(:sender, sender)
    WHERE id = :id AND (verdict, reason, rule, client_id, thread_id, touch_id, sender)
        IS NOT (:verdict, :reason, :rule, :client_id, :thread_id, :touch_id, coalesce(:sender, sender))"""


def known(db: Looking, source: str, folder: str | None = None) -> dict[FileKey, tuple[str, str]]:
    """Give the files that are there, of a mailbox or one folder: (folder, key) → (file name, flags)."""
    if folder is None:
        # Front to back: to follow the index from row to row takes twice as long.
        sql = "SELECT folder, key, file, flags FROM mail NOT INDEXED WHERE source = ? AND gone_at IS NULL"
        found = tuples(db, sql, (source,))
    else:
        sql = "SELECT folder, key, file, flags FROM mail WHERE source = ? AND folder = ? AND gone_at IS NULL"
        found = tuples(db, sql, (source, folder))
    return {(place, key): (file, flags) for place, key, file, flags in found}


def add(db: Database, letters: Iterable[StoredLetter]) -> None:
    """Remember letters that were read; one that had left its folder and is back again is the same row."""
    rows = [as_row(letter) for letter in letters]
    write_all(db, _ADD, rows)
    write_all(db, _ADD_FACTS, rows)


def set_files(db: Database, source: str, files: Mapping[FileKey, tuple[str, str]]) -> set[int]:
    """Remember new names and flags of known files; give the clusters that have to be judged again."""
    write_all(
        db,
        "UPDATE mail SET file = ?, flags = ?, verdict = NULL WHERE source = ? AND folder = ? AND key = ?",
        [(file, flags, source, *place) for place, (file, flags) in files.items()],
    )
    return _clusters(db, source, files)


def set_gone(db: Database, source: str, places: Iterable[FileKey], now: datetime) -> set[int]:
    """Remember that files left their folders; give the clusters that have to be judged again."""
    places = list(places)
    write_all(
        db,
        "UPDATE mail SET gone_at = ?, verdict = NULL"
        " WHERE source = ? AND folder = ? AND key = ? AND gone_at IS NULL",
        [(instant_text(now), source, *place) for place in places],
    )
    return _clusters(db, source, places)


def letters_of_clusters(db: Looking, clusters: Iterable[int]) -> list[StoredLetter]:
    """Give every letter of some clusters with its facts, in the order of arrival."""
    return read(
        db,
        StoredLetter,
        "SELECT mail.*, facts FROM mail LEFT JOIN mail_facts ON mail_id = mail.id"
        " WHERE cluster_id IN (SELECT value FROM json_each(?)) ORDER BY arrived_at, mail.id",
        (many(clusters),),
    )


def judge(db: Database, judgements: Iterable[Judgement]) -> None:
    """Remember what letters were judged to be; only rows that differ are written."""
    write_all(db, _JUDGE, [as_row(judgement) for judgement in judgements])


def verdicts(db: Looking, source: str | None = None) -> list[StoredLetter]:
    """Give every letter with its verdict and without its facts, of one mailbox or of all."""
    return read(
        db,
        StoredLetter,
        "SELECT * FROM mail WHERE :source IS NULL OR source = :source ORDER BY source, folder, key",
        {"source": source},
    )


def of_reason(db: Looking, reason: str, since: datetime) -> list[StoredLetter]:
    """Give the letters that were judged so for a reason and came since an instant, the newest first."""
    return read(
        db,
        StoredLetter,
        "SELECT * FROM mail WHERE reason = ? AND arrived_at >= ? ORDER BY arrived_at DESC, id DESC",
        (reason, instant_text(since)),
    )


def by_message_id(db: Looking, message_id: str) -> list[StoredLetter]:
    """Give the letters with a Message-ID, with their facts: more than one when it was delivered twice."""
    return read(
        db,
        StoredLetter,
        "SELECT mail.*, facts FROM mail LEFT JOIN mail_facts ON mail_id = mail.id"
        " WHERE message_id = ? ORDER BY mail.id",
        (message_id,),
    )


def clusters_naming(db: Looking, points: Iterable[str]) -> set[int]:
    """Give the clusters with a letter that names one of these addresses or domains, whoever wrote it."""
    found: set[int] = set()
    for point in points:
        found.update(
            cluster
            for (cluster,) in tuples(
                db,
                "SELECT DISTINCT cluster_id FROM mail_facts JOIN mail ON mail.id = mail_id"
                " WHERE instr(facts, ?) > 0",
                (point,),
            )
        )
    return found


def unjudged(db: Looking) -> set[int]:
    """Give the clusters with a letter that is new, changed or gone since they were judged."""
    return {
        cluster for (cluster,) in tuples(db, "SELECT DISTINCT cluster_id FROM mail WHERE verdict IS NULL")
    }


def all_clusters(db: Looking) -> set[int]:
    """Give every cluster there is, for judging all letters anew."""
    return {cluster for (cluster,) in tuples(db, "SELECT DISTINCT cluster_id FROM mail")}


def clusters_of_messages(db: Looking, message_ids: Iterable[str]) -> set[int]:
    """Give the clusters of some messages."""
    return {
        cluster
        for (cluster,) in tuples(
            db,
            "SELECT DISTINCT cluster_id FROM mail WHERE message_id IN (SELECT value FROM json_each(?))",
            (many(message_ids),),
        )
    }


def rule(db: Database, message_id: str, ruling: str, now: datetime) -> None:
    """Keep the user's word about a message, in place of an earlier one."""
    insert(
        db,
        "INSERT INTO mail_ruling (id, message_id, ruling, at) VALUES (new_id(), ?, ?, ?)"
        " ON CONFLICT (message_id) DO UPDATE SET ruling = excluded.ruling, at = excluded.at",
        (message_id, str(ruling), instant_text(now)),
    )


def unrule(db: Database, message_id: str) -> None:
    """Take the user's word about a message back."""
    write(db, "DELETE FROM mail_ruling WHERE message_id = ?", (message_id,))


def rulings(db: Looking, message_ids: Iterable[str]) -> dict[str, Ruling]:
    """Give what the user said about messages, by Message-ID."""
    found = read(
        db,
        Ruling,
        "SELECT * FROM mail_ruling WHERE message_id IN (SELECT value FROM json_each(?))",
        (many(message_ids),),
    )
    return {ruling.message_id: ruling for ruling in found}


def learn_me(db: Database, source: str, addresses: Iterable[str]) -> None:
    """Remember addresses the user was seen to write from (R2)."""
    write_all(
        db,
        "INSERT INTO mail_me (source, address) VALUES (?, ?) ON CONFLICT DO NOTHING",
        [(source, address) for address in addresses],
    )


def me(db: Looking, source: str) -> set[str]:
    """Give the addresses the user was seen to write from."""
    return {address for (address,) in tuples(db, "SELECT address FROM mail_me WHERE source = ?", (source,))}


def all_me(db: Looking) -> set[str]:
    """Give the addresses the user was seen to write from in any mailbox."""
    return {address for (address,) in tuples(db, "SELECT DISTINCT address FROM mail_me")}


def _clusters(db: Database, source: str, places: Iterable[FileKey]) -> set[int]:
    found: set[int] = set()
    for folder, key in places:
        found.update(
            cluster
            for (cluster,) in tuples(
                db,
                "SELECT cluster_id FROM mail WHERE source = ? AND folder = ? AND key = ?",
                (source, folder, key),
            )
        )
    return found
