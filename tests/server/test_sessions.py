"""Sessions through the front door: a real server process and raw WebSockets."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator

import pytest

from protocol.frames import FRAME_BYTES_MAX
from protocol.service import PROTOCOL
from server.sessions import MALFORMED_COUNT_MAX
from tests.server.door import KK, KTP, App, Door, at, confirm, issue

names = (f"-{number}" for number in itertools.count(1))
OTHER = "samsat"


@pytest.fixture
def kiosk(door: Door) -> Iterator[App]:
    with door.join(f"kiosk{next(names)}", "kiosk") as app:
        yield app


@pytest.fixture
def display(door: Door) -> Iterator[App]:
    with door.join(f"display{next(names)}", "display") as app:
        yield app


@pytest.fixture
def counters() -> Iterator[list[App]]:
    """Counters at work; at the end everybody goes home, whatever has happened."""
    apps: list[App] = []
    yield apps
    for app in apps:
        app.close()


def counter_at(door: Door, counters: list[App], place: str = "dukcapil") -> App:
    app = door.join(f"counter{next(names)}", "counter", place)
    counters.append(app)
    return app


# Hello


def test_the_line_of_json_is_all_that_stdout_gets(door: Door) -> None:
    assert set(door.ready) == {"url", "instance", "server"}
    assert door.ready["instance"] == "mall"


def test_who_says_hello_is_welcomed_with_all_it_must_know(door: Door) -> None:
    with door.join("kiosk-hello", "kiosk") as app:
        welcome = app.welcome
        assert welcome["server"] == door.ready["server"]
        told = {
            name: welcome[name] for name in ("instance", "training", "protocol", "device", "role", "place")
        }
        assert told == {
            "instance": "mall",
            "training": False,
            "protocol": PROTOCOL,
            "device": "kiosk-hello",
            "role": "kiosk",
            "place": "",
        }
        assert (welcome["last_request"], welcome["public_url"]) == (0, door.url)
        assert len(app.hall["catalogue"]["tenants"]) >= 14
        assert app.next("Waiting").keys() == {"type", "lines", "ahead", "served", "shut"}


def test_a_display_is_not_told_how_many_wait(display: App) -> None:
    display.beat()


def test_an_unknown_token_is_sent_away(door: Door) -> None:
    with door.connect() as app:
        app.hello("no such token")
        assert app.goodbye() == ("token_unknown", "")


def test_the_token_of_a_device_that_was_removed_is_good_no_longer(door: Door) -> None:
    token = door.enrol("kiosk-removed", "kiosk")
    door.join_with(token).close()
    door.remove("kiosk-removed")
    with door.connect() as app:
        app.hello(token)
        assert app.goodbye()[0] == "token_unknown"


def test_a_device_enrolled_again_has_a_new_token(door: Door) -> None:
    old = door.enrol("kiosk-again", "kiosk")
    new = door.enrol("kiosk-again", "kiosk")
    with door.connect() as app:
        app.hello(old)
        assert app.goodbye()[0] == "token_unknown"
    door.join_with(new).close()


def test_another_major_version_is_sent_away_with_ours(door: Door) -> None:
    token = door.enrol("kiosk-old", "kiosk")
    with door.connect() as app:
        app.hello(token, "2.0")
        assert app.goodbye() == ("version_unsupported", PROTOCOL)


def test_another_minor_version_is_welcome(door: Door) -> None:
    token = door.enrol("kiosk-new", "kiosk")
    with door.connect() as app:
        app.hello(token, PROTOCOL.partition(".")[0] + ".99")
        app.next("Welcome")


@pytest.mark.parametrize(
    ("frame", "named"),
    [
        ("{", "truncated"),
        ('{"type":"Beat"}', "the first frame is a Hello"),
        ('{"type":"Hello","protocol":"' + PROTOCOL + '","token":"x","app":"y","extra":1}', "extra"),
        ('{"type":"Hello","protocol":"' + PROTOCOL + '","token":7,"app":"y"}', "$.token"),
        ('{"type":"Hello","protocol":"' + PROTOCOL + '","token":"\\ud800","app":"y"}', "surrogate"),
        (b"\x00\x01", ""),
    ],
)
def test_what_is_no_hello_is_sent_away_by_the_name_of_what_is_wrong(
    door: Door, frame: str | bytes, named: str
) -> None:
    with door.connect() as app:
        app.socket.send(frame)
        reason, about = app.goodbye()
        assert reason == "malformed"
        assert named in about


def test_a_second_session_of_a_device_replaces_the_first(door: Door) -> None:
    token = door.enrol("kiosk-twice", "kiosk")
    with door.join_with(token) as first, door.join_with(token) as second:
        assert first.goodbye() == ("replaced", "")
        second.done(issue(), "TicketIssued")


# Nonsense on the wire


@pytest.mark.parametrize(
    ("frame", "reason", "named"),
    [
        ("nonsense", "malformed", "JSON"),
        ('{"type":"Ask","request":1}', "malformed", "command"),
        ('{"type":"Ask","request":"1","command":{"type":"CallNext","counter":1}}', "malformed", "$.request"),
        (json.dumps({"type": "Ask", "request": 1, "command": {**issue(), "vip": True}}), "malformed", "vip"),
        ('{"type":"Hello","protocol":"' + PROTOCOL + '","token":"x","app":"y"}', "malformed", "second Hello"),
        ("[" * FRAME_BYTES_MAX, "malformed", "array"),
        ('{"a":' + "[" * 16_000, "malformed", "recursion"),
        ("x" * (FRAME_BYTES_MAX + 1), "too_large", str(FRAME_BYTES_MAX)),
        (b"\xff\x00", "not_text", ""),
    ],
    ids=["no json", "no command", "type", "field", "hello", "nested", "nested in a field", "large", "binary"],
)
def test_nonsense_is_refused_by_name_and_the_session_goes_on(
    kiosk: App, frame: str | bytes, reason: str, named: str
) -> None:
    kiosk.socket.send(frame)
    refusal = kiosk.next("Refusal")
    assert (refusal["request"], refusal["refused"]["reason"]) == (None, reason)
    assert named in refusal["refused"]["about"]
    kiosk.done(issue(), "TicketIssued")


def test_who_talks_nothing_but_nonsense_is_sent_away(kiosk: App, display: App) -> None:
    for _ in range(MALFORMED_COUNT_MAX):
        kiosk.socket.send("nonsense")
    for _ in range(MALFORMED_COUNT_MAX):
        assert kiosk.next("Refusal")["refused"]["reason"] == "malformed"
    assert kiosk.goodbye()[0] == "malformed"
    display.beat()


def test_a_beat_is_answered_with_the_servers_time(kiosk: App) -> None:
    kiosk.say({"type": "Beat"})
    assert kiosk.next("Beat")["now"].endswith("Z")


# Roles


@pytest.mark.parametrize(
    ("role", "place", "command"),
    [
        ("kiosk", "", at("CallNext", 8)),
        ("kiosk", "", at("SignOn", 8, officer="Ani")),
        ("counter", "dukcapil", issue()),
        ("counter", "dukcapil", confirm(1)),
        ("display", "", issue()),
        ("display", "", at("Recall", 8, 1)),
        ("floor", "", issue()),
        ("floor", "", at("SignOff", 8)),
        ("api", "", at("TakeBack", 8, 1)),
    ],
)
def test_a_role_that_may_not_is_told_so(
    door: Door, role: str, place: str, command: dict[str, object]
) -> None:
    with door.join(f"{role}{next(names)}", role, place) as app:
        assert app.refused(command) == ("not_permitted", command["type"])


# A ticket's way


def test_a_ticket_goes_its_way_and_everybody_hears_what_concerns_them(
    door: Door, kiosk: App, display: App, counters: list[App]
) -> None:
    officer, other = counter_at(door, counters), counter_at(door, counters, OTHER)
    with door.join("floor-1", "floor") as floor:
        officer.done(at("SignOn", 8, officer="Sari"), "OfficerSignedOn")
        assert display.event("OfficerSignedOn")["what"]["officer"] is None
        assert floor.event("OfficerSignedOn")["by"] == {
            "device": officer.welcome["device"],
            "officer": "Sari",
        }
        issued = kiosk.done(issue(), "TicketIssued")
        visit, token = issued["what"]["visit"], issued["what"]["token"]
        assert token
        for app in (display, officer, floor):
            assert app.event("TicketIssued")["what"]["token"] is None
        kiosk.done(confirm(visit), "TicketConfirmed")
        for app in (display, officer, floor):
            app.event("TicketConfirmed")
        for command, kind in (
            (at("CallNext", 8), "VisitCalled"),
            (at("Recall", 8, visit), "VisitRecalled"),
            (at("TakeBack", 8, visit), "VisitTakenBack"),
            (at("CallNext", 8), "VisitCalled"),
            (at("StartService", 8, visit), "ServiceStarted"),
            (at("FinishService", 8, visit, outcome="completed"), "ServiceFinished"),
        ):
            event = officer.done(command, kind)
            assert event["what"]["visit"] == visit
            for app in (display, floor, kiosk):
                assert app.event(kind)["seq"] == event["seq"]
            assert event["by"]["officer"] == "Sari"
        officer.done(at("SignOff", 8), "OfficerSignedOff")
        display.event("OfficerSignedOff")
        # Nothing of it was told to the other tenant.
        other.beat()


def test_the_hall_hears_no_names(door: Door, kiosk: App, display: App) -> None:
    kiosk.done(issue(), "TicketIssued")
    event = display.event("TicketIssued")
    assert (event["by"], event["request"], event["what"]["issuer"]) == (None, None, None)


def test_a_kiosk_hears_of_its_own_tickets_only(door: Door, kiosk: App) -> None:
    with door.join(f"kiosk{next(names)}", "kiosk") as other:
        other.done(issue(), "TicketIssued")
        kiosk.beat()


def test_a_second_officer_at_a_counter_is_refused(door: Door, counters: list[App]) -> None:
    first, second = counter_at(door, counters), counter_at(door, counters)
    first.done(at("SignOn", 7, officer="Sari"), "OfficerSignedOn")
    second.event("OfficerSignedOn")
    assert second.refused(at("SignOn", 7, officer="Budi")) == ("counter_taken", "Sari")
    assert second.refused(at("CallNext", 7)) == ("counter_taken", "Sari")
    assert second.refused(at("SignOn", 6, officer="Sari")) == ("officer_elsewhere", "7")
    assert first.refused(at("SignOn", 6, officer="Rina")) == ("device_elsewhere", "7")
    first.done(at("SignOff", 7), "OfficerSignedOff")


def test_another_tenants_counter_is_refused(door: Door, counters: list[App]) -> None:
    officer = counter_at(door, counters, OTHER)
    assert officer.refused(at("SignOn", 8, officer="Ani")) == ("other_tenant", "8")


def test_a_refusal_is_private(door: Door, kiosk: App, display: App) -> None:
    assert kiosk.refused(issue("dukcapil.tidak-ada")) == ("unknown_service", "dukcapil.tidak-ada")
    display.beat()


# One request, one effect


def test_a_request_sent_twice_has_one_effect_and_the_same_answer(kiosk: App, display: App) -> None:
    first = kiosk.done(issue(KK), "TicketIssued")
    display.event("TicketIssued")
    kiosk.ask(issue(KK), first["request"])
    assert kiosk.event("TicketIssued") == first
    display.beat()


def test_a_request_repeated_in_a_new_session_has_one_effect(door: Door, display: App) -> None:
    token = door.enrol("kiosk-repeats", "kiosk")
    with door.join_with(token) as app:
        first = app.done(issue(), "TicketIssued")
    display.event("TicketIssued")
    with door.join_with(token) as app:
        assert app.welcome["last_request"] == 1
        assert [visit["id"] for visit in app.hall["visits"]] == [first["what"]["visit"]]
        app.ask(issue(), 1)
        assert app.event("TicketIssued") == first
    display.beat()


def test_a_repeat_of_long_ago_is_too_old(kiosk: App) -> None:
    kiosk.ask(issue(), 5_000)
    kiosk.event("TicketIssued")
    kiosk.ask(issue(), 3_000)
    assert kiosk.next("Refusal")["refused"]["reason"] == "too_old"


def test_news_come_in_order_without_a_gap_to_who_sees_everything(door: Door) -> None:
    with door.join("floor-2", "floor") as floor, door.join("kiosk-many", "kiosk") as many:
        for _ in range(200):
            many.ask(issue(KTP))
        seqs: list[int] = []
        while len(seqs) < 200:
            seqs += [event["seq"] for event in floor.next("Events")["events"]]
    assert seqs == list(range(seqs[0], seqs[0] + 200))
