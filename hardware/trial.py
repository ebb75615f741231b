"""One device put to the test, and what to think of it.

Nothing is taken as known of the device but its address. Whatever happens ends in a verdict.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from typing import Literal, Protocol, TypeVar

from hardware.address import Address, Answers, InProcess, Serial, Tcp, Usb, parse, url_of
from hardware.advice import address_at, advice, answering, name_of
from hardware.attached import device_file_of
from hardware.errors import Cause, DeviceError, PortError
from hardware.holders import group_of, holder_of
from hardware.listener import READ_BYTES_MAX, READ_S, Decoder, check
from hardware.port import Port, TimeOuts, open_port
from hardware.printer import NotPrinted, Outcome, Printed, Printer, Unknown
from hardware.probe import Ask, Reach, ask_printer, ask_sign
from hardware.profiles import Profile
from hardware.sample import sample
from hardware.signboard import Face
from hardware.words import Kind, Words

SHOW_S = 2.0
"""How long a sign shows each face, so that a person can see it."""
FACES_COUNT = 3
BAUD_RATES_BY_USE = (9600, 19200, 115200, 38400, 57600, 4800, 2400, 1200, 230400)
"""The likely ones first."""

M = TypeVar("M")
End = Literal["well", "look", "trouble"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What was seen on the way. `well` is None for what is neither good nor bad."""

    text: Words
    well: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What came of a test.

    `end`: all is well; a person has to look, for the device cannot tell; or there is trouble, by `code` and
    `cause` of the hardware's errors, with a technical `reason`. `better`: an address to use instead of
    `url`, empty if that one is right. `heard`: what a keypad or a scanner sent.
    """

    kind: Kind
    url: str
    end: End
    what: Words
    do: Words
    copies: tuple[str, ...]
    """Commands and addresses as they stand in `do`."""
    code: str
    cause: Cause = ""
    reason: str = ""
    better: str = ""
    answers: Answers | None = None
    heard: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """What a test works with. `pace` scales all times, `opener` opens the ports (tests)."""

    tell: Callable[[Step], None]
    pace: float = 1.0
    opener: Callable[[str], Port] | None = None

    def open(self, url: str) -> Port:
        """Raises BadUrl and PortError."""
        return self.opener(url) if self.opener else open_port(url, time_outs=TimeOuts().scaled(self.pace))

    def say(self, id: str, en: str, *, well: bool | None = None) -> None:
        self.tell(Step(text=Words(id, en), well=well))


class Hearing(Decoder[M], Protocol):
    @property
    def dropped(self) -> int: ...


def try_printer(url: str, profile: Profile, bench: Bench, *, at: str, find_baud: bool = False) -> Verdict:
    """Print the test slip. `at`: the time to print on it; `find_baud`: ask at all baud rates in any case."""
    ask = partial(ask_printer, pace=bench.pace)
    try:
        address = parse(url)
        reach, found = _asked("printer", address, bench, ask, find_baud=find_baud)
    except DeviceError as error:
        return _failed("printer", url, error)
    if reach is not None and reach.answers == "no" and _expected(address) != "no":
        return _verdict("printer", url, "garbled" if reach.noise_bytes else "silent", answers="no")
    if reach is not None and not reach.stuck:
        found = answering(found, reach.answers)
    slip = sample(url_of(found), profile, at=at)
    printer = Printer(url_of(found), profile, pace=bench.pace, opener=bench.open)
    try:
        outcome = printer.print(slip)
    finally:
        printer.close()
    return _judged(outcome, bench, url=url, address=address, found=found, reach=reach)


def try_sign(url: str, address: int, bench: Bench, *, find_baud: bool = False) -> Verdict:
    """Show the sign's address, steady and blinking, then let it idle. `address`: 1–99."""
    text = f"{address:02}"
    acknowledged = 0
    try:
        check(url)
        line = parse(url)
        steady = Face(text=text, mode="steady")
        ask = partial(ask_sign, address=address, face=steady, pace=bench.pace)
        reach, found = _asked("sign", line, bench, ask, find_baud=find_baud)
        acknowledged += reach is not None and reach.answers != "no"
        with bench.open(url_of(found)) as port:
            for face in (Face(text=text, mode="blinking"), Face(text=text, mode="idle")):
                time.sleep(SHOW_S * bench.pace)
                acknowledged += ask_sign(port, address, face, pace=bench.pace).answers != "no"
    except DeviceError as error:
        return _failed("sign", url, error)
    bench.say(
        f"Papan {text}: angka {text}, berkedip, lalu diam; diakui {acknowledged} dari {FACES_COUNT}",
        f"Sign {text}: {text}, blinking, then idle; acknowledged {acknowledged} of {FACES_COUNT}",
        well=acknowledged == FACES_COUNT or None,
    )
    if acknowledged == FACES_COUNT:
        if found == line:
            return _verdict("sign", url, "ok", end="well", answers="turn")
        return _verdict("sign", url, "wrong_baud", better=url_of(found), answers="turn")
    if _expected(line) == "no" and not acknowledged:
        return _verdict("sign", url, "no_answer", end="look", answers="no")
    noise = reach is not None and reach.noise_bytes > 0
    return _verdict("sign", url, "garbled" if noise else "unacknowledged", answers="no")


def try_listening(
    kind: Literal["keypad", "scanner"],
    url: str,
    decoder: Hearing[M],
    bench: Bench,
    *,
    for_s: float,
    count: int,
    words: Callable[[M], str],
) -> Verdict:
    """Listen for `for_s` seconds or until `count` messages came (0: any number), and tell each by `words`.

    Control-C ends it as the time does.
    """
    heard: list[str] = []
    try:
        check(url)
        name = name_of(parse(url))
        with bench.open(url) as port:
            bench.say(
                f"Tersambung ke {name}. {_USE[kind].id} ({for_s:g} detik, Ctrl-C mengakhiri)",
                f"Connected to {name}. {_USE[kind].en} ({for_s:g} seconds, Ctrl-C ends it)",
                well=True,
            )
            deadline = time.monotonic() + for_s
            with suppress(KeyboardInterrupt):
                while (left_s := deadline - time.monotonic()) > 0 and not 0 < count <= len(heard):
                    data = port.read(READ_BYTES_MAX, min(left_s, READ_S))
                    for message in decoder.feed(data):
                        heard.append(words(message))
                        bench.say(heard[-1], heard[-1], well=True)
                    if not data:
                        decoder.reset()
    except DeviceError as error:
        return _failed(kind, url, error)
    if not heard:
        return _verdict(kind, url, "garbled" if decoder.dropped else "unheard")
    return _verdict(kind, url, "ok", end="well", heard=heard)


_USE: dict[Kind, Words] = {
    "keypad": Words("Tekan tombol-tombolnya sekarang", "Press its keys now"),
    "scanner": Words("Pindai sesuatu sekarang", "Scan something now"),
}
_REACHES: dict[Answers, Words] = {
    "turn": Words(
        "Menjawab, juga bila struk selesai (status=turn)", "Answers, also in its turn (status=turn)"
    ),
    "now": Words(
        "Menjawab, tetapi tidak bila struk selesai (status=now)", "Answers only at once (status=now)"
    ),
    "no": Words("Tidak menjawab", "Does not answer"),
}
_ACKNOWLEDGES = Words("Papannya mengakui perintah", "The sign acknowledges")


def _asked(
    kind: Kind, address: Address, bench: Bench, ask: Ask, *, find_baud: bool
) -> tuple[Reach | None, Address]:
    """How far the device answers (None: no port of this kind brings answers), and where.

    A serial device that should answer and does not is asked at the other baud rates too. Raises PortError.
    """
    with bench.open(url_of(address)) as port:
        name = name_of(address)
        bench.say(f"Tersambung ke {name}", f"Connected to {name}", well=True)
        if not isinstance(address, Tcp | Serial | Usb | InProcess):
            bench.say(
                "Alamat jenis ini tidak membawa jawaban", "No answers come back by this kind of address"
            )
            return None, address
        reach = ask(port)
    if reach.answers == "no" and isinstance(address, Serial) and (find_baud or address.answers != "no"):
        for baud in BAUD_RATES_BY_USE:
            if baud == address.baud:
                continue
            bench.say(f"Diam; mencoba baud {baud}", f"Silent; trying {baud} baud")
            elsewhere = replace(address, baud=baud)
            with bench.open(url_of(elsewhere)) as port:
                if (again := ask(port)).answers != "no":
                    _say_reach(kind, again, bench)
                    return again, elsewhere
    _say_reach(kind, reach, bench)
    return reach, address


def _say_reach(kind: Kind, reach: Reach, bench: Bench) -> None:
    if reach.stuck:
        bench.say("Menjawab: ada masalah", "Answers: it has trouble", well=False)
        return
    words = _ACKNOWLEDGES if kind == "sign" and reach.answers != "no" else _REACHES[reach.answers]
    bench.say(words.id, words.en, well=reach.answers != "no" or None)


def _judged(
    outcome: Outcome, bench: Bench, *, url: str, address: Address, found: Address, reach: Reach | None
) -> Verdict:
    """`found`: where and how far it answered, which may be better than what `address` says."""
    better = "" if found == address else url_of(found)
    answers = None if reach is None or reach.stuck else reach.answers
    verdict = partial(_verdict, "printer", url, better=better, answers=answers)
    match outcome:
        case Printed(paper=paper):
            bench.say("Struk uji: tercetak", "Test slip: printed", well=True)
            if _baud(found) != _baud(address):
                return verdict("wrong_baud")
            if (_expected(address), answers) == ("turn", "now"):
                return verdict("less_answer")
            if better:
                return verdict("more_answer", end="well")
            return verdict("near_end" if paper == "near_end" else "ok", end="well")
        case Unknown(code="no_answer"):
            bench.say("Struk uji: terkirim", "Test slip: sent")
            return verdict("no_answer", end="look")
        case Unknown(code=code, reason=reason, cause=cause):
            bench.say("Struk uji: belum pasti, lihat kertasnya", "Test slip: unknown, look at the paper")
            return verdict(code, cause=cause, reason=reason)
        case NotPrinted(code=code, reason=reason, cause=cause):
            bench.say("Struk uji: tidak tercetak", "Test slip: not printed", well=False)
            return verdict(code, cause=cause, reason=reason)


def _failed(kind: Kind, url: str, error: DeviceError) -> Verdict:
    cause: Cause = error.cause if isinstance(error, PortError) else ""
    return _verdict(kind, url, error.code, cause=cause, reason=str(error))


def _verdict(
    kind: Kind,
    url: str,
    code: str,
    *,
    end: End = "trouble",
    cause: Cause = "",
    reason: str = "",
    better: str = "",
    answers: Answers | None = None,
    heard: Sequence[str] = (),
) -> Verdict:
    address = address_at(url)
    path = "" if address is None or end != "trouble" else device_file_of(address)
    holder = holder_of(path) if path else ""
    if holder and not _is_pseudo(path) and code in ("silent", "garbled", "unheard", "unacknowledged"):
        # Another program that reads the same line takes the answers away.
        code, cause = "unreachable", "busy"
    told = advice(kind, code, cause, url, holder=holder, group=group_of(path) if path else "", better=better)
    return Verdict(
        kind=kind,
        url=url,
        end=end,
        what=told.what,
        do=told.do,
        copies=told.copies,
        code=code,
        cause=cause,
        reason=reason,
        better=better,
        answers=answers,
        heard=tuple(heard),
    )


def _is_pseudo(path: str) -> bool:
    """Whether the device is a program at the other end of a pseudo terminal, which holds it too."""
    return os.path.realpath(path).startswith("/dev/pts/")


def _expected(address: Address) -> Answers:
    return address.answers if isinstance(address, Tcp | Serial | Usb) else "no"


def _baud(address: Address) -> int:
    return address.baud if isinstance(address, Serial) else 0
