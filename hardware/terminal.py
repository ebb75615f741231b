"""What was found and what a test saw, for a terminal of 80 columns and for a pipe."""

from __future__ import annotations

import sys
from textwrap import wrap

from rich.console import Console
from rich.text import Text

from hardware.advice import advice
from hardware.attached import Attached, Found, Missed, Source
from hardware.trial import Step, Verdict
from hardware.words import Language, Words

PIPE_COLUMNS = 160
COLUMNS_MAX = 100  # longer lines are hard to read
HARD_SPACE = "\u00a0"

_HEADINGS: dict[Source, Words] = {
    "usb": Words("USB", "USB"),
    "serial": Words("Port serial", "Serial ports"),
    "file": Words("Berkas printer USB (tidak membawa jawaban)", "USB printer files (bring no answers)"),
    "network": Words("Printer di jaringan", "Printers on the network"),
    "cups": Words("Antrean cetak CUPS (tidak membawa jawaban)", "CUPS queues (bring no answers)"),
}
_MISSED: dict[Source, Words] = {
    "usb": Words(
        "USB tidak dapat dilihat: pustaka libusb tidak dapat dipakai.",
        "USB cannot be looked at: the library libusb cannot be used.",
    ),
    "serial": Words("Port serial tidak dapat dilihat.", "Serial ports cannot be looked at."),
    "file": Words("Berkas printer USB tidak dapat dilihat.", "USB printer files cannot be looked at."),
    "network": Words(
        "Jaringan tidak dapat dicari: komputer ini tidak tersambung ke jaringan.",
        "The network cannot be searched: this computer is not connected to one.",
    ),
    "cups": Words("CUPS tidak menjawab.", "CUPS does not answer."),
}
_NO_CUPS = Words(
    "CUPS tidak terpasang; printer struk tidak membutuhkannya.",
    "CUPS is not installed; slip printers do not need it.",
)
_NOTHING = Words("Tidak ada perangkat yang ditemukan. Periksa:", "No device was found. Look at:")
_NO_PRINTER = Words(
    "Tidak ada printer USB atau jaringan yang ditemukan. Bila seharusnya ada, periksa:",
    "No USB or network printer was found. If there should be one, look at:",
)
_LOOK_AT = (
    Words(
        "Daya: lampu perangkat menyala? Sakelar di belakang atau di bawahnya?",
        "Power: is its light on? The switch at its back or below?",
    ),
    Words(
        "Kabel: cabut dan pasang lagi di kedua ujung; coba soket USB lain dan kabel lain.",
        "Cable: pull it out and push it in at both ends; try another USB socket and another cable.",
    ),
    Words(
        "Printer jaringan: lampu di soketnya menyala? Tahan FEED sambil menyalakannya: alamatnya tercetak. "
        "Pakai tcp://ALAMAT.",
        "Network printer: is the light at its socket on? Hold FEED while switching it on: it prints its "
        "address. Use tcp://ADDRESS.",
    ),
    Words(
        "Pemindai dalam mode papan ketik tidak tampil di sini dan tidak membutuhkan alamat.",
        "A scanner in keyboard mode is not listed here and needs no address.",
    ),
)
_UNSURE = Words("(port dikira-kira, uji dahulu)", "(the port is a guess, test it first)")
_BAUD = Words(
    "Tambahkan baud perangkat bila bukan 9600, misalnya ?baud=19200; perintah test mencarinya sendiri.",
    "Add the device's baud rate if it is not 9600, as in ?baud=19200; the test finds it by itself.",
)
_NEXT = Words(
    "Uji satu perangkat, sebelum alamatnya ditulis di berkas aplikasi: ./mall hardware test ALAMAT",
    "Test a device before its address goes into an app's file: ./mall hardware test ADDRESS",
)
_TEST = ("./mall hardware test ALAMAT", "./mall hardware test ADDRESS")
_ENDS: dict[str, Words] = {
    "well": Words("BAIK", "WELL"),
    "look": Words("LIHAT SENDIRI", "LOOK YOURSELF"),
    "trouble": Words("BERMASALAH", "TROUBLE"),
}
_STYLES = {"well": "bold green", "look": "bold yellow", "trouble": "bold red"}


class Terminal:
    """Prints in one language. Addresses are never broken, so that they can be copied."""

    def __init__(self, language: Language) -> None:
        self._language: Language = language
        # In a pipe there is no window whose width would matter.
        console = Console(highlight=False, markup=False, width=None if sys.stdout.isatty() else PIPE_COLUMNS)
        console.width = min(console.width, COLUMNS_MAX)
        self._console = console

    def show(self, attached: Attached) -> None:
        for source, heading in _HEADINGS.items():
            entries = [entry for entry in attached.found if entry.source == source]
            if not entries:
                continue
            self._say(heading, style="bold")
            for entry in entries:
                self._entry(entry)
            if source == "serial":
                self._say(_BAUD, indent=2, style="dim")
            self._console.print()
        if all(entry.source == "serial" for entry in attached.found):
            # A port without a name is there on many computers with nothing at it.
            self._say(_NO_PRINTER if attached.found else _NOTHING, style="bold")
            for look_at in _LOOK_AT:
                self._print(look_at.in_(self._language), mark="-")
            self._console.print()
        for missed in attached.missed:
            self._missed(missed)
        if attached.found:
            self._print(_NEXT.in_(self._language), indent=0, copies=_TEST)

    def step(self, step: Step) -> None:
        mark, style = {True: ("+", "green"), False: ("!", "red"), None: ("-", "")}[step.well]
        self._print(step.text.in_(self._language), mark=mark, style=style)

    def verdict(self, verdict: Verdict) -> None:
        end, what = _ENDS[verdict.end].in_(self._language), verdict.what.in_(self._language)
        self._console.print()
        self._print(f"{end}: {what}", indent=0, style=_STYLES[verdict.end])
        self._print(verdict.do.in_(self._language), copies=verdict.copies)
        self._print(f"({verdict.reason})" if verdict.reason else "", style="dim")

    def _entry(self, entry: Found) -> None:
        self._print(entry.name)
        unsure = "" if entry.sure else _UNSURE.in_(self._language)
        self._print(entry.url, indent=4, copies=(entry.url,))
        self._print(unsure, indent=4, style="dim")
        if entry.code:
            place = entry.url or entry.name
            told = advice("printer", entry.code, entry.cause, place, holder=entry.holder, group=entry.group)
            self._print(told.what.in_(self._language), mark="!", indent=4, style="red")
            self._print(told.do.in_(self._language), indent=6, copies=told.copies)

    def _missed(self, missed: Missed) -> None:
        absent = missed.source == "cups" and missed.cause == "no_program"
        words = _NO_CUPS if absent else _MISSED[missed.source]
        reason = "" if absent else f" ({missed.reason})"
        self._print(words.in_(self._language) + reason, indent=0, style="dim")

    def _say(self, words: Words, *, indent: int = 0, style: str = "") -> None:
        self._print(words.in_(self._language), indent=indent, style=style)

    def _print(
        self, text: str, *, mark: str = "", indent: int = 2, style: str = "", copies: tuple[str, ...] = ()
    ) -> None:
        """Lines between words, but never within a copy; nothing for no text."""
        for copy in copies:
            text = text.replace(copy, copy.replace(" ", HARD_SPACE))
        begin = " " * indent + (f"{mark} " if mark else "")
        lines = wrap(
            text,
            self._console.width,
            initial_indent=begin,
            subsequent_indent=" " * len(begin),
            break_long_words=False,
            break_on_hyphens=False,
        )
        for line in lines:
            # Soft: a copy that is too long for a line is then still one line to the terminal.
            told = Text(line.replace(HARD_SPACE, " "), style=style)
            told.highlight_words(copies, "bold cyan")
            self._console.print(told, soft_wrap=True)
