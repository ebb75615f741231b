from __future__ import annotations

import json
import os
import queue
import socket
import subprocess
import sys
import termios

import pytest
from typer.testing import CliRunner, Result

from hardware import __main__ as command
from hardware import probe, trial
from hardware.attached import Found, LookError
from hardware.fake import MemoryPort
from hardware.keypad import Presses
from hardware.profiles import PROFILES
from hardware.sample import sample
from hardware.trial import Bench, Step, try_listening, try_printer, try_sign
from hardware.virtual.keypad import VirtualKeypad
from hardware.virtual.line import PtyLine, serve_pty, serve_tcp
from hardware.virtual.printer import VirtualPrinter
from hardware.virtual.scanner import VirtualScanner
from hardware.virtual.sign import VirtualSigns
from hardware.virtual.usb import UsbLine, VirtualBus

QUICK = 0.02
SOON_S = 10.0
AT = "2026-11-23 07:30"


@pytest.fixture(autouse=True)
def _nobody_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """No person has to see the sign, and what does not answer soon does not answer here."""
    monkeypatch.setattr(trial, "SHOW_S", 0.0)
    monkeypatch.setattr(probe, "ANSWER_S", 0.3)


def run(*words: str) -> Result:
    return CliRunner().invoke(command.cli, list(words), env={"COLUMNS": "80"})


def as_json(result: Result) -> dict:
    value = json.loads(result.stdout)
    assert result.stdout.count("\n") == 1
    return value


@pytest.fixture
def printer() -> VirtualPrinter:
    return VirtualPrinter()


def test_a_good_printer_prints_one_test_slip_and_is_said_to_be_well(printer: VirtualPrinter):
    with serve_tcp(printer) as line:
        result = run("test", line.url)
    assert result.exit_code == 0
    assert "BAIK: " in result.stdout
    assert line.url.removeprefix("tcp://") in result.stdout
    assert "status=turn" in result.stdout
    assert f'printer = "{line.url}"' in result.stdout
    assert len(printer.slips) == 1


def test_the_verdict_is_one_json_value_and_nothing_else(printer: VirtualPrinter):
    printer.set_state(paper="out")
    with serve_tcp(printer) as line:
        result = run("test", line.url, "--json")
    verdict = as_json(result)
    assert result.exit_code == 1
    assert (verdict["end"], verdict["code"], verdict["kind"]) == ("trouble", "paper_out", "printer")
    assert verdict["what"]["id"].startswith("Kertas habis")
    assert verdict["what"]["en"].startswith("Out of paper")
    assert printer.slips == ()


@pytest.mark.parametrize(
    ("state", "code"),
    [
        ({"cover_open": True}, "cover_open"),
        ({"cutter_error": True}, "cutter_error"),
        ({"online": False}, "offline"),
        ({"answering": False}, "silent"),
    ],
)
def test_trouble_of_a_printer_is_named(printer: VirtualPrinter, state: dict, code: str):
    printer.set_state(**state)
    with serve_tcp(printer) as line:
        verdict = try_printer(line.url, PROFILES["80mm"], bench(pace=0.2), at=AT)
    assert (verdict.end, verdict.code) == ("trouble", code)
    assert printer.slips == ()


def test_a_printer_that_cannot_answer_prints_and_a_person_has_to_look():
    slips: queue.Queue[bytes] = queue.Queue()
    printer = VirtualPrinter(on_slip=slips.put)
    printer.set_state(answering=False)
    with serve_tcp(printer) as line:
        result = run("test", f"{line.url}?status=no", "--language", "en")
        slips.get(timeout=SOON_S)
    assert result.exit_code == 0
    assert "LOOK YOURSELF: " in result.stdout
    assert slips.empty()


def test_a_printer_that_answers_more_than_its_address_says_gets_a_better_address(printer: VirtualPrinter):
    with serve_tcp(printer) as line:
        verdict = as_json(run("test", f"{line.url}?status=no", "--json"))
    assert (verdict["end"], verdict["code"], verdict["better"]) == ("well", "more_answer", line.url)


class OnlyAtOnce(VirtualPrinter):
    """Knows DLE EOT and not GS r."""

    def feed(self, data: bytes) -> bytes:
        return bytes(byte for byte in super().feed(data) if byte & 0x90)


def test_a_printer_that_answers_only_at_once_gets_the_address_that_says_so():
    printer = OnlyAtOnce()
    with serve_tcp(printer) as line:
        verdict = try_printer(line.url, PROFILES["80mm"], bench(pace=0.2), at=AT)
    assert (verdict.end, verdict.code) == ("trouble", "less_answer")
    assert verdict.better == f"{line.url}?status=now"
    assert verdict.better in verdict.do.id
    assert len(printer.slips) == 1


@pytest.mark.parametrize(
    ("state", "cause"),
    [("forbidden", "no_permission"), ("held", "busy"), ("unplugged", "not_there"), ("", "")],
)
def test_a_usb_printer_that_cannot_be_opened_is_told_with_the_cause(
    printer: VirtualPrinter, state: str, cause: str, monkeypatch: pytest.MonkeyPatch
):
    line = UsbLine(printer)
    monkeypatch.setattr("libusb_package.get_libusb1_backend", lambda: VirtualBus(line))
    match state:
        case "forbidden":
            line.forbidden = True
        case "held":
            line.held = True
        case "unplugged":
            line.unplug()
    result = run("test", line.url, "--json")
    assert as_json(result)["cause"] == cause
    assert (result.exit_code == 0) == (cause == "") == bool(printer.slips)


class AtBaud(VirtualPrinter):
    """Answers at one baud rate and makes nonsense of the others, as a real one does."""

    def __init__(self, speed: int, *, nonsense: bytes = b"") -> None:
        super().__init__()
        self.line: PtyLine | None = None
        self._speed = speed
        self._nonsense = nonsense

    def feed(self, data: bytes) -> bytes:
        assert self.line is not None
        terminal = os.open(self.line.path, os.O_RDWR | os.O_NOCTTY)
        try:
            speed = termios.tcgetattr(terminal)[4]
        finally:
            os.close(terminal)
        return super().feed(data) if speed == self._speed else self._nonsense


def test_the_baud_rate_of_a_silent_serial_printer_is_found_and_its_address_told():
    printer = AtBaud(termios.B19200)
    with serve_pty(printer) as printer.line:
        result = run("test", f"serial://{printer.line.path}?baud=9600")
        better = f"serial://{printer.line.path}?baud=19200"
    assert result.exit_code == 1
    assert "19200" in result.stdout
    assert better in result.stdout
    assert len(printer.slips) == 1


def test_nonsense_at_every_baud_rate_is_told_as_nonsense():
    printer = AtBaud(termios.B0, nonsense=b"\xf8\x1e\x80")
    steps: list[Step] = []
    with serve_pty(printer) as printer.line:
        verdict = try_printer(printer.line.url, PROFILES["80mm"], bench(steps=steps), at=AT)
    assert (verdict.end, verdict.code) == ("trouble", "garbled")
    assert sum("baud" in step.text.en for step in steps) == 8
    assert printer.slips == ()


def test_the_baud_rate_is_looked_for_on_demand_where_no_answer_is_due():
    printer = AtBaud(termios.B38400)
    with serve_pty(printer) as printer.line:
        url = f"serial://{printer.line.path}?status=no"
        assert try_printer(url, PROFILES["58mm"], bench(), at=AT).end == "look"
        verdict = try_printer(url, PROFILES["58mm"], bench(pace=0.3), at=AT, find_baud=True)
    assert (verdict.code, verdict.better) == ("wrong_baud", f"serial://{printer.line.path}?baud=38400")


def test_a_serial_port_another_program_holds_is_told_with_the_program(printer: VirtualPrinter):
    with serve_pty(printer) as line:
        holding = "import serial, sys; port = serial.Serial(sys.argv[1], exclusive=True); print(1); input()"
        other = subprocess.Popen(
            [sys.executable, "-uc", holding, str(line.path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        with other:
            assert other.stdout is not None
            assert other.stdout.readline() == "1\n"
            verdict = as_json(run("test", line.url, "--json"))
            other.communicate("\n")
    assert (verdict["code"], verdict["cause"]) == ("unreachable", "busy")
    assert f"(pid {other.pid})" in verdict["what"]["id"]


@pytest.mark.parametrize(
    ("url", "cause"),
    [
        ("serial:///dev/no-such-port", "not_there"),
        ("file:///dev", "not_a_device"),
        ("cups://kiosk", "no_program"),
    ],
)
def test_a_device_that_is_not_there_is_told_with_its_cause(
    url: str, cause: str, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("PATH", "")
    result = run("test", url, "--json")
    assert result.exit_code == 1
    assert as_json(result)["cause"] == cause


def test_a_port_nobody_listens_at_is_told_as_refused():
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    result = run("test", f"tcp://127.0.0.1:{port}", "--language", "en")
    assert result.exit_code == 1
    assert f"127.0.0.1 is on but refuses port {port}" in " ".join(result.stdout.split())


@pytest.mark.parametrize(
    "words",
    [["192.168.1.50"], ["tcp://x?status=maybe"], ["usb://1:2"], ["file:///dev/lp0", "--as", "keypad"]],
)
def test_an_address_that_cannot_be_used_is_wrong_use(words: list[str]):
    result = run("test", *words)
    assert result.exit_code == 2
    assert words[0] in result.stdout


@pytest.mark.parametrize(
    "words", [["--paper", "44mm"], ["--address", "100"], ["--as", "toaster"], ["--for", "0"]]
)
def test_an_option_that_cannot_be_is_wrong_use(words: list[str]):
    assert run("test", "virtual:", *words).exit_code == 2


def test_a_sign_is_told_its_address_blinking_and_idle_and_its_acknowledgements_are_counted():
    seen: list[tuple[int, str, str]] = []
    signs = VirtualSigns([3, 4], on_change=lambda address, face: seen.append((address, face.text, face.mode)))
    with serve_tcp(signs) as line:
        result = run("test", line.url, "--as", "sign", "--address", "3")
    assert result.exit_code == 0
    assert "3 dari 3" in result.stdout
    assert seen == [(3, "03", "steady"), (3, "03", "blinking"), (3, "03", "idle")]


@pytest.mark.parametrize(
    ("query", "end", "code"), [("", "trouble", "unacknowledged"), ("?status=no", "look", "no_answer")]
)
def test_a_mute_sign_is_trouble_unless_its_address_says_so(query: str, end: str, code: str):
    signs = VirtualSigns([3])
    signs.set_health(3, "mute")
    verdict = try_sign(f"tcp://10.0.0.8:4001{query}", 3, bench(opener=lambda url: signs.port()))
    assert (verdict.end, verdict.code) == (end, code)
    assert signs.faces[3].mode == "idle"


def test_keys_are_told_as_they_come():
    keypad = VirtualKeypad(7)
    steps: list[Step] = []
    port = keypad.port()
    for key in "CX4":
        keypad.press(key)
    verdict = try_listening(
        "keypad",
        "serial:///dev/ttyUSB0",
        Presses(),
        bench(steps=steps, opener=lambda url: port),
        for_s=30,
        count=3,
        words=command.press_text,
    )
    assert (verdict.end, verdict.heard) == ("well", ("07 C", "07 X", "07 4"))
    assert [step.text.id for step in steps[1:]] == ["07 C", "07 X", "07 4"]


@pytest.mark.parametrize(("said", "code"), [(b"", "unheard"), (b"\xf8\x80\x13", "garbled")])
def test_a_keypad_that_nobody_hears_or_understands_is_trouble(said: bytes, code: str):
    port = MemoryPort(lambda data: said)
    port.write(b"?")
    verdict = try_listening(
        "keypad",
        "serial:///dev/ttyUSB0",
        Presses(),
        bench(opener=lambda url: port),
        for_s=0.01,
        count=0,
        words=command.press_text,
    )
    assert (verdict.end, verdict.code) == ("trouble", code)


def test_the_list_says_what_was_found_what_was_not_and_what_to_do(monkeypatch: pytest.MonkeyPatch):
    held = Found(
        source="serial",
        name="USB Serial",
        url="serial:///dev/ttyUSB0",
        code="unreachable",
        cause="no_permission",
        group="dialout",
    )
    monkeypatch.setattr(command, "everywhere", lambda wait_s: {"usb": no_library, "serial": lambda: [held]})
    result = run("list")
    assert result.exit_code == 0
    lines = [line.strip() for line in result.stdout.splitlines()]
    assert "serial:///dev/ttyUSB0" in lines
    assert "sudo usermod -aG dialout $USER" in result.stdout
    assert "libusb" in result.stdout
    found = as_json(run("list", "--json"))
    assert found["found"][0]["url"] == "serial:///dev/ttyUSB0"
    assert found["missed"][0]["source"] == "usb"


def no_library() -> list[Found]:
    raise LookError("no_program", "libusb cannot be loaded")


@pytest.mark.parametrize(("language", "word"), [("id", "Kabel: "), ("en", "Cable: ")])
def test_where_nothing_is_found_the_list_says_what_to_look_at(
    monkeypatch: pytest.MonkeyPatch, language: str, word: str
):
    monkeypatch.setattr(command, "everywhere", lambda wait_s: {"usb": list, "serial": list})
    result = run("list", "--language", language)
    assert result.exit_code == 0
    assert word in result.stdout


@pytest.mark.parametrize("paper", sorted(PROFILES))
def test_the_rulers_of_the_test_slip_fill_the_paper(paper: str):
    profile = PROFILES[paper]
    texts = [getattr(part, "text", "") for part in sample("virtual:", profile, at=AT).parts]
    rulers = [text for text in texts if text.startswith("12345")]
    assert [len(ruler) for ruler in rulers] == [profile.columns, profile.columns_small]


@pytest.mark.slow
def test_the_command_works_as_a_program_over_tcp_and_over_a_serial_line(printer: VirtualPrinter):
    program = [sys.executable, "-m", "hardware", "test"]
    scanner = VirtualScanner()
    with serve_tcp(printer) as line:
        done = subprocess.run([*program, line.url], capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")
    assert len(printer.slips) == 1
    with serve_pty(scanner) as line:
        reading = subprocess.Popen(
            [*program, line.url, "--as", "scanner", "--count", "1"], stdout=subprocess.PIPE, text=True
        )
        with reading:
            assert reading.stdout is not None
            assert "Pindai" in reading.stdout.readline()
            scanner.scan("MPP-7K39")
            rest = reading.stdout.read()
    assert reading.returncode == 0
    assert "MPP-7K39" in rest
    assert "BAIK: " in rest


def bench(*, steps: list[Step] | None = None, pace: float = QUICK, opener=None) -> Bench:
    return Bench(tell=[].append if steps is None else steps.append, pace=pace, opener=opener)
