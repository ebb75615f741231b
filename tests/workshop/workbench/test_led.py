"""LED signs as they look."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QGuiApplication, QImage

from hardware.signboard import Mode, shown
from workshop.workbench.led import COLUMNS, DOT_PX, LIT, ROWS, UNLIT, LedPictures, lit_dots, picture, url_of


def color_of(image: QImage, column: int, row: int) -> QColor:
    return image.pixelColor(round((column + 1.5) * DOT_PX), round((row + 1.5) * DOT_PX))


@given(text=st.text(max_size=20))
def test_every_character_a_sign_can_show_has_a_picture_of_its_own(text: str):
    fits = shown(text)
    assert all(0 <= column < COLUMNS and 0 <= row < ROWS for column, row in lit_dots(fits))
    blank = [sign for sign in fits if sign != " " and not lit_dots(sign)]
    assert blank == []


def test_no_two_characters_look_alike():
    signs = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.,:/+-"
    assert len({lit_dots(sign) for sign in signs}) == len(signs)


@pytest.mark.parametrize("mode", ["steady", "blinking", "idle"])
def test_the_lit_dots_shine_and_the_others_do_not(qapp: QGuiApplication, mode: Mode):
    image = picture("A-017", mode)
    lit = lit_dots("A-017")
    assert color_of(image, *min(lit)) == QColor(LIT[mode])
    assert color_of(image, 0, 0) == QColor(UNLIT)


def test_a_picture_is_found_by_its_address(qapp: QGuiApplication):
    size = QSize()
    wanted = url_of("A/B:1 +", "idle").removeprefix("image://led/")
    image = LedPictures().requestImage(wanted, size, QSize())
    assert image == picture("A/B:1 +", "idle")
    assert size == image.size()
