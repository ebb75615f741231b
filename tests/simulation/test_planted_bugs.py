"""The simulation is worth what it catches: bugs planted in a copy of the server must break a named rule.

Each bug is a small change of the text, made in a copy that is played in a process of its own.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
COPIED = ("protocol", "server", "tests/server/mall.py", "tests/server/storage.py", "tests/simulation")
PLAY_S_MAX = 240
BROKEN = re.compile(r"PropertyBroken: ([^\[]+) \[")
STEP = re.compile(r"(?:^|^E +)(state\.\w.*)$", re.MULTILINE)
BLOB = re.compile(r"reproduce_failure\('[^']+', b'([^']+)'\)")


@dataclass(frozen=True, kw_only=True)
class Bug:
    name: str
    file: str
    changes: tuple[tuple[str, str], ...]
    """Text, found once in the file, and what stands there instead."""
    rules: tuple[str, ...]
    """Any of these may be the first to break."""
    world: str = "memory"


BUGS = (
    Bug(
        name="last come, first served",
        file="server/priority.py",
        changes=(("hall.lines[service][0] for service", "hall.lines[service][-1] for service"),),
        rules=("who has waited longest is called first",),
    ),
    Bug(
        name="any counter of the tenant calls anybody",
        file="server/priority.py",
        changes=(
            ("for service in counter.services if service in hall.lines]", "for service in hall.lines]"),
        ),
        rules=("an ineligible counter never gets a visit",),
    ),
    Bug(
        name="a repeat is not recognised",
        file="protocol/books.py",
        changes=(('return "new" if known is None else known.find(request)', 'return "new"'),),
        rules=("one request has one effect", "what has happened is not refused when it is asked again"),
    ),
    Bug(
        name="a command is decided on the hall on disk, not on the next one",
        file="server/hub.py",
        changes=(("engine.decide(self._next, command", "engine.decide(self.committed, command"),),
        rules=(
            "a visit is named by the event that issued it",
            "nothing of a new day is decided on the old one",
        ),
    ),
    Bug(
        name="an answer is given before the commit",
        file="server/hub.py",
        changes=(
            (
                "        self._next = hall\n        self._queue.append(",
                "        self._next = hall\n        for reply in replies:\n            reply(tuple(events))\n"
                "        replies = []\n        self._queue.append(",
            ),
        ),
        rules=("an answer is on disk before it is given",),
    ),
    Bug(
        name="events are published before the commit",
        file="server/hub.py",
        changes=(
            (
                "        self._next = hall\n        self._queue.append(",
                "        self._next = hall\n        self._publish(tuple(events))\n"
                "        self._queue.append(",
            ),
        ),
        rules=("nobody hears of what is not on disk",),
    ),
    Bug(
        name="answers go before the news",
        file="server/hub.py",
        changes=(
            (
                "        self._publish(events)\n        for queued in done:\n"
                "            for reply in queued.replies:\n                reply(queued.events)\n",
                "        for queued in done:\n            for reply in queued.replies:\n"
                "                reply(queued.events)\n        self._publish(events)\n",
            ),
        ),
        rules=("an answer is published before it is given",),
    ),
    Bug(
        name="a failed commit keeps the next hall",
        file="server/hub.py",
        changes=(("            self._next = self.committed\n", ""),),
        rules=(
            "every request is answered once",
            "the disk is blamed only if it failed",
            "events are numbered one by one",
            "nothing fails unheard",
        ),
    ),
    Bug(
        name="a failed commit forgets who waits in the queue",
        file="server/hub.py",
        changes=(("done, self._queue = [*done, *self._queue], []", "self._queue = []"),),
        rules=("every request is answered once",),
    ),
    Bug(
        name="who has not confirmed is called",
        file="protocol/hall.py",
        changes=(
            ("state=State.PRINTING, line_time=at", "state=State.WAITING, line_time=at"),
            (
                "return replace(hall, seq=event.seq, at=event.at, visits=visits, books=books)\n"
                "        case what:",
                "lines = _joined(hall.lines, what.service, (event.at, what.visit, 0))\n"
                "            return replace("
                "hall, seq=event.seq, at=event.at, visits=visits, lines=lines, books=books)\n"
                "        case what:",
            ),
        ),
        rules=(
            "nobody is called before the ticket is confirmed",
            "every visit is where its events have led it",
            "a refusal says what is in the way",
            "a ticket says how many wait before it",
        ),
    ),
    Bug(
        name="the day does not start at 001",
        file="protocol/books.py",
        changes=(("replace(books, series=Map(), keys=Map(keys))", "replace(books, keys=Map(keys))"),),
        rules=(
            "the series go on from the last number given",
            "numbers start at 001 each day and leave no gap",
        ),
    ),
    Bug(
        name="a number is given twice",
        file="server/numbering.py",
        changes=(("books.series.get(prefix, 0) + 1", "max(1, books.series.get(prefix, 0) // 5 * 5 + 1)"),),
        rules=("a number is given once a day",),
    ),
    Bug(
        name="who is taken back goes to the end of the line",
        file="protocol/hall.py",
        changes=(
            (
                "case VisitTakenBack():\n            after = replace(before, ",
                "case VisitTakenBack():\n            after = replace(before, line_time=event.at, ",
            ),
            (
                "place: Place = (before.line_time, visit.id, what.stop)",
                "place: Place = (after.line_time, visit.id, what.stop)",
            ),
        ),
        rules=("the lines hold who waits, in order", "who has waited longest is called first"),
    ),
    Bug(
        name="signing off forgets the visitor who was called",
        file="server/engine.py",
        changes=(("return (returned, signed_off)", "return (signed_off,)"),),
        rules=("nobody is left at a counter that closes",),
    ),
    Bug(
        name="a counter may call while it has a visitor",
        file="server/engine.py",
        changes=(
            (
                "if desk.visit is not None:\n        return Refused(reason=Reason.COUNTER_BUSY, about=hall",
                "if desk.officer is None:\n        return Refused(reason=Reason.COUNTER_BUSY, about=hall",
            ),
        ),
        rules=("a counter has one visit at most",),
    ),
    Bug(
        name="the day ends without those who are being served",
        file="server/engine.py",
        changes=(
            (
                "enumerate(visit.stops) if stop.state not in ENDED]",
                "enumerate(visit.stops) if stop.state not in ENDED and stop.state is not State.SERVING]",
            ),
        ),
        rules=("nobody is left at a counter that closes", "no visit is left open when the day ends"),
    ),
    Bug(
        name="staff see the visitors of other tenants",
        file="protocol/view.py",
        changes=(
            ("OfficerSignedOff) and what.tenant != audience.key", "OfficerSignedOff) and not audience.key"),
        ),
        rules=("what an audience was told adds up to its view",),
    ),
    Bug(
        name="the news hides who sits down, the snapshot does not",
        file="protocol/view.py",
        changes=(("return replace(desk, officer=None, device=None)", "return desk"),),
        rules=("what an audience was told adds up to its view",),
    ),
    Bug(
        name="a checkpoint leaves out the answers",
        file="server/journal.py",
        changes=(
            ("        for device, known in books.answers.items()\n", "        for device, known in ()\n"),
        ),
        rules=(
            "the hall is the fold of the events on disk",
            "one request has one effect",
            "what has happened is not refused when it is asked again",
        ),
        world="journal",
    ),
    Bug(
        name="a checkpoint leaves out the series of numbers",
        file="server/journal.py",
        changes=(("series=dict(books.series))", "series={})"),),
        rules=(
            "the hall is the fold of the events on disk",
            "the series go on from the last number given",
            "a number is given once a day",
        ),
        world="journal",
    ),
)


def copy_to(folder: Path) -> None:
    for name in COPIED:
        source, target = ROOT / name, folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(
                source, target, ignore=shutil.ignore_patterns("__pycache__", "test_planted_bugs.py")
            )
        else:
            shutil.copy(source, target)
    # Its own root: nothing of the real tree is imported.
    (folder / "pytest.ini").write_text("[pytest]\npythonpath = .\nmarkers = slow\n", "utf-8")


def plant(folder: Path, bug: Bug) -> None:
    path = folder / bug.file
    source = path.read_text("utf-8")
    for found, instead in bug.changes:
        assert source.count(found) == 1, f"{bug.file} holds this {source.count(found)} times: {found}"
        source = source.replace(found, instead)
    path.write_text(source, "utf-8")


def play(folder: Path, world: str, **environment: str) -> subprocess.CompletedProcess[str]:
    arguments = ["-m", "pytest", "tests/simulation/test_world.py", "-q", "-x", "-k", world]
    plugins = ["-p", "_hypothesis_pytestplugin", "-p", "no:cacheprovider", "--import-mode=importlib"]
    clean = {
        name: value for name, value in os.environ.items() if not name.startswith(("PYTEST", "PYTHONPATH"))
    }
    return subprocess.run(
        [sys.executable, *arguments, *plugins, "--hypothesis-profile=hunt"],
        cwd=folder,
        env={**clean, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTHONDONTWRITEBYTECODE": "1", **environment},
        capture_output=True,
        text=True,
        timeout=PLAY_S_MAX,
        check=False,
    )


def broken_rule(played: subprocess.CompletedProcess[str]) -> str:
    found = BROKEN.search(played.stdout)
    assert played.returncode == 1, f"nothing was noticed:\n{played.stdout[-4000:]}{played.stderr[-4000:]}"
    assert found, f"it failed, but not by a rule:\n{played.stdout[-6000:]}"
    return found[1]


@pytest.mark.parametrize("bug", BUGS, ids=lambda bug: bug.name)
def test_a_planted_bug_breaks_a_rule(
    bug: Bug, tmp_path: Path, record_property: pytest.RecordProperty[str]
) -> None:
    copy_to(tmp_path)
    plant(tmp_path, bug)
    rule = broken_rule(play(tmp_path, bug.world))
    record_property("rule", rule)
    sys.stdout.write(f"\n{bug.name}: {rule}\n")
    assert rule in bug.rules


def test_a_copy_without_a_bug_keeps_the_rules(tmp_path: Path) -> None:
    copy_to(tmp_path)
    played = play(tmp_path, "memory or journal", ANTREAN_WORLDS="40")
    assert played.returncode == 0, played.stdout[-4000:] + played.stderr[-4000:]


def last_world(done: subprocess.CompletedProcess[str]) -> list[str]:
    """The steps of the world that failed. On a slow machine hypothesis tells it twice."""
    steps = STEP.findall(done.stdout)
    opened = [index for index, step in enumerate(steps) if step.startswith("state.open(")]
    return steps[opened[-1] :] if opened else []


def test_a_printed_blob_plays_the_same_world_again(tmp_path: Path) -> None:
    copy_to(tmp_path)
    plant(tmp_path, BUGS[0])
    first = play(tmp_path, "memory")
    rule = broken_rule(first)
    blob = BLOB.search(first.stdout)
    assert blob, first.stdout[-4000:]
    again = play(tmp_path, "memory", ANTREAN_REPLAY=blob[1])
    assert broken_rule(again) == rule
    assert last_world(again) == last_world(first) != []
