"""The visitors and officers of the demo, as robots: visitors tap a kiosk, officers call and serve.

They use the apps as anyone would, through their windows; what they know of each other they know from what
is shown and spoken: a visitor comes when the voice has called, an officer starts when the visitor is there,
and hears then what the visitor lacks or wants.
"""

from __future__ import annotations

import asyncio
import random
import time
from contextlib import suppress
from pathlib import Path

from protocol.catalogue import Catalogue, ClassId, CounterId, Language, ServiceId
from workshop.cast import Crowd, Guest
from workshop.driven import Driven, DrivenError
from workshop.figures import Deeds, Tap
from workshop.told import Saying, Told

COMES_S = (0.2, 0.8)
SERVED_S = (1.0, 2.0)
BACK_S = (2.0, 4.0)
"""So soon they come back with the missing documents."""
VOICE_S_MAX = 120.0
"""An announcement waits for those before it; later than this something is wrong."""
NEXT_LOOK_S = 0.5
SCREEN_S_MAX = 20.0
SIGN_S_MAX = 5.0
PAPER_ENDS_AFTER_BYTES = 700
"""In the middle of any slip."""
ASKS_S_MAX = 2.0
"""A question that has not come up by then is not asked."""


class Shots:
    """One picture of each moment, in each app."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._taken: set[str] = set()

    async def take(self, app: Driven, moment: str) -> None:
        name = f"{app.name}-{moment}"
        if name not in self._taken:
            self._taken.add(name)
            await app.order("shot", file=str(self._folder / f"{name}.png"))


async def press(app: Driven, item: str) -> None:
    """Tap an item as soon as it is there and takes taps, scrolled to if need be."""
    await app.wait(item, SCREEN_S_MAX, enabled=True)
    await app.order("reveal", item=item)
    await app.tap(item)


class Visitors:
    """They come to the kiosk when due, one after the other; its printer and scanner are the bench's."""

    def __init__(
        self, kiosk: Driven, bench: Driven, catalogue: Catalogue, told: Told, shots: Shots, deeds: Deeds
    ) -> None:
        self._kiosk = kiosk
        self._bench = bench
        self._deeds = deeds
        self._catalogue = catalogue
        self._told = told
        self._shots = shots

    async def come(self, guests: tuple[Guest, ...]) -> None:
        """Who has to wait for the kiosk still gets a number."""
        clock = asyncio.get_running_loop().time
        opened = clock()
        for guest in guests:
            await asyncio.sleep(max(0.0, opened + guest.after_s - clock()))
            await self._take_number(guest)

    async def _take_number(self, guest: Guest) -> None:
        """Services, class, number, slip, and back to the start for the next one."""
        kiosk, (*more, last) = self._kiosk, guest.services
        await kiosk.wait("tenants", SCREEN_S_MAX)
        await self._shots.take(kiosk, "1-start")
        for service in more:
            await self._open(service)
            await press(kiosk, "add-errand")
            await kiosk.wait("errand-bar", SCREEN_S_MAX)
        await self._open(last)
        await self._shots.take(kiosk, "6-errands" if more else "3-service")
        if guest.priority is not None:
            await self._choose_class(guest.priority)
        if guest.paper_ends:
            await self._bench.order(
                "fail", device="printer", fault="paper_out", after_bytes=PAPER_ENDS_AFTER_BYTES
            )
        since = len(self._told.sayings)
        await press(kiosk, "take-number")
        ticket = await self._told.next(kiosk.name, {"ticket"}, since, SCREEN_S_MAX)
        if guest.paper_ends:
            await self._get_copy(ticket)
        await kiosk.wait("ticket-number", SCREEN_S_MAX)
        await self._shots.take(kiosk, "7-itinerary" if more else "4-number")
        await press(kiosk, "home")
        if guest.scans:
            await self._look_up(ticket)

    async def _get_copy(self, ticket: Saying) -> None:
        """The paper ran out in their slip: somebody changes the roll, and they have it printed again."""
        kiosk = self._kiosk
        if ticket.fields["outcome"] == "Unknown":
            await press(kiosk, "paper-no")
        await kiosk.wait("trouble", SCREEN_S_MAX)
        await self._shots.take(kiosk, "8-paper-out")
        since = len(self._told.sayings)
        await self._bench.order("repair", device="printer")
        await press(kiosk, "print-again")
        copy = await self._told.next(kiosk.name, {"copy"}, since, SCREEN_S_MAX)
        if copy.fields["outcome"] != "Printed":
            raise DrivenError(f"{kiosk.name}: the copy was not printed: {copy.fields}")
        await self._shots.take(kiosk, "9-copy")

    async def _look_up(self, ticket: Saying) -> None:
        """They hold their slip before the scanner, to see where its number stands."""
        kiosk = self._kiosk
        await kiosk.wait("tenants", SCREEN_S_MAX)
        await self._bench.order("scan")
        await kiosk.wait("place-number", SCREEN_S_MAX, text=ticket.fields["label"])
        self._deeds.scans.append(ticket.fields["label"])
        await self._shots.take(kiosk, "10-place")
        await press(kiosk, "understood")

    async def _open(self, service: ServiceId) -> None:
        row = f"service-{service}"
        await press(self._kiosk, f"tenant-{self._catalogue.services[service].tenant}")
        await self._kiosk.wait(row, SCREEN_S_MAX)
        await self._kiosk.order("reveal", item=row)
        await self._shots.take(self._kiosk, "2-services")
        await self._kiosk.tap(row)
        await self._kiosk.wait("take-number", SCREEN_S_MAX)

    async def _choose_class(self, priority: ClassId) -> None:
        await press(self._kiosk, f"class-{priority}")
        await self._shots.take(self._kiosk, "5-priority")


class Officer:
    """One officer at one counter, from sign-on until nobody comes any more."""

    def __init__(
        self,
        counter: Driven,
        catalogue: Catalogue,
        language: Language,
        crowd: Crowd,
        told: Told,
        shots: Shots,
        dice: random.Random,
        deeds: Deeds,
        *,
        number: CounterId,
        bench: Driven | None = None,
    ) -> None:
        """`bench`: where the counter's keypad and sign are; without one they call on the screen."""
        self._counter = counter
        self._deeds = deeds
        self._number = number
        self._bench = bench
        self._catalogue = catalogue
        self._language: Language = language
        self._crowd = crowd
        self._told = told
        self._shots = shots
        self._dice = dice
        self._set_aside: list[tuple[float, str]] = []
        """When somebody will be back, by the loop's clock in seconds, and their number."""

    async def work(self) -> None:
        """Until the last visitor has gone, wherever they are now."""
        await self._counter.wait("sign-on", SCREEN_S_MAX, enabled=True)
        await self._shots.take(self._counter, "1-sign-on")
        await self._counter.tap("sign-on")
        while not self._crowd.gone:
            await self._counter.wait("call-next", SCREEN_S_MAX, enabled=True)
            await self._take_in_who_is_back()
            called = await self._call()
            if called is not None:
                await self._serve(*called)
            else:
                await self._shots.take(self._counter, "2-nobody-waits")
                await asyncio.sleep(NEXT_LOOK_S)

    async def _call(self) -> tuple[int, str] | None:
        """The visit that was called and its number, or None where nobody can be."""
        since = len(self._told.sayings)
        tapped = await self._press_call()
        answer = await self._told.next(self._counter.name, {"called", "refused"}, since, SCREEN_S_MAX)
        if answer.event == "refused":
            if answer.fields.get("reason") != "line_empty":
                raise DrivenError(f"{self._counter.name}: the call was refused: {answer.fields}")
            return None
        assert answer.visit is not None
        self._deeds.taps.append(Tap(visit=answer.visit, at=tapped, keypad=self._bench is not None))
        if self._bench is not None:
            await self._told.when(
                lambda: self._on_sign(answer.fields["number"], since),
                SIGN_S_MAX,
                f"the sign of counter {self._number} to show {answer.fields['number']}",
            )
        return answer.visit, answer.fields["number"]

    async def _press_call(self) -> float:
        """When the call was asked for: monotonic, s."""
        if self._bench is None:
            return await self._counter.tap("call-next")
        at = time.monotonic()
        await self._bench.order("press", device=f"keypad-{self._number}", keys=["C"])
        return at

    def _on_sign(self, number: str, since: int) -> bool:
        """Whether the sign over the counter has begun to blink with this number since then."""
        face = {"address": self._number, "text": number, "mode": "blinking"}
        return any(each.event == "face" and each.fields == face for each in self._told.sayings[since:])

    async def _serve(self, visit: int, number: str) -> None:
        guest = await self._told.when(
            lambda: self._crowd.guest(visit), SCREEN_S_MAX, f"the kiosk to tell of visit {visit}"
        )
        await self._announced(visit)
        await self._show_why()
        if guest.part == "absent":
            await self._done("recall", "recalled")
            await self._announced(visit)
            await self._give_up()
            return
        await asyncio.sleep(self._dice.uniform(*COMES_S))
        await self._counter.tap("start")
        await self._counter.wait("finish", SCREEN_S_MAX, enabled=True)
        await self._shots.take(self._counter, "4-serving")
        await asyncio.sleep(self._dice.uniform(*SERVED_S))
        if guest.part == "documents" and not self._told.about(visit, "parked"):
            await self._put_aside(number)
        elif guest.onward is not None and not self._told.about(visit, "transferred"):
            await self._send_on(*guest.onward)
        else:
            await self._done("finish", "finished")

    async def _show_why(self) -> None:
        """The counter says why it is this number: one picture of each reason."""
        await self._shots.take(self._counter, "3-called")
        why = (await self._counter.order("state"))["state"]["why"]
        if why != "line_order":
            await self._shots.take(self._counter, f"5-why-{why.replace('_', '-')}")

    async def _done(self, item: str, event: str) -> Saying:
        """Tap, and wait until it has happened. Raises `DrivenError` where it was refused."""
        since = len(self._told.sayings)
        await press(self._counter, item)
        answer = await self._told.next(self._counter.name, {event, "refused"}, since, SCREEN_S_MAX)
        if answer.event == "refused":
            raise DrivenError(f"{self._counter.name}: {item} was refused: {answer.fields}")
        return answer

    async def _put_aside(self, number: str) -> None:
        """For missing documents; then look at the list of those who are."""
        await press(self._counter, "more")
        await self._done("option-park-documents", "parked")
        await press(self._counter, "tab-aside")
        await self._counter.wait(f"aside-{number}", SCREEN_S_MAX)
        await self._shots.take(self._counter, "6-aside")
        await press(self._counter, "tab-line")
        back_at = asyncio.get_running_loop().time() + self._dice.uniform(*BACK_S)
        self._set_aside.append((back_at, number))

    async def _take_in_who_is_back(self) -> None:
        now = asyncio.get_running_loop().time()
        for number in [number for back_at, number in self._set_aside if back_at <= now]:
            await press(self._counter, "tab-aside")
            await press(self._counter, f"aside-{number}")
            await press(self._counter, "option-return")
            # The next call is possible when the server has answered.
            await self._counter.wait("call-next", SCREEN_S_MAX, enabled=True)
            await press(self._counter, "tab-line")
        self._set_aside = [(back_at, number) for back_at, number in self._set_aside if back_at > now]

    async def _send_on(self, counter: int, service: ServiceId) -> None:
        """To another agency, found by what the service is called."""
        first, *rest = self._catalogue.services[service].name.in_(self._language).split(" ")
        await press(self._counter, "more")
        await press(self._counter, "option-transfer")
        await self._counter.wait("sheet-field", SCREEN_S_MAX, activeFocus=True)
        await self._counter.order("type", text=first)
        await self._shots.take(self._counter, "7-transfer")
        await self._counter.order("type", text="".join(f" {word}" for word in rest))
        await press(self._counter, f"option-service-{service}")
        await self._counter.wait(f"option-counter-{counter}", SCREEN_S_MAX, enabled=True)
        await self._shots.take(self._counter, "8-transfer-to")
        await self._done(f"option-counter-{counter}", "transferred")

    async def _give_up(self) -> None:
        """No-show. The app asks whether it is not too soon; an officer who has called twice is sure."""
        since = len(self._told.sayings)
        await self._counter.tap("no-show")
        with suppress(DrivenError):
            await self._counter.wait("no-show-confirm", ASKS_S_MAX)
            await self._counter.tap("no-show-confirm")
        await self._told.next(self._counter.name, {"no_show"}, since, SCREEN_S_MAX)

    async def _announced(self, visit: int) -> None:
        """Until the voice has said all calls of the visit so far."""
        calls = len(self._told.about(visit, "called")) + len(self._told.about(visit, "recalled"))

        def heard() -> bool:
            return len(self._told.about(visit, "announced")) >= calls

        await self._told.when(heard, VOICE_S_MAX, f"the voice to call visit {visit}")
