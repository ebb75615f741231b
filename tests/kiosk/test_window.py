"""The window itself, in front of the catalogue of Malang: every page, tapped as a visitor would."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtQuick import QQuickWindow
from pytestqt.qtbot import QtBot

from client.items import NotThere, all_items, tappable_middle, visible_item
from client.link import LinkState
from hardware.printer import Printed
from kiosk.screen import COUNTDOWN_S, STAY_S, Screen
from kiosk.taps import DOUBLE_TAP_MS, Taps
from protocol.catalogue import Catalogue, ServiceId, Text
from protocol.hall import CATALOGUE_NONE
from protocol.messages import CheckIn, IssueTicket
from tests.kiosk.fitting import misfits, scrolled_into_view, wordiest_errands
from tests.kiosk.front import CLOSED, CLOSED_TEXT, Kiosk, OpenKiosk
from tests.kiosk.stage import KTP, bring_to


def test_a_visitor_taps_through_to_the_slip(open_kiosk: OpenKiosk):
    kiosk = open_kiosk()
    kiosk.tap("tenant-dukcapil")
    kiosk.tap("service-dukcapil.legalisasi")
    kiosk.tap("take-number")
    assert kiosk.stage.issued == [IssueTicket(service="dukcapil.legalisasi", language="id")]
    assert kiosk.text("ticket-number") == "A-001"
    kiosk.stage.press.finish(Printed(first_byte_at=100.1))
    kiosk.settle()
    assert kiosk.text("ticket-number") == "A-001"
    kiosk.tap("home")
    assert kiosk.shows("tenant-dukcapil")
    assert kiosk.stage.confirmed == [(1, "printed")]


def test_every_service_of_the_largest_tenant_can_be_reached_by_turning_pages(
    open_kiosk: OpenKiosk, malang: Catalogue, qtbot: QtBot
):
    kiosk = open_kiosk()
    kiosk.tap("tenant-disnaker")
    names = [f"service-{id}" for id, service in malang.services.items() if service.tenant == "disnaker"]
    found: set[str] = set()
    pages = int(kiosk.text("page-number").split()[-1])
    for page in range(pages):
        assert kiosk.text("page-number").split()[0] == str(page + 1)
        found |= {name for name in names if in_sight(kiosk.window, name)}
        if page < pages - 1:
            kiosk.tap("page-next")
            qtbot.waitUntil(lambda: not sliding(kiosk.window))
            kiosk.settle()
    assert found == set(names)
    assert not visible_item(kiosk.window, "page-next").isEnabled()
    kiosk.tap("back")
    kiosk.tap("tenant-dukcapil")
    assert kiosk.text("page-number").split()[0] == "1", "another tenant's list starts at its head"


@pytest.mark.parametrize(("filtered", "screen"), [(True, "services"), (False, "service")])
def test_the_second_half_of_a_double_tap_does_not_reach_the_next_page(
    open_kiosk: OpenKiosk, filtered: bool, screen: str
):
    """Without the filter it does: the rows of services lie where the tiles of tenants lay."""
    kiosk = open_kiosk()
    taps = Taps()
    if filtered:
        kiosk.window.installEventFilter(taps)
    at = tappable_middle(kiosk.window, "tenant-bpr-tugu-artha")
    for ms in (10_000, 10_000 + DOUBLE_TAP_MS // 2):
        click(kiosk, at, ms, QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease)
        # The next page is laid out between the two, as it is between a person's.
        kiosk.settle()
    assert kiosk.stage.screen == screen


def test_the_same_digit_is_typed_twice_in_a_row(open_kiosk: OpenKiosk):
    """As a window gets it: the second press is told once more as a double click."""
    kiosk = open_kiosk()
    taps = Taps(lambda: kiosk.stage.flow.screen is Screen.CHECK_IN)
    kiosk.window.installEventFilter(taps)
    kiosk.stage.model.openCheckIn()
    kiosk.settle()
    at = tappable_middle(kiosk.window, "digit-5")
    press, release = QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease
    click(kiosk, at, 10_000, press, release)
    click(kiosk, at, 10_000 + DOUBLE_TAP_MS // 2, press, QEvent.Type.MouseButtonDblClick, release)
    assert kiosk.stage.model.code == "55"


def test_the_language_can_be_switched_on_every_page(open_kiosk: OpenKiosk):
    kiosk = open_kiosk()
    for screen in Screen:
        bring_to(kiosk.stage, screen)
        kiosk.settle()
        assert in_sight(kiosk.window, "language-id"), screen
        assert in_sight(kiosk.window, "language-en"), screen
    kiosk.tap("language-en")
    assert kiosk.stage.model.language == "en"


def test_two_errands_and_a_priority_are_tapped_into_one_number(open_kiosk: OpenKiosk):
    kiosk = open_kiosk()
    kiosk.tap("tenant-dukcapil")
    kiosk.tap("service-dukcapil.legalisasi")
    kiosk.tap("class-elderly")
    kiosk.tap("add-errand")
    assert kiosk.shows("errand-dukcapil.legalisasi")
    assert not kiosk.shows("open-check-in")
    kiosk.tap("tenant-samsat")
    kiosk.tap("service-samsat.pajak-tahunan")
    assert kiosk.text("errand-order") == "Keperluan Anda, urutan tercepat:"
    kiosk.tap("take-number")
    (command,) = kiosk.stage.issued
    assert isinstance(command, IssueTicket)
    assert command.priority == "elderly"
    asked = {command.service, *(errand.service for errand in command.more)}
    assert asked == {"dukcapil.legalisasi", "samsat.pajak-tahunan"}
    assert kiosk.shows("stop-2")
    assert kiosk.text("ticket-priority") == "Prioritas"


def test_an_errand_is_taken_off_the_list_by_a_tap_and_the_rest_gets_its_number(open_kiosk: OpenKiosk):
    kiosk = open_kiosk()
    kiosk.stage.put_aside("dukcapil.legalisasi", "samsat.pajak-tahunan")
    kiosk.tap("remove-dukcapil.legalisasi")
    assert not kiosk.shows("errand-dukcapil.legalisasi")
    kiosk.tap("take-number")
    assert kiosk.stage.issued == [IssueTicket(service="samsat.pajak-tahunan", language="id")]


def test_a_booking_is_typed_on_the_screen(open_kiosk: OpenKiosk):
    kiosk = open_kiosk()
    kiosk.tap("open-check-in")
    for digit in "12045678":
        kiosk.tap(f"digit-{digit}")
    kiosk.tap("erase")
    kiosk.tap("digit-9")
    kiosk.tap("check-in")
    assert kiosk.stage.link.sent[-1][1] == CheckIn(code="12045679")
    assert visible_item(kiosk.window, "refused").property("title") == "Anda belum dapat lapor hadir"
    kiosk.tap("back")
    assert kiosk.stage.model.code == "12045679"


def test_what_is_closed_can_be_read_but_not_taken(open_kiosk: OpenKiosk):
    kiosk = open_kiosk()
    kiosk.close_all()
    assert kiosk.text("mall-shut") == CLOSED_TEXT
    kiosk.tap("tenant-samsat")
    kiosk.tap("service-samsat.pajak-tahunan")
    assert kiosk.text("service-shut") == CLOSED_TEXT
    assert not kiosk.shows("classes")
    assert not kiosk.shows("add-errand")
    with pytest.raises(NotThere, match="disabled"):
        tappable_middle(kiosk.window, "take-number")


def test_a_paper_question_is_answered_by_a_tap(open_kiosk: OpenKiosk):
    kiosk = open_kiosk()
    bring_to(kiosk.stage, Screen.QUESTION)
    kiosk.tap("paper-no")
    assert kiosk.shows("ticket-code")
    kiosk.tap("noted")
    bring_to(kiosk.stage, Screen.QUESTION)
    kiosk.tap("paper-yes")
    assert [paper for _, paper in kiosk.stage.confirmed] == ["screen", "seen"]


def test_without_a_connection_the_page_says_so_and_the_button_rests(open_kiosk: OpenKiosk):
    kiosk = open_kiosk()
    kiosk.stage.walk_to()
    kiosk.stage.link.go(LinkState.LOST)
    kiosk.settle()
    assert kiosk.text("connection-banner") != ""
    with pytest.raises(NotThere, match="disabled"):
        tappable_middle(kiosk.window, "take-number")
    kiosk.stage.link.come_back()
    kiosk.settle()
    assert not kiosk.shows("connection-banner")


def test_the_seconds_before_the_kiosk_leaves_are_shown_and_end_with_a_touch(open_kiosk: OpenKiosk):
    kiosk = open_kiosk()
    kiosk.stage.walk_to()
    kiosk.stage.pass_time(STAY_S[Screen.SERVICE] - COUNTDOWN_S + 1)
    kiosk.settle()
    assert kiosk.text("leaving-seconds") == str(int(COUNTDOWN_S) - 1)
    kiosk.stage.model.touched()
    kiosk.settle()
    assert not kiosk.shows("leaving")


def test_a_training_mall_says_so_on_every_page(open_kiosk: OpenKiosk):
    kiosk = open_kiosk()
    assert not kiosk.shows("training-ribbon")
    kiosk.train()
    for screen in Screen:
        bring_to(kiosk.stage, screen)
        kiosk.settle()
        assert kiosk.shows("training-ribbon"), screen


def test_requirements_that_do_not_fit_say_that_there_is_more_and_lead_there(
    open_kiosk: OpenKiosk, malang: Catalogue, qtbot: QtBot
):
    service = malang.services[ServiceId(KTP)]
    assert service.standard is not None
    many = tuple(Text(id=f"Berkas {n}", en=f"Paper {n}") for n in range(16))
    longer = replace(service, standard=replace(service.standard, requirements=many))
    kiosk = open_kiosk("lying", catalogue=replace(malang, services={**malang.services, service.id: longer}))
    kiosk.stage.walk_to()
    kiosk.settle()
    texts = (item for item in all_items(kiosk.window.contentItem()) if item.inherits("QQuickText"))
    last = next(text for text in texts if text.property("text") == "Berkas 15")
    assert not scrolled_into_view(last)
    assert kiosk.shows("more-below")
    for _ in range(5):
        kiosk.tap("more-below")
        qtbot.waitUntil(lambda: not visible_item(kiosk.window, "requirements").property("sliding"))
        kiosk.settle()
        if not kiosk.shows("more-below"):
            break
    assert not kiosk.shows("more-below")
    assert scrolled_into_view(last)
    kiosk.stage.model.back()
    kiosk.stage.model.openService("dukcapil.legalisasi")
    kiosk.settle()
    assert not kiosk.shows("more-below"), "what fits says nothing"


def test_a_kiosk_that_fills_its_screen_has_no_pointer(open_kiosk: OpenKiosk):
    kiosk = open_kiosk()
    pointer = kiosk.window.findChild(QObject, "pointer")
    assert pointer.property("cursorShape") == Qt.CursorShape.ArrowCursor
    kiosk.window.showFullScreen()
    kiosk.settle()
    assert pointer.property("cursorShape") == Qt.CursorShape.BlankCursor


def test_an_empty_catalogue_shows_why_there_is_nothing(open_kiosk: OpenKiosk):
    kiosk = open_kiosk(catalogue=CATALOGUE_NONE)
    assert visible_item(kiosk.window, "obstacle").property("title") == "Belum ada layanan"
    assert misfits(kiosk.window) == []


def test_an_errand_that_holds_the_number_is_in_sight_where_there_is_little_room(
    open_kiosk: OpenKiosk, malang: Catalogue
):
    kiosk = open_kiosk("old")
    errands = wordiest_errands(malang, "id")[:4]
    kiosk.stage.put_aside(*errands[:3])
    kiosk.stage.walk_to(errands[3])
    kiosk.settle()
    assert not kiosk.shows("errand-bar"), "what is needed for the service has the room"
    kiosk.stage.link.wait_values({}, tuple(errands), shut={errands[0]: CLOSED})
    assert not kiosk.stage.model.canTake
    kiosk.tap(f"remove-{errands[0]}")
    assert kiosk.stage.model.canTake


def click(kiosk: Kiosk, at: QPointF, ms: int, *kinds: QEvent.Type) -> None:
    """What the left button does at a place and time."""
    left, none, plain = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    for kind in kinds:
        held = none if kind == QEvent.Type.MouseButtonRelease else left
        event = QMouseEvent(kind, at, at, left, held, plain)
        event.setTimestamp(ms)
        QCoreApplication.sendEvent(kiosk.window, event)


def in_sight(window: QQuickWindow, name: str) -> bool:
    try:
        tappable_middle(window, name)
    except NotThere:
        return False
    return True


def sliding(window: QQuickWindow) -> bool:
    return bool(visible_item(window, "services").property("sliding"))
