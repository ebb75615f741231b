"""How the devices are, for the floor manager: from their reports to lines in a terminal."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from protocol.catalogue import Language
from protocol.messages import DeviceId, Role
from server.answers import DeviceHealth, FloorDevices
from server.floor.devices import TOPICS, state_text, told
from server.floor.table import show_devices
from tests.protocol.histories import BRIEFLY

NINE = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
"""At the mall, in Malang."""
TERMINAL_COLUMNS = 80


def device(name: str, role: Role = "kiosk", place: str = "", **states: str) -> DeviceHealth:
    report = {"app": "kiosk 0.1.0", **states}
    since = {topic: NINE - timedelta(minutes=7) for topic in (*states, "connection")}
    return DeviceHealth(
        name=DeviceId(name), role=role, place=place, connected=True, report=report, since=since
    )


def gone(name: str, *, since: datetime | None = None) -> DeviceHealth:
    return DeviceHealth(
        name=DeviceId(name),
        role="display",
        place="",
        connected=False,
        report={},
        since={} if since is None else {"connection": since},
    )


def rows(*devices: DeviceHealth, language: Language = "id") -> dict[str, list[tuple[str, str]]]:
    """Each device's lines with since when, in the order told."""
    known = FloorDevices(now=NINE, timezone="Asia/Jakarta", devices=devices)
    return {row.name: [(line.text, line.since) for line in row.lines] for row in told(known, language).rows}


def test_trouble_comes_first_then_who_is_away_then_who_is_well() -> None:
    found = rows(device("a-well", paper="ok"), gone("b-gone"), device("c-trouble", paper="paper_out"))
    assert list(found) == ["c-trouble", "b-gone", "a-well"]
    assert found["c-trouble"] == [("Kertas habis", "08:53")]
    assert found["b-gone"] == [("Tidak tersambung ke server", "")]


def test_names_with_numbers_stand_in_the_order_of_their_numbers() -> None:
    names = ["2", "counter", "counter-2", "counter-2b", "counter-10", "kiosk-1"]
    assert list(rows(*map(device, reversed(names)))) == names


def test_each_trouble_of_a_device_is_a_line_and_what_is_well_is_none() -> None:
    (lines,) = rows(device("one", paper="near_end", scanner="timed_out", keypad="ok"), language="en").values()
    assert lines == [("Paper nearly out", "08:53"), ("Scanner does not answer", "08:53")]


def test_since_yesterday_names_the_day() -> None:
    (lines,) = rows(gone("one", since=NINE - timedelta(days=1))).values()
    assert lines == [("Tidak tersambung ke server", "2026-03-01 09:00")]


@pytest.mark.parametrize(
    ("states", "text"),
    [
        ({"paper": "ok", "scanner": "ok"}, "Baik (printer, pemindai)"),
        ({"paper": "no_printer"}, "Baik (tanpa printer)"),
        ({"paper": "unknown"}, "Baik (printer)"),
        ({"sound": "silent"}, "Baik (suara)"),
        ({"sign": ""}, "Baik"),
    ],
)
def test_what_nobody_has_to_look_at_is_well(states: dict[str, str], text: str) -> None:
    (lines,) = rows(device("one", **states)).values()
    assert [line for line, _ in lines] == [text]


@pytest.mark.parametrize("topic", TOPICS)
@pytest.mark.parametrize(
    "code", ["unreachable", "disconnected", "silent", "timed_out", "no_answer", "closed", "failed"]
)
def test_every_code_of_a_line_has_words_in_both_languages(topic: str, code: str) -> None:
    indonesian, english = state_text(topic, code, "id"), state_text(topic, code, "en")
    assert indonesian != english
    assert code not in indonesian
    assert "{" not in indonesian + english


@pytest.mark.parametrize("code", ["paper_out", "near_end", "cover_open", "cutter_error", "failed", "offline"])
def test_every_state_of_a_printer_has_words_in_both_languages(code: str) -> None:
    assert len({code, state_text("paper", code, "id"), state_text("paper", code, "en")}) == 3
    assert ":" not in state_text("paper", code, "id")


def test_of_several_signs_those_that_do_not_answer_are_named() -> None:
    assert state_text("sign", "silent 8, 14", "id") == "Papan LED tidak menjawab (8, 14)"
    assert rows(device("one", sign="silent 8"))["one"][0][0] == "Papan LED tidak menjawab (8)"


def test_a_state_of_a_later_version_is_told_by_its_code() -> None:
    assert state_text("sign", "half_dark", "en") == "LED sign: half dark"
    assert rows(device("one", camera="broken"), language="en")["one"][0][0] == "Camera: broken"


@pytest.mark.parametrize("language", ["id", "en"])
def test_eighty_columns_hold_every_line_whole(
    language: Language, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("server.floor.table.PIPE_COLUMNS", TERMINAL_COLUMNS)
    counter = device("counter-10", "counter", "disnaker-pmptsp", keypad="disconnected", sign="silent")
    devices = (counter, device("kiosk-1", paper="offline"), gone("k" * 40, since=NINE))
    show_devices(told(FloorDevices(now=NINE, timezone="Asia/Jakarta", devices=devices), language), language)
    lines = capsys.readouterr().out.splitlines()
    assert max(map(len, lines)) <= TERMINAL_COLUMNS
    for topic, code in (("paper", "offline"), ("keypad", "disconnected"), ("sign", "silent")):
        assert [line for line in lines if line.startswith(f"  {state_text(topic, code, language)}, ")]


@BRIEFLY
@given(
    states=st.dictionaries(st.text(max_size=8), st.text(max_size=40), max_size=4),
    role=st.sampled_from(get_args(Role)),
    language=st.sampled_from(get_args(Language)),
)
def test_whatever_a_device_says_of_itself_does_nothing_to_the_terminal(
    states: dict[str, str], role: Role, language: Language
) -> None:
    one = DeviceHealth(name=DeviceId("one"), role=role, place="", connected=True, report=states, since={})
    known = FloorDevices(now=NINE, timezone="Asia/Jakarta", devices=(one,))
    (row,) = told(known, language).rows
    assert row.lines
    assert all(sign.isprintable() for sign in row.version)
    for line in row.lines:
        assert all(sign.isprintable() for sign in line.text)
