"""Find anything by its words: clients, work, what was agreed or asked, and contacts, the newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.model.found import Found
from data.store.engine.rows import read

if TYPE_CHECKING:
    from data.store.engine.looking import Looking

LIMIT = 20
_AGREED_AT_LEAST = 3
"""Hits that are kept free for what was agreed."""

# Ids grow with time, so the newest come first without ranking, which would read every hit (STORE.md 12).
_CLIENTS = """SELECT 'client:' || id AS key, name AS title, name AS client, id AS client_id, NULL AS at,
        NULL AS day
    FROM client
    WHERE hidden_at IS NULL AND id IN (
        SELECT rowid FROM find_client WHERE find_client MATCH :words ORDER BY rowid DESC LIMIT :limit)
    ORDER BY name COLLATE NOCASE"""
_OTHERS = """SELECT 'project:' || project.id AS key, project.name AS title, client.name AS client, client_id,
        NULL AS at, coalesce(ended_on, started_on) AS day, project.id AS place
    FROM project JOIN client ON client.id = client_id
    WHERE hidden_at IS NULL AND project.id IN (
        SELECT rowid FROM find_project WHERE find_project MATCH :words ORDER BY rowid DESC LIMIT :limit)
UNION ALL SELECT 'deliverable:' || deliverable.id, deliverable.name, client.name, client_id,
        coalesce(delivered_at, promised_at), NULL, deliverable.id
    FROM deliverable JOIN client ON client.id = client_id
    WHERE hidden_at IS NULL AND deliverable.id IN (
        SELECT rowid FROM find_deliverable WHERE find_deliverable MATCH :words
        ORDER BY rowid DESC LIMIT :limit)
UNION ALL SELECT 'commitment:' || commitment.id, text, coalesce(client.name, ''), client_id, due_at,
        NULL, commitment.id
    FROM commitment LEFT JOIN client ON client.id = client_id
    WHERE hidden_at IS NULL AND commitment.id IN (
        SELECT rowid FROM find_commitment WHERE find_commitment MATCH :words ORDER BY rowid DESC LIMIT :limit)
UNION ALL SELECT 'touch:' || touch.id,
        CASE WHEN subject <> '' THEN subject WHEN touch.note <> '' THEN touch.note ELSE who END,
        coalesce(client.name, who), client_id, touch.at, NULL, touch.id
    FROM touch LEFT JOIN client ON client.id = client_id
    WHERE hidden_at IS NULL AND touch.id IN (
        SELECT rowid FROM find_touch WHERE find_touch MATCH :words ORDER BY rowid DESC LIMIT :limit)
UNION ALL SELECT 'obligation:' || obligation.id, text, client.name, client_id,
        NULL, needed_on, obligation.id
    FROM obligation JOIN client ON client.id = client_id
    WHERE hidden_at IS NULL AND obligation.id IN (
        SELECT rowid FROM find_obligation WHERE find_obligation MATCH :words ORDER BY rowid DESC LIMIT :limit)
UNION ALL SELECT 'change_request:' || change_request.id, text, client.name, client_id, asked_at,
        NULL, change_request.id
    FROM change_request JOIN deliverable ON deliverable.id = deliverable_id
    JOIN client ON client.id = client_id
    WHERE hidden_at IS NULL AND change_request.id IN (
        SELECT rowid FROM find_change_request WHERE find_change_request MATCH :words
        ORDER BY rowid DESC LIMIT :limit)
UNION ALL SELECT 'find_out:' || find_out.id, question, coalesce(client.name, ''), client_id,
        coalesce(told_at, dropped_at, come_back_at), NULL, find_out.id
    FROM find_out LEFT JOIN client ON client.id = client_id
    WHERE hidden_at IS NULL AND find_out.id IN (
        SELECT rowid FROM find_find_out WHERE find_find_out MATCH :words ORDER BY rowid DESC LIMIT :limit)
ORDER BY place DESC LIMIT :limit"""

_AGREED = """SELECT 'agreement:' || agreement.id AS key, kind || ': ' || text AS title,
        client.name AS client, client_id, NULL AS at, coalesce(agreed_on, noted_on) AS day
    FROM agreement JOIN client ON client.id = client_id
    WHERE hidden_at IS NULL AND agreement.id IN (
        SELECT rowid FROM find_agreement WHERE find_agreement MATCH :words ORDER BY rowid DESC LIMIT :limit)
    ORDER BY agreement.id DESC"""


def find(db: Looking, text: str, limit: int = LIMIT) -> tuple[Found, ...]:
    """Find what holds every word of `text`, or words that begin with it: clients first, then the newest.

    What was agreed comes last, for its long texts hold many a word; some of it is always among the hits.
    """
    words = _words(text)
    if not words:
        return ()
    parameters = {"words": words, "limit": limit}
    agreed = read(db, Found, _AGREED, parameters)
    others = [*read(db, Found, _CLIENTS, parameters), *read(db, Found, _OTHERS, parameters)]
    return tuple([*others[: limit - min(len(agreed), _AGREED_AT_LEAST)], *agreed][:limit])


def _words(text: str) -> str:
    """Turn typed text into a query: each word quoted, so that no sign in it is an operator, and begun."""
    quoted = (word.replace('"', '""') for word in text.replace("\0", " ").split())
    return " ".join(f'"{word}"*' for word in quoted if any(sign.isalnum() for sign in word))
