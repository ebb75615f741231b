from __future__ import annotations

from pathlib import Path

import pytest

from hardware import cups
from hardware.cups import trouble_of
from hardware.errors import Disconnected, Paused, PortError, TimedOut, Unreachable
from hardware.port import TimeOuts, open_port
from tests.hardware.print_service import PrintService, install

IDLE = (
    "printer kiosk is idle.  enabled since Sun Nov 22 11:07:15 2026\n"
    "kiosk accepting requests since Sun Nov 22 11:07:15 2026"
)
PAUSED = (
    "printer kiosk disabled since Sun Nov 22 11:07:15 2026 -\n\troll is empty\n"
    "kiosk accepting requests since Sun Nov 22 11:07:15 2026"
)
CLOSED = (
    "printer kiosk is idle.  enabled since Sun Nov 22 11:07:15 2026\n"
    "kiosk not accepting requests since Sun Nov 22 11:07:15 2026 -\n\tclosed for today"
)
PRINTING = (
    "printer kiosk now printing kiosk-1.  enabled since Sun Nov 22 11:07:15 2026\n"
    "\tWaiting for printer to finish.\n"
    "kiosk accepting requests since Sun Nov 22 11:07:15 2026"
)
HOLDING = (
    "printer kiosk now printing kiosk-6.  enabled since Sun Nov 22 11:07:41 2026\n"
    "\tThe printer may not exist or is unavailable at this time.\n"
    "kiosk accepting requests since Sun Nov 22 11:07:41 2026"
)
NO_QUEUE = 'lpstat: Invalid destination name in list "kiosk".'


@pytest.fixture
def queue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> PrintService:
    return install(tmp_path / "cups", monkeypatch)


@pytest.mark.parametrize(
    "said", [IDLE, PRINTING, "", "printer kiosk-2 disabled since today -\n\tother queue"]
)
def test_a_queue_that_prints_has_no_trouble(said):
    assert trouble_of("kiosk", 0, said, "") is None


@pytest.mark.parametrize(
    ("status", "said", "complained", "code", "cause", "words"),
    [
        (0, PAUSED, "", "offline", "", "roll is empty.*cupsenable kiosk"),
        (0, CLOSED, "", "offline", "", "closed for today.*cupsaccept kiosk"),
        (0, HOLDING, "", "unreachable", "no_answer", "holds a job: The printer may not exist"),
        (1, "", NO_QUEUE, "unreachable", "not_there", "no queue 'kiosk'.*lpstat -e"),
        (1, "", "lpstat: Unable to connect to server", "unreachable", "no_answer", "systemctl status cups"),
        (1, "", "lpstat: Forbidden", "unreachable", "no_permission", "may not print"),
        (1, "", "lpstat: something new", "unreachable", "no_answer", "something new"),
    ],
)
def test_what_keeps_a_queue_from_printing_is_told(status, said, complained, code, cause, words):
    trouble = trouble_of("kiosk", status, said, complained)
    assert trouble is not None
    assert (trouble.code, trouble.cause) == (code, cause)
    with pytest.raises(Unreachable, match=words):
        raise trouble


def test_each_flush_hands_over_one_whole_job(queue):
    with open_port("cups://kiosk") as port:
        for slip in (b"first\x1b@", b"second\0"):
            for start in range(0, len(slip), 3):
                port.write(slip[start : start + 3])
            assert slip not in queue.jobs
            port.flush()
    assert queue.jobs == [b"first\x1b@", b"second\0"]
    assert queue.orders == ["C -d kiosk -o raw -t antrean -- -"] * 2


def test_a_job_that_was_not_flushed_is_never_printed(queue):
    with open_port("cups://kiosk") as port:
        port.write(b"half a slip")
    assert queue.jobs == []


def test_a_paused_queue_gets_no_job_and_the_job_is_not_kept(queue):
    with open_port("cups://kiosk") as port:
        port.write(b"slip")
        queue.lpstat_says(PAUSED)
        with pytest.raises(Paused) as paused:
            port.flush()
        assert paused.value.written == 0
        queue.lpstat_says(IDLE)
        port.flush()
    assert queue.jobs == []


def test_an_idle_line_notices_a_paused_queue(queue, monkeypatch):
    monkeypatch.setattr(cups, "LOOK_S", 0.0)
    with open_port("cups://kiosk") as port:
        queue.lpstat_says(PAUSED)
        with pytest.raises(Paused):
            port.read(1, 0)
    with pytest.raises(Paused):
        open_port("cups://kiosk")


@pytest.mark.parametrize(
    ("complaint", "code", "written"),
    [
        ('lp: Destination "kiosk" is not accepting jobs.', "offline", 0),
        ("lp: Error - The printer or class does not exist.", "unreachable", 0),
        ("lp: Connection reset by peer", "disconnected", 4),
    ],
)
def test_a_refused_job_did_not_leave_and_any_other_failure_may_have(queue, complaint, code, written):
    queue.lp_complains(complaint)
    with open_port("cups://kiosk") as port:
        port.write(b"slip")
        with pytest.raises(PortError) as failed:
            port.flush()
    assert (failed.value.code, failed.value.written) == (code, written)


def test_a_print_service_that_does_not_run_is_not_called_a_missing_queue(queue):
    queue.lpstat_says("", complains=NO_QUEUE, status=1, running=False)
    with pytest.raises(Unreachable, match="systemctl status cups") as silent:
        open_port("cups://kiosk")
    assert silent.value.cause == "no_answer"


def test_a_print_service_that_stops_before_the_job_is_not_called_a_missing_queue(queue):
    queue.lpstat_says(IDLE, running=False)
    queue.lp_complains("lp: Error - The printer or class does not exist.")
    with open_port("cups://kiosk") as port:
        port.write(b"slip")
        with pytest.raises(Unreachable, match="systemctl status cups") as silent:
            port.flush()
    assert silent.value.written == 0


def test_programs_that_do_not_end_are_ended_and_the_job_may_be_out(queue):
    with open_port("cups://kiosk", time_outs=TimeOuts(connect_s=5.0, write_s=0.05)) as port:
        queue.program("lp", "exec sleep 60")
        port.write(b"slip")
        with pytest.raises(TimedOut) as late:
            port.flush()
        assert late.value.written == 4
    queue.program("lpstat", "exec sleep 60")
    with pytest.raises(Unreachable) as silent:
        open_port("cups://kiosk", time_outs=TimeOuts(connect_s=0.05))
    assert silent.value.cause == "no_answer"


def test_where_the_programs_are_missing_that_is_said(monkeypatch, tmp_path: Path):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Unreachable, match="apt install cups-client") as missing:
        open_port("cups://kiosk")
    assert missing.value.cause == "no_program"


def test_a_job_has_a_limit(queue, monkeypatch):
    monkeypatch.setattr(cups, "JOB_BYTES_MAX", 10)
    with open_port("cups://kiosk") as port:
        port.write(b"123456")
        with pytest.raises(Disconnected) as refused:
            port.write(b"78901")
        assert refused.value.written == 0
        port.flush()
    assert queue.jobs == []
