"""The way to the server, as a floor manager's device."""

from __future__ import annotations

import http
import http.client
import re
import urllib.error
import urllib.request
from pathlib import Path
from typing import TypeVar

from msgspec import Struct

from protocol import codec
from protocol.messages import Command
from server.answers import RefusedBody

ANSWER_S_MAX = 15.0
ANSWER_BYTES_MAX = 8_000_000
TOKEN_CHARACTERS_MAX = 200
UNKNOWN_TOKEN = (
    "--token-file: the server does not know this token; enrol a device with --role floor at the server"
)
Answer = TypeVar("Answer")


class FloorError(Exception):
    """The server was not reached or not understood; says what to do."""


class RefusalError(Exception):
    """The server said no; nothing has happened."""

    def __init__(self, refused: RefusedBody) -> None:
        super().__init__(refused.reason)
        self.refused = refused


class Line(Struct, frozen=True, kw_only=True):
    url: str
    token: str

    def state(self) -> bytes:
        return self._fetch("/api/floor")

    def devices(self) -> bytes:
        return self._fetch("/api/floor/devices")

    def log(self, last: int) -> bytes:
        return self._fetch(f"/api/log?last={last}")

    def do(self, command: Command) -> bytes:
        return self._fetch("/api/commands", codec.encode(command))

    def _fetch(self, path: str, body: bytes | None = None) -> bytes:
        """Raises `FloorError`, `RefusalError`."""
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
        # Whatever proxy this machine uses for the web, the mall's server is not behind it.
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        try:
            request = urllib.request.Request(self.url + path, data=body, headers=headers)
            with opener.open(request, timeout=ANSWER_S_MAX) as answer:
                return answer.read(ANSWER_BYTES_MAX)
        except urllib.error.HTTPError as error:
            with error:
                if error.code == http.HTTPStatus.UNAUTHORIZED:
                    raise FloorError(UNKNOWN_TOKEN) from None
                raise RefusalError(read(error.read(ANSWER_BYTES_MAX), RefusedBody)) from None
        except (OSError, http.client.HTTPException, ValueError) as error:
            why = getattr(error, "reason", None) or error
            raise FloorError(f"no server answers at {self.url}: {why}") from error


def line_to(url: str, token_file: Path) -> Line:
    """Raises `FloorError`."""
    if not re.fullmatch(r"https?://[^\s/]+/?", url):
        raise FloorError(f"--url: http://ADDRESS:PORT, got {url!r}")
    try:
        token = token_file.read_text("utf-8").strip()
    except (OSError, UnicodeError) as error:
        raise FloorError(f"--token-file: {token_file}: {error}") from error
    if not re.fullmatch(rf"[!-~]{{1,{TOKEN_CHARACTERS_MAX}}}", token):
        raise FloorError(f"--token-file: {token_file}: the token alone is expected in it")
    return Line(url=url.rstrip("/"), token=token)


def read(answer: bytes, kind: type[Answer]) -> Answer:
    """Raises `FloorError`."""
    try:
        return codec.decode(answer, kind)
    except codec.Unreadable as error:
        raise FloorError(f"the answer is not one of this version's server: {error}") from error
