"""A server of another protocol version: the screens say that an update is needed, and nothing is lost."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from protocol.service import PROTOCOL
from tests.story.mall import BACK_S_MAX, SCREEN_S_MAX, START_S_MAX, Mall
from workshop.driven import ROOT

pytestmark = [
    pytest.mark.slow,
    pytest.mark.parametrize("network", ["loopback"], indirect=True, scope="module"),
]

TOMORROW = """
from protocol import service
service.PROTOCOL = "2.0"
from server.__main__ import cli
cli(prog_name="mall server")
"""
NOTES = {"kiosk-1": "obstacle", "counter-1": "full-note", "display-1": "full-note"}


def test_apps_say_that_they_need_an_update_and_come_back_to_a_server_of_their_own(mall: Mall, tmp_path: Path):
    assert PROTOCOL.startswith("1.")
    (tmp_path / "server_of_tomorrow.py").write_text(TOMORROW, "utf-8")
    tomorrow = {"PYTHONPATH": os.pathsep.join([str(ROOT), str(tmp_path)])}

    async def story() -> None:
        await mall.open_server()
        kiosk = await mall.open_app("kiosk-1")
        counter = await mall.open_app("counter-1", "--counter", "8", "--officer", "Sari")
        display = await mall.open_app("display-1")
        await kiosk.wait("tenant-dukcapil", START_S_MAX)
        await counter.wait("sign-on", START_S_MAX)
        await display.wait("idle", START_S_MAX)
        ticket = await mall.take(kiosk)

        await mall.kill_server()
        await mall.open_server(module="server_of_tomorrow", environment=tomorrow)
        for name, note in NOTES.items():
            await mall[name].wait(note, BACK_S_MAX)

            async def told(name: str = name) -> bool:
                return await mall.link(mall[name]) == "update_needed"

            await mall.until(told, f"{name} to say that it needs an update", BACK_S_MAX)
            title = (await mall[name].order("read", item=note, property="title"))["value"]
            assert "perlu diperbarui" in title
        assert not await mall.sees(kiosk, "tenant-dukcapil")

        await mall["server"].end()
        await mall.open_server()
        await mall.come_back()
        for app, item in ((kiosk, "tenant-dukcapil"), (counter, "sign-on"), (display, "open-counters")):
            await app.wait(item, SCREEN_S_MAX)
        assert list(await mall.pages()) == [ticket.label]

    mall.run(story())
