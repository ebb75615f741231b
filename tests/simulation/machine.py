"""The same world, played by hypothesis: it looks for a story that breaks a rule, and makes it short."""

from __future__ import annotations

import sys
from random import Random

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from tests.simulation.acts import ACTS, come_to_work
from tests.simulation.disks import JournalDisk, MemoryDisk
from tests.simulation.slips import PropertyBroken
from tests.simulation.world import World

chances = st.randoms(use_true_random=False)


class Machine(RuleBasedStateMachine):
    disk_kind: type[MemoryDisk] | type[JournalDisk] = MemoryDisk
    world: World | None = None

    @initialize(chance=chances, busy=st.booleans())
    def open(self, chance: Random, busy: bool) -> None:
        self.world = World(chance, self.disk_kind())
        if busy:
            come_to_work(self.world, chance)

    @rule(act=st.sampled_from(tuple(ACTS)), chance=chances)
    def step(self, act: str, chance: Random) -> None:
        assert self.world is not None
        ACTS[act][0](self.world, chance)

    @invariant()
    def the_rules_hold(self) -> None:
        if self.world is not None:
            self.world.check()
            self.world.check_views()

    def teardown(self) -> None:
        if self.world is None:
            return
        try:
            # A rule that is broken already is the one to hear of.
            if not isinstance(sys.exc_info()[1], PropertyBroken):
                self.world.finish()
        finally:
            self.world.close()


class JournalMachine(Machine):
    disk_kind = JournalDisk
