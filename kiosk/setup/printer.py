"""The printer part of the set-up: choose one, try it, keep it. Python decides, QML draws.

What is tried is used at once, by the kiosk's own worker, and only kept when it is saved: whoever leaves
without saving leaves the kiosk with the printer that it had.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, fields, replace
from datetime import datetime

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from client.app import Options
from client.language import Languages, translate
from client.rows import Rows
from client.settings_file import SettingsNotWritten, write
from hardware.attached import Found
from hardware.printer import Outcome
from hardware.profiles import PROFILES
from hardware.sample import sample
from kiosk.flow import WELL, Flow
from kiosk.press import Press
from kiosk.setup.choice import BAUDS, Choice, Row, found_at, paper_text, rows
from kiosk.setup.notice import Notice, found_notice, not_written_text, state_text, trial_notice
from kiosk.setup.search import Look, Search
from kiosk.slip_printer import KioskSettings, printer_at

QML_IMPORT_NAME = "Mall.Kiosk"
QML_IMPORT_MAJOR_VERSION = 1

_WELL = WELL | {"unknown", "no_printer"}
_JOB = "setup-"


@QmlElement
class PrinterSetup(QObject):
    """Wants `open` and `close` when staff comes and goes. `wall`: this machine's time, for the test slip."""

    changed = Signal()

    def __init__(
        self,
        flow: Flow,
        press: Press,
        languages: Languages,
        options: Options[KioskSettings],
        *,
        look: Look,
        wall: Callable[[], datetime],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._flow = flow
        self._press = press
        self._languages = languages
        self._options = options
        self._wall = wall
        self._saved = Choice(url=options.settings.printer, paper=options.settings.paper)
        self._running = self._draft = self._saved
        self._typed = ""
        self._found: tuple[Found, ...] = ()
        self._job = ""
        """The test slip under way; empty: none."""
        self._jobs_count = 0
        self._told: Callable[[], Notice] | None = None
        """The last news, in the language of the moment."""
        self._opened = False
        self._rows = Rows([field.name for field in fields(Row)], self)
        self._search = Search(look, self)
        self._search.found.connect(self._on_found)
        press.done.connect(self._on_done)
        flow.changed.connect(self._refresh)
        languages.changed.connect(self._refresh)

    def open(self) -> None:
        """Staff is there: shows what is configured, and looks for what is attached."""
        self._opened = True
        self._draft = self._saved
        self._typed = ""
        self._told = None
        self.search()

    def close(self) -> None:
        """Staff has gone: the printer that was only tried goes too."""
        self._opened = False
        self._use(self._saved)

    def shut(self) -> None:
        """The app ends."""
        self._search.close()

    # What staff does

    @Slot()
    def search(self) -> None:
        self._search.start()
        self._refresh()

    @Slot(str)
    def choose(self, url: str) -> None:
        """An address of the list; empty for no printer."""
        if any(row.key == url for row in self._list):
            self._become(replace(self._draft, url=url))

    @Slot(str)
    def setPaper(self, paper: str) -> None:
        if paper in PROFILES:
            self._become(replace(self._draft, paper=paper))

    @Slot(int)
    def setBaud(self, baud: int) -> None:
        if self._draft.baud is not None:
            self._become(self._draft.at_baud(baud))

    @Slot()
    def printTest(self) -> None:
        """On the printer that is chosen, saved or not; what becomes of it is said in `note`."""
        if not self.canTest:
            return
        self._use(self._draft)
        self._jobs_count += 1
        self._job = f"{_JOB}{self._jobs_count}"
        self._told = None
        draft = self._draft
        slip = sample(draft.url, PROFILES[draft.paper], at=f"{self._wall():%Y-%m-%d %H:%M:%S}")
        self._press.submit(self._job, slip)
        self._refresh()

    @Slot()
    def save(self) -> None:
        """Into the settings file, only what is another now; used from now on."""
        file, draft, saved = self._options.file, self._draft, self._saved
        if file is None or draft == saved:
            return
        wanted = {"printer": (draft.url, saved.url), "paper": (draft.paper, saved.paper)}
        try:
            write(file, {key: new for key, (new, old) in wanted.items() if new != old})
        except SettingsNotWritten as error:
            problem = error
            self._told = lambda: _not_saved_notice(problem)
        else:
            self._saved = draft
            self._use(draft)
            self._told = self._saved_notice
        self._refresh()

    # What the page shows

    @Property(QObject, constant=True)
    def rows(self) -> QObject:
        return self._rows

    @Property(bool, notify=changed)
    def searching(self) -> bool:
        return self._search.running

    @Property(bool, notify=changed)
    def nothingFound(self) -> bool:
        """No printer, that is: whether something hangs on a serial port no system can tell."""
        return not self._search.running and all(each.source == "serial" for each in self._found)

    @Property(str, notify=changed)
    def paper(self) -> str:
        return self._draft.paper

    @Property(list, notify=changed)
    def papers(self) -> list[dict[str, str]]:
        """`key` and `text` of each kind of paper."""
        return [{"key": name, "text": paper_text(name)} for name in PROFILES]

    @Property(str, notify=changed)
    def baud(self) -> str:
        """Of a serial printer; empty for any other."""
        return "" if self._draft.baud is None else str(self._draft.baud)

    @Property(list, notify=changed)
    def bauds(self) -> list[dict[str, str]]:
        """`key` and `text` of each; that of the address too, if it is none of the usual ones."""
        if self._draft.baud is None:
            return []
        return [{"key": str(baud), "text": str(baud)} for baud in sorted({*BAUDS, self._draft.baud})]

    @Property(bool, notify=changed)
    def testing(self) -> bool:
        return self._job != ""

    @Property(bool, notify=changed)
    def canTest(self) -> bool:
        return self._draft.url != "" and self._job == ""

    @Property(bool, notify=changed)
    def canSave(self) -> bool:
        return self._draft != self._saved and self._options.file is not None

    @Property(dict, notify=changed)
    def note(self) -> dict[str, str]:
        """The last news, or what speaks against the printer chosen: tone, title, text; else empty."""
        if self._told is not None:
            return asdict(self._told())
        found = found_at(self._draft.url, self._others_and_ours)
        return (
            {} if found is None or not found.code else asdict(found_notice(found, self._languages.language))
        )

    @Property(str, notify=changed)
    def givenNote(self) -> str:
        """That the command line wins at the next start; empty where it says nothing of the printer."""
        if not self._options.given & {"printer", "paper"}:
            return ""
        return translate(
            "Setup",
            "This kiosk was started with a printer on its command line. A choice made here holds until it is "
            "started again; then the command line counts.",
        )

    @property
    def url(self) -> str:
        """Of the printer that is chosen; empty for none."""
        return self._draft.url

    def choose_typed(self, url: str) -> None:
        """An address that is not in the list; it is in it from now on."""
        self._typed = url
        self._become(replace(self._draft, url=url))

    def _become(self, draft: Choice) -> None:
        if draft != self._draft:
            self._draft = draft
            self._told = None
        self._refresh()

    def _use(self, choice: Choice) -> None:
        """Slips go there from now on. The one in work ends as it does when the kiosk closes."""
        if choice != self._running:
            self._running = choice
            self._press.replace(printer_at(choice.url, choice.paper))

    @property
    def _list(self) -> list[Row]:
        # What is said of the printer is about the one in use.
        paper = self._flow.paper if self._running == self._saved else "unknown"
        return rows(
            self._others_and_ours,
            draft=self._draft.url,
            saved=self._saved.url,
            typed=self._typed,
            state=state_text(paper),
            well=paper in _WELL,
        )

    @property
    def _others_and_ours(self) -> list[Found]:
        """What was found; that this kiosk itself keeps a device busy speaks against nothing."""
        ours = found_at(self._running.url, self._found)
        return [replace(each, code="") if each is ours else each for each in self._found]

    def _saved_notice(self) -> Notice:
        text = translate("Setup", "In %1. It is in use now.").replace("%1", str(self._options.file))
        return Notice(tone="success", title=translate("Setup", "Saved."), text=text)

    def _on_found(self, found: tuple[Found, ...]) -> None:
        self._found = found
        self._refresh()

    def _on_done(self, job: str, outcome: Outcome) -> None:
        if job != self._job:
            return
        self._job = ""
        url = self._running.url
        self._told = lambda: trial_notice(outcome, url, self._languages.language)
        self._refresh()

    def _refresh(self) -> None:
        # Nobody looks while visitors take numbers: not a moment is theirs to lose.
        if self._opened:
            self._rows.show(self._list)
            self.changed.emit()


def _not_saved_notice(error: SettingsNotWritten) -> Notice:
    title = translate("Setup", "Not saved: %1").replace("%1", str(error.path))
    return Notice(tone="danger", title=title, text=not_written_text(error))
