"""What became of a test slip or of saving, in words for whoever sets a kiosk up."""

from __future__ import annotations

import errno
from dataclasses import dataclass

from client.language import translate
from client.settings_file import SettingsNotWritten
from hardware.advice import advice
from hardware.attached import Found
from hardware.printer import NotPrinted, Outcome, Printed, Unknown
from hardware.words import Language, Words
from kiosk.press import BUSY, CLOSED, NO_PRINTER

_FORBIDDEN = frozenset({errno.EACCES, errno.EPERM})
_NO_FOLDER = frozenset({errno.ENOENT, errno.ENOTDIR, errno.EEXIST})
NO_CODE = Words(
    "Layar pengaturan dibuka dengan kode petugas, dan kode itu belum dibuat. "
    "Tulis baris ini, dengan 4 sampai 8 angka, di berkas ini, lalu jalankan kios lagi.",
    "The set-up screen opens with a code of the staff, and none has been made yet. "
    "Write this line, with 4 to 8 digits, into this file, then start the kiosk again.",
)
"""How a code is set; nobody has chosen a language yet who may, so both stand on the page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """`tone` as in Look's Notice: "info", "success", "warning" or "danger"."""

    tone: str
    title: str
    text: str = ""


def trial_notice(outcome: Outcome, url: str, language: Language) -> Notice:
    """Of a test slip on the printer at this address."""
    match outcome:
        case Printed(paper="near_end"):
            return Notice(
                tone="warning",
                title=translate("Setup", "The test slip is out."),
                text=translate("Setup", "The paper is nearly out: put in a new roll soon."),
            )
        case Printed():
            return Notice(
                tone="success",
                title=translate("Setup", "The test slip is out."),
                text=translate(
                    "Setup", "Every line on it should be whole, and its code readable by a phone."
                ),
            )
        case Unknown(code="no_answer"):
            return Notice(
                tone="info",
                title=translate("Setup", "The test slip was sent."),
                text=translate(
                    "Setup", "This printer cannot say whether it has printed. Look whether the slip is there."
                ),
            )
        case NotPrinted(code=code) if code in (BUSY, CLOSED, NO_PRINTER):
            return Notice(tone="danger", title=translate("Setup", "Nothing was printed. Please try again."))
        case NotPrinted(code=code, cause=cause) | Unknown(code=code, cause=cause):
            told = advice("printer", code, cause, url)
            return Notice(tone="danger", title=told.what.in_(language), text=told.do.in_(language))


def found_notice(found: Found, language: Language) -> Notice:
    """What keeps something attached from being used."""
    told = advice("printer", found.code, found.cause, found.url, holder=found.holder, group=found.group)
    return Notice(tone="warning", title=told.what.in_(language), text=told.do.in_(language))


def state_text(paper: str) -> str:
    """How a printer is, in a word or two, by `Flow.paper`; empty while there is nothing to say."""
    match paper:
        case "ok" | "unknown" | "no_printer":
            return ""
        case "near_end":
            return translate("Setup", "Paper nearly out")
        case "paper_out":
            return translate("Setup", "Out of paper")
        case "cover_open":
            return translate("Setup", "Printer cover open")
        case "cutter_error":
            return translate("Setup", "Cutter jammed")
        case "failed":
            return translate("Setup", "Printer failure")
        case "offline":
            return translate("Setup", "Printer offline")
        case "unreachable" | "disconnected":
            return translate("Setup", "Not connected")
        case _:
            return translate("Setup", "Does not answer")


def not_written_text(error: SettingsNotWritten) -> str:
    """Why the settings could not be kept, and what to do."""
    match error.number:
        case number if number in _FORBIDDEN:
            return translate("Setup", "The kiosk's user may not write this file. Ask the administrator.")
        case errno.EROFS:
            return translate("Setup", "This disk can only be read at the moment. Ask the administrator.")
        case errno.ENOSPC | errno.EDQUOT:
            return translate("Setup", "The disk is full. Make room, then save again.")
        case number if number in _NO_FOLDER:
            return translate("Setup", "The folder for it cannot be made. Ask the administrator.")
        case None:
            text = translate("Setup", "The file cannot be read as settings: %1. Mend it first.")
            return text.replace("%1", error.reason)
        case _:
            return translate("Setup", "The system says: %1.").replace("%1", error.reason)
