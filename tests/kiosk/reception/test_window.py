"""The desk's own window, before the catalogue of Malang, worked as an officer does: mostly by keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickItem, QQuickWindow
from PySide6.QtTest import QSignalSpy, QTest

import server.catalogue
from client.app import Options, Shell
from client.items import NotThere, all_items, tappable_middle, visible_item
from client.link import LinkState
from hardware.printer import NotPrinted, Printed, Unknown
from kiosk.reception.__main__ import QML, ReceptionSettings
from protocol.catalogue import Catalogue, CounterId, Language, ServiceId
from protocol.hall import CATALOGUE_NONE
from protocol.messages import (
    BookSlot,
    CancelVisit,
    CheckIn,
    CorrectClass,
    FinishService,
    IssueTicket,
    MarkReady,
    ReprintTicket,
    StartService,
)
from tests.kiosk.reception.stage import OFFICER, Stage

SIZES = ("1280x800", "1000x640", "1920x1080")
FRAME_MS_MAX = 5_000
ROUNDING_PX = 1.5
LINE_TOLERANCE = 1.1
"""Of a text's height: the room that digits leave below the line belongs to nobody."""
KEYS = {
    "F2": Qt.Key.Key_F2,
    "F3": Qt.Key.Key_F3,
    "F4": Qt.Key.Key_F4,
    "F5": Qt.Key.Key_F5,
    "F6": Qt.Key.Key_F6,
    "F7": Qt.Key.Key_F7,
    "F8": Qt.Key.Key_F8,
    "F9": Qt.Key.Key_F9,
    "Enter": Qt.Key.Key_Return,
    "Esc": Qt.Key.Key_Escape,
    "Up": Qt.Key.Key_Up,
    "Down": Qt.Key.Key_Down,
    "Tab": Qt.Key.Key_Tab,
}


class Desk:
    """A stage with the real window before it."""

    def __init__(self, catalogue: Catalogue, size: str, language: Language, training: bool) -> None:
        self.shell = Shell("reception", Options(settings=ReceptionSettings(size=size, language=language)))
        self.shell.engine.addImportPath(str(QML))
        self.stage = Stage(self.shell.languages, catalogue=catalogue, language=language, training=training)
        ids = list(catalogue.services)
        lines = {id: index * 7 % 30 for index, id in enumerate(ids)}
        self.stage.link.wait_values(lines, tuple(id for index, id in enumerate(ids) if index % 5))
        self.shell.show("Mall.Reception", "Main", {"reception": self.stage.desk})
        self.settle()

    @property
    def window(self) -> QQuickWindow:
        assert self.shell.window is not None
        return self.shell.window

    def type(self, text: str) -> None:
        for letter in text:
            QTest.keyClick(self.window, letter)
        self.settle()

    def key(self, *names: str, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        for name in names:
            QTest.keyClick(self.window, KEYS.get(name) or ord(name), held)
            self.settle()

    def click(self, name: str) -> None:
        point = tappable_middle(self.window, name).toPoint()
        QTest.mouseClick(self.window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, point)
        self.settle()

    def text(self, name: str, property: str = "text") -> str:
        return str(visible_item(self.window, name).property(property))

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


OpenDesk = Callable[..., Desk]


@pytest.fixture(scope="module")
def malang() -> Catalogue:
    return server.catalogue.load()


@pytest.fixture
def open_desk(qapp: QGuiApplication, malang: Catalogue) -> Iterator[OpenDesk]:
    opened: list[Desk] = []

    def open_(
        size: str = "1280x800",
        language: Language = "id",
        catalogue: Catalogue = malang,
        training: bool = False,
    ) -> Desk:
        opened.append(Desk(catalogue, size, language, training))
        return opened[-1]

    yield open_
    for desk in opened:
        desk.shell.close()


def test_a_number_is_given_without_the_mouse(open_desk: OpenDesk):
    desk = open_desk()
    desk.type("ktp hilang")
    assert desk.text("service-title") == "Cetak ulang KTP-el hilang atau rusak"
    desk.key("1", held=Qt.KeyboardModifier.ControlModifier)
    desk.key("F7", "Enter")
    (command,) = desk.stage.commands
    assert command == IssueTicket(
        service=ServiceId("dukcapil.ktp-hilang"),
        language="en",
        priority=next(iter(desk.stage.link.hall.catalogue.classes)),
    )
    assert desk.text("ticket-number") == "A-001"
    assert desk.text("query") == ""
    desk.stage.press.finish(Unknown("no_answer"))
    desk.settle()
    desk.key("F6")
    assert desk.stage.confirmed == [(1, "seen")]
    desk.type("kk")
    assert not desk.shows("ticket-number"), "typing begins the next thing"


def test_several_errands_go_on_one_number_by_keys(open_desk: OpenDesk):
    desk = open_desk()
    desk.type("ktp hilang")
    desk.key("F8")
    assert desk.text("query") == ""
    assert desk.shows("errand-dukcapil.ktp-hilang")
    desk.type("skck")
    desk.key("Down", "Up", "Enter")
    (command,) = desk.stage.commands
    assert isinstance(command, IssueTicket)
    assert len(command.more) == 1


def test_a_number_is_looked_up_copied_and_cancelled_by_keys(open_desk: OpenDesk):
    desk = open_desk()
    visit = desk.stage.ticket(ServiceId("dukcapil.ktp-hilang"))
    desk.key("F3")
    desk.type("a1")
    assert desk.text("visit-label") == "A-001"
    desk.key("2", held=Qt.KeyboardModifier.ControlModifier)
    desk.key("F6")
    desk.stage.press.finish(Printed(first_byte_at=1.0))
    desk.settle()
    assert desk.text("news") == "Salinan A-001 sudah keluar."
    desk.key("F9")
    assert desk.shows("ask-confirm")
    desk.key("Esc")
    assert not desk.shows("ask-confirm")
    desk.key("F9", "Enter")
    first, copy, cancel = desk.stage.commands
    assert isinstance(first, CorrectClass)
    assert copy == ReprintTicket(visit=visit)
    assert cancel == CancelVisit(visit=visit)
    desk.type("7")
    assert desk.text("query") == "a17", "the field has the keyboard again"


def test_a_scanner_types_the_slips_address(open_desk: OpenDesk):
    desk = open_desk()
    visit = desk.stage.ticket(ServiceId("dukcapil.ktp-hilang"))
    desk.type(f"http://antrean.test:8080/t/{desk.stage.link.hall.visits[visit].token}")
    assert desk.shows("query-hint")
    desk.key("Enter")
    assert desk.text("visit-label") == "A-001"
    desk.type("a9")
    assert desk.text("query") == "a9", "what is typed next replaces it"


@pytest.mark.parametrize("keys", [("F2",), ("F4", "F8")])
def test_a_slip_scanned_behind_words_that_were_typed_is_looked_up(open_desk: OpenDesk, keys: tuple[str, ...]):
    desk = open_desk()
    visit = desk.stage.ticket(ServiceId("dukcapil.ktp-hilang"))
    desk.key(*keys)
    desk.type(f"ktp hilanghttp://antrean.test:8080/t/{desk.stage.link.hall.visits[visit].token}")
    desk.key("Enter")
    assert desk.stage.commands == []
    assert desk.text("visit-label") == "A-001"


def test_a_slip_scanned_before_the_question_cancels_nothing(open_desk: OpenDesk):
    desk = open_desk()
    visits = [desk.stage.ticket(ServiceId("dukcapil.ktp-hilang")) for _ in range(2)]
    desk.key("F3")
    desk.type("a1")
    desk.key("F9")
    desk.type(f"http://antrean.test:8080/t/{desk.stage.link.hall.visits[visits[1]].token}")
    desk.key("Enter")
    assert desk.stage.commands == []
    assert desk.text("visit-label") == "A-002"


def test_the_tab_key_stays_within_the_question(open_desk: OpenDesk):
    desk = open_desk()
    desk.stage.ticket(ServiceId("dukcapil.ktp-hilang"))
    desk.key("F3")
    desk.type("a1")
    desk.key("F9")
    for name in ("ask-dismiss", "ask-confirm", "ask-dismiss"):
        desk.key("Tab")
        focused = desk.window.activeFocusItem()
        assert focused is not None
        assert focused.objectName() == name
    desk.key("Enter")
    assert (desk.shows("ask-confirm"), desk.stage.commands) == (False, [])


def test_a_booking_is_made_and_checked_in_by_keys(open_desk: OpenDesk):
    desk = open_desk()
    desk.key("F4", "F8")
    desk.type("ktp")
    desk.key("Enter")
    desk.type("10.00")
    desk.key("Enter")
    (command,) = desk.stage.commands
    assert isinstance(command, BookSlot)
    (booking,) = desk.stage.link.hall.bookings.values()
    assert booking.code is not None
    assert desk.text("ticket-number").replace(" ", "") == booking.code
    desk.type(booking.code)
    desk.key("Enter")
    assert desk.stage.commands[-1] == CheckIn(code=booking.code)
    assert desk.text("ticket-number") == "A-001"


def test_the_arrow_keys_change_the_day_in_the_field_of_the_hour(open_desk: OpenDesk):
    desk = open_desk(language="en")
    desk.key("F4", "F8", "Enter", "Down")
    assert desk.text("booking-day") == "Tuesday, 6 January"
    desk.key("Up", "Up")
    assert desk.text("booking-day") == "Monday, 5 January"
    desk.key("Esc")
    assert desk.shows("new-booking")
    desk.type("0")
    assert desk.text("query") == "0"


def test_everything_can_be_clicked_too(open_desk: OpenDesk):
    desk = open_desk()
    desk.type("paspor")
    desk.click("service-imigrasi.paspor-ganti")
    assert desk.stage.report("issue")["service"] == "imigrasi.paspor-ganti"
    desk.click("class-elderly")
    desk.click("visitor-language")
    desk.click("add-errand")
    desk.click("drop-imigrasi.paspor-ganti")
    desk.type("ktp hilang")
    desk.click("issue-number")
    assert len(desk.stage.commands) == 1
    desk.stage.press.finish(Printed(first_byte_at=1.0))
    desk.click("next")
    desk.click("page-look-up")
    desk.type("a1")
    desk.click("reprint")
    desk.click("delay")
    desk.click("cancel")
    desk.click("ask-dismiss")
    desk.click("page-bookings")
    desk.click("new-booking")
    desk.click("day-after")
    desk.click("leave-form")
    desk.click("page-pick-ups")
    desk.click("page-issue")
    desk.click("language-en")
    assert desk.stage.languages.language == "en"


def test_the_chosen_row_is_the_one_that_is_lit(open_desk: OpenDesk):
    desk = open_desk()
    desk.type("paspor")
    choice = desk.stage.desk.issue.choice
    for keys, lit in ((("Down", "Down"), 2), (("Up",), 1)):
        desk.key(*keys)
        assert choice.current == lit
        assert visible_item(desk.window, "services-list").property("currentIndex") == lit
    desk.type("x")
    desk.key("Esc")
    desk.type("ktp")
    assert visible_item(desk.window, "services-list").property("currentIndex") == 0


def test_a_lost_server_is_told_and_the_buttons_rest(open_desk: OpenDesk):
    desk = open_desk()
    desk.type("ktp hilang")
    desk.stage.link.go(LinkState.LOST)
    desk.settle()
    assert desk.text("connection-banner") != ""
    with pytest.raises(NotThere, match="disabled"):
        tappable_middle(desk.window, "issue-number")
    desk.stage.link.come_back()
    desk.settle()
    desk.key("Enter")
    assert len(desk.stage.commands) == 1


def test_a_rejected_desk_and_an_unknown_mall_say_what_to_do(open_desk: OpenDesk):
    desk = open_desk()
    desk.stage.link.go(LinkState.REJECTED, what="token_unknown")
    desk.settle()
    assert (
        visible_item(desk.window, "obstacle").property("title")
        == "Server tidak mengenal token perangkat ini."
    )
    assert not desk.shows("query")
    other = open_desk(catalogue=CATALOGUE_NONE)
    assert other.shows("obstacle")
    assert misfits(other.window) == []


@pytest.mark.slow
@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("size", SIZES)
def test_every_page_fits_with_the_longest_words(
    open_desk: OpenDesk, malang: Catalogue, size: str, language: Language
):
    desk = open_desk(size, language, training=True)
    stage = desk.stage
    longest = max(malang.services.values(), key=lambda service: len(service.name.in_(language)))

    def look(what: str) -> None:
        desk.settle()
        assert misfits(desk.window) == [], what

    look("empty")
    for tenant in malang.tenants.values():
        stage.desk.type(tenant.short_name)
        look(tenant.id)
    stage.desk.type(longest.name.in_(language))
    stage.desk.addErrand()
    stage.desk.type("ktp hilang")
    look("errands")
    stage.enter()
    look("printing")
    stage.press.finish(Unknown("no_answer"))
    look("question")
    stage.give("skck")
    stage.press.finish(NotPrinted("unreachable"))
    look("no paper")
    stage.desk.openPage("look_up")
    look("recent")
    stage.desk.move(1)
    stage.do("delay")
    look("delayed")
    stage.desk.askCancel()
    look("question before cancelling")
    stage.desk.dismiss()
    stage.booking(stage.link.now() + timedelta(minutes=60), ServiceId("dukcapil.ktp-rekam"))
    stage.desk.openPage("bookings")
    stage.desk.move(1)
    look("bookings")
    stage.desk.askCancel()
    look("question before cancelling a booking")
    stage.desk.dismiss()
    stage.desk.makeBooking(True)
    stage.desk.bookings.form.typeHour("25")
    stage.desk.bookings.form.book()
    look("form")
    stage.desk.openPage("pick_ups")
    look("no results")
    result(stage)
    stage.desk.move(1)
    look("results")
    stage.link.go(LinkState.LOST)
    look("lost")


def result(stage: Stage) -> None:
    """A result is ready."""
    stage.sign_on(8)
    stage.ticket(ServiceId("dukcapil.ktp-hilang"))
    stage.call(8)
    visit = stage.link.whole.desks[CounterId(8)].visit
    assert visit is not None
    stage.ask(StartService(counter=CounterId(8), visit=visit), OFFICER, role="counter")
    later = FinishService(counter=CounterId(8), visit=visit, outcome="result_later")
    stage.ask(later, OFFICER, role="counter")
    stage.ask(MarkReady(visit=visit), OFFICER, role="counter")


def misfits(window: QQuickWindow) -> list[str]:
    """Texts that are cut or too large for their place, and what stands outside the window."""
    wrong: list[str] = []
    for item in all_items(window.contentItem()):
        if not item.inherits("QQuickText") or not item.property("text") or not in_sight(item):
            continue
        cut = (
            item.property("truncated")
            or item.property("contentWidth") > item.width() + ROUNDING_PX
            or item.property("contentHeight") > item.height() * LINE_TOLERANCE + ROUNDING_PX
        )
        corner = item.mapToItem(window.contentItem(), QPointF(item.width(), item.height()))
        outside = corner.x() > window.width() + ROUNDING_PX or corner.y() > window.height() + ROUNDING_PX
        if cut or outside:
            wrong.append(f"{item.property('text')!r} cut={cut} outside={outside}")
    return wrong


def in_sight(item: QQuickItem) -> bool:
    """Whatever a list or a flickable holds is judged where it is seen."""
    if not item.isVisible():
        return False
    around = item.parentItem()
    while around is not None:  # pyright: ignore[reportUnnecessaryComparison]  (None at the root)
        if around.inherits("QQuickFlickable"):
            middle = item.mapToItem(around, QPointF(0, item.height() / 2)).y()
            if not 0 <= middle <= around.height():
                return False
        around = around.parentItem()
    return True
