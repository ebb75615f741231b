from __future__ import annotations

from datetime import timedelta

import pytest

from display.board import RECENT_COUNT_MAX, board_of
from display.calls import LISTED_S_MAX, counters_of, heard_in, listed
from display.opening import openings
from display.since import since_text
from display.waiting import open_counters_count, waiting_rows
from protocol.catalogue import ZoneId
from tests.display.hall import MORNING, Mall


def labels(mall: Mall, zone: str | None = None) -> list[str]:
    hall = mall.link.hall
    heard = heard_in(hall, counters_of(hall.catalogue, None if zone is None else ZoneId(zone)))
    return [call.label for call in listed(hall, heard, mall.link.now())]


def test_a_call_stays_listed_however_old_until_its_visitor_comes(mall: Mall) -> None:
    mall.call(1)
    mall.link.pass_time(3 * LISTED_S_MAX)
    assert labels(mall) == ["A-001"]


def test_an_answered_call_can_be_looked_up_for_a_quarter_of_an_hour(mall: Mall) -> None:
    mall.call(1)
    mall.start(1)
    mall.link.pass_time(LISTED_S_MAX)
    assert labels(mall) == ["A-001"]
    mall.link.pass_time(1)
    assert labels(mall) == []


def test_a_finished_visit_is_listed_from_the_moment_its_visitor_came(mall: Mall) -> None:
    mall.call(1)
    mall.start(1)
    mall.link.pass_time(LISTED_S_MAX - 1)
    mall.finish(1)
    assert labels(mall) == ["A-001"]
    mall.link.pass_time(2)
    assert labels(mall) == []


def test_a_missed_visit_stays_to_be_looked_up_behind_those_still_called(mall: Mall) -> None:
    mall.call(1)
    mall.link.pass_time(5)
    mall.call(2)
    mall.miss(2)
    assert labels(mall) == ["A-001", "A-002"]


def test_a_call_that_was_taken_back_is_not_listed(mall: Mall) -> None:
    mall.call(1)
    mall.take_back(1)
    assert labels(mall) == []


def test_a_zone_lists_the_calls_of_its_own_counters(mall: Mall) -> None:
    mall.call(1)
    mall.call(20)
    assert labels(mall, "utara") == ["A-001"]
    assert labels(mall, "tengah") == [label for label in labels(mall) if label != "A-001"]


def test_more_people_called_than_rows_are_shown_page_by_page(mall: Mall) -> None:
    counters = [1, 2, 3, 4, 10, 11, 12, 20, 21]
    for counter in counters:
        mall.link.pass_time(1)
        mall.call(counter)
    hall, now = mall.link.hall, mall.link.now()
    heard = heard_in(hall, counters_of(hall.catalogue, None))
    pages = [board_of(hall, heard, spoken=None, page=page, now=now) for page in (0, 1, 2)]
    shown = [[call.counter for call in board.rows] for board in pages]
    newest_first = list(reversed(counters))
    assert shown[0] == newest_first[:RECENT_COUNT_MAX]
    assert shown[1] == newest_first[RECENT_COUNT_MAX:]
    assert shown[2] == shown[0]
    assert pages[0].pages == 2


def test_the_stage_belongs_to_whom_the_voice_calls(mall: Mall) -> None:
    first = mall.call(1)
    mall.link.pass_time(1)
    mall.call(2)
    hall, now = mall.link.hall, mall.link.now()
    heard = heard_in(hall, counters_of(hall.catalogue, None))
    spoken = board_of(hall, heard, spoken=(first, 0), page=0, now=now).stage
    newest = board_of(hall, heard, spoken=None, page=0, now=now).stage
    assert spoken is not None
    assert newest is not None
    assert (spoken.label, newest.label) == ("A-001", "A-002")


def test_the_stage_goes_on_to_the_newest_when_the_visitor_whom_the_voice_calls_has_come(mall: Mall) -> None:
    first = mall.call(1)
    mall.link.pass_time(1)
    mall.call(2)
    mall.start(1)
    hall = mall.link.hall
    heard = heard_in(hall, counters_of(hall.catalogue, None))
    stage = board_of(hall, heard, spoken=(first, 0), page=0, now=mall.link.now()).stage
    assert stage is not None
    assert stage.label == "A-002"


def test_who_waits_is_counted_by_agency_over_all_its_services(mall: Mall) -> None:
    mall.take("dukcapil.ktp-rekam")
    mall.take("dukcapil.kk-baru")
    mall.open(1)
    every = counters_of(mall.link.hall.catalogue, None)
    rows = {row.tenant: row for row in waiting_rows(mall.link.hall, every, mall.link.now(), "id")}
    assert len(rows) == len(mall.link.hall.catalogue.tenants)
    assert (rows["dukcapil"].count, rows["dukcapil"].staffed) == (2, True)
    assert (rows["bapenda"].count, rows["bapenda"].staffed) == (0, False)


def test_a_zone_counts_its_own_agencies_and_counters(mall: Mall) -> None:
    mall.open(1)
    mall.open(20)
    here = counters_of(mall.link.hall.catalogue, ZoneId("utara"))
    catalogue = mall.link.hall.catalogue
    assert {row.tenant for row in waiting_rows(mall.link.hall, here, mall.link.now(), "id")} == {
        tenant.id for tenant in catalogue.tenants.values() if tenant.zone == "utara"
    }
    assert open_counters_count(mall.link.hall, here) == 1


def test_days_in_a_row_with_the_same_hours_are_written_together() -> None:
    hours = {"mon": "08:00-16:00", "tue": "08:00-16:00", "wed": "08:00-16:00", "fri": "08:00-11:00"}
    written = [(opening.days, opening.hours) for opening in openings(hours, "id")]
    assert written == [("Senin–Rabu", "08.00–16.00"), ("Jumat", "08.00–11.00")]
    assert [opening.days for opening in openings(hours, "en")] == ["Monday–Wednesday", "Friday"]


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0, "just now"), (59, "just now"), (60, "1 min ago"), (3_599, "59 min ago"), (3_600, "02:30")],
)
def test_how_long_ago_is_told_in_minutes_and_from_an_hour_on_as_the_time(seconds: int, text: str) -> None:
    assert since_text(MORNING, MORNING + timedelta(seconds=seconds), "en") == text
