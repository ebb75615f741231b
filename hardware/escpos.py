"""A receipt in ESC/POS, pure: `encode(receipt, profile)` gives the bytes of one slip.

python-escpos writes the commands; this is the only module that knows it. Text is brought into the
printer's code page before it gets there, codes and rules go as raster images: so every printer that
speaks ESC/POS at all prints the same slip.
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

from hardware.codepage import transliterate
from hardware.errors import WrongLibrary
from hardware.profiles import Profile
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

LARGE_SCALE = 2
HUGE_SCALE_MAX = 7  # 10 by 21 mm a character
LARGE_SPACE_DOTS = 10  # below large text, which printers set without any line space
RULE_DOTS = 2
RULE_SPACE_DOTS = 14
CODE_BORDER_MODULES = 4  # the quiet zone the QR standard asks for
BULLET = "- "
TAIL_LINES = 6  # from the head to the tear bar


def encode(receipt: Receipt, profile: Profile) -> bytes:
    """The bytes of one whole slip, from reset to cut; the same receipt gives the same bytes."""
    slip = _Slip(profile)
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
    return slip.finish()


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

    def __init__(self, profile: Profile) -> None:
        self._profile = profile
        self._out = _fresh_printer(profile)
        self._out.hw("INIT")
        # Cheap printers wake up in Chinese mode, where two high bytes are one character: FS . ends it.
        self._out._raw(b"\x1c.")
        self._out.charcode(profile.code_page.upper())

    def paragraph(self, text: str, *, size: Size, align: Align, bold: bool) -> None:
        text = self._in_code_page(text)
        columns, font, scale = self._profile.columns, "a", 1
        match size:
            case "small":
                columns, font = self._profile.columns_small, "b"
            case "normal":
                pass
            case "large":
                scale = LARGE_SCALE
            case "huge":
                scale = _huge_scale(len(text.strip()), columns)
        self._lines(wrap(text, columns // scale), font=font, scale=scale, align=align, bold=bold)

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
        code = segno.make_qr(data, error="m")
        room = self._profile.dots // code.symbol_size(border=CODE_BORDER_MODULES)[0]
        scale = max(CODE_MODULE_DOTS_MIN, min(module_dots, room))
        # The printer can double what it gets: a quarter of the bytes, seconds less on a serial line.
        doubled = scale % 2 == 0
        rows = list(code.matrix_iter(scale=scale // 2 if doubled else scale, border=CODE_BORDER_MODULES))
        dots = b"".join(bytes(0 if dark else 255 for dark in row) for row in rows)
        self._image(Image.frombytes("L", (len(rows), len(rows)), dots), align="center", doubled=doubled)

    def feed_lines(self, lines: int) -> None:
        self._out.print_and_feed(lines)

    def finish(self) -> bytes:
        if self._profile.cutter:
            self._out.cut(mode="PART")
        else:
            self.feed_lines(TAIL_LINES)
        return bytes(self._out.output)

    def _in_code_page(self, text: str) -> str:
        return transliterate(text, self._profile.code_page)

    def _lines(
        self, lines: list[str], *, font: str = "a", scale: int = 1, align: Align = "left", bold: bool = False
    ) -> None:
        self._out.set(align=align, font=font, bold=bold, custom_size=True, width=scale, height=scale)
        for line in lines:
            self._out.text(line.rstrip() + "\n")
        if scale > 1:
            self._feed_dots(LARGE_SPACE_DOTS)

    def _image(self, image: Image.Image, *, align: Align, doubled: bool = False) -> None:
        self._out.set(align=align)
        self._out.image(image, high_density_horizontal=not doubled, high_density_vertical=not doubled)

    def _feed_dots(self, dots: int) -> None:
        self._out._raw(b"\x1bJ" + bytes([dots]))  # ESC J, which python-escpos does not have


def _huge_scale(length: int, columns: int) -> int:
    fitting = columns // max(length, 1)
    return max(LARGE_SCALE, min(fitting, HUGE_SCALE_MAX))


def _fresh_printer(profile: Profile) -> Any:
    capabilities = _Capabilities(features={"paperPartCut": profile.cutter})
    capabilities.profile_data = capabilities.profile_data | {
        "codePages": {str(profile.code_page_slot): profile.code_page.upper()},
        "media": {"dpi": 203, "width": {"mm": profile.paper_mm, "pixels": profile.dots}},
    }
    return _Dummy(profile=capabilities)
