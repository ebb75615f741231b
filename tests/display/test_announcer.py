from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
import wave
from array import array
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject, QTimer, Signal
from pytestqt.qtbot import QtBot

from display import announcer as announcer_module
from display import player as player_module
from display import samples
from display.announcer import HURRY_COUNT, QUEUE_COUNT_MAX, Announcer
from display.player import DevicePlayer, SilentPlayer
from display.speech import Announcement
from display.voice import Sound, Voice

ExpectLog = Callable[[str], None]
WAIT_MS_MAX = 10_000


def a_call(number: int, *, recall: bool = False, **changed: object) -> Announcement:
    usual = dict(id=number, prefix="A", number=number, counter=5, tenant="", language="id", recall=recall)
    return Announcement(**{**usual, **changed})  # type: ignore[arg-type]


class ShortVoice:
    """Says every call in 4 ms; those in `broken` fail as a bug would; `gate` holds it back."""

    def __init__(self) -> None:
        self.broken: set[int] = set()
        self.chimes: dict[int, bool] = {}
        self.gate = threading.Event()
        self.gate.set()

    def speak(self, announcement: Announcement, *, chime: bool = True) -> Sound:
        self.gate.wait(10)
        self.chimes[announcement.id] = chime
        if announcement.id in self.broken:
            raise RuntimeError("a bug")
        return Sound(pcm=bytes(2 * 88), duration_ms=4)

    def close(self) -> None:
        self.gate.set()


class Loudspeaker(QObject):
    """A device that can be told to `break` in the middle, to `hang`, or to be `pulled out`."""

    ended = Signal(bool)
    availableChanged = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.available = True
        self.ready = True
        self.behaves = "plays"
        self.plays = 0
        self.stops = 0

    def play(self, sound: Sound) -> None:
        self.plays += 1
        if self.behaves != "hangs":
            QTimer.singleShot(1, self, self._end)

    def stop(self) -> None:
        self.stops += 1

    def close(self) -> None:
        pass

    def pull_out(self) -> None:
        self.available = False
        self.availableChanged.emit()

    def _end(self) -> None:
        self.ended.emit(self.behaves == "plays")


class Diary:
    """Everything an announcer says, in order."""

    def __init__(self, announcer: Announcer) -> None:
        self.lines: list[tuple[Any, ...]] = []
        announcer.started.connect(lambda number: self.lines.append(("started", number)))
        announcer.finished.connect(lambda number: self.lines.append(("finished", number)))
        announcer.failed.connect(lambda number, reason: self.lines.append(("failed", number, reason)))

    @property
    def endings(self) -> list[tuple[Any, ...]]:
        return [line for line in self.lines if line[0] != "started"]


Make = Callable[..., tuple[Announcer, Diary]]


@pytest.fixture
def make(qtbot: QtBot) -> Iterator[Make]:
    made: list[Announcer] = []

    def make_announcer(voice: Any = None, **options: Any) -> tuple[Announcer, Diary]:
        announcer = Announcer(voice or ShortVoice(), **options)
        made.append(announcer)
        return announcer, Diary(announcer)

    yield make_announcer
    for announcer in made:
        announcer.close()


def wait_for(qtbot: QtBot, diary: Diary, count: int) -> None:
    qtbot.waitUntil(lambda: len(diary.endings) >= count, timeout=WAIT_MS_MAX)


def test_calls_are_spoken_one_after_the_other_each_to_its_end(qtbot: QtBot, make: Make) -> None:
    announcer, diary = make()
    for number in (1, 2, 3):
        announcer.announce(a_call(number))
    wait_for(qtbot, diary, 3)
    assert diary.lines == [(what, number) for number in (1, 2, 3) for what in ("started", "finished")]


def test_a_second_call_does_not_cut_off_the_first(qtbot: QtBot, make: Make) -> None:
    loudspeaker = Loudspeaker()
    announcer, diary = make(player=loudspeaker)
    with qtbot.waitSignal(announcer.started, timeout=WAIT_MS_MAX):
        announcer.announce(a_call(1))
    announcer.announce(a_call(2))
    wait_for(qtbot, diary, 2)
    assert [line for line in diary.lines if line[1] == 1] == diary.lines[:2]
    assert loudspeaker.plays == 2


def test_the_real_voice_is_heard_for_its_whole_duration(qtbot: QtBot, make: Make, tmp_path: Path) -> None:
    announcer, diary = make(Voice(cache=tmp_path), speed=20.0)
    announcer.announce(a_call(17, tenant="Dinas Kependudukan"))
    wait_for(qtbot, diary, 1)
    assert diary.lines == [("started", 17), ("finished", 17)]


@pytest.mark.parametrize("speed", [1.0, 10.0])
def test_without_a_loudspeaker_a_call_takes_the_time_of_its_sound(qtbot: QtBot, speed: float) -> None:
    player = SilentPlayer(speed=speed)
    player.play(Sound(pcm=b"", duration_ms=6_000))
    timer = player.findChild(QTimer)
    assert isinstance(timer, QTimer)
    assert timer.interval() == 6_000 / speed
    player.stop()
    assert not timer.isActive()


def test_over_the_limit_the_oldest_recall_goes_first(make: Make) -> None:
    voice = ShortVoice()
    voice.gate.clear()
    announcer, diary = make(voice)
    announcer.announce(a_call(1000))
    for number in range(QUEUE_COUNT_MAX):
        announcer.announce(a_call(number, recall=number in (4, 9)))
    assert diary.lines == []
    announcer.announce(a_call(100))
    announcer.announce(a_call(101))
    assert diary.lines == [("failed", 4, "crowded"), ("failed", 9, "crowded")]
    assert announcer.waiting_count == QUEUE_COUNT_MAX


def test_a_first_call_is_never_lost_in_silence(qtbot: QtBot, make: Make) -> None:
    voice = ShortVoice()
    voice.gate.clear()
    announcer, diary = make(voice)
    count = QUEUE_COUNT_MAX + 4
    for number in range(count):
        announcer.announce(a_call(number))
    announcer.announce(a_call(999, recall=True))
    assert diary.lines == [("failed", number, "crowded") for number in (1, 2, 3)] + [
        ("failed", 999, "crowded")
    ]
    voice.gate.set()
    wait_for(qtbot, diary, count + 1)
    assert {line[1] for line in diary.endings} == {*range(count), 999}
    assert len(diary.endings) == count + 1, "one ending each"


def test_the_bell_is_left_out_while_many_wait(qtbot: QtBot, make: Make) -> None:
    voice = ShortVoice()
    announcer, diary = make(voice)
    count = HURRY_COUNT + 4
    for number in range(count):
        announcer.announce(a_call(number))
    wait_for(qtbot, diary, count)
    assert [number for number, chime in voice.chimes.items() if not chime] == [1, 2]


def test_a_visitor_who_came_is_not_called_any_more(qtbot: QtBot, make: Make) -> None:
    voice = ShortVoice()
    voice.gate.clear()
    announcer, diary = make(voice)
    for number in (1, 2, 3):
        announcer.announce(a_call(number))
    announcer.withdraw(2)
    announcer.withdraw(77)
    voice.gate.set()
    wait_for(qtbot, diary, 3)
    assert diary.endings == [("failed", 2, "withdrawn"), ("finished", 1), ("finished", 3)]


def test_a_fault_in_the_voice_costs_one_call(qtbot: QtBot, make: Make, expect_log: ExpectLog) -> None:
    expect_log("call 1 cannot be spoken")
    voice = ShortVoice()
    voice.broken.add(1)
    announcer, diary = make(voice)
    announcer.announce(a_call(1))
    announcer.announce(a_call(2))
    wait_for(qtbot, diary, 2)
    assert diary.lines == [("failed", 1, "voice"), ("started", 2), ("finished", 2)]


def test_a_loudspeaker_that_breaks_while_playing_does_not_stop_the_line(qtbot: QtBot, make: Make) -> None:
    loudspeaker = Loudspeaker()
    loudspeaker.behaves = "breaks"
    announcer, diary = make(player=loudspeaker)
    announcer.announce(a_call(1))
    wait_for(qtbot, diary, 1)
    loudspeaker.behaves = "plays"
    announcer.announce(a_call(2))
    wait_for(qtbot, diary, 2)
    assert diary.endings == [("failed", 1, "device"), ("finished", 2)]


def test_a_loudspeaker_that_never_ends_is_given_up_by_the_watchdog(
    qtbot: QtBot, make: Make, expect_log: ExpectLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    expect_log("does not say that it has finished")
    monkeypatch.setattr(announcer_module, "WATCHDOG_MARGIN_MS", 20)
    loudspeaker = Loudspeaker()
    loudspeaker.behaves = "hangs"
    announcer, diary = make(player=loudspeaker)
    announcer.announce(a_call(1))
    wait_for(qtbot, diary, 1)
    assert loudspeaker.stops == 1
    loudspeaker.behaves = "plays"
    announcer.announce(a_call(2))
    wait_for(qtbot, diary, 2)
    assert diary.endings == [("failed", 1, "device"), ("finished", 2)]


def test_an_ending_that_comes_late_ends_no_other_call(
    qtbot: QtBot, make: Make, expect_log: ExpectLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    expect_log("does not say that it has finished")
    monkeypatch.setattr(announcer_module, "WATCHDOG_MARGIN_MS", 20)
    loudspeaker = Loudspeaker()
    loudspeaker.behaves = "hangs"
    announcer, diary = make(player=loudspeaker)
    announcer.announce(a_call(1))
    wait_for(qtbot, diary, 1)
    loudspeaker.ended.emit(True)
    assert diary.endings == [("failed", 1, "device")]


def test_the_screen_can_show_whether_sound_comes_out(qtbot: QtBot, make: Make) -> None:
    loudspeaker = Loudspeaker()
    announcer, _ = make(player=loudspeaker)
    states = [announcer.property("soundState")]
    announcer.soundStateChanged.connect(lambda: states.append(announcer.property("soundState")))
    with qtbot.waitSignal(announcer.finished, timeout=WAIT_MS_MAX):
        announcer.announce(a_call(1))
    loudspeaker.pull_out()
    assert states == ["silent", "playing", "silent", "no_device"]


def test_with_the_loudspeaker_pulled_out_calls_go_on_without_sound(qtbot: QtBot, make: Make) -> None:
    loudspeaker = Loudspeaker()
    announcer, diary = make(player=loudspeaker)
    loudspeaker.pull_out()
    announcer.announce(a_call(1))
    wait_for(qtbot, diary, 1)
    assert diary.endings == [("finished", 1)]
    assert loudspeaker.plays == 0


def test_a_machine_without_sound_says_so(make: Make) -> None:
    assert make()[0].property("soundState") == "no_device"


def test_closing_in_the_middle_of_a_call_leaves_nothing_behind(qtbot: QtBot, make: Make) -> None:
    announcer, diary = make(player=Loudspeaker())
    announcer.announce(a_call(1))
    announcer.announce(a_call(2))
    announcer.close()
    announcer.close()
    announcer.announce(a_call(3))
    qtbot.wait(20)
    assert diary.endings == []


def test_each_call_is_kept_as_a_file_in_the_folder(qtbot: QtBot, make: Make, tmp_path: Path) -> None:
    announcer, diary = make(Voice(cache=tmp_path), folder=tmp_path / "calls", speed=1_000.0)
    announcer.announce(a_call(17))
    announcer.announce(a_call(1234, prefix="BK", counter=12))
    wait_for(qtbot, diary, 2)
    names = sorted(file.name for file in (tmp_path / "calls").iterdir())
    assert names == ["001-A017-loket-5.wav", "002-BK1234-loket-12.wav"]
    with wave.open(str(tmp_path / "calls" / names[0])) as file:
        assert 3.0 < file.getnframes() / file.getframerate() < 7.0


def test_the_folder_of_calls_goes_on_after_a_restart_and_stays_within_its_limit(
    qtbot: QtBot, make: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(announcer_module, "RECORDINGS_COUNT_MAX", 3)
    (tmp_path / "002-A001-loket-1.wav").write_bytes(b"")
    (tmp_path / "001-A008-loket-1.wav").write_bytes(b"")
    (tmp_path / "music.wav").write_bytes(b"")
    announcer, diary = make(folder=tmp_path)
    for number in (5, 6):
        announcer.announce(a_call(number))
    wait_for(qtbot, diary, 2)
    names = sorted(file.name for file in tmp_path.iterdir())
    assert names == ["001-A006-loket-5.wav", "002-A001-loket-1.wav", "003-A005-loket-5.wav", "music.wav"]


def test_a_folder_that_cannot_be_written_costs_no_call(
    qtbot: QtBot, make: Make, tmp_path: Path, expect_log: ExpectLog
) -> None:
    expect_log("a call is not kept as a file")
    (tmp_path / "file").write_text("in the way")
    announcer, diary = make(folder=tmp_path / "file" / "calls")
    announcer.announce(a_call(1))
    wait_for(qtbot, diary, 1)
    assert diary.endings == [("finished", 1)]


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="counts handles in /proc")
def test_hours_of_calls_take_no_more_handles_threads_or_objects(
    qtbot: QtBot, make: Make, tmp_path: Path
) -> None:
    announcer, diary = make(Voice(cache=tmp_path), folder=tmp_path / "calls", speed=100_000.0)

    def speak(count: int) -> tuple[int, int, int]:
        for number in range(count):
            with qtbot.waitSignal(announcer.finished, timeout=WAIT_MS_MAX):
                announcer.announce(a_call(number, tenant="Kedai Kopi"))
        return (
            len(os.listdir("/proc/self/fd")),
            threading.active_count(),
            len(announcer.findChildren(QObject)),
        )

    assert speak(10) == speak(300)
    assert len(diary.endings) == 310


def a_process(*lines: str) -> tuple[str, ...]:
    """A loudspeaker's process that answers each order with the next of the lines; then it hangs."""
    program = (
        "import sys\n"
        "for line in {lines!r}:\n"
        "    if line.startswith('exit'): sys.exit(int(line[5:]))\n"
        "    print(line, flush=True)\n"
        "    sys.stdin.buffer.read(int(sys.stdin.buffer.readline()[5:]))\n"
        "sys.stdin.buffer.read()"
    )
    return (sys.executable, "-c", program.replace("{lines!r}", repr(lines)))


@pytest.fixture
def sound() -> Sound:
    return Sound(pcm=bytes(2 * 88), duration_ms=4)


def test_the_loudspeakers_process_is_asked_and_its_answers_are_told(qtbot: QtBot, make: Make) -> None:
    announcer, diary = make(player=DevicePlayer(program=a_process("outputs 1", "ended", "ended")))
    states = [announcer.property("soundState")]
    announcer.soundStateChanged.connect(lambda: states.append(announcer.property("soundState")))
    announcer.announce(a_call(1))
    announcer.announce(a_call(2))
    wait_for(qtbot, diary, 2)
    assert diary.endings == [("finished", 1), ("finished", 2)]
    assert states == ["no_device", "silent", "playing", "silent", "playing", "silent"]


def test_a_loudspeakers_process_that_crashes_is_replaced(
    qtbot: QtBot, make: Make, expect_log: ExpectLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    expect_log("the loudspeaker's process ended: ")
    monkeypatch.setattr(player_module, "RETRY_MS_MIN", 1)
    player = DevicePlayer(program=a_process("outputs 1", "exit 7"))
    announcer, diary = make(player=player)
    announcer.announce(a_call(1))
    wait_for(qtbot, diary, 1)
    assert diary.endings == [("failed", 1, "device")]
    qtbot.waitUntil(lambda: player.available, timeout=WAIT_MS_MAX)


def test_a_loudspeakers_process_that_hangs_is_replaced(
    qtbot: QtBot, make: Make, expect_log: ExpectLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    expect_log("does not say that it has finished")
    monkeypatch.setattr(announcer_module, "WATCHDOG_MARGIN_MS", 50)
    player = DevicePlayer(program=a_process("outputs 1"))
    announcer, diary = make(player=player)
    announcer.announce(a_call(1))
    wait_for(qtbot, diary, 1)
    assert diary.endings == [("failed", 1, "device")]
    assert not player.ready
    qtbot.waitUntil(lambda: player.ready and player.available, timeout=WAIT_MS_MAX)


def test_a_device_that_breaks_off_is_told_and_the_process_replaced(
    qtbot: QtBot, sound: Sound, expect_log: ExpectLog
) -> None:
    expect_log("the loudspeaker broke off: FatalError")
    player = DevicePlayer(program=a_process("outputs 1", "broke FatalError"))
    with qtbot.waitSignal(player.availableChanged, timeout=WAIT_MS_MAX):
        pass
    with qtbot.waitSignal(player.ended, timeout=WAIT_MS_MAX) as ending:
        player.play(sound)
    assert ending.args == [False]
    qtbot.waitUntil(lambda: player.ready, timeout=WAIT_MS_MAX)
    player.close()


@pytest.mark.parametrize(
    ("program", "log"),
    [
        (a_process("exit 3"), "process ended for good"),
        (("no such program",), "process ended: "),
        ((sys.executable, "-c", "print('hello'); raise SystemExit(3)"), r"process (says 'hello'|ended)"),
    ],
    ids=["no library", "no program", "another program"],
)
def test_calls_go_on_where_the_loudspeakers_process_cannot(
    qtbot: QtBot, make: Make, expect_log: ExpectLog, program: tuple[str, ...], log: str
) -> None:
    expect_log(log)
    announcer, diary = make(player=DevicePlayer(program=program))
    announcer.announce(a_call(1))
    wait_for(qtbot, diary, 1)
    assert diary.endings == [("finished", 1)]
    assert announcer.property("soundState") == "no_device"


def test_a_machine_without_an_output_is_asked_again_ever_more_rarely(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(player_module, "RETRY_MS_MIN", 5)
    player = DevicePlayer(program=a_process("outputs 0"))
    asked: list[int] = []
    player.availableChanged.connect(lambda: asked.append(player._retry_ms))
    qtbot.waitUntil(lambda: len(asked) == 3, timeout=WAIT_MS_MAX)
    assert asked == [10, 20, 40]
    player.close()


PROGRAM = """
import sys, os
from pathlib import Path
from PySide6.QtCore import QCoreApplication, QTimer
from display.announcer import Announcer
from display.player import DevicePlayer
from display.speech import Announcement
from display.voice import Voice

app = QCoreApplication([])
announcer = Announcer(Voice(cache=Path(sys.argv[1])), player=DevicePlayer())
count = int(sys.argv[2])
said = []
announcer.soundStateChanged.connect(lambda: said.append(announcer.property("soundState")))
announcer.failed.connect(lambda number, reason: (print("failed", number, reason), app.exit(1)))
announcer.finished.connect(lambda number: app.exit(0) if number == count else None)
for number in range(1, count + 1):
    call = dict(prefix="A", number=17, counter=5, tenant="Dinas Kependudukan", language="id", recall=False)
    announcer.announce(Announcement(id=number, **call))
QTimer.singleShot(60_000, lambda: app.exit(2))
code = app.exec()
announcer.close()
print(*dict.fromkeys(said))
sys.exit(code)
"""


@pytest.fixture
def null_sink(tmp_path: Path) -> Iterator[dict[str, str]]:
    with null_sink_server(tmp_path / "pulse") as environment:
        yield environment


@contextmanager
def null_sink_server(home: Path) -> Iterator[dict[str, str]]:
    """A PulseAudio of its own with one sink that nobody hears; its monitor can be recorded."""
    if not all(map(shutil.which, ("pulseaudio", "parec"))):
        pytest.skip("pulseaudio and its tools are not installed here")
    home.mkdir(mode=0o700)
    socket = home / "socket"
    environment = {
        **os.environ, "HOME": str(home), "PULSE_SERVER": f"unix:{socket}", "PULSE_RUNTIME_PATH": str(home),
    }  # fmt: skip
    server = subprocess.Popen(
        [
            "pulseaudio", "-n", "--daemonize=no", "--use-pid-file=no", "--disable-shm=yes",
            "--exit-idle-time=-1", "-L", f"module-native-protocol-unix socket={socket} auth-anonymous=1",
            "-L", "module-null-sink sink_name=hall rate=22050 channels=1 format=s16le",
        ],
        env={key: value for key, value in environment.items() if key != "PULSE_SERVER"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        waiting = ["sh", "-c", "until pactl info >/dev/null 2>&1; do :; done"]
        subprocess.run(waiting, env=environment, check=True, timeout=20)
        yield environment
    finally:
        server.terminate()
        server.wait(20)


@pytest.mark.slow
def test_what_leaves_the_loudspeaker_is_the_call(null_sink: dict[str, str], tmp_path: Path) -> None:
    heard_file = tmp_path / "heard.raw"
    record = [
        "parec",
        "-d",
        "hall.monitor",
        "--format=s16le",
        "--rate=22050",
        "--channels=1",
        "--latency-msec=50",
    ]
    with heard_file.open("wb") as target:
        recorder = subprocess.Popen(record, env=null_sink, stdout=target)
        try:
            done = subprocess.run(
                [sys.executable, "-c", PROGRAM, str(tmp_path), "2"],
                cwd=Path(__file__).parents[2], env=null_sink, capture_output=True, text=True, timeout=90,
            )  # fmt: skip
        finally:
            recorder.terminate()
            recorder.wait(20)
    assert (done.returncode, done.stdout) == (0, "silent playing\n"), done.stderr
    heard = samples.from_bytes(heard_file.read_bytes()[: heard_file.stat().st_size // 2 * 2])
    call = samples.from_bytes(Voice(cache=tmp_path).speak(a_call(17, tenant="Dinas Kependudukan")).pcm)
    first, last = loud_span(heard)
    assert last - first >= 2 * len(call) - samples.count_of(300)
    start, end = loud_span(call)
    for at in (first, last - (end - start)):
        assert likeness(heard[at : at + end - start], call[start:end]) > 0.9


def loud_span(sound: array[int]) -> tuple[int, int]:
    loud = [index for index, value in enumerate(sound) if abs(value) > 300]
    assert loud, "nothing but silence was heard"
    return loud[0], loud[-1]


def likeness(heard: array[int], meant: array[int]) -> float:
    """Correlation of loudness in 20 ms steps: 1 is the same."""
    step = samples.count_of(20)
    a, b = (
        [sum(map(abs, sound[at : at + step])) for at in range(0, len(meant) - step, step)]
        for sound in (heard, meant)
    )
    mean_a, mean_b = sum(a) / len(a), sum(b) / len(b)
    both = sum((x - mean_a) * (y - mean_b) for x, y in zip(a, b, strict=True))
    return both / (sum((x - mean_a) ** 2 for x in a) * sum((y - mean_b) ** 2 for y in b)) ** 0.5


@pytest.mark.slow
def test_calls_go_on_when_the_sound_server_dies_in_the_middle_of_one(
    qtbot: QtBot, make: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, expect_log: ExpectLog
) -> None:
    monkeypatch.setattr(announcer_module, "WATCHDOG_MARGIN_MS", 200)
    with null_sink_server(tmp_path / "pulse") as environment:
        monkeypatch.setenv("PULSE_SERVER", environment["PULSE_SERVER"])
        player = DevicePlayer()
        announcer, diary = make(Voice(cache=tmp_path), player=player, speed=20.0)
        with qtbot.waitSignal(announcer.started, timeout=WAIT_MS_MAX):
            announcer.announce(a_call(1))
        assert announcer.property("soundState") == "playing"
    expect_log("loudspeaker")
    announcer.announce(a_call(2))
    wait_for(qtbot, diary, 2)
    assert diary.endings == [("failed", 1, "device"), ("finished", 2)]
    assert announcer.property("soundState") == "no_device"
