"""The desk's view-model: what was typed, which page it belongs to, and what stands around the pages."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement

from client.language import LOCALES, Languages
from client.link import Link
from client.moment import clock_text, short_date_text
from kiosk.job import Tell
from kiosk.press import Press
from kiosk.reception.asking import Asking
from kiosk.reception.booked import BookedModel
from kiosk.reception.issue import IssueModel
from kiosk.reception.look_up import LookUpModel
from kiosk.reception.news import news_text, news_tone, slip_news
from kiosk.reception.obstacle import away_text, obstacle_facts
from kiosk.reception.pick_up import PickUpModel
from kiosk.reception.query import Query, read
from kiosk.reception.scene import Scene
from kiosk.reception.sheet import Sheet, SheetModel, leads_to
from kiosk.reception.showing import Showing
from kiosk.reception.slips import Slip, Slips
from kiosk.reception.ticket import printer_facts, ticket_facts
from kiosk.scan import BookingCode, Held, TicketCode, Unreadable
from kiosk.scan import read as scan_of
from protocol.messages import BookingMade, Event, Refused, TicketIssued
from protocol.visit import Visit

QML_IMPORT_NAME = "Mall.Reception"
QML_IMPORT_MAJOR_VERSION = 1

TICK_MS = 1_000
REFRESH_TICKS = 30
"""So often what is told in minutes is told anew."""
STRANGE_CHARACTERS_MAX = 100
"""Of a code that is none of the mall's so much stands in the field."""
Facts = dict[str, object]


@QmlElement
class ReceptionModel(QObject):
    """`tell` and `pace` as of `Slips`."""

    changed = Signal()
    ticked = Signal()

    def __init__(
        self,
        link: Link,
        press: Press,
        languages: Languages,
        *,
        tell: Tell = lambda *_, **__: None,
        monotonic: Callable[[], float] = time.monotonic,
        pace: float = 1.0,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._link = link
        self._languages = languages
        self._tell = tell
        self._page = Sheet.ISSUE
        self._text = ""
        self._question = ""
        self._ticks = 0
        self._held = Held(monotonic)
        self._asking = Asking(link, parent=self)
        self._showing = Showing(link, self._asking, self)
        self._slips = Slips(link, press, languages, tell=tell, pace=pace, parent=self)
        self._issue = IssueModel(self._asking, self._scene, self._on_number, self)
        self._look_up = LookUpModel(self._asking, self._scene, self._slips.copy, self)
        self._bookings = BookedModel(self._asking, self._scene, self._on_number, self._on_booking, self)
        self._pick_ups = PickUpModel(self._asking, self._scene, self._on_number, self)
        self._slips.changed.connect(self.changed)
        self._slips.unseen.connect(self._on_unseen)
        self._asking.changed.connect(self.changed)
        link.stateChanged.connect(self._refresh)
        link.waitingChanged.connect(self._refresh)
        link.hallChanged.connect(self._refresh)
        languages.changed.connect(self._refresh)
        self._ticker = QTimer(self, interval=TICK_MS)
        self._ticker.timeout.connect(self.tick)
        self._ticker.start()
        self._route()

    # What the officer does

    @Slot(str)
    def type(self, text: str) -> None:
        """Whatever is typed begins the next thing: what was just given goes out of sight."""
        if text != self._text:
            self._go_on()
            self._text = text
            self._route()

    @Slot()
    def enter(self) -> None:
        """The one thing to do on this page; what belongs on another page leads there."""
        if self._question or self._asking.busy:
            return
        query = self._query
        if isinstance(query, TicketCode):
            self._showing.show(query.token)
        elsewhere = leads_to(self._page, query)
        if elsewhere is not None:
            self._turn(elsewhere)
            return
        self._in_sight.enter()

    @Slot(str)
    def scanned(self, text: str) -> None:
        """A scanner with a line of its own has read this: a slip or a booking's code leads to its page."""
        if self._held.again(text):
            # The officer has gone on, the slip still lies there.
            return
        self._question = ""
        match scan_of(text):
            case TicketCode(token=token):
                # Without its page it would be taken for a word.
                self.type(f"/t/{token}")
                self._turn(Sheet.LOOK_UP)
                self._showing.show(token)
            case BookingCode(digits=digits):
                self.type(digits)
                self._turn(Sheet.BOOKINGS)
            case Unreadable():
                self.type(text[:STRANGE_CHARACTERS_MAX])

    @Slot(str)
    def learnScanner(self, code: str) -> None:
        """How it is: "ok", or why it cannot be heard."""
        self._link.report(scanner=code)

    @Slot()
    def escape(self) -> None:
        """One step back: the question, the wait for an answer, the form, the text, what was put aside."""
        if self._question:
            self.dismiss()
        elif self._asking.busy:
            self._asking.give_up()
        elif self._text:
            self.type("")
        elif self._bookings.making and self._page is Sheet.BOOKINGS:
            self._go_on()
            self._bookings.make(False)
        else:
            self._go_on()
            self._issue.clear()
            self.changed.emit()

    @Slot(int)
    def move(self, by: int) -> None:
        self._go_on()
        self._in_sight.move(by)

    @Slot(int)
    def choose(self, index: int) -> None:
        """A row of the list in sight."""
        self._go_on()
        self._in_sight.choose(index)

    @Slot(str)
    def openPage(self, page: str) -> None:
        """With an empty field."""
        self._go_on()
        self._text = ""
        self._question = ""
        self._turn(Sheet(page))

    @Slot(bool)
    def makeBooking(self, making: bool) -> None:
        """The form for a new booking, with an empty field, or the list again."""
        self._go_on()
        self._text = ""
        self._bookings.make(making)
        self.changed.emit()

    @Slot()
    def addErrand(self) -> None:
        """One more service for the same visitor: what was typed for the last one is done with."""
        if self._issue.canAdd:
            self._issue.addErrand()
            self._text = ""
            self.changed.emit()

    @Slot()
    def askCancel(self) -> None:
        subject = self._subject()
        if subject and self._asking.free:
            self._question = subject
            self.changed.emit()

    @Slot()
    def confirm(self) -> None:
        """Yes, cancel it; if it is still what was asked about."""
        question, self._question = self._question, ""
        if question and question == self._subject():
            if self._page is Sheet.LOOK_UP:
                self._look_up.perform("cancel")
            else:
                self._bookings.cancel()
        self.changed.emit()

    @Slot()
    def dismiss(self) -> None:
        self._question = ""
        self.changed.emit()

    @Slot(str)
    def typeOn(self, letter: str) -> None:
        """Whoever types before the question has gone on; the Enter behind a scanned slip is no answer."""
        self.dismiss()
        self.type(letter)

    @Slot(bool)
    def answerPaper(self, came_out: bool) -> None:
        self._slips.answer(came_out)

    @Slot()
    def next(self) -> None:
        """The number in sight was taken note of."""
        self._go_on()
        self.changed.emit()

    @Slot(str)
    def setLanguage(self, language: str) -> None:
        for known in LOCALES:
            if known == language:
                self._languages.set_language(known)

    @Slot()
    def tick(self) -> None:
        self._ticks += 1
        if self._ticks % REFRESH_TICKS == 0:
            self._refresh()
        self.ticked.emit()

    # The whole window

    @Property(IssueModel, constant=True)
    def issue(self) -> IssueModel:
        return self._issue

    @Property(LookUpModel, constant=True)
    def lookUp(self) -> LookUpModel:
        return self._look_up

    @Property(BookedModel, constant=True)
    def bookings(self) -> BookedModel:
        return self._bookings

    @Property(PickUpModel, constant=True)
    def pickUps(self) -> PickUpModel:
        return self._pick_ups

    @Property(str, notify=changed)
    def page(self) -> str:
        return self._page.value

    @Property(str, notify=changed)
    def text(self) -> str:
        return self._text

    @Property(str, notify=changed)
    def leadsTo(self) -> str:
        """The page to which Enter leads with what is typed; empty where it stays."""
        elsewhere = leads_to(self._page, self._query)
        return "" if elsewhere is None else elsewhere.value

    @Property(bool, notify=changed)
    def busy(self) -> bool:
        return self._asking.busy

    @Property(dict, notify=changed)
    def ticket(self) -> Facts:
        """The number or booking just made; empty after the officer has gone on."""
        shown = self._slips.shown
        return {} if shown is None else ticket_facts(shown, self._scene())

    @Property(str, notify=changed)
    def news(self) -> str:
        """What came of the last thing that was done."""
        return news_text(self._asking.news, self._scene())

    @Property(str, notify=changed)
    def newsTone(self) -> str:
        """info, success or danger."""
        return news_tone(self._asking.news)

    @Property(str, notify=changed)
    def cancelling(self) -> str:
        """What is asked about before it is cancelled; empty while nothing is."""
        return self._question

    @Property(dict, notify=changed)
    def printer(self) -> Facts:
        return printer_facts(self._slips.paper, present=self._slips.has_printer)

    @Property(str, notify=changed)
    def language(self) -> str:
        return self._languages.language

    @Property(str, notify=changed)
    def mall(self) -> str:
        return self._link.hall.catalogue.name.in_(self._languages.language)

    @Property(bool, notify=changed)
    def training(self) -> bool:
        return self._link.welcome is not None and self._link.welcome.training

    @Property(str, notify=ticked)
    def clock(self) -> str:
        return clock_text(self._scene().local, self._languages.language) if self._known() else ""

    @Property(str, notify=ticked)
    def date(self) -> str:
        return short_date_text(self._scene().local, self._languages.language) if self._known() else ""

    @Property(str, notify=changed)
    def banner(self) -> str:
        """While the server is away and the last state stays in sight."""
        return away_text(self._link)

    @Property(dict, notify=changed)
    def obstacle(self) -> Facts:
        """Why there is nothing to work with: icon, title, text, detail; empty while there is."""
        return obstacle_facts(self._link)

    def report(self) -> Facts:
        """How the desk is, for whoever drives its window."""
        shown, welcome = self._slips.shown, self._link.welcome
        visit = shown.of if shown is not None and isinstance(shown.of, Visit) else None
        news = self._asking.news
        return {
            "page": self._page.value,
            "text": self._text,
            "link": self._link.state.value,
            "problem": self._link.problem,
            "language": self._languages.language,
            "training": welcome is not None and welcome.training,
            "busy": self._asking.busy,
            "paper": self._slips.paper,
            "visit": None if visit is None else visit.id,
            "label": None if visit is None else visit.label,
            "mark": None if shown is None else shown.mark.value,
            "code": None if shown is None or isinstance(shown.of, Visit) else shown.of.code,
            "news": news_text(news, self._scene()),
            "refused": news.reason.value if isinstance(news, Refused) else None,
            "cancelling": self._question or None,
            "issue": self._issue.report(),
            "look_up": self._look_up.report(),
            "bookings": self._bookings.report(),
            "pick_ups": self._pick_ups.report(),
        }

    # What came of it

    def _on_number(self, events: tuple[Event, ...]) -> None:
        issued = next(event.what for event in events if isinstance(event.what, TicketIssued))
        self._next_visitor()
        self._slips.give(self._link.hall.visits[issued.visit], self._asking.asked_at)

    def _on_booking(self, events: tuple[Event, ...]) -> None:
        made = next(event.what for event in events if isinstance(event.what, BookingMade))
        self._bookings.make(False)
        self._next_visitor()
        self._slips.give_code(self._link.hall.bookings[made.booking], self._asking.asked_at)

    def _on_unseen(self, slip: Slip) -> None:
        self._asking.say(slip_news(slip))

    def _next_visitor(self) -> None:
        self._text = ""
        self._issue.clear()
        self._pick_ups.setVisitorLanguage("id")
        self._route()

    def _go_on(self) -> None:
        self._slips.leave()
        self._asking.say(None)

    def _turn(self, page: Sheet) -> None:
        """With what is in the field."""
        self._page = page
        if page is Sheet.BOOKINGS:
            self._bookings.make(False)
        self._route()

    def _route(self) -> None:
        """Each page looks only while it is in sight."""
        self._in_sight.look_for(self._text, self._query)
        self.changed.emit()

    def _refresh(self) -> None:
        self._in_sight.refresh()
        self.changed.emit()
        self.ticked.emit()

    @property
    def _in_sight(self) -> SheetModel:
        pages: dict[Sheet, SheetModel] = {
            Sheet.ISSUE: self._issue,
            Sheet.LOOK_UP: self._look_up,
            Sheet.BOOKINGS: self._bookings,
            Sheet.PICK_UPS: self._pick_ups,
        }
        return pages[self._page]

    @property
    def _query(self) -> Query:
        return read(self._text, {tenant.prefix for tenant in self._link.hall.catalogue.tenants.values()})

    def _subject(self) -> str:
        """What would be cancelled on this page."""
        if self._page is Sheet.LOOK_UP:
            return self._look_up.cancelling
        return self._bookings.cancelling if self._page is Sheet.BOOKINGS else ""

    def _known(self) -> bool:
        return bool(self._link.hall.catalogue.tenants)

    def _scene(self) -> Scene:
        return Scene(
            hall=self._link.hall,
            waiting=self._link.waiting,
            language=self._languages.language,
            now=self._link.now(),
            device=None if self._link.welcome is None else self._link.welcome.device,
        )
