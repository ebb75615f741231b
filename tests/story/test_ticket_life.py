"""A ticket's whole life over real sockets and real processes, and the server dies twice in the middle of it.

Nobody types an address: every app finds the server by mDNS, also after it has moved to another port. The name
of each test says in which network it was: `namespaces` (two machines and a cable) or `loopback`.
"""

from __future__ import annotations

import pytest

from protocol.messages import ServiceFinished, TicketConfirmed, VisitCalled
from tests.story.mall import COUNTER, KK, KTP, SCREEN_S_MAX, START_S_MAX, Mall

pytestmark = pytest.mark.slow


def test_every_acknowledged_ticket_outlives_the_death_of_the_server(mall: Mall):
    mall.run(story(mall))


async def story(mall: Mall) -> None:
    await mall.open_all()
    kiosk, other, counter, display = (mall[name] for name in ("kiosk-1", "kiosk-2", "counter-1", "display-1"))

    # A morning: three numbers, one served, one called.
    assert (await mall.take(kiosk)).outcome == "Printed"
    assert (await mall.take(other)).outcome == "NotPrinted"
    assert (await mall.take(kiosk, KK)).outcome == "Printed"
    assert [ticket.label for ticket in mall.tickets] == ["A-001", "A-002", "A-003"]
    assert mall.slips() == 2
    await mall.line_of(counter, 3)
    assert await mall.call(counter) == "A-001"
    # Held before another kiosk a slip says where it stands.
    assert [(await mall.scan(other, label))["seen_states"] for label in ("A-001", "A-003")] == [
        ["called"],
        ["waiting"],
    ]
    assert await mall.serve(counter) == "A-001"
    assert await mall.call(counter) == "A-002"

    # The server stands still while a visitor taps, and dies before it has read that.
    await mall.choose(kiosk, KTP)
    mall.freeze("server")
    since, numbers = len(mall.told.sayings), len(mall.issued())
    await kiosk.tap("take-number")
    await mall.kill_server()
    await mall.notice_loss()
    assert (await mall.report(kiosk))["screen"] == "issuing"
    assert not await mall.enabled(counter, "start")
    assert len(mall.issued()) == numbers

    # It comes back on the same data, on another port.
    before = mall.port
    await mall.open_server()
    assert mall.port != before
    assert (await mall.receive(kiosk, since, START_S_MAX)).label == "A-004"
    await mall.come_back()
    await kiosk.tap("home")
    assert [state["state"] for state in (await mall.pages()).values()] == [
        "finished",
        "called",
        "waiting",
        "waiting",
    ]
    # The officer still has the visitor, and serves them.
    report = await mall.report(counter)
    assert (report["number"], report["state"], report["counter"]) == ("A-002", "called", COUNTER)
    await counter.tap("start")
    await counter.wait("finish", SCREEN_S_MAX, enabled=True)

    # Again, with a click of the officer on its way; this time it comes back where it was.
    mall.freeze("server")
    since = len(mall.told.sayings)
    await counter.tap("finish")
    await mall.kill_server()
    await mall.notice_loss()
    await mall.open_server(port=mall.port)
    said = await mall.told.next("counter-1", {"finished", "refused"}, since, START_S_MAX)
    assert (said.event, said.fields["number"]) == ("finished", "A-002")
    await mall.come_back()

    # The rest of the day is like any other.
    assert await mall.serve_all(counter, 2) == ["A-003", "A-004"]
    pages = await mall.pages()
    assert [page["label"] for page in pages.values()] == list(pages)
    assert [page["state"] for page in pages.values()] == ["finished"] * 4

    # The journal: each acknowledged ticket, each number once, each thing done once.
    events = mall.journal()
    assert [event.seq for event in events] == list(range(1, len(events) + 1))
    visits = [ticket.visit for ticket in mall.tickets]
    assert [issued.visit for issued in mall.issued()] == visits
    assert [issued.number for issued in mall.issued()] == [1, 2, 3, 4]
    for kind in (TicketConfirmed, VisitCalled, ServiceFinished):
        happened = [event.what.visit for event in events if isinstance(event.what, kind)]
        assert sorted(happened) == visits, kind
    assert mall.slips() == 3

    # The display has shown and given to the voice each call once, also those of the snapshots after.
    assert sorted(said.visit or 0 for said in mall.told.of("shown")) == visits
    spoken = [said.visit for said in mall.told.of("announced")]
    assert len(spoken) == len(set(spoken))
    assert (await mall.report(display))["called"] == len(visits)
