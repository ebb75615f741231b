from __future__ import annotations

import pytest

from client.fake import small_catalogue
from counter.seats import officer_of, seat_rows
from protocol.catalogue import CounterId, TenantId
from protocol.hall import empty
from protocol.messages import OFFICER_CHARACTERS_MAX


def test_a_tenants_counters_come_by_number_with_what_they_serve() -> None:
    rows = seat_rows(empty(small_catalogue()), TenantId("dukcapil"), CounterId(2), "id")
    assert [(row.number, row.taken, row.chosen) for row in rows] == [
        (1, False, False),
        (2, False, True),
        (3, False, False),
    ]
    assert rows[0].services == "", "all of the tenant's services need no list"
    assert rows[2].services == "Kartu Keluarga"


def test_a_place_that_is_no_tenant_has_no_counters() -> None:
    assert seat_rows(empty(small_catalogue()), TenantId("nobody"), None, "id") == ()


@pytest.mark.parametrize(
    ("typed", "officer"),
    [
        ("Sri", "Sri"),
        ("  Sri   Wahyuni ", "Sri Wahyuni"),
        ("", None),
        ("   ", None),
        ("x" * OFFICER_CHARACTERS_MAX, "x" * OFFICER_CHARACTERS_MAX),
        ("x" * (OFFICER_CHARACTERS_MAX + 1), None),
        ("Sri\x07", None),
        ("Sri\u200b", None),
    ],
)
def test_a_name_is_sent_only_if_it_is_one(typed: str, officer: str | None) -> None:
    assert officer_of(typed) == officer
