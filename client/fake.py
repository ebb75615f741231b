"""A link without a network: the same interface and the same folding over a hall kept in memory.

Ships beside the real one, for tests of the apps and for looking at their screens. It knows no rule: whoever
makes it passes in who decides; without, nothing is answered until `answer` or `refuse` is called.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Literal, Unpack

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QObject, QTimer

from client.address import Address
from client.clock import ServerClock
from client.link import NOT_ASKED, Link, LinkState
from client.small_mall import small_catalogue
from client.trouble import What, Why
from protocol import codec
from protocol.catalogue import Catalogue, ServiceId, Text
from protocol.frames import DeviceStates, Present, Presented, Report, Waiting, Welcome
from protocol.hall import Hall, apply, empty
from protocol.messages import (
    SCHEMA,
    Actor,
    Command,
    DeviceId,
    Event,
    Happening,
    Reason,
    Refused,
    Role,
)
from protocol.roles import audience_of
from protocol.service import PROTOCOL
from protocol.view import seen_by, view_of

__all__ = ["Asker", "Decide", "FakeLink", "Show", "small_catalogue"]


class Asker(Struct, frozen=True, kw_only=True):
    """Who asks, and when."""

    device: DeviceId
    role: Role | Literal["visitor"]
    """`visitor`: on the ticket's own page."""
    place: str
    now: datetime


Show = Callable[["FakeLink", Present], Presented | Refused]
"""What a server does when a slip is shown, to the link's whole hall."""
Decide = Callable[[Hall, Command, Asker], tuple[Happening, ...] | Refused]
SOMEWHERE = Address(host="antrean.test", port=8642)
OTHER_DEVICE = DeviceId("other-device")


class FakeLink(Link):
    """Ready from the start unless told otherwise; answers come in the next turn of the event loop.

    `whole` is the hall as a server keeps it, `hall` what this role and place may see of it. Time stands
    still until `pass_time`.
    """

    def __init__(
        self,
        *,
        role: Role,
        catalogue: Catalogue,
        now: datetime,
        device: str = "device-1",
        place: str = "",
        training: bool = False,
        decide: Decide | None = None,
        show: Show | None = None,
        ready: bool = True,
        parent: QObject | None = None,
    ) -> None:
        self._time = 0.0
        clock = ServerClock(now, lambda: self._time)
        super().__init__(app="fake", token="", instance="fake", clock=clock, parent=parent)
        self.sent: list[tuple[int, Command]] = []
        """All that was asked, in order: handle and command."""
        self.reported = Report()
        """The device's own state as last reported."""
        self.looked: list[str] = []
        """The tokens of all slips that were shown."""
        self.decide = decide
        self.show = show
        self._device = DeviceId(device)
        self._audience = audience_of(role, self._device, place)
        self._open: dict[int, Command] = {}
        self._said = ""
        self.whole = replace(empty(catalogue), day=now.date().isoformat())
        self._greeting = Welcome(
            server="fake",
            instance="fake",
            training=training,
            protocol=PROTOCOL,
            device=self._device,
            role=role,
            place=place,
            last_request=0,
            public_url="http://antrean.test:8080",
            now=now,
        )
        if ready:
            self.come_back()

    # The interface of Link

    @property
    def problem(self) -> str:
        return self._said or super().problem

    def open(self) -> None:
        pass

    def close(self) -> None:
        pass

    def send(self, command: Command) -> int:
        self._handle += 1
        handle = self._handle
        self.sent.append((handle, command))
        self._open[handle] = command
        if self.state is LinkState.READY:
            QTimer.singleShot(0, self, partial(self._answer_open, handle))
        return handle

    def look(self, token: str) -> int:
        self._handle += 1
        handle = self._handle
        self.looked.append(token)
        QTimer.singleShot(0, self, partial(self._answer_look, Present(look=handle, token=token)))
        return handle

    def report(self, **states: Unpack[DeviceStates]) -> None:
        self.reported = replace(self.reported, **states)

    # What the world does to it

    def pass_time(self, seconds: float) -> None:
        self._time += seconds

    def happen(self, *happenings: Happening) -> tuple[Event, ...]:
        """These happen elsewhere in the hall, in one commit; returns the events as the server has them."""
        return self._commit(happenings, by=Actor(device=OTHER_DEVICE), request=None)

    def ask(
        self,
        command: Command,
        device: DeviceId = OTHER_DEVICE,
        *,
        role: Role | Literal["visitor"] = "kiosk",
        place: str = "",
    ) -> tuple[Event, ...] | Refused:
        """Another device asks; `decide` answers at once."""
        assert self.decide is not None
        decided = self.decide(
            self.whole, command, Asker(device=device, role=role, place=place, now=self.now())
        )
        if isinstance(decided, Refused):
            return decided
        return self._commit(decided, by=Actor(device=device), request=None)

    def answer(self, handle: int, *happenings: Happening) -> tuple[Event, ...]:
        """The command with this handle led to these; emits `hallChanged` and `answered`."""
        del self._open[handle]
        return self._commit(happenings, by=Actor(device=self._device), request=handle)

    def refuse(
        self,
        handle: int,
        reason: Reason,
        about: str = "",
        *,
        again: datetime | None = None,
        title: Text | None = None,
    ) -> None:
        del self._open[handle]
        self.refused.emit(handle, Refused(reason=reason, about=about, again=again, title=title))

    def wait_values(
        self,
        lines: dict[ServiceId, int],
        served: tuple[ServiceId, ...],
        ahead: dict[ServiceId, int] | None = None,
        shut: dict[ServiceId, Refused] | None = None,
    ) -> None:
        """What the server tells kiosks about waiting people and staffed services.

        Without `ahead` no service shares its counters with another.
        """
        self._waiting = Waiting(
            lines=lines, ahead=lines if ahead is None else ahead, served=served, shut=shut or {}
        )
        self.waitingChanged.emit()

    def go(self, state: LinkState, problem: str = "", what: What = "machine") -> None:
        """Any state but ready: commands are kept. A `problem` stands for the link's own text."""
        assert state is not LinkState.READY
        self._said = problem
        why = Why(what=what, about=problem)
        self._tried = {SOMEWHERE: why}
        self._become(state, why if state in (LinkState.UPDATE_NEEDED, LinkState.REJECTED) else None)

    def come_back(self) -> None:
        """Ready again, with a fresh snapshot; what was asked meanwhile is answered."""
        self._welcome = self._greeting
        self._hall = view_of(self.whole, self._audience)
        self._tried.clear()
        self._said = ""
        self._become(LinkState.READY)
        self.hallChanged.emit(())
        for handle in tuple(self._open):
            QTimer.singleShot(0, self, partial(self._answer_open, handle))

    def _answer_look(self, present: Present) -> None:
        if self.state is not LinkState.READY:
            self.refused.emit(present.look, NOT_ASKED)
        elif self.show is not None:
            answer = self.show(self, present)
            if isinstance(answer, Refused):
                self.refused.emit(present.look, answer)
            else:
                # As over the wire: what cannot be sent does not arrive.
                self.presented.emit(present.look, codec.from_server(codec.encode(answer)))

    def _answer_open(self, handle: int) -> None:
        if self.decide is None or handle not in self._open or self.state is not LinkState.READY:
            return
        command = self._open[handle]
        asker = Asker(
            device=self._device, role=self._greeting.role, place=self._greeting.place, now=self.now()
        )
        decided = self.decide(self.whole, command, asker)
        if isinstance(decided, Refused):
            del self._open[handle]
            self.refused.emit(handle, decided)
        else:
            self.answer(handle, *decided)

    def _commit(
        self, happenings: tuple[Happening, ...], *, by: Actor, request: int | None
    ) -> tuple[Event, ...]:
        events: list[Event] = []
        for part, what in enumerate(happenings):
            event = Event(
                schema=SCHEMA,
                seq=self.whole.seq + 1,
                part=part,
                at=self.now(),
                by=by,
                request=request,
                what=what,
            )
            self.whole = apply(self.whole, event)
            events.append(event)
        seen = tuple(told for event in events if (told := seen_by(event, self._audience)) is not None)
        if self.state is LinkState.READY and seen:
            for event in seen:
                self._hall = apply(self._hall, event)
            self.hallChanged.emit(seen)
            if request is not None:
                self.answered.emit(request, seen)
        return tuple(events)
