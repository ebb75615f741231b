from __future__ import annotations

from typing import cast

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QColor
from PySide6.QtQml import QQmlApplicationEngine, QQmlExpression

CONTRAST_MIN = 4.5
"""WCAG 2 AA, for text of any size."""
TENANTS = 14

INKS = ("ink", "muted", "primary", "primaryStrong", "danger", "success")
READ_ON: list[tuple[str, str]] = [
    *((text, "page") for text in ("ink", "muted", "primary", "primaryStrong", "danger", "success")),
    *(
        (text, "surface")
        for text in ("ink", "muted", "primary", "primaryStrong", "danger", "success", "warning")
    ),
    ("muted", "surfaceHigh"),
    ("ink", "surfaceHigh"),
    ("inkOnPrimary", "primary"),
    ("inkOnAccent", "accent"),
    ("inkOnDanger", "danger"),
    ("inkOnPrimary", "success"),
    ("inkOnDisabled", "disabled"),
    ("ink", "primarySoft"),
    ("primaryStrong", "primarySoft"),
    ("success", "successSoft"),
    ("warning", "warningSoft"),
    ("ink", "warningSoft"),
    ("danger", "dangerSoft"),
    ("ink", "dangerSoft"),
    ("ink", "accentSoft"),
    ("inkOnPaper", "paper"),
]


def luminance(color: QColor) -> float:
    """Relative luminance as WCAG 2 defines it."""

    def linear(channel: float) -> float:
        return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4

    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF())


def contrast(one: QColor, other: QColor) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def color_of(engine: QQmlApplicationEngine, theme: QObject, expression: str) -> QColor:
    asked = QQmlExpression(engine.rootContext(), theme, expression)
    value = cast("QColor", asked.evaluate()[0])
    assert not asked.hasError(), asked.error().toString()
    return value


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize(("text", "ground"), READ_ON)
def test_text_can_be_read_on_its_ground(theme: QObject, text: str, ground: str, dark: bool):
    theme.setProperty("dark", dark)
    assert contrast(theme.property(text), theme.property(ground)) >= CONTRAST_MIN


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("index", range(TENANTS))
def test_each_tenants_colour_can_be_read_and_written_on(
    engine: QQmlApplicationEngine, theme: QObject, index: int, dark: bool
):
    theme.setProperty("dark", dark)
    tint = color_of(engine, theme, f"tint({index})")
    soft = color_of(engine, theme, f"soft(tint({index}))")
    assert contrast(tint, soft) >= CONTRAST_MIN
    assert contrast(tint, theme.property("surface")) >= CONTRAST_MIN


def test_tenants_have_colours_of_their_own_and_more_tenants_begin_again(
    engine: QQmlApplicationEngine, theme: QObject
):
    tints = [color_of(engine, theme, f"tint({index})").name() for index in range(TENANTS)]
    assert len(set(tints)) == TENANTS
    assert color_of(engine, theme, f"tint({TENANTS})").name() == tints[0]


@pytest.mark.parametrize(
    ("width", "height", "scale"), [(1080, 1920, 1.0), (1920, 1080, 1.0), (540, 960, 0.5), (10, 10, 0.35)]
)
def test_the_scale_follows_the_short_side(
    engine: QQmlApplicationEngine, theme: QObject, width: int, height: int, scale: float
):
    asked = QQmlExpression(engine.rootContext(), theme, f"scaleFor({width}, {height}, 1080)")
    assert asked.evaluate()[0] == pytest.approx(scale)


def test_sizes_follow_the_scale(theme: QObject):
    before = theme.property("textBody"), theme.property("touch")
    theme.setProperty("scale", 0.5)
    assert (theme.property("textBody"), theme.property("touch")) == (before[0] / 2, before[1] / 2)
