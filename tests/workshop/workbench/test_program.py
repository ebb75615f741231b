"""The workbench as a program: what it says first, and how it answers lines."""

from __future__ import annotations

import json

import pytest

from tests.workshop.workbench.conftest import MakeBench
from workshop.workbench.program import LINE_BYTES_MAX, Teller, obey, orders_in


def test_an_order_is_answered_under_its_number(make_bench: MakeBench):
    bench = make_bench("printer")
    answer, last = obey(
        bench, b'{"id": 1, "order": "fail", "device": "printer", "fault": "paper_out", "after_bytes": 0}'
    )
    assert (answer, last) == ({"id": 1, "ok": True}, False)
    answer, _ = obey(bench, b'{"id": 2, "order": "state"}')
    assert answer["state"] == {
        "printer": {
            "url": bench.urls["printer"],
            "faults": ["paper_out"],
            "paper": "out",
            "trouble": "paper_out",
            "slips": 0,
            "torn": 0,
        }
    }
    assert obey(bench, b'{"id": 3, "order": "quit"}') == ({"id": 3, "ok": True}, True)


@pytest.mark.parametrize(
    ("line", "number", "said"),
    [
        (b'{"id": 4, "order": "press", "keys": ["C"]}', 4, "there is no one device 'keypad'"),
        (b'{"id": 5, "order": "press", "keys": ["Q"]}', 5, "Invalid enum value 'Q'"),
        (b'{"id": 6, "order": "dance"}', 6, "Invalid value 'dance'"),
        (b'{"id": 7, "order": "fail", "device": "printer", "fault": "hold", "after_bytes": -1}', 7, ">= 0"),
        (b"{", None, "truncated"),
        (b"\xff", None, ""),
    ],
)
def test_what_is_no_order_is_refused_with_its_number_where_it_has_one(
    make_bench: MakeBench, line: bytes, number: object, said: str
):
    answer, last = obey(make_bench("printer"), line)
    assert (answer["id"], answer["ok"], last) == (number, False, False)
    assert said in str(answer["error"])


def test_orders_are_taken_in_any_pieces_and_one_without_an_end_is_refused_and_costs_no_memory(
    make_bench: MakeBench,
):
    bench = make_bench("printer")
    order = b'{"id": 1, "order": "state"}'
    endless = [b'{"id": 2, "device": "' + b"x" * LINE_BYTES_MAX] * 3
    pieces = iter([order[:9], order[9:] + b"\r\n \n" + order + b"\n", *endless, b'"}\n', order, b""])
    lines = list(orders_in(lambda: next(pieces)))
    assert [obey(bench, line)[0]["ok"] for line in lines] == [True, True, False, True]
    assert max(map(len, lines)) < 2.1 * LINE_BYTES_MAX


def test_the_addresses_are_the_first_line_and_what_was_told_before_follows(capfd: pytest.CaptureFixture[str]):
    teller = Teller(on=True)
    teller.tell("face", address=8)
    teller.begin('{"devices": {}}')
    teller.answer({"id": 1, "ok": True})
    first, event, answer = map(json.loads, capfd.readouterr().out.splitlines())
    assert first == {"devices": {}}
    assert (event["event"], event["address"]) == ("face", 8)
    assert answer["ok"]
    assert event["t"] <= answer["t"]


def test_where_nobody_drives_the_bench_it_tells_nothing_unasked(capfd: pytest.CaptureFixture[str]):
    teller = Teller(on=False)
    teller.begin("printer  tcp://127.0.0.1:9100")
    teller.tell("sheet", number=1)
    assert capfd.readouterr().out == "printer  tcp://127.0.0.1:9100\n"
