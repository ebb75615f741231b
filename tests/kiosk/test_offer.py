from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from client.fake import small_catalogue
from kiosk.offer import service_page, service_rows, spans_text, tenant_tiles, zones_text
from protocol.catalogue import ServiceId, TenantId
from protocol.frames import Waiting
from tests.kiosk.stage import KTP

CATALOGUE = small_catalogue()
KK, AIR = ServiceId("dukcapil.kk"), ServiceId("pdam.sambungan")


def waiting(
    lines: dict[ServiceId, int], *served: ServiceId, ahead: dict[ServiceId, int] | None = None
) -> Waiting:
    return Waiting(lines=lines, ahead=lines if ahead is None else ahead, served=served, shut={})


@pytest.mark.parametrize(
    ("numbers", "text"),
    [
        ((), ""),
        ((4,), "4"),
        ((4, 5), "4, 5"),
        ((1, 2, 3, 8), "1–3, 8"),
        ((8, 3, 2, 1, 10, 11), "1–3, 8, 10, 11"),
    ],
)
def test_neighbouring_counters_are_told_together(numbers: tuple[int, ...], text: str):
    assert spans_text(numbers) == text


@given(st.sets(st.integers(1, 99)))
def test_no_counter_is_lost_among_neighbours(numbers: set[int]):
    told: set[int] = set()
    for span in filter(None, spans_text(numbers).split(", ")):
        first, _, last = span.partition("–")
        told |= set(range(int(first), int(last or first) + 1))
    assert told == numbers


def test_a_tenant_counts_the_waiting_of_all_its_services():
    dukcapil, pdam = tenant_tiles(CATALOGUE, waiting({ServiceId(KTP): 3, KK: 4, AIR: 9}, KK, AIR), "en")
    assert (dukcapil.waiting, dukcapil.tone) == ("About 7 waiting", "primary")
    assert (pdam.waiting, pdam.tone) == ("About 9 waiting", "primary")


def test_a_tenant_without_an_officer_is_marked_however_many_wait():
    dukcapil, pdam = tenant_tiles(CATALOGUE, waiting({KK: 4}, AIR), "en")
    assert (dukcapil.waiting, dukcapil.tone) == ("Counter not open yet", "warning")
    assert (pdam.waiting, pdam.tone) == ("No queue", "success")


def test_nothing_is_said_of_lines_before_the_server_has():
    assert {tile.waiting for tile in tenant_tiles(CATALOGUE, None, "en")} == {""}
    assert not service_page(CATALOGUE.services[KK], None, "en").unstaffed


def test_tiles_stand_in_the_order_of_their_names_and_keep_their_colour():
    tiles = tenant_tiles(CATALOGUE, None, "id")
    assert [(tile.title, tile.tint) for tile in tiles] == [("Dispendukcapil", 0), ("PDAM", 1)]


def test_a_service_is_marked_with_all_who_stand_before_a_newcomer():
    """Whose counters serve another service's line too: nobody hears "no queue" and then is the twelfth."""
    told = waiting({ServiceId(KTP): 12}, KK, ahead={ServiceId(KTP): 12, KK: 12})
    rows = {row.key: row.waiting for row in service_rows(CATALOGUE, TenantId("dukcapil"), told, "en")}
    assert rows[KK] == "About 12 waiting"
    assert service_page(CATALOGUE.services[KK], told, "en").waiting == "About 12 waiting"
    assert tenant_tiles(CATALOGUE, told, "en")[0].waiting == "About 12 waiting"


def test_each_service_is_marked_by_itself():
    rows = service_rows(CATALOGUE, TenantId("dukcapil"), waiting({KK: 4}, KK), "en")
    assert [(row.title, row.waiting) for row in rows] == [
        ("Identity card enrolment", "Counter not open yet"),
        ("Family card", "About 4 waiting"),
    ]


def test_a_service_shows_its_standard_in_the_language():
    page = service_page(CATALOGUE.services[KK], waiting({}, KK), "id")
    assert (page.title, page.requirements, page.fee, page.lead_time, page.unstaffed) == (
        "Kartu Keluarga",
        ("KTP asli",),
        "Gratis",
        "1 hari kerja",
        False,
    )


def test_the_place_to_wait_is_that_of_the_counters():
    assert zones_text(CATALOGUE, KK, "id") == "Lantai 3"
