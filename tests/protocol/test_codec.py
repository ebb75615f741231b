"""Whatever comes in is a message of this version, or is refused by the name of what is wrong."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any, get_args

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from msgspec import UNSET, Struct

from protocol import codec
from protocol.catalogue import Schedule
from protocol.codec import Unreadable
from protocol.frames import (
    FRAME_BYTES_MAX,
    TOKEN_CHARACTERS_MAX,
    Ask,
    FromApp,
    FromServer,
    Hello,
    Present,
    Report,
)
from protocol.hall import Desk
from protocol.messages import (
    SCHEMA,
    STOPS_COUNT_MAX,
    CancelBooking,
    CheckIn,
    ClockStepped,
    Close,
    Command,
    Errand,
    Event,
    FreeCounter,
    Happening,
    IssueTicket,
    Reason,
    Refused,
    Relieve,
    SignOn,
    TransferVisit,
    VisitCalled,
)
from protocol.visit import Round, Why
from tests.protocol.histories import BRIEFLY

PLAY = settings(BRIEFLY, max_examples=150)
ISSUE = {"type": "IssueTicket", "service": "anggrek.satu"}
ERRAND = {"service": "anggrek.dua"}
# Types with limits: hypothesis does not know msgspec's.
NAMED = st.from_regex(r"[A-Z][a-z]{1,15}( [A-Z][a-z]{1,15})?", fullmatch=True)
CODES = st.from_regex(r"[0-9]{8}", fullmatch=True)
TIMES = st.datetimes(timezones=st.just(UTC))
ERRANDS = st.builds(Errand, after=st.lists(st.integers(0, STOPS_COUNT_MAX - 1), max_size=3).map(tuple))
LIMITED: dict[type[Struct], dict[str, st.SearchStrategy[Any]]] = {
    SignOn: {"officer": NAMED},
    Relieve: {"officer": NAMED},
    TransferVisit: {"to_officer": st.none() | NAMED},
    FreeCounter: {"reason": NAMED},
    Close: {"reason": NAMED, "until": st.none() | TIMES},
    CheckIn: {"code": CODES},
    CancelBooking: {"code": CODES},
    IssueTicket: {"more": st.lists(ERRANDS, max_size=STOPS_COUNT_MAX - 1).map(tuple)},
    Schedule: {"closed": st.just({})},
    Desk: {"serving_s": st.floats(0, 86_400)},
    Hello: {
        "protocol": st.text(max_size=20),
        "token": st.text(max_size=200),
        "app": st.text(max_size=80),
    },
    Report: {topic: st.just(UNSET) | st.text(max_size=40) for topic in Report.__struct_fields__},
    Ask: {"request": st.integers(1, 2**53)},
    Present: {"look": st.integers(1, 2**53), "token": st.text(min_size=1, max_size=TOKEN_CHARACTERS_MAX)},
    ClockStepped: {"seconds": st.floats(-1e9, 1e9)},
}
for limited, fields in LIMITED.items():
    st.register_type_strategy(limited, st.builds(limited, **fields))
st.register_type_strategy(datetime, TIMES)


def ask(command: dict[str, Any], **fields: Any) -> str:
    return json.dumps({"type": "Ask", "request": 1, "command": command, **fields})


def about(frame: str | bytes) -> str:
    refused = codec.from_app(frame)
    assert isinstance(refused, Refused), refused
    assert refused.reason is Reason.MALFORMED
    return refused.about


@pytest.mark.parametrize(
    ("frame", "named"),
    [
        ("", "truncated"),
        ("{", "truncated"),
        ("null", "object"),
        ("[]", "object"),
        ("17", "object"),
        ('{"type":"Beat"} x', "trailing"),
        ('{"type":"Shout"}', "$.type"),
        ('{"type":1}', "$.type"),
        ("{}", "type"),
        ('{"type":"Beat","loud":true}', "loud"),
        ('{"type":"Hello","protocol":"1.0","token":"x"}', "app"),
        ('{"type":"Hello","protocol":1,"token":"x","app":"x"}', "$.protocol"),
        ('{"type":"Hello","protocol":"1.0","token":"x","app":null}', "$.app"),
        (json.dumps({"type": "Hello", "protocol": "1.0", "token": "x" * 201, "app": "x"}), "$.token"),
        (json.dumps({"type": "Hello", "protocol": "1" * 21, "token": "x", "app": "x"}), "$.protocol"),
        (json.dumps({"type": "Report", "paper": "x" * 41}), "$.paper"),
        (json.dumps({"type": "Report", "scanner": "x" * 41}), "$.scanner"),
        (ask(ISSUE, request=0), "$.request"),
        (ask(ISSUE, request=-1), "$.request"),
        (ask(ISSUE, request=2**53 + 1), "$.request"),
        (ask(ISSUE, request="1"), "$.request"),
        (ask(ISSUE, request=1.5), "$.request"),
        (ask(ISSUE, request=True), "$.request"),
        (ask(ISSUE, request=None), "$.request"),
        (ask({"type": "IssueTicket"}), "service"),
        (ask({**ISSUE, "service": 1}), "$.command.service"),
        (ask({**ISSUE, "language": "jv"}), "$.command.language"),
        (ask({**ISSUE, "priority": 1}), "$.command.priority"),
        (ask({**ISSUE, "vip": True}), "vip"),
        (ask({**ISSUE, "more": [ERRAND] * STOPS_COUNT_MAX}), "$.command.more"),
        (ask({**ISSUE, "more": [{**ERRAND, "after": [-1]}]}), "$.command.more[0].after[0]"),
        (ask({**ISSUE, "more": [{**ERRAND, "after": [STOPS_COUNT_MAX]}]}), "$.command.more[0].after[0]"),
        (ask({"type": "CheckIn", "code": "1234567"}), "$.command.code"),
        (ask({"type": "CheckIn", "code": "123456789"}), "$.command.code"),
        (ask({"type": "CancelBooking", "code": "1234 567"}), "$.command.code"),
        (ask({"type": "BookSlot", "service": "anggrek.satu", "slot": "tomorrow"}), "$.command.slot"),
        (ask({"type": "TakeBreak", "counter": 1, "reason": "tired"}), "$.command.reason"),
        (ask({"type": "ParkVisit", "counter": 1, "visit": 1, "reason": "no"}), "$.command.reason"),
        (ask({"type": "Close", "tenant": "anggrek", "reason": ""}), "$.command.reason"),
        (ask({"type": "Close", "tenant": "anggrek", "reason": "x" * 121}), "$.command.reason"),
        (ask({"type": "Close", "tenant": "anggrek", "reason": "x", "waiting": "go"}), "$.command.waiting"),
        (ask({"type": "FreeCounter", "counter": 1, "reason": "x", "serving": "lost"}), "$.command.serving"),
        (ask({"type": "EmptyTheTill"}), "$.command.type"),
        (ask({"type": "CallNext", "counter": "1"}), "$.command.counter"),
        (ask({"type": "SignOn", "counter": 1, "officer": ""}), "$.command.officer"),
        (ask({"type": "SignOn", "counter": 1, "officer": "x" * 41}), "$.command.officer"),
        (ask({"type": "SignOn", "counter": 1, "officer": "A\nni"}), "$.command.officer"),
        (ask({"type": "SignOn", "counter": 1, "officer": "A\u0000ni"}), "$.command.officer"),
        (ask({"type": "FinishService", "counter": 1, "visit": 1, "outcome": "fine"}), "$.command.outcome"),
        (ask({"type": "ConfirmTicket", "visit": 1, "paper": "maybe"}), "$.command.paper"),
        (ask({"type": "ConfirmTicket", "visit": [1], "paper": "seen"}), "$.command.visit"),
        (ask({"type": "Recall", "counter": 1}), "visit"),
    ],
)
def test_what_is_wrong_is_refused_by_its_name(frame: str, named: str) -> None:
    assert named in about(frame)


@pytest.mark.parametrize("frame", [b"", b"{}", b'{"type":"Beat"}', b"\xff\xfe"])
def test_a_binary_frame_is_refused(frame: bytes) -> None:
    assert codec.from_app(frame) == Refused(reason=Reason.NOT_TEXT)


@pytest.mark.parametrize(
    "frame",
    ["x" * (FRAME_BYTES_MAX + 1), "é" * (FRAME_BYTES_MAX // 2 + 1), "\ud800" * (FRAME_BYTES_MAX // 3 + 1)],
    ids=["ascii", "two bytes each", "half surrogates"],
)
def test_an_oversized_frame_is_refused_with_the_limit(frame: str) -> None:
    refused = codec.from_app(frame)
    assert refused == Refused(reason=Reason.TOO_LARGE, about=f"{FRAME_BYTES_MAX} bytes at most")


def test_a_frame_of_just_the_limit_is_read() -> None:
    frame = '{"type":"Beat"}'
    assert not isinstance(codec.from_app(frame + " " * (FRAME_BYTES_MAX - len(frame))), Refused)


@pytest.mark.parametrize(
    "frame",
    [
        "[" * FRAME_BYTES_MAX,
        '{"type":"Ask","request":1,"command":' + "[" * 16_000,
        '{"type":"Ask","request":1,"command":{"a":' + "[" * 8_000 + "]" * 8_000 + "}}",
        '{"a":' + '{"a":' * 2_500 + "1" + "}" * 2_501,
    ],
)
def test_nesting_without_end_is_refused(frame: str) -> None:
    assert about(frame)


@pytest.mark.parametrize(
    "frame",
    [
        '{"type":"Hello","protocol":"1","token":"\ud800","app":"x"}',
        '{"type":"Hello","protocol":"1","token":"\\ud800","app":"x"}',
        '{"type":"Hello","protocol":"1","token":"\\udc00\\ud800","app":"x"}',
        '{"type":"Hello","\ud800":1}',
        '{"type":"Hello","\\ud800":1}',
    ],
)
def test_half_a_surrogate_pair_is_refused(frame: str) -> None:
    # And what is said about it can be sent.
    assert codec.encode(Refused(reason=Reason.MALFORMED, about=about(frame)))


def test_the_order_of_the_fields_does_not_matter() -> None:
    frame = '{"command":{"service":"anggrek.satu","type":"IssueTicket"},"request":1,"type":"Ask"}'
    assert not isinstance(codec.from_app(frame), Refused)


def is_an_answer(frame: str | bytes) -> None:
    answer = codec.from_app(frame)
    assert isinstance(answer, (*get_args(FromApp), Refused))
    # Whatever came of it can be said again.
    codec.encode(answer)


@PLAY
@given(st.one_of(st.binary(), st.text(st.characters())))
@example("\ud800")
def test_any_text_and_any_bytes_are_a_message_or_refused(frame: str | bytes) -> None:
    is_an_answer(frame)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(), max_size=10),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=10,
)
NAMES = st.sampled_from(
    (
        "type",
        "request",
        "command",
        "protocol",
        "token",
        "app",
        "paper",
        "sound",
        "now",
        "visit",
        "counter",
        "service",
    )
)
TAGS = st.sampled_from([kind.__name__ for kind in (*get_args(FromApp), *get_args(Command))])


@PLAY
@given(st.dictionaries(NAMES, JSON | TAGS | st.dictionaries(NAMES, JSON | TAGS), max_size=6))
def test_any_object_that_looks_like_a_message_is_one_or_is_refused(value: dict[str, Any]) -> None:
    is_an_answer(json.dumps(value))
    is_an_answer(json.dumps(value, ensure_ascii=False))


@PLAY
@given(st.from_type(FromApp), st.data())
def test_a_message_with_a_hole_is_one_or_is_refused(message: FromApp, data: st.DataObject) -> None:
    frame = codec.encode(message).decode()
    at = data.draw(st.integers(0, len(frame)))
    until = data.draw(st.integers(at, len(frame)))
    is_an_answer(frame[:at] + data.draw(st.text(st.characters(), max_size=3)) + frame[until:])


@PLAY
@given(st.binary() | st.text(st.characters()))
def test_what_is_no_frame_of_the_server_is_unreadable(frame: str | bytes) -> None:
    with pytest.raises(Unreadable, match=r"."):
        codec.from_server(frame)


@PLAY
@given(st.binary())
def test_what_is_no_event_is_unreadable(body: bytes) -> None:
    with pytest.raises(Unreadable):
        codec.event_of(body)


@pytest.mark.parametrize("before", ['{"a":', '{"what":{"a":', '{"what":'])
def test_an_event_nested_without_end_is_unreadable(before: str) -> None:
    with pytest.raises(Unreadable):
        codec.event_of(before.encode() + b"[" * 100_000)


@pytest.mark.parametrize("kind", [*get_args(FromApp), *get_args(FromServer)], ids=lambda kind: kind.__name__)
def test_every_frame_comes_back_as_it_was(kind: type[Struct]) -> None:
    read = codec.from_app if kind in get_args(FromApp) else codec.from_server

    @settings(PLAY, max_examples=25)
    @given(st.from_type(kind))
    def comes_back(message: Any) -> None:
        text = codec.encode(message).decode()
        assert read(text) == message

    comes_back()


@pytest.mark.parametrize("kind", get_args(Command), ids=lambda kind: kind.__name__)
def test_every_command_comes_back_as_it_was(kind: type[Struct]) -> None:
    @settings(PLAY, max_examples=25)
    @given(st.from_type(kind))
    def comes_back(command: Any) -> None:
        frame = b'{"type":"Ask","request":7,"command":' + codec.encode(command) + b"}"
        asked = codec.from_app(frame.decode())
        assert getattr(asked, "command", asked) == command

    comes_back()


@pytest.mark.parametrize("kind", get_args(Happening), ids=lambda kind: kind.__name__)
def test_every_event_comes_back_as_it_was(kind: type[Struct]) -> None:
    @settings(PLAY, max_examples=25)
    @given(st.builds(Event, schema=st.just(SCHEMA), what=st.from_type(kind)))
    def comes_back(event: Event) -> None:
        assert codec.event_of(codec.encode(event)) == event

    comes_back()


@pytest.mark.parametrize(
    ("frame", "version"),
    [
        ('{"type":"Hello","protocol":"2.0","secret":{"of":["another","version"]}}', "2.0"),
        ('{"protocol":"1.0"}', "1.0"),
        (b'{"protocol":"3"}', "3"),
        ('{"protocol":3}', None),
        ("{}", None),
        ("nonsense", None),
        (b"\xff", None),
        ("\ud800", None),
        ('{"a":' + "[" * 16_000, None),
    ],
)
def test_the_version_of_a_hello_is_read_even_where_the_rest_is_strange(
    frame: str | bytes, version: str | None
) -> None:
    assert codec.protocol_of(frame) == version


@pytest.mark.parametrize(
    "officer", [" Ani", "Ani ", " ", "A\u200bni", "\u202eAni", "Ani\ufeff", "\u00a0", "Ani\u2028", "A\x7fni"]
)
def test_names_that_only_look_like_others_are_refused(officer: str) -> None:
    assert "$.command.officer" in about(ask({"type": "SignOn", "counter": 1, "officer": officer}))


@pytest.mark.parametrize("officer", ["A", "Ani", "Nur Aini", "Dr. Ani, S.H.", "Ñoño", "阿妮", "N'dea-x"])
def test_names_that_people_have_are_taken(officer: str) -> None:
    read = codec.from_app(ask({"type": "SignOn", "counter": 1, "officer": officer}))
    assert not isinstance(read, Refused)


def test_an_unset_field_is_not_sent() -> None:
    beat = codec.from_app('{"type":"Beat"}')
    assert getattr(beat, "now", None) is UNSET
    assert codec.encode(beat) == b'{"type":"Beat"}'


# Older events


def called(why: object, schema: int = 1) -> bytes:
    """A call as the journal holds it."""
    what = {
        "type": "VisitCalled",
        "visit": 7,
        "stop": 0,
        "tenant": "anggrek",
        "issuer": "kiosk-1",
        "counter": 1,
        "why": why,
    }
    event = {
        "schema": schema,
        "seq": 9,
        "part": 0,
        "at": "2026-03-02T01:00:00Z",
        "by": {"device": "counter-1", "officer": "Ani"},
        "request": 3,
        "what": what,
    }
    return json.dumps(event).encode()


def test_a_call_of_the_first_schema_is_read_with_its_one_reason() -> None:
    event = codec.event_of(called("line_order"))
    assert isinstance(event.what, VisitCalled)
    assert event.what.why == Why(rule="line_order", passed=0, round=Round())
    assert (event.schema, event.seq, event.request) == (SCHEMA, 9, 3)


def test_what_the_first_schema_did_not_know_is_left_at_its_default() -> None:
    event = codec.event_of(called("line_order"))
    assert getattr(event.what, "also", None) == ()


@pytest.mark.parametrize("why", ["because", 7, None, {"rule": "because"}, {"rule": "line_order", "vip": 1}])
def test_a_call_of_the_first_schema_with_another_reason_is_unreadable(why: object) -> None:
    with pytest.raises(Unreadable):
        codec.event_of(called(why))


def test_the_word_of_the_first_schema_is_no_reason_of_this_one() -> None:
    with pytest.raises(Unreadable):
        codec.event_of(called("line_order", SCHEMA))


@pytest.mark.parametrize(
    "body",
    [b'{"schema":1}', b'{"schema":1,"what":null}', b'{"schema":1,"what":[]}', b'{"schema":1,"what":"x"}'],
)
def test_an_event_of_the_first_schema_that_is_none_is_unreadable(body: bytes) -> None:
    with pytest.raises(Unreadable):
        codec.event_of(body)
