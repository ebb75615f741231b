"""The bench's words for what can go wrong."""

from __future__ import annotations

from client.language import translate
from workshop.workbench.orders import FaultName


def fault_text(fault: FaultName) -> str:
    """On its switch."""
    match fault:
        case "paper_out":
            return translate("Workbench", "Out of paper")
        case "near_end":
            return translate("Workbench", "Paper nearly out")
        case "cover_open":
            return translate("Workbench", "Cover open")
        case "cutter_error":
            return translate("Workbench", "Cutter jammed")
        case "offline":
            return translate("Workbench", "Offline")
        case "off":
            return translate("Workbench", "Switched off")
        case "stall":
            return translate("Workbench", "Takes no bytes")
        case "hold":
            return translate("Workbench", "Holds jobs")
        case "drop_bytes":
            return translate("Workbench", "Drop bytes")
        case "reset":
            return translate("Workbench", "Reset")
        case "silent":
            return translate("Workbench", "Answers nothing")
        case "cable":
            return translate("Workbench", "Cable out")
        case "mute":
            return translate("Workbench", "Does not acknowledge")
        case "dead":
            return translate("Workbench", "Dead")
