from __future__ import annotations

import pytest
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QGuiApplication

from client.fake import FakeLink, small_catalogue
from kiosk.confirming import TRIES_COUNT_MAX, Confirming
from protocol.messages import ConfirmTicket, Reason, VisitId
from tests.conftest import ExpectLog
from tests.kiosk.stage import MORNING

SEVEN = VisitId(7)


@pytest.fixture
def link(qapp: QGuiApplication) -> FakeLink:
    return FakeLink(role="kiosk", catalogue=small_catalogue(), now=MORNING)


def settle() -> None:
    loop = QEventLoop()
    QTimer.singleShot(0, loop.quit)
    loop.exec()


def test_a_visit_is_confirmed_once_whatever_is_said_later(link: FakeLink):
    confirming = Confirming(link)
    confirming.confirm(SEVEN, "seen")
    confirming.confirm(SEVEN, "printed")
    assert [command for _, command in link.sent] == [ConfirmTicket(visit=SEVEN, paper="seen")]


def test_a_server_in_passing_trouble_is_asked_again(link: FakeLink):
    confirming = Confirming(link, pace=0)
    confirming.confirm(SEVEN, "printed")
    link.refuse(1, Reason.STORAGE_FAILED)
    settle()
    assert [command for _, command in link.sent] == 2 * [ConfirmTicket(visit=SEVEN, paper="printed")]


def test_asking_again_ends(link: FakeLink, expect_log: ExpectLog):
    expect_log("visit 7 not confirmed: overloaded")
    confirming = Confirming(link, pace=0)
    confirming.confirm(SEVEN, "printed")
    for handle in range(1, TRIES_COUNT_MAX + 1):
        link.refuse(handle, Reason.OVERLOADED)
        settle()
    assert len(link.sent) == TRIES_COUNT_MAX


def test_a_final_refusal_is_logged_and_not_repeated(link: FakeLink, expect_log: ExpectLog):
    expect_log("visit 7 not confirmed: unknown_visit")
    confirming = Confirming(link, pace=0)
    confirming.confirm(SEVEN, "printed")
    link.refuse(1, Reason.UNKNOWN_VISIT)
    settle()
    assert len(link.sent) == 1


def test_a_visit_that_waits_already_is_as_good_as_confirmed(link: FakeLink):
    """Its holder was quicker and has opened the page behind the code; nothing is logged."""
    confirming = Confirming(link, pace=0)
    confirming.confirm(SEVEN, "screen")
    link.refuse(1, Reason.WRONG_STATE, "waiting")
    settle()
    assert len(link.sent) == 1


def test_the_refusal_of_another_request_is_none_of_its_business(link: FakeLink):
    confirming = Confirming(link, pace=0)
    other = link.send(ConfirmTicket(visit=VisitId(8), paper="seen"))
    link.refuse(other, Reason.OVERLOADED)
    settle()
    assert len(link.sent) == 1
    assert confirming.parent() is None
