"""Nonsense for printers, seeded: `python -m tests.hardware.fuzz --count 1000000 --seed 1 [--json]`.

Three figures: so many sequences of status bytes, through the reader and through a printer's whole talk; a
tenth as many hostile texts, each in every part of a slip; and a fault at every byte of a slip. The tests take
a seeded part of each; what a whole run found is kept in docs/hardware-proof.md.
"""

from __future__ import annotations

import argparse
import json
import platform
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from unittest.mock import patch

from hardware import escpos
from hardware.address import Answers
from hardware.codepage import best_page, transliterate
from hardware.dialogue import ANSWER_S, CAUSE_ANSWER_S
from hardware.errors import Disconnected, TimedOut, Unreachable
from hardware.port import ClosesItself, Port
from hardware.printer import PRINT_S_MAX, Away, NotPrinted, Printed, Printer, Unknown
from hardware.profiles import PROFILES, Profile
from hardware.receipt import BREAKS, CODE_BYTES_MAX, Bullet, Code, Line, Pair, Receipt, Rule, clean
from hardware.status import Automatic, Said, StatusReader, automatic_of, is_answer, is_ordered_answer
from hardware.stream import Stream
from hardware.virtual import faults
from hardware.virtual.printer import VirtualPrinter

WIDE, EPSON = PROFILES["80mm"], PROFILES["80mm-epson"]
TICKET = Receipt(
    parts=(
        Line("A-017", size="huge", align="center"),
        Rule(),
        Line("Zona Utara, Loket 4-7", size="large"),
        Code("http://mall.example/t/3f9K"),
        Line("Sekitar 12 orang di depan Anda"),
    )
)
NEXT = Receipt(parts=(Line("B-999", size="huge", align="center"), Line("Zona")))
LOOK_S_MAX = 2 * ANSWER_S + 2 * CAUSE_ANSWER_S
SEQUENCE_BYTES_MAX = 64
FLOOD_BYTES_MAX = 256 * 1024  # of one talk; after that the printer is quiet
BYTE_S = 10 / 230_400  # of the fastest serial line
SLACK_S = 0.5  # for the bytes that were on their way when a limit was reached
pieces = lru_cache(escpos.pieces)
"""The same slip a million times need not be made each time."""


class Broken(AssertionError):
    """A promise that did not hold, with the seed that shows it."""


def need(holds: bool, promise: str, *facts: object) -> None:
    if not holds:
        raise Broken(f"{promise}: {', '.join(map(repr, facts))}")


# Status bytes

_KINDS = ("any", "meaningful", "obedient", "flood", "silent")
_MEANINGFUL = bytes(
    [0x12, 0x1A, 0x16, 0x32, 0x52, 0x72, 0x1E, 0x10, 0x18, 0x30, 0x00, 0x03, 0x0C, 0x0F, 0x11, 0x13, 0x90]
)


@dataclass
class Time:
    """Seconds of a talk that is not waited for."""

    now: float = 0.0

    def __call__(self) -> float:
        return self.now


@dataclass
class FuzzPort(ClosesItself):
    """A line to a printer that says what `chance` wants. It counts the time that is asked of it."""

    chance: random.Random
    kind: str
    time: Time
    answers: Answers = "turn"
    breaks: float = 0.0
    given: Counter[str] = field(default_factory=Counter[str])
    _said: bytearray = field(default_factory=bytearray)

    def write(self, data: bytes) -> None:
        if self.chance.random() < self.breaks:
            error = self.chance.choice((Disconnected, TimedOut))
            raise error("fuzz", written=self.chance.randint(0, len(data)))
        self.time.now += len(data) * BYTE_S
        if self.kind == "obedient":
            for start in (i for i, byte in enumerate(data) if byte in (0x10, 0x1D)):
                match data[start : start + 3]:
                    case b"\x10\x04\x01" | b"\x10\x04\x02" | b"\x10\x04\x03" | b"\x10\x04\x04":
                        self._say(b"\x12")
                    case b"\x1dr\x01":
                        self._say(b"\x00")
                    case _:
                        pass

    def _say(self, answer: bytes) -> None:
        match self.chance.randrange(40):
            case 0:
                pass
            case 1:
                self._said += answer + answer
            case 2:
                self._said += self.chance.randbytes(self.chance.randint(1, 5)) + answer
            case 3:
                self._said += bytes([self.chance.choice(_MEANINGFUL)])
            case _:
                self._said += answer

    def read(self, size_max: int, timeout_s: float) -> bytes:
        need(timeout_s >= 0, "a wait is never negative", timeout_s)
        if self.chance.random() < self.breaks:
            raise Disconnected("fuzz")
        data = self._next(size_max)
        self.given["bytes"] += len(data)
        self.given["answers"] += sum(map(is_answer, data))
        self.given["in turn"] += sum(map(is_ordered_answer, data))
        self.time.now += len(data) * BYTE_S if data else timeout_s
        return data

    def _next(self, size_max: int) -> bytes:
        size = min(size_max, self.chance.randint(1, 8))
        match self.kind:
            case "obedient":
                data = bytes(self._said[:size_max])
                del self._said[:size_max]
                return data
            case "flood" if self.given["bytes"] < FLOOD_BYTES_MAX:
                return self.chance.randbytes(size_max)
            case "any" if self.chance.random() < 0.7:
                return self.chance.randbytes(size)
            case "meaningful" if self.chance.random() < 0.7:
                return bytes(self.chance.choices(_MEANINGFUL, k=size))
            case _:
                return b""

    def close(self) -> None:
        pass


def read_statuses(chance: random.Random) -> str:
    """One sequence through the reader, in any fragments: the same is said, and every byte counts."""
    length = chance.randint(0, SEQUENCE_BYTES_MAX)
    data = chance.randbytes(length) if chance.random() < 0.5 else bytes(chance.choices(_MEANINGFUL, k=length))
    whole, pieces = StatusReader(), StatusReader()
    said = whole.feed(data)
    heard: list[Said] = []
    start = 0
    while start < len(data):
        end = start + chance.randint(1, 9)
        heard += pieces.feed(data[start:end])
        start = end
    need(said == heard, "fragments make no difference", data)
    packets = [each for each in said if isinstance(each, Automatic)]
    for each in packets:
        need(StatusReader().feed(automatic_of(each.status)) == [each], "what is told is read back", each)
    for reader in (whole, pieces):
        reader.reset()
        flow = sum(byte in (0x11, 0x13) for byte in data)
        counted = len(said) - len(packets) + 4 * len(packets) + reader.dropped + flow
        need(counted == len(data), "every byte is said, dropped or flow control", data, counted)
    return "said" if said else "dropped"


def talk_nonsense(chance: random.Random) -> str:
    """One printer asked and printed on, over a line of nonsense: it ends in its limits and claims nothing."""
    kind = chance.choice(_KINDS)
    if kind == "flood" and chance.random() < 0.97:
        kind = "obedient"  # a flood costs a thousand times as much
    profile = chance.choice((WIDE, EPSON))
    answers: Answers = chance.choice(("turn", "turn", "turn", "now"))
    time_ = Time()
    breaks = chance.choice((0.0, 0.0, 0.01))
    ports: list[FuzzPort] = []

    def opener(url: str) -> Port:
        if chance.random() < breaks:
            raise Unreachable("fuzz")
        ports.append(FuzzPort(chance, kind, time_, answers, breaks))
        return ports[-1]

    printer = Printer("memory:", profile, opener=opener, clock=time_)
    for _ in range(chance.randint(0, 2)):
        before = time_.now
        printer.listen()
        printer.status()
        need(time_.now - before <= LOOK_S_MAX + SLACK_S, "a look ends in its limit", kind, time_.now - before)
    before, heard = time_.now, sum((port.given for port in ports), Counter[str]())
    outcome = printer.print(TICKET)
    took = time_.now - before
    need(took <= PRINT_S_MAX + SLACK_S, "a print ends in its limit", kind, took)
    if isinstance(outcome, Printed):
        asked = len(pieces(TICKET, profile)) if answers == "turn" else 0
        heard = sum((port.given for port in ports), Counter[str]()) - heard
        need(heard["answers"] >= 4, "nothing is printed without status before and after", kind, heard)
        need(heard["in turn"] >= asked, "each piece of a printed slip was answered", kind, heard, asked)
    printer.close()
    return f"{kind}: {type(outcome).__name__}"


# Texts

_FRAGMENTS = (
    *("\x1b@", "\x1dV\x00", "\x1dV\x42\x00", "\x10\x04\x01", "\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08"),
    *(
        "\x1cp\x01\x00",
        "\x1dr\x01",
        "\x1da\xff",
        "\x1d(k\x03\x001Q0",
        "\x1dv0\x00\xff\xff\xff\xff",
        "\x1b",
        "\x1d",
    ),
    *(
        "\x10",
        "\x1c",
        "\x7f",
        "\x00",
        "\n",
        "\r",
        "\x0c",
        "\x18",
        "\x85",
        "\x9b",
        "\u2028",
        "\u2029",
        "\u202e",
    ),
    *("\u200b", "\ufeff", "\ud800", "\udc1b", "\u241b", "\u00a0", "\u3000", "\U0001f600", "日本", "\u2400"),
    *("e\u0301\u0301\u0301", "ﬁ", "…", "€", "☺", "◙", "╪", "\U000e001b", "％", "A-017", "-", "/", "?", "."),
    *("pertanggungjawaban", "3573012345678901"),
)
_RANGES = ((0, 0xFF), (0, 0x2FF), (0x2000, 0x2BFF), (0xD800, 0xDFFF), (0xE000, 0xFFFF), (0, 0x10FFFF))
TEXT_CHARACTERS_MAX = 60
CODES_SHARE = 0.1  # so many of the texts are the data of a code too, which takes five times as long


def hostile(chance: random.Random) -> str:
    """A text that would like to be a command."""
    text = ""
    for _ in range(chance.randint(1, 8)):
        match chance.randrange(4):
            case 0 | 1:
                text += chance.choice(_FRAGMENTS)
            case 2:
                low, high = chance.choice(_RANGES)
                text += "".join(chr(chance.randint(low, high)) for _ in range(chance.randint(1, 6)))
            case _:
                text += " "
    return text[:TEXT_CHARACTERS_MAX]


def slip_of(text: str) -> Receipt:
    return Receipt(
        parts=(
            *(Line(text, size=size) for size in ("small", "normal", "large", "huge")),
            Pair(text, "1"),
            Pair("Loket", text, bold=True),
            Bullet(text),
        )
    )


def skeleton(slip: bytes) -> list[bytes]:
    """The commands of a slip, without what is printed and without the choice of its letters."""
    commands: list[bytes] = []
    for op in Stream().feed(slip):
        if op.name not in (b"", b"\x1bt"):
            commands.append(op.raw)
    return commands


def print_hostile(text: str, profile: Profile) -> None:
    """In every part of a slip, the text makes no other command than a harmless one of the same shape."""
    receipt = slip_of(text)
    page = best_page([clean(text)], profile.code_pages).name
    shape = "".join(
        each if each == " " or each in BREAKS else "x" for each in transliterate(clean(text), page)
    )
    slip = escpos.encode(receipt, profile)
    need(skeleton(slip) == skeleton(escpos.encode(slip_of(shape), profile)), "no text is a command", text)
    need(b"".join(op.raw for op in Stream().feed(slip)) == slip, "no command is left open", text)


def encode_hostile(text: str, profile: Profile) -> None:
    """As the data of a code, the text makes no other command than that of the code."""
    data = text.encode("utf-8", "replace").decode()[: CODE_BYTES_MAX // 4] or "x"
    names = {op.name for op in Stream().feed(escpos.encode(Receipt(parts=(Code(data),)), profile))}
    plain = data.isascii() and data.isprintable()
    code = b"\x1d(" if profile.qr == "native" and plain else b"\x1dv"
    need(code in names and names <= CODE_COMMANDS | {code}, "no code is a command", data, names)


CODE_COMMANDS = {b"\x1b@", b"\x1da", b"\x1c.", b"\x1bt", b"\x1ba", b"\x1bJ", b"\x1bd", b"\x1dV"}

# Faults

KINDS: tuple[type[faults.Fault], ...] = (
    faults.PaperOut,
    faults.Cover,
    faults.CutterJam,
    faults.Hold,
    faults.Stall,
    faults.Disconnect,
    faults.Reset,
    faults.DropBytes,
)
TRIES_COUNT_MAX = 100  # where a lost byte was the length of a picture: 64 kB are swallowed
LOOKS_COUNT_MAX = 500  # until a printer that was reset hears again
DEAF_BYTES = 1000  # a second at 9600 baud: printers take longer to start


def fail_at(kind: type[faults.Fault], after_bytes: int, profile: Profile, *, serial: bool) -> str:
    """One slip with one fault, then the repair and the next slip: what is claimed is true."""
    virtual = VirtualPrinter(profile)
    # On a line in memory nothing is waited for: what has not come will not come.
    printer = Printer("memory:", profile, opener=lambda url: virtual.port(serial=serial), clock=Time())
    where = (kind.__name__, after_bytes, profile.name, "serial" if serial else "network")
    printer.status()
    virtual.fail(
        faults.Reset(after_bytes, back_s=0.0, deaf_bytes=DEAF_BYTES)
        if kind is faults.Reset
        else kind(after_bytes)
    )
    slip, after = (b"".join(pieces(receipt, profile)) for receipt in (TICKET, NEXT))
    outcome = printer.print(TICKET)
    out = virtual.times_out(slip)
    undetectable = kind is faults.DropBytes
    match outcome:
        case Printed():
            need(out == 1 or undetectable, "what is called printed is out", *where)
        case NotPrinted():
            need(out == 0, "what is called not printed is not out", *where)
        case Unknown():
            need(out <= 1, "a slip is out once", *where)
    virtual.repair()
    looks = 0
    while isinstance(printer.status(), Away):
        need((looks := looks + 1) < LOOKS_COUNT_MAX, "a repaired printer is found again", *where)
    tries = 1
    while not isinstance(printed := printer.print(NEXT), Printed):
        most = TRIES_COUNT_MAX if undetectable else 1
        need((tries := tries + 1) <= most, "after the repair the next slip is printed", printed, *where)
    need(virtual.times_out(after) >= 1, "the next slip is whole", *where)
    need(virtual.times_out(slip) <= 1, "a slip is out once", *where)
    numbers = [
        [number for number in (b"A-017", b"B-999") if number in sheet.data] for sheet in virtual.sheets
    ]
    need(
        [b"A-017", b"B-999"] not in numbers or undetectable,
        "no two numbers are on one piece of paper",
        *where,
    )
    if isinstance(outcome, NotPrinted):
        need([b"A-017"] not in numbers, "no byte of what is called not printed left", *where)
    printer.close()
    return f"{kind.__name__}: {type(outcome).__name__}"


def every_fault(
    profiles: tuple[Profile, ...] = (WIDE, EPSON),
) -> Iterator[tuple[type[faults.Fault], int, Profile, bool]]:
    """Kind, byte, profile and line, of all that can go wrong with one slip."""
    for profile in profiles:
        slip = pieces(TICKET, profile)
        length = sum(map(len, slip)) + 3 * len(slip) + 12  # with the questions in and around it
        for kind in KINDS:
            for serial in (False, True):
                for after_bytes in range(1, length + 1):
                    yield kind, after_bytes, profile, serial


def run(count: int, seed: int) -> dict[str, object]:
    """All three; `count` of the status sequences, a tenth of the texts, and every fault. Raises Broken."""
    results: dict[str, object] = {
        "seed": seed,
        "machine": f"{platform.machine()}, Python {platform.python_version()}",
    }
    with patch("hardware.printer.pieces", pieces):
        results["statuses"] = _measured(count, seed, one_talk)
        results["texts"] = _measured(count // 10, seed, one_text)
        started = time.monotonic()
        ends = Counter(
            fail_at(kind, at, profile, serial=serial) for kind, at, profile, serial in every_fault()
        )
        results["faults"] = {
            "count": ends.total(),
            "s": round(time.monotonic() - started, 1),
            **_sorted(ends),
        }
    return results


def one_talk(chance: random.Random) -> str:
    read_statuses(chance)
    return talk_nonsense(chance)


def one_text(chance: random.Random) -> str:
    profile = chance.choice(list(PROFILES.values()))
    text = hostile(chance)
    print_hostile(text, profile)
    if chance.random() < CODES_SHARE:
        encode_hostile(text, profile)
    return profile.name


def _measured(count: int, seed: int, one: Callable[[random.Random], str]) -> dict[str, object]:
    started, ends = time.monotonic(), Counter[str]()
    for number in range(count):
        try:
            ends[one(random.Random(seed * 1_000_000_000 + number))] += 1
        except Exception as error:
            raise Broken(f"number {number} of seed {seed}: {error!r}") from error
    return {"count": count, "s": round(time.monotonic() - started, 1), **_sorted(ends)}


def _sorted(ends: Counter[str]) -> dict[str, int]:
    return dict(sorted(ends.items()))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--count", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    results = run(options.count, options.seed)
    lines = [json.dumps(results)] if options.json else [f"{name}: {facts}" for name, facts in results.items()]
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
