"""Ports for servers that are other programs: those cannot be handed a socket, only a number."""

from __future__ import annotations

import random
import socket
from contextlib import closing

# Below what a system gives to outgoing connections (Linux from 32768, others from 49152): a client that
# knocks while its server is down would else now and then be given the server's own port.
_BELOW = range(20_000, 32_000)


def free_port() -> int:
    """Give a port that nobody listens at just now; somebody may be faster, so be ready to ask again."""
    # Processes that test side by side must not go through the ports in one order, whatever seed a plugin set.
    for port in random.SystemRandom().sample(_BELOW, 200):
        if is_free(port):
            return port
    raise RuntimeError("no free port was found")


def is_free(port: int) -> bool:
    """Say whether a server could listen there."""
    with closing(socket.socket()) as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind(("127.0.0.1", port))
            tried.listen()
        except OSError:
            return False
        return True
