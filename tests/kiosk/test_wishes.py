from __future__ import annotations

from client.small_mall import small_catalogue
from kiosk.wishes import Wishes, class_rows, errand_rows
from protocol.catalogue import ClassId, ServiceId
from protocol.frames import Waiting
from protocol.hall import CATALOGUE_NONE
from protocol.messages import STOPS_COUNT_MAX, Errand, IssueTicket, Reason, Refused

CATALOGUE = small_catalogue()
KTP, KK, AIR = ServiceId("dukcapil.ktp-rekam"), ServiceId("dukcapil.kk"), ServiceId("pdam.sambungan")
ELDERLY, PREGNANT = ClassId("elderly"), ClassId("pregnant")


def waiting(ahead: dict[ServiceId, int], shut: dict[ServiceId, Refused] | None = None) -> Waiting:
    return Waiting(lines={}, ahead=ahead, served=(KTP, KK, AIR), shut=shut or {})


def test_a_service_stands_once_on_the_list():
    assert Wishes().plus(KTP).plus(AIR).plus(KTP).errands == (KTP, AIR)
    assert Wishes().plus(KTP).plus(AIR).minus(KTP).errands == (AIR,)


def test_a_full_list_takes_no_more():
    wishes = Wishes()
    for index in range(STOPS_COUNT_MAX):
        assert not wishes.full
        wishes = wishes.plus(ServiceId(f"tenant.{index}"))
    assert wishes.full
    assert wishes.plus(AIR) == wishes


def test_a_class_is_taken_back_by_a_second_touch_and_changed_by_another():
    assert Wishes().of(ELDERLY).priority == ELDERLY
    assert Wishes().of(ELDERLY).of(ELDERLY).priority is None
    assert Wishes().of(ELDERLY).of(PREGNANT).priority == PREGNANT


def test_the_number_is_asked_for_in_the_quickest_order():
    wishes = Wishes(errands=(KTP, AIR), priority=ELDERLY)
    assert wishes.command(CATALOGUE, waiting({KTP: 40}), "en") == IssueTicket(
        service=AIR, language="en", priority=ELDERLY, more=(Errand(service=KTP),)
    )
    assert wishes.command(CATALOGUE, waiting({AIR: 40}), "en").service == KTP


def test_the_list_shows_that_order_and_what_is_not_on_it_yet():
    aside = Wishes(errands=(KTP,))
    told = waiting({KTP: 40}, {KTP: Refused(reason=Reason.QUOTA_REACHED)})
    rows = errand_rows(aside, aside.plus(AIR), CATALOGUE, told, "en")
    assert [(row.key, row.number, row.open, row.shut) for row in rows] == [
        (AIR, 1, True, False),
        (KTP, 2, False, True),
    ]


def test_another_catalogue_keeps_of_it_what_it_knows():
    assert Wishes(errands=(KTP,), priority=ELDERLY).known_to(CATALOGUE_NONE) == Wishes()
    assert Wishes(errands=(KTP,), priority=ELDERLY).known_to(CATALOGUE).errands == (KTP,)


def test_the_classes_are_those_of_the_mall_and_one_is_marked():
    rows = class_rows(Wishes(priority=PREGNANT), CATALOGUE, "id")
    assert [row.title for row in rows] == [each.name.id for each in CATALOGUE.classes.values()]
    assert [row.key for row in rows if row.chosen] == [PREGNANT]
    assert not any(row.chosen for row in class_rows(Wishes(), CATALOGUE, "id"))
