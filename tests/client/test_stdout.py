from __future__ import annotations

import io
import os
import signal
import sys
import threading

import pytest

from client.remote import write_line
from client.stdout import say

LONG = "x" * 1_000_000
"""Many times what a pipe holds."""


@pytest.mark.skipif(os.name == "nt", reason="signals interrupt a write on POSIX systems only")
@pytest.mark.parametrize("write", [say, write_line])
def test_a_line_larger_than_the_pipe_arrives_whole_although_a_signal_interrupts_it(monkeypatch, write):
    read_end, write_end = os.pipe()
    interrupted = threading.Event()
    got: list[bytes] = []

    def read() -> None:
        # Only then is the writer stuck in the middle of the line for certain.
        assert interrupted.wait(20)
        with open(read_end, "rb") as pipe:
            got.append(pipe.read())

    before = signal.signal(signal.SIGALRM, lambda *_: interrupted.set())
    reader = threading.Thread(target=read)
    reader.start()
    # As with PYTHONUNBUFFERED.
    bare = io.TextIOWrapper(io.FileIO(write_end, "w"), write_through=True)
    monkeypatch.setattr(sys, "stdout", bare)
    try:
        signal.setitimer(signal.ITIMER_REAL, 0.05)
        write(LONG)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
        bare.close()
        reader.join()
    assert len(got[0]) == len(LONG) + 1


def test_what_was_printed_before_comes_before(capfdbinary):
    sys.stdout.write("first\n")
    say("“second”")
    assert capfdbinary.readouterr().out == "first\n“second”\n".encode()
