"""Services and bookings over HTTP, through the front door of a real server process."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from tests.server.door import KTP, Door, at, confirm

names = (f"bookings-{number}" for number in itertools.count(1))
PASSPORT, TWO = "imigrasi.paspor-baru", "samsat.balik-nama"


@pytest.fixture(scope="module")
def door(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Door]:
    """A server whose day does not end while the slots of the next hour are booked and checked in."""
    night = datetime.now(UTC) + timedelta(hours=7 + 12)
    door = Door(tmp_path_factory.mktemp("hall"), "--day-ends", f"{night:%H:%M}")
    yield door
    told = door.close()
    assert not re.findall("Traceback|ERROR|CRITICAL| failed", told), told


@pytest.fixture
def api(door: Door) -> str:
    return door.enrol(next(names), "api")


def refusal(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["reason"]


def slots(door: Door, service: str, day: str) -> dict[str, int]:
    answer = door.http.get(f"/api/services/{service}/slots", params={"day": day})
    assert answer.status_code == 200, answer.text
    return {each["slot"]: each["free"] for each in answer.json()["slots"]}


def tomorrow(days: int = 1) -> str:
    """In the mall, seven hours before UTC."""
    return (datetime.now(UTC) + timedelta(hours=7, days=days)).date().isoformat()


def book(door: Door, token: str, slot: str, key: str | None = None, **more: Any) -> httpx.Response:
    headers = door.bearer(token) | ({} if key is None else {"Idempotency-Key": key})
    body = {"service": PASSPORT, "slot": slot, **more}
    return door.http.post("/api/bookings", json=body, headers=headers)


def soon(door: Door) -> str:
    """A slot with a free place that can be checked in to now."""
    now = datetime.now(UTC)
    for days in (0, 1):
        for slot, free in slots(door, PASSPORT, tomorrow(days)).items():
            if free and timedelta() < datetime.fromisoformat(slot) - now < timedelta(minutes=59):
                return slot
    raise AssertionError("no slot begins within the hour")


def test_a_service_tells_whether_it_is_open_and_who_waits(door: Door, api: str) -> None:
    before = door.http.get(f"/api/services/{KTP}").json()
    assert (before["id"], before["tenant"], before["open"], before["refused"]) == (
        KTP,
        "dukcapil",
        True,
        None,
    )
    issued = door.http.post("/api/tickets", json={"service": KTP}, headers=door.bearer(api)).json()
    door.http.post("/api/commands", json=confirm(issued["visit"]), headers=door.bearer(api))
    with door.join(next(names), "counter", "dukcapil") as officer:
        officer.done(at("SignOn", 8, officer="Ani"), "OfficerSignedOn")
        after = door.http.get(f"/api/services/{KTP}").json()
        officer.done(at("SignOff", 8), "OfficerSignedOff")
    assert after["waiting"] == before["waiting"] + 1
    assert after["counters_open"] == before["counters_open"] + 1


def test_a_closed_service_tells_why_and_when_again(door: Door) -> None:
    floor = door.bearer(door.enrol(next(names), "floor"))
    until = f"{tomorrow(30)}T00:00:00Z"
    command = {"type": "Close", "tenant": "samsat", "service": TWO, "reason": "Listrik", "until": until}
    closed = door.http.post("/api/commands", json=command, headers=floor).json()["events"][0]["what"]
    state = door.http.get(f"/api/services/{TWO}").json()
    assert (state["open"], state["refused"]["reason"], state["refused"]["again"]) == (
        False,
        "temporarily_closed",
        until,
    )
    command = {"type": "Reopen", "closure": closed["closure"]["id"]}
    door.http.post("/api/commands", json=command, headers=floor)
    assert door.http.get(f"/api/services/{TWO}").json()["open"] is True


def test_a_slot_is_booked_until_it_is_full_and_free_again_when_cancelled(door: Door, api: str) -> None:
    day = tomorrow()
    slot, free = next(iter(slots(door, PASSPORT, day).items()))
    codes = []
    for left in range(free, 0, -1):
        assert slots(door, PASSPORT, day)[slot] == left
        answer = book(door, api, slot)
        assert answer.status_code == 201, answer.text
        codes.append(answer.json()["code"])
    assert refusal(book(door, api, slot)) == (409, "slot_full")
    assert slots(door, PASSPORT, day)[slot] == 0
    assert len(set(codes)) == free
    gone = door.http.delete(f"/api/bookings/{codes[0]}", headers=door.bearer(api))
    assert (gone.status_code, gone.content) == (204, b"")
    assert slots(door, PASSPORT, day)[slot] == 1
    again = door.http.delete(f"/api/bookings/{codes[0]}", headers=door.bearer(api))
    assert refusal(again) == (404, "unknown_booking")


def test_a_booking_is_checked_in_once_and_becomes_a_ticket(door: Door, api: str) -> None:
    slot = soon(door)
    booked = book(door, api, slot, language="en", priority="elderly").json()
    assert booked["slot"] == slot
    assert datetime.fromisoformat(booked["check_in_from"]) <= datetime.now(UTC)
    path = f"/api/bookings/{booked['code']}/check-in"
    kiosk = door.enrol(next(names), "kiosk")
    answer = door.http.post(path, headers=door.bearer(kiosk) | {"Idempotency-Key": "k"})
    assert answer.status_code == 201, answer.text
    again = door.http.post(path, headers=door.bearer(kiosk) | {"Idempotency-Key": "k"})
    assert again.json() == answer.json()
    assert refusal(door.http.post(path, headers=door.bearer(kiosk))) == (404, "unknown_booking")
    ticket = door.http.get(f"/api/tickets/{answer.json()['token']}").json()
    assert (ticket["stops"][0]["kind"], ticket["stops"][0]["slot"]) == ("booking", slot)
    assert ticket["priority"] is True


def test_a_phone_that_types_its_code_is_sent_to_its_ticket(door: Door, api: str) -> None:
    code = book(door, api, soon(door)).json()["code"]
    answer = door.http.post("/check-in?lang=en", data={"code": f"{code[:4]} {code[4:]}"})
    assert answer.status_code == 303
    page = door.http.get(answer.headers["Location"])
    assert page.status_code == 200
    assert 'class="number"' in page.text
    form = door.http.get("/check-in")
    assert form.headers["content-type"].startswith("text/html")
    assert "Kode booking" in form.text


def test_who_comes_a_day_early_is_told_so(door: Door, api: str) -> None:
    slot = list(slots(door, PASSPORT, tomorrow(2)))[20]
    code = book(door, api, slot).json()["code"]
    answer = door.http.post(f"/api/bookings/{code}/check-in", headers=door.bearer(api))
    assert refusal(answer) == (409, "wrong_day")
    opens = datetime.fromisoformat(slot) - timedelta(minutes=60)
    assert datetime.fromisoformat(answer.json()["again"]) == opens


def test_a_booking_repeated_with_its_key_is_made_once(door: Door, api: str) -> None:
    slot = list(slots(door, PASSPORT, tomorrow(3)))[4]
    first, again = book(door, api, slot, "b"), book(door, api, slot, "b")
    assert first.json() == again.json()
    other = list(slots(door, PASSPORT, tomorrow(3)))[5]
    assert refusal(book(door, api, other, "b")) == (400, "malformed")


@pytest.mark.parametrize(("days", "status"), [(-1, 404), (0, 200), (30, 200), (31, 404), (366 * 5_000, 404)])
def test_slots_are_told_for_days_that_can_be_booked(door: Door, days: int, status: int) -> None:
    answer = door.http.get(f"/api/services/{PASSPORT}/slots", params={"day": tomorrow(days)})
    assert answer.status_code == status
    if status == 404:
        assert answer.json()["about"] == f"day: {tomorrow(0)} to {tomorrow(30)}"


@pytest.mark.parametrize("day", ["", "x", "2026-02-30", "20260302", "9999-12-31T00:00", "-1", "10000-01-01"])
def test_a_day_that_is_none_is_refused_by_its_name(door: Door, day: str) -> None:
    answer = door.http.get(f"/api/services/{KTP}/slots", params={"day": day})
    assert refusal(answer) == (400, "malformed")
    assert "day" in answer.json()["about"]


@pytest.mark.parametrize("code", ["1234567", "123456789", "1234567x", "%20" * 8, "١٢٣٤٥٦٧٨"])
def test_a_code_that_is_none_is_refused_by_its_name(door: Door, api: str, code: str) -> None:
    answer = door.http.delete(f"/api/bookings/{code}", headers=door.bearer(api))
    assert refusal(answer) == (400, "malformed")
    assert "code" in answer.json()["about"]


@pytest.mark.parametrize(
    ("body", "status", "reason"),
    [
        ({"service": "no.such"}, 404, "unknown_service"),
        ({"service": TWO}, 409, "not_bookable"),
        ({"slot": "2026-03-02T01:00:00"}, 400, "malformed"),
        ({"slot": "tomorrow"}, 400, "malformed"),
        ({"slot": "2020-03-02T01:00:00Z"}, 404, "unknown_slot"),
        ({"slot": "9999-12-31T23:59:59Z"}, 404, "unknown_slot"),
        ({"slot": "0001-01-01T00:00:00+14:00"}, 404, "unknown_slot"),
        ({"slot": "9999-12-31T23:59:59-14:00"}, 404, "unknown_slot"),
        ({"priority": "vip"}, 404, "unknown_class"),
    ],
)
def test_what_cannot_be_booked_is_refused_with_its_reason(
    door: Door, api: str, body: dict[str, Any], status: int, reason: str
) -> None:
    body = {"service": PASSPORT, "slot": f"{tomorrow(2)}T01:00:00Z"} | body
    answer = door.http.post("/api/bookings", json=body, headers=door.bearer(api))
    assert refusal(answer) == (status, reason)


def test_who_may_book_and_check_in_is_in_the_table_of_roles(door: Door) -> None:
    for role in ("kiosk", "display", "floor"):
        token = door.enrol(next(names), role)
        answer = book(door, token, f"{tomorrow(2)}T01:00:00Z")
        assert refusal(answer) == (403, "not_permitted")
    reception = door.enrol(next(names), "reception")
    slot = list(slots(door, PASSPORT, tomorrow(4)))[3]
    assert book(door, reception, slot).status_code == 201
    display = door.bearer(door.enrol(next(names), "display"))
    assert refusal(door.http.post("/api/bookings/12345678/check-in", headers=display))[0] == 403
    assert refusal(door.http.post("/api/bookings/12345678/check-in"))[0] == 401
