"""A headless Chromium, spoken to through two pipes: no port, no driver, no library."""

from __future__ import annotations

import base64
import json
import os
import select
import shutil
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from socket import AF_INET, SOCK_STREAM, socket
from types import TracebackType
from typing import Any

import pytest

PATIENCE = 60.0
"""Seconds for one answer: a machine under load is slow, a browser that hangs is not waited for."""


def chromium() -> str:
    """Give the browser; without one the test is skipped, but not in CI, where it has to be."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        if os.environ.get("CI", "").lower() in ("1", "true"):
            pytest.fail("There is no chromium, and in CI the page has to be looked at in one.")
        pytest.skip("There is no chromium here: the page is not looked at in a browser.")
    return found


def switches(profile: Path) -> tuple[str, ...]:
    """Give what keeps a browser to itself: no window, no sandbox for root, a new profile, no calls home."""
    return (
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--disable-dev-shm-usage",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        f"--user-data-dir={profile}",
    )


class Proxy:
    """Listens on loopback in place of the whole network and remembers who wanted anything of it."""

    def __init__(self) -> None:
        self._socket = socket(AF_INET, SOCK_STREAM)
        self._socket.bind(("127.0.0.1", 0))
        self._socket.listen()
        self.port: int = self._socket.getsockname()[1]
        self.asked: list[str] = []
        """The first line of every request."""
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Stop listening."""
        # Closing alone does not wake a thread that waits in accept.
        with suppress(OSError):
            self._socket.shutdown(2)
        self._socket.close()
        self._thread.join(PATIENCE)

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            with connection:
                connection.settimeout(2)
                with suppress(OSError):
                    self.asked.append(connection.recv(2000).partition(b"\r\n")[0].decode("latin-1"))


class Browser:
    """One Chromium with one tab, in a new profile, with the proxy for all its network."""

    def __init__(self, profile: Path, proxy: Proxy) -> None:
        read_here, write_there = os.pipe()
        read_there, write_here = os.pipe()
        self._to, self._from = write_here, read_here
        self._left = b""
        self._number = 0
        self.events: list[dict[str, Any]] = []
        command = [
            chromium(),
            *switches(profile),
            "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
            f"--proxy-server=127.0.0.1:{proxy.port}",
            "--remote-debugging-pipe",
            "about:blank",
        ]
        # Chromium reads its pipe as 3 and writes it as 4, whatever they are here.
        shell = f'exec "$@" 3<&{read_there} 4>&{write_there}'
        self._process = subprocess.Popen(
            ["bash", "-c", shell, "bash", *command],
            pass_fds=(read_there, write_there),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "HOME": str(profile)},
        )
        os.close(read_there)
        os.close(write_there)
        self._session = ""
        attached = self.call("Target.attachToTarget", targetId=self._first_tab(), flatten=True)
        self._session = attached["sessionId"]
        for domain in ("Page", "Network", "Log", "Runtime"):
            self.call(f"{domain}.enable")
        self.call("Page.setLifecycleEventsEnabled", enabled=True)

    def __enter__(self) -> Browser:
        """Give the browser itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the browser and whatever it started."""
        with suppress(Exception):
            self._send("Browser.close", {}, session="")
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(20)
        if self._process.poll() is None:
            self._process.kill()
            self._process.wait(PATIENCE)
        os.close(self._to)
        os.close(self._from)

    def open(self, page: Path) -> None:
        """Load a file and wait until it is there with all that belongs to it."""
        self.events.clear()
        # By its number, for the end of the page before may still be told.
        loader = self.call("Page.navigate", url=page.as_uri())["loaderId"]
        self._wait_for("Page.lifecycleEvent", name="load", loaderId=loader)

    def size(self, wide: int, high: int = 900) -> None:
        """Make the window as large as a phone or a laptop."""
        self.call(
            "Emulation.setDeviceMetricsOverride",
            width=wide,
            height=high,
            deviceScaleFactor=1,
            mobile=wide < 600,
        )

    def prefer(self, scheme: str, media: str = "") -> None:
        """Say that dark or light is preferred, and possibly the medium: print."""
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        self.call("Emulation.setEmulatedMedia", features=features, media=media)

    def ask(self, script: str) -> Any:
        """Evaluate an expression in the page and give its value."""
        answer = self.call("Runtime.evaluate", expression=script, returnByValue=True)
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    def pdf(self, **options: Any) -> bytes:
        """Print the page as its own style says."""
        printed = self.call("Page.printToPDF", preferCSSPageSize=True, printBackground=True, **options)
        return base64.b64decode(printed["data"])

    def picture(self, *, whole: bool = True) -> bytes:
        """Give the page as PNG, as far down as it goes."""
        taken = self.call("Page.captureScreenshot", captureBeyondViewport=whole, format="png")
        return base64.b64decode(taken["data"])

    def requests(self) -> list[str]:
        """Give the address of everything the page has asked for since it was opened."""
        self.call("Runtime.evaluate", expression="1")
        asked = (event for event in self.events if event["method"] == "Network.requestWillBeSent")
        return [event["params"]["request"]["url"] for event in asked]

    def complaints(self) -> list[str]:
        """Give what the browser wrote to its console since the page was opened."""
        self.call("Runtime.evaluate", expression="1")
        return [
            event["params"]["entry"]["text"] for event in self.events if event["method"] == "Log.entryAdded"
        ]

    def call(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Send one command and give its answer."""
        number = self._send(method, parameters, self._session)
        until = time.monotonic() + PATIENCE
        while True:
            message = self._receive(until)
            if message.get("id") == number:
                assert "error" not in message, message
                answer: dict[str, Any] = message["result"]
                return answer
            self.events.append(message)

    def _first_tab(self) -> str:
        """Give the tab it begins with, which need not be there yet when the browser first answers."""
        self.call("Target.setDiscoverTargets", discover=True)
        until = time.monotonic() + PATIENCE
        while True:
            for event in self.events:
                target = event.get("params", {}).get("targetInfo", {})
                if event.get("method") == "Target.targetCreated" and target["type"] == "page":
                    self.call("Target.setDiscoverTargets", discover=False)
                    found: str = target["targetId"]
                    return found
            self.events.append(self._receive(until))

    def _wait_for(self, event: str, **parameters: str) -> None:
        until = time.monotonic() + PATIENCE
        while not any(
            message.get("method") == event and parameters.items() <= message["params"].items()
            for message in self.events
        ):
            self.events.append(self._receive(until))

    def _send(self, method: str, parameters: dict[str, Any], session: str) -> int:
        self._number += 1
        message: dict[str, Any] = {"id": self._number, "method": method, "params": parameters}
        if session:
            message["sessionId"] = session
        os.write(self._to, json.dumps(message).encode() + b"\0")
        return self._number

    def _receive(self, until: float) -> dict[str, Any]:
        """Give the next message of the browser."""
        while b"\0" not in self._left:
            ready, _, _ = select.select([self._from], [], [], max(0, until - time.monotonic()))
            assert ready, "The browser did not answer."
            read = os.read(self._from, 1 << 16)
            assert read, "The browser went away."
            self._left += read
        first, _, self._left = self._left.partition(b"\0")
        message: dict[str, Any] = json.loads(first)
        return message


@contextmanager
def a_browser(folder: Path) -> Iterator[tuple[Browser, Proxy]]:
    """Give a browser and the proxy that is all it knows of the world."""
    proxy = Proxy()
    try:
        with Browser(folder / "profile", proxy) as browser:
            yield browser, proxy
    finally:
        proxy.close()
