"""Several errands, priority and closed services, on the way through the pages."""

from __future__ import annotations

from datetime import timedelta

import pytest
from msgspec.structs import replace

from client.link import LinkState
from client.small_mall import small_catalogue
from hardware.printer import Printed
from kiosk.screen import STAY_S, Screen
from protocol.catalogue import ServiceId, Text
from protocol.hall import CATALOGUE_NONE, State, empty
from protocol.messages import STOPS_COUNT_MAX, Close, Errand, IssueTicket, Reason, Refused
from protocol.view import PRIORITY
from tests.kiosk.stage import KTP, MORNING, Stage

KK, AIR = "dukcapil.kk", "pdam.sambungan"
SERVED = (ServiceId(KTP), ServiceId(KK), ServiceId(AIR))
AT_ONE = MORNING + timedelta(hours=3, minutes=19)
ON_BREAK = Refused(
    reason=Reason.ON_BREAK, about=KTP, again=AT_ONE, title=Text(id="Istirahat siang", en="Midday break")
)


def shut(stage: Stage, *services: str, refused: Refused = ON_BREAK) -> None:
    stage.link.wait_values({}, SERVED, shut={ServiceId(service): refused for service in services})


def rows(model, field: str) -> list[object]:
    role = next(role for role, name in model.roleNames().items() if name == field.encode())
    return [model.data(model.index(row), role) for row in range(model.rowCount())]


def test_two_errands_get_one_number_in_the_quickest_order(stage: Stage):
    stage.link.wait_values({}, SERVED, ahead={ServiceId(KTP): 30})
    stage.put_aside(KTP)
    assert stage.screen == "start"
    assert stage.model.errandCount == 1
    stage.walk_to(AIR)
    assert (stage.model.errandCount, stage.model.wantedCount) == (1, 2)
    assert rows(stage.model.errands, "key") == [AIR, KTP]
    stage.model.take()
    stage.answer()
    stage.press.finish(Printed(first_byte_at=100.1))
    stage.answer()
    assert stage.issued == [IssueTicket(service=AIR, language="id", more=(Errand(service=KTP),))]
    (visit,) = stage.link.whole.visits.values()
    assert [(stop.service, stop.state) for stop in visit.stops] == [
        (AIR, State.WAITING),
        (KTP, State.WAITING),
    ]
    assert rows(stage.model.stops, "service") == ["Sambungan baru", "Perekaman KTP-el"]
    assert stage.model.report()["stops"] == [AIR, KTP]


def test_a_number_for_what_was_put_aside_can_be_taken_from_the_start(stage: Stage):
    stage.put_aside(KTP, KK)
    stage.model.dropErrand(KTP)
    stage.model.take()
    assert stage.issued == [IssueTicket(service=KK, language="id")]


def test_with_nothing_on_the_list_the_start_takes_no_number(stage: Stage):
    stage.put_aside(KTP)
    stage.model.dropErrand(KTP)
    stage.model.take()
    assert stage.issued == []


def test_one_errand_leads_to_no_list_of_stops(stage: Stage):
    stage.take()
    assert rows(stage.model.stops, "service") == []


def test_the_list_ends_with_as_many_errands_as_one_number_is_for(qapp: object):
    catalogue = small_catalogue()
    like = catalogue.services[ServiceId(AIR)]
    services = [replace(like, id=ServiceId(f"pdam.{index}")) for index in range(STOPS_COUNT_MAX)]
    stage = Stage(replace(catalogue, services={each.id: each for each in services}))
    *others, last = services
    stage.put_aside(*(each.id for each in others))
    stage.walk_to(last.id)
    assert not stage.model.canAdd
    stage.model.addErrand()
    assert stage.screen == "service"
    stage.model.take()
    ((_, command),) = stage.link.sent
    assert isinstance(command, IssueTicket)
    assert len(command.more) == STOPS_COUNT_MAX - 1
    stage.close()


def test_the_next_visitor_finds_nothing_of_the_one_before(stage: Stage):
    stage.put_aside(KTP)
    stage.walk_to(AIR)
    stage.model.chooseClass("elderly")
    stage.model.home()
    assert (stage.model.errandCount, stage.model.priority) == (0, "")


def test_a_list_left_on_the_start_page_goes_with_its_visitor(stage: Stage):
    stage.put_aside(KTP)
    stage.pass_time(STAY_S[Screen.START] - 1)
    assert stage.model.secondsLeft == 1
    stage.pass_time(1)
    assert stage.model.errandCount == 0


def test_a_new_catalogue_takes_off_the_list_what_it_does_not_have(stage: Stage):
    stage.put_aside(KTP)
    stage.link.whole = empty(CATALOGUE_NONE)
    stage.link.come_back()
    assert stage.model.errandCount == 0


def test_priority_is_asked_for_without_a_word_of_why_on_the_ticket(stage: Stage):
    stage.walk_to()
    assert stage.model.priority == ""
    stage.model.chooseClass("pregnant")
    assert stage.model.priority == "Ibu hamil"
    stage.model.take()
    stage.answer()
    assert stage.issued == [IssueTicket(service=KTP, language="id", priority="pregnant")]
    assert stage.model.ticket["priority"] == "Prioritas"
    assert "hamil" not in str(stage.model.ticket)
    assert PRIORITY not in str(stage.press.slips)


def test_priority_is_taken_back_by_a_second_touch(stage: Stage):
    stage.walk_to()
    stage.model.chooseClass("elderly")
    stage.model.chooseClass("elderly")
    stage.model.take()
    assert stage.issued == [IssueTicket(service=KTP, language="id")]


def test_a_class_nobody_knows_is_not_chosen(stage: Stage):
    stage.walk_to()
    stage.model.chooseClass("royalty")
    assert stage.model.report()["priority"] is None


def test_a_closed_service_says_why_and_until_when_and_gives_no_number(stage: Stage):
    shut(stage, KTP)
    stage.model.openTenant("dukcapil")
    assert rows(stage.model.services, "waiting") == ["Tutup", "Tidak ada antrean"]
    assert rows(stage.model.services, "subtitle") == ["Istirahat siang. Buka lagi pukul 13.00.", ""]
    stage.model.openService(KTP)
    assert stage.model.service["shut"] == "Sedang istirahat: Istirahat siang. Buka lagi pukul 13.00."
    assert stage.model.service["requirements"] == ["KTP asli"]
    assert stage.model.service["waiting"] == "", "nobody is invited by an empty line to a closed door"
    assert not stage.model.canTake
    assert not stage.model.canAdd
    stage.model.take()
    stage.model.addErrand()
    assert stage.issued == []
    assert stage.screen == "service"
    shut(stage)
    assert stage.model.canTake


def test_a_tenant_is_closed_when_all_its_services_are(stage: Stage):
    shut(stage, KTP)
    assert rows(stage.model.tenants, "shut") == [False, False]
    shut(stage, KTP, KK)
    assert rows(stage.model.tenants, "shut") == [True, False]
    assert rows(stage.model.tenants, "subtitle")[0] == "Istirahat siang. Buka lagi pukul 13.00."
    assert stage.model.shutText == ""


def test_a_mall_that_is_closed_says_so_once(stage: Stage):
    shut(stage, KTP, KK, AIR)
    assert stage.model.shutText == "Sedang istirahat: Istirahat siang. Buka lagi pukul 13.00."
    assert rows(stage.model.tenants, "shut") == [True, True]
    assert "Istirahat" not in str(rows(stage.model.tenants, "subtitle"))


def test_what_closed_one_tenant_early_is_not_said_of_the_whole_mall(stage: Stage):
    again = AT_ONE + timedelta(days=1)
    evening = Refused(reason=Reason.OVER_FOR_TODAY, again=again)
    no_light = Refused(
        reason=Reason.TEMPORARILY_CLOSED, again=again, title=Text(id="Listrik padam", en="Listrik padam")
    )
    first, *others = (KTP, KK, AIR)
    stage.link.wait_values({}, SERVED, shut={first: no_light, **dict.fromkeys(others, evening)})
    assert stage.model.shutText == "Sudah tutup untuk hari ini. Buka lagi Selasa, 6 Januari pukul 13.00."


def test_a_tenant_that_opens_later_than_the_mall_says_when(stage: Stage):
    later = Refused(reason=Reason.OVER_FOR_TODAY, again=AT_ONE + timedelta(days=1))
    stage.link.wait_values({}, SERVED, shut={SERVED[0]: ON_BREAK, SERVED[1]: ON_BREAK, ServiceId(AIR): later})
    assert rows(stage.model.tenants, "subtitle")[1] == "Buka lagi Selasa, 6 Januari pukul 13.00."


def test_an_errand_that_closes_meanwhile_holds_the_number_until_it_is_taken_off(stage: Stage):
    stage.put_aside(KTP, AIR)
    shut(stage, AIR)
    assert rows(stage.model.errands, "shut").count(True) == 1
    assert not stage.model.canTake
    stage.model.dropErrand(AIR)
    assert stage.model.canTake


def test_a_refusal_after_the_tap_says_until_when_and_names_the_errand(stage: Stage):
    stage.link.ask(Close(tenant="pdam", reason="Listrik padam", until=AT_ONE), role="floor", device="floor-1")
    stage.put_aside(KTP, AIR)
    stage.model.take()
    stage.answer()
    assert stage.screen == "refused"
    assert stage.model.refusedText == "PDAM: Tutup sementara: Listrik padam. Buka lagi pukul 13.00."
    stage.model.back()
    assert stage.screen == "start"
    assert stage.model.errandCount == 2


def test_what_was_open_yesterday_is_told_anew_when_the_day_turns(stage: Stage):
    tomorrow = Refused(reason=Reason.OVER_FOR_TODAY, again=AT_ONE + timedelta(days=1))
    shut(stage, KTP, KK, refused=tomorrow)
    assert rows(stage.model.tenants, "subtitle")[0].endswith("Buka lagi Selasa, 6 Januari pukul 13.00.")
    stage.link.pass_time(86_400)
    stage.model.tick()
    assert rows(stage.model.tenants, "subtitle")[0].endswith("Buka lagi pukul 13.00.")


def test_without_the_server_nothing_is_put_into_a_number(stage: Stage):
    stage.put_aside(KTP)
    stage.link.go(LinkState.LOST)
    stage.model.take()
    assert stage.issued == []


@pytest.mark.parametrize("screen", ["issuing", "printing"])
def test_nothing_is_taken_off_the_list_when_the_number_is_on_its_way(stage: Stage, screen: str):
    stage.put_aside(KTP, AIR)
    stage.model.take()
    if screen == "printing":
        stage.answer()
    assert stage.screen == screen
    stage.model.dropErrand(AIR)
    stage.model.chooseClass("elderly")
    assert stage.model.errandCount == 2
    assert stage.model.priority == ""
