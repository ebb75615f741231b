"""The view-model of the officer's work: who is at the counter, who waits for it, and what can be done.

Nothing is remembered here that the hall already says: where the officer sits, before whom, and what may be
done next all follow from the last hall seen, so an app that was restarted goes on where it was.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from client.language import Languages, translate
from client.link import Link, LinkState
from client.reasons import text_for
from client.rows import Rows
from counter.action import OUTCOMES, Action, called_lately, command, desk_of, possible, present
from counter.line import Waiter, WaiterRow, waiter_row, waiters
from counter.menu import break_text
from counter.news import freed, news
from counter.page import Ask
from counter.scene import Scene
from counter.span import span_text, timer_text
from counter.told import happening_at
from protocol.catalogue import Language
from protocol.hall import Desk, Hall, State, Stop, Visit
from protocol.messages import Event, Reason, Refused
from protocol.visit import Outcome

QML_IMPORT_NAME = "Mall.Counter"
QML_IMPORT_MAJOR_VERSION = 1

CALM = frozenset({Reason.LINE_EMPTY})
"""Refusals that are news rather than mistakes."""


@QmlElement
class WorkModel(QObject):
    """`tell` hears what happens at this counter. `tick` is to be called every second."""

    changed = Signal()
    ticked = Signal()
    noticed = Signal(str, str)
    """Text, and tone: "info" or "danger"."""
    outdated = Signal()
    """The last notice says nothing of the present any more."""

    def __init__(
        self,
        *,
        link: Link,
        languages: Languages,
        tell: Callable[..., None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._link = link
        self._languages = languages
        self._tell = tell
        self._notice = ""
        self._hinted = False
        """The notice is about what the officer did, and passes with the next thing done."""
        self._pending: dict[int, str] = {}
        self._asking: Action | None = None
        self._outcome: Outcome = OUTCOMES[0]
        self._hall = link.hall
        """As last told of: the link has a fresh one a moment before it says so."""
        self._desk: Desk | None = None
        self._visit: Visit | None = None
        self._stop: Stop | None = None
        self._line: tuple[Waiter, ...] = ()
        self._told_seq = 0
        self._waiters = Rows(WaiterRow.__struct_fields__, self)
        link.stateChanged.connect(self._refresh)
        link.hallChanged.connect(self._on_hall)
        link.answered.connect(self._on_answered)
        link.refused.connect(self._on_refused)
        languages.changed.connect(self._refresh)
        self._on_hall(())

    @Property(int, notify=changed)
    def counter(self) -> int:
        """Where the officer sits; 0 for nowhere."""
        return 0 if self._desk is None else self._desk.counter

    @Property(str, notify=changed)
    def officer(self) -> str:
        return "" if self._desk is None else self._desk.officer or ""

    @Property(str, notify=changed)
    def state(self) -> str:
        """idle, called or serving."""
        return "idle" if self._stop is None else self._stop.state.value

    @Property(str, notify=changed)
    def label(self) -> str:
        """The number at the counter, as printed and spoken."""
        return "" if self._visit is None else self._visit.label

    @Property(bool, notify=changed)
    def onBreak(self) -> bool:
        return self._desk is not None and self._desk.on_break is not None and self._stop is None

    @Property(str, notify=changed)
    def breakText(self) -> str:
        """What kind of break."""
        return "" if self._desk is None else break_text(self._desk.break_reason or "")

    @Property(int, notify=changed)
    def calls(self) -> int:
        return 0 if self._stop is None else self._stop.calls

    @Property(str, notify=ticked)
    def timer(self) -> str:
        """Since the visit was called, its service was started, or the break began."""
        stop, desk = self._stop, self._desk
        if stop is not None:
            since = stop.started_at or stop.called_at
        else:
            since = None if desk is None else desk.on_break
        return "" if since is None else timer_text(self._link.now() - since)

    @Property("QStringList", notify=changed)  # pyright: ignore[reportArgumentType]  (Qt takes names too)
    def possible(self) -> list[str]:
        """The actions that would be accepted now."""
        return sorted(action.value for action in self._possible())

    @Property(bool, notify=changed)
    def canLeave(self) -> bool:
        """Signing off can be tried, though it may be answered with why not."""
        return self.free()

    @Property(str, notify=changed)
    def busyWith(self) -> str:
        """What waits for the server's answer."""
        return next(iter(self._pending.values()), "")

    @Property(str, notify=changed)
    def outcome(self) -> str:
        """How the service will be finished."""
        return self._outcome

    @Property(str, notify=changed)
    def asking(self) -> str:
        """The action that the officer has to confirm or dismiss."""
        return "" if self._asking is None else self._asking.value

    @Property(QObject, constant=True)
    def waiters(self) -> QObject:
        """The line: visit, stop, label, service, waited."""
        return self._waiters

    @Property(int, notify=changed)
    def waitingCount(self) -> int:
        return len(self._line)

    @Property(int, notify=changed)
    def servedCount(self) -> int:
        """Since signing on."""
        return 0 if self._desk is None else self._desk.served

    @Property(str, notify=changed)
    def meanText(self) -> str:
        """Mean service time since signing on."""
        if self._desk is None or not self._desk.served:
            return "–"
        return span_text(timedelta(seconds=self._desk.serving_s / self._desk.served), self._language())

    @Slot(str)
    def perform(self, name: str) -> None:
        """Asks the officer first where that is wise, then the server. A second click changes nothing."""
        action = Action(name)
        if action is Action.SIGN_OFF and self._stop is not None and self._stop.state is State.SERVING:
            self.hint(translate("WorkModel", "Finish the service before you sign off."), "info")
            return
        if action not in self._possible():
            return
        if self._asks_first(action):
            self._asking = action
            self.changed.emit()
        else:
            self._send(action)

    @Slot()
    def confirm(self) -> None:
        """Does what is being asked."""
        action, self._asking = self._asking, None
        if action is not None and action in self._possible():
            self._send(action)
        else:
            self.changed.emit()

    @Slot()
    def dismiss(self) -> None:
        self._asking = None
        self.changed.emit()

    @Slot(str)
    def chooseOutcome(self, name: str) -> None:
        self._outcome = next(outcome for outcome in OUTCOMES if outcome == name)
        self.changed.emit()

    def tick(self) -> None:
        self._show_line()
        self.ticked.emit()

    def scene(self) -> Scene | None:
        """What there is to choose from; None while the officer sits nowhere."""
        if self._desk is None:
            return None
        return Scene(
            hall=self._hall,
            desk=self._desk,
            visit=self._visit,
            stop=self._stop,
            now=self._link.now(),
            language=self._language(),
        )

    def free(self) -> bool:
        """Something can be asked of the server."""
        return self._desk is not None and not self._pending and self.connected()

    def connected(self) -> bool:
        """The server is at hand."""
        return self._link.state is LinkState.READY

    def can(self, action: Action) -> bool:
        """It would be accepted now."""
        return action in self._possible()

    def asked(self) -> Action | None:
        """What the officer has to confirm or dismiss."""
        return self._asking

    def request(self, ask: Ask) -> None:
        """One thing at a time: while another waits for its answer nothing is sent."""
        if self.free():
            self._asking = None
            self._pending[self._link.send(ask.command)] = ask.name
            self.changed.emit()

    def hint(self, text: str, tone: str = "info") -> None:
        """Said until the next thing is done."""
        self._say(text, tone)
        self._hinted = True

    def report(self) -> dict[str, object]:
        return {
            "counter": None if self._desk is None else self._desk.counter,
            "officer": None if self._desk is None else self._desk.officer,
            "visit": None if self._visit is None else self._visit.id,
            "number": None if self._visit is None else self._visit.label,
            "state": "idle" if self._stop is None else self._stop.state.value,
            "waiting": len(self._line),
            "served": 0 if self._desk is None else self._desk.served,
            "possible": sorted(action.value for action in self._possible()),
            "pending": list(self._pending.values()),
            "why": self._why_rule(),
            "on_break": None if self._desk is None else self._desk.break_reason,
            "asking": None if self._asking is None else self._asking.value,
            "notice": self._notice,
        }

    # What the link tells

    def _on_hall(self, events: tuple[Event, ...]) -> None:
        before, hall = self._desk, self._hall
        self._take_hall()
        self._pass_on(events, self._desk or before)
        self._tell_news(before, hall, events)
        self._refresh()

    def _on_answered(self, handle: int, events: tuple[Event, ...]) -> None:
        self._pending.pop(handle, None)
        self._forget_hint()
        # After a reconnect the snapshot holds what they did, and only the answer tells of them.
        self._pass_on(events, self._desk)
        self._refresh()

    def _on_refused(self, handle: int, refused: Refused) -> None:
        name = self._pending.pop(handle, None)
        if name is not None:
            number, visit = ("", None) if self._visit is None else (self._visit.label, self._visit.id)
            self._tell("refused", action=name, reason=refused.reason.value, number=number, visit=visit)
            self.hint(self._refusal_text(refused), "info" if refused.reason in CALM else "danger")
            self._refresh()

    def _tell_news(self, desk: Desk | None, before: Hall, events: tuple[Event, ...]) -> None:
        """`desk` is where the officer sat before these events."""
        scene, welcome = self.scene(), self._link.welcome
        if scene is not None:
            for told in news(scene, before, events):
                self._say(*told)
        elif desk is not None and Action.SIGN_OFF.value not in self._pending.values():
            device = None if welcome is None else welcome.device
            told = freed(desk, device, events, day_ended=self._hall.day != before.day)
            if told is not None:
                self._say(*told)

    def _pass_on(self, events: tuple[Event, ...], desk: Desk | None) -> None:
        for event in events:
            if desk is None or event.seq <= self._told_seq:
                continue
            self._told_seq = event.seq
            if (told := happening_at(desk.counter, event)) is not None:
                name, visit = told
                known = self._hall.visits.get(visit)
                self._tell(name, number="" if known is None else known.label, visit=visit)

    # From the hall to the screen

    def _take_hall(self) -> None:
        hall, welcome = self._link.hall, self._link.welcome
        before = self._visit
        self._hall = hall
        self._desk = None if welcome is None else desk_of(hall, welcome.device)
        here = None if self._desk is None else present(hall, self._desk)
        self._visit, self._stop = here if here is not None else (None, None)
        if before is None or self._visit is None or before.id != self._visit.id:
            self._outcome = OUTCOMES[0]
            self._asking = None
        counter = None if self._desk is None else hall.catalogue.counters.get(self._desk.counter)
        self._line = () if counter is None else waiters(hall, counter)

    def _refresh(self) -> None:
        if self._asking is not None and self._asking not in self._possible():
            self._asking = None
        self._show_line()
        self.changed.emit()
        self.ticked.emit()

    def _show_line(self) -> None:
        scene = self.scene()
        self._waiters.show([] if scene is None else [waiter_row(scene, waiter) for waiter in self._line])

    # Small parts

    def _language(self) -> Language:
        return self._languages.language

    def _local(self, at: datetime) -> datetime:
        return at.astimezone(ZoneInfo(self._hall.catalogue.timezone))

    def _possible(self) -> frozenset[Action]:
        if self._desk is None or not self.free():
            return frozenset()
        return possible(self._desk, self._stop)

    def _why_rule(self) -> str | None:
        return None if self._stop is None or self._stop.why is None else self._stop.why.rule

    def _asks_first(self, action: Action) -> bool:
        stop = self._stop
        if stop is None or stop.called_at is None:
            return False
        if action is Action.NO_SHOW:
            return called_lately(stop.recalled_at or stop.called_at, self._link.now())
        return action is Action.SIGN_OFF

    def _send(self, action: Action) -> None:
        assert self._desk is not None
        self.request(Ask(name=action.value, command=command(action, self._desk, self._outcome)))

    def _refusal_text(self, refused: Refused) -> str:
        if refused.reason is Reason.LINE_EMPTY and self._line:
            # The list beside it says of each where they are.
            return translate("WorkModel", "Those who wait cannot be called to this counter just now.")
        return text_for(refused, self._language(), self._local(self._link.now()))

    def _forget_hint(self) -> None:
        if self._hinted:
            self._notice, self._hinted = "", False
            self.outdated.emit()

    def _say(self, text: str, tone: str) -> None:
        self._notice, self._hinted = text, False
        self.noticed.emit(text, tone)
