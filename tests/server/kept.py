"""What the pages ask of the server, kept by a story."""

from __future__ import annotations

from datetime import datetime
from types import SimpleNamespace

from protocol.messages import Actor, Command, DeviceId, Event, Refused
from server.api import Unanswered
from server.engine import decide
from server.given import Given
from server.tickets import Tickets
from tests.server.story import Story


class Kept:
    def __init__(self, story: Story, training: bool = False) -> None:
        self.story = story
        self.tickets = Tickets(story.hall)
        self.identity = SimpleNamespace(training=training)

    @property
    def hub(self) -> SimpleNamespace:
        return SimpleNamespace(committed=self.story.hall)

    def clock(self) -> datetime:
        return self.story.now

    async def decide(
        self, command: Command, device: DeviceId, role: str, place: str, key: str | None
    ) -> tuple[Event, ...]:
        story = self.story
        before = tuple(event for event in story.events if key is not None and event.request == key)
        if before:
            return before
        given = Given(
            now=story.now,
            actor=Actor(device=device),
            role=role,
            place=place,
            token=f"token-{len(story.events)}",
            code="",
        )
        outcome = decide(story.hall, command, given)
        if isinstance(outcome, Refused):
            raise Unanswered(outcome)
        story.let(outcome, given.actor, key)
        self.tickets.follow(tuple(story.events))
        return tuple(story.events[-len(outcome) :])
