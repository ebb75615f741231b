"""What a visit says of itself."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from protocol.catalogue import ServiceId, TenantId
from protocol.visit import State, Stop, Visit, VisitId

MORNING = datetime(2026, 1, 5, 2, 0, tzinfo=UTC)


def visit(*states: State) -> Visit:
    """Its stops came into the line one minute after another, and ended in the same order."""
    stops = tuple(
        Stop(
            tenant=TenantId("dukcapil"),
            service=ServiceId(f"dukcapil.{index}"),
            state=state,
            line_time=MORNING + timedelta(minutes=index),
            ended_at=MORNING + timedelta(hours=1, minutes=index),
        )
        for index, state in enumerate(states)
    )
    return Visit(
        id=VisitId(1),
        prefix="A",
        number=1,
        token=None,
        language="id",
        issuer=None,
        issued_at=MORNING,
        ahead=0,
        stops=stops,
    )


@pytest.mark.parametrize(
    ("states", "foremost"),
    [
        ((State.WAITING, State.CALLED), 1),
        ((State.PARKED, State.WAITING), 1),
        ((State.WAITING, State.WAITING), 0),
        ((State.FINISHED, State.PLANNED), 1),
        ((State.NO_SHOW, State.FINISHED), 0),
        ((State.NO_SHOW, State.PLANNED), 1),
        ((State.FINISHED, State.CANCELLED), 1),
    ],
)
def test_what_its_holder_has_to_do_something_about_comes_first(states: tuple[State, ...], foremost: int):
    assert visit(*states).foremost == foremost
