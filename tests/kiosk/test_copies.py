"""The slip printed again, for whoever asked for it and nobody else."""

from __future__ import annotations

from client.link import LinkState
from hardware.printer import NotPrinted, Printed, Unknown
from hardware.status import PrinterStatus
from kiosk.flow import PRINT_WAIT_S_MAX
from kiosk.screen import STAY_S, Screen
from protocol.hall import State
from protocol.messages import Reason, VisitCancelled
from tests.kiosk.stage import Stage, bring_to

PRINTED = Printed(first_byte_at=100.25)
NO_ANSWER = Unknown("no_answer", first_byte_at=100.25)
PAPER_OUT = NotPrinted("paper_out")


def test_when_the_paper_is_back_the_slip_is_printed_again_and_marked_as_a_copy(stage: Stage):
    stage.take()
    stage.press.finish(PAPER_OUT)
    assert not stage.model.canPrintAgain
    stage.press.status.emit(PrinterStatus(paper="ok", online=True))
    stage.model.printAgain()
    stage.answer()
    assert stage.screen == "printing"
    first, copy = (slip.parts for _, slip in stage.press.slips)
    assert "SALINAN" in str(copy)
    assert "SALINAN" not in str(first)
    stage.press.finish(PRINTED)
    stage.answer()
    assert (stage.screen, stage.model.hasSlip) == ("done", True)
    assert stage.confirmed == [(1, "printed")]
    assert [told["event"] for told in stage.told] == ["ticket", "copy"]


def test_paper_that_ends_in_the_slip_is_named_until_it_is_back(stage: Stage):
    stage.take()
    stage.press.finish(Unknown("paper_out", first_byte_at=100.25))
    assert (stage.screen, stage.model.broken) == ("question", True)
    stage.model.answerPaper(False)
    assert stage.model.troubleText == "Kertas printer habis."
    stage.press.status.emit(PrinterStatus(paper="ok", online=True))
    assert (stage.model.broken, stage.model.canPrintAgain) == (False, True)
    assert stage.model.troubleText == "Printer sudah siap kembali."


def test_one_copy_is_all_that_a_kiosk_prints(stage: Stage):
    stage.take()
    stage.press.finish(NO_ANSWER)
    stage.model.answerPaper(False)
    stage.press.status.emit(PrinterStatus(paper="ok", online=True))
    stage.model.printAgain()
    stage.answer()
    stage.press.finish(PAPER_OUT)
    stage.press.status.emit(PrinterStatus(paper="ok", online=True))
    assert stage.screen == "trouble"
    assert not stage.model.canPrintAgain
    stage.model.printAgain()
    assert len(stage.press.slips) == 2


def test_a_copy_that_the_server_refuses_leaves_the_number_on_the_screen(stage: Stage):
    bring_to(stage, Screen.TROUBLE)
    stage.press.status.emit(PrinterStatus(paper="ok", online=True))
    stage.link.decide = None
    stage.model.printAgain()
    stage.link.refuse(stage.link.sent[-1][0], Reason.WRONG_STATE)
    assert stage.screen == "trouble"
    assert stage.model.ticket["label"] == "A-001"


def test_a_copy_is_not_printed_for_someone_who_has_gone(stage: Stage):
    bring_to(stage, Screen.TROUBLE)
    stage.press.status.emit(PrinterStatus(paper="ok", online=True))
    stage.link.go(LinkState.LOST)
    assert not stage.model.canPrintAgain
    stage.link.come_back()
    stage.model.printAgain()
    stage.link.go(LinkState.LOST)
    stage.pass_time(PRINT_WAIT_S_MAX)
    stage.pass_time(STAY_S[Screen.QUESTION])
    assert stage.screen == "start"
    stage.link.come_back()
    stage.answer()
    assert stage.screen == "start"
    assert len(stage.press.slips) == 1


def test_a_copy_that_is_refused_late_is_nothing_to_the_next_visitor(stage: Stage):
    bring_to(stage, Screen.TROUBLE)
    stage.press.status.emit(PrinterStatus(paper="ok", online=True))
    stage.link.decide = None
    stage.model.printAgain()
    handle = stage.link.sent[-1][0]
    stage.pass_time(PRINT_WAIT_S_MAX)
    stage.pass_time(STAY_S[Screen.QUESTION])
    stage.walk_to()
    stage.link.refuse(handle, Reason.WRONG_STATE)
    assert stage.screen == "service"


def test_a_copy_that_is_refused_late_does_not_take_the_last_page_away(stage: Stage):
    bring_to(stage, Screen.TROUBLE)
    stage.press.status.emit(PrinterStatus(paper="ok", online=True))
    stage.link.decide = None
    stage.model.printAgain()
    handle = stage.link.sent[-1][0]
    stage.pass_time(PRINT_WAIT_S_MAX)
    stage.model.answerPaper(True)
    stage.link.refuse(handle, Reason.WRONG_STATE)
    assert (stage.screen, stage.model.hasSlip) == ("done", True)


def test_who_waits_long_for_the_paper_to_be_changed_still_gets_a_copy(stage: Stage):
    bring_to(stage, Screen.TROUBLE)
    (visit,) = stage.link.whole.visits.values()
    stop, issuer = visit.stops[0], visit.issuer
    stage.link.happen(
        VisitCancelled(visit=visit.id, stop=0, tenant=stop.tenant, issuer=issuer, reason="not_confirmed")
    )
    stage.press.status.emit(PrinterStatus(paper="ok", online=True))
    stage.model.printAgain()
    stage.answer()
    assert stage.screen == "printing"
    assert len(stage.press.slips) == 2
    (visit,) = stage.link.whole.visits.values()
    assert visit.stops[0].state is State.WAITING
