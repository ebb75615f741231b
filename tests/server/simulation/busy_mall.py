"""A small mall on a bad day: full lines, all rules in use, and everything fails more often than it should."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from protocol.catalogue import Catalogue, Policy, Schedule, Slots, Walking, Weekday
from server.simulation.day import Day, DayResult
from server.simulation.scenario import CLASSES, Faults, Scenario, Staff, Visitors
from tests.server.mall import DUA, LIMA, SATU, TIGA, small_mall

MONDAY = date(2027, 3, 15)
WORKING_DAYS: tuple[Weekday, ...] = ("mon", "tue", "wed", "thu", "fri")
OFFICE_HOURS = Schedule(hours=dict.fromkeys(WORKING_DAYS, "08:00-16:00"), early_min=30, last_ticket_min=30)
BUSY = Scenario(
    visits=260,
    visitors=Visitors(
        classes=dict.fromkeys(CLASSES, 0.08),
        itinerary=0.25,
        elsewhere=0.5,
        absent=0.12,
        delayed=0.1,
        corrected=0.05,
        copied=0.05,
        restored_s=(30, 1_200),
    ),
    staff=Staff(
        load=0.95,
        parked=0.12,
        transferred=0.12,
        handed_over=0.05,
        result_later=0.12,
        result_s=(600, 3_600),
        vanished=0.2,
        closures=2,
        particular=0.03,
        taken_back=0.03,
    ),
    faults=Faults(
        message_lost=0.03,
        message_slow=0.03,
        message_twice=0.03,
        slip_failed=0.05,
        slip_ignored=0.05,
        crashes=4,
        commit_failed=0.01,
        clock_steps=1,
    ),
)


def busy_mall(policy: Policy) -> Catalogue:
    return small_mall(
        schedule=OFFICE_HOURS,
        policy=policy,
        walking=Walking(same_zone_s=60, other_zone_s=120),
        quota=200,
        services={
            SATU: {"slots": Slots(minutes=30, capacity=2), "quota": 60},
            LIMA: {"slots": Slots(minutes=60, capacity=3)},
            TIGA: {"pick_up": True},
            DUA: {"quota": 55},
        },
    )


INTERLEAVE = Policy(order="interleave", priority_in_a_row=1)
POLICIES = {
    "interleave": INTERLEAVE,
    "ageing": Policy(order="ageing", restore_min=15),
    "strict": Policy(order="strict", wait_min_max=30),
    "line": Policy(order="line", returned_keep_place=False),
}


def busy_day(seed: int, policy: Policy = INTERLEAVE, scenario: Scenario = BUSY) -> DayResult:
    return Day(busy_mall(policy), scenario, seed, MONDAY).run()


def without_classes(scenario: Scenario) -> Scenario:
    return replace(scenario, visitors=replace(scenario.visitors, classes={}))
