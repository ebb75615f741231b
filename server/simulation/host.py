"""The server of the simulated mall: the real hub, with a power switch."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from protocol.catalogue import Catalogue
from protocol.hall import Hall, empty
from protocol.messages import BOOKING_CODE_DIGITS, Actor, Command, Event, Role
from protocol.visit import DeviceId
from server.given import Given
from server.hub import Hub, Reply
from server.simulation.agenda import Agenda
from server.simulation.dice import dice
from server.simulation.memory import Memory
from server.simulation.scenario import Faults

TOKEN_BITS = 128


class Host:
    def __init__(
        self,
        catalogue: Catalogue,
        agenda: Agenda,
        faults: Faults,
        seed: int,
        tell: Callable[[tuple[Event, ...]], None],
    ) -> None:
        self.memory = Memory(catalogue, agenda, faults, dice(seed, "memory"))
        self.crashes = 0
        self.up = True
        self._agenda = agenda
        self._tell = tell
        self._told = 0
        self._tokens: Random = dice(seed, "tokens")
        self._codes: Random = dice(seed, "codes")
        self._hub = self._started(empty(catalogue), 0)

    @property
    def hall(self) -> Hall:
        """What is on disk, and shown everywhere."""
        return self._hub.committed

    @property
    def settled(self) -> bool:
        return self._hub.settled

    def handle(
        self,
        command: Command,
        request: int | str,
        device: DeviceId,
        role: Role,
        place: str,
        reply: Reply,
    ) -> None:
        """Nothing happens while the power is off."""
        if not self.up:
            return
        given = Given(
            now=self._agenda.now,
            actor=Actor(device=device),
            role=role,
            place=place,
            token=f"{self._tokens.getrandbits(TOKEN_BITS):032x}",
            code=f"{self._codes.randrange(10**BOOKING_CODE_DIGITS):0{BOOKING_CODE_DIGITS}}",
        )
        self._hub.handle(command, request, given, reply)

    def tick(self) -> None:
        if self.up:
            self._hub.tick(self._agenda.now)

    def step_clock(self, seconds: float) -> None:
        if self.up:
            self._hub.step(self._agenda.now, seconds)

    def crash(self, restart_s: float) -> None:
        """Power off now, and on again later."""
        if not self.up:
            return
        self.up = False
        self.crashes += 1
        self.memory.cut_power()
        self._agenda.after(restart_s, self._restart)

    def _restart(self) -> None:
        hall, checkpoint = self.memory.recovered()
        self.up = True
        self._hub = self._started(hall, checkpoint)
        # Apps that come back get a snapshot: they see what they had not been told.
        missed = self.memory.events(self._told + 1, hall.seq - self._told)
        if missed:
            self._publish(missed)
        self._hub.tick(self._agenda.now)

    def _started(self, hall: Hall, checkpoint: int) -> Hub:
        life = self.crashes

        def soon(act: Callable[[], None]) -> None:
            self._agenda.after(0, lambda: act() if self.up and life == self.crashes else None)

        return Hub(hall, self.memory, self._publish, soon, checkpoint)

    def _publish(self, events: tuple[Event, ...]) -> None:
        self._told = events[-1].seq
        self._tell(events)
