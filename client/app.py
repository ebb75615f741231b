"""Starting up, shared by the three apps: options, link, fonts, engine, language, window.

An app's `__main__` declares its command with the option types below, reads `Options`, makes its `Shell`,
its link (`link_of`) and its models, and shows its window:

    options = Options.read("kiosk", KioskSettings, file=settings, remote=remote, instance=instance, …)
    shell = Shell("kiosk", options)
    link = link_of(shell, app="kiosk 0.1.0", wall=datetime.now(UTC))
    shell.show("Mall.Kiosk", "Main", {"kiosk": KioskModel(link, …)})
    sys.exit(shell.run())
"""

from __future__ import annotations

import json
import logging
import signal
import socket
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Annotated, Generic, Protocol, cast, runtime_checkable

import PySide6
import shiboken6
import typer
from PySide6.QtCore import QObject, QSocketNotifier, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication
from PySide6.QtQml import QQmlApplicationEngine, QQmlError
from PySide6.QtQuick import QQuickWindow, QSGRendererInterface
from PySide6.QtQuickControls2 import QQuickStyle

from client import icons_provider
from client.address import LastGood, parse
from client.clock import ServerClock
from client.finder import Finder, own_addresses
from client.language import Languages
from client.link import Link
from client.litter import Litter
from client.remote import Remote, write_line
from client.settings import S, Settings, SettingsError, file_of, last_good_file, place_of
from client.stdout import say
from client.versions import require_sound_pair

CLIENT = Path(__file__).resolve().parent
FONT_FAMILY = "Plus Jakarta Sans"
log = logging.getLogger("antrean.app")
qt_log = logging.getLogger("antrean.qt")
qml_log = logging.getLogger("antrean.qml")

InstanceOption = Annotated[
    str | None, typer.Option("--instance", help="Name of the mall to join on this network.")
]
TokenOption = Annotated[str | None, typer.Option("--token", help="This device's secret.")]
SettingsOption = Annotated[
    Path | None, typer.Option("--settings", help="A TOML file with these and further settings.")
]
AddressOption = Annotated[
    str | None, typer.Option("--address", help="HOST:PORT of the server where it is not found by itself.")
]
LanguageOption = Annotated[str | None, typer.Option("--language", help="id or en.")]
FullscreenOption = Annotated[
    bool | None, typer.Option("--fullscreen/--windowed", help="Fill the screen, or not.")
]
SizeOption = Annotated[str | None, typer.Option("--size", help="WIDTHxHEIGHT of a window, in pixels.")]
AtOption = Annotated[str | None, typer.Option("--at", help="X,Y of a window's upper left corner.")]
RemoteOption = Annotated[
    bool, typer.Option("--remote", help="Be driven by JSON lines on standard input; see client/orders.py.")
]

JsonOption = Annotated[
    bool, typer.Option("--json", help="Say on stdout, as one JSON value, that the window is up.")
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Options(Generic[S]):
    """What the command line and the settings file say together."""

    settings: S
    remote: bool = False
    as_json: bool = False
    file: Path | None = None
    """Where settings are kept, be it there or not yet; None where nothing may be written."""
    given: frozenset[str] = frozenset()
    """Keys that the command line says; they win over the file at every start."""

    def source_of(self, key: str) -> str:
        """Where a value comes from, for an error: the command line, or the file, and the key."""
        return f"command line: {key}" if key in self.given or self.file is None else f"{self.file}: {key}"

    @classmethod
    def read(
        cls,
        name: str,
        kind: type[S],
        *,
        file: Path | None = None,
        remote: bool = False,
        as_json: bool = False,
        **over: object,
    ) -> Options[S]:
        """`over`: settings from the command line, None where nothing was said. Ends with a usage error."""
        if (over.get("size") or over.get("at")) and over.get("fullscreen") is None:
            over["fullscreen"] = False
        try:
            settings = Settings.load(file or file_of(name), kind, **over)
        except SettingsError as error:
            raise typer.BadParameter(str(error)) from error
        given = frozenset(key for key, value in over.items() if value is not None)
        return cls(
            settings=settings,
            remote=remote,
            as_json=as_json,
            file=file or place_of(name),
            given=given,
        )


@runtime_checkable
class Reporting(Protocol):
    """A view-model that can say how it is, for the order `state`."""

    def report(self) -> dict[str, object]: ...


class Shell:
    """The application, its engine and its one window. `name` is the package; its QML lies in NAME/qml."""

    def __init__(self, name: str, options: Options[S]) -> None:
        self.name = name
        self.options = options
        self.window: QQuickWindow | None = None
        self._models: list[object] = []
        self._owned: list[Link | Finder] = []
        running = QGuiApplication.instance()
        if running is None:
            require_sound_pair(PySide6.__version__, sys.version_info[:2])
            log_to_stderr()
            if options.settings.renderer == "software":
                QQuickWindow.setGraphicsApi(QSGRendererInterface.GraphicsApi.Software)
            QQuickStyle.setStyle("Basic")
        self.application = running or QGuiApplication([name])
        self.application.setApplicationName(name)
        _load_fonts()
        self.languages = Languages()
        self.languages.set_language(options.settings.language)
        self.engine = QQmlApplicationEngine()
        # They arrive by the signal, with the log's own format.
        self.engine.setOutputWarningsToStandardError(False)
        self.engine.warnings.connect(_log_warnings)
        self.engine.addImportPath(str(CLIENT / "qml"))
        self.engine.addImportPath(str(CLIENT.parent / name / "qml"))
        icons_provider.install(self.engine)
        self.languages.changed.connect(self.engine.retranslate)
        self.remote = Remote(self, write_line) if options.remote else None

    def keep(self, *parts: Link | Finder) -> None:
        """These are closed when the app ends."""
        self._owned.extend(parts)

    def show(self, qml_module: str, component: str, properties: dict[str, object]) -> None:
        """Load a component whose root is a window, with these initial properties, and show it."""
        self._models.extend(properties.values())
        self.engine.setInitialProperties(properties)
        self.engine.loadFromModule(qml_module, component)
        roots = self.engine.rootObjects()
        if not roots:
            raise RuntimeError(f"{qml_module}/{component} could not be loaded; the log says why")
        assert isinstance(roots[0], QQuickWindow)
        self.window = roots[0]
        settings = self.options.settings
        if settings.width_height is not None:
            self.window.resize(*settings.width_height)
        if settings.x_y is not None:
            self.window.setPosition(*settings.x_y)
        if settings.fullscreen:
            self.window.showFullScreen()
        else:
            self.window.show()

    def say_ready(self) -> None:
        """One JSON value on stdout, if that was asked for."""
        window, settings = self.window, self.options.settings
        if self.options.as_json and window is not None:
            value = {
                "app": self.name,
                "instance": settings.instance,
                "language": self.languages.language,
                "size": [window.width(), window.height()],
            }
            say(json.dumps(value))

    def run(self) -> int:
        """Until the window is closed or the process is asked to end."""
        self._litter = Litter()
        if self.remote is not None:
            self.remote.read_from(sys.stdin.fileno())
        self.say_ready()
        try:
            with _QuitOnSignal(self):
                return self.application.exec()
        finally:
            self.close()

    def tell(self, name: str, **fields: object) -> None:
        """An unasked line for whoever drives the window; nothing if nobody does."""
        if self.remote is not None:
            self.remote.tell(name, fields)

    def report(self) -> dict[str, object]:
        """What the first of the shown models that can says of itself."""
        for model in self._models:
            if isinstance(model, Reporting):
                return model.report()
        return {}

    def quit(self) -> None:
        self.application.quit()

    def close(self) -> None:
        """The engine goes before the models that its bindings read."""
        self.window = None
        if shiboken6.isValid(self.engine):
            shiboken6.delete(self.engine)
        self.languages.close()
        for part in self._owned:
            part.close()
        self._owned.clear()
        self._models.clear()


def link_of(shell: Shell, *, app: str, wall: datetime) -> Link:
    """The app's link as its settings say, looking for the server already; closed with the shell.

    `app`: name and version. `wall`: this machine's time, shown until the server's is known.
    """
    settings = shell.options.settings
    link = Link(
        app=app,
        token=settings.token,
        instance=settings.instance,
        clock=ServerClock(wall),
        typed=parse(settings.address) if settings.address else None,
        last_good=LastGood(last_good_file(settings.instance)),
        own=own_addresses,
    )
    finder = Finder(settings.instance)
    finder.found.connect(link.found)
    finder.others.connect(link.found_others)
    shell.keep(finder, link)
    finder.open()
    link.open()
    return link


def run_command(name: str, main: Callable[..., None]) -> None:
    """Runs an app's command line as `./mall NAME`."""
    cli = typer.Typer(add_completion=False)
    cli.command()(main)
    cli(prog_name=f"mall {name}")


def log_to_stderr() -> None:
    """Every log record, and every message of Qt as one."""
    logging.basicConfig(level=logging.INFO, stream=sys.stderr, format="%(levelname)s %(name)s: %(message)s")
    qInstallMessageHandler(_log_qt)


_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


def _log_qt(kind: QtMsgType, context: object, message: str) -> None:
    qt_log.log(_LEVELS[kind], "%s", message)


def _log_warnings(warnings: list[QQmlError]) -> None:
    for warning in warnings:
        qml_log.warning("%s", warning.toString())


def _load_fonts() -> None:
    for file in sorted((CLIENT / "fonts").glob("*.ttf")):
        if QFontDatabase.addApplicationFont(str(file)) < 0:
            log.error("the font %s cannot be read", file.name)
    QGuiApplication.setFont(QFont(FONT_FAMILY))


def _heard(number: int, frame: object) -> None:
    """The wake-up on the socket does the rest."""


class _QuitOnSignal(QObject):
    """While it lasts, Ctrl+C and a polite kill end the event loop. Python alone would not see them there."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell

    def __enter__(self) -> None:
        self._near, self._far = socket.socketpair()
        for end in (self._near, self._far):
            end.setblocking(False)
        self._before = {number: signal.signal(number, _heard) for number in (signal.SIGINT, signal.SIGTERM)}
        signal.set_wakeup_fd(self._far.fileno())
        self._notifier = QSocketNotifier(self._near.fileno(), QSocketNotifier.Type.Read)
        self._notifier.activated.connect(self._shell.quit)

    def __exit__(self, *_: object) -> None:
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(-1)
        for number, handler in self._before.items():
            signal.signal(number, cast("signal.Handlers", handler))
        self._near.close()
        self._far.close()
