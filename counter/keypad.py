"""The view-model of the call keypad: each key does what its button on the screen does, no more.

    key   without digits                                  with digits typed
    C     calls the next one; on a break: ends it         asks about calling that number; again: yes
    R     calls again                                     a hint: call or clear first
    S     starts the service                              the same
    F     finishes it                                     the same
    N     no-show; again where the screen asks: yes       the same
    X     dismisses a question, or closes the sheet       clears them
    0–9   begins to type a number                         goes on, up to four digits

While the screen asks something, only the keys that answer do anything. While the server is away all but X
only say so: nothing that was pressed is kept for later.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from client.language import Languages, translate
from counter.action import Action
from counter.page import Page, Sure
from counter.scene import Scene
from counter.sheet import SheetModel
from counter.way import not_callable, waiting_numbered
from counter.work import WorkModel
from hardware.frame import EVERYONE
from protocol.catalogue import CounterId
from protocol.hall import State, Visit
from protocol.messages import CallVisit
from protocol.visit import VisitId

QML_IMPORT_NAME = "Mall.Counter"
QML_IMPORT_MAJOR_VERSION = 1

DIGITS_COUNT_MAX = 4
DIGITS_S_MAX = 8.0
"""Digits that nobody went on with are forgotten after this."""
BOUNCE_S = 0.3
"""The same key again within this is the same press: it bounces, or is held."""
HELD_S = 0.6
"""For so long a key does not answer what it asked itself: one that is held begins to repeat after 0.5 s."""
DIGIT_BOUNCE_S = 0.08
"""Of a digit, which comes twice on purpose: nobody types 00 faster, and no contact bounces longer."""
ACTIONS = {
    "C": Action.CALL_NEXT,
    "R": Action.RECALL,
    "S": Action.START,
    "F": Action.FINISH,
    "N": Action.NO_SHOW,
}


@QmlElement
class KeypadModel(QObject):
    """`clock`: seconds that only grow. `present`: this computer has a keypad."""

    changed = Signal()
    misplaced = Signal()
    """`foreign` is not as it was."""

    def __init__(
        self,
        *,
        work: WorkModel,
        sheet: SheetModel,
        languages: Languages,
        clock: Callable[[], float],
        present: bool = False,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._work = work
        self._sheet = sheet
        self._clock = clock
        self._present = present
        self._digits = ""
        self._typed_at = 0.0
        self._foreign: int | None = None
        self._known: CounterId | None = None
        """Whose own keypad was heard: others on the same line are nothing out of the way."""
        self._last: tuple[str, float] = ("", -BOUNCE_S)
        """The key that was pressed last, bounces too."""
        self._did: tuple[str, float] = ("", -HELD_S)
        """The last that was no answer."""
        self._visit: VisitId | None = None
        """Who was at the counter."""
        work.changed.connect(self._on_work)
        work.ticked.connect(self._forget_late)
        sheet.changed.connect(self.changed)
        languages.changed.connect(self.changed)

    @Property(bool, constant=True)
    def present(self) -> bool:
        return self._present

    @Property(str, notify=changed)
    def answerText(self) -> str:
        """How the question on the screen is answered on the keypad; empty where it cannot be."""
        if not self._present:
            return ""
        if self._work.asked() is Action.NO_SHOW:
            return translate("Keypad", "On the keypad: no-show again for yes, clear for no")
        if _asks_to_call(self._sheet.page()):
            return translate("Keypad", "On the keypad: call again for yes, clear for no")
        return ""

    @Property(str, notify=changed)
    def digits(self) -> str:
        return self._digits

    @Property(str, notify=changed)
    def text(self) -> str:
        """What the digits are for; empty while there are none."""
        if not self._digits:
            return ""
        return translate("Keypad", "Call number %1").replace("%1", self._digits)

    @Slot(int, str)
    def press(self, address: int, key: str) -> None:
        """A key of the keypad with this address; of another counter's it is nothing."""
        scene = self._work.scene()
        if scene is not None and not self._is_ours(address, scene):
            return
        last, at = self._last
        now = self._clock()
        self._last = key, now
        if key == last and now - at < (DIGIT_BOUNCE_S if key.isdigit() else BOUNCE_S):
            return
        asked, page = self._work.asked(), self._sheet.page()
        if scene is None:
            self._work.hint(translate("Keypad", "Sign on first, then the keypad works."))
        elif key != "X" and not self._work.connected():
            # Nor is it kept: what somebody pressed must not happen when the server is back.
            self._work.hint(translate("Keypad", "No connection to the server: this key did nothing."))
        elif asked is None and page is None:
            self._did = key, now
            self._do(key, scene)
        elif key != self._did[0] or now - self._did[1] >= HELD_S:
            self._answer(key, asked, page)

    def foreign(self) -> int | None:
        """The counter that the only keypad heard so far is set to, where that is another one."""
        return self._foreign

    def report(self) -> dict[str, object]:
        return {"digits": self._digits, "present": self._present}

    def _is_ours(self, address: int, scene: Scene) -> bool:
        counter = scene.desk.counter
        ours = address in (counter, EVERYONE)
        if ours:
            self._known = counter
        self._set_foreign(None if self._known == counter else address)
        return ours

    def _set_foreign(self, foreign: int | None) -> None:
        if foreign != self._foreign:
            self._foreign = foreign
            self.misplaced.emit()

    def _answer(self, key: str, asked: Action | None, page: Page | None) -> None:
        """The question over the work, or else the page of the sheet."""
        match key:
            case "X" if asked is not None:
                self._work.dismiss()
            case "X" if not self._sheet.written_on():
                self._sheet.close()
            case "N" if asked is Action.NO_SHOW:
                self._work.confirm()
            case "C" if asked is None and _asks_to_call(page):
                self._sheet.choose("yes")
            case _:
                pass

    def _do(self, key: str, scene: Scene) -> None:
        match key:
            case "X":
                self._clear()
            case "C" if self._digits:
                self._call_number(scene)
            case "C" | "R" | "S" | "F" | "N":
                self._act(ACTIONS[key], scene)
            case _ if scene.desk.on_break is not None and scene.visit is None:
                self._work.hint(_first_text(scene))
            case _:
                self._digits = (self._digits + key)[:DIGITS_COUNT_MAX]
                self._typed_at = self._clock()
                self.changed.emit()

    def _act(self, action: Action, scene: Scene) -> None:
        if action is Action.CALL_NEXT and self._work.can(Action.END_BREAK):
            action = Action.END_BREAK
        if self._digits:
            text = translate("Keypad", "Number %1 is typed: call it, or clear it first.")
            self._work.hint(text.replace("%1", self._digits))
        elif self._work.can(action):
            self._work.perform(action.value)
        elif self._work.free():
            self._work.hint(_first_text(scene))

    def _call_number(self, scene: Scene) -> None:
        digits = self._digits
        self._clear()
        if not self._work.free():
            return
        match waiting_numbered(scene, int(digits)):
            case [(visit, stop)]:
                self._ask_to_call(scene, visit, stop)
            case []:
                text = translate("Keypad", "Number %1 is not waiting here.")
                self._work.hint(text.replace("%1", digits))
            case several:
                text = translate("Keypad", "%1 are waiting: choose on the screen with F12.")
                self._work.hint(text.replace("%1", ", ".join(visit.label for visit, _ in several)))

    def _ask_to_call(self, scene: Scene, visit: Visit, stop: int) -> None:
        if why_not := not_callable(scene, visit, visit.stops[stop]):
            self._work.hint(f"{visit.label}: {why_not}")
        else:
            self._sheet.showVisit(visit.id, stop)
            self._sheet.choose("call")

    def _clear(self) -> None:
        if self._digits:
            self._digits = ""
            self.changed.emit()

    def _on_work(self) -> None:
        """Digits are forgotten once somebody else is at the counter, or the officer has left."""
        scene = self._work.scene()
        before, self._visit = self._visit, None if scene is None or scene.visit is None else scene.visit.id
        if scene is None or self._visit not in (None, before):
            self._clear()
        if scene is not None and self._foreign == scene.desk.counter:
            self._set_foreign(None)
        self.changed.emit()

    def _forget_late(self) -> None:
        if self._clock() - self._typed_at >= DIGITS_S_MAX:
            self._clear()


def _asks_to_call(page: Page | None) -> bool:
    return isinstance(page, Sure) and isinstance(page.ask.command, CallVisit)


def _first_text(scene: Scene) -> str:
    """What has to come before a key that does nothing just now."""
    if scene.visit is None or scene.stop is None:
        if scene.desk.on_break is not None:
            return translate("Keypad", "On a break: the call key continues work.")
        return translate("Keypad", "Nobody is at the counter: call somebody first.")
    if scene.stop.state is State.CALLED:
        text = translate("Keypad", "%1 is called: start, call again or no-show.")
    else:
        text = translate("Keypad", "%1 is being served: finish first.")
    return text.replace("%1", scene.visit.label)
