"""The view-model of the officer's sheet: one page over the work, to choose from or to write on."""

from __future__ import annotations

from msgspec import Struct
from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from client.rows import Rows
from counter.content import content_of
from counter.page import (
    Ask,
    Back,
    Closures,
    Content,
    Find,
    More,
    OneResult,
    OneVisit,
    Option,
    Page,
    Sure,
    Transfer,
    found,
)
from counter.scene import Scene
from counter.work import WorkModel
from protocol.visit import VisitId

QML_IMPORT_NAME = "Mall.Counter"
QML_IMPORT_MAJOR_VERSION = 1

DIGITS = "1234567890"
"""In the order of the options that they choose."""


class OptionRow(Struct, frozen=True, kw_only=True):
    key: str
    digit: str
    title: str
    note: str
    symbol: str
    cap: str
    danger: bool
    possible: bool


@QmlElement
class SheetModel(QObject):
    """Closed until a page is opened. A page whose subject has gone closes by itself."""

    changed = Signal()

    def __init__(self, *, work: WorkModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._pages: list[Page] = []
        self._typed = ""
        self._current = 0
        self._content: Content | None = None
        self._shown: tuple[Option, ...] = ()
        self._options = Rows(OptionRow.__struct_fields__, self)
        work.changed.connect(self._refresh)
        work.ticked.connect(self._refresh)

    @Property(bool, notify=changed)
    def open(self) -> bool:
        return self._content is not None

    @Property(str, notify=changed)
    def title(self) -> str:
        return "" if self._content is None else self._content.title

    @Property(str, notify=changed)
    def note(self) -> str:
        return "" if self._content is None else self._content.note

    @Property(str, notify=changed)
    def search(self) -> str:
        """What can be typed to find an option; empty where they are few."""
        return "" if self._content is None else self._content.search

    @Property(str, notify=changed)
    def write(self) -> str:
        """What is to be written; empty where an option is to be chosen."""
        return "" if self._content is None else self._content.write

    @Property(int, notify=changed)
    def lengthMax(self) -> int:
        """Characters."""
        return 0 if self._content is None else self._content.length_max

    @Property(str, notify=changed)
    def confirmText(self) -> str:
        return "" if self._content is None else self._content.confirm

    @Property(bool, notify=changed)
    def ready(self) -> bool:
        """What is written can be sent."""
        return self._content is not None and self._content.written is not None and self._work.free()

    @Property(str, notify=changed)
    def typed(self) -> str:
        return self._typed

    @Property(QObject, constant=True)
    def options(self) -> QObject:
        """Key, digit, title, note, symbol, cap, danger, possible."""
        return self._options

    @Property(int, notify=changed)
    def optionCount(self) -> int:
        return len(self._shown)

    @Property(int, notify=changed)
    def current(self) -> int:
        """The option that Enter chooses."""
        return self._current

    @Property(bool, notify=changed)
    def first(self) -> bool:
        """There is no page to go back to."""
        return len(self._pages) < 2

    @Slot(str)
    def show(self, name: str) -> None:
        """more, find, transfer or closures; nothing where that is not possible now."""
        scene = self._work.scene()
        if scene is not None and (page := _named(name, scene)) is not None:
            self._start(page)

    @Slot(int, int)
    def showVisit(self, visit: int, stop: int) -> None:
        self._start(OneVisit(visit=VisitId(visit), stop=stop))

    @Slot(int)
    def showResult(self, visit: int) -> None:
        self._start(OneResult(visit=VisitId(visit)))

    @Slot(str)
    def choose(self, key: str) -> None:
        option = next((option for option in self._shown if option.key == key), None)
        if option is None or not self._can(option):
            return
        match option.leads:
            case Back():
                self.back()
            case Ask() as ask:
                self.close()
                self._work.request(ask)
            case Page() as page:
                self._pages.append(page)
                self._turn()
            case None:
                pass

    @Slot(str)
    def chooseDigit(self, digit: str) -> None:
        if self._content is not None and not self._content.search and digit in DIGITS[: len(self._shown)]:
            self.choose(self._shown[DIGITS.index(digit)].key)

    @Slot()
    def accept(self) -> None:
        """Enter: sends what is written, or chooses the current option."""
        if self._content is None:
            return
        if self._content.write:
            if self._content.written is not None and self._work.free():
                ask = self._content.written
                self.close()
                self._work.request(ask)
        elif self._shown:
            self.choose(self._shown[self._current].key)

    @Slot(int)
    def move(self, by: int) -> None:
        """To the next option that is possible, in that direction."""
        at = self._current + by
        while 0 <= at < len(self._shown) and not self._can(self._shown[at]):
            at += by
        if 0 <= at < len(self._shown):
            self._current = at
            self.changed.emit()

    @Slot(str)
    def type(self, text: str) -> None:
        self._typed = text
        self._refresh()
        self._point()

    @Slot()
    def back(self) -> None:
        del self._pages[-1:]
        self._turn()

    @Slot()
    def close(self) -> None:
        self._pages.clear()
        self._turn()

    def page(self) -> Page | None:
        """What is open."""
        return self._pages[-1] if self._pages else None

    def written_on(self) -> bool:
        """Something typed would be lost with it."""
        return bool(self._typed)

    def report(self) -> dict[str, object]:
        return {
            "page": type(self._pages[-1]).__name__ if self._pages else None,
            "title": "" if self._content is None else self._content.title,
            "typed": self._typed,
            "options": [option.key for option in self._shown],
            "possible": [option.key for option in self._shown if self._can(option)],
        }

    def _start(self, page: Page) -> None:
        self._pages = [page]
        self._turn()

    def _turn(self) -> None:
        """To another page: nothing is typed on it yet."""
        self._typed = ""
        self._refresh()
        self._point()

    def _point(self) -> None:
        """At the first option that is possible."""
        self._current = next((at for at, option in enumerate(self._shown) if self._can(option)), 0)
        self.changed.emit()

    def _refresh(self) -> None:
        scene = self._work.scene()
        if scene is None:
            self._pages.clear()
        content = None if scene is None else self._content_now(scene)
        was_open = self._content is not None
        pointed = self._shown[self._current].key if self._shown else ""
        self._content = content
        self._shown = () if content is None else content.options
        if content is not None and content.search:
            self._shown = found(content.options, self._typed)
        # Enter chooses what it was about to, whoever comes or goes above it.
        same = (at for at, option in enumerate(self._shown) if option.key == pointed)
        self._current = next(same, min(self._current, max(0, len(self._shown) - 1)))
        self._options.show([self._row(at, option) for at, option in enumerate(self._shown)])
        if was_open or content is not None:
            self.changed.emit()

    def _content_now(self, scene: Scene) -> Content | None:
        """Of the last page that still has a subject. With a page go those that it led to."""
        shown: Content | None = None
        for at, page in enumerate(self._pages):
            now = _as_it_is_now(shown, page)
            content = None if now is None else content_of(scene, now, self._typed)
            if content is None:
                del self._pages[at:]
                break
            shown = content
        return shown

    def _row(self, at: int, option: Option) -> OptionRow:
        digits = DIGITS if self._content is not None and not self._content.search else ""
        return OptionRow(
            key=option.key,
            digit=digits[at : at + 1],
            title=option.title,
            note=option.note,
            symbol=option.icon,
            cap=option.cap,
            danger=option.danger,
            possible=self._can(option),
        )

    def _can(self, option: Option) -> bool:
        return option.leads is not None and (not isinstance(option.leads, Ask) or self._work.free())


def _as_it_is_now(before: Content | None, page: Page) -> Page | None:
    """A question is asked in the words of the moment, and only while the page before it leads there."""
    if before is None or not isinstance(page, Sure):
        return page
    questions = (option.leads for option in before.options if isinstance(option.leads, Sure))
    return next((question for question in questions if question.ask == page.ask), None)


def _named(name: str, scene: Scene) -> Page | None:
    match name:
        case "more":
            return More()
        case "find":
            return Find()
        case "closures":
            return Closures()
        case "transfer":
            return None if scene.visit is None else Transfer(visit=scene.visit.id)
        case _:
            raise ValueError(f"no such page: {name}")
