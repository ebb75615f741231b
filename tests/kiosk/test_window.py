"""The window itself, in front of the catalogue of Malang: every page, tapped as a visitor would."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QMouseEvent
from PySide6.QtQuick import QQuickItem, QQuickWindow
from PySide6.QtTest import QSignalSpy, QTest
from pytestqt.qtbot import QtBot

import server.catalogue
from client.app import Options, Shell
from client.items import NotThere, all_items, reveal, tappable_middle, visible_item
from client.link import LinkState
from hardware.printer import NotPrinted, Printed, Unknown
from kiosk.__main__ import KioskSettings
from kiosk.screen import COUNTDOWN_S, STAY_S, Screen
from kiosk.taps import DOUBLE_TAP_MS, Taps
from protocol.catalogue import Catalogue, Language, Service, ServiceId, TenantId, Text
from protocol.hall import CATALOGUE_NONE
from protocol.messages import STOPS_COUNT_MAX, CheckIn, IssueTicket, Reason, Refused
from tests.kiosk.stage import KTP, MORNING, Stage

SIZES = {
    "upright": "1080x1920",
    "lying": "1920x1080",
    "old": "1280x1024",
    "small": "768x1366",
    "turned": "1024x1280",
    "tablet": "768x1024",
}
TOUCH_PX_MIN = 72
ROUNDING_PX = 1.5
FRAME_MS_MAX = 5_000
CLOSED = Refused(
    reason=Reason.HOLIDAY,
    again=MORNING + timedelta(days=3),
    title=Text(id="Cuti Bersama Idulfitri", en="Eid al-Fitr joint holiday"),
)
CLOSED_TEXT = "Tutup hari ini: Cuti Bersama Idulfitri. Buka lagi Kamis, 8 Januari pukul 09.41."
LINE_TOLERANCE = 1.1
"""Of a text's height: the room that digits leave below the line belongs to nobody."""
NUMBER_PART_MIN = 0.1
"""Of the window's short side; what a phone's camera reads from two metres."""


class Kiosk:
    """A stage with the real window before it."""

    def __init__(self, catalogue: Catalogue, size: str, language: Language) -> None:
        settings = KioskSettings(size=SIZES[size], fullscreen=False, language=language)
        self.shell = Shell("kiosk", Options(settings=settings))
        self.stage = Stage(catalogue, languages=self.shell.languages)
        ids = list(catalogue.services)
        lines = {id: index * 7 % 130 for index, id in enumerate(ids)}
        staffed = tuple(id for index, id in enumerate(ids) if index % 5 and not id.startswith("kemenag"))
        self.stage.link.wait_values(lines, staffed)
        self.shell.show("Mall.Kiosk", "Main", {"kiosk": self.stage.model})
        self.settle()

    @property
    def window(self) -> QQuickWindow:
        assert self.shell.window is not None
        return self.shell.window

    def train(self) -> None:
        """From now on the server says that all this is practice."""
        welcome = self.stage.link.welcome
        assert welcome is not None
        self.stage.link._greeting = replace(welcome, training=True)
        self.stage.link.come_back()

    def close_all(self, but: str = "") -> None:
        """The server says of every service that it is shut, except those of one tenant."""
        ids = [id for id in self.stage.link.whole.catalogue.services if not but or not id.startswith(but)]
        self.stage.link.wait_values({}, tuple(ids), shut=dict.fromkeys(ids, CLOSED))

    def tap(self, name: str) -> None:
        self.settle()
        reveal(self.window, name)
        self.settle()
        point = tappable_middle(self.window, name).toPoint()
        QTest.mouseClick(self.window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, point)
        self.settle()

    def text(self, name: str) -> str:
        return str(visible_item(self.window, name).property("text"))

    def shows(self, name: str) -> bool:
        try:
            visible_item(self.window, name)
        except NotThere:
            return False
        return True

    def settle(self) -> None:
        """Layouts and lists take their places with the next frame, and lists with the one after it."""
        for _ in range(3):
            swapped = QSignalSpy(self.window.frameSwapped)
            self.window.update()
            assert swapped.count() > 0 or swapped.wait(FRAME_MS_MAX)


OpenKiosk = Callable[..., Kiosk]


@pytest.fixture(scope="module")
def malang() -> Catalogue:
    return server.catalogue.rehearsal(server.catalogue.load())


@pytest.fixture
def open_kiosk(qapp: QGuiApplication, malang: Catalogue) -> Iterator[OpenKiosk]:
    """`open_kiosk(size=…, language=…)`"""
    opened: list[Kiosk] = []

    def open_(size: str = "upright", language: Language = "id", catalogue: Catalogue = malang) -> Kiosk:
        opened.append(Kiosk(catalogue, size, language))
        return opened[-1]

    yield open_
    for kiosk in opened:
        kiosk.shell.close()


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
    left, none, plain = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    for ms in (10_000, 10_000 + DOUBLE_TAP_MS // 2):
        for kind, held in ((QEvent.Type.MouseButtonPress, left), (QEvent.Type.MouseButtonRelease, none)):
            event = QMouseEvent(kind, at, at, left, held, plain)
            event.setTimestamp(ms)
            QCoreApplication.sendEvent(kiosk.window, event)
        # The next page is laid out between the two, as it is between a person's.
        kiosk.settle()
    assert kiosk.stage.screen == screen


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


@pytest.mark.slow
@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("size", list(SIZES))
def test_every_page_fits_with_the_longest_words(
    open_kiosk: OpenKiosk, malang: Catalogue, size: str, language: Language
):
    kiosk = open_kiosk(size, language)
    wordiest = max(malang.services.values(), key=lambda service: words_of(service, language))
    for screen in Screen:
        bring_to(kiosk.stage, screen, wordiest.id)
        kiosk.settle()
        assert misfits(kiosk.window) == [], screen
        assert small_targets(kiosk.window) == [], screen
    kiosk.train()
    kiosk.stage.link.go(LinkState.LOST)
    for screen in (Screen.SCREEN_TICKET, Screen.TROUBLE, Screen.QUESTION, Screen.DONE):
        kiosk.stage.link.come_back()
        bring_to(kiosk.stage, screen, wordiest.id)
        kiosk.stage.link.go(LinkState.LOST)
        kiosk.settle()
        assert misfits(kiosk.window) == [], screen
    kiosk.stage.link.come_back()
    for tenant in malang.tenants:
        kiosk.stage.model.home()
        kiosk.stage.model.openTenant(tenant)
        kiosk.settle()
        assert misfits(kiosk.window) == [], tenant


@pytest.mark.slow
@pytest.mark.parametrize(
    ("size", "language"), [("upright", "id"), ("lying", "en"), ("old", "en"), ("turned", "id")]
)
def test_as_many_errands_as_one_number_is_for_fit_with_the_longest_names(
    open_kiosk: OpenKiosk, malang: Catalogue, size: str, language: Language
):
    kiosk = open_kiosk(size, language)
    *others, last = wordiest_errands(malang, language)
    for outcome in (NotPrinted("paper_out"), Unknown("no_answer"), Printed(first_byte_at=100.0)):
        kiosk.stage.put_aside(*others)
        fits(kiosk)
        kiosk.stage.walk_to(last)
        kiosk.stage.model.chooseClass("disability")
        fits(kiosk)
        kiosk.stage.model.take()
        kiosk.stage.answer()
        fits(kiosk)
        kiosk.stage.press.finish(outcome)
        fits(kiosk)
        kiosk.stage.model.home()


@pytest.mark.slow
@pytest.mark.parametrize(("size", "language"), [("upright", "en"), ("lying", "id"), ("tablet", "en")])
def test_a_closed_mall_fits_with_the_name_of_the_day(open_kiosk: OpenKiosk, size: str, language: Language):
    kiosk = open_kiosk(size, language)
    kiosk.close_all()
    kiosk.settle()
    assert misfits(kiosk.window) == []
    kiosk.close_all(but="pdam")
    kiosk.settle()
    for screen in (Screen.SERVICES, Screen.SERVICE):
        bring_to(kiosk.stage, screen)
        kiosk.settle()
        assert misfits(kiosk.window) == [], screen


def fits(kiosk: Kiosk) -> None:
    kiosk.settle()
    assert misfits(kiosk.window) == [], kiosk.stage.screen
    assert small_targets(kiosk.window) == [], kiosk.stage.screen


def wordiest_errands(catalogue: Catalogue, language: Language) -> list[ServiceId]:
    """Of different tenants, those with the longest names."""
    found: dict[TenantId, ServiceId] = {}
    for service in sorted(catalogue.services.values(), key=lambda each: -len(each.name.in_(language))):
        found.setdefault(service.tenant, service.id)
    return list(found.values())[:STOPS_COUNT_MAX]


def words_of(service: Service, language: Language) -> int:
    assert service.standard is not None
    texts = (*service.standard.requirements, service.standard.fee, service.standard.lead_time, service.name)
    return sum(len(text.in_(language)) for text in texts)


def bring_to(stage: Stage, screen: Screen, service: str = KTP) -> None:
    """From anywhere."""
    stage.pass_time(1_000)
    stage.model.noted()
    stage.model.home()
    match screen:
        case Screen.START:
            pass
        case Screen.SERVICES:
            stage.model.openTenant(service.partition(".")[0])
        case Screen.SERVICE:
            stage.walk_to(service)
        case Screen.CHECK_IN:
            stage.type_code("12345678")
        case Screen.ISSUING | Screen.REFUSED:
            stage.link.decide, decide = None, stage.link.decide
            stage.walk_to(service)
            stage.model.take()
            if screen is Screen.REFUSED:
                stage.link.refuse(stage.link.sent[-1][0], Reason.STORAGE_FAILED)
            stage.link.decide = decide
        case Screen.PRINTING:
            stage.take(service)
        case Screen.QUESTION:
            stage.take(service)
            stage.press.finish(Unknown("no_answer"))
        case Screen.TROUBLE:
            stage.take(service)
            stage.press.finish(NotPrinted("paper_out"))
        case Screen.SCREEN_TICKET:
            bring_to(stage, Screen.QUESTION, service)
            stage.model.answerPaper(False)
        case Screen.DONE:
            stage.take(service)
            stage.press.finish(Printed(first_byte_at=100.0))
    assert stage.screen == screen.value


def in_sight(window: QQuickWindow, name: str) -> bool:
    try:
        tappable_middle(window, name)
    except NotThere:
        return False
    return True


def sliding(window: QQuickWindow) -> bool:
    return bool(visible_item(window, "services").property("sliding"))


def misfits(window: QQuickWindow) -> list[str]:
    """Texts that are cut, and what stands outside the window or the panel or button that holds it."""
    wrong: list[str] = []
    for item in all_items(window.contentItem()):
        is_text = item.inherits("QQuickText") and bool(item.property("text"))
        if not item.isVisible() or not (is_text or item.inherits("QQuickRectangle")):
            continue
        if not scrolled_into_view(item):
            continue
        cut = is_text and (
            item.property("truncated")
            or item.property("contentWidth") > item.width() + ROUNDING_PX
            or item.property("contentHeight") > item.height() * LINE_TOLERANCE + ROUNDING_PX
        )
        if cut or not inside(item, nearest_box(item)) or not inside(item, window.contentItem()):
            wrong.append(f"{item.property('text') or item.objectName()!r} cut={cut}")
    for number in (item for item in all_items(window.contentItem()) if item.objectName() == "ticket-number"):
        short_side = min(window.width(), window.height())
        if number.isVisible() and number.property("contentHeight") < NUMBER_PART_MIN * short_side:
            wrong.append(f"the number is {number.property('contentHeight'):.0f} px high")
    for page in all_items(window.contentItem()):
        if page.objectName() == "page-content" and page.isVisible():
            wrong += [
                "page content" for part in page.childItems() if part.height() > page.height() + ROUNDING_PX
            ]
    return wrong


def inside(item: QQuickItem, box: QQuickItem) -> bool:
    top = item.mapToItem(box, QPointF(0, 0))
    bottom = item.mapToItem(box, QPointF(item.width(), item.height()))
    return (
        min(top.x(), top.y()) >= -ROUNDING_PX
        and bottom.x() <= box.width() + ROUNDING_PX
        and bottom.y() <= box.height() + ROUNDING_PX
    )


def small_targets(window: QQuickWindow) -> list[str]:
    """What can be touched and is smaller than a finger wants it, at the window's scale."""
    scale = min(window.width(), window.height()) / (1180 if window.width() > window.height() else 1080)
    return [
        f"{item.objectName()} {item.width():.0f}x{item.height():.0f}"
        for item in all_items(window.contentItem())
        if item.inherits("QQuickAbstractButton")
        and item.isVisible()
        and min(item.width(), item.height()) < TOUCH_PX_MIN * scale - ROUNDING_PX
    ]


def nearest_box(item: QQuickItem) -> QQuickItem:
    """The panel, tile or button that the text must not leave."""
    around = item.parentItem()
    while around.parentItem() is not None and not (
        around.inherits("QQuickRectangle") or around.inherits("QQuickAbstractButton")
    ):
        around = around.parentItem()
    return around


def scrolled_into_view(item: QQuickItem) -> bool:
    """Whatever a flickable holds is judged where it is seen."""
    around = item.parentItem()
    while around is not None:
        if around.inherits("QQuickFlickable"):
            middle = item.mapToItem(around, QPointF(0, item.height() / 2)).y()
            if not 0 <= middle <= around.height():
                return False
        around = around.parentItem()
    return True
