"""The HTTP API and the visitor's page, through the front door of a real server process."""

from __future__ import annotations

import itertools
import json
import re
import socket
from typing import Any, get_args
from urllib.parse import quote

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from protocol.frames import FRAME_BYTES_MAX
from protocol.messages import Command, Happening
from protocol.service import PROTOCOL
from server.api import KEY_CHARACTERS_MAX
from tests.server.door import KK, KTP, Door, at

names = (f"api-{number}" for number in itertools.count(1))
HOSTILE = settings(
    max_examples=200, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck), database=None
)


@pytest.fixture
def token(door: Door) -> str:
    return door.enrol(next(names), "api")


def issue(
    door: Door, token: str, service: str = KTP, key: str | None = None, language: str = "id"
) -> httpx.Response:
    headers = door.bearer(token) | ({} if key is None else {"Idempotency-Key": key})
    return door.http.post("/api/tickets", json={"service": service, "language": language}, headers=headers)


def confirm(door: Door, token: str, ticket: str, key: str | None = None) -> httpx.Response:
    headers = door.bearer(token) | ({} if key is None else {"Idempotency-Key": key})
    return door.http.post(f"/api/tickets/{ticket}/confirm", json={"paper": "screen"}, headers=headers)


def refusal(answer: httpx.Response) -> tuple[int, str]:
    body = answer.json()
    assert set(body) == {"reason", "about", "again", "title"}
    return answer.status_code, body["reason"]


def test_a_ticket_is_issued_confirmed_and_found_by_its_token(door: Door, token: str) -> None:
    answer = issue(door, token)
    assert answer.status_code == 201
    issued = answer.json()
    assert set(issued) == {"label", "visit", "token", "url", "ahead", "issued_at"}
    assert issued["url"] == f"{door.url}/t/{issued['token']}"
    found = door.http.get(f"/api/tickets/{issued['token']}").json()
    assert (found["label"], found["state"], found["counter"]) == (issued["label"], "printing", None)
    assert 8 in found["counters"]
    confirmed = confirm(door, token, issued["token"])
    assert (confirmed.status_code, confirmed.json()["state"]) == (200, "waiting")


@pytest.mark.parametrize("content", ["application/json", "application/json; charset=utf-8"])
def test_a_ticket_for_several_services_and_with_a_class_is_issued_on_either_way(
    door: Door, token: str, content: str
) -> None:
    body = {"service": KTP, "priority": "elderly", "more": [{"service": KK, "after": [0]}]}
    headers = door.bearer(token) | {"Content-Type": content}
    answer = door.http.post("/api/tickets", content=json.dumps(body), headers=headers)
    assert answer.status_code == 201
    found = door.http.get(f"/api/tickets/{answer.json()['token']}").json()
    assert found["priority"]
    assert [(stop["service"], stop["after"]) for stop in found["stops"]] == [(KTP, []), (KK, [0])]
    unknown = door.http.post("/api/tickets", content=json.dumps(body | {"priority": "vip"}), headers=headers)
    assert refusal(unknown) == (404, "unknown_class")
    crowd = door.http.post(
        "/api/tickets", content=json.dumps(body | {"more": 6 * body["more"]}), headers=headers
    )
    assert refusal(crowd) == (400, "malformed")


def test_the_queue_shows_who_waits(door: Door, token: str) -> None:
    def waiting() -> dict[str, Any]:
        queues = {queue["tenant"]: queue for queue in door.http.get("/api/queues").json()}
        assert len(queues) >= 14
        return queues["dukcapil"]

    before = waiting()
    ticket = issue(door, token, KK).json()["token"]
    assert waiting() == before
    confirm(door, token, ticket)
    after = waiting()
    assert after["waiting"] == before["waiting"] + 1
    assert after["services"][KK] == before["services"].get(KK, 0) + 1


def test_how_many_wait_before_a_ticket_falls_as_they_are_called(door: Door, token: str) -> None:
    tickets = [issue(door, token, "samsat.balik-nama").json()["token"] for _ in range(3)]
    for ticket in tickets:
        confirm(door, token, ticket)

    def ahead() -> list[int]:
        return [door.http.get(f"/api/tickets/{ticket}").json()["ahead"] for ticket in tickets]

    before = ahead()
    assert before == [before[0], before[0] + 1, before[0] + 2]
    with door.join("counter-ahead", "counter", "samsat") as officer:
        officer.done(at("SignOn", 36, officer="Ani"), "OfficerSignedOn")
        called = officer.done(at("CallNext", 36), "VisitCalled")["what"]["visit"]
        assert ahead()[2] == before[2] - 1
        found = door.http.get(f"/api/tickets/{tickets[0]}").json()
        assert (found["state"], found["counter"]) == ("called", 36)
        officer.done(at("TakeBack", 36, called), "VisitTakenBack")
        officer.done(at("SignOff", 36), "OfficerSignedOff")


def test_health_tells_everyone_the_state_and_only_the_floor_the_devices(door: Door, token: str) -> None:
    with door.join("display-health", "display") as display:
        display.say({"type": "Report", "sound": "ok", "sign": "disconnected"})
        display.beat()
        public = door.http.get("/api/health").json()
        assert (public["status"], public["protocol"], public["devices"]) == ("ok", PROTOCOL, [])
        assert public["server"] == door.ready["server"]
        assert door.http.get("/api/health", headers=door.bearer(token)).json()["devices"] == []
        floor = door.bearer(door.enrol("floor-health", "floor"))
        known = door.http.get("/api/health", headers=floor).json()
        (found,) = [device for device in known["devices"] if device["name"] == "display-health"]
        assert set(found.pop("since")) == {"connection", "sound", "sign"}
        assert found == {
            "name": "display-health",
            "role": "display",
            "place": "",
            "connected": True,
            "report": {"app": "test 1.0", "sound": "ok", "sign": "disconnected"},
        }


def test_the_api_describes_itself(door: Door) -> None:
    answer = door.http.get("/api/openapi.json")
    assert answer.status_code == 200
    described = answer.json()
    assert {path: set(said) for path, said in described["paths"].items()} == {
        "/api/tickets": {"post"},
        "/api/tickets/{token}": {"get"},
        "/api/tickets/{token}/confirm": {"post"},
        "/api/queues": {"get"},
        "/api/health": {"get"},
        "/api/commands": {"post"},
        "/api/services/{service}": {"get"},
        "/api/services/{service}/slots": {"get"},
        "/api/bookings": {"post"},
        "/api/bookings/{code}": {"delete"},
        "/api/bookings/{code}/check-in": {"post"},
        "/api/floor": {"get"},
        "/api/floor/devices": {"get"},
        "/api/log": {"get"},
    }
    issue_ = described["paths"]["/api/tickets"]["post"]
    assert {"201", "400", "401", "403", "404", "409"} <= set(issue_["responses"])
    assert [each["name"] for each in issue_["parameters"]] == ["Idempotency-Key"]


def test_the_description_is_whole_and_names_every_command_and_event(door: Door) -> None:
    text = door.http.get("/api/openapi.json").text
    schemas = json.loads(text)["components"]["schemas"]
    assert set(re.findall(r'"#/components/schemas/([^"]+)"', text)) <= set(schemas)
    for kind in (*get_args(Command), *get_args(Happening)):
        assert schemas[kind.__name__]["properties"]["type"] == {"enum": [kind.__name__]}
    command = json.loads(text)["paths"]["/api/commands"]["post"]["requestBody"]
    named = re.findall(r"schemas/(\w+)", json.dumps(command))
    assert set(named) == {kind.__name__ for kind in get_args(Command)}
    # An array is of what its type says, and of nothing else.
    assert schemas["PublicTicket"]["properties"]["counters"]["items"] == {"type": "integer"}


# One request, one effect


def test_a_repeat_with_the_same_key_gets_the_same_ticket(door: Door, token: str) -> None:
    first, again = issue(door, token, key="k-1"), issue(door, token, key="k-1")
    assert (first.status_code, first.json()) == (again.status_code, again.json())
    assert issue(door, token, key="k-2").json()["visit"] != first.json()["visit"]


def test_a_key_is_its_devices_own(door: Door, token: str) -> None:
    first = issue(door, token, key="k").json()
    assert issue(door, door.enrol(next(names), "api"), key="k").json()["visit"] != first["visit"]


def test_a_confirmation_repeated_with_its_key_is_confirmed(door: Door, token: str) -> None:
    ticket = issue(door, token).json()["token"]
    assert confirm(door, token, ticket, key="c").status_code == 200
    assert confirm(door, token, ticket, key="c").status_code == 200
    assert refusal(confirm(door, token, ticket)) == (409, "wrong_state")


def test_a_key_of_another_kind_of_request_is_refused(door: Door, token: str) -> None:
    ticket = issue(door, token, key="used").json()["token"]
    assert refusal(confirm(door, token, ticket, key="used")) == (400, "malformed")
    confirm(door, token, ticket, key="c")
    assert refusal(issue(door, token, key="c")) == (400, "malformed")


def test_a_key_of_another_service_is_refused(door: Door, token: str) -> None:
    issue(door, token, KTP, key="same")
    assert refusal(issue(door, token, KK, key="same")) == (400, "malformed")


def test_a_key_of_another_tickets_confirmation_is_refused(door: Door, token: str) -> None:
    first, second = issue(door, token).json()["token"], issue(door, token).json()["token"]
    assert confirm(door, token, first, key="c").status_code == 200
    assert refusal(confirm(door, token, second, key="c")) == (400, "malformed")
    assert door.http.get(f"/api/tickets/{second}").json()["state"] == "printing"


@pytest.mark.parametrize("key", ["", "x" * (KEY_CHARACTERS_MAX + 1)])
def test_a_key_has_its_limits(door: Door, token: str, key: str) -> None:
    assert refusal(issue(door, token, key=key))[0] == 400


# Who may not


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Authorization": ""},
        {"Authorization": "Bearer"},
        {"Authorization": "Bearer wrong"},
        {"Authorization": "Basic d3Jvbmc6d3Jvbmc="},
        {"Authorization": "Bearer \xff\xfe".encode("latin-1").decode("latin-1")},
    ],
)
def test_without_a_devices_token_nothing_is_issued(door: Door, headers: dict[str, str]) -> None:
    raw = {name: value.encode("latin-1") for name, value in headers.items()}
    answer = door.http.post("/api/tickets", json={"service": KTP}, headers=raw)
    assert refusal(answer) == (401, "not_permitted")


@pytest.mark.parametrize(("role", "place"), [("counter", "dukcapil"), ("display", ""), ("floor", "")])
def test_a_role_that_may_not_is_told_so(door: Door, role: str, place: str) -> None:
    token = door.enrol(f"{role}-http", role, place)
    assert refusal(issue(door, token)) == (403, "not_permitted")


def test_another_devices_ticket_is_not_confirmed(door: Door, token: str) -> None:
    ticket = issue(door, token).json()["token"]
    other = door.enrol(next(names), "api")
    assert refusal(confirm(door, other, ticket)) == (404, "unknown_visit")


def test_what_is_not_there_is_not_found(door: Door, token: str) -> None:
    assert refusal(issue(door, token, "dukcapil.tidak-ada")) == (404, "unknown_service")
    assert refusal(door.http.get("/api/tickets/none")) == (404, "unknown_visit")
    assert refusal(confirm(door, token, "none")) == (404, "unknown_visit")
    assert refusal(door.http.get("/api/nothing")) == (404, "unknown")
    assert refusal(door.http.get("/")) == (404, "unknown")
    assert refusal(door.http.get("/t/a/b")) == (404, "unknown")


def test_the_wrong_method_is_refused(door: Door) -> None:
    assert refusal(door.http.delete("/api/tickets"))[0] == 405


# Nonsense


@pytest.mark.parametrize(
    ("body", "named"),
    [
        (b"", ""),
        (b"{", ""),
        (b"null", ""),
        (b"[]", ""),
        (b'"text"', ""),
        (b"\xff\xfe", ""),
        (b"{}", "service"),
        (b'{"service":1}', "service"),
        (b'{"service":"dukcapil.ktp-rekam","language":"jv"}', "language"),
        (b'{"service":"dukcapil.ktp-rekam","lane":"vip"}', "lane"),
        (b'{"service":' + b"[" * 16_000, ""),
        (b"[" * 16_000, ""),
        (b'{"a":' * 2_000, ""),
        (b'{"service":"\\ud800"}', ""),
    ],
)
def test_a_body_that_makes_no_sense_is_refused_by_the_name_of_what_is_wrong(
    door: Door, token: str, body: bytes, named: str
) -> None:
    headers = door.bearer(token) | {"Content-Type": "application/json"}
    answer = door.http.post("/api/tickets", content=body, headers=headers)
    assert refusal(answer)[0] == 400
    assert named in answer.json()["about"]


def test_a_body_beyond_the_limit_is_refused(door: Door, token: str) -> None:
    answer = door.http.post("/api/tickets", content=b"x" * (FRAME_BYTES_MAX + 1), headers=door.bearer(token))
    assert refusal(answer) == (413, "too_large")


def test_a_body_without_end_is_refused(door: Door, token: str) -> None:
    def endless() -> Any:
        for _ in range(100):
            yield b"x" * 1_000

    answer = door.http.post("/api/tickets", content=endless(), headers=door.bearer(token))
    assert refusal(answer) == (413, "too_large")


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "x"]
)
def test_a_body_of_another_kind_is_never_a_fault_of_the_server(door: Door, token: str, kind: str) -> None:
    headers = door.bearer(token) | {"Content-Type": kind}
    answer = door.http.post("/api/tickets", content=b'{"service":1}', headers=headers)
    assert refusal(answer)[0] == 400


PATHS = (
    *("/api/tickets", "/api/tickets/{}/confirm", "/api/tickets/{}", "/api/commands", "/api/bookings"),
    *("/api/bookings/{}", "/api/bookings/{}/check-in", "/api/services/{}", "/api/services/{}/slots?day={}"),
    *("/api/services/imigrasi.paspor-baru/slots?day={}", "/api/log?last={}", "/api/floor", "/api/{}"),
    "/api/floor/devices",
    *("/t/{}", "/t/{}/cancel?seen={}", "/t/{}?said={}", "/check-in", "/check-in?lang={}", "/{}", "/session"),
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=10,
)
BODIES = (
    st.binary(max_size=200)
    | JSON.map(lambda value: json.dumps(value).encode())
    | st.dictionaries(st.sampled_from(("service", "language", "paper", "slot", "type", "visit")), JSON).map(
        lambda value: json.dumps(value).encode()
    )
)


@HOSTILE
@given(
    method=st.sampled_from(("GET", "POST", "PUT", "DELETE", "OPTIONS", "HEAD", "PATCH")),
    path=st.sampled_from(PATHS),
    part=st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20),
    body=BODIES,
    key=st.text(st.characters(min_codepoint=32, max_codepoint=255), max_size=120).map(str.strip) | st.none(),
)
def test_whatever_is_asked_it_is_never_a_fault_of_the_server(
    door: Door, method: str, path: str, part: str, body: bytes, key: str | None
) -> None:
    if not hasattr(door, "hostile"):
        door.hostile = door.enrol("api-hostile", "api")
    headers: dict[str, Any] = door.bearer(door.hostile)
    if key is not None:
        headers["Idempotency-Key"] = key.encode("latin-1")
    url = door.url + path.replace("{}", quote(part, safe=""))
    answer = door.http.request(method, url, content=body, headers=headers)
    assert answer.status_code < 500, (answer.status_code, answer.text)


@pytest.mark.parametrize(
    "raw",
    [
        b"GET / HTTP/9.9\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"POST /api/tickets HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n",
        b"POST /api/tickets HTTP/1.1\r\nHost: x\r\nContent-Length: many\r\n\r\n",
        b"GET /t/%ff%00 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        b"GET /t/\xff\xfe HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        b"GET /api/queues HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer \xff\r\n\r\n",
        b"GET /session HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n",
        b"GET /nowhere HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n",
    ],
)
def test_whatever_is_on_the_wire_it_is_never_a_fault_of_the_server(door: Door, raw: bytes) -> None:
    host, port = door.url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=30) as wire:
        wire.sendall(raw)
        wire.shutdown(socket.SHUT_WR)
        answer = b""
        while part := wire.recv(65_536):
            answer += part
    assert b" 500 " not in answer.split(b"\r\n")[0]
    assert door.http.get("/api/health").status_code == 200


# The visitor's page


@pytest.mark.parametrize(
    ("language", "words"),
    [("id", ("Nomor antrean", "Menunggu")), ("en", ("Ticket number", "Waiting"))],
)
def test_the_page_speaks_the_tickets_language(
    door: Door, token: str, language: str, words: tuple[str, ...]
) -> None:
    issued = issue(door, token, language=language).json()
    page = door.http.get(f"/t/{issued['token']}")
    assert page.status_code == 200
    assert page.headers["content-type"].startswith("text/html")
    assert page.headers["cache-control"] == "no-store"
    assert page.headers["content-security-policy"].startswith("default-src 'none'")
    assert f'lang="{language}"' in page.text
    assert f'<p class="number">{issued["label"]}</p>' in page.text
    for word in words:
        assert word in page.text
    assert "LATIHAN" not in page.text


def test_who_opens_the_page_has_the_number(door: Door, token: str) -> None:
    ticket = issue(door, token).json()["token"]
    door.http.get(f"/t/{ticket}")
    assert door.http.get(f"/api/tickets/{ticket}").json()["state"] == "waiting"


def test_the_page_says_where_to_wait_and_where_to_go(door: Door, token: str) -> None:
    issued = issue(door, token, "samsat.stnk-hilang").json()
    confirm(door, token, issued["token"])

    def page() -> str:
        return door.http.get(f"/t/{issued['token']}").text

    assert "Menunggu" in page()
    with door.join("counter-page", "counter", "samsat") as officer:
        officer.done(at("SignOn", 36, officer="Ani"), "OfficerSignedOn")
        while (visit := officer.done(at("CallNext", 36), "VisitCalled")["what"]["visit"]) != issued["visit"]:
            officer.done(at("MarkNoShow", 36, visit), "VisitMissed")
        assert "Silakan menuju loket 36" in page()
        officer.done(at("StartService", 36, visit), "ServiceStarted")
        assert "Sedang dilayani di loket 36" in page()
        officer.done(at("FinishService", 36, visit), "ServiceFinished")
        assert "Selesai" in page()
        officer.done(at("SignOff", 36), "OfficerSignedOff")


@pytest.mark.parametrize("token_", ["nobodys", "<script>alert(1)", "$number", "%s%n"])
def test_a_token_that_opens_nothing_gets_a_page_that_does_not_repeat_it(door: Door, token_: str) -> None:
    page = door.http.get("/t/" + quote(token_, safe=""))
    assert page.status_code == 404
    assert "Nomor ini tidak ada lagi." in page.text
    assert token_ not in page.text
