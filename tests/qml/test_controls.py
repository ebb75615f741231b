from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Q_ARG, SIGNAL, QMetaObject, QObject, QPoint, Qt
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from client.items import all_items
from tests.qml.conftest import CLIENT, MakeItem

LOOK = CLIENT / "qml" / "Mall" / "Look"
NAMES = [path.stem for path in sorted(LOOK.glob("*.qml")) if path.stem != "Theme"]
REQUIRED = {"IconButton": 'iconName: "settings"', "Tile": 'title: "Samsat"'}
LONG = "Dinas Tenaga Kerja, Penanaman Modal dan Pelayanan Terpadu Satu Pintu"


def texts(item: QQuickItem) -> list[str]:
    """What is written on it, for the eye."""
    shown = (part for part in all_items(item) if part.inherits("QQuickText") and part.isVisible())
    return [text for part in shown if (text := str(part.property("text")))]


def click(item: QQuickItem, at: QQuickItem | None = None) -> None:
    target = at or item
    middle = target.mapToScene(QPoint(round(target.width() / 2), round(target.height() / 2))).toPoint()
    QTest.mouseClick(item.window(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, middle)


def heard(item: QQuickItem, signal: str) -> list[tuple[object, ...]]:
    """What each emission of the signal carried, from now on."""
    emissions: list[tuple[object, ...]] = []
    QObject.connect(item, SIGNAL(signal), lambda *values: emissions.append(values))
    return emissions


def say(toast: QQuickItem, text: str, tone: str) -> None:
    QMetaObject.invokeMethod(toast, "show", Q_ARG("QString", text), Q_ARG("QString", tone))


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("name", NAMES)
def test_every_control_can_stand_alone_in_both_themes(show: MakeItem, theme: QObject, name: str, dark: bool):
    theme.setProperty("dark", dark)
    item = show(f"{name} {{ {REQUIRED.get(name, '')} }}")
    assert item.window().grabWindow().isNull() is False


@pytest.mark.parametrize(
    "qml",
    [
        'PrimaryButton { text: "Ambil nomor" }',
        'SecondaryButton { text: "Kembali" }',
        'IconButton { iconName: "settings"; text: "Pengaturan" }',
        'Tile { title: "Samsat" }',
    ],
)
@pytest.mark.parametrize("enabled", [True, False])
def test_what_can_be_touched_answers_when_enabled_only(
    show: MakeItem, theme: QObject, qml: str, enabled: bool
):
    item = show(qml)
    item.setEnabled(enabled)
    clicked = heard(item, "clicked()")
    click(item)
    assert len(clicked) == enabled
    assert min(item.implicitWidth(), item.implicitHeight()) >= theme.property("touch")


def test_a_button_shrinks_its_text_rather_than_cutting_it(show: MakeItem):
    item = show(f'PrimaryButton {{ width: 420; text: "{LONG[:26]}"; iconName: "ticket" }}')
    (label,) = [part for part in all_items(item) if part.inherits("QQuickText")]
    assert label.property("truncated") is False
    assert label.property("contentWidth") <= item.width()


def test_a_tile_grows_with_what_it_says(show: MakeItem):
    short = show('Tile { width: 480; title: "Samsat" }')
    tall = show(f'Tile {{ width: 480; title: "{LONG}"; subtitle: "{LONG}"; chip: "Sekitar 12 menunggu" }}')
    assert tall.implicitHeight() > short.implicitHeight()
    for part in (part for part in all_items(tall) if part.isVisible()):
        assert part.mapToItem(tall, QPoint(0, 0)).y() >= 0
        assert part.mapToItem(tall, QPoint(0, round(part.height()))).y() <= tall.implicitHeight() + 1


@pytest.mark.parametrize("beside", [True, False])
def test_a_tile_shows_its_chip_once(show: MakeItem, beside: bool):
    tile = show(f'Tile {{ width: 900; title: "Samsat"; chip: "12"; chipBeside: {str(beside).lower()} }}')
    assert texts(tile).count("12") == 1


@pytest.mark.parametrize(
    ("qml", "property", "value"),
    [
        ("ConnectionBanner {}", "text", "Menyambung kembali…"),
        ("TrainingRibbon {}", "shown", True),
    ],
)
def test_a_strip_takes_room_only_while_it_has_something_to_say(
    show: MakeItem, qml: str, property: str, value: object
):
    strip = show(f"{qml[:-1]} width: 1080 }}")
    assert (strip.isVisible(), strip.implicitHeight()) == (False, 0)
    strip.setProperty(property, value)
    assert strip.isVisible()
    assert strip.implicitHeight() > 0


def test_the_language_switch_tells_what_was_chosen_and_shows_what_is(show: MakeItem):
    switch = show('LanguageSwitch { language: "id" }')
    chosen = heard(switch, "chosen(QString)")
    english = next(part for part in all_items(switch) if part.objectName() == "language-en")
    click(switch, english)
    assert chosen == [("en",)]
    assert english.property("current") is False
    switch.setProperty("language", "en")
    assert english.property("current") is True


def test_the_top_bar_passes_the_choice_on(show: MakeItem):
    bar = show('TopBar { width: 1080; mall: "Mal Pelayanan Publik"; clock: "09.41" }')
    chosen = heard(bar, "languageChosen(QString)")
    click(bar, next(part for part in all_items(bar) if part.objectName() == "language-en"))
    assert chosen == [("en",)]
    assert {"Mal Pelayanan Publik", "09.41", "ID", "EN"} <= set(texts(bar))


@pytest.mark.parametrize("label", ["A-001", "AK-1000", "AK2-001"])
@pytest.mark.parametrize("width", [300, 700, 1000])
def test_a_number_stays_within_its_place(show: MakeItem, label: str, width: int):
    number = show(f'TicketNumber {{ width: {width}; text: "{label}" }}')
    assert number.property("contentWidth") <= width
    assert number.property("truncated") is False


def test_a_toast_shows_what_was_said_last_and_goes(show: MakeItem, qtbot: QtBot):
    toast = show("Toast {}")
    (life,) = [child for child in toast.children() if child.inherits("QQuickSequentialAnimation")]
    assert not toast.isVisible()
    say(toast, "Tersimpan", "success")
    say(toast, "Gagal", "danger")
    qtbot.waitUntil(toast.isVisible)
    assert texts(toast) == ["Gagal"]
    QMetaObject.invokeMethod(life, "complete")
    qtbot.waitUntil(lambda: not toast.isVisible())


@pytest.mark.parametrize("tone", ["neutral", "primary", "accent", "success", "warning", "danger"])
def test_chips_are_told_apart_by_more_than_colour(show: MakeItem, tone: str):
    chip = show(f'Chip {{ text: "12 menunggu"; tone: "{tone}" }}')
    assert texts(chip) == ["12 menunggu"]
    assert chip.implicitWidth() > chip.implicitHeight()


@pytest.mark.parametrize("part", ["title", "text"])
def test_an_empty_state_and_a_notice_leave_out_what_is_not_said(show: MakeItem, part: str):
    for kind in ("EmptyState", "Notice"):
        item = show(f'{kind} {{ width: 800; {part}: "Belum ada layanan" }}')
        assert texts(item) == ["Belum ada layanan"]


def test_a_code_is_drawn_within_its_paper(show: MakeItem):
    code = show('QrImage { size: 300; value: "http://a/t/ä b?c#d" }')
    (image,) = [part for part in all_items(code) if part.inherits("QQuickImage")]
    assert 200 < image.width() <= 300


def test_typed_text_hides_the_hint(show: MakeItem):
    field = show('TextField { placeholderText: "Nama petugas" }')
    assert "Nama petugas" in texts(field)
    field.setProperty("text", "Sari")
    assert "Nama petugas" not in texts(field)


def test_all_files_of_look_are_listed_as_its_controls():
    listed = Path(LOOK / "qmldir").read_text("utf-8").split()
    assert {f"{name}.qml" for name in [*NAMES, "Theme"]} == {word for word in listed if word.endswith(".qml")}
