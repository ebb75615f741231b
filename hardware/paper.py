"""A slip's bytes as paper: what the visitor would hold, dot by dot.

The printer's own glyphs are drawn from a font in its cells (Font A 12 by 24 dots, Font B 9 by 17), so
the picture has the paper's widths, line breaks and feeds. Never raises, whatever the bytes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import segno
from PIL import Image, ImageChops, ImageDraw, ImageFont

from hardware.profiles import CELL_DOTS, CELL_SMALL_DOTS, DOTS_PER_MM, LINE_DOTS, Profile
from hardware.stream import Op, Stream

PAPER = (252, 250, 245)
EDGE = (222, 218, 208)
INK = (20, 19, 22)
KNIFE_DOTS = 96  # from the head to the knife: blank at the top of every slip
TOOTH_DOTS = 10  # of the edge a tear bar leaves
CODE_MODULE_DOTS_MAX = 16
LENGTH_DOTS_MAX = 12_000  # 1.5 m of paper; what follows is not drawn

_FONTS = Path(__file__).with_name("fonts")
_FONT_FILES = {False: "JetBrainsMono-Medium.ttf", True: "JetBrainsMono-Bold.ttf"}
_FONT_ADVANCE_EM = 0.6
_BASELINE = 0.79  # of the cell's height, from above
_CODE_PAGES = {0: "cp437", 2: "cp850", 16: "cp1252", 19: "cp858"}


def draw(slip: bytes, profile: Profile) -> Image.Image:
    """The slip as an RGBA picture, one pixel a dot, transparent outside the paper's edges."""
    head = _Head(profile.dots, {page.slot: page.name for page in profile.code_pages})
    for op in Stream().feed(slip):
        head.take(op)
    ink = head.finished()
    margin = (profile.paper_mm * DOTS_PER_MM - profile.dots) // 2
    size = (profile.dots + 2 * margin, ink.height + KNIFE_DOTS)
    paper = Image.new("RGBA", size, (*PAPER, 255))
    paper.paste(INK, (margin, KNIFE_DOTS), ink)
    ImageDraw.Draw(paper).rectangle((0, 0, size[0] - 1, size[1] - 1), outline=EDGE)
    if not profile.cutter:
        paper.putalpha(_torn(size))
    return paper


@dataclass(frozen=True, slots=True, kw_only=True)
class _Style:
    """What the next character looks like; as ESC @ leaves it."""

    width: int = 1
    height: int = 1
    small: bool = False
    bold: bool = False
    inverted: bool = False
    underline_dots: int = 0


class _Head:
    """The print head: takes operations, puts ink (255) on a growing strip."""

    def __init__(self, dots: int, code_pages: Mapping[int, str]) -> None:
        self._dots = dots
        self._code_pages = {**_CODE_PAGES, **code_pages}
        self._codes = _CodeMaker()
        self._strip = Image.new("L", (dots, 2048), 0)
        self._y = 0
        self._graphics: Image.Image | None = None
        self._style: _Style
        self._reset()

    def take(self, op: Op) -> None:
        n = op.parameters[0] if op.parameters else 0
        match op.name:
            case b"":
                for character in op.payload.decode(self._code_page, "replace"):
                    self._put(_glyph(character, self._style))
            case b"\n":
                self._end_line()
            case b"\x1b@":
                self._reset()
            case b"\x1b!" | b"\x1bM" | b"\x1bE" | b"\x1bG" | b"\x1b-" | b"\x1d!" | b"\x1dB":
                self._restyle(op.name, n)
            case b"\x1ba":
                self._align = n & 3
            case b"\x1bt":
                self._code_page = self._code_pages.get(n, "cp437")
            case b"\x1b2":
                self._line_dots = LINE_DOTS
            case b"\x1b3":
                self._line_dots = n
            case b"\x1bd":
                self._end_line(feed=n * self._line_dots)
            case b"\x1bJ":
                self._end_line(feed=n)
            case b"\x1dV":
                self._end_line(feed=op.parameters[1] if len(op.parameters) > 1 else 0)
            case b"\x1dv" | b"\x1b*" | b"\x1d(":
                self._picture(op)
            case _:
                pass

    def finished(self) -> Image.Image:
        """The strip as far as the knife is, and at least as far as there is ink."""
        self._end_line(feed=0)
        box = self._strip.getbbox()
        return self._strip.crop((0, 0, self._dots, max(self._y - KNIFE_DOTS, box[3] if box else 0, 1)))

    def _reset(self) -> None:
        self._style = _Style()
        self._align = 0
        self._line_dots = LINE_DOTS
        self._code_page = "cp437"
        self._line: list[Image.Image] = []
        self._x = 0

    def _restyle(self, name: bytes, n: int) -> None:
        style = self._style
        match name:
            case b"\x1b!":
                self._style = _Style(
                    width=1 + bool(n & 0x20),
                    height=1 + bool(n & 0x10),
                    small=bool(n & 0x01),
                    bold=bool(n & 0x08),
                    underline_dots=1 if n & 0x80 else 0,
                    inverted=style.inverted,
                )
            case b"\x1bM":
                self._style = replace(style, small=bool(n & 1))
            case b"\x1bE" | b"\x1bG":
                self._style = replace(style, bold=bool(n & 1))
            case b"\x1b-":
                self._style = replace(style, underline_dots=min(n & 3, 2))
            case b"\x1d!":
                self._style = replace(style, width=(n >> 4 & 7) + 1, height=(n & 7) + 1)
            case _:
                self._style = replace(style, inverted=bool(n & 1))

    def _put(self, mark: Image.Image) -> None:
        if self._x + mark.width > self._dots and self._line:
            self._end_line()
        self._line.append(mark)
        self._x += mark.width

    def _end_line(self, *, feed: int | None = None) -> None:
        """Print the line and feed: by its height where `feed` is None, else by that many dots more."""
        height = max((mark.height for mark in self._line), default=0)
        x = (0, (self._dots - self._x) // 2, self._dots - self._x, 0)[self._align]
        for mark in self._line:
            self._ink(mark, x, self._y + height - mark.height)
            x += mark.width
        line_dots = max(height, self._line_dots) if self._line or feed is None else 0
        self._line, self._x = [], 0
        self._y = min(self._y + line_dots + (feed or 0), LENGTH_DOTS_MAX)

    def _picture(self, op: Op) -> None:
        n = op.parameters[1] if len(op.parameters) > 1 else 0
        match op.name:
            case b"\x1dv" if len(op.parameters) == 6:
                picture = _raster(op.payload, int.from_bytes(op.parameters[2:4], "little"))
                self._raster(picture and _stretched(picture, 1 + (n & 1), 1 + (n >> 1 & 1)))
            case b"\x1d(" if op.payload[:2] == b"0p" and op.parameters[:1] == b"L":
                width = (int.from_bytes(op.payload[6:8], "little") + 7) // 8
                self._graphics = _raster(op.payload[10:], width)
            case b"\x1d(" if op.payload[:2] in (b"02", b"0\x02") and op.parameters[:1] == b"L":
                self._raster(self._graphics)
            case b"\x1d(" if op.parameters[:1] == b"k":
                self._raster(self._codes.take(op.payload))
            case b"\x1b*" if op.payload:
                self._put(_columns(op.payload, 3 if op.parameters[0] >= 32 else 1))
            case _:
                pass

    def _raster(self, picture: Image.Image | None) -> None:
        if picture is None:
            return
        if self._line:
            self._end_line()
        room = max(self._dots - picture.width, 0)
        self._ink(picture, (0, room // 2, room, 0)[self._align], self._y)
        self._y = min(self._y + picture.height, LENGTH_DOTS_MAX)

    def _ink(self, mark: Image.Image, x: int, y: int) -> None:
        if y + mark.height > self._strip.height and self._strip.height < LENGTH_DOTS_MAX:
            longer = Image.new("L", (self._dots, min(2 * (y + mark.height), LENGTH_DOTS_MAX)), 0)
            longer.paste(self._strip)
            self._strip = longer
        self._strip.paste(255, (x, y), mark)


class _CodeMaker:
    """The QR codes that a printer draws itself: GS ( k, functions 67 size, 69 level, 80 content, 81 print."""

    def __init__(self) -> None:
        self._module_dots = 3
        self._level = "l"
        self._data = b""

    def take(self, payload: bytes) -> Image.Image | None:
        """The code to print now, without a border; None unless that was asked for and can be done."""
        match payload[:2], payload[2:]:
            case b"1C", rest if rest:
                self._module_dots = min(max(rest[0], 1), CODE_MODULE_DOTS_MAX)
            case b"1E", rest if rest:
                self._level = "lmqh"[rest[0] & 3]
            case b"1P", rest:
                self._data = rest[1:]
            case b"1Q", _ if self._data:
                return self._drawn()
            case _:
                pass
        return None

    def _drawn(self) -> Image.Image | None:
        try:
            code = segno.make_qr(self._data, error=self._level, mode="byte", boost_error=False)
        except segno.DataOverflowError:
            return None
        rows = list(code.matrix_iter(scale=self._module_dots, border=0))
        dots = b"".join(bytes(255 if dark else 0 for dark in row) for row in rows)
        return Image.frombytes("L", (len(rows), len(rows)), dots)


@lru_cache(maxsize=1024)
def _glyph(character: str, style: _Style) -> Image.Image:
    """One cell with its character, ink 255."""
    width, height = CELL_SMALL_DOTS if style.small else CELL_DOTS
    scale = max(style.width, style.height)
    mark = Image.new("L", (width * scale, height * scale), 0)
    font = _font(round(width * scale / _FONT_ADVANCE_EM), style.bold)
    baseline = round(height * scale * _BASELINE)
    ImageDraw.Draw(mark).text((0, baseline), character, fill=255, font=font, anchor="ls")
    if style.width != style.height:
        size = (width * style.width, height * style.height)
        mark = mark.resize(size, Image.Resampling.LANCZOS)  # pyright: ignore[reportUnknownMemberType]  Pillow's stub
    if style.underline_dots:
        bottom = mark.height - 1
        ink = (0, bottom - style.underline_dots * style.height + 1, mark.width, bottom)
        ImageDraw.Draw(mark).rectangle(ink, fill=255)
    return ImageChops.invert(mark) if style.inverted else mark


@lru_cache(maxsize=32)
def _font(size: int, bold: bool) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(_FONTS / _FONT_FILES[bold]), size)


def _raster(data: bytes, width_bytes: int) -> Image.Image | None:
    """Rows of bits, the highest first, as `GS v 0` sends them."""
    if not width_bytes or len(data) < width_bytes:
        return None
    height = len(data) // width_bytes
    return Image.frombytes("1", (width_bytes * 8, height), data[: width_bytes * height]).convert("L")


def _stretched(picture: Image.Image, width: int, height: int) -> Image.Image:
    size = (picture.width * width, picture.height * height)
    return picture.resize(size, Image.Resampling.NEAREST)  # pyright: ignore[reportUnknownMemberType]  Pillow's stub


def _columns(data: bytes, bytes_a_column: int) -> Image.Image:
    """Columns of 8 or 24 dots, as `ESC *` sends them."""
    columns = max(len(data) // bytes_a_column, 1)
    turned = _raster(data, bytes_a_column) or Image.new("L", (bytes_a_column * 8, columns), 0)
    return turned.transpose(Image.Transpose.TRANSPOSE)


def _torn(size: tuple[int, int]) -> Image.Image:
    """The shape of paper torn off at a tear bar, above and below."""
    width, height = size
    xs = range(0, width + TOOTH_DOTS, TOOTH_DOTS)
    top = [(x, TOOTH_DOTS // 2 if i % 2 else 0) for i, x in enumerate(xs)]
    bottom = [(x, height - 1 - y) for x, y in reversed(top)]
    shape = Image.new("L", size, 0)
    ImageDraw.Draw(shape).polygon([*top, *bottom], fill=255)
    return shape
