"""Gives the calls to the voice, takes back those whose visitors have come, and keeps count of all of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import count

from PySide6.QtCore import QObject, Signal, Slot

from display.announcer import Announcer
from display.calls import Call, Key
from display.speech import Announcement
from display.turns import Turn, Turns
from protocol.catalogue import Language, Tenant
from protocol.messages import VisitId


class Calling(QObject):
    """Each call is spoken in each of `voices`, one after the other; `tell` hears what became of it.

    Calls are spoken in order, each to its end; one that is answered before its turn is left out.
    """

    changed = Signal()
    soundChanged = Signal(str)

    def __init__(
        self,
        announcer: Announcer,
        *,
        voices: Sequence[Language],
        tell: Callable[..., None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._announcer = announcer
        self._voices = tuple(voices)
        self._tell = tell
        self._ids = count(1)
        self._turns = Turns()
        self._reasons: dict[int, str] = {}
        announcer.started.connect(self._on_started)
        announcer.finished.connect(self._on_finished)
        announcer.failed.connect(self._on_failed)
        announcer.soundStateChanged.connect(self._on_sound)

    @property
    def sound(self) -> str:
        """playing, silent or no_device."""
        return str(self._announcer.soundState)

    @property
    def first(self) -> Turn | None:
        """The turn that is being spoken, or is the next to be."""
        return self._turns.first

    def waits(self, key: Key) -> bool:
        """Whether a call of this stop is being spoken or will be."""
        return self._turns.of(key) is not None

    def call(self, call: Call, tenant: Tenant, *, recall: bool, training: bool) -> None:
        announcements: list[Announcement] = []
        for voice in self._voices:
            try:
                announcements.append(
                    Announcement(
                        id=next(self._ids),
                        prefix=call.prefix,
                        number=call.number,
                        counter=call.counter,
                        tenant=tenant.spoken if voice == "id" else tenant.name.in_(voice),
                        language=voice,
                        recall=recall,
                        training=training,
                    )
                )
            except ValueError:
                self.leave_out(call.key[0], "unspeakable")
                return
        self._turns.takes(call, recall=recall, ids=[announcement.id for announcement in announcements])
        self.changed.emit()
        for announcement in announcements:
            self._announcer.announce(announcement)

    def leave_out(self, visit: VisitId, reason: str) -> None:
        """A call that cannot or need not be spoken; it counts all the same."""
        self._turns.leaves_out(reason)
        self._tell("skipped", visit=visit, reason=reason)

    def answered(self, key: Key, reason: str) -> None:
        """Nobody need be called any more; `reason` as in the news."""
        for turn in self._turns.all_of(key):
            for announcement in tuple(turn.open_ids):
                self._reasons[announcement] = reason
                self._announcer.withdraw(announcement)
                self._reasons.pop(announcement, None)

    def report(self) -> dict[str, object]:
        turns = self._turns
        return {
            "called": turns.called_count,
            "announced": turns.announced_count,
            "unheard": turns.unheard_count,
            "skipped": dict(turns.skipped),
            "voice_queue": turns.count,
        }

    @Slot(int)
    def _on_started(self, announcement: int) -> None:
        self.changed.emit()

    @Slot(int)
    def _on_finished(self, announcement: int) -> None:
        self._over(self._turns.ended(announcement, heard=self.sound != "no_device"))

    @Slot(int, str)
    def _on_failed(self, announcement: int, reason: str) -> None:
        self._over(self._turns.ended(announcement, reason=self._reasons.get(announcement, reason)))

    @Slot()
    def _on_sound(self) -> None:
        self.soundChanged.emit(self.sound)

    def _over(self, turn: Turn | None) -> None:
        if turn is None:
            return
        fields = {
            "visit": turn.call.key[0],
            "label": turn.call.label,
            "counter": turn.call.counter,
            "recall": turn.recall,
        }
        if turn.spoken_count:
            self._tell("announced", **fields, heard=turn.heard_count > 0)
        else:
            self._tell("skipped", **fields, reason=turn.left_out)
        self.changed.emit()
