from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from client.small_mall import small_catalogue
from protocol.catalogue import ServiceId, Walking, ZoneId
from protocol.frames import Waiting
from protocol.itinerary import (
    TRIED_COUNT_MAX,
    UNSTAFFED_WAIT_MIN,
    Leg,
    end_min,
    legs_of,
    quickest,
)

NEAR, FAR = ZoneId("near"), ZoneId("far")
WALKING = Walking(same_zone_s=60, other_zone_s=300)
KTP, KK, AIR = ServiceId("dukcapil.ktp-rekam"), ServiceId("dukcapil.kk"), ServiceId("pdam.sambungan")


def leg(wait: float, serve: float, zone: ZoneId = NEAR, after: tuple[int, ...] = ()) -> Leg:
    return Leg(zone=zone, wait_min=wait, serve_min=serve, after=after)


def test_the_short_line_goes_first_since_the_long_one_moves_on_meanwhile():
    legs = (leg(30, 10), leg(0, 20))
    assert quickest(legs, WALKING) == (1, 0)
    assert end_min(legs, (1, 0), WALKING) == 40
    assert end_min(legs, (0, 1), WALKING) == 61


def test_who_is_called_elsewhere_first_has_to_walk():
    legs = (leg(0, 10), leg(0, 10, FAR))
    assert end_min(legs, (0, 1), WALKING) == 25


def test_two_errands_in_one_zone_are_done_without_crossing_the_hall_between_them():
    legs = (leg(0, 5), leg(0, 5, FAR), leg(0, 5))
    assert quickest(legs, WALKING) == (0, 2, 1)


def test_what_depends_on_another_comes_behind_it_and_its_line_begins_there():
    legs = (leg(10, 5, after=(1,)), leg(0, 20))
    assert quickest(legs, WALKING) == (1, 0)
    assert end_min(legs, (1, 0), WALKING) == 35


def test_among_equals_the_order_of_the_visitor_stays():
    assert quickest((leg(0, 5), leg(0, 5), leg(0, 5)), WALKING) == (0, 1, 2)


def test_nothing_to_do_has_an_order_too():
    assert quickest((), WALKING) == ()
    assert end_min((), (), WALKING) == 0


def test_errands_that_depend_on_one_another_in_a_circle_are_refused():
    with pytest.raises(ValueError, match="circle"):
        quickest((leg(0, 1, after=(1,)), leg(0, 1, after=(0,))), WALKING)


def test_more_stops_than_are_tried_keep_their_order():
    legs = tuple(leg(10.0 * (9 - index), 1) for index in range(TRIED_COUNT_MAX + 1))
    assert quickest(legs, WALKING) == tuple(range(TRIED_COUNT_MAX + 1))


some_legs = st.lists(
    st.builds(
        Leg,
        zone=st.sampled_from((NEAR, FAR)),
        wait_min=st.integers(0, 60).map(float),
        serve_min=st.integers(1, 30).map(float),
    ),
    min_size=1,
    max_size=4,
)


@given(some_legs)
def test_no_other_order_ends_earlier(legs: list[Leg]):
    found = end_min(legs, quickest(legs, WALKING), WALKING)
    assert found == min(end_min(legs, order, WALKING) for order in permutations(range(len(legs))))


@given(some_legs)
def test_nobody_is_done_before_the_last_line_and_all_service_are_over(legs: list[Leg]):
    found = end_min(legs, quickest(legs, WALKING), WALKING)
    assert found >= max(leg.wait_min + leg.serve_min for leg in legs)
    assert found >= sum(leg.serve_min for leg in legs)


def test_the_wait_is_told_by_the_people_ahead_and_the_counters_that_share_them():
    """Two counters enrol for the card, one does the family card."""
    waiting = Waiting(lines={}, ahead={KTP: 6, KK: 6}, served=(KTP, KK, AIR), shut={})
    catalogue = small_catalogue()
    ktp, kk, air = legs_of(catalogue, waiting, (KTP, KK, AIR))
    minutes = catalogue.services[KTP].duration_min
    counters = {id: sum(id in each.services for each in catalogue.counters.values()) for id in (KTP, KK)}
    assert ktp.wait_min == 6 * minutes / counters[KTP]
    assert kk.wait_min == 6 * catalogue.services[KK].duration_min / counters[KK]
    assert (air.wait_min, air.serve_min) == (0, catalogue.services[AIR].duration_min)


def test_a_service_without_an_officer_is_left_for_later():
    waiting = Waiting(lines={}, ahead={}, served=(KTP,), shut={})
    kk, ktp = legs_of(small_catalogue(), waiting, (KK, KTP))
    assert kk.wait_min == UNSTAFFED_WAIT_MIN
    assert ktp.wait_min == 0


def test_before_the_server_has_told_nothing_is_expected():
    assert [each.wait_min for each in legs_of(small_catalogue(), None, (KTP, KK))] == [0, 0]
