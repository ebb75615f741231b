"""A schedule: one seed, one world, some steps. The same seed plays the same world, step by step.

Each step has a seed of its own, so that a schedule which breaks a rule can be made shorter by leaving steps
out, and what is left still does what it did.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import asdict, dataclass
from random import Random

from protocol import codec
from tests.simulation.acts import ACTS, come_to_work
from tests.simulation.disks import JournalDisk, MemoryDisk
from tests.simulation.slips import PropertyBroken
from tests.simulation.world import World

STEPS_COUNT = 36
STEPS_PER_VIEW = 5
"""Views are compared so often: what was seen wrong once stays wrong."""
LEFT_OUT_SHARE = 0.25
"""So many acts a world does without, so that others come close together."""
JOURNAL_EVERY = 25
"""One world in so many plays on the real journal, which costs as much as ten in memory."""
BUSY_SHARE = 0.8
ALWAYS = ("lose_power", "repeat", "reorder", "ask_while_the_disk_writes")
"""What no schedule does without."""


@dataclass(frozen=True)
class Step:
    act: str
    seed: int


@dataclass(frozen=True, kw_only=True)
class Schedule:
    seed: int
    journal: bool
    steps: tuple[Step, ...]


@dataclass(frozen=True, kw_only=True)
class Played:
    counts: dict[str, int]
    hash: str
    """SHA-256 over the events that were stored."""
    broken: str | None = None
    """The rule that did not hold, with what it was about; a bug of the server counts as one."""
    at_step: int | None = None


def drawn(seed: int, *, journal: bool | None = None) -> Schedule:
    chance = Random(f"schedule {seed}")
    weights = [0.0 if chance.random() < LEFT_OUT_SHARE else weight for _, weight in ACTS.values()]
    weights[0] = weights[0] or 1
    names = chance.choices(tuple(ACTS), weights, k=STEPS_COUNT - len(ALWAYS))
    for name in ALWAYS:
        names.insert(chance.randrange(len(names)), name)
    steps = tuple(Step(name, chance.getrandbits(32)) for name in names)
    on_disk = seed % JOURNAL_EVERY == 0 if journal is None else journal
    return Schedule(seed=seed, journal=on_disk, steps=steps)


def play(schedule: Schedule) -> Played:
    """Never raises for what the server does: it says which rule was broken, and at which step."""
    disk = JournalDisk() if schedule.journal else MemoryDisk()
    at_step: int | None = None
    world: World | None = None
    broken: str | None = None
    try:
        world = World(Random(f"world {schedule.seed}"), disk)
        if Random(f"busy {schedule.seed}").random() < BUSY_SHARE:
            come_to_work(world, Random(0))
            world.settle()
        for at_step, step in enumerate(schedule.steps):
            ACTS[step.act][0](world, Random(step.seed))
            world.check()
            if at_step % STEPS_PER_VIEW == 0:
                world.check_views()
        at_step = None
        world.finish()
    except PropertyBroken as error:
        broken = str(error)
    except Exception as error:  # noqa: BLE001  (a bug of the server, told like a broken rule)
        broken = f"nothing fails by accident [{type(error).__name__}: {error}; {_where(error)}]"
    counts = {} if world is None else asdict(world.counts)
    bodies = b"".join(codec.encode(event) for event in disk.events)
    try:
        (disk if world is None else world).close()
    except PropertyBroken as error:
        broken = broken or str(error)
    return Played(counts=counts, hash=hashlib.sha256(bodies).hexdigest(), broken=broken, at_step=at_step)


def shortened(schedule: Schedule, broken: str, tell: Callable[[str], None] = lambda _: None) -> Schedule:
    """The same rule broken in fewer steps."""
    rule = rule_of(broken)
    steps = list(schedule.steps)
    size = max(1, len(steps) // 2)
    while True:
        start = 0
        while start < len(steps):
            fewer = Schedule(
                seed=schedule.seed, journal=schedule.journal, steps=(*steps[:start], *steps[start + size :])
            )
            again = play(fewer).broken
            if again is not None and rule_of(again) == rule:
                steps = list(fewer.steps)
                tell(f"{len(steps)} steps")
            else:
                start += size
        if size == 1:
            return Schedule(seed=schedule.seed, journal=schedule.journal, steps=tuple(steps))
        size //= 2


def rule_of(broken: str) -> str:
    return broken.partition(" [")[0]


def _where(error: BaseException) -> str:
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return (
        "" if trace is None else f"{trace.tb_frame.f_code.co_filename.rpartition('/')[2]}:{trace.tb_lineno}"
    )
