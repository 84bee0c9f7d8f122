from __future__ import annotations

import subprocess
import sys

import pytest

from data.rules.match import rank_clients, starts_words
from tests.build import a_client

# Most recent contact first.
CLIENTS = [
    a_client("Birch Studio", id=1, addresses=("ann@birch.example",), domains=("birch.example",)),
    a_client("Acme Labs", id=2),
    a_client("Alder & Co", id=3),
    a_client("Acme", id=4),
    a_client("Café Müller", id=5),
    a_client("日本デザイン", id=6),
    a_client("[/] [red]", id=7),
]


def ranked(text: str) -> list[str]:
    return [client.name for client in rank_clients(text, CLIENTS)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("ac", ["Acme Labs", "Acme", "Alder & Co"]),
        ("acme", ["Acme", "Acme Labs"]),
        ("  ACME   labs ", ["Acme Labs"]),
        ("bs", ["Birch Studio"]),
        ("stu", ["Birch Studio"]),
        ("bir stu", ["Birch Studio"]),
        ("stu bir", []),
        ("cafe mu", ["Café Müller"]),
        ("CAFÉ", ["Café Müller"]),
        ("rch", ["Birch Studio"]),
        ("rc", []),
        ("ann@birch.example", ["Birch Studio"]),
        ("birch.example", ["Birch Studio"]),
        ("日本", ["日本デザイン"]),
        ("[/]", ["[/] [red]"]),
        ("brich", ["Birch Studio"]),
        ("zzz", []),
        ("zz", []),
        ("", []),
        ("   ", []),
        ("a" * 5000, []),
    ],
)
def test_the_best_fit_comes_first_and_recency_decides_the_rest(text: str, names: list[str]) -> None:
    assert ranked(text) == names


def test_typed_words_begin_the_words_of_a_name() -> None:
    assert starts_words("bir st", CLIENTS[0])
    assert not starts_words("bir ac", CLIENTS[0])
    assert not starts_words("&", CLIENTS[2])


def test_only_a_misspelling_pays_for_fuzzy_matching() -> None:
    code = (
        "import sys; from data.model.client import Client; from data.rules.match import rank_clients\n"
        "rank_clients('ac', [Client('Acme')]); assert 'rapidfuzz' not in sys.modules\n"
        "rank_clients('acne', [Client('Acme')]); assert 'rapidfuzz' in sys.modules"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
