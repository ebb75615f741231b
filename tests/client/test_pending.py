from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from client.pending import COMMANDS_COUNT_MAX, Pending
from protocol.catalogue import ServiceId
from protocol.messages import IssueTicket

COMMAND = IssueTicket(service=ServiceId("a.b"))


class Asking(RuleBasedStateMachine):
    """Asks, connects and answers in any order, beside a plain list of what must be so."""

    def __init__(self):
        super().__init__()
        self.pending = Pending()
        self.handle = 0
        self.numbers: dict[int, int] = {}
        self.unsent: list[int] = []
        self.highest = 0

    @precondition(lambda self: not self.pending.full)
    @rule()
    def ask(self):
        self.handle += 1
        self.pending.add(self.handle, COMMAND)
        self.unsent.append(self.handle)

    @rule(seen=st.integers(0, 50))
    def connect(self, seen):
        self.pending.welcome(seen)
        self.highest = max(self.highest, seen)
        assert [(one.handle, one.number) for one in self.pending.numbered()] == list(self.numbers.items())
        for one in self.pending.number_rest():
            assert one.handle == self.unsent.pop(0)
            assert one.number == self.highest + 1
            self.highest = one.number
            self.numbers[one.handle] = one.number

    @rule(which=st.integers(0, 200))
    def answer(self, which):
        waiting = [handle for handle, number in self.numbers.items() if number == which]
        handle = self.pending.settle(which)
        assert handle == (waiting[0] if waiting else None)
        if handle is not None:
            del self.numbers[handle]

    @rule()
    def change_server(self):
        assert self.pending.clear() == [*self.numbers, *self.unsent]
        self.numbers, self.unsent, self.highest = {}, [], 0

    @invariant()
    def counts(self):
        assert len(self.pending) == len(self.numbers) + len(self.unsent) <= COMMANDS_COUNT_MAX


TestAsking = Asking.TestCase


def test_the_list_is_full_at_its_limit():
    pending = Pending()
    for handle in range(COMMANDS_COUNT_MAX):
        assert not pending.full
        pending.add(handle, COMMAND)
    assert pending.full
