"""Why a number was called, as far as the hall may know: never which class it is."""

from __future__ import annotations

from client.language import translate
from display.calls import Why


def reason_text(why: Why) -> str:
    """Empty where there is none."""
    match why:
        case "priority":
            return translate("Display", "Priority")
        case "booking":
            return translate("Display", "Booking")
        case "returned":
            return translate("Display", "Returned")
        case "":
            return ""


def reason_icon(why: Why) -> str:
    """An icon of the apps; empty where there is none."""
    match why:
        case "priority":
            return "star"
        case "booking":
            return "calendar-check"
        case "returned":
            return "undo-2"
        case "":
            return ""
