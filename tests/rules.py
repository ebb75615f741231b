"""The server's own rules for a fake link: the apps import no rule, their tests may."""

from __future__ import annotations

from client.fake import Asker
from protocol.hall import Hall
from protocol.messages import Actor, Command, Happening, Refused
from server.engine import decide
from server.given import Given

__all__ = ["rules"]


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
