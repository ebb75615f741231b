"""What is told of slips that are not in sight: copies, and numbers whose paper failed afterwards."""

from __future__ import annotations

from kiosk.reception.bookings import grouped
from kiosk.reception.news import QT_TRANSLATE_NOOP, Said
from kiosk.reception.slips import Mark, Slip
from protocol.visit import Visit

_NO_COPY: dict[str, str] = {
    "paper_out": QT_TRANSLATE_NOOP("Reception", "No copy of %1: the printer has run out of paper."),
    "cover_open": QT_TRANSLATE_NOOP("Reception", "No copy of %1: the printer's cover is open."),
    "unreachable": QT_TRANSLATE_NOOP("Reception", "No copy of %1: the printer is not connected."),
    "disconnected": QT_TRANSLATE_NOOP("Reception", "No copy of %1: the printer is not connected."),
    "no_printer": QT_TRANSLATE_NOOP("Reception", "No copy of %1: this desk has no printer."),
}
_NO_COPY_SILENT = QT_TRANSLATE_NOOP("Reception", "No copy of %1: the printer does not respond.")
_MISSED = QT_TRANSLATE_NOOP("Reception", "%1 was not printed. Tell the visitor, or print a copy.")
_COPY_OUT = QT_TRANSLATE_NOOP("Reception", "The copy of %1 is out.")
_COPY_SENT = QT_TRANSLATE_NOOP("Reception", "The copy of %1 is sent; this printer cannot say more.")


def copy_news(slip: Slip) -> Said:
    """What became of a copy."""
    match slip.mark:
        case Mark.PRINTED:
            return Said(text=_COPY_OUT, about=_name(slip))
        case Mark.QUESTION:
            return Said(text=_COPY_SENT, about=_name(slip), tone="info")
        case _:
            return Said(text=_NO_COPY.get(slip.trouble, _NO_COPY_SILENT), about=_name(slip), tone="danger")


def missed_news(slip: Slip) -> Said:
    return Said(text=_MISSED, about=_name(slip), tone="danger")


def _name(slip: Slip) -> str:
    return slip.of.label if isinstance(slip.of, Visit) else grouped(slip.of.code)
