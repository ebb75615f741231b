"""The Qt apps as they run in the mall, but offscreen with the software renderer, against the real server.

From the start of the process to the first screen with the mall's data on it, drawn; their memory; from the
tap on "take a number" to the first byte at the printer's port; from the tap on "call" to the frame of the
display that shows it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.figures import Figure, figure, middle, mistakes, quantile
from bench.plan import Plan, say
from bench.subject import Subject, enrol, running
from bench.window import Window, window
from hardware.virtual.line import serve_tcp
from hardware.virtual.printer import VirtualPrinter
from protocol.catalogue import CounterId
from protocol.messages import Role

GROUP = "apps"
FIRST_SCREEN_S_MAX = 2.0
MEMORY_MB_MAX = 250.0
PAPER_P99_MS_MAX = 100.0
SHOWN_P99_MS_MAX = 50.0
GATE_START = 20.0
GATE_MEMORY = 5.0
"""CI insists that an app is not more than so many times a bare window."""
APPS: dict[Role, tuple[str, str]] = {
    "kiosk": ("1080x1920", "tenant-dukcapil"),
    "counter": ("1280x800", "sign-on"),
    "display": ("1920x1080", "today"),
}
"""Size of the window, and an item that is there only with the mall's data."""
TENANT = "dukcapil"
SERVICE = "dukcapil.legalisasi"
COUNTER = CounterId(8)


def measure(plan: Plan) -> Iterator[Figure]:
    starts = plan.pick(1, 5)
    with TemporaryDirectory(prefix="bench-") as name, running() as subject:
        folder = Path(name)
        bare = [_bare(folder) for _ in range(starts)]
        floor_s, floor_mb = middle([each[0] for each in bare]), middle([each[1] for each in bare])
        yield figure(GROUP, "bare Qt Quick window, start to first frame", floor_s, "s")
        yield figure(GROUP, "bare Qt Quick window, memory (RSS)", floor_mb, "MB")
        for app, (size, item) in APPS.items():
            say(f"apps: {app}")
            taken = [_start(plan, subject, app, size, item, folder) for _ in range(starts)]
            yield figure(
                GROUP,
                f"{app}, start to first screen with data, drawn",
                middle([seconds for seconds, _, _ in taken]),
                "s",
                floor=floor_s,
                floor_is="bare Qt Quick window",
                most=FIRST_SCREEN_S_MAX if app == "kiosk" else None,
                gate_most=GATE_START,
                note=f"{starts} starts",
            )
            yield figure(
                GROUP,
                f"{app}, memory (RSS)",
                max(rss for _, rss, _ in taken),
                "MB",
                floor=floor_mb,
                floor_is="bare Qt Quick window",
                most=MEMORY_MB_MAX,
                gate_most=GATE_MEMORY,
                note=f"unique {max(unique for _, _, unique in taken):.0f} MB",
            )
        yield from _through(plan, subject, folder)


def _bare(folder: Path) -> tuple[float, float]:
    with window("bare", ["bench.bare_window"], folder) as app:
        drawn = float(app.event("drawn")["t"])
        return drawn - app.started, app.memory_mb()[0]


def _start(
    plan: Plan, subject: Subject, app: Role, size: str, item: str, folder: Path
) -> tuple[float, float, float]:
    with window(app, _words(plan, subject, app, size), folder) as started:
        started.wait(item)
        drawn = started.order("shot", file=str(folder / f"{app}.png"))
        rss, unique = started.memory_mb()
        return drawn - started.started, rss, unique


def _words(plan: Plan, subject: Subject, app: Role, size: str) -> list[str]:
    place = TENANT if app == "counter" else ""
    (token,) = enrol(subject.folder, plan.catalogue, [(app, app, place)])
    address = subject.url.removeprefix("http://")
    words = [app, "--instance", "bench", "--token", token, "--address", address, "--remote"]
    return [*words, "--size", size]


def _through(plan: Plan, subject: Subject, folder: Path) -> Iterator[Figure]:
    """Visits through all three windows, one after the other."""
    count = plan.pick(5, 40)
    say(f"apps: {count} visits through the windows")
    paper_ms: list[float] = []
    shown_ms: list[float] = []
    words = {app: _words(plan, subject, app, size) for app, (size, _) in APPS.items()}
    words["counter"] += ["--counter", str(COUNTER), "--officer", "bench", "--sign-on"]
    printer = VirtualPrinter()
    with (
        serve_tcp(printer) as served,
        window("kiosk", [*words["kiosk"], "--printer", served.url], folder) as kiosk,
        window("counter", words["counter"], folder) as counter,
        window("display", words["display"], folder) as display,
    ):
        display.wait(APPS["display"][1])
        for _ in range(count):
            paper_ms.append(_take(kiosk))
            counter.wait("call-next", enabled=True)
            tapped = counter.tap("call-next")
            shown_ms.append((float(display.event("shown")["t"]) - tapped) * 1e3)
            for step in ("start", "finish"):
                counter.wait(step, enabled=True)
                counter.tap(step)
    yield figure(GROUP, "tap -> first byte at the printer's port, p50", quantile(paper_ms, 0.5), "ms")
    yield figure(
        GROUP,
        "tap -> first byte at the printer's port, p99",
        quantile(paper_ms, 0.99),
        "ms",
        most=PAPER_P99_MS_MAX,
        note=f"{count} tickets",
    )
    yield figure(GROUP, "tap on call -> drawn on the display, p50", quantile(shown_ms, 0.5), "ms")
    yield figure(
        GROUP,
        "tap on call -> drawn on the display, p99",
        quantile(shown_ms, 0.99),
        "ms",
        most=SHOWN_P99_MS_MAX,
        note=f"{count} calls; both windows in it",
    )
    yield mistakes(GROUP, "slips missing or printed twice", abs(len(printer.slips) - count))


def _take(kiosk: Window) -> float:
    """A number from the start page; milliseconds from the tap to the first byte."""
    for item in (f"tenant-{TENANT}", f"service-{SERVICE}"):
        kiosk.wait(item)
        kiosk.order("reveal", item=item)
        kiosk.tap(item)
    kiosk.wait("take-number")
    kiosk.tap("take-number")
    ms = kiosk.event("ticket")["ms"]
    kiosk.wait("home")
    kiosk.tap("home")
    return float(ms)
