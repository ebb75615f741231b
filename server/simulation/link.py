"""An app's connection to the server: requests that are lost, slow, sent twice, and sent again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from random import Random

from protocol.messages import Command, Reason, Refused, Role
from protocol.roles import may
from protocol.visit import DeviceId
from server.hub import Answer
from server.simulation.agenda import Agenda
from server.simulation.dice import happens, spread
from server.simulation.host import Host
from server.simulation.scenario import Faults

PRESSED_AGAIN_S = 4.0
PRESSED_COUNT_MAX = 40
"""Who is told so often that the server cannot store anything gives up."""
AGAIN = frozenset({Reason.STORAGE_FAILED, Reason.OVERLOADED})


class Link:
    def __init__(
        self,
        host: Host,
        agenda: Agenda,
        faults: Faults,
        stream: Random,
        *,
        device: DeviceId,
        role: Role,
        place: str = "",
    ) -> None:
        self.device = device
        self.heard: list[tuple[int | str, int]] = []
        """Of each answer: the request and the seq of its first event."""
        self.refused: Counter[Reason] = Counter()
        self._host = host
        self._agenda = agenda
        self._faults = faults
        self._dice = stream
        self._role: Role = role
        self._place = place
        self._requests = 0

    def ask(self, command: Command, then: Callable[[Answer], None], presses: int = 1) -> None:
        """`then` hears the answer once, however often it has to be asked. Where the server could not store
        anything, the person presses again."""
        assert may(self._role, command), (self._role, command)
        self._requests += 1
        # Callers over HTTP have keys of their own making.
        request: int | str = f"{self.device}-{self._requests}" if self._role == "api" else self._requests
        answered = False

        def hear(answer: Answer) -> None:
            nonlocal answered
            if answered:
                return
            answered = True
            if isinstance(answer, Refused):
                self.refused[answer.reason] += 1
                if answer.reason in AGAIN and presses < PRESSED_COUNT_MAX:
                    self._agenda.after(PRESSED_AGAIN_S, lambda: self.ask(command, then, presses + 1))
                    return
            else:
                self.heard.append((request, answer[0].seq))
            then(answer)

        def reply(answer: Answer) -> None:
            self._message(lambda: hear(answer))

        def arrive() -> None:
            self._host.handle(command, request, self.device, self._role, self._place, reply)

        def send() -> None:
            if not answered:
                self._message(arrive)
                self._agenda.after(self._faults.resend_s, send)

        send()
        if happens(self._dice, self._faults.message_twice):
            self._message(arrive)

    def _message(self, arrive: Callable[[], None]) -> None:
        """One message, either way."""
        stream, faults = self._dice, self._faults
        lost, slow = happens(stream, faults.message_lost), happens(stream, faults.message_slow)
        delay_s = spread(stream, faults.slow_s if slow else faults.message_s)
        if not lost:
            self._agenda.after(delay_s, arrive)
