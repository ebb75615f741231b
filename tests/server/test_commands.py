"""Any command over HTTP, through the front door of a real server process."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime, timedelta
from typing import Any, get_args

import httpx
import pytest
from hypothesis import given

from protocol.hall import Hall
from protocol.messages import SCHEMA, Command, Event, Refused
from server.commands import LEADS_TO, follows
from server.engine import decide
from server.given import Decision, Given
from tests.protocol.histories import BRIEFLY, stories
from tests.server.door import KK, KTP, Door, at, confirm, issue
from tests.server.story import Story

UNTIL = f"{datetime.now(UTC) + timedelta(days=30):%Y-%m-%d}T00:00:00Z"
names = (f"commands-{number}" for number in itertools.count(1))


def send(door: Door, token: str, command: Any, key: str | None = None) -> httpx.Response:
    headers = door.bearer(token) | ({} if key is None else {"Idempotency-Key": key})
    return door.http.post("/api/commands", json=command, headers=headers)


def happened(door: Door, token: str, command: dict[str, Any], key: str | None = None) -> list[dict[str, Any]]:
    answer = send(door, token, command, key)
    assert answer.status_code == 200, answer.text
    return [event["what"] for event in answer.json()["events"]]


def refusal(answer: httpx.Response) -> tuple[int, str, str]:
    body = answer.json()
    assert set(body) == {"reason", "about", "again", "title"}
    return answer.status_code, body["reason"], body["about"]


@pytest.fixture
def api(door: Door) -> str:
    return door.enrol(next(names), "api")


@pytest.fixture
def floor(door: Door) -> str:
    return door.enrol(next(names), "floor")


def test_a_ticket_for_several_services_is_issued_and_confirmed_at_once(door: Door, api: str) -> None:
    command = issue() | {"priority": "elderly", "more": [{"service": "samsat.balik-nama"}]}
    first, second = happened(door, api, command)
    assert (first["type"], second["type"]) == ("TicketIssued", "StopAdded")
    confirmed = happened(door, api, confirm(first["visit"]))
    assert [event["stop"] for event in confirmed] == [0, 1]
    found = door.http.get(f"/api/tickets/{first['token']}").json()
    assert [stop["state"] for stop in found["stops"]] == ["waiting", "waiting"]
    assert found["priority"] is True


def test_each_role_hears_what_it_may(door: Door, api: str, floor: str) -> None:
    (ticket,) = happened(door, api, issue())
    assert ticket["token"]
    reception = door.enrol(next(names), "reception")
    (theirs,) = happened(door, reception, issue())
    assert theirs["token"]
    closed = happened(door, floor, {"type": "Close", "tenant": "pdam", "reason": "Listrik padam"})[0]
    officer = door.enrol(next(names), "counter", "pdam")
    (ended,) = happened(door, officer, {"type": "Reopen", "closure": closed["closure"]["id"]})
    assert ended == {
        "type": "ClosureEnded",
        "closure": closed["closure"]["id"],
        "tenant": "pdam",
        "reason": "reopened",
    }


def test_an_officer_may_work_without_a_session(door: Door) -> None:
    officer, reception = door.enrol(next(names), "counter", "pdam"), door.enrol(next(names), "reception")
    visit = happened(door, reception, issue("pdam.bayar-tagihan"))[0]["visit"]
    happened(door, reception, confirm(visit))
    assert happened(door, officer, at("SignOn", 20, officer="Rina"))[0]["officer"] == "Rina"
    (called,) = happened(door, officer, at("CallNext", 20))
    assert (called["visit"], called["why"]["rule"]) == (visit, "line_order")
    happened(door, officer, at("StartService", 20, visit))
    happened(door, officer, at("FinishService", 20, visit))
    happened(door, officer, at("SignOff", 20))


# One request, one effect


def test_a_repeat_with_the_same_key_has_one_effect_and_the_same_answer(door: Door, api: str) -> None:
    first, again = send(door, api, issue(), "k"), send(door, api, issue(), "k")
    assert (first.status_code, first.content) == (again.status_code, again.content)


@pytest.mark.parametrize(
    "other",
    [
        issue(KK),
        {"type": "CancelVisit", "visit": 1},
        {"type": "CollectResult", "visit": 1},
        {"type": "CheckIn", "code": "12345678"},
    ],
    ids=lambda command: command["type"],
)
def test_a_key_of_another_command_is_refused(door: Door, api: str, other: dict[str, Any]) -> None:
    happened(door, api, issue(), "used")
    assert refusal(send(door, api, other, "used"))[:2] == (400, "malformed")


def test_a_key_of_another_visit_is_refused(door: Door, api: str) -> None:
    first, second = (happened(door, api, issue())[0]["visit"] for _ in range(2))
    happened(door, api, confirm(first), "c")
    assert refusal(send(door, api, confirm(second), "c"))[:2] == (400, "malformed")


def test_each_command_has_its_first_events() -> None:
    assert set(LEADS_TO) == set(get_args(Command))
    assert all(LEADS_TO.values())


def test_what_follows_from_a_command_is_known_as_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """Else a lost answer could not be asked for again."""
    asked: set[type[Command]] = set()

    def checked(hall: Hall, command: Command, given_: Given) -> Decision:
        outcome = decide(hall, command, given_)
        if not isinstance(outcome, Refused):
            asked.add(type(command))
            first = Event(
                schema=SCHEMA, seq=1, part=0, at=given_.now, by=given_.actor, request="k", what=outcome[0]
            )
            assert follows((first,), command), (command, outcome[0])
        return outcome

    monkeypatch.setattr("tests.server.story.decide", checked)

    @BRIEFLY
    @given(stories())
    def told(_: Story) -> None:
        pass

    told()
    assert asked == set(get_args(Command))


# Who may not, and nonsense


def test_without_a_token_nothing_happens(door: Door) -> None:
    assert refusal(door.http.post("/api/commands", json=issue()))[:2] == (401, "not_permitted")


@pytest.mark.parametrize(
    ("role", "command"),
    [
        ("api", at("CallNext", 8)),
        ("display", issue()),
        ("floor", issue()),
        ("reception", {"type": "EndDay"}),
        ("kiosk", {"type": "ConfirmClock"}),
    ],
)
def test_a_role_that_may_not_is_told_so(door: Door, role: str, command: dict[str, Any]) -> None:
    answer = send(door, door.enrol(next(names), role), command)
    assert refusal(answer) == (403, "not_permitted", command["type"])


@pytest.mark.parametrize(
    ("command", "named"),
    [
        ({}, "type"),
        ([], "object"),
        ("text", "object"),
        (7, "object"),
        ({"type": "Nothing"}, "type"),
        ({"type": "CallNext"}, "counter"),
        ({"type": "CallNext", "counter": "8"}, "counter"),
        ({"type": "EndDay", "now": True}, "now"),
        ({"type": "CheckIn", "code": "1234"}, "code"),
        ({"type": "Close", "tenant": "pdam", "reason": ""}, "reason"),
        ({"type": "Close", "tenant": "pdam", "reason": "x" * 121}, "reason"),
        (issue() | {"more": [{"service": KTP}] * 6}, "more"),
        *(
            ({"type": "Close", "tenant": "pdam", "reason": "x", "until": until}, "until")
            for until in (
                "2020-01-01T00:00:00Z",
                "2099-01-01T00:00:00",
                "2099-01-01T00:00:00Z",
                "0001-01-01T00:00:00+14:00",
                "9999-12-31T23:59:59-14:00",
                "tomorrow",
            )
        ),
    ],
)
def test_what_makes_no_sense_is_refused_by_the_name_of_what_is_wrong(
    door: Door, floor: str, command: Any, named: str
) -> None:
    status, reason, about = refusal(send(door, floor, command))
    assert (status, reason) == (400, "malformed")
    assert named in about


@pytest.mark.parametrize(
    ("command", "status", "reason"),
    [
        ({"type": "FreeCounter", "counter": 999, "reason": "x"}, 404, "unknown_counter"),
        ({"type": "FreeCounter", "counter": 1, "reason": "x"}, 409, "counter_closed"),
        ({"type": "Reopen", "closure": 999_999}, 404, "unknown_closure"),
        ({"type": "Close", "tenant": "x", "reason": "x"}, 404, "unknown_tenant"),
        ({"type": "ConfirmClock"}, 409, "wrong_state"),
        ({"type": "CancelVisit", "visit": 999_999}, 404, "unknown_visit"),
    ],
)
def test_a_refusal_says_why(
    door: Door, floor: str, command: dict[str, Any], status: int, reason: str
) -> None:
    assert refusal(send(door, floor, command))[:2] == (status, reason)


def test_a_refusal_says_when_it_is_possible_again_and_what_a_person_calls_it(
    door: Door, api: str, floor: str
) -> None:
    command = {
        "type": "Close",
        "tenant": "pdam",
        "reason": "Listrik padam",
        "until": UNTIL,
    }
    with door.join(next(names), "reception") as reception:
        closure = happened(door, floor, command)[0]["closure"]["id"]
        # Told once a second; the first is of the moment of joining.
        while not (told := reception.next("Waiting", "Events")).get("shut"):
            pass
        assert told["shut"]["pdam.bayar-tagihan"]["reason"] == "temporarily_closed"
    body = send(door, api, issue("pdam.bayar-tagihan")).json()
    assert body == {
        "reason": "temporarily_closed",
        "about": "pdam",
        "again": UNTIL,
        "title": {"id": "Listrik padam", "en": "Listrik padam"},
    }
    queue = next(each for each in door.http.get("/api/queues").json() if each["tenant"] == "pdam")
    assert queue["shut"]["pdam.bayar-tagihan"]["reason"] == "temporarily_closed"
    (told,) = door.http.get("/api/health").json()["closures"]
    assert told == {
        "tenant": "pdam",
        "service": None,
        "reason": "Listrik padam",
        "until": UNTIL,
    }
    happened(door, floor, {"type": "Reopen", "closure": closure})
    assert door.http.get("/api/health").json()["closures"] == []
