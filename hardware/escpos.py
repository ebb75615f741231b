"""A receipt in ESC/POS, pure: `pieces(receipt, profile)` gives the bytes of one slip, piece by piece.

python-escpos writes the commands; this is the only module that knows it. Text is brought into the
printer's code page before it gets there, codes and rules go as raster images: so every printer that
speaks ESC/POS at all prints the same slip. A piece ends where a printer can be asked whether it got it: never
within a line or a command, soon enough that a cheap one holds it and a slow one prints it in a second.
"""

from __future__ import annotations

import logging
import os
import shutil
from importlib import metadata
from pathlib import Path
from typing import Any

import segno
from PIL import Image

from hardware.codepage import best_page, transliterate
from hardware.errors import WrongLibrary
from hardware.profiles import CodePage, Profile
from hardware.receipt import (
    CODE_MODULE_DOTS_MIN,
    Align,
    Bullet,
    Code,
    Gap,
    Line,
    Pair,
    Receipt,
    Rule,
    Size,
    pair_lines,
    wrap,
)
from hardware.status import SPEAK_UP

LARGE_SCALE = 2
HUGE_SCALE_MAX = 7  # 10 by 21 mm a character
LARGE_SPACE_DOTS = 10  # below large text, which printers set without any line space
RULE_DOTS = 2
RULE_SPACE_DOTS = 14
CODE_BORDER_MODULES = 4  # the quiet zone the QR standard asks for
BULLET = "- "
TAIL_LINES = 6  # from the head to the tear bar
PIECE_BYTES_MAX = 960
PIECE_LINES_MAX = 8  # of normal text: 3 cm of paper
RASTER_HEAD_BYTES = 12  # of its command, and what says where it stands
FILLER = bytes(PIECE_BYTES_MAX)  # NUL is a white dot within a picture, and nothing outside of one
HEAD_FILLER = bytes(16)  # in the head of a half command a question would become the size of a picture
QR_ECLEVEL_M = 1  # as python-escpos counts


def encode(receipt: Receipt, profile: Profile) -> bytes:
    """The bytes of one whole slip, from reset to cut; the same receipt gives the same bytes."""
    return b"".join(pieces(receipt, profile))


def pieces(receipt: Receipt, profile: Profile) -> tuple[bytes, ...]:
    """`encode`, in pieces of at most `PIECE_BYTES_MAX` and `PIECE_LINES_MAX`; the cut is the last one."""
    slip = _Slip(profile, best_page(_texts(receipt), profile.code_pages))
    for part in receipt.parts:
        match part:
            case Line():
                slip.paragraph(part.text, size=part.size, align=part.align, bold=part.bold)
            case Pair():
                slip.pair(part.left, part.right, bold=part.bold)
            case Bullet():
                slip.bullet(part.text)
            case Rule():
                slip.rule()
            case Gap():
                slip.feed_lines(part.lines)
            case Code():
                slip.code(part.data, part.module_dots)
        slip.end_piece()
    return slip.finish()


def ending(profile: Profile) -> bytes:
    """What ends a slip that was broken off: half a command is filled up, the stub fed out and cut.

    To be preceded by `HEAD_FILLER` before anything else is said on a new line.
    """
    return FILLER + b"".join(_Slip(profile, profile.code_pages[0]).finish())


def refuse_wrong_library() -> None:
    """Raises WrongLibrary if PyPI's `escpos` is installed, which overwrites python-escpos."""
    try:
        found = metadata.distribution("escpos")
    except metadata.PackageNotFoundError:
        return
    raise WrongLibrary(
        f"the package 'escpos' {found.version} is installed and takes the place of 'python-escpos': "
        "uninstall both, then install python-escpos again"
    )


def _import_library() -> tuple[Any, Any]:
    """python-escpos without what its import does on the side.

    It would read a database of all printers (0.1 s), leave a directory behind among the temporary files
    at each start, and take over the root logger.
    """
    refuse_wrong_library()
    setting, root = "ESCPOS_CAPABILITIES_FILE", logging.getLogger()
    given, handlers = os.environ.get(setting), list(root.handlers)
    os.environ[setting] = str(Path(__file__).with_name("capabilities.json"))
    try:
        from escpos import capabilities
        from escpos.printer import Dummy
    finally:
        if given is None:
            del os.environ[setting]
        else:
            os.environ[setting] = given
        for handler in set(root.handlers) - set(handlers):
            root.removeHandler(handler)
    if "ESCPOS_CAPABILITIES_PICKLE_DIR" not in os.environ:
        shutil.rmtree(capabilities.pickle_dir, ignore_errors=True)
    return Dummy, capabilities.Profile


_Dummy, _Capabilities = _import_library()


class _Slip:
    """One slip on its way into bytes. A fresh python-escpos object each: no state outlives a slip."""

    def __init__(self, profile: Profile, page: CodePage) -> None:
        self._profile = profile
        self._page = page.name
        self._pieces: list[bytes] = []
        self._out = _fresh_printer(profile)
        self._out.hw("INIT")
        if profile.auto_status:
            self._out._raw(SPEAK_UP)
        # Cheap printers wake up in Chinese mode, where two high bytes are one character: FS . ends it.
        self._out._raw(b"\x1c." + b"\x1bt" + bytes([page.slot]))

    def paragraph(self, text: str, *, size: Size, align: Align, bold: bool) -> None:
        text = self._in_code_page(text)
        columns, font, scale = self._fitting(text, size)
        self._lines(wrap(text, columns), font=font, scale=scale, align=align, bold=bold)

    def pair(self, left: str, right: str, *, bold: bool) -> None:
        lines = pair_lines(self._in_code_page(left), self._in_code_page(right), self._profile.columns)
        self._lines(lines, bold=bold)

    def bullet(self, text: str) -> None:
        first, *others = wrap(self._in_code_page(text), self._profile.columns - len(BULLET))
        self._lines([BULLET + first, *(" " * len(BULLET) + line for line in others)])

    def rule(self) -> None:
        self._feed_dots(RULE_SPACE_DOTS)
        self._image(Image.new("L", (self._profile.dots, RULE_DOTS), 0), align="left")
        self._feed_dots(RULE_SPACE_DOTS)

    def code(self, data: str, module_dots: int) -> None:
        # A printer that does not know the command after all would print its content: let that be plain text.
        native = self._profile.qr == "native" and data.isascii() and data.isprintable()
        code = segno.make_qr(data, error="m", mode="byte" if native else None)
        room = self._profile.dots // int(code.symbol_size(border=CODE_BORDER_MODULES)[0])
        scale = max(CODE_MODULE_DOTS_MIN, min(module_dots, room))
        if native:
            self._native_code(data, scale)
            return
        # The printer can double what it gets: a quarter of the bytes, seconds less on a serial line.
        doubled = scale % 2 == 0
        if doubled:
            scale //= 2
        matrix = code.matrix_iter(scale=scale, border=CODE_BORDER_MODULES)
        rows = [bytes(0 if dark else 255 for dark in row) for row in matrix]
        # In strips of whole modules, which a printer that pauses between them does not tear apart.
        strip_modules = max(1, PIECE_BYTES_MAX // ((len(rows) + 7) // 8 * scale + RASTER_HEAD_BYTES))
        strip_rows = strip_modules * scale
        for start in range(0, len(rows), strip_rows):
            self.end_piece()
            strip = rows[start : start + strip_rows]
            image = Image.frombytes("L", (len(rows), len(strip)), b"".join(strip))
            self._image(image, align="center", doubled=doubled)

    def feed_lines(self, lines: int) -> None:
        self._out.print_and_feed(lines)

    def end_piece(self) -> None:
        """Let a question fit in here."""
        if piece := bytes(self._out.output):
            self._pieces.append(piece)
            self._out.clear()

    def finish(self) -> tuple[bytes, ...]:
        if self._profile.cutter:
            self._out.cut(mode="PART")
        else:
            self.feed_lines(TAIL_LINES)
        self.end_piece()
        return tuple(self._pieces)

    def _in_code_page(self, text: str) -> str:
        return transliterate(text, self._page)

    def _fitting(self, text: str, size: Size) -> tuple[int, str, int]:
        """Columns, font and scale: of the wished size, or the next smaller one that breaks no word."""
        columns, columns_small = self._profile.columns, self._profile.columns_small
        longest = max(map(len, text.split()), default=0)
        if size == "huge" and (scale := columns // max(len(text.strip()), 1)) >= LARGE_SCALE:
            scale = min(scale, HUGE_SCALE_MAX)
            return columns // scale, "a", scale
        if size in ("huge", "large") and longest <= columns // LARGE_SCALE:
            return columns // LARGE_SCALE, "a", LARGE_SCALE
        if size == "small" or longest > columns:
            return columns_small, "b", 1
        return columns, "a", 1

    def _lines(
        self, lines: list[str], *, font: str = "a", scale: int = 1, align: Align = "left", bold: bool = False
    ) -> None:
        self._out.set(align=align, font=font, bold=bold, custom_size=True, width=scale, height=scale)
        for number, line in enumerate(lines, start=1):
            self._out._raw(line.rstrip().encode(self._page) + b"\n")
            if number * scale % PIECE_LINES_MAX < scale:
                self.end_piece()
        if scale > 1:
            self._feed_dots(LARGE_SPACE_DOTS)

    def _image(self, image: Image.Image, *, align: Align, doubled: bool = False) -> None:
        self._out.set(align=align)
        self._out.image(image, high_density_horizontal=not doubled, high_density_vertical=not doubled)

    def _native_code(self, data: str, module_dots: int) -> None:
        self._feed_dots(CODE_BORDER_MODULES * module_dots)
        self._out.set(align="center")
        self._out.qr(data, ec=QR_ECLEVEL_M, size=module_dots, native=True)
        self._feed_dots(CODE_BORDER_MODULES * module_dots)

    def _feed_dots(self, dots: int) -> None:
        self._out._raw(b"\x1bJ" + bytes([dots]))  # ESC J, which python-escpos does not have


def _texts(receipt: Receipt) -> list[str]:
    texts: list[str] = []
    for part in receipt.parts:
        match part:
            case Line(text) | Bullet(text):
                texts.append(text)
            case Pair(left, right):
                texts += (left, right)
            case _:
                pass
    return texts


def _fresh_printer(profile: Profile) -> Any:
    capabilities = _Capabilities(features={"paperPartCut": profile.cutter})
    capabilities.profile_data = capabilities.profile_data | {
        "media": {"dpi": 203, "width": {"mm": profile.paper_mm, "pixels": profile.dots}},
    }
    return _Dummy(profile=capabilities)
