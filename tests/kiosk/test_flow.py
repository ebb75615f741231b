from __future__ import annotations

import pytest

from client.fake import small_catalogue
from client.link import LinkState
from hardware.printer import Away, NotPrinted, Printed, Unknown
from hardware.status import PrinterStatus
from kiosk.flow import ISSUE_WAIT_S_MAX, PRINT_WAIT_S_MAX
from kiosk.screen import STAY_S, Screen
from protocol.hall import CATALOGUE_NONE, State, empty
from protocol.messages import IssueTicket, Reason
from tests.kiosk.stage import KTP, Stage, bring_to

PRINTED = Printed(first_byte_at=100.25)
NO_ANSWER = Unknown("no_answer", first_byte_at=100.25)
PAPER_OUT = NotPrinted("paper_out")


def state_of(stage: Stage) -> State:
    (visit,) = stage.link.whole.visits.values()
    return visit.stops[0].state


def test_a_printed_slip_brings_the_visitor_into_the_line(stage: Stage):
    stage.take()
    assert stage.screen == "printing"
    assert state_of(stage) is State.PRINTING
    stage.press.finish(PRINTED)
    stage.answer()
    assert stage.screen == "done"
    assert stage.model.hasSlip
    assert state_of(stage) is State.WAITING


def test_a_double_tap_takes_one_number(stage: Stage):
    stage.walk_to()
    stage.model.take()
    stage.model.take()
    stage.answer()
    stage.model.take()
    stage.answer()
    assert stage.issued == [IssueTicket(service=KTP, language="id")]
    assert len(stage.press.slips) == 1


def test_each_visitor_gets_a_number_of_their_own(stage: Stage):
    for _ in range(2):
        stage.take()
        stage.press.finish(PRINTED)
        stage.model.home()
    stage.answer()
    assert [visit.label for visit in stage.link.whole.visits.values()] == ["A-001", "A-002"]


@pytest.mark.parametrize(
    ("came_out", "paper", "screen"), [(True, "seen", "done"), (False, "screen", "screen_ticket")]
)
def test_where_the_printer_cannot_tell_either_answer_of_the_visitor_confirms(
    stage: Stage, came_out: bool, paper: str, screen: str
):
    stage.take()
    stage.press.finish(NO_ANSWER)
    assert stage.screen == "question"
    assert stage.confirmed == []
    stage.model.answerPaper(came_out)
    stage.model.answerPaper(not came_out)
    assert [paper for _, paper in stage.confirmed] == [paper]
    assert stage.screen == screen
    assert stage.model.hasSlip is came_out


@pytest.mark.parametrize(("outcome", "screen"), [(NO_ANSWER, Screen.QUESTION), (PAPER_OUT, Screen.TROUBLE)])
def test_who_leaves_without_a_word_has_read_the_number_and_is_called(
    stage: Stage, outcome: Unknown | NotPrinted, screen: Screen
):
    stage.take()
    stage.press.finish(outcome)
    stage.pass_time(STAY_S[screen])
    stage.answer()
    assert stage.screen == "start"
    assert stage.confirmed == [(1, "screen")]
    assert state_of(stage) is State.WAITING


def test_without_paper_the_number_stands_on_the_screen_until_it_is_noted(stage: Stage):
    stage.take()
    stage.press.finish(PAPER_OUT)
    assert stage.screen == "trouble"
    assert stage.model.ticket["label"] == "A-001"
    assert stage.model.ticket["url"] == "http://antrean.test:8080/t/token-1"
    assert stage.confirmed == []
    stage.model.noted()
    assert stage.screen == "done"
    assert not stage.model.hasSlip
    assert stage.confirmed == [(1, "screen")]


def test_a_server_that_was_set_back_hears_of_an_id_that_it_gives_again(stage: Stage):
    before = stage.link.whole
    for _ in range(2):
        stage.take()
        stage.press.finish(PRINTED)
        stage.answer()
        assert state_of(stage) is State.WAITING
        stage.model.home()
        stage.link.whole = before
        stage.link.come_back()
    assert stage.confirmed == 2 * [(1, "printed")]


def test_back_from_a_refusal_leads_to_no_page_of_what_is_gone(stage: Stage):
    stage.link.decide = None
    stage.walk_to()
    stage.model.take()
    stage.link.whole = empty(CATALOGUE_NONE)
    stage.link.come_back()
    stage.link.refuse(stage.link.sent[-1][0], Reason.UNKNOWN_SERVICE)
    stage.model.back()
    assert stage.screen == "start"


def test_staff_hear_of_the_printer_before_and_after_a_slip(stage: Stage):
    stage.press.status.emit(PrinterStatus(paper="near_end", online=True))
    assert stage.link.reported.paper == "near_end"
    stage.press.status.emit(PrinterStatus(paper="out", online=False))
    assert stage.link.reported.paper == "paper_out"
    stage.press.status.emit(Away("unreachable"))
    assert stage.link.reported.paper == "unreachable"
    stage.press.status.emit(None)
    assert stage.link.reported.paper == "unknown"
    stage.take()
    stage.press.finish(NotPrinted("cover_open"))
    assert stage.link.reported.paper == "cover_open"


def test_a_slow_printer_is_not_waited_for_and_its_late_word_still_confirms(stage: Stage):
    stage.take()
    stage.pass_time(PRINT_WAIT_S_MAX)
    assert stage.screen == "question"
    stage.press.finish(PRINTED)
    assert stage.screen == "done"
    assert stage.confirmed == [(1, "printed")]


def test_a_slip_that_comes_out_when_its_visitor_has_gone_leaves_the_next_one_alone(stage: Stage):
    stage.take()
    stage.pass_time(PRINT_WAIT_S_MAX)
    stage.pass_time(STAY_S[Screen.QUESTION])
    stage.walk_to("pdam.sambungan")
    stage.press.finish(PRINTED)
    assert stage.screen == "service"
    assert stage.confirmed == [(1, "screen")]


def test_what_the_visitor_said_is_not_said_again_by_the_printer(stage: Stage):
    stage.take()
    stage.pass_time(PRINT_WAIT_S_MAX)
    stage.model.answerPaper(True)
    stage.press.finish(PRINTED)
    assert stage.confirmed == [(1, "seen")]


def test_a_refusal_says_why_and_the_way_back_leads_to_the_service(stage: Stage):
    stage.link.decide = None
    stage.walk_to()
    stage.model.take()
    stage.link.refuse(1, Reason.LINE_FULL)
    assert stage.screen == "refused"
    assert stage.flow.refused is not None
    assert stage.flow.refused.reason is Reason.LINE_FULL
    stage.model.back()
    assert stage.screen == "service"


def test_no_number_can_be_taken_without_the_server(stage: Stage):
    stage.walk_to()
    stage.link.go(LinkState.LOST)
    assert not stage.model.canTake
    stage.model.take()
    assert stage.issued == []
    assert stage.screen == "service"
    stage.link.come_back()
    assert stage.model.canTake


def test_a_number_asked_for_before_the_line_broke_comes_when_it_is_back(stage: Stage):
    stage.walk_to()
    stage.model.take()
    stage.link.go(LinkState.LOST)
    stage.answer()
    assert stage.screen == "issuing"
    stage.link.come_back()
    stage.answer()
    assert stage.screen == "printing"


def test_a_number_that_comes_after_the_visitor_was_sent_away_is_neither_printed_nor_confirmed(stage: Stage):
    stage.walk_to()
    stage.model.take()
    stage.link.go(LinkState.LOST)
    stage.pass_time(ISSUE_WAIT_S_MAX)
    assert stage.screen == "refused"
    stage.link.come_back()
    stage.answer()
    assert stage.screen == "refused"
    assert stage.press.slips == []
    assert stage.confirmed == []


def test_a_kiosk_started_again_shows_nothing_of_a_ticket_in_print(stage: Stage):
    stage.take()
    again = Stage()
    again.link.whole = stage.link.whole
    again.link.come_back()
    assert again.link.hall.visits, "the kiosk sees its own ticket"
    assert again.screen == "start"
    assert again.model.ticket["label"] == ""
    assert again.press.slips == []
    again.close()


@pytest.mark.parametrize(
    "screen", [screen for screen in Screen if screen in STAY_S and screen is not Screen.START]
)
def test_every_page_goes_back_to_the_start_by_itself_in_the_kiosks_own_language(stage: Stage, screen: Screen):
    bring_to(stage, screen)
    stage.model.setLanguage("en")
    stage.pass_time(STAY_S[screen] - 0.1)
    assert stage.screen == screen.value
    stage.pass_time(0.1)
    assert stage.screen == "start"
    assert stage.model.language == "id"


def test_the_start_goes_back_to_the_kiosks_own_language(stage: Stage):
    stage.model.setLanguage("en")
    stage.pass_time(STAY_S[Screen.START])
    assert stage.model.language == "id"
    assert stage.flow.leaves_in_s is None


def test_a_touch_keeps_the_page(stage: Stage):
    stage.walk_to()
    stage.pass_time(STAY_S[Screen.SERVICE] - 1)
    stage.model.touched()
    stage.pass_time(STAY_S[Screen.SERVICE] - 1)
    assert stage.screen == "service"


def test_a_touch_does_not_keep_the_last_page(stage: Stage):
    bring_to(stage, Screen.DONE)
    stage.s += STAY_S[Screen.DONE]
    stage.model.touched()
    stage.model.tick()
    assert stage.screen == "start"


@pytest.mark.parametrize("screen", list(Screen))
def test_nothing_that_belongs_to_another_page_has_an_effect(stage: Stage, screen: Screen):
    """Every action on every page: what does not fit changes no page and sends nothing."""
    bring_to(stage, screen)
    fitting = {
        Screen.START: {"openTenant", "openCheckIn"},
        Screen.SERVICES: {"openService"},
        Screen.SERVICE: {"take", "addErrand", "chooseClass"},
        Screen.CHECK_IN: {"typeDigit", "checkIn"},
        Screen.QUESTION: {"answerPaper"},
        Screen.TROUBLE: {"noted"},
        Screen.SCREEN_TICKET: {"noted"},
    }.get(screen, set())
    sent = list(stage.link.sent)
    actions = {
        "openTenant": lambda: stage.model.openTenant("pdam"),
        "openService": lambda: stage.model.openService("pdam.sambungan"),
        "openCheckIn": stage.model.openCheckIn,
        "typeDigit": lambda: stage.model.typeDigit("1"),
        "eraseDigit": stage.model.eraseDigit,
        "checkIn": stage.model.checkIn,
        "addErrand": stage.model.addErrand,
        "dropErrand": lambda: stage.model.dropErrand(KTP),
        "take": stage.model.take,
        "answerPaper": lambda: stage.model.answerPaper(True),
        "noted": stage.model.noted,
    }
    for name, act in actions.items():
        if name not in fitting:
            act()
            assert stage.screen == screen.value, name
    assert stage.link.sent == sent


def test_an_unknown_tenant_or_service_opens_nothing(stage: Stage):
    stage.model.openTenant("nobody")
    assert stage.screen == "start"
    stage.model.openTenant("dukcapil")
    stage.model.openService("nobody.nothing")
    assert stage.screen == "services"


def test_back_leads_the_way_one_came(stage: Stage):
    stage.walk_to()
    stage.model.back()
    assert stage.screen == "services"
    stage.model.back()
    assert stage.screen == "start"
    stage.model.back()
    assert stage.screen == "start"


def test_a_new_catalogue_without_the_chosen_service_leads_back_to_the_start(stage: Stage):
    stage.walk_to()
    stage.link.whole = empty(CATALOGUE_NONE)
    stage.link.come_back()
    assert stage.screen == "start"


def test_a_number_on_the_screen_outlives_its_catalogue(stage: Stage):
    bring_to(stage, Screen.TROUBLE)
    stage.link.whole = empty(CATALOGUE_NONE)
    stage.link.come_back()
    assert stage.screen == "trouble"
    assert (stage.model.ticket["label"], stage.model.ticket["zone"]) == ("A-001", "Lantai 3")


def test_a_fresh_snapshot_of_the_same_catalogue_keeps_the_page(stage: Stage):
    stage.walk_to()
    stage.link.whole = empty(small_catalogue())
    stage.link.come_back()
    assert stage.screen == "service"


def test_whoever_drives_the_kiosk_hears_the_way_from_tap_to_paper(stage: Stage):
    stage.walk_to()
    stage.model.take()
    stage.s = 100.02
    stage.answer()
    stage.press.finish(Printed(first_byte_at=100.05))
    assert stage.told == [
        {
            "event": "ticket",
            "visit": 1,
            "label": "A-001",
            "outcome": "Printed",
            "code": "",
            "tap_at": 100.0,
            "answered_at": 100.02,
            "first_byte_at": 100.05,
            "ms": 50.0,
        }
    ]


def test_a_slip_of_which_no_byte_left_has_no_time_to_paper(stage: Stage):
    stage.take()
    stage.press.finish(PAPER_OUT)
    assert (stage.told[0]["outcome"], stage.told[0]["code"], stage.told[0]["ms"]) == (
        "NotPrinted",
        "paper_out",
        None,
    )
