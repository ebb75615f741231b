"""Which tokens are good, and for what."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from server.devices import Device, DeviceError, Devices
from tests.server.mall import small_mall

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
MALL = small_mall()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "hall" / "devices.db"


@pytest.fixture
def devices(path: Path) -> Iterator[Devices]:
    devices = Devices(path)
    yield devices
    devices.close()


def test_a_token_opens_what_its_device_may(devices: Devices) -> None:
    token = devices.enrol("counter-1", "counter", "anggrek", MALL, NOW)
    found = devices.of_token(token)
    assert found == Device(
        name="counter-1", role="counter", place="anggrek", added_at="2026-03-02T01:00:00+00:00"
    )


@pytest.mark.parametrize("role", ["kiosk", "display", "floor", "reception", "api"])
def test_only_a_counter_has_a_place(devices: Devices, role: str) -> None:
    found = devices.of_token(devices.enrol(f"{role}-1", role, "", MALL, NOW))
    assert found is not None
    assert (found.role, found.place) == (role, "")


@pytest.mark.parametrize("token", ["", "x", "\x00", "é" * 200])
def test_an_unknown_token_opens_nothing(devices: Devices, token: str) -> None:
    devices.enrol("kiosk-1", "kiosk", "", MALL, NOW)
    assert devices.of_token(token) is None


def test_only_the_hash_of_a_token_is_kept(devices: Devices, path: Path) -> None:
    token = devices.enrol("kiosk-1", "kiosk", "", MALL, NOW)
    kept = b"".join(file.read_bytes() for file in path.parent.iterdir())
    assert token.encode() not in kept


def test_tokens_are_long_and_never_the_same(devices: Devices) -> None:
    tokens = {devices.enrol("kiosk-1", "kiosk", "", MALL, NOW) for _ in range(20)}
    assert len(tokens) == 20
    assert min(map(len, tokens)) >= 43


def test_enrolling_again_makes_the_old_token_void(devices: Devices) -> None:
    old = devices.enrol("kiosk-1", "kiosk", "", MALL, NOW)
    new = devices.enrol("kiosk-1", "api", "", MALL, NOW)
    assert devices.of_token(old) is None
    found = devices.of_token(new)
    assert found is not None
    assert found.role == "api"
    assert len(devices.all()) == 1


def test_a_removed_device_is_unknown(devices: Devices) -> None:
    token = devices.enrol("kiosk-1", "kiosk", "", MALL, NOW)
    devices.remove("kiosk-1")
    assert (devices.of_token(token), devices.all()) == (None, ())
    with pytest.raises(DeviceError, match="there is no device 'kiosk-1'"):
        devices.remove("kiosk-1")


def test_a_running_server_notices_what_another_process_changes(devices: Devices, path: Path) -> None:
    first = devices.enrol("kiosk-1", "kiosk", "", MALL, NOW)
    assert devices.of_token(first) is not None
    other = Devices(path)
    second = other.enrol("kiosk-2", "kiosk", "", MALL, NOW)
    assert devices.of_token(second) is not None
    other.remove("kiosk-1")
    assert devices.of_token(first) is None
    other.close()


def test_the_register_outlives_its_process(path: Path) -> None:
    register = Devices(path)
    token = register.enrol("kiosk-1", "kiosk", "", MALL, NOW)
    register.close()
    again = Devices(path)
    assert again.of_token(token) is not None
    again.close()


@pytest.mark.parametrize(
    ("name", "role", "place", "told"),
    [
        ("", "kiosk", "", "name: small letters"),
        ("Kiosk", "kiosk", "", "name: small letters"),
        ("kiosk 1", "kiosk", "", "name: small letters"),
        ("-kiosk", "kiosk", "", "name: small letters"),
        ("k" * 41, "kiosk", "", "at most 40"),
        ("kiosk-1\n", "kiosk", "", "name: small letters"),
        ("x'; DROP TABLE device", "kiosk", "", "name: small letters"),
        ("server", "kiosk", "", "'server' is the server's own"),
        ("kiosk-1", "king", "", "role: one of kiosk, counter"),
        ("counter-1", "counter", "", "a counter belongs to a tenant: anggrek, bakung"),
        ("counter-1", "counter", "mawar", "got 'mawar'"),
    ],
)
def test_what_makes_no_sense_is_refused_by_name(
    devices: Devices, name: str, role: str, place: str, told: str
) -> None:
    with pytest.raises(DeviceError, match=r"^(name|role|place): ") as caught:
        devices.enrol(name, role, place, MALL, NOW)
    assert told in str(caught.value)
    assert devices.all() == ()


def test_a_locked_register_does_not_lock_out_those_it_knows(devices: Devices, path: Path) -> None:
    token = devices.enrol("kiosk-1", "kiosk", "", MALL, NOW)
    assert devices.of_token(token) is not None
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert devices.of_token(token) is not None
    other.execute("ROLLBACK")
    other.close()


def test_a_damaged_register_is_refused_by_its_file(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"no database" * 500)
    with pytest.raises(DeviceError, match=re.escape(str(path))):
        Devices(path)
