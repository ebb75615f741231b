"""What is not a call: breaks, closures, and results that can be fetched."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import QAbstractItemModel
from PySide6.QtGui import QGuiApplication

from display.closed import NAMES_COUNT_MAX, NOTES_COUNT_MAX
from display.lists import NOTE_S, PAGE_S, Lists
from display.model import DisplayModel
from display.results import RESULTS_COUNT_MAX, RESULTS_PAGE_COUNT
from display.waiting import BREAKS_NAMED_COUNT_MAX
from protocol.catalogue import Catalogue, ServiceId, TenantId
from protocol.messages import ResultReady
from protocol.visit import PickUp, VisitId
from tests.display.hall import MORNING, Mall

Make = Callable[..., DisplayModel]


def column(rows: QAbstractItemModel, *fields: str) -> list[tuple[object, ...]]:
    roles = {bytes(name.data()).decode(): role for role, name in rows.roleNames().items()}
    return [
        tuple(rows.data(rows.index(at, 0), roles[field]) for field in fields) for at in range(rows.rowCount())
    ]


def note(lists: Lists, tenant: str) -> str:
    return str(dict(column(lists.waiting, "tenant", "note"))[tenant])


def result(
    number: int, *, day: str = "2026-01-05", tenant: str = "disnaker", at: datetime = MORNING
) -> PickUp:
    return PickUp(
        visit=VisitId(10_000 + number),
        tenant=TenantId(tenant),
        service=ServiceId(f"{tenant}.any"),
        prefix="B",
        number=number,
        day=day,
        issuer=None,
        ready_at=at + timedelta(seconds=number),
    )


def test_counters_on_a_break_are_named_at_their_agency_and_not_counted_as_open(
    mall: Mall, make_model: Make
) -> None:
    model = make_model(mall)
    lists = model.lists
    for counter in (1, 2, 3):
        mall.open(counter)
    mall.rest(3)
    mall.rest(1)
    assert (lists.openCounters, lists.restingCounters) == (1, 2)
    assert note(lists, "dukcapil") == "On break: counter 1, 3"
    mall.rest(2)
    assert note(lists, "dukcapil") == "On break"
    assert dict(column(lists.waiting, "tenant", "staffed"))["dukcapil"] is False
    mall.resume(1)
    assert note(lists, "dukcapil") == "On break: counter 2, 3"
    mall.resume(2)
    mall.resume(3)
    assert (note(lists, "dukcapil"), lists.restingCounters) == ("", 0)


def test_of_many_counters_on_a_break_only_the_count_is_told(mall: Mall, make_model: Make) -> None:
    model = make_model(mall)
    lists = model.lists
    for counter in range(1, BREAKS_NAMED_COUNT_MAX + 3):
        mall.open(counter)
    for counter in range(1, BREAKS_NAMED_COUNT_MAX + 2):
        mall.rest(counter)
    assert note(lists, "dukcapil") == f"Counters on break: {BREAKS_NAMED_COUNT_MAX + 1}"


def test_another_officer_who_goes_on_at_the_counter_is_not_on_a_break(mall: Mall, make_model: Make) -> None:
    model = make_model(mall)
    lists = model.lists
    mall.open(1)
    mall.rest(1)
    mall.relieve(1)
    assert (lists.openCounters, lists.restingCounters) == (1, 0)
    mall.free(1)
    assert (lists.openCounters, lists.restingCounters) == (0, 0)


def test_a_closed_agency_says_so_where_people_look_for_it_with_the_hour_of_its_return(
    mall: Mall, make_model: Make
) -> None:
    model = make_model(mall)
    lists = model.lists
    mall.open(33)
    mall.rest(33)
    mall.close("samsat", hours=2.5)
    mall.close("polresta", hours=None)
    mall.close("kemenag", hours=25)
    assert note(lists, "samsat") == "Closed · opens 12:00"
    assert note(lists, "polresta") == "Closed for now"
    assert note(lists, "kemenag") == "Closed · opens Tue, 6 Jan"
    closed = dict(column(lists.waiting, "tenant", "closed"))
    assert [tenant for tenant, whole in closed.items() if whole] == ["samsat", "polresta", "kemenag"]


def test_an_agency_of_which_every_service_is_closed_opens_with_the_first_of_them(
    mall: Mall, make_model: Make
) -> None:
    model = make_model(mall)
    lists = model.lists
    services = [one.id for one in mall.link.hall.catalogue.services.values() if one.tenant == "samsat"]
    for hours, service in enumerate(services[1:], start=2):
        mall.close("samsat", service, hours=hours)
    assert note(lists, "samsat") == f"Services closed: {len(services) - 1}"
    mall.close("samsat", services[0], hours=None)
    assert note(lists, "samsat") == "Closed · opens 11:30"
    shorter = mall.close("samsat", hours=1)
    assert note(lists, "samsat") == "Closed · opens 11:30", "of two closures the longer one counts"
    mall.reopen(shorter)
    mall.close("samsat", hours=4)
    assert note(lists, "samsat") == "Closed · opens 13:30"


def test_what_is_closed_is_told_at_the_foot_with_its_reason_and_takes_turns_with_the_usual_words(
    mall: Mall, make_model: Make
) -> None:
    model = make_model(mall)
    lists = model.lists
    assert (lists.noted, lists.note) == (False, "")
    mall.close("samsat", hours=2, reason="Jaringan putus")
    closure = mall.close("imigrasi", "imigrasi.paspor-baru", hours=None, reason="Kamera rusak")
    told: list[str] = []
    for _ in range(3):
        told.append(lists.note)
        for _ in range(NOTE_S):
            model.tick()
    assert told == [
        "Imigrasi – First passport, adult: temporarily closed (Kamera rusak).",
        "Samsat: temporarily closed (Jaringan putus). Opens again at 11:30.",
        "",
    ]
    assert lists.note == told[0]
    mall.reopen(closure)
    assert lists.note == told[1]
    for _ in range(NOTE_S):
        model.tick()
    assert lists.note == ""
    mall.close("polresta", hours=1, reason="Listrik padam")
    assert "Polresta" in lists.note, "what has just been closed is told at once"


def test_a_closure_is_over_at_its_hour_even_if_the_server_cannot_say_so(mall: Mall, make_model: Make) -> None:
    model = make_model(mall)
    mall.close("samsat", hours=1)
    mall.link.pass_time(3_599)
    model.tick()
    assert note(model.lists, "samsat") == "Closed · opens 10:30"
    mall.link.pass_time(1)
    model.tick()
    assert (note(model.lists, "samsat"), model.lists.note) == ("", "")


def test_agencies_closed_for_one_reason_are_told_in_one_note(mall: Mall, make_model: Make) -> None:
    model = make_model(mall)
    tenants = list(mall.link.hall.catalogue.tenants)
    for tenant in tenants[:NAMES_COUNT_MAX]:
        mall.close(tenant, hours=1, reason="Listrik padam")
    names = sorted(mall.link.hall.catalogue.tenants[one].short_name for one in tenants[:NAMES_COUNT_MAX])
    rest = "temporarily closed (Listrik padam). Opens again at 10:30."
    assert model.lists.note == f"{', '.join(names)}: {rest}"
    mall.close(tenants[NAMES_COUNT_MAX], hours=1, reason="Listrik padam")
    assert model.lists.note == f"{NAMES_COUNT_MAX + 1} agencies: {rest}"
    assert model.today == "Open today 08:00–16:00"
    for tenant in tenants[NAMES_COUNT_MAX + 1 :]:
        mall.close(tenant, hours=1, reason="Listrik padam")
    assert model.lists.note == f"All agencies: {rest}"
    assert model.today == "Closed for now", "nobody reads that the house is open while all of it is closed"


def test_of_many_closures_only_the_latest_are_told(mall: Mall, make_model: Make) -> None:
    model = make_model(mall)
    for index, tenant in enumerate(list(mall.link.hall.catalogue.tenants)[: NOTES_COUNT_MAX + 2]):
        mall.close(tenant, hours=1, reason=f"Sebab {index}")
    told: set[str] = set()
    for _ in range((NOTES_COUNT_MAX + 1) * NOTE_S):
        told.add(model.lists.note)
        model.tick()
    assert len(told - {""}) == NOTES_COUNT_MAX
    assert not any("Sebab 0" in one or "Sebab 1" in one for one in told)


def test_a_zone_tells_of_its_own_agencies_only(mall: Mall, make_model: Make) -> None:
    model = make_model(mall, zone="utara")
    mall.close("samsat", hours=1)
    mall.make_ready(37)
    assert (model.lists.note, model.lists.resultsCount) == ("", 0)
    mall.make_ready(9)
    assert model.lists.resultsCount == 1


def test_a_request_that_nobody_has_decided_closes_nothing(mall: Mall, make_model: Make) -> None:
    model = make_model(mall)
    mall.ask_to_close("samsat")
    assert (note(model.lists, "samsat"), model.lists.note) == ("", "")


def test_a_result_is_listed_from_when_it_is_ready_until_it_is_fetched(mall: Mall, make_model: Make) -> None:
    model = make_model(mall)
    lists = model.lists
    first = mall.make_ready(10)
    mall.link.pass_time(60)
    mall.make_ready(37)
    assert column(lists.results, "label", "tenant", "day") == [
        ("K-001", "Imigrasi", ""),
        ("B-001", "Disnaker-PMPTSP", ""),
    ]
    mall.collect(first)
    mall.call(10)
    mall.start(10)
    assert lists.resultsCount == 2
    mall.finish(10)
    assert column(lists.results, "label") == [("K-001",)]


def test_a_number_of_another_day_carries_its_date(mall: Mall, make_model: Make) -> None:
    model = make_model(mall)
    lists = model.lists
    mall.link.happen(
        ResultReady(result=result(7, day="2025-12-30")), ResultReady(result=result(8, day="2026-01-05"))
    )
    assert column(lists.results, "label", "day") == [("B-008", ""), ("B-007", "30 Dec")]


def test_more_results_than_fit_take_turns_and_of_too_many_the_oldest_are_only_counted(
    mall: Mall, make_model: Make
) -> None:
    model = make_model(mall)
    lists = model.lists
    assert (lists.resultsCount, lists.resultsPages) == (0, 1)
    mall.link.happen(*(ResultReady(result=result(n)) for n in range(1, RESULTS_COUNT_MAX + 4)))
    assert lists.resultsCount == RESULTS_COUNT_MAX + 3
    seen: list[object] = []
    for _ in range(lists.resultsPages):
        seen += [label for (label,) in column(lists.results, "label")]
        assert lists.results.rowCount() <= RESULTS_PAGE_COUNT
        for _ in range(PAGE_S):
            model.tick()
    assert seen == [f"B-{n:03}" for n in range(RESULTS_COUNT_MAX + 3, 3, -1)]
    assert lists.resultsPage == 0


@pytest.mark.parametrize("zone", [None, "utara"])
def test_people_who_wait_for_several_services_are_counted_once(
    qapp: QGuiApplication, malang: Catalogue, make_model: Make, zone: str | None
) -> None:
    mall = Mall(malang)
    model = make_model(mall, zone=zone)
    lists = model.lists
    mall.take("dukcapil.ktp-rekam", "dukcapil.kk-baru", "bapenda.pbb-bayar")
    mall.take("dukcapil.ktp-rekam")
    counts = dict(column(lists.waiting, "tenant", "count"))
    assert (counts["dukcapil"], counts["bapenda"], lists.waitingTotal) == (2, 1, 2)
