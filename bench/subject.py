"""The server under test: the real process with a folder of its own, started, asked and killed by us."""

from __future__ import annotations

import os
import select
import subprocess
import sys
import time
from collections.abc import Generator, Iterable
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from protocol.catalogue import Catalogue
from protocol.messages import Role
from server import catalogue as catalogues
from server.devices import Devices

ROOT = Path(__file__).resolve().parent.parent
READY_S_MAX = 60.0
END_S_MAX = 10.0


class SubjectError(Exception):
    """A process under test did not do what it must; says which and what it wrote."""


class Ready(msgspec.Struct, frozen=True):
    url: str


class Subject:
    """A running server; `url` is where it listens."""

    def __init__(self, folder: Path, process: subprocess.Popen[bytes], url: str, ready_s: float) -> None:
        self.folder = folder
        self.process = process
        self.url = url
        self.ready_s = ready_s
        """From the start of the process to its ready line."""

    def kill(self) -> None:
        """The end without a goodbye, as by a power cut."""
        self.process.kill()
        self.process.wait(END_S_MAX)

    def cpu_s(self) -> float:
        """Seconds of processor time so far, its own and the kernel's for it; Linux only."""
        file = Path(f"/proc/{self.process.pid}/stat")
        if not file.exists():
            return 0.0
        # The name in brackets may hold spaces; user and system time are the 12th and 13th field after it.
        fields = file.read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def memory_mb(self) -> tuple[float, float]:
        return memory_mb(self.process.pid)


@contextmanager
def running(folder: Path | None = None, *arguments: str) -> Generator[Subject]:
    """A server on a folder (default: an empty one), killed at the end."""
    if folder is None:
        made = TemporaryDirectory(prefix="bench-", ignore_cleanup_errors=True)
        with made as name, running(Path(name), *arguments) as subject:
            yield subject
        return
    folder.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "server", "--data", str(folder), "--instance", "bench"]
    command += ["--port", "0", "--rehearsal", "--json", *arguments]
    started = time.perf_counter()
    with open(folder / "server.log", "ab") as log:
        process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=log, stdin=subprocess.DEVNULL, env=environment()
        )
    try:
        line = first_line(process, READY_S_MAX)
        ready_s = time.perf_counter() - started
        if not line:
            raise SubjectError(f"the server did not start: {tail(folder)}")
        yield Subject(folder, process, msgspec.json.decode(line, type=Ready).url, ready_s)
    finally:
        process.kill()
        process.wait(END_S_MAX)
        if process.stdout is not None:
            process.stdout.close()


def memory_mb(pid: int) -> tuple[float, float]:
    """Resident and unique memory of a process, MB. Raises `SubjectError` where there is no /proc."""
    file = Path(f"/proc/{pid}/smaps_rollup")
    if not file.exists():
        raise SubjectError("memory is measured on Linux only")
    rows = file.read_text().splitlines()[1:]
    kb = {name: int(value.split()[0]) for name, _, value in (row.partition(":") for row in rows)}
    return kb["Rss"] / 1024, (kb["Private_Clean"] + kb["Private_Dirty"]) / 1024


def first_line(process: subprocess.Popen[bytes], seconds_max: float) -> bytes:
    """The first line of its output; empty if there is none in time or the process has ended."""
    assert process.stdout is not None
    ready, _, _ = select.select([process.stdout], [], [], seconds_max)
    return process.stdout.readline() if ready else b""


def tail(folder: Path) -> str:
    return (folder / "server.log").read_text(errors="replace")[-2_000:]


def environment() -> dict[str, str]:
    paths = [str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}


def mall() -> Catalogue:
    return catalogues.load(catalogues.MALANG)


def enrol(folder: Path, catalogue: Catalogue, devices: Iterable[tuple[str, Role, str]]) -> tuple[str, ...]:
    """Tokens of new devices (name, role, place), in the same order."""
    register = Devices(folder / "devices.db")
    now = datetime.now(UTC)
    try:
        return tuple(register.enrol(name, role, place, catalogue, now) for name, role, place in devices)
    finally:
        register.close()
