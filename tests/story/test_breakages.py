"""What breaks in a mall while people use it: cables, processes, paper; and fingers that tap twice.

One mall for all of them, in the best network that this machine can give. Each leaves the line empty.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress

import pytest

from protocol.messages import TicketConfirmed
from tests.story.mall import BACK_S_MAX, KTP, SCREEN_S_MAX, START_S_MAX, VOICE_S_MAX, Mall
from tests.story.network import Namespaces, best, why_no_namespaces
from workshop.driven import DrivenError

pytestmark = [pytest.mark.slow, pytest.mark.parametrize("network", [best()], indirect=True, scope="module")]
needs_cable = pytest.mark.skipif(bool(why_no_namespaces()), reason=why_no_namespaces())


@pytest.fixture(scope="module")
def open_mall(mall: Mall) -> Mall:
    mall.run(mall.open_all())
    return mall


def test_two_kiosks_that_tap_at_once_give_two_numbers(open_mall: Mall):
    async def story(mall: Mall) -> None:
        kiosks = [mall["kiosk-1"], mall["kiosk-2"]]
        for kiosk in kiosks:
            await mall.choose(kiosk, KTP)
        since = len(mall.told.sayings)
        await asyncio.gather(*(kiosk.tap("take-number") for kiosk in kiosks))
        tickets = [await mall.receive(kiosk, since) for kiosk in kiosks]
        assert [ticket.outcome for ticket in tickets] == ["Printed", "NotPrinted"]
        await mall["kiosk-2"].tap("noted")
        for kiosk in kiosks:
            await kiosk.tap("home")
        expected = [issued.number for issued in mall.issued()[-2:]]
        labels = [f"A-{number:03}" for number in expected]
        assert expected[1] == expected[0] + 1
        assert sorted(ticket.label for ticket in tickets) == labels
        assert sorted(await mall.serve_all(mall["counter-1"], 2)) == labels

    open_mall.run(story(open_mall))


def test_a_double_tap_gives_one_ticket(open_mall: Mall):
    async def story(mall: Mall) -> None:
        kiosk = mall["kiosk-1"]
        issued, slips = len(mall.issued()), mall.slips()
        await mall.choose(kiosk, KTP)
        since = len(mall.told.sayings)

        async def tap() -> None:
            # The button may be gone when the later taps come.
            with suppress(DrivenError):
                await kiosk.tap("take-number")

        await asyncio.gather(tap(), tap(), tap())
        ticket = await mall.receive(kiosk, since)
        await kiosk.wait("home", SCREEN_S_MAX)
        await kiosk.tap("home")
        await mall.choose(kiosk, KTP)
        await kiosk.tap("back")
        await kiosk.tap("back")
        assert await mall.serve_all(mall["counter-1"], 1) == [ticket.label]
        assert len(mall.issued()) == issued + 1
        assert mall.slips() == slips + 1

    open_mall.run(story(open_mall))


def test_without_paper_the_number_on_the_screen_is_confirmed_by_a_tap_and_called(open_mall: Mall):
    async def story(mall: Mall) -> None:
        kiosk, printer, counter = mall["kiosk-1"], mall["printer"], mall["counter-1"]
        slips = mall.slips()
        await printer.tap("printer-paper_out")
        await kiosk.wait("printer-note", SCREEN_S_MAX)
        await mall.choose(kiosk, KTP)
        since = len(mall.told.sayings)
        await kiosk.tap("take-number")
        ticket = await mall.receive(kiosk, since)
        assert ticket.outcome == "NotPrinted"
        report = await mall.report(kiosk)
        assert (report["screen"], report["trouble"], report["label"]) == (
            "trouble",
            "paper_out",
            ticket.label,
        )
        await kiosk.wait("ticket-code", SCREEN_S_MAX)
        # Nobody is called before the visitor has said that they have the number.
        assert (await mall.report(counter))["waiting"] == 0
        await kiosk.tap("noted")
        assert await mall.serve_all(counter, 1) == [ticket.label]
        confirmed = [event.what for event in mall.journal() if isinstance(event.what, TicketConfirmed)]
        assert (confirmed[-1].visit, confirmed[-1].paper) == (ticket.visit, "screen")
        await kiosk.tap("home")

        await printer.tap("printer-paper_out")

        async def noticed() -> bool:
            return not await mall.sees(kiosk, "printer-note")

        await mall.until(noticed, "the kiosk to notice the new roll")
        assert mall.slips() == slips
        assert (await mall.take(kiosk)).outcome == "Printed"
        assert mall.slips() == slips + 1
        await mall.serve_all(counter, 1)

    open_mall.run(story(open_mall))


def test_a_kiosk_that_dies_while_printing_gives_the_next_number_when_it_is_back(open_mall: Mall):
    async def story(mall: Mall) -> None:
        kiosk, counter = mall["kiosk-1"], mall["counter-1"]
        slips, issued = mall.slips(), len(mall.issued())
        await mall.choose(kiosk, KTP)
        # A printer that does not answer holds the kiosk at the printing.
        mall.freeze("printer")
        await kiosk.tap("take-number")

        async def printing() -> bool:
            return (await mall.report(kiosk))["screen"] == "printing"

        await mall.until(printing, "the kiosk to print")
        label = (await mall.report(kiosk))["label"]
        await kiosk.kill()
        mall.thaw("printer")
        assert len(mall.issued()) == issued + 1

        kiosk = await mall.restart("kiosk-1")
        await kiosk.wait("tenant-dukcapil", START_S_MAX)
        assert (await mall.report(kiosk))["screen"] == "start"
        ticket = await mall.take(kiosk)
        assert (ticket.outcome, mall.slips()) == ("Printed", slips + 1)
        assert int(ticket.label[2:]) == int(label[2:]) + 1
        # Nobody has the number that was not printed, so nobody is called by it.
        assert await mall.serve_all(counter, 1) == [ticket.label]
        lost = mall.issued()[-2]
        assert [page["state"] for page in await mall.fetch([f"/api/tickets/{lost.token}"])] == ["printing"]

    open_mall.run(story(open_mall))


def test_a_display_that_was_restarted_shows_the_call_and_speaks_only_the_next(open_mall: Mall):
    async def story(mall: Mall) -> None:
        kiosk, counter = mall["kiosk-1"], mall["counter-1"]
        for _ in range(2):
            await mall.take(kiosk)
        await mall.line_of(counter, 2)
        called = await mall.call(counter)
        await mall["display-1"].kill()

        display = await mall.restart("display-1")
        since = len(mall.told.sayings)
        await display.wait("call-number", START_S_MAX)
        report = await mall.report(display)
        assert report["current"][0] == called
        assert report["called"] == 0
        await mall.serve(counter)
        following = await mall.call(counter)
        said = await mall.told.next("display-1", {"announced", "skipped"}, since, VOICE_S_MAX)
        assert (said.event, said.fields["label"]) == ("announced", following)
        shown = [each.fields["label"] for each in mall.told.sayings[since:] if each.event == "shown"]
        assert shown == [following]
        await mall.serve(counter)

    open_mall.run(story(open_mall))


def test_a_counter_that_dies_while_serving_goes_on_with_its_visitor(open_mall: Mall):
    async def story(mall: Mall) -> None:
        counter = mall["counter-1"]
        ticket = await mall.take(mall["kiosk-1"])
        await mall.line_of(counter, 1)
        assert await mall.call(counter) == ticket.label
        await counter.tap("start")
        await counter.wait("finish", SCREEN_S_MAX, enabled=True)
        await counter.kill()
        counter = await mall.restart("counter-1")
        await counter.wait("finish", START_S_MAX, enabled=True)
        report = await mall.report(counter)
        assert (report["number"], report["state"]) == (ticket.label, "serving")
        since = len(mall.told.sayings)
        await counter.tap("finish")
        said = await mall.told.next("counter-1", {"finished", "refused"}, since, SCREEN_S_MAX)
        assert (said.event, said.visit) == ("finished", ticket.visit)

    open_mall.run(story(open_mall))


@needs_cable
def test_a_cable_that_was_out_for_some_seconds_costs_no_ticket(open_mall: Mall):
    async def story(mall: Mall) -> None:
        assert isinstance(mall.network, Namespaces)
        kiosk, counter = mall["kiosk-1"], mall["counter-1"]
        first = await mall.take(kiosk)
        await mall.line_of(counter, 1)
        assert await mall.call(counter) == first.label
        issued = len(mall.issued())
        await mall.choose(kiosk, KTP)
        mall.network.cut()
        since = len(mall.told.sayings)
        await kiosk.tap("take-number")
        await mall.notice_loss()
        assert len(mall.issued()) == issued
        mall.network.mend()
        second = await mall.receive(kiosk, since, BACK_S_MAX)
        await mall.come_back()
        await kiosk.tap("home")
        assert len(mall.issued()) == issued + 1
        assert await mall.serve(counter) == first.label
        assert await mall.serve_all(counter, 1) == [second.label]

    open_mall.run(story(open_mall))


@needs_cable
def test_an_answer_that_was_lost_with_the_server_is_given_again_and_not_decided_anew(open_mall: Mall):
    async def story(mall: Mall) -> None:
        assert isinstance(mall.network, Namespaces)
        kiosk = mall["kiosk-1"]
        issued = len(mall.issued())
        await mall.choose(kiosk, KTP)
        mall.network.mute_server()
        since = len(mall.told.sayings)
        await kiosk.tap("take-number")

        async def on_disk() -> bool:
            return len(mall.issued()) == issued + 1

        await mall.until(on_disk, "the server to issue what it cannot tell of")
        assert (await mall.report(kiosk))["screen"] == "issuing"
        await mall.kill_server()
        # Until then the dead server's machine would go on trying to deliver the answer.
        await mall.notice_loss(kiosk)
        mall.network.unmute_server()
        await mall.open_server()
        ticket = await mall.receive(kiosk, since, BACK_S_MAX)
        await mall.come_back()
        await kiosk.tap("home")
        assert [each.visit for each in mall.issued()[issued:]] == [ticket.visit]
        assert await mall.serve_all(mall["counter-1"], 1) == [ticket.label]

    open_mall.run(story(open_mall))
