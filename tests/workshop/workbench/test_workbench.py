"""The devices on the bench: found at their addresses, failing and mended as they are told."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from PIL import Image
from pytestqt.qtbot import QtBot

from hardware.errors import Unreachable
from hardware.escpos import encode
from hardware.keypad import KeyPress
from hardware.keypad import encode as pressed
from hardware.port import open_port
from hardware.profiles import PROFILES
from hardware.receipt import Code, Line, Receipt
from hardware.sign_line import SignLine
from hardware.signboard import Face
from tests.conftest import ExpectLog
from tests.workshop.workbench.conftest import EVENT_S_MAX, Heard, MakeBench, read
from workshop.workbench import orders
from workshop.workbench.devices import BenchPrinter, WorkbenchError
from workshop.workbench.gremlin import Gremlin
from workshop.workbench.program import wanted_of
from workshop.workbench.workbench import KINDS, Tell, Workbench

CODE = "http://antrean.example/t/3f9KqTz2Vb8mWc1L"
LINES = pytest.mark.parametrize(
    "line", ["tcp", pytest.param("pty", marks=pytest.mark.skipif(sys.platform == "win32", reason="no pty"))]
)


def slip_of(text: str, *, code: str = "") -> bytes:
    parts = (Line(text), Code(code)) if code else (Line(text),)
    return encode(Receipt(parts=parts), PROFILES["80mm"])


def printer_of(bench: Workbench) -> BenchPrinter:
    piece = bench.pieces["printer"]
    assert isinstance(piece, BenchPrinter)
    return piece


def faults_of(bench: Workbench, name: str) -> set[str]:
    return {fault for fault, on in bench.pieces[name].faults.items() if on}


def test_without_words_the_bench_has_one_of_each_kind_each_at_an_address_of_its_own(make_bench: MakeBench):
    bench = make_bench(counters=(8, 14))
    assert list(bench.urls) == ["printer", "keypad-8", "keypad-14", "sign", "scanner"]
    assert len(set(bench.urls.values())) == len(bench.urls)


def test_addresses_follow_each_other_from_the_port_that_was_asked_for(make_bench: MakeBench):
    (free,) = make_bench("printer").urls.values()
    port = int(free.rpartition(":")[2])
    with pytest.raises(OSError, match=r".+"):
        make_bench("scanner", port=port)


@LINES
def test_keys_pressed_on_the_bench_reach_who_listens(make_bench: MakeBench, line: str):
    bench = make_bench(f"keypad:{line}", counters=(8,))
    frames = b"".join(pressed(KeyPress(address=8, key=key)) for key in ("C", "4"))
    got = read(bench.urls["keypad-8"], lambda: bench.do(orders.Press(keys=("C", "4"))), len(frames))
    assert got == frames


def test_a_keypad_is_named_by_its_counter_where_there_are_two(make_bench: MakeBench):
    bench = make_bench("keypad", counters=(8, 14))
    with pytest.raises(WorkbenchError, match="keypad-8, keypad-14"):
        bench.do(orders.Press(keys=("C",)))
    bench.do(orders.Press(device="keypad-14", keys=("C",)))
    assert bench.state()["keypad-14"]["said"] == "C"


def test_a_sign_shows_what_a_line_tells_it_and_the_bench_says_so(
    make_bench: MakeBench, heard: Heard, qtbot: QtBot
):
    bench = make_bench("sign", counters=(8, 14))
    line = SignLine(bench.urls["sign"])
    line.show(8, Face(text="A-017", mode="blinking"))
    qtbot.waitUntil(lambda: bool(heard))
    line.close()
    assert bench.state()["sign"]["faces"] == {
        "8": {"text": "A-017", "mode": "blinking"},
        "14": {"text": "", "mode": "idle"},
    }
    assert ("face", {"address": 8, "text": "A-017", "mode": "blinking"}) in heard


def test_a_slip_falls_into_the_folder_as_bytes_and_as_it_looks_and_its_code_can_be_scanned(
    make_bench: MakeBench, tmp_path: Path, heard: Heard
):
    out = tmp_path / "not" / "there" / "yet"
    bench = make_bench("printer", "scanner", out=out)
    printer_of(bench).device.feed(slip_of("A-001", code=CODE))
    expected = CODE.encode() + b"\r"

    def scan() -> None:
        assert bench.do(orders.Scan()) == {"text": CODE}

    assert read(bench.urls["scanner"], scan, len(expected)) == expected
    assert heard[-1] == ("sheet", {"number": 1, "torn": False})
    assert b"A-001" in (out / "001.bin").read_bytes()
    with Image.open(out / "001.png") as picture:
        assert sum(picture.convert("L").histogram()[:64]) > 0


def test_a_folder_that_cannot_be_made_is_refused_by_its_name(make_bench: MakeBench, tmp_path: Path):
    (tmp_path / "file").touch()
    with pytest.raises(WorkbenchError, match=r"--out: .*file"):
        make_bench("printer", out=tmp_path / "file")


def test_half_a_slip_is_no_slip_and_says_so(make_bench: MakeBench, tmp_path: Path, heard: Heard):
    bench = make_bench("printer", "scanner", out=tmp_path)
    bench.do(orders.Fail(device="printer", fault="paper_out", after_bytes=60))
    printer_of(bench).device.feed(slip_of("A-001", code=CODE))
    assert faults_of(bench, "printer") == {"paper_out"}
    assert bench.state()["printer"]["trouble"] == "paper_out"
    bench.do(orders.Repair(device="printer", fault="paper_out"))
    with pytest.raises(WorkbenchError, match="no slip is in the tray"):
        bench.do(orders.Scan(device="scanner"))
    assert {fields["torn"] for event, fields in heard if event == "sheet"} == {True}
    assert {file.name for file in tmp_path.glob("*.png")} == {"001-torn.png", "002-torn.png"}


def test_a_picture_that_cannot_be_kept_is_said_so(
    make_bench: MakeBench, tmp_path: Path, expect_log: ExpectLog
):
    expect_log("a slip could not be drawn")
    bench = make_bench("printer", out=tmp_path)
    (tmp_path / "001.png").mkdir()
    printer_of(bench).device.feed(slip_of("A-001"))
    bench.close()
    assert (tmp_path / "001.bin").stat().st_size > 0


@pytest.mark.parametrize("fault", [*(set(orders.PRINTER_FAULTS) - {"reset", "drop_bytes"})])
def test_every_fault_of_a_printer_is_on_until_it_alone_is_mended(
    make_bench: MakeBench, fault: orders.PrinterFault
):
    bench = make_bench("printer")
    other: orders.PrinterFault = "hold" if fault != "hold" else "cover_open"
    for each in (fault, other):
        bench.do(orders.Fail(device="printer", fault=each))
    assert faults_of(bench, "printer") == {fault, other}
    bench.do(orders.Repair(device="printer", fault=fault))
    assert faults_of(bench, "printer") == {other}
    bench.do(orders.Repair(device="printer"))
    assert faults_of(bench, "printer") == set()


@pytest.mark.parametrize("fault", ["reset", "drop_bytes"])
def test_what_happens_in_a_moment_is_no_fault_afterwards(make_bench: MakeBench, fault: orders.PrinterFault):
    bench = make_bench("printer")
    bench.do(orders.Fail(device="printer", fault=fault))
    bench.do(orders.Repair(device="printer", fault=fault))
    assert faults_of(bench, "printer") == set()


@pytest.mark.parametrize("name", ["keypad-8", "sign", "scanner"])
def test_a_cable_that_is_out_leads_nowhere_until_it_is_in_again(
    make_bench: MakeBench, name: str, qtbot: QtBot
):
    def reachable() -> bool:
        try:
            open_port(bench.urls[name]).close()
        except Unreachable:
            return False
        return True

    bench = make_bench("keypad", "sign", "scanner")
    bench.do(orders.Fail(device=name, fault="cable"))
    assert faults_of(bench, name) == {"cable"}
    qtbot.waitUntil(lambda: not reachable())
    bench.do(orders.Repair(device=name, fault="cable"))
    assert faults_of(bench, name) == set()
    qtbot.waitUntil(reachable)


def test_one_sign_of_several_can_be_mute_or_dead(make_bench: MakeBench):
    bench = make_bench("sign", counters=(8, 14))
    bench.do(orders.Fail(device="sign", fault="mute", address=8))
    bench.do(orders.Fail(device="sign", fault="dead", address=14))
    assert faults_of(bench, "sign") == {"mute", "dead"}
    bench.do(orders.Repair(device="sign", fault="mute"))
    assert faults_of(bench, "sign") == {"dead"}


@pytest.mark.parametrize(
    ("order", "said"),
    [
        (orders.Fail(device="keypad", fault="paper_out"), "no fault 'paper_out'"),
        (orders.Fail(device="sign", fault="hold"), "no fault 'hold'"),
        (orders.Fail(device="printer", fault="mute"), "no fault 'mute'"),
        (orders.Fail(device="sign", fault="mute", address=9), "no sign 9"),
        (orders.Fail(device="sign", fault="mute", back_s=5), "leave after_bytes and back_s out"),
        (orders.Fail(device="sign", fault="dead", after_bytes=5), "leave after_bytes and back_s out"),
        (orders.Fail(device="sign", fault="cable", address=8), "leave address out"),
        (orders.Fail(device="printer", fault="paper_out", address=8), "leave address out"),
        (orders.Fail(device="scanner", fault="cable", after_bytes=5), "only a printer counts bytes"),
        (orders.Fail(device="printer", fault="cover_open", back_s=5), "by itself"),
        (orders.Fail(device="printer", fault="offline", after_bytes=5), "at once"),
        (orders.Repair(device="scanner", fault="dead"), "no fault 'dead'"),
        (orders.Press(device="scanner", keys=("C",)), "has no keys"),
        (orders.Scan(device="keypad", text="x"), "scans nothing"),
        (orders.Noise(device="printer"), "says nothing by itself"),
        (orders.Tear(device="sign"), "has no paper"),
        (orders.Scan(), "no slip is in the tray"),
        (orders.Scan(sheet=3), "no such sheet"),
        (orders.Press(device="toaster", keys=("C",)), "printer, keypad-8, sign, scanner"),
    ],
)
def test_what_makes_no_sense_is_said_so(make_bench: MakeBench, order: orders.Order, said: str):
    with pytest.raises(WorkbenchError, match=said):
        make_bench().do(order)


def test_a_slip_without_a_code_cannot_be_scanned(make_bench: MakeBench):
    bench = make_bench("printer", "scanner")
    printer_of(bench).device.feed(slip_of("A-001"))
    with pytest.raises(WorkbenchError, match="no code on that sheet"):
        bench.do(orders.Scan())


def test_noise_is_as_many_bytes_as_were_asked_for(make_bench: MakeBench):
    bench = make_bench("keypad")
    got = read(bench.urls["keypad-8"], lambda: bench.do(orders.Noise(device="keypad", bytes=99)), 99)
    assert len(got) == 99


def test_by_seed_things_break_and_are_mended_in_the_same_order(
    make_bench: MakeBench, heard: Heard, tell: Tell
):
    told: list[Heard] = []
    for _ in range(2):
        bench = make_bench()
        gremlin = Gremlin(bench, 7, tell)
        heard.clear()
        for _ in range(40):
            gremlin.step()
        told.append([each for each in heard if each[0] in ("fault", "repaired")])
        assert all(not any(piece.faults.values()) for piece in bench.pieces.values())
        bench.close()
    assert told[0] == told[1]
    assert [event for event, _ in told[0]] == ["fault", "repaired"] * 20
    assert len({fields["device"] for _, fields in told[0]}) > 2


def test_mischief_runs_by_itself_until_it_is_closed(
    make_bench: MakeBench, heard: Heard, tell: Tell, qtbot: QtBot
):
    bench = make_bench("keypad")
    gremlin = Gremlin(bench, 1, tell, pace=0.001)
    gremlin.start()
    twice = ["fault", "repaired"]
    qtbot.waitUntil(lambda: [event for event, _ in heard[:2]] == twice, timeout=int(1000 * EVENT_S_MAX))
    gremlin.close()


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        ([], dict.fromkeys(KINDS, "tcp")),
        (["printer"], {"printer": "tcp"}),
        (["scanner:pty", "printer:tcp"], {"scanner": "pty", "printer": "tcp"}),
    ],
)
def test_words_name_devices_and_how_they_are_reached(words: list[str], lines: dict[str, str]):
    assert {each.kind: each.line for each in wanted_of(words)} == lines
    assert {each.line for each in wanted_of(["printer", "sign:tcp"], pty=True)} == {"pty", "tcp"}


@pytest.mark.parametrize("words", [["toaster"], ["printer:usb"], ["printer", "printer:pty"], [""]])
def test_words_that_name_nothing_are_refused(words: list[str]):
    with pytest.raises(WorkbenchError, match=r".+"):
        wanted_of(words)
