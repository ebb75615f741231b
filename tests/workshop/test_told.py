from __future__ import annotations

import asyncio

import pytest

from workshop.driven import DrivenError
from workshop.told import Told


def test_what_was_said_before_the_question_is_passed_over():
    async def story() -> None:
        told = Told()
        told.hear("kiosk", {"event": "ticket", "t": 1.0, "visit": 7})
        since = len(told.sayings)
        waiting = asyncio.create_task(told.next("kiosk", {"ticket"}, since, 5.0))
        told.hear("counter", {"event": "ticket", "t": 2.0, "visit": 8})
        told.hear("kiosk", {"event": "ticket", "t": 3.0, "visit": 9})
        said = await waiting
        assert (said.visit, said.t, said.fields) == (9, 3.0, {"visit": 9})

    asyncio.run(story())


def test_waiting_in_vain_names_who_and_what():
    async def story() -> None:
        with pytest.raises(DrivenError, match=r"0\.01 s in vain for kiosk to say refused or ticket"):
            await Told().next("kiosk", {"ticket", "refused"}, 0, 0.01)

    asyncio.run(story())


def test_what_is_said_is_found_by_visit():
    async def story() -> None:
        told = Told()
        for visit in (7, 8, 7):
            told.hear("display", {"event": "announced", "t": 1.0, "visit": visit})
        told.hear("display", {"event": "shown", "t": 2.0, "visit": 7})
        assert [len(told.about(visit, "announced")) for visit in (7, 8, 9)] == [2, 1, 0]

    asyncio.run(story())
