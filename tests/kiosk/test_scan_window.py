"""The kiosk's window with a scanner that types: it is read wherever the visitor is, and presses nothing."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPointF, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtQuick import QQuickItem
from pytestqt.qtbot import QtBot

from client.items import visible_item
from kiosk.scan import REPEAT_S, TicketCode, read
from kiosk.screen import Screen
from kiosk.slip import ticket_url
from kiosk.wedge import Wedge
from protocol.catalogue import Catalogue, CounterId, Language, ServiceId
from protocol.frames import Place, Presented
from protocol.visit import PRIORITY, State, Stop, Visit, VisitId
from tests.kiosk.fitting import misfits, small_targets, wordiest_errands
from tests.kiosk.front import Kiosk, OpenKiosk
from tests.kiosk.stage import MORNING, bring_to


def test_a_slip_that_is_scanned_opens_its_page_and_a_tap_goes_back(open_kiosk: OpenKiosk):
    kiosk = with_wedge(open_kiosk())
    visit = kiosk.stage.slip()
    type_in(kiosk, f"http://antrean.test:8080/t/{visit.token}\n")
    assert (kiosk.text("place-number"), kiosk.text("place-headline")) == ("A-001", "Anda sudah masuk antrean")
    kiosk.tap("understood")
    assert kiosk.shows("tenant-dukcapil")
    assert kiosk.shows("scan-hint")


@pytest.mark.parametrize(("filtered", "screen"), [(True, "unread"), (False, "printing")])
def test_what_a_scanner_types_presses_no_button(open_kiosk: OpenKiosk, filtered: bool, screen: str):
    """Without the filter it does: a space presses the button that has the focus."""
    kiosk = with_wedge(open_kiosk()) if filtered else open_kiosk()
    bring_to(kiosk.stage, Screen.SERVICE)
    kiosk.settle()
    visible_item(kiosk.window, "take-number").forceActiveFocus()
    type_in(kiosk, " a stranger's code \n")
    assert kiosk.stage.screen == screen


def test_a_hand_presses_the_button_that_has_the_focus(open_kiosk: OpenKiosk, qtbot: QtBot):
    kiosk = with_wedge(open_kiosk())
    bring_to(kiosk.stage, Screen.UNREAD)
    kiosk.settle()
    visible_item(kiosk.window, "home").forceActiveFocus()
    type_in(kiosk, " ")
    qtbot.waitUntil(lambda: kiosk.stage.screen == "start")


def test_what_is_printed_on_a_slip_is_what_is_read(open_kiosk: OpenKiosk):
    visit = open_kiosk().stage.slip()
    assert read(ticket_url(visit, "http://192.168.1.10:8642")) == TicketCode(token=visit.token)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("size", "language"),
    [("upright", "id"), ("lying", "en"), ("turned", "en"), ("tablet", "id"), ("800x600", "id")],
)
def test_every_state_of_a_number_fits_with_the_longest_names(
    open_kiosk: OpenKiosk, malang: Catalogue, size: str, language: Language
):
    kiosk = open_kiosk(size, language)
    wordiest = wordiest_errands(malang, language)
    for stops in (
        *([stop(malang, wordiest[0], state, parked="documents", cancelled="day_ended")] for state in State),
        [stop(malang, service, state) for service, state in zip(wordiest, SOME, strict=False)],
        [stop(malang, service, State.WAITING) for service in wordiest],
    ):
        show(kiosk, stops)
        assert misfits(kiosk.window) == [], stops
        assert small_targets(kiosk.window) == [], stops
        for number in range(1, len(stops) + 1) if len(stops) > 1 else ():
            row, button = (
                visible_item(kiosk.window, name) for name in (f"place-stop-{number}", "understood")
            )
            assert bottom_of(row) < button.mapToScene(QPointF(0, 0)).y(), number
    for unread in ("unknown", "unreadable", "no_answer"):
        kiosk.stage.flow.looking.fail(unread)
        kiosk.settle()
        assert misfits(kiosk.window) == [], unread
    kiosk.stage.model.home()
    kiosk.stage.flow.learn_scanner("ok")
    kiosk.settle()
    assert misfits(kiosk.window) == []


SOME = (State.FINISHED, State.CALLED, State.WAITING, State.PARKED, State.NO_SHOW, State.PLANNED)


def stop(catalogue: Catalogue, service: ServiceId, state: State, **more: object) -> Stop:
    tenant = catalogue.services[service].tenant
    return Stop(tenant=tenant, service=service, state=state, line_time=MORNING, counter=CounterId(50), **more)


def show(kiosk: Kiosk, stops: list[Stop]) -> None:
    """As the server would say it."""
    visit = Visit(
        id=VisitId(9),
        prefix="AB",
        number=1017,
        token=None,
        language="id",
        issuer=None,
        issued_at=MORNING,
        ahead=3,
        priority=PRIORITY,
        stops=tuple(stops),
    )
    kiosk.stage.link.show = lambda link, present: Presented(
        look=present.look,
        visit=visit,
        places=tuple(Place(ahead=112, restored=index == 0) for index in range(len(stops))),
        today=True,
        did="restored",
        refused=None,
    )
    kiosk.stage.pass_time(REPEAT_S)
    kiosk.stage.scan("http://antrean.test/t/any")
    kiosk.settle()
    assert kiosk.text("place-number") == "AB-1017"


def bottom_of(item: QQuickItem) -> float:
    return item.mapToScene(QPointF(0, item.height())).y()


def with_wedge(kiosk: Kiosk) -> Kiosk:
    """Its scanner types."""
    wedge = Wedge(parent=kiosk.window)
    wedge.scanned.connect(kiosk.stage.flow.scanned)
    kiosk.window.installEventFilter(wedge)
    return kiosk


def type_in(kiosk: Kiosk, text: str) -> None:
    """As fast as a scanner does."""
    for index, sign in enumerate(text):
        key = {"\n": Qt.Key.Key_Return, " ": Qt.Key.Key_Space}.get(sign, Qt.Key.Key_unknown)
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, sign)
            event.setTimestamp(10_000 + 2 * index)
            QCoreApplication.sendEvent(kiosk.window, event)
    kiosk.stage.answer()
    kiosk.settle()
