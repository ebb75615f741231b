"""Why this number was called and no other, in one line for the officer."""

from __future__ import annotations

from client.language import translate
from counter.facts import class_name
from counter.scene import Scene
from protocol.catalogue import CounterId
from protocol.hall import Stop, Visit


def why_text(scene: Scene, visit: Visit, stop: Stop) -> str:
    """Empty while it has not been called."""
    if stop.why is None:
        return ""
    text = _rule_text(scene, visit, stop)
    if not stop.why.passed:
        return text
    passed = translate("Why", "%1 in front could not be called just now")
    return f"{text}; {passed.replace('%1', str(stop.why.passed))}"


def _rule_text(scene: Scene, visit: Visit, stop: Stop) -> str:
    assert stop.why is not None
    policy, turn = scene.policy, stop.why.round
    match stop.why.rule:
        case "line_order":
            return translate("Why", "Longest in the line")
        case "priority":
            return _priority_text(scene, visit, turn.priority)
        case "booking":
            return _slot_text(scene, stop) + _count_text(turn.booking, policy.bookings_in_a_row)
        case "booking_early":
            early = translate("Why", "early, nobody else can be called")
            return f"{_slot_text(scene, stop)}, {early}"
        case "pick_up":
            text = translate("Why", "Picks up a result: the quick line")
            return text + _count_text(turn.pick_up, policy.pick_ups_in_a_row)
        case "returned":
            return _back_text(stop)
        case "waited_long":
            text = translate("Why", "Has waited over %1 minutes: goes before all others")
            return text.replace("%1", str(policy.wait_min_max))
        case "sent_here":
            return _sent_text(stop, scene.desk.counter)
        case "particular":
            return translate("Why", "Called by choice, out of turn")


def _priority_text(scene: Scene, visit: Visit, called: int) -> str:
    name = class_name(scene, visit.priority)
    text = translate("Why", "Priority: %1").replace("%1", name[:1].lower() + name[1:])
    match scene.policy.order:
        case "interleave":
            return text + _count_text(called, scene.policy.priority_in_a_row)
        case "ageing":
            start = translate("Why", "stands %1 minutes further ahead")
            return f"{text}, {start.replace('%1', str(scene.policy.head_start_min))}"
        case "strict" | "line":
            return text


def _count_text(called: int, bound: int) -> str:
    """Where it is one at a time, there is nothing to count."""
    if bound < 2:
        return ""
    text = translate("Why", "%1 of %2 in a row")
    return f" ({text.replace('%1', str(called)).replace('%2', str(bound))})"


def _slot_text(scene: Scene, stop: Stop) -> str:
    if stop.slot is None:
        return translate("Why", "Booked")
    return translate("Why", "Booked for %1").replace("%1", scene.clock(stop.slot))


def _back_text(stop: Stop) -> str:
    match stop.parked:
        case "documents":
            return translate("Why", "Back with the missing documents")
        case None:
            return translate("Why", "Back after a missed call")
        case _:
            return translate("Why", "Back after being set aside")


def _sent_text(stop: Stop, counter: CounterId) -> str:
    if stop.only_counter == counter:
        return translate("Why", "Sent to this counter")
    return translate("Why", "Sent to you")
