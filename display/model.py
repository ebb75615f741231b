"""The display's one view-model: what the hall sees. Python decides, QML draws."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from msgspec import Struct
from PySide6.QtCore import Property, QObject, QTimer, Signal
from PySide6.QtQml import QmlElement, QmlUncreatable

from client.language import Languages, translate
from client.link import Link, LinkState
from client.moment import clock_text, date_text
from client.reasons import state_text, stopped_text
from client.rows import Rows
from display.board import NOTHING, RECENT_COUNT_MAX, board_of
from display.calling import Calling
from display.calls import Call, Key
from display.house import House, house_of
from display.lists import PAGE_S, Lists
from display.news import Answered, Called, Following, Overtaken
from display.reason import reason_icon, reason_text
from display.since import since_text
from protocol.catalogue import Catalogue, TenantId, ZoneId
from protocol.messages import Event

QML_IMPORT_NAME = "Mall.Display"
QML_IMPORT_MAJOR_VERSION = 1

TICK_MS = 1_000
NEW_S = 8
"""A call flashes at least so long, with the voice or without."""


class RecentRow(Struct, frozen=True, kw_only=True):
    key: Key
    label: str
    counter: int
    tenant: str
    since: str
    reason: str
    """Why it was called, as far as the hall may know; empty: in its turn."""
    reasonIcon: str
    expected: bool
    """Its visitor is still called."""
    spoken: bool
    """Its turn with the voice is now."""
    tint: int


@QmlElement
@QmlUncreatable("made by the program")  # pyright: ignore[reportCallIssue, reportUntypedClassDecorator] (stub lacks it)
class DisplayModel(QObject):
    """`zone`: whose calls are shown and spoken, None for the whole mall. `tell` hears of calls seen."""

    changed = Signal()
    ticked = Signal()
    called = Signal(object, bool)
    """A Call that has just joined what is shown, and whether it is a recall."""

    def __init__(
        self,
        *,
        link: Link,
        languages: Languages,
        calling: Calling,
        tell: Callable[..., None],
        zone: ZoneId | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._link = link
        self._languages = languages
        self._calling = calling
        self._tell = tell
        self._zone = zone
        self._following = Following(link.hall, zone)
        self._board = NOTHING
        self._wanted_page = 0
        self._page_age_s = 0
        self._tints: dict[TenantId, int] = {}
        self._recent = Rows(RecentRow.__struct_fields__, self)
        self._lists = Lists(self)
        self._tick = QTimer(self)
        self._tick.timeout.connect(self.tick)
        self._tick.start(TICK_MS)
        link.hallChanged.connect(self._on_hall)
        link.stateChanged.connect(self.changed)
        languages.changed.connect(self._refresh)
        languages.changed.connect(self.ticked)
        calling.changed.connect(self._refresh)
        calling.soundChanged.connect(self._on_sound)
        self._on_sound(calling.sound)
        if link.welcome is not None:
            self._on_hall(())

    def tick(self) -> None:
        """A second has passed."""
        self._lists.pass_time(TICK_MS // 1000)
        self._page_age_s += TICK_MS // 1000
        if self._page_age_s >= PAGE_S:
            self._turn_to(self._board.page + 1)
        self._refresh()
        self.ticked.emit()

    # Where the app is

    def _page(self) -> str:
        match self._link.state:
            case LinkState.UPDATE_NEEDED | LinkState.REJECTED:
                return self._link.state.value
            case _:
                pass
        welcome = self._link.welcome
        if welcome is None:
            return "searching"
        if welcome.role != "display":
            return "other_role"
        if self._zone is not None and self._zone not in self._catalogue().zones:
            return "zone_unknown"
        return (
            "board"
            if self._board.calls or self._following.hall.desks or self._following.hall.lines
            else "idle"
        )

    def _connected(self) -> bool:
        return self._link.state is LinkState.READY

    def _banner(self) -> str:
        return "" if self._connected() else state_text(self._link.state)

    def _problem(self) -> str:
        if self._page() != "zone_unknown":
            return self._link.problem
        return (
            translate("Display", "There is no zone %1. The zones are: %2.")
            .replace("%1", f"“{self._zone}”")
            .replace("%2", ", ".join(self._catalogue().zones))
        )

    def _stopped(self) -> str:
        return stopped_text(self._link.state, self._link.verdict)[0]

    def _advice(self) -> str:
        return stopped_text(self._link.state, self._link.verdict)[1]

    def _training(self) -> bool:
        return self._link.welcome is not None and self._link.welcome.training

    page = Property(str, _page, notify=changed)
    """searching, update_needed, rejected, other_role, zone_unknown, idle or board."""
    connected = Property(bool, _connected, notify=changed)
    banner = Property(str, _banner, notify=changed)
    problem = Property(str, _problem, notify=changed)
    stopped = Property(str, _stopped, notify=changed)
    """On the pages update_needed and rejected: what is the matter."""
    advice = Property(str, _advice, notify=changed)
    """On these pages: what to do about it."""
    training = Property(bool, _training, notify=changed)

    # Head

    def _mall(self) -> str:
        return self._catalogue().name.in_(self._languages.language)

    def _place(self) -> str:
        zone = None if self._zone is None else self._catalogue().zones.get(self._zone)
        return "" if zone is None else zone.name.in_(self._languages.language)

    def _clock(self) -> str:
        return clock_text(self._local(self._link.now()), self._languages.language)

    def _date(self) -> str:
        return date_text(self._local(self._link.now()), self._languages.language)

    def _sound(self) -> str:
        return self._calling.sound

    mall = Property(str, _mall, notify=changed)
    place = Property(str, _place, notify=changed)
    """The zone's name; empty for the whole mall."""
    clock = Property(str, _clock, notify=ticked)
    date = Property(str, _date, notify=ticked)
    sound = Property(str, _sound, notify=changed)
    """playing, silent or no_device."""

    # The call on the stage

    def _call_number(self) -> str:
        return "" if self._board.stage is None else self._board.stage.label

    def _call_counter(self) -> int:
        return 0 if self._board.stage is None else self._board.stage.counter

    def _call_tenant(self) -> str:
        return "" if self._board.stage is None else self._tenant_name(self._board.stage.tenant)

    def _call_zone(self) -> str:
        if self._board.stage is None:
            return ""
        catalogue = self._catalogue()
        return catalogue.zones[catalogue.counters[self._board.stage.counter].zone].name.in_(
            self._languages.language
        )

    def _call_expected(self) -> bool:
        return self._board.stage is not None and self._board.stage.open

    def _call_new(self) -> bool:
        return self._board.stage is not None and self._is_new(self._board.stage)

    def _call_since(self) -> str:
        return "" if self._board.stage is None else self._since(self._board.stage)

    def _call_reason(self) -> str:
        return "" if self._board.stage is None else reason_text(self._board.stage.why)

    def _call_reason_icon(self) -> str:
        return "" if self._board.stage is None else reason_icon(self._board.stage.why)

    callNumber = Property(str, _call_number, notify=changed)
    callCounter = Property(int, _call_counter, notify=changed)
    callTenant = Property(str, _call_tenant, notify=changed)
    callZone = Property(str, _call_zone, notify=changed)
    callExpected = Property(bool, _call_expected, notify=changed)
    """Its visitor is still called."""
    callNew = Property(bool, _call_new, notify=changed)
    """Flashes: just called, or the voice has not finished."""
    callSince = Property(str, _call_since, notify=changed)
    callReason = Property(str, _call_reason, notify=changed)
    """Priority, booking, returned; empty where it was called in its turn."""
    callReasonIcon = Property(str, _call_reason_icon, notify=changed)

    # The lists

    def _recent_list(self) -> QObject:
        return self._recent

    def _recent_count(self) -> int:
        return len(self._board.rows)

    def _recent_lines(self) -> int:
        return RECENT_COUNT_MAX

    def _recent_page(self) -> int:
        return self._board.page

    def _recent_pages(self) -> int:
        return self._board.pages

    def _other_lists(self) -> Lists:
        return self._lists

    def _today(self) -> str:
        house = self._house()
        if house.state == "shut":
            # Where an officer sits or somebody waits, the house is open, whatever the calendar says.
            return "" if self._page() == "board" else house.text
        if self._lists.all_closed:
            return translate("Display", "Closed for now")
        return "" if house.state == "rest" and self._lists.staffed else house.text

    def _again(self) -> str:
        return "" if self._page() == "board" else self._house().again

    recent = Property(QObject, _recent_list, constant=True)
    recentCount = Property(int, _recent_count, notify=changed)
    recentLines = Property(int, _recent_lines, constant=True)
    recentPage = Property(int, _recent_page, notify=changed)
    recentPages = Property(int, _recent_pages, notify=changed)
    lists = Property(Lists, _other_lists, constant=True)
    """All that is not a call."""
    today = Property(str, _today, notify=changed)
    """Whether the house is open; empty where what else is on the screen would contradict it."""
    again = Property(str, _again, notify=changed)
    """When a house that is closed opens again; empty if it is open, or nobody knows."""

    # For those who drive or watch the window

    def report(self) -> dict[str, object]:
        return {
            "state": self._link.state.value,
            "page": self._page(),
            "zone": self._zone,
            "sound": self._calling.sound,
            "current": None
            if self._board.stage is None
            else [self._board.stage.label, self._board.stage.counter],
            "recent": [[call.label, call.counter, call.state.value] for call in self._board.calls],
            **self._lists.report(),
            **self._calling.report(),
        }

    def visible(self) -> frozenset[Key]:
        """The calls that stand on the screen now."""
        return self._board.visible if self._page() == "board" else frozenset()

    def seen(self, call: Call, recall: bool) -> None:
        """The screen has shown this call."""
        self._tell(
            "shown",
            visit=call.key[0],
            label=call.label,
            counter=call.counter,
            recall=recall,
            called_at=call.at.isoformat(),
            at=self._link.now().isoformat(),
        )

    # What happens

    def _on_hall(self, events: tuple[Event, ...]) -> None:
        hall, now = self._link.hall, self._link.now()
        welcome = self._link.welcome
        assert welcome is not None
        if events:
            news = self._following.follow(hall, events, now)
        else:
            news = self._following.begin(hall, welcome.server, now)
            self._tints = {tenant: index for index, tenant in enumerate(hall.catalogue.tenants)}
        called: list[Called] = []
        for one in news:
            match one:
                case Called():
                    called.append(one)
                    self._speak(one)
                case Answered(key=key, reason=reason):
                    self._calling.answered(key, reason)
                case Overtaken(visit=visit):
                    self._calling.leave_out(visit, "overtaken")
        if called:
            self._turn_to(0)
        self._refresh()
        for one in called:
            self.called.emit(one.call, one.recall)

    def _speak(self, called: Called) -> None:
        call = called.call
        if called.fresh:
            tenant = self._catalogue().tenants[call.tenant]
            self._calling.call(call, tenant, recall=called.recall, training=self._training())
        else:
            self._calling.leave_out(call.key[0], "late")

    def _on_sound(self, sound: str) -> None:
        self._link.report(sound=sound)
        self.changed.emit()

    def _turn_to(self, page: int) -> None:
        self._wanted_page, self._page_age_s = page, 0

    def _refresh(self) -> None:
        turn = self._calling.first
        spoken = None if turn is None else turn.call.key
        hall, heard, now = self._following.hall, self._following.heard, self._link.now()
        self._board = board_of(hall, heard, spoken=spoken, page=self._wanted_page, now=now)
        self._wanted_page = self._board.page
        # Rows of one visit's other calls stay known: the newest of them may yet be taken back.
        labels = {call.key[0] for call in self._board.calls}
        self._following.keep({key for key in heard if key[0] in labels})
        self._recent.show([self._recent_row(call, spoken) for call in self._board.rows])
        local = self._local(now)
        self._lists.show(hall, self._following.counters, local, self._languages.language)
        self.changed.emit()

    # Texts

    def _recent_row(self, call: Call, spoken: Key | None) -> RecentRow:
        return RecentRow(
            key=call.key,
            label=call.label,
            counter=call.counter,
            tenant=self._tenant_name(call.tenant),
            since=self._since(call),
            reason=reason_text(call.why),
            reasonIcon=reason_icon(call.why),
            expected=call.open,
            spoken=call.key == spoken,
            tint=self._tints.get(call.tenant, 0),
        )

    def _house(self) -> House:
        local = self._local(self._link.now())
        return house_of(self._catalogue().schedule, local, self._languages.language)

    def _tenant_name(self, tenant: TenantId) -> str:
        return self._catalogue().tenants[tenant].short_name

    def _since(self, call: Call) -> str:
        return since_text(self._local(call.at), self._local(self._link.now()), self._languages.language)

    def _is_new(self, call: Call) -> bool:
        young = self._link.now() - call.at < timedelta(seconds=NEW_S)
        return call.open and (young or self._calling.waits(call.key))

    def _catalogue(self) -> Catalogue:
        return self._following.hall.catalogue

    def _local(self, at: datetime) -> datetime:
        return at.astimezone(ZoneInfo(self._catalogue().timezone))
