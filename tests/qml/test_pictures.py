from __future__ import annotations

import pytest
import segno
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QGuiApplication, QImage

from client.icons_provider import (
    ICON_SIZE_PX,
    ICONS,
    IMAGE_SIZE_PX_MAX,
    QR_BORDER_MODULES,
    IconProvider,
    icon,
    qr,
)

NAMES = sorted(path.stem for path in ICONS.glob("*.svg"))
URL = "http://10.0.0.2:8080/t/4fJ2kLm9"


def colors(image: QImage) -> set[str]:
    """Of the pixels that are drawn with full strength."""
    pixels = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return {pixel.name() for pixel in pixels if pixel.alpha() == 255}


@pytest.mark.parametrize("name", NAMES)
def test_every_icon_is_drawn_in_the_colour_asked_for(qapp: QGuiApplication, name: str):
    assert colors(icon(name, "#0b5fa5", 48)) == {"#0b5fa5"}


def test_a_half_transparent_colour_draws_a_half_transparent_icon(qapp: QGuiApplication):
    image = icon("square", "#800b5fa5", 48)
    strengths = [image.pixelColor(x, 24).alpha() for x in range(48)]
    assert max(strengths) == pytest.approx(128, abs=1)


def test_an_unknown_icon_is_a_bug_of_whoever_asks(qapp: QGuiApplication):
    with pytest.raises(FileNotFoundError):
        icon("no-such-icon", "#000000", 16)


@pytest.mark.parametrize(
    ("wanted", "side"),
    [((20, 30), 20), ((-1, 30), 30), ((-1, -1), ICON_SIZE_PX), ((9999, 9999), IMAGE_SIZE_PX_MAX)],
)
def test_an_icon_has_the_size_asked_for_within_bounds(
    qapp: QGuiApplication, wanted: tuple[int, int], side: int
):
    size = QSize()
    image = IconProvider().requestImage("bell/ff112233", size, QSize(*wanted))
    assert (image.width(), image.height(), size) == (side, side, QSize(side, side))


@pytest.mark.parametrize("side", [400, 37, 1])
def test_a_code_is_whole_with_its_quiet_zone_at_any_size(qapp: QGuiApplication, side: int):
    modules = [list(row) for row in segno.make_qr(URL, error="m").matrix_iter(border=QR_BORDER_MODULES)]
    image = qr(URL, side)
    step, rest = divmod(image.width(), len(modules))
    assert rest == 0
    assert step == max(1, side // len(modules))
    seen = [
        [image.pixelColor(x * step, y * step) == QColor("black") for x in range(len(modules))]
        for y in range(len(modules))
    ]
    assert seen == [[bool(dark) for dark in row] for row in modules]
