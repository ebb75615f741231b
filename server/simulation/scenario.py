"""What the people of a day do, and what fails: shares, times and rates, as data.

A share is of 0 to 1. A span is (least, most), drawn evenly. What a catalogue lacks is not drawn: shares of
classes or tenants that a mall does not have are an error, see `checked`.
"""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta, Struct, field

from protocol.catalogue import WEEKDAYS, Catalogue, ClassId, TenantId, Weekday

VISITS_COUNT_MAX = 20_000
"""People a day; more than 9,999 numbers of one series are not given."""
HOURS_A_DAY = 24
Share = Annotated[float, Meta(ge=0, le=1)]
Weight = Annotated[float, Meta(ge=0)]
Seconds = Annotated[float, Meta(ge=0, le=86_400)]
Span = tuple[Seconds, Seconds]
Minute = 60.0


class Visitors(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who comes, and how they behave."""

    english: Share = 0.02
    classes: dict[ClassId, Share] = {}
    itinerary: Share = 0.06
    """Come for two or three services."""
    elsewhere: Share = 0.7
    """… of which so many are another agency's."""
    dependent: Share = 0.35
    """… and so many need the one before."""
    booked: Share = 0.6
    """Of the places of each slot, those that are booked."""
    booked_popular: Share = 0.15
    """Of them, would like to have the first slot of the day."""
    booked_days: tuple[int, int] = (1, 5)
    """So many days ahead."""
    booked_cancelled: Share = 0.04
    booked_early: Share = 0.2
    booked_late: Share = 0.12
    """Later than the tolerance."""
    booked_never: Share = 0.08
    reception: Share = 0.08
    """Cannot or will not use a kiosk."""
    walk_s: Span = (8, 45)
    """From the chair to the counter."""
    absent: Share = 0.06
    """Do not come when they are called."""
    restored: Share = 0.5
    """Of those, ask at the reception to be taken back."""
    restored_s: Span = (60, 45 * Minute)
    again: Share = 0.4
    """Of those who were too late for that, take a new number."""
    patience_min: float = 150
    """Median of how long they wait before they give up; log-normal."""
    silent: Share = 0.5
    """Of those who give up, leave without a word."""
    delayed: Share = 0.02
    """Ask to be called later, some of them more often than they may."""
    copied: Share = 0.01
    """Need a copy of the slip."""
    corrected: Share = 0.01
    """Have their class corrected by staff."""
    parked_s: Span = (8 * Minute, 75 * Minute)
    """Until they are back with the documents."""
    parked_never: Share = 0.12
    collected: Share = 0.8
    """Fetch their result on the same day, once it is ready."""


class Staff(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How officers and the floor manager work."""

    load: Share = 0.82
    """Of the officers' time on a mean day, what visitors take: typical times are shortened to that."""
    sigma: float = 0.45
    """Of the log-normal service time, around the shortened typical one."""
    meal_s: Seconds = 45 * Minute
    meal_relieved: Share = 0.25
    """Of the officers, have a colleague sit in for the meal."""
    prayer_s: Seconds = 12 * Minute
    prayer: Share = 0.5
    late: Share = 0.08
    late_s: Span = (10 * Minute, 60 * Minute)
    absent: Share = 0.03
    """Do not come at all."""
    vanished: Share = 0.06
    """Leave once without signing off; the manager frees the counter."""
    vanished_s: Span = (20 * Minute, 80 * Minute)
    overtime_s: Seconds = 90 * Minute
    """After closing, officers go on so long while somebody waits."""
    reaction_s: Span = (2, 9)
    recall_s: Span = (35, 60)
    recalls: int = 2
    greeting_s: Span = (1, 6)
    particular: Share = 0.01
    """Of the calls, out of turn."""
    taken_back: Share = 0.004
    transferred: Share = 0.03
    transferred_elsewhere: Share = 0.3
    transferred_named: Share = 0.3
    """To a counter or an officer."""
    handed_over: Share = 0.01
    parked: Share = 0.03
    result_later: Share = 0.05
    result_s: Span = (30 * Minute, 120 * Minute)
    other_outcome: Share = 0.06
    closures: Weight = 0.5
    """Temporary closures a day."""
    ended_early: Share = 0.3
    """Of the days, ended by the manager when the counters are empty."""


class Faults(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What fails, and how often."""

    message_lost: Share = 0.004
    """Of the requests, and of the answers."""
    message_slow: Share = 0.01
    """… overtaken by later ones."""
    message_twice: Share = 0.004
    message_s: Span = (0.001, 0.015)
    slow_s: Span = (0.2, 4)
    resend_s: Seconds = 3
    slip_failed: Share = 0.02
    """Not printed: the number is on the screen."""
    slip_unknown: Share = 0.01
    """The printer does not say: the visitor does."""
    slip_ignored: Share = 0.005
    """Nobody confirms …"""
    slip_revived: Share = 0.5
    """… of which so many turn up with it later."""
    crashes: Weight = 0.7
    """Of the server, a day."""
    restart_s: Span = (2, 40)
    commit_failed: Share = 0.0005
    commit_s: Span = (0.0003, 0.006)
    clock_steps: Weight = 0.1
    """Jumps of the server's clock, a day; the manager confirms them."""


FULLNESS = dict(zip(WEEKDAYS, (1.25, 1.05, 1.0, 0.95, 0.75, 0.8, 0.6), strict=True))


class Scenario(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    visits: Annotated[int, Meta(ge=1, le=VISITS_COUNT_MAX)] = 1_500
    """People who come on a mean day, booked or not."""
    tenants: dict[TenantId, Share] = {}
    """Where they go; what is left of 1 is shared by the tenants not named."""
    weekdays: dict[Weekday, Weight] = field(default_factory=lambda: dict(FULLNESS))
    """How full each weekday is beside the others."""
    hours: tuple[Weight, ...] = (*(0.0,) * 7, 4, 19, 21, 17, 11, 6, 10, 8, 4, *(0.0,) * 8)
    """Arrivals in each hour of the clock in the mall, from 00:00 on, beside each other."""
    skew: Weight = 0.6
    """0: the services of a counter are as popular; above: the first ones of the catalogue more."""
    visitors: Visitors = Visitors()
    staff: Staff = Staff()
    faults: Faults = Faults()


CLASSES = {
    ClassId("elderly"): 0.07,
    ClassId("disability"): 0.015,
    ClassId("pregnant"): 0.02,
    ClassId("infant"): 0.035,
}
MALANG = Scenario(
    tenants={
        TenantId("dukcapil"): 0.6,
        TenantId("samsat"): 0.07,
        TenantId("imigrasi"): 0.05,
        TenantId("polresta"): 0.05,
        TenantId("bpjs-kesehatan"): 0.05,
        TenantId("disnaker"): 0.04,
        TenantId("bapenda"): 0.03,
    },
    visitors=Visitors(classes=CLASSES),
)
"""The mall that the product is made for: one agency has most of the visitors."""
CALM = Faults(
    message_lost=0,
    message_slow=0,
    message_twice=0,
    slip_failed=0,
    slip_unknown=0,
    slip_ignored=0,
    crashes=0,
    commit_failed=0,
    clock_steps=0,
)
"""Nothing fails."""


class ScenarioError(Exception):
    """The scenario contradicts itself or the catalogue; names the field."""


def checked(scenario: Scenario, catalogue: Catalogue) -> Scenario:
    """The scenario itself. Raises `ScenarioError`."""
    try:
        scenario = msgspec.convert(msgspec.to_builtins(scenario), Scenario)
    except msgspec.ValidationError as error:
        raise ScenarioError(str(error)) from error
    if unknown := scenario.tenants.keys() - catalogue.tenants.keys():
        raise ScenarioError(f"tenants: the mall has no {', '.join(sorted(unknown))}")
    if unknown := scenario.visitors.classes.keys() - catalogue.classes.keys():
        raise ScenarioError(f"visitors.classes: the mall has no {', '.join(sorted(unknown))}")
    if sum(scenario.tenants.values()) > 1 + 1e-9:
        raise ScenarioError("tenants: the shares are more than 1 together")
    if sum(scenario.visitors.classes.values()) > 1 + 1e-9:
        raise ScenarioError("visitors.classes: the shares are more than 1 together")
    if len(scenario.hours) != HOURS_A_DAY or not any(scenario.hours):
        raise ScenarioError(f"hours: {HOURS_A_DAY} weights, not all of them 0")
    if not any(scenario.weekdays.values()):
        raise ScenarioError("weekdays: not all of them 0")
    for part in (scenario.visitors, scenario.staff, scenario.faults):
        for name in part.__struct_fields__:
            span = getattr(part, name)
            if isinstance(span, tuple) and span[0] > span[1]:
                raise ScenarioError(f"{name}: from the least to the most")
    return scenario
