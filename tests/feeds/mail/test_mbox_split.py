"""Cutting an mbox file into messages."""

from __future__ import annotations

from pathlib import Path

from data.feeds.mail.mbox_split import cut_messages
from tests.feeds.mail.test_mbox import message


def test_messages_across_the_pieces_a_file_is_read_in(tmp_path: Path) -> None:
    path = tmp_path / "big"
    sizes = [1 << 20, 5, (1 << 20) - 300, (3 << 20) + 17, 4096, 1]
    path.write_text("".join(message(f"m{number}", body="x" * size) for number, size in enumerate(sizes)))
    with path.open("rb") as file:
        cuts = list(cut_messages(file))
    assert len(cuts) == len(sizes)
    assert sum(cut.size for cut in cuts) == path.stat().st_size
    for number, cut in enumerate(cuts):
        assert f"<m{number}@x.example>".encode() in cut.data
        assert path.read_bytes()[cut.offset :].startswith(b"From ann")
        assert len(cut.data) <= 300_000
