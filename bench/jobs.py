"""A job of load in a process of its own: `python -m bench.jobs` reads one on stdin, answers on stdout."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from typing import TypeVar

import msgspec
from msgspec import Struct

from bench.load import JOB_S_MAX, EchoJob, HelloJob, IssueJob, echo, issue, say_hello
from bench.pace import PaceJob, pace
from bench.subject import SubjectError, environment
from bench.work import AgeJob, Worked, WorkJob, alternate, work

PROCESS_S_MAX = 2 * JOB_S_MAX
Job = HelloJob | EchoJob | IssueJob | WorkJob | AgeJob | PaceJob
Result = TypeVar("Result")


def run(job: Job, result: type[Result]) -> Result:
    """What came of it. Raises `SubjectError`."""
    try:
        done = subprocess.run(
            [sys.executable, "-m", "bench.jobs"],
            input=msgspec.json.encode(job),
            capture_output=True,
            env=environment(),
            timeout=PROCESS_S_MAX,
        )
    except subprocess.TimeoutExpired:
        raise SubjectError(f"{type(job).__name__}: not done after {PROCESS_S_MAX:.0f} s") from None
    if done.returncode:
        raise SubjectError(f"{type(job).__name__}: {done.stderr.decode(errors='replace')[-2_000:]}")
    try:
        return msgspec.json.decode(done.stdout, type=result)
    except msgspec.DecodeError as error:
        raise SubjectError(f"{type(job).__name__}: what came of it cannot be read: {error}") from error


async def answer(job: Job) -> Struct | list[tuple[Worked, Worked]]:
    match job:
        case HelloJob():
            return await say_hello(job)
        case EchoJob():
            return await echo(job)
        case IssueJob():
            return await issue(job)
        case WorkJob():
            return await work(job)
        case AgeJob():
            return await alternate(job)
        case PaceJob():
            return await pace(job)


def main() -> None:
    job = msgspec.json.decode(sys.stdin.buffer.read(), type=Job)
    with asyncio.Runner(loop_factory=loop_factory()) as runner:
        done = runner.run(answer(job))
    write(msgspec.json.encode(done))


def write(body: bytes) -> None:
    """All of it to stdout; `sys.stdout` may be unbuffered, and then cuts short what fills the pipe."""
    with open(sys.stdout.fileno(), "wb", closefd=False) as out:
        out.write(body)


def loop_factory() -> type[asyncio.AbstractEventLoop] | None:
    if sys.platform == "win32":
        return None
    import uvloop

    return uvloop.Loop


if __name__ == "__main__":
    main()
