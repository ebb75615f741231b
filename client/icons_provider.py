"""Pictures that QML asks for by name: icons in any colour (`image://icon/`), QR codes (`image://qr/`)."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote

import segno
from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtQml import QQmlApplicationEngine, QQmlEngine
from PySide6.QtQuick import QQuickImageProvider
from PySide6.QtSvg import QSvgRenderer

ICONS = Path(__file__).with_name("icons")
ICON_SIZE_PX = 48
"""Where QML names no size."""
IMAGE_SIZE_PX_MAX = 2048
QR_BORDER_MODULES = 4
"""The quiet zone that the QR standard asks for."""


def install(engine: QQmlEngine | QQmlApplicationEngine) -> None:
    """Make `image://icon/…` and `image://qr/…` known to the engine, which owns them from then on."""
    engine.addImageProvider("icon", IconProvider())
    engine.addImageProvider("qr", QrProvider())


class IconProvider(QQuickImageProvider):
    """`image://icon/NAME/RRGGBB` or `…/AARRGGBB`: a file of `client/icons`, drawn in that colour."""

    def __init__(self) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)

    def requestImage(self, id: str, size: QSize, requestedSize: QSize) -> QImage:
        name, _, tint = id.partition("/")
        image = icon(name, f"#{tint}", _side(requestedSize, ICON_SIZE_PX))
        size.setWidth(image.width())
        size.setHeight(image.height())
        return image


class QrProvider(QQuickImageProvider):
    """`image://qr/TEXT` (percent-encoded): a QR code, its modules on whole pixels."""

    def __init__(self) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)

    def requestImage(self, id: str, size: QSize, requestedSize: QSize) -> QImage:
        image = qr(unquote(id), _side(requestedSize, 0))
        size.setWidth(image.width())
        size.setHeight(image.height())
        return image


def icon(name: str, tint: str, side_px: int) -> QImage:
    """An icon in one colour. Raises `FileNotFoundError` for an unknown name: a bug of whoever asks."""
    color = QColor(tint)
    svg = _source(name).replace("currentColor", color.name())
    image = _clear(side_px)
    painter = QPainter(image)
    painter.setOpacity(color.alphaF())
    QSvgRenderer(QByteArray(svg.encode())).render(painter)
    painter.end()
    return image


def qr(text: str, side_px: int) -> QImage:
    """A QR code, black on white, the largest whole number of pixels a module within `side_px` allows."""
    modules = [list(row) for row in segno.make_qr(text, error="m").matrix_iter(border=QR_BORDER_MODULES)]
    count = len(modules)
    image = QImage(count, count, QImage.Format.Format_RGB32)
    for y, row in enumerate(modules):
        for x, dark in enumerate(row):
            image.setPixel(x, y, 0xFF000000 if dark else 0xFFFFFFFF)
    scale = max(1, side_px // count)
    return image.scaled(count * scale, count * scale, mode=Qt.TransformationMode.FastTransformation)


@lru_cache(maxsize=256)
def _source(name: str) -> str:
    return (ICONS / f"{name}.svg").read_text("utf-8")


def _clear(side_px: int) -> QImage:
    image = QImage(side_px, side_px, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    return image


def _side(wanted: QSize, otherwise: int) -> int:
    sides = [side for side in (wanted.width(), wanted.height()) if side > 0]
    return min(min(sides), IMAGE_SIZE_PX_MAX) if sides else otherwise
