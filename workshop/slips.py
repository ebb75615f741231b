"""`./mall slips`: slips as paper, the hardest ones that the catalogue can make, for the documentation.

One sheet for each width of paper and each language. On it, from the left: the longest service, the longest
agency, a copy with priority, and one number for as many long errands as a number can have.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QCoreApplication

from client.language import Languages
from hardware.escpos import encode
from hardware.paper import draw
from hardware.profiles import PROFILES, Profile
from kiosk.slip import receipt_for
from protocol.catalogue import Catalogue, ClassId, Language, Service
from protocol.messages import STOPS_COUNT_MAX
from protocol.visit import DeviceId, State, Stop, Visit, VisitId
from server import catalogue as catalogues

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "docs" / "slips"
WIDTHS = ("80mm", "58mm")
LANGUAGES: tuple[Language, ...] = ("id", "en")
URL = "http://antrean.mpp-malang.example"
AT = datetime(2026, 11, 23, 2, 5, tzinfo=UTC)
"""A Monday morning in Malang, so that the pictures change only when the slips do."""
TOKEN = "3f9KqTz2Vb8mWc1L"
"""As long as a real one; it opens nothing."""
GAP_DOTS = 32
DESK = "#C9CFD8"
COLOURS = 64


def make(folder: Path = TARGET) -> list[Path]:
    """Draw every sheet; gives the files."""
    folder.mkdir(parents=True, exist_ok=True)
    catalogue = catalogues.load()
    # Texts are translated only while there is one; it must outlive them.
    application = QCoreApplication.instance() or QCoreApplication([])
    languages = Languages(parent=application)
    files: list[Path] = []
    try:
        for language in LANGUAGES:
            languages.set_language(language)
            visits = hardest(catalogue, language)
            for width in WIDTHS:
                slips = [slip(visit, catalogue, language, PROFILES[width]) for visit in visits]
                files.append(folder / f"{width}-{language}.png")
                _side_by_side(slips).quantize(COLOURS).save(files[-1], optimize=True)
    finally:
        languages.close()
    return files


def slip(visit: Visit, catalogue: Catalogue, language: Language, profile: Profile) -> Image.Image:
    """One slip as its printer would print it."""
    return draw(encode(receipt_for(visit, catalogue, language, URL, AT, False), profile), profile)


def hardest(catalogue: Catalogue, language: Language) -> tuple[Visit, ...]:
    """The visits whose slips are hardest to set."""
    by_name = sorted(catalogue.services.values(), key=lambda service: -len(service.name.in_(language)))
    by_tenant = max(by_name, key=lambda service: len(catalogue.tenants[service.tenant].name.in_(language)))
    priority = next(iter(catalogue.classes))
    return (
        _visit(catalogue, by_name[:1]),
        _visit(catalogue, [by_tenant], number=1024),
        _visit(catalogue, by_name[1:2], number=128, priority=priority, copies=1),
        _visit(catalogue, by_name[:STOPS_COUNT_MAX], number=999),
    )


def _visit(
    catalogue: Catalogue,
    services: Sequence[Service],
    *,
    number: int = 7,
    priority: ClassId | None = None,
    copies: int = 0,
) -> Visit:
    first, *_ = services
    return Visit(
        id=VisitId(number),
        prefix=catalogue.tenants[first.tenant].prefix,
        number=number,
        token=TOKEN,
        language="id",
        issuer=DeviceId("kiosk-1"),
        issued_at=AT,
        ahead=14,
        priority=priority,
        copies=copies,
        stops=tuple(
            Stop(tenant=service.tenant, service=service.id, state=State.WAITING, line_time=AT)
            for service in services
        ),
    )


def _side_by_side(slips: Sequence[Image.Image]) -> Image.Image:
    width = sum(slip.width + GAP_DOTS for slip in slips) + GAP_DOTS
    height = max(slip.height for slip in slips) + 2 * GAP_DOTS
    sheet = Image.new("RGB", (width, height), DESK)
    x = GAP_DOTS
    for each in slips:
        sheet.paste(each, (x, GAP_DOTS), each)
        x += each.width + GAP_DOTS
    return sheet
