"""Who is next, and why: the four policies, the rounds of a counter, and who is passed over."""

from __future__ import annotations

from datetime import timedelta

import pytest
from msgspec.structs import replace

from protocol.catalogue import CounterId, Policy, Slots, Walking, Zone, ZoneId
from protocol.messages import (
    BookSlot,
    CallVisit,
    CheckIn,
    CorrectClass,
    Errand,
    FinishService,
    ParkVisit,
    Reason,
    RestoreVisit,
    ReturnVisit,
    StartService,
    TakeBack,
    TicketIssued,
    TransferVisit,
    VisitCalled,
    VisitId,
)
from protocol.visit import Round, Why
from server.priority import next_visit
from tests.server.mall import DUA, EMPAT, LIMA, SATU, TIGA, small_mall, text
from tests.server.story import KIOSK, Story

HOUR = timedelta(hours=1)
SLOTS = Slots(minutes=60, capacity=9)


def mall_with(policy: Policy, **fields: object) -> Story:
    """Counter 1 at work: it serves satu (booked by the hour) and dua; tiga hands results out."""
    services = {SATU: {"slots": SLOTS}, TIGA: {"pick_up": True}}
    story = Story(small_mall(policy=policy, services=services, **fields))
    story.sign_on(1)
    return story


def booked(story: Story, hours: int = 1) -> VisitId:
    """Checked in for the slot that starts after so many hours."""
    slot = story.now.replace(minute=0, second=0, microsecond=0) + hours * HOUR
    made = story.do(BookSlot(service=SATU, slot=slot), "api-1")[0]
    later, story.now = story.now, slot - HOUR
    ticket = story.do(CheckIn(code=getattr(made, "code", "")), "reception-1")[1]
    story.now = later
    assert isinstance(ticket, TicketIssued)
    story.confirm(ticket.visit, "reception-1")
    return ticket.visit


def why_of(story: Story, visit: VisitId) -> Why:
    """Why it was called last."""
    events = (event.what for event in reversed(story.events))
    return next(each.why for each in events if isinstance(each, VisitCalled) and each.visit == visit)


# Line order


@pytest.mark.parametrize("priority", [None, "elderly"])
def test_in_line_order_whoever_came_first_goes_first_whatever_the_class(priority: str | None) -> None:
    story = mall_with(Policy(order="line"))
    first, second = story.arrive(SATU), story.arrive(SATU, priority=priority)
    third = story.arrive(DUA, priority="infant")
    assert story.serve(1, 3) == [first, second, third]


def test_the_services_of_a_counter_share_one_line() -> None:
    story = mall_with(Policy(order="line"))
    visits = [story.arrive(service) for service in (DUA, SATU, SATU, DUA)]
    assert story.serve(1, 4) == visits


def test_nobody_is_called_for_a_service_that_the_counter_does_not_serve() -> None:
    story = mall_with(Policy(order="line"))
    story.arrive(TIGA)
    story.arrive(EMPAT)
    assert story.call(1) is Reason.LINE_EMPTY


def test_the_reason_says_line_order_when_it_was() -> None:
    story = mall_with(Policy(order="line"))
    story.arrive(SATU)
    assert story.why(1) == Why(rule="line_order")


# Interleave


def test_priority_goes_first() -> None:
    story = mall_with(Policy(order="interleave"))
    story.arrive(SATU)
    elderly = story.arrive(SATU, priority="elderly")
    assert story.call(1) == elderly
    assert why_of(story, elderly) == Why(rule="priority", round=Round(priority=1))


def test_after_two_with_priority_an_ordinary_visitor_is_called() -> None:
    story = mall_with(Policy(order="interleave", priority_in_a_row=2))
    a, b = story.arrive(SATU), story.arrive(SATU)
    p = [story.arrive(SATU, priority="elderly") for _ in range(5)]
    assert story.serve(1, 7) == [p[0], p[1], a, p[2], p[3], b, p[4]]


@pytest.mark.parametrize("bound", [1, 3])
def test_the_bound_is_the_policys(bound: int) -> None:
    story = mall_with(Policy(order="interleave", priority_in_a_row=bound))
    ordinary = story.arrive(SATU)
    for _ in range(5):
        story.arrive(SATU, priority="pregnant")
    assert story.serve(1, 6).index(ordinary) == bound


def test_all_classes_share_one_stream() -> None:
    story = mall_with(Policy(order="interleave", priority_in_a_row=2))
    ordinary = story.arrive(SATU)
    classed = [story.arrive(SATU, priority=each) for each in ("infant", "elderly", "disability")]
    assert story.serve(1, 4) == [classed[0], classed[1], ordinary, classed[2]]


def test_where_no_ordinary_visitor_waits_priority_goes_on() -> None:
    story = mall_with(Policy(order="interleave", priority_in_a_row=1))
    visits = [story.arrive(SATU, priority="elderly") for _ in range(4)]
    assert story.serve(1, 4) == visits


def test_whoever_comes_while_priority_goes_on_has_a_new_rounds_share_at_most_before_them() -> None:
    story = mall_with(Policy(order="interleave", priority_in_a_row=2))
    p = [story.arrive(SATU, priority="elderly") for _ in range(6)]
    assert story.serve(1, 3) == p[:3]
    late = story.arrive(SATU)
    assert story.serve(1, 4) == [p[3], late, p[4], p[5]]


def test_each_counter_keeps_its_own_rounds() -> None:
    story = mall_with(Policy(order="interleave", priority_in_a_row=1))
    story.sign_on(3)
    a, b = story.arrive(SATU), story.arrive(SATU)
    p = [story.arrive(SATU, priority="elderly") for _ in range(2)]
    assert [story.serve(1), story.serve(3), story.serve(1), story.serve(3)] == [[p[0]], [p[1]], [a], [b]]


def test_a_round_outlives_a_change_of_officers() -> None:
    story = mall_with(Policy(order="interleave", priority_in_a_row=2))
    ordinary = story.arrive(SATU)
    p = [story.arrive(SATU, priority="elderly") for _ in range(4)]
    assert story.serve(1, 2) == p[:2]
    story.sign_off(1)
    story.sign_on(1, "Budi")
    assert story.serve(1, 2) == [ordinary, p[2]]


def test_a_round_is_not_used_up_by_a_call_out_of_turn() -> None:
    story = mall_with(Policy(order="interleave", priority_in_a_row=1))
    a, b = story.arrive(SATU), story.arrive(SATU)
    p = [story.arrive(SATU, priority="elderly") for _ in range(2)]
    assert story.serve(1) == [p[0]]
    story.do(CallVisit(counter=CounterId(1), visit=b), "counter-1")
    story.start(1)
    story.finish(1)
    assert story.serve(1, 2) == [a, p[1]]


def test_a_corrected_class_changes_the_stream_and_not_the_place() -> None:
    story = mall_with(Policy(order="interleave"))
    first, second = story.arrive(SATU), story.arrive(SATU)
    story.do(CorrectClass(visit=second, priority="disability"), "counter-1")
    assert story.call(1) == second
    story.at(1, TakeBack)
    story.do(CorrectClass(visit=second, priority=None), "reception-1")
    assert story.serve(1, 2) == [first, second]


# Ageing


def test_with_ageing_priority_stands_where_it_would_had_it_come_so_much_earlier() -> None:
    story = mall_with(Policy(order="ageing", head_start_min=20))
    early = story.arrive(SATU)
    story.wait(15 * 60)
    later = story.arrive(SATU)
    elderly = story.arrive(SATU, priority="elderly")
    assert story.serve(1, 3) == [elderly, early, later]


def test_with_ageing_whoever_came_longer_ago_than_the_head_start_goes_first() -> None:
    story = mall_with(Policy(order="ageing", head_start_min=20))
    early = story.arrive(SATU)
    story.wait(21 * 60)
    elderly, later = story.arrive(SATU, priority="elderly"), story.arrive(SATU)
    assert story.serve(1, 3) == [early, elderly, later]


def test_with_ageing_the_reason_is_priority_only_where_the_head_start_made_the_difference() -> None:
    story = mall_with(Policy(order="ageing", head_start_min=20))
    story.arrive(SATU, priority="elderly")
    story.arrive(SATU)
    story.arrive(SATU, priority="elderly")
    assert story.why(1).rule == "line_order"
    story.start(1)
    story.finish(1)
    assert story.why(1).rule == "priority"


def test_with_ageing_any_number_with_priority_may_follow_each_other() -> None:
    story = mall_with(Policy(order="ageing", head_start_min=20, priority_in_a_row=1))
    ordinary = story.arrive(SATU)
    p = [story.arrive(SATU, priority="elderly") for _ in range(3)]
    assert story.serve(1, 4) == [*p, ordinary]


# Strict


def test_strictly_priority_goes_first_without_a_bound() -> None:
    story = mall_with(Policy(order="strict", priority_in_a_row=1))
    ordinary = story.arrive(SATU)
    p = [story.arrive(SATU, priority="elderly") for _ in range(6)]
    assert story.serve(1, 7) == [*p, ordinary]


def test_strictly_whoever_has_waited_too_long_goes_before_priority() -> None:
    story = mall_with(Policy(order="strict", wait_min_max=30))
    ordinary = story.arrive(SATU)
    story.wait(29 * 60)
    p = [story.arrive(SATU, priority="elderly") for _ in range(3)]
    assert story.serve(1) == [p[0]]
    story.wait(60)
    assert story.call(1) == ordinary
    assert why_of(story, ordinary).rule == "waited_long"


def test_of_those_who_have_waited_too_long_the_first_in_line_goes_first() -> None:
    story = mall_with(Policy(order="strict", wait_min_max=30))
    elderly, ordinary = story.arrive(SATU, priority="elderly"), story.arrive(SATU)
    story.wait(40 * 60)
    assert story.why(1).rule == "priority"
    story.start(1)
    story.finish(1)
    assert elderly not in story.line(SATU)
    assert story.call(1) == ordinary


# Bookings and pick-ups


@pytest.mark.parametrize("order", ["line", "interleave", "ageing", "strict"])
def test_a_booking_goes_first_from_its_slot_on_one_for_each_walk_in(order: str) -> None:
    story = mall_with(Policy(order=order, wait_min_max=90))
    b = [booked(story) for _ in range(3)]
    walk_ins = [story.arrive(SATU) for _ in range(3)]
    story.wait(3_600)
    assert story.why(1) == Why(rule="booking", round=Round(booking=1))
    story.at(1, StartService)
    story.at(1, FinishService)
    assert story.serve(1, 5) == [walk_ins[0], b[1], walk_ins[1], b[2], walk_ins[2]]


def test_more_bookings_in_a_row_where_the_policy_says_so() -> None:
    story = mall_with(Policy(order="line", bookings_in_a_row=2))
    b = [booked(story) for _ in range(3)]
    walk_ins = [story.arrive(SATU) for _ in range(2)]
    story.wait(3_600)
    assert story.serve(1, 5) == [b[0], b[1], walk_ins[0], b[2], walk_ins[1]]


def test_a_booking_is_called_before_its_slot_only_if_nobody_else_waits() -> None:
    story = mall_with(Policy(order="line"))
    early = booked(story)
    walk_in = story.arrive(SATU)
    assert story.serve(1) == [walk_in]
    assert story.why(1) == Why(rule="booking_early", round=Round(booking=1))
    assert story.before(1) == early


def test_a_result_is_fetched_in_the_quick_line_one_for_each_walk_in() -> None:
    story = Story(small_mall(services={DUA: {"pick_up": True}}))
    story.sign_on(1)
    walk_ins = [story.arrive(SATU) for _ in range(2)]
    quick = [story.arrive(DUA) for _ in range(3)]
    assert story.why(1) == Why(rule="pick_up", round=Round(pick_up=1))
    story.at(1, StartService)
    story.at(1, FinishService)
    assert story.serve(1, 4) == [walk_ins[0], quick[1], walk_ins[1], quick[2]]


def test_more_pick_ups_in_a_row_where_the_policy_says_so() -> None:
    policy = Policy(order="line", pick_ups_in_a_row=2)
    story = Story(small_mall(policy=policy, services={DUA: {"pick_up": True}}))
    story.sign_on(1)
    walk_in = story.arrive(SATU)
    quick = [story.arrive(DUA) for _ in range(3)]
    assert story.serve(1, 4) == [quick[0], quick[1], walk_in, quick[2]]


def test_a_round_goes_through_bookings_pick_ups_priority_and_ends_with_an_ordinary_visitor() -> None:
    services = {SATU: {"slots": SLOTS}, DUA: {"pick_up": True}}
    story = Story(small_mall(policy=Policy(order="interleave", priority_in_a_row=2), services=services))
    story.sign_on(1)
    b = [booked(story) for _ in range(2)]
    ordinary = [story.arrive(SATU) for _ in range(2)]
    p = [story.arrive(SATU, priority="elderly") for _ in range(3)]
    q = [story.arrive(DUA) for _ in range(2)]
    story.wait(3_600)
    first = [b[0], q[0], p[0], p[1], ordinary[0]]
    assert story.serve(1, 9) == [*first, b[1], q[1], p[2], ordinary[1]]


# Back in the line


def back_in_line(story: Story, count: int) -> list[VisitId]:
    """So many who were parked are back, at their old places."""
    visits = [story.arrive(SATU) for _ in range(count)]
    for _ in visits:
        story.call(1)
        story.at(1, ParkVisit)
    for visit in visits:
        story.do(ReturnVisit(visit=visit), "counter-1")
    return visits


def test_those_who_are_back_are_never_called_twice_in_a_row_while_others_wait() -> None:
    story = mall_with(Policy(order="line"))
    back = back_in_line(story, 3)
    others = [story.arrive(SATU) for _ in range(2)]
    assert story.serve(1, 5) == [back[0], others[0], back[1], others[1], back[2]]


def test_those_who_are_back_follow_each_other_when_nobody_else_waits() -> None:
    story = mall_with(Policy(order="line"))
    back = back_in_line(story, 3)
    assert story.serve(1, 3) == back


def test_the_reason_says_who_was_back() -> None:
    story = mall_with(Policy(order="line"))
    back_in_line(story, 1)
    assert story.why(1) == Why(rule="returned", round=Round(back=True))


def test_a_restored_no_show_counts_as_back_too() -> None:
    story = mall_with(Policy(order="line", restored_behind=1))
    missed = story.arrive(SATU)
    story.miss(1)
    other = story.arrive(SATU)
    story.do(RestoreVisit(visit=missed), "counter-1")
    assert story.serve(1) == [other]
    assert story.why(1).rule == "returned"


# Passed over, the place kept


def test_nobody_is_called_who_is_at_another_counter() -> None:
    story = mall_with(Policy(order="line"))
    story.sign_on(4)
    both = story.arrive(EMPAT, more=(Errand(service=SATU),))
    other = story.arrive(SATU)
    assert story.call(4) == both
    assert story.call(1) == other
    assert why_of(story, other) == Why(rule="line_order", passed=1)
    story.at(1, StartService)
    story.at(1, FinishService)
    assert story.call(1) is Reason.LINE_EMPTY
    story.start(4)
    story.finish(4)
    assert story.call(1) == both


def two_zones() -> Story:
    """Bakung is in another zone."""
    mall = small_mall(walking=Walking(same_zone_s=30, other_zone_s=120))
    far = ZoneId("b")
    counters = {
        number: counter if counter.tenant == "anggrek" else replace(counter, zone=far)
        for number, counter in mall.counters.items()
    }
    zones = {**mall.zones, far: Zone(id=far, name=text("Zona B"))}
    return Story(replace(mall, counters=counters, zones=zones))


@pytest.mark.parametrize(("left", "called", "walk_s"), [(2, 1, 30), (4, 1, 120), (1, 1, 0)])
def test_whoever_is_on_the_way_is_not_called_yet_and_keeps_the_place(
    left: int, called: int, walk_s: int
) -> None:
    story = two_zones()
    for counter in {left, called}:
        story.sign_on(counter)
    first = {2: TIGA, 4: EMPAT, 1: DUA}[left]
    walker = story.arrive(first, more=(Errand(service=SATU),))
    if left == called:
        story.do(CallVisit(counter=CounterId(left), visit=walker), f"counter-{left}")
        story.at(left, StartService)
        story.at(left, FinishService)
    else:
        assert story.serve(left) == [walker]
    story.wait(walk_s - 1 if walk_s else 0)
    if walk_s:
        assert story.call(called) is Reason.LINE_EMPTY
        story.wait(1)
    assert story.call(called) == walker


def test_a_visit_of_one_stop_never_waits_for_its_own_feet() -> None:
    story = two_zones()
    story.sign_on(1)
    visit = story.arrive(SATU)
    story.call(1)
    story.at(1, TakeBack)
    assert story.call(1) == visit


def sent(story: Story, **to: object) -> VisitId:
    """A visit sent from counter 1 to satu at another counter or officer."""
    visit = story.arrive(DUA)
    story.call(1)
    story.at(1, TransferVisit, service=SATU, **to)
    return visit


def test_whoever_is_sent_to_a_counter_is_called_by_no_other_and_the_reason_says_so() -> None:
    story = mall_with(Policy(order="line"))
    story.sign_on(3)
    visit = sent(story, to_counter=3)
    assert story.call(1) is Reason.LINE_EMPTY
    assert story.why(3) == Why(rule="sent_here")
    assert story.before(3) == visit


def test_whoever_is_sent_to_an_officer_is_kept_for_them() -> None:
    story = mall_with(Policy(order="line"))
    story.sign_on(3, "Citra")
    visit = sent(story, to_officer="Citra")
    assert story.call(1) is Reason.LINE_EMPTY
    assert story.why(3) == Why(rule="sent_here")
    assert story.before(3) == visit


def test_a_counter_that_is_left_keeps_nobody_waiting() -> None:
    story = mall_with(Policy(order="line"))
    story.sign_on(3)
    visit = sent(story, to_counter=3)
    story.sign_off(3)
    assert story.call(1) == visit


def test_an_officer_who_goes_home_keeps_nobody_waiting() -> None:
    story = mall_with(Policy(order="line"))
    story.sign_on(3, "Citra")
    visit = sent(story, to_officer="Citra")
    story.sign_off(3)
    story.sign_on(3, "Dewi")
    assert story.call(3) == visit


def test_an_officer_who_moves_where_the_service_is_not_offered_keeps_nobody_waiting() -> None:
    story = mall_with(Policy(order="line"))
    story.sign_on(3, "Citra")
    visit = sent(story, to_officer="Citra")
    story.sign_off(3)
    story.sign_on(2, "Citra")
    assert story.call(1) == visit


def test_an_officer_takes_those_who_were_sent_to_them_along_to_another_counter() -> None:
    story = mall_with(Policy(order="line"))
    story.sign_on(3, "Citra")
    visit = sent(story, to_officer="Citra")
    for counter in (1, 3):
        story.sign_off(counter)
    story.sign_on(3, "Dewi")
    story.sign_on(1, "Citra")
    assert story.call(3) is Reason.LINE_EMPTY
    assert story.call(1) == visit


def test_a_counter_and_an_officer_who_part_do_not_wait_for_each_other() -> None:
    story = mall_with(Policy(order="line"))
    story.sign_on(3, "Citra")
    visit = sent(story, to_counter=3, to_officer="Citra")
    for counter in (1, 3):
        story.sign_off(counter)
    story.sign_on(3, "Dewi")
    story.sign_on(1, "Citra")
    assert story.call(3) == visit


def test_the_next_visit_is_asked_for_without_calling_it() -> None:
    story = mall_with(Policy(order="line"))
    visit = story.arrive(SATU)
    found = next_visit(story.hall, story.desk(1), story.now)
    assert found is not None
    assert found[0][1] == visit
    assert story.line(SATU) == [visit]


@pytest.mark.parametrize("order", ["line", "interleave", "ageing", "strict"])
def test_no_stream_waits_longer_than_the_policy_says(order: str) -> None:
    """Everybody brings somebody with priority along, and yet the first ordinary visitor is served."""
    policy = Policy(order=order, priority_in_a_row=2, head_start_min=20, wait_min_max=30)
    story = mall_with(policy)
    ordinary = story.arrive(SATU)
    before = {"line": 0, "interleave": 2, "ageing": 20, "strict": 30}[order]
    served: list[VisitId] = []
    for _ in range(before + 1):
        story.arrive(SATU, priority="elderly")
        story.wait(60)
        served += story.serve(1)
    assert ordinary in served


def test_strictly_whoever_has_waited_too_long_goes_before_bookings_too() -> None:
    story = mall_with(Policy(order="strict", wait_min_max=30))
    booking, walk_in = booked(story), story.arrive(SATU)
    story.wait(3_600)
    assert story.serve(1, 2) == [walk_in, booking]


@pytest.mark.parametrize("service", [EMPAT, LIMA])
def test_two_tenants_have_nothing_to_do_with_each_others_policy(service: str) -> None:
    tenants = {"bakung": {"policy": Policy(order="interleave")}}
    story = Story(small_mall(policy=Policy(order="line"), tenants=tenants))
    story.sign_on(1)
    story.sign_on(4)
    first, elderly = story.arrive(SATU), story.arrive(SATU, priority="elderly")
    assert story.serve(1, 2) == [first, elderly]
    other, second = story.arrive(service), story.arrive(service, KIOSK, priority="elderly")
    assert story.serve(4, 2) == [second, other]
