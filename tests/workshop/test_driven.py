"""A program that is driven by lines, played by small programs of these tests."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest

from workshop.driven import ROOT, Driven, DrivenError
from workshop.told import Told

pytestmark = pytest.mark.slow

OBEDIENT = """
import json, sys
print(json.dumps({"ready": True}), flush=True)
for line in sys.stdin:
    order = json.loads(line)
    if order["order"] == "die":
        raise SystemExit(7)
    print(json.dumps({"event": "heard", "t": 1.0, "what": order["order"]}), flush=True)
    good = order["order"] != "fail"
    answer = {"id": order["id"], "ok": good, "value": order.get("say")}
    print(json.dumps(answer if good else {**answer, "error": "cannot"}), flush=True)
"""
DEAD = "raise SystemExit(3)"
Play = Callable[..., None]


@pytest.fixture
def play(tmp_path: Path) -> Play:
    def run(program: str, story: Callable[[Driven, Told], Coroutine[Any, Any, None]], **how: Any) -> None:
        (tmp_path / "played.py").write_text(program, "utf-8")
        paths = {"PYTHONPATH": os.pathsep.join([str(ROOT), str(tmp_path)])}

        async def whole() -> None:
            told = Told()
            driven = await Driven.start(
                "played",
                ["played"],
                told.hear,
                logs=tmp_path,
                headless=True,
                environment={**paths, **how.pop("environment", {})},
                **how,
            )
            try:
                await story(driven, told)
            finally:
                await driven.end()

        asyncio.run(whole())

    return run


def test_an_order_is_answered_and_what_comes_unasked_is_heard(play: Play):
    async def story(driven: Driven, told: Told) -> None:
        assert (await driven.first_line(20))["ready"]
        assert (await driven.order("repeat", say="halo"))["value"] == "halo"
        assert [saying.fields for saying in told.of("heard")] == [{"what": "repeat"}]

    play(OBEDIENT, story)


def test_an_order_that_cannot_be_carried_out_raises_with_its_reason(play: Play):
    async def story(driven: Driven, told: Told) -> None:
        with pytest.raises(DrivenError, match=r"played: fail .*cannot"):
            await driven.order("fail")

    play(OBEDIENT, story)


def test_a_program_that_dies_of_an_order_is_named_with_its_code(play: Play):
    async def story(driven: Driven, told: Told) -> None:
        with pytest.raises(DrivenError, match="played has ended with 7"):
            await driven.order("die")
        with pytest.raises(DrivenError, match="played has ended with 7"):
            await driven.order("repeat")
        assert not driven.running

    play(OBEDIENT, story)


def test_a_program_that_ends_before_it_is_ready_is_not_waited_for(play: Play):
    async def story(driven: Driven, told: Told) -> None:
        with pytest.raises(DrivenError, match="played has ended"):
            await asyncio.wait_for(driven.first_line(600), 60)

    play(DEAD, story)


def test_a_program_that_says_nothing_is_waited_for_so_long(play: Play):
    async def story(driven: Driven, told: Told) -> None:
        with pytest.raises(DrivenError, match=r"played said nothing for 0\.01 s"):
            await driven.first_line(0.01)

    play("import sys; sys.stdin.read()", story)


def test_a_killed_program_has_ended_by_the_signal(play: Play):
    async def story(driven: Driven, told: Told) -> None:
        await driven.first_line(20)
        await driven.kill()
        assert not driven.running
        assert await driven.end() == -signal.SIGKILL

    play(OBEDIENT, story)


@pytest.mark.skipif(os.name == "nt", reason="env is a program of POSIX systems")
def test_a_prefix_runs_the_program_and_surroundings_are_added(play: Play):
    async def story(driven: Driven, told: Told) -> None:
        line = await driven.first_line(20)
        assert line == {"given": "by prefix", "added": "by name"}

    program = (
        "import json, os; print(json.dumps({'given': os.environ['GIVEN'], 'added': os.environ['ADDED']}))"
    )
    play(program, story, prefix=("env", "GIVEN=by prefix"), environment={"ADDED": "by name"})
