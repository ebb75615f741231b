"""The devices of the mall: which tokens are good, and for what.

A token is shown once, when a device is enrolled; only its SHA-256 is kept. The register is a small SQLite
file of its own beside the journal, so that a device can be enrolled while the server runs.
"""

# sqlite-utils annotates only part of its types.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

import hashlib
import logging
import re
import secrets
import sqlite3
from datetime import datetime
from pathlib import Path
from typing import get_args

from msgspec import Struct
from sqlite_utils import Database
from sqlite_utils.db import NotFoundError

from protocol.catalogue import Catalogue
from protocol.messages import DeviceId, Role
from server.given import SERVER

REGISTER = "devices.db"
"""Its file in the folder of the hall."""
TOKEN_BYTES = 32
LOCKED_S_MAX = 5.0
log = logging.getLogger(__name__)
NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")


class DeviceError(Exception):
    """A device cannot be enrolled or removed; says why."""


class Device(Struct, frozen=True, kw_only=True):
    name: DeviceId
    role: Role
    place: str
    """A counter's tenant; empty for the others."""
    added_at: str = ""


class Devices:
    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            self._database = Database(sqlite3.connect(path, timeout=LOCKED_S_MAX))
            self._database.enable_wal()
            self._open()
        except sqlite3.Error as error:
            raise DeviceError(f"{path}: cannot be read as the register of devices: {error}") from error

    def serve(self) -> None:
        """From now on never wait for another program that holds the register."""
        self._database.execute("PRAGMA busy_timeout = 0")

    def _open(self) -> None:
        self._table = self._database.table("device")
        self._table.create(
            {"name": str, "role": str, "place": str, "token_sha256": str, "added_at": str},
            pk="name",
            if_not_exists=True,
        )
        self._known: dict[str, Device] = {}
        self._known_version: int | None = None
        self._table.create_index(["token_sha256"], unique=True, if_not_exists=True)

    def enrol(self, name: str, role: str, place: str, catalogue: Catalogue, now: datetime) -> str:
        """A new device's token; an old one of that name is good no longer. Raises `DeviceError`."""
        if not NAME.fullmatch(name):
            raise DeviceError(f"name: small letters, digits and dashes, at most 40; got {name!r}")
        if name == SERVER:
            raise DeviceError(f"name: {SERVER!r} is the server's own")
        if role not in get_args(Role):
            raise DeviceError(f"role: one of {', '.join(get_args(Role))}; got {role!r}")
        if role == "counter" and place not in catalogue.tenants:
            raise DeviceError(
                f"place: a counter belongs to a tenant: {', '.join(catalogue.tenants)}; got {place!r}"
            )
        token = secrets.token_urlsafe(TOKEN_BYTES)
        row = {
            "name": name,
            "role": role,
            "place": place,
            "token_sha256": _hash(token),
            "added_at": now.isoformat(timespec="seconds"),
        }
        self._table.upsert(row, pk="name")
        self._known_version = None
        return token

    def remove(self, name: str) -> None:
        """Its token is good no longer. Raises `DeviceError` if there is no such device."""
        try:
            self._table.get(name)
        except NotFoundError:
            raise DeviceError(f"there is no device {name!r}") from None
        self._table.delete(name)
        self._known_version = None

    def all(self) -> tuple[Device, ...]:
        return tuple(_device(row) for row in self._table.rows_where(order_by="name"))

    def known(self) -> tuple[Device, ...]:
        """All that are enrolled. Cheap: the file is read again only after it was changed."""
        return tuple(self._read().values())

    def of_token(self, token: str) -> Device | None:
        """The device whose token this is. As cheap."""
        return self._read().get(_hash(token))

    def _read(self) -> dict[str, Device]:
        try:
            (version,) = self._database.execute("PRAGMA data_version").fetchone()
            if version != self._known_version:
                self._known = {row["token_sha256"]: _device(row) for row in self._table.rows}
                self._known_version = version
        except sqlite3.OperationalError as error:
            # Somebody else holds the file. Nobody in the mall waits for them: what was read last is good.
            log.warning("the register of devices cannot be read now, going by the last one: %s", error)
        return self._known

    def close(self) -> None:
        self._database.close()


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _device(row: dict[str, str]) -> Device:
    return Device(
        name=DeviceId(row["name"]),
        role=row["role"],  # pyright: ignore[reportArgumentType]  (checked when it was written)
        place=row["place"],
        added_at=row["added_at"],
    )
