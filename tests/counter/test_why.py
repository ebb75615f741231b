"""The line that tells the officer why this number was called and no other."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from msgspec.structs import replace

from client.fake import small_catalogue
from client.language import Languages
from counter.why import why_text
from protocol.catalogue import Catalogue, ClassId, CounterId, Policy, Slots, TenantId
from protocol.messages import BookingMade, BookSlot, CallNext, CheckIn, CollectResult, Errand
from protocol.view import Audience, view_of
from protocol.visit import Round, Why
from tests.counter.stage import KK, KTP, MORNING, OTHER, TENANT, Stage, settle

ELDERLY = ClassId("elderly")


def ruled(**over: object) -> Catalogue:
    """The small mall with another policy for its first tenant."""
    mall = small_catalogue()
    tenant = mall.tenants[TenantId(TENANT)]
    return replace(mall, tenants={**mall.tenants, tenant.id: replace(tenant, policy=Policy(**over))})


def test_the_longest_waiting_is_called_for_that(stage: Stage) -> None:
    stage.ticket()
    stage.seated()
    stage.do("call_next")
    assert stage.visit.why == "Longest in the line"
    assert stage.model.report()["why"] == "line_order"


def test_priority_says_which_class_and_how_many_in_a_row(stage: Stage) -> None:
    stage.ticket()
    for _ in range(2):
        stage.ticket(priority=ELDERLY)
    stage.seated()
    stage.do("call_next", "start", "finish", "call_next")
    assert stage.visit.why == "Priority: elderly (2 of 2 in a row)"
    stage.do("start", "finish", "call_next")
    assert stage.visit.why == "Longest in the line"


@pytest.mark.parametrize(
    ("policy", "why"),
    [
        ({"order": "ageing", "head_start_min": 15}, "Priority: elderly, stands 15 minutes further ahead"),
        ({"order": "strict"}, "Priority: elderly"),
        ({"priority_in_a_row": 1}, "Priority: elderly"),
    ],
)
def test_priority_is_told_as_the_policy_has_it(
    make_stage: Callable[..., Stage], policy: dict[str, object], why: str
) -> None:
    stage = make_stage(catalogue=ruled(**policy))
    stage.ticket()
    stage.link.pass_time(60)
    stage.ticket(priority=ELDERLY)
    stage.seated()
    stage.do("call_next")
    assert (stage.work.label, stage.visit.why) == ("A-002", why)


def test_under_a_strict_policy_who_waited_too_long_goes_first(make_stage: Callable[..., Stage]) -> None:
    stage = make_stage(catalogue=ruled(order="strict", wait_min_max=30))
    stage.ticket()
    stage.link.pass_time(31 * 60)
    stage.ticket(priority=ELDERLY)
    stage.seated()
    stage.do("call_next")
    assert stage.visit.why == "Has waited over 30 minutes: goes before all others"


def test_who_is_at_another_counter_is_told_as_passed(stage: Stage) -> None:
    stage.ticket(KK, more=(Errand(service=KTP),))
    stage.ticket()
    stage.other_officer(3)
    stage.ask(CallNext(counter=CounterId(3)), OTHER, role="counter")
    stage.seated()
    stage.do("call_next")
    assert stage.work.label == "A-002"
    assert stage.visit.why == "Longest in the line; 1 in front could not be called just now"


def test_who_comes_back_is_told_apart_by_what_they_come_back_from(stage: Stage) -> None:
    parked, missed = stage.ticket(), stage.ticket()
    work = stage.seated()
    stage.do("call_next", "park")
    stage.do("call_next", "no_show")
    work.confirm()
    settle()
    stage.open_visit(parked, "return")
    stage.do("call_next")
    assert (work.label, stage.visit.why) == ("A-001", "Back with the missing documents")
    stage.do("start", "finish")
    stage.open_visit(missed, "restore")
    stage.do("call_next")
    assert (work.label, stage.visit.why) == ("A-002", "Back after a missed call")


@pytest.mark.parametrize(
    ("target", "why"), [("counter-2", "Sent to this counter"), ("officer-2", "Sent to you")]
)
def test_who_was_sent_to_this_counter_or_officer_is_told_so(stage: Stage, target: str, why: str) -> None:
    stage.ticket()
    stage.seated(1, "Sri")
    stage.other_officer(2, "Ana")
    stage.do("call_next")
    stage.choose("transfer", f"service-{KTP}", target)
    stage.do("sign_off")
    stage.other_leaves(2)
    # The way from one counter to the other.
    stage.link.pass_time(60)
    stage.seated(2, "Ana")
    stage.do("call_next")
    assert stage.visit.why == why


def test_a_booking_says_its_hour(make_stage: Callable[..., Stage]) -> None:
    mall = small_catalogue()
    service = replace(mall.services[KTP], slots=Slots(minutes=30, capacity=2))
    stage = make_stage(catalogue=replace(mall, services={**mall.services, KTP: service}))
    slot = MORNING + timedelta(minutes=30)
    made = stage.ask(BookSlot(service=KTP, slot=slot), role="reception", place="")
    [code] = [event.what.code for event in made if isinstance(event.what, BookingMade)]
    issued = stage.ask(CheckIn(code=code))
    stage.confirm(issued)
    stage.seated()
    stage.do("call_next")
    assert stage.visit.why == "Booked for 09:30, early, nobody else can be called"

    assert stage.visit.waitedText == ""


def test_a_booking_whose_hour_has_come_is_told_by_it(make_stage: Callable[..., Stage]) -> None:
    mall = small_catalogue()
    service = replace(mall.services[KTP], slots=Slots(minutes=30, capacity=2))
    stage = make_stage(catalogue=replace(mall, services={**mall.services, KTP: service}))
    made = stage.ask(BookSlot(service=KTP, slot=MORNING + timedelta(minutes=30)), role="reception", place="")
    [code] = [event.what.code for event in made if isinstance(event.what, BookingMade)]
    stage.ticket()
    stage.confirm(stage.ask(CheckIn(code=code)))
    stage.link.pass_time(31 * 60)
    stage.seated()
    stage.do("call_next")
    assert (stage.work.label, stage.visit.why) == ("A-002", "Booked for 09:30")
    assert stage.visit.waitedText == "In line since 09:30, waited 1 min"


def test_who_fetches_a_result_is_told_so(stage: Stage) -> None:
    first = stage.ticket()
    stage.seated()
    stage.do("call_next", "start")
    stage.work.chooseOutcome("result_later")
    stage.do("finish")
    stage.sheet.showResult(first)
    stage.sheet.choose("ready")
    settle()
    stage.ticket()
    stage.confirm(stage.ask(CollectResult(visit=first)))
    stage.do("call_next")
    assert (stage.work.label, stage.visit.why) == ("A-003", "Picks up a result: the quick line")


def test_one_called_by_choice_is_told_so(stage: Stage) -> None:
    stage.ticket()
    second = stage.ticket()
    stage.seated()
    stage.open_visit(second, "call", "yes")
    assert (stage.work.label, stage.visit.why) == ("A-002", "Called by choice, out of turn")


def test_after_a_restart_the_reason_is_still_known(stage: Stage) -> None:
    stage.ticket(priority=ELDERLY)
    stage.seated()
    stage.do("call_next")
    before = stage.visit.why
    stage.open()
    assert before
    assert stage.visit.why == before


def test_every_rule_has_its_text_in_both_languages(stage: Stage, languages: Languages) -> None:
    stage.ticket(priority=ELDERLY)
    stage.seated()
    stage.do("call_next")
    scene = stage.work.scene()
    assert scene is not None
    assert scene.visit is not None
    assert scene.stop is not None
    for rule in RULES:
        stop = replace(scene.stop, why=Why(rule=rule, passed=2, round=Round(priority=1, booking=1)))
        texts: set[str] = set()
        for language in ("en", "id"):
            languages.set_language(language)
            texts.add(why_text(replace(scene, language=language), scene.visit, stop))
        assert len(texts) == 2, rule
        assert "" not in texts


RULES = (
    "line_order",
    "priority",
    "booking",
    "booking_early",
    "pick_up",
    "returned",
    "waited_long",
    "sent_here",
    "particular",
)


def test_others_are_told_no_more_of_the_reason_than_the_event_tells_them(stage: Stage) -> None:
    """Fold of the seen events = view of the fold, for the reason of a call."""
    visit = stage.ticket(priority=ELDERLY)
    stage.seated()
    stage.do("call_next")
    own = stage.link.hall.visits[visit].stops[0].why
    assert own == stage.stop_of(visit).why

    def seen(kind: str, key: str = "") -> Why | None:
        visits = view_of(stage.link.whole, Audience(kind=kind, key=key)).visits
        return visits[visit].stops[0].why

    assert own is not None
    assert own.round == Round(priority=1)
    assert seen("hall") == Why(rule="priority")
    assert seen("issuer", "kiosk-1") == Why(rule="line_order")
    assert seen("floor") == seen("reception") == own
