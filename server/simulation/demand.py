"""What people come for, and how long it takes, so that the staff of the mall can cope with it.

A counter is thought to divide its time among its services: those that can be booked get more, and the first
ones of the catalogue (`Scenario.skew`). What all counters of a tenant together have for a service, divided by
its typical time, is how often people come for it. So no counter has much more to do than another.

The catalogue's typical times and the visitors of a scenario need not fit to the number of counters. So the
typical times are shortened per tenant by one factor, at most 1, such that on a mean day the visitors take
`Staff.load` of the time that its officers are there.
"""

from __future__ import annotations

from datetime import date, timedelta

from protocol.catalogue import WEEKDAYS, Catalogue, Counter, ServiceId, Tenant, TenantId
from server.calendar import opens_on
from server.simulation.scenario import Scenario

ATTENDING_S = 45.0
"""Of each visit, beside the service itself: call, walk, greeting."""
MORE_STOPS = 1.12
"""Stops of a visit on average, with itineraries and transfers."""
FACTOR_MIN = 0.05
Weights = dict[ServiceId, float]


def tenant_shares(catalogue: Catalogue, scenario: Scenario) -> dict[TenantId, float]:
    rest = max(0.0, 1 - sum(scenario.tenants.values()))
    others = len(catalogue.tenants) - len(scenario.tenants)
    return {tenant: scenario.tenants.get(tenant, rest / max(1, others)) for tenant in catalogue.tenants}


def counters_of(catalogue: Catalogue, tenant: TenantId) -> list[Counter]:
    return sorted(
        (counter for counter in catalogue.counters.values() if counter.tenant == tenant),
        key=lambda counter: counter.id,
    )


def service_weights(catalogue: Catalogue, scenario: Scenario, tenant: TenantId) -> Weights:
    """How often people come for each service of a tenant, beside each other."""
    ranks = {service: rank for rank, service in enumerate(catalogue.services)}
    weights: Weights = {}
    for counter in counters_of(catalogue, tenant):
        served = sorted(counter.services, key=lambda service: ranks[service])
        served.sort(key=lambda service: catalogue.services[service].slots is None)
        shares = [1 / (place + 1) ** scenario.skew for place in range(len(served))]
        for service, share in zip(served, shares, strict=True):
            often = share / sum(shares) / catalogue.services[service].duration_min
            weights[service] = weights.get(service, 0.0) + often
    return weights


def visits_on(scenario: Scenario, catalogue: Catalogue, day: date) -> int:
    """People who come on a day, by its weekday; on the mean of the open weekdays, `Scenario.visits`."""
    opened = tuple(catalogue.schedule.hours) or WEEKDAYS
    mean = sum(scenario.weekdays.get(weekday, 1.0) for weekday in opened) / len(opened)
    factor = scenario.weekdays.get(WEEKDAYS[day.weekday()], 1.0) / mean if mean else 1.0
    return round(scenario.visits * factor)


def shortening(catalogue: Catalogue, scenario: Scenario, day: date) -> dict[TenantId, float]:
    """By what each tenant's typical times are multiplied."""
    shares = tenant_shares(catalogue, scenario)
    return {
        tenant.id: _factor(catalogue, scenario, tenant, scenario.visits * shares[tenant.id], day)
        for tenant in catalogue.tenants.values()
    }


def _factor(catalogue: Catalogue, scenario: Scenario, tenant: Tenant, visits: float, day: date) -> float:
    opened = opens_on(tenant.schedule, catalogue.timezone, day)
    weights = service_weights(catalogue, scenario, tenant.id)
    stops = visits * MORE_STOPS
    if opened is None or not weights or not stops:
        return 1.0
    staff = scenario.staff
    there = (opened[1] - opened[0] - timedelta(seconds=staff.meal_s)).total_seconds()
    there -= staff.prayer * staff.prayer_s
    there *= (1 - staff.absent) * len(counters_of(catalogue, tenant.id))
    total = sum(weights.values())
    typical_s = 60 * sum(
        weight * catalogue.services[service].duration_min for service, weight in weights.items()
    )
    factor = (there * staff.load - stops * ATTENDING_S) / (stops * typical_s / total)
    return max(FACTOR_MIN, min(1.0, factor))
