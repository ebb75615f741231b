"""The server's own rules for a fake link: the apps import no rule, their tests may."""

from __future__ import annotations

from client.fake import Asker, FakeLink
from protocol.frames import Present, Presented
from protocol.hall import Hall
from protocol.messages import Actor, Command, Happening, Refused
from server.engine import decide
from server.given import SERVER, Given
from server.hub import Reply
from server.presenting import Presenting
from server.tickets import Tickets

__all__ = ["rules", "shows"]


def rules(hall: Hall, command: Command, asker: Asker) -> tuple[Happening, ...] | Refused:
    given = Given(
        now=asker.now,
        actor=Actor(device=asker.device),
        role=asker.role,
        place=asker.place,
        token=f"token-{hall.seq + 1}",
        code=f"{hall.seq + 1:08}",
    )
    return decide(hall, command, given)


def shows(link: FakeLink, present: Present) -> Presented | Refused:
    """What the server does when a slip is shown."""

    def ask(command: Command, key: str | None, reply: Reply) -> None:
        reply(link.ask(command, SERVER, role="visitor"))

    answers: list[Presented | Refused] = []
    Presenting(lambda: link.whole, Tickets(link.whole), ask).show(present, answers.append)
    (answer,) = answers
    return answer
