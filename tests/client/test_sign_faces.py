from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from msgspec.structs import replace

from client.sign_faces import BLINK_S, SignFace, sign_face
from client.small_mall import small_catalogue
from hardware.signboard import Face
from protocol.catalogue import CounterId, Language, ServiceId, TenantId
from protocol.hall import Hall, empty
from protocol.visit import Desk, State, Stop, Visit, VisitId

NOW = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
EIGHT = CounterId(8)


def desk(*, visit: int | None = None, on_break: datetime | None = None) -> Desk:
    return Desk(
        counter=EIGHT,
        tenant=TenantId("dukcapil"),
        officer=None,
        device=None,
        since=NOW,
        visit=None if visit is None else VisitId(visit),
        on_break=on_break,
    )


def hall(seat: Desk | None, stop: Stop | None = None) -> Hall:
    at = empty(small_catalogue())
    if stop is not None:
        visit = Visit(
            id=VisitId(1),
            prefix="A",
            number=17,
            token=None,
            language="id",
            issuer=None,
            issued_at=NOW,
            ahead=0,
            stops=(stop,),
        )
        at = replace(at, visits=at.visits.set(visit.id, visit))
    return at if seat is None else replace(at, desks=at.desks.set(EIGHT, seat))


def called(ago_s: float, *, recalled_ago_s: float | None = None, state: State = State.CALLED) -> Stop:
    return Stop(
        tenant=TenantId("dukcapil"),
        service=ServiceId("dukcapil.ktp-rekam"),
        state=state,
        line_time=NOW,
        counter=EIGHT,
        called_at=NOW - timedelta(seconds=ago_s),
        recalled_at=None if recalled_ago_s is None else NOW - timedelta(seconds=recalled_ago_s),
    )


@pytest.mark.parametrize(
    ("stop", "mode"),
    [
        (called(0), "blinking"),
        (called(BLINK_S - 0.1), "blinking"),
        (called(BLINK_S), "steady"),
        (called(600, recalled_ago_s=1), "blinking"),
        (called(600, recalled_ago_s=BLINK_S), "steady"),
        (called(1, state=State.SERVING), "steady"),
    ],
)
def test_a_number_blinks_after_its_call_and_each_recall_until_its_visitor_is_there(
    stop: Stop, mode: str
) -> None:
    face = sign_face(hall(desk(visit=1), stop), EIGHT, NOW, "id")
    assert (face.text, face.mode) == ("A-017", mode)


@pytest.mark.parametrize(
    ("seat", "language", "text"),
    [
        (desk(), "id", "LOKET 8"),
        (desk(), "en", "COUNTER 8"),
        (desk(on_break=NOW), "id", "ISTIRAHAT"),
        (desk(on_break=NOW), "en", "BREAK"),
        (None, "id", "TUTUP"),
        (None, "en", "CLOSED"),
        # Somebody else's visit, or a moment in which the hall does not know it.
        (desk(visit=2), "id", "LOKET 8"),
    ],
)
def test_without_a_number_the_sign_is_idle_and_says_how_the_counter_is(
    seat: Desk | None, language: Language, text: str
) -> None:
    assert sign_face(hall(seat), EIGHT, NOW, language) == SignFace(text=text, mode="idle")


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("seat", [None, desk(), desk(on_break=NOW)])
def test_every_text_fits_a_sign_as_it_is(seat: Desk | None, language: Language) -> None:
    face = sign_face(
        hall(None if seat is None else replace(seat, counter=CounterId(8))), EIGHT, NOW, language
    )
    assert Face(text=face.text, mode=face.mode).text == face.text
