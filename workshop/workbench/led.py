"""How an LED sign looks: a matrix of dots, red on black, each character five by seven."""

from __future__ import annotations

from typing import get_args
from urllib.parse import quote, unquote

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QRadialGradient
from PySide6.QtQuick import QQuickImageProvider

from hardware.signboard import TEXT_CHARACTERS_MAX, Mode

DOT_PX = 12
ROWS, COLUMNS = 7, 6 * TEXT_CHARACTERS_MAX - 1
CASE = "#140406"
UNLIT = "#33090C"
LIT: dict[Mode, str] = {"steady": "#FF4A3D", "blinking": "#FF4A3D", "idle": "#A32A24"}
"""An idle sign is dimmed."""
_MODES: dict[str, Mode] = {mode: mode for mode in get_args(Mode)}
GLOW_DOTS = 0.95
_GLYPHS = {
    "0": "01110 10001 10011 10101 11001 10001 01110",
    "1": "00100 01100 00100 00100 00100 00100 01110",
    "2": "01110 10001 00001 00110 01000 10000 11111",
    "3": "01110 10001 00001 00110 00001 10001 01110",
    "4": "00010 00110 01010 10010 11111 00010 00010",
    "5": "11111 10000 11110 00001 00001 10001 01110",
    "6": "00110 01000 10000 11110 10001 10001 01110",
    "7": "11111 00001 00010 00100 01000 01000 01000",
    "8": "01110 10001 10001 01110 10001 10001 01110",
    "9": "01110 10001 10001 01111 00001 00010 01100",
    "A": "01110 10001 10001 11111 10001 10001 10001",
    "B": "11110 10001 10001 11110 10001 10001 11110",
    "C": "01110 10001 10000 10000 10000 10001 01110",
    "D": "11100 10010 10001 10001 10001 10010 11100",
    "E": "11111 10000 10000 11110 10000 10000 11111",
    "F": "11111 10000 10000 11110 10000 10000 10000",
    "G": "01110 10001 10000 10111 10001 10001 01111",
    "H": "10001 10001 10001 11111 10001 10001 10001",
    "I": "01110 00100 00100 00100 00100 00100 01110",
    "J": "00111 00010 00010 00010 00010 10010 01100",
    "K": "10001 10010 10100 11000 10100 10010 10001",
    "L": "10000 10000 10000 10000 10000 10000 11111",
    "M": "10001 11011 10101 10101 10001 10001 10001",
    "N": "10001 11001 10101 10101 10011 10001 10001",
    "O": "01110 10001 10001 10001 10001 10001 01110",
    "P": "11110 10001 10001 11110 10000 10000 10000",
    "Q": "01110 10001 10001 10001 10101 10010 01101",
    "R": "11110 10001 10001 11110 10100 10010 10001",
    "S": "01111 10000 10000 01110 00001 00001 11110",
    "T": "11111 00100 00100 00100 00100 00100 00100",
    "U": "10001 10001 10001 10001 10001 10001 01110",
    "V": "10001 10001 10001 10001 10001 01010 00100",
    "W": "10001 10001 10001 10101 10101 11011 10001",
    "X": "10001 10001 01010 00100 01010 10001 10001",
    "Y": "10001 10001 01010 00100 00100 00100 00100",
    "Z": "11111 00001 00010 00100 01000 10000 11111",
    " ": "00000 00000 00000 00000 00000 00000 00000",
    "-": "00000 00000 00000 11111 00000 00000 00000",
    "+": "00000 00100 00100 11111 00100 00100 00000",
    "/": "00001 00001 00010 00100 01000 10000 10000",
    ".": "00000 00000 00000 00000 00000 01100 01100",
    ",": "00000 00000 00000 00000 00110 00100 01000",
    ":": "00000 01100 01100 00000 01100 01100 00000",
}
"""Rows from above, a digit a dot."""


def lit_dots(text: str) -> frozenset[tuple[int, int]]:
    """Column and row of each, the text in the middle of the sign. What has no glyph is blank."""
    start = (COLUMNS - max(0, 6 * len(text) - 1)) // 2
    return frozenset(
        (start + 6 * place + column, row)
        for place, sign in enumerate(text)
        for row, dots in enumerate(_GLYPHS.get(sign, _GLYPHS[" "]).split())
        for column, dot in enumerate(dots)
        if dot == "1"
    )


def picture(text: str, mode: Mode) -> QImage:
    """The sign, `DOT_PX` a dot, with a dot of dark around."""
    image = QImage((COLUMNS + 2) * DOT_PX, (ROWS + 2) * DOT_PX, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(QColor(CASE))
    lit = lit_dots(text)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    for column in range(COLUMNS):
        for row in range(ROWS):
            middle = QPointF((column + 1.5) * DOT_PX, (row + 1.5) * DOT_PX)
            if (column, row) in lit:
                _glow(painter, middle, QColor(LIT[mode]))
            painter.setBrush(QColor(LIT[mode]) if (column, row) in lit else QColor(UNLIT))
            painter.drawEllipse(middle, DOT_PX * 0.4, DOT_PX * 0.4)
    painter.end()
    return image


def url_of(text: str, mode: Mode) -> str:
    return f"image://led/{mode}/{quote(text, safe='')}"


class LedPictures(QQuickImageProvider):
    """`image://led/MODE/TEXT`; of a blinking sign its lit half."""

    def __init__(self) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)

    def requestImage(self, id: str, size: QSize, requestedSize: QSize) -> QImage:
        name, _, text = id.partition("/")
        image = picture(unquote(text), _MODES[name])
        size.setWidth(image.width())
        size.setHeight(image.height())
        return image


def _glow(painter: QPainter, middle: QPointF, color: QColor) -> None:
    reach = DOT_PX * GLOW_DOTS
    light = QRadialGradient(middle, reach)
    color.setAlpha(90)
    light.setColorAt(0, color)
    color.setAlpha(0)
    light.setColorAt(1, color)
    painter.setBrush(QBrush(light))
    painter.drawEllipse(QRectF(middle.x() - reach, middle.y() - reach, 2 * reach, 2 * reach))
