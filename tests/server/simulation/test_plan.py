"""Who comes when, who is there for them, and whether the one fits to the other."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from msgspec.structs import replace

from protocol.catalogue import ClassId, ServiceId, TenantId
from server import catalogue as catalogues
from server.simulation.agenda import Agenda
from server.simulation.arrivals import Arrival, arrivals, comings
from server.simulation.days import NeverOpenError, open_days
from server.simulation.demand import ATTENDING_S, MORE_STOPS, shortening, visits_on
from server.simulation.errands import Errands
from server.simulation.roster import shifts
from server.simulation.scenario import MALANG, Scenario, ScenarioError, checked
from tests.server.mall import SATU, small_mall
from tests.server.simulation.busy_mall import BUSY, INTERLEAVE, MONDAY, OFFICE_HOURS, busy_mall

CATALOGUE = catalogues.load()
WEDNESDAY = date(2027, 1, 6)


def planned(scenario: Scenario = MALANG, seed: int = 1, day: date = WEDNESDAY) -> tuple[Arrival, ...]:
    return arrivals(CATALOGUE, scenario, seed, day)


def test_as_many_come_as_the_scenario_says_and_three_fifths_of_them_to_the_civil_registry() -> None:
    came = [each for each in planned() if each.at is not None]
    assert len(came) == visits_on(MALANG, CATALOGUE, WEDNESDAY) == 1_500
    registry = sum(each.service.startswith("dukcapil.") for each in came)
    assert 0.56 <= registry / len(came) <= 0.64


def test_a_monday_is_fuller_than_a_friday_and_a_working_week_is_five_mean_days() -> None:
    week = [visits_on(MALANG, CATALOGUE, date(2027, 3, 15) + timedelta(days=day)) for day in range(5)]
    assert week == sorted(week, reverse=True)
    assert abs(sum(week) - 5 * MALANG.visits) <= 5


def test_most_come_in_the_morning() -> None:
    zone = ZoneInfo(CATALOGUE.timezone)
    hours = Counter(each.at.astimezone(zone).hour for each in planned() if each.at is not None)
    assert hours[9] > hours[11] > hours[15] > 0
    assert not hours[6]
    assert not hours[17]


def test_the_classes_have_their_shares() -> None:
    classes = Counter(each.priority for each in planned())
    assert 70 <= classes[ClassId("elderly")] <= 140
    assert classes[None] > 1_200


def test_another_share_of_a_class_leaves_hours_and_services_as_they_are() -> None:
    visitors = replace(MALANG.visitors, classes={ClassId("infant"): 0.5})
    other = planned(replace(MALANG, visitors=visitors))
    assert [(each.at, each.service, each.more) for each in other] == [
        (each.at, each.service, each.more) for each in planned()
    ]
    assert [each.priority for each in other] != [each.priority for each in planned()]


def test_bookings_fit_into_their_slots_and_are_made_days_before() -> None:
    booked = [each for each in planned() if each.booked_at is not None]
    slots = Counter((each.service, each.slots[-1]) for each in booked)
    for (service, _), count in slots.items():
        bookable = CATALOGUE.services[service].slots
        assert bookable is not None
        assert count <= bookable.capacity
    assert all(each.booked_at.date() < WEDNESDAY for each in booked if each.booked_at is not None)
    assert any(each.at is None for each in booked), "some never come"
    assert any(each.at is not None and each.at < each.slots[-1] for each in booked)
    late = timedelta(minutes=20)
    assert any(each.at is not None and each.at > each.slots[-1] + late for each in booked)


def test_an_itinerary_names_each_service_once_and_depends_only_on_stops_before() -> None:
    longer = [each for each in planned() if each.more]
    assert 50 <= len(longer) <= 140
    for each in longer:
        services = [each.service, *(errand.service for errand in each.more)]
        assert len(set(services)) == len(services)
        for index, errand in enumerate(each.more, start=1):
            assert all(after < index for after in errand.after)


def test_a_span_of_a_demo_has_people_for_its_services_only_and_in_the_order_in_which_they_come() -> None:
    services = frozenset({ServiceId("dukcapil.ktp-rekam"), ServiceId("samsat.pajak-tahunan")})
    people = comings(CATALOGUE, MALANG, 3, span_s=60, count=40, services=services)
    assert len(people) == 40
    assert {each.service for each in people} == services
    assert [each.after_s for each in people] == sorted(each.after_s for each in people)
    assert 0 <= people[0].after_s <= people[-1].after_s <= 60
    assert all(errand.service in services for each in people for errand in each.more)
    assert people == comings(CATALOGUE, MALANG, 3, span_s=60, count=40, services=services)
    assert people != comings(CATALOGUE, MALANG, 4, span_s=60, count=40, services=services)


def test_the_typical_times_are_shortened_until_the_staff_copes_and_never_made_longer() -> None:
    factors = shortening(CATALOGUE, MALANG, WEDNESDAY)
    assert 0.1 < factors[TenantId("dukcapil")] < 0.6
    assert factors[TenantId("pdam")] == 1
    drawn = Errands(CATALOGUE, MALANG, 1, "test", frozenset(CATALOGUE.services))
    need_s = sum(
        1_500
        * share
        * MORE_STOPS
        * (ATTENDING_S + 60 * CATALOGUE.services[service].duration_min * factors[TenantId("dukcapil")])
        for service, share in drawn.shares.items()
        if service.startswith("dukcapil.")
    )
    there_s = 8 * (8 * 3_600 - 45 * 60 - 6 * 60) * 0.97
    assert need_s / there_s == pytest.approx(MALANG.staff.load, rel=0.01)


def test_nobody_works_on_a_holiday_and_nobody_comes() -> None:
    isra_miraj = date(2027, 1, 5)
    assert planned(day=isra_miraj) == ()
    assert shifts(CATALOGUE, MALANG, 1, isra_miraj) == ()
    assert isra_miraj not in open_days(CATALOGUE, date(2027, 1, 4), 3)


def test_each_agency_has_somebody_there_even_on_a_bad_day() -> None:
    nobody = replace(MALANG, staff=replace(MALANG.staff, absent=1))
    there = shifts(CATALOGUE, nobody, 1, WEDNESDAY)
    assert {each.counter.tenant for each in there} == set(CATALOGUE.tenants)
    assert len(there) == len(CATALOGUE.tenants)


def test_on_a_friday_the_break_of_the_calendar_replaces_the_meals() -> None:
    friday = shifts(CATALOGUE, MALANG, 1, date(2027, 1, 8))
    breaks = {
        rest.at.astimezone(ZoneInfo(CATALOGUE.timezone)).strftime("%H:%M")
        for each in friday
        for rest in each.rests
        if rest.reason == "rest"
    }
    assert "11:30" in breaks
    assert not any(rest.reason == "meal" for each in friday for rest in each.rests)


def test_a_mall_that_never_opens_has_no_days() -> None:
    closed = small_mall(schedule=replace(OFFICE_HOURS, hours={}))
    with pytest.raises(NeverOpenError, match="closed for 60 days"):
        open_days(closed, MONDAY, 1)


def test_what_happens_at_one_instant_happens_in_the_order_in_which_it_was_noted() -> None:
    start = datetime(2027, 1, 1, tzinfo=UTC)
    agenda, seen = Agenda(start), list[str]()
    agenda.after(2, lambda: seen.append("later"))
    agenda.after(1, lambda: (seen.append("first"), agenda.after(0, lambda: seen.append("third"))))  # type: ignore[arg-type, return-value]
    agenda.after(1, lambda: seen.append("second"))
    agenda.at(start + timedelta(seconds=5), lambda: seen.append("never"))
    agenda.run(start + timedelta(seconds=5))
    assert seen == ["first", "second", "third", "later"]
    assert agenda.now == start + timedelta(seconds=5)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"visits": 0}, "visits"),
        ({"tenants": {TenantId("moon"): 0.5}}, "tenants: the mall has no moon"),
        ({"tenants": {TenantId("anggrek"): 0.7, TenantId("bakung"): 0.7}}, "more than 1 together"),
        ({"visitors": replace(BUSY.visitors, classes={ClassId("giants"): 0.1})}, "no giants"),
        ({"visitors": replace(BUSY.visitors, absent=1.5)}, "visitors.absent"),
        ({"visitors": replace(BUSY.visitors, walk_s=(9.0, 3.0))}, "walk_s: from the least to the most"),
        ({"staff": replace(BUSY.staff, reaction_s=(-1.0, 3.0))}, "reaction_s"),
        ({"hours": (1.0,)}, "hours: 24 weights"),
        ({"hours": (0.0,) * 24}, "not all of them 0"),
        ({"weekdays": {"mon": 0.0}}, "weekdays"),
    ],
)
def test_a_scenario_that_contradicts_itself_or_the_mall_is_refused(
    wrong: dict[str, object], words: str
) -> None:
    with pytest.raises(ScenarioError, match=words):
        checked(replace(BUSY, **wrong), busy_mall(INTERLEAVE))  # type: ignore[arg-type]


def test_a_service_that_nobody_may_come_for_is_not_drawn() -> None:
    drawn = Errands(busy_mall(INTERLEAVE), BUSY, 1, "test", frozenset({SATU}))
    assert drawn.shares == {SATU: 1.0}
