"""Numbers given at the desk, as far as the slip."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from msgspec.structs import replace
from pytestqt.qtbot import QtBot

from client.fake import small_catalogue
from client.link import LinkState
from hardware.printer import NotPrinted, Printed, Unknown
from hardware.receipt import Code, Line, Receipt
from protocol.catalogue import Text
from protocol.messages import IssueTicket, Reason, Refused
from protocol.visit import State
from tests.kiosk.reception.stage import AIR, KK, KTP, MORNING, Stage, settle

MakeStage = Callable[..., Stage]


def lines(receipt: Receipt) -> list[str]:
    return [part.text for part in receipt.parts if isinstance(part, Line)]


def test_words_and_enter_give_a_number_and_print_it(stage: Stage):
    visit = stage.give("foto")
    assert stage.commands == [IssueTicket(service=KTP)]
    job, receipt = stage.press.slips[-1]
    assert job == str(visit)
    assert "A-001" in lines(receipt)
    assert any(isinstance(part, Code) for part in receipt.parts), "the visitor's page is on it"
    assert stage.desk.ticket["label"] == "A-001"
    assert stage.desk.text == "", "the field is ready for the next one"
    stage.press.finish(Printed(first_byte_at=1.0))
    settle()
    assert stage.confirmed == [(visit, "printed")]
    assert stage.desk.ticket["mark"] == "printed"
    assert stage.link.hall.visits[visit].stops[0].state is State.WAITING


def test_a_second_enter_gives_no_second_number(stage: Stage):
    stage.desk.type("foto")
    stage.desk.enter()
    stage.desk.enter()
    settle()
    stage.enter()
    assert len(stage.commands) == 1


def test_class_language_and_errands_go_into_one_number(stage: Stage):
    stage.desk.type("air")
    stage.desk.issue.chooseClass("elderly")
    stage.desk.issue.setVisitorLanguage("en")
    stage.desk.addErrand()
    stage.desk.type("foto")
    stage.enter()
    (command,) = stage.commands
    assert isinstance(command, IssueTicket)
    assert {command.service, *(errand.service for errand in command.more)} == {AIR, KTP}
    assert (command.priority, command.language) == ("elderly", "en")
    assert stage.report("issue")["errands"] == [], "nothing is left of this visitor"
    assert stage.report("issue")["class"] is None
    assert stage.desk.issue.visitorLanguage == "id"


def test_what_is_typed_stays_where_no_further_errand_can_be_added(stage: Stage):
    stage.desk.type("ktp")
    stage.desk.addErrand()
    stage.desk.type("ktp")
    stage.desk.addErrand()
    assert stage.desk.text == "ktp"
    assert stage.report("issue")["errands"] == [KTP]


def test_errands_put_aside_are_enough_for_enter(stage: Stage):
    stage.desk.type("air")
    stage.desk.addErrand()
    stage.desk.type("foto")
    stage.desk.addErrand()
    stage.desk.issue.dropErrand(KTP)
    stage.enter()
    assert stage.commands == [IssueTicket(service=AIR)]


def test_a_class_chosen_twice_is_none(stage: Stage):
    stage.desk.issue.chooseClass("elderly")
    stage.desk.issue.chooseClass("elderly")
    assert stage.give("foto")
    assert stage.commands == [IssueTicket(service=KTP)]


def test_the_arrow_keys_choose_another_service(stage: Stage):
    stage.desk.type("dukcapil")
    assert stage.desk.issue.choice.count == 2
    stage.desk.move(1)
    stage.desk.move(1)
    stage.enter()
    assert stage.commands == [IssueTicket(service=KK)]


def test_the_slip_speaks_the_visitors_language_and_the_screen_the_officers(make_stage: MakeStage):
    stage = make_stage(language="id")
    heard: list[str] = []
    stage.languages.changed.connect(heard.append)
    stage.desk.type("foto")
    stage.desk.issue.setVisitorLanguage("en")
    stage.enter()
    assert "Your queue number" in lines(stage.press.slips[-1][1])
    assert stage.languages.language == "id"
    assert heard == [], "the screen did not change in between"


def test_without_paper_the_number_is_told_and_waits(stage: Stage):
    visit = stage.give()
    stage.press.finish(NotPrinted("paper_out"))
    settle()
    assert (
        stage.desk.ticket["paper"] == "The printer has run out of paper. Tell the visitor, or write it down."
    )
    assert stage.desk.printer["tone"] == "danger"
    assert stage.confirmed == [(visit, "screen")]
    assert stage.link.reported.paper == "paper_out"


@pytest.mark.parametrize(("came_out", "paper"), [(True, "seen"), (False, "screen")])
def test_a_printer_that_cannot_answer_leaves_it_to_the_officer(stage: Stage, came_out: bool, paper: str):
    visit = stage.give()
    stage.press.finish(Unknown("no_answer"))
    settle()
    assert stage.desk.ticket["question"] is True
    assert stage.confirmed == []
    stage.desk.answerPaper(came_out)
    settle()
    assert stage.confirmed == [(visit, paper)]
    assert stage.desk.ticket["question"] is False


def test_who_goes_on_without_an_answer_has_seen_the_number(stage: Stage):
    visit = stage.give()
    stage.press.finish(Unknown("no_answer"))
    stage.desk.type("k")
    settle()
    assert stage.confirmed == [(visit, "screen")]
    assert stage.desk.ticket == {}


def test_a_slip_that_comes_late_still_confirms_its_number(stage: Stage):
    first = stage.give()
    second = stage.give()
    stage.press.finish(Printed(first_byte_at=1.0), slip=0)
    settle()
    assert stage.confirmed == [(first, "printed")]
    assert stage.desk.ticket["label"] == stage.link.hall.visits[second].label
    assert stage.desk.ticket["mark"] == "printing"


def test_a_slip_that_fails_behind_the_officers_back_is_told(stage: Stage):
    visit = stage.give()
    stage.desk.type("x")
    stage.press.finish(NotPrinted("paper_out"))
    settle()
    assert stage.desk.news == "A-001 was not printed. Tell the visitor, or print a copy."
    assert stage.confirmed == [(visit, "screen")]


def test_a_silent_printer_ends_in_the_question(languages, qtbot: QtBot):
    stage = Stage(languages, pace=0.001)
    stage.give()
    qtbot.waitUntil(lambda: stage.desk.ticket["question"] is True)


def test_a_shut_service_says_why_and_when_again_and_gives_nothing(stage: Stage):
    again = MORNING + timedelta(hours=1)
    shut = Refused(reason=Reason.ON_BREAK, about=KTP, again=again, title=Text(id="Rapat", en="Meeting"))
    stage.link.wait_values({}, (KTP,), shut={KTP: shut})
    stage.desk.type("foto")
    assert stage.desk.issue.service["shut"] == "Closed for a break: Meeting. Opens again at 10:00."
    assert not stage.desk.issue.canIssue
    stage.desk.addErrand()
    stage.enter()
    assert stage.commands == []


def test_a_refusal_is_told_until_the_next_thing_is_done(make_stage: MakeStage):
    catalogue = small_catalogue()
    none_left = replace(catalogue.services[KTP], quota=0)
    stage = make_stage(catalogue=replace(catalogue, services={**catalogue.services, KTP: none_left}))
    stage.desk.type("foto")
    stage.enter()
    assert stage.desk.news.startswith("All numbers for today have been given.")
    assert stage.desk.newsTone == "danger"
    assert stage.desk.report()["refused"] == "quota_reached"
    stage.desk.type("air")
    assert stage.desk.news == ""


def test_people_ahead_and_missing_officers_stand_in_the_list(stage: Stage):
    stage.link.wait_values({KK: 4}, (KK,))
    stage.desk.type("dukcapil")
    rows = stage.desk.issue.choice.rows
    standing = next(role for role, name in rows.roleNames().items() if name == b"standing")
    texts = [rows.data(rows.index(row), standing) for row in range(rows.rowCount())]
    assert texts == ["No officer yet", "About 4 waiting"]


def test_while_the_server_is_away_nothing_is_given_and_the_desk_says_so(stage: Stage):
    stage.link.go(LinkState.LOST)
    stage.desk.type("foto")
    stage.enter()
    assert stage.commands == []
    assert stage.desk.banner.endswith("Nothing can be given or changed just now.")
    stage.link.come_back()
    assert stage.desk.banner == ""
    stage.enter()
    assert stage.commands == [IssueTicket(service=KTP)]


def test_an_answer_nobody_waits_for_any_more_prints_nothing(stage: Stage):
    stage.desk.type("foto")
    stage.desk.enter()
    stage.desk.escape()
    settle()
    assert stage.press.slips == []
    assert not stage.desk.busy


def test_each_number_is_told_to_whoever_drives_the_desk(stage: Stage):
    visit = stage.give()
    stage.press.finish(NotPrinted("paper_out"))
    (told,) = stage.told
    assert (told["event"], told["visit"], told["label"]) == ("ticket", visit, "A-001")
    assert (told["outcome"], told["code"], told["ms"]) == ("NotPrinted", "paper_out", None)


def test_a_training_desk_says_so_on_the_slip(make_stage: MakeStage):
    stage = make_stage(training=True)
    stage.give()
    assert stage.desk.training
    assert "LATIHAN" in lines(stage.press.slips[-1][1])
