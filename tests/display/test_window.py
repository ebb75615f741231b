"""The window itself, as people see it: what stands where, that all of it fits, and when a call was seen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import combinations
from typing import Any

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QObject, QPointF, QRectF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickItem, QQuickWindow
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from client.app import Options, Shell
from client.items import NotThere, all_items, visible_item
from client.link import LinkState
from display.__main__ import DisplaySettings
from display.calling import Calling
from display.frames import Frames
from display.model import DisplayModel
from protocol.catalogue import Catalogue, ServiceId, TenantId, Text
from protocol.messages import ResultReady
from protocol.visit import PickUp, VisitId
from tests.display.hall import MORNING, HandAnnouncer, Mall, grown

SIZES = {"lying": "1920x1080", "upright": "1080x1920", "small": "1280x720"}
ROUNDING_PX = 1.0
FRAME_MS_MAX = 5_000
Told = list[tuple[str, dict[str, Any]]]
OpenWindow = Callable[..., QQuickWindow]


@pytest.fixture
def open_window(
    qapp: QGuiApplication, qtbot: QtBot, voice: HandAnnouncer, told: Told
) -> Iterator[OpenWindow]:
    """`open_window(mall, size=…, language=…)`: the display with everything but its loudspeaker."""
    shells: list[Shell] = []
    kept: list[object] = []

    def tell(name: str, **fields: Any) -> None:
        told.append((name, fields))

    def open_(mall: Mall, size: str = "lying", language: str = "id", zone: str | None = None) -> QQuickWindow:
        settings = DisplaySettings(size=SIZES[size], fullscreen=False, language=language)
        shell = Shell("display", Options(settings=settings))
        shells.append(shell)
        calling = Calling(voice, voices=("id",), tell=tell)
        model = DisplayModel(link=mall.link, languages=shell.languages, calling=calling, tell=tell, zone=zone)
        shell.show("Mall.Display", "Main", {"display": model})
        assert shell.window is not None
        frames = Frames(shell.window, visible=model.visible, seen=model.seen)
        model.called.connect(frames.expect)
        kept.extend((calling, model, frames))
        qtbot.waitExposed(shell.window)
        return shell.window

    yield open_
    for shell in shells:
        shell.close()


def text_of(window: QQuickWindow, name: str) -> str:
    return str(visible_item(window, name).property("text"))


def shows(window: QQuickWindow, name: str) -> bool:
    try:
        visible_item(window, name)
    except NotThere:
        return False
    return True


def settle(window: QQuickWindow) -> None:
    """Layouts and lists take their places with the next frame, and lists with the one after it."""
    for _ in range(2):
        swapped = QSignalSpy(window.frameSwapped)
        window.update()
        assert swapped.count() > 0 or swapped.wait(FRAME_MS_MAX)


def misfits(window: QQuickWindow) -> list[str]:
    """Texts that are cut, or stand outside the window or the box that is theirs."""
    wrong: list[str] = []
    for item in all_items(window.contentItem()):
        text = item.property("text")
        if not item.inherits("QQuickText") or not item.isVisible() or not text:
            continue
        top, bottom = item.mapToScene(QPointF(0, 0)), item.mapToScene(QPointF(item.width(), item.height()))
        outside = (
            min(top.x(), top.y()) < -ROUNDING_PX
            or bottom.x() > window.width() + ROUNDING_PX
            or bottom.y() > window.height() + ROUNDING_PX
        )
        overflows = (
            item.property("contentWidth") > item.width() + ROUNDING_PX
            or item.property("contentHeight") > _room(item) + ROUNDING_PX
        )
        if item.property("truncated") or outside or overflows:
            wrong.append(f"{item.objectName() or 'text'} {text!r}")
    return wrong


PARTS = ("stage", "recent", "results", "waiting-dukcapil", "foot")


def overlaps(window: QQuickWindow) -> list[tuple[str, str]]:
    """Parts of the screen that stand on one another."""
    boxes = {name: scene_box(visible_item(window, name)) for name in PARTS}
    return [(one, other) for one, other in combinations(PARTS, 2) if boxes[one].intersects(boxes[other])]


def scene_box(item: QQuickItem) -> QRectF:
    return item.mapRectToScene(QRectF(0, 0, item.width(), item.height()))


def _room(item: QQuickItem) -> float:
    """Tightened lines may make a text higher than itself, but not than what it stands in."""
    parent = item.parentItem()
    return max(item.height(), parent.height() if parent else 0.0)


def busy(mall: Mall) -> None:
    for counter in (1, 10, 20, 30, 40, 45):
        if counter in mall.link.whole.catalogue.counters:
            mall.link.pass_time(61)
            mall.call(counter)
    mall.start(10)


LONGEST_REASON = ("Perangkat perekam sedang diperbaiki teknisi, " * 3)[:119] + "."


def full(mall: Mall) -> None:
    """As much on the screen as there can be, with the longest words."""
    services = mall.link.whole.catalogue.services.values()
    long = max((one for one in services if one.tenant != "dukcapil"), key=lambda one: len(one.name.id))
    mall.take(priority="elderly")
    mall.call(2)
    busy(mall)
    mall.link.happen(*(ResultReady(result=a_result(number)) for number in range(996, 1_004)))
    for counter in (5, 6, 7):
        mall.open(counter)
        mall.rest(counter)
    for tenant in mall.link.whole.catalogue.tenants:
        if tenant not in ("dukcapil", long.tenant):
            mall.close(tenant, hours=30)
    mall.close(long.tenant, long.id, reason=LONGEST_REASON, hours=30)


def a_result(number: int) -> PickUp:
    tenant = TenantId("bpjs-ketenagakerjaan")
    return PickUp(
        visit=VisitId(10_000 + number),
        tenant=tenant,
        service=ServiceId(f"{tenant}.any"),
        prefix="M",
        number=number,
        day="2025-12-30",
        issuer=None,
        ready_at=MORNING,
    )


def test_a_call_stands_in_large_type_with_its_counter_and_heads_the_list(
    mall: Mall, open_window: OpenWindow
) -> None:
    window = open_window(mall)
    mall.call(3)
    settle(window)
    assert text_of(window, "call-number") == "A-001"
    assert text_of(window, "call-counter") == "LOKET 3"
    assert text_of(window, "call-tenant").startswith("Dispendukcapil")
    assert text_of(window, "recent-0") == "A-001"
    assert text_of(window, "recent-0-counter") == "Loket 3"
    mall.take(_a_service(mall))
    assert text_of(window, "waiting-pdam") == "1"
    assert text_of(window, "open-counters") == "1 loket buka"


def _a_service(mall: Mall) -> str:
    return next(
        service.id for service in mall.link.hall.catalogue.services.values() if service.tenant == "pdam"
    )


def test_the_number_can_be_read_from_the_far_end_of_the_hall(mall: Mall, open_window: OpenWindow) -> None:
    window = open_window(mall)
    busy(mall)
    settle(window)
    # On 55 inches a pixel of 1920 is 0.63 mm: letters of 25 mm and more for 10 m.
    assert visible_item(window, "call-number").property("contentHeight") > 200
    assert visible_item(window, "call-counter").property("contentHeight") > 100
    assert visible_item(window, "recent-0").height() > 50


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("agencies", [14, 26])
def test_everything_fits_in_either_orientation_and_language(
    qapp: QGuiApplication, malang: Catalogue, open_window: OpenWindow, size: str, language: str, agencies: int
) -> None:
    mall = Mall(malang if agencies == 14 else grown(malang), training=True)
    busy(mall)
    window = open_window(mall, size, language)
    mall.recall(45)
    settle(window)
    assert misfits(window) == []
    assert all(shows(window, f"waiting-{tenant}") for tenant in mall.link.hall.catalogue.tenants)
    mall.link.go(LinkState.LOST, "gone")
    settle(window)
    assert misfits(window) == []


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("agencies", [14, 26])
def test_breaks_closures_results_and_reasons_fit_beside_the_calls(
    qapp: QGuiApplication, malang: Catalogue, open_window: OpenWindow, size: str, language: str, agencies: int
) -> None:
    mall = Mall(malang if agencies == 14 else grown(malang), training=True)
    window = open_window(mall, size, language)
    full(mall)
    settle(window)
    assert text_of(window, "call-reason") == ("Prioritas" if language == "id" else "Priority")
    assert LONGEST_REASON in text_of(window, "foot-text")
    assert [shows(window, f"recent-{row}-reason") for row in range(6)] == [False] * 5 + [True]
    assert shows(window, "waiting-dukcapil-note")
    assert shows(window, "waiting-samsat-note")
    assert shows(window, "result-3-day")
    assert misfits(window) == []
    assert overlaps(window) == []
    # As above, where letters of 25 mm are asked for.
    assert visible_item(window, "call-number").property("contentHeight") > 0.075 * min(
        window.width(), window.height()
    )


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("agencies", [14, 26])
def test_notes_and_the_empty_hall_fit_too(
    qapp: QGuiApplication, malang: Catalogue, open_window: OpenWindow, size: str, language: str, agencies: int
) -> None:
    mall = Mall(malang if agencies == 14 else grown(malang))
    window = open_window(mall, size, language)
    settle(window)
    assert shows(window, "idle")
    assert all(shows(window, f"waiting-{tenant}") for tenant in mall.link.hall.catalogue.tenants)
    assert misfits(window) == []
    mall.take()
    settle(window)
    assert shows(window, "no-calls")
    assert misfits(window) == []
    for state in (LinkState.UPDATE_NEEDED, LinkState.REJECTED):
        mall.link.go(state, "the server speaks 2.0, this program 1.0")
        settle(window)
        assert shows(window, "full-note")
        assert text_of(window, "full-note-problem") == mall.link.problem
        assert misfits(window) == []


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("agencies", [14, 26])
def test_a_holiday_with_the_longest_name_fits_with_the_day_on_which_the_house_opens_again(
    qapp: QGuiApplication, malang: Catalogue, open_window: OpenWindow, size: str, language: str, agencies: int
) -> None:
    longest = max(malang.schedule.closed.values(), key=lambda name: len(name.in_(language)))
    schedule = replace(malang.schedule, closed={MORNING.date().isoformat(): longest})
    whole = replace(malang if agencies == 14 else grown(malang), schedule=schedule)
    window = open_window(Mall(whole, training=True), size, language)
    settle(window)
    assert longest.in_(language) in text_of(window, "today")
    assert text_of(window, "again").endswith(
        "Selasa, 6 Januari pukul 08.00." if language == "id" else "Tuesday, 6 January at 08:00."
    )
    assert misfits(window) == []
    idle = scene_box(visible_item(window, "idle"))
    assert not idle.intersects(scene_box(visible_item(window, "waiting-dukcapil")))
    assert not idle.intersects(scene_box(visible_item(window, "head")))


def test_a_lost_connection_shows_a_banner_over_the_last_picture(mall: Mall, open_window: OpenWindow) -> None:
    window = open_window(mall)
    mall.call(1)
    assert not shows(window, "connection-banner")
    mall.link.go(LinkState.LOST, "gone")
    settle(window)
    assert text_of(window, "connection-banner") == "Menyambung kembali…"
    assert text_of(window, "call-number") == "A-001"
    mall.link.come_back()
    settle(window)
    assert not shows(window, "connection-banner")


def test_the_sign_of_the_loudspeaker_tells_whether_it_can_be_heard(
    mall: Mall, open_window: OpenWindow, voice: HandAnnouncer
) -> None:
    window = open_window(mall)
    mall.call(1)
    settle(window)
    assert visible_item(window, "sound-state").property("sound") == "silent"
    voice.sound("no_device")
    settle(window)
    assert visible_item(window, "sound-state").property("sound") == "no_device"
    assert text_of(window, "sound-state") == "Tanpa pengeras suara"


def test_training_is_said_on_the_screen(
    qapp: QGuiApplication, malang: Catalogue, open_window: OpenWindow
) -> None:
    window = open_window(Mall(malang, training=True))
    settle(window)
    assert shows(window, "training-ribbon")


def test_a_call_is_told_as_shown_after_the_frame_that_holds_it(
    mall: Mall, open_window: OpenWindow, told: Told, qtbot: QtBot
) -> None:
    window = open_window(mall)
    settle(window)
    visit = mall.call(3)
    assert [name for name, _ in told] == []
    qtbot.waitUntil(lambda: told != [])
    name, fields = told[0]
    assert name == "shown"
    assert (fields["visit"], fields["label"], fields["counter"], fields["recall"]) == (
        visit,
        "A-001",
        3,
        False,
    )
    mall.recall(3)
    qtbot.waitUntil(lambda: len(told) == 2)
    assert told[1][1]["recall"] is True


def test_a_call_that_no_frame_can_hold_is_not_told_as_shown(
    mall: Mall, open_window: OpenWindow, told: Told
) -> None:
    window = open_window(mall, zone="tengah")
    mall.call(1)
    settle(window)
    mall.link.go(LinkState.REJECTED, "no")
    mall.call(2)
    settle(window)
    assert told == []


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["id", "en"])
def test_the_zones_name_stands_whole_in_the_head(
    qapp: QGuiApplication, malang: Catalogue, open_window: OpenWindow, size: str, language: str
) -> None:
    name = "Mal Pelayanan Publik Merdeka Kota Malang Raya"
    mall = Mall(replace(malang, name=Text(id=name, en=name)))
    window = open_window(mall, size, language, zone="utara")
    mall.call(1)
    settle(window)
    head, place = visible_item(window, "head"), visible_item(window, "place")
    bottom = place.mapToItem(head, QPointF(0, place.height())).y()
    assert bottom <= head.height()
    assert misfits(window) == []


def test_who_missed_their_number_is_told_what_to_do(mall: Mall, open_window: OpenWindow) -> None:
    window = open_window(mall)
    settle(window)
    assert text_of(window, "foot-text") == (
        "Harap siapkan berkas Anda. Jika nomor Anda terlewat, silakan hubungi petugas."
    )


def test_a_screen_on_the_wall_shows_no_pointer(mall: Mall, open_window: OpenWindow) -> None:
    window = open_window(mall)
    pointer = window.findChild(QObject, "pointer")
    assert pointer.property("cursorShape") == Qt.CursorShape.ArrowCursor
    window.showFullScreen()
    settle(window)
    assert pointer.property("cursorShape") == Qt.CursorShape.BlankCursor


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("what", ["token_unknown", "replaced", "version_unsupported", "other_instance"])
def test_why_the_display_may_not_join_fits_and_says_where_it_tried(
    mall: Mall, open_window: OpenWindow, size: str, language: str, what: str
) -> None:
    window = open_window(mall, size, language)
    state = LinkState.UPDATE_NEEDED if what == "version_unsupported" else LinkState.REJECTED
    mall.link.go(state, what=what)
    settle(window)
    assert "antrean.test:8642" in text_of(window, "full-note-problem")
    assert misfits(window) == []
