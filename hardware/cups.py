"""A printer behind CUPS: each slip is handed to the queue whole, as one raw job.

CUPS says when it has taken a job, never when the paper is out; so this port never answers, and what it
took may come out much later.
"""

from __future__ import annotations

import os
import re
import subprocess
import time

from hardware.address import Answers, Cups
from hardware.errors import Disconnected, Paused, TimedOut, Unreachable
from hardware.port import ClosesItself, TimeOuts

JOB_BYTES_MAX = 4 * 1024 * 1024
LOOK_S = 1.5  # between looks at an idle queue
JOB_TITLE = "antrean"
SAID_BYTES_MAX = 1000  # of what a program says
WAITS = "(?:unavailable|not responding|become available|unable to locate|busy|in use|turned off|unplugged)"
"""What CUPS says of a job that it cannot pass on to the printer."""


class CupsPort(ClosesItself):
    """Keeps what is written until `flush`, then hands it over. An idle `read` looks at the queue."""

    answers: Answers = "no"

    def __init__(self, address: Cups, limits: TimeOuts) -> None:
        self._queue = address.queue
        self._limits = limits
        self._job = bytearray()
        self._open = True
        self._look()

    def write(self, data: bytes) -> None:
        if not self._open:
            raise Disconnected("the port is closed")
        if len(self._job) + len(data) > JOB_BYTES_MAX:
            self._job.clear()
            raise Disconnected(f"a job has more than {JOB_BYTES_MAX} bytes", cause="")
        self._job += data

    def read(self, size_max: int, timeout_s: float) -> bytes:
        if not self._open:
            raise Disconnected("the port is closed")
        if time.monotonic() - self._looked_at > LOOK_S:
            self._look()
        return b""

    def flush(self) -> None:
        # Forgotten first: after an error, only a person may decide to print it again.
        job, self._job = bytes(self._job), bytearray()
        if not job:
            return
        self._look()
        # By arguments and with a checked name: nothing here passes a shell.
        done = self._run(
            "lp",
            "-d",
            self._queue,
            "-o",
            "raw",
            "-t",
            JOB_TITLE,
            "--",
            "-",
            job=job,
            limit_s=self._limits.job_s,
        )
        if done is None:
            raise TimedOut("the print service does not take the slip", written=len(job))
        if done.returncode:
            if trouble := refusal(self._queue, _text(done.stderr)):
                raise self._told(trouble)
            raise Disconnected(f"lp failed: {_text(done.stderr)}", written=len(job), cause="")

    def close(self) -> None:
        self._open = False
        self._job.clear()

    def _look(self) -> None:
        done = self._run("lpstat", "-p", self._queue, "-a", self._queue, limit_s=self._limits.connect_s)
        self._looked_at = time.monotonic()
        if done is None:
            raise _service_silent()
        if trouble := trouble_of(self._queue, done.returncode, _text(done.stdout), _text(done.stderr)):
            raise self._told(trouble)

    def _told(self, trouble: Unreachable) -> Unreachable:
        # A service that is not there is reported as a queue that is not there.
        if trouble.cause == "not_there":
            done = self._run("lpstat", "-r", limit_s=self._limits.connect_s)
            if done is None or "not running" in _text(done.stdout):
                return _service_silent()
        return trouble

    def _run(
        self, program: str, *arguments: str, limit_s: float, job: bytes = b""
    ) -> subprocess.CompletedProcess[bytes] | None:
        """None if it does not end in time; it is ended then."""
        try:
            return subprocess.run(
                [program, *arguments],
                input=job,
                capture_output=True,
                timeout=limit_s,
                env={**os.environ, "LC_ALL": "C", "LANGUAGE": "C"},
                check=False,
            )
        except subprocess.TimeoutExpired:
            return None
        except OSError as error:
            raise Unreachable(
                f"{program} cannot be run ({error}): apt install cups-client", cause="no_program"
            ) from error


def trouble_of(queue: str, status: int, said: str, complained: str) -> Unreachable | None:
    """What keeps the queue from printing, from what `lpstat -p QUEUE -a QUEUE` said in the C locale."""
    if status:
        return refusal(queue, complained) or Unreachable(f"lpstat failed: {complained}", cause="no_answer")
    name = re.escape(queue)
    if found := re.search(rf"^printer {name} disabled since .*?-\s*(.*)", said, re.MULTILINE | re.IGNORECASE):
        return Paused(f"the queue is paused ({found[1]}): cupsenable {queue}")
    if found := re.search(
        rf"^{name} not accepting requests since .*?-\s*(.*)", said, re.MULTILINE | re.IGNORECASE
    ):
        return Paused(f"the queue takes no jobs ({found[1]}): cupsaccept {queue}")
    if found := re.search(
        rf"^printer {name} now printing .*\n\s+(.*{WAITS}.*)", said, re.MULTILINE | re.IGNORECASE
    ):
        return Unreachable(f"the queue holds a job: {found[1]}", cause="no_answer")
    return None


def refusal(queue: str, complained: str) -> Unreachable | None:
    """What `lp` or `lpstat` complained of, if it means that no job was taken."""
    text = complained.lower()
    if "not accepting" in text:
        return Paused(f"the queue takes no jobs: cupsaccept {queue}")
    if re.search("invalid destination|unknown destination|does not exist|no destinations added", text):
        return Unreachable(f"there is no queue {queue!r}; lpstat -e lists them", cause="not_there")
    if re.search("unable to connect|scheduler|bad file descriptor|connection refused", text):
        return _service_silent()
    if re.search("not allowed|not possible|forbidden|unauthorized|not authorized", text):
        return Unreachable(f"this user may not print on {queue!r} ({complained})", cause="no_permission")
    return None


def _service_silent() -> Unreachable:
    return Unreachable("the print service does not answer: systemctl status cups", cause="no_answer")


def _text(data: bytes) -> str:
    return data[:SAID_BYTES_MAX].decode(errors="replace").strip()
