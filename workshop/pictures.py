"""The pictures of the documentation, made from what a demo has left: `./mall pictures FOLDER`."""

from __future__ import annotations

from pathlib import Path

from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "docs" / "pictures"
WIDTH_PX = 1_000
COLOURS = 128
"""Enough for flat screens; keeps the repository small."""
GAP_PX = 24
PAGE = "#E4E9F0"
NAMES = {
    "kiosk-start": "screens/kiosk-1-start.png",
    "kiosk-services": "screens/kiosk-2-services.png",
    "kiosk-service": "screens/kiosk-3-service.png",
    "kiosk-number": "screens/kiosk-4-number.png",
    "kiosk-errands": "screens/kiosk-6-errands.png",
    "kiosk-paper-out": "screens/kiosk-8-paper-out.png",
    "kiosk-place": "screens/kiosk-10-place.png",
    "counter-sign-on": "screens/counter-8-1-sign-on.png",
    "counter": "screens/counter-8-4-serving.png",
    "counter-aside": "screens/counter-8-6-aside.png",
    "display": "screens/display-3-busy.png",
    "slip": "slips/001.png",
}


def make(folder: Path) -> list[str]:
    """Make every picture; gives the names of those whose source the folder lacks."""
    TARGET.mkdir(parents=True, exist_ok=True)
    missing = [source for source in NAMES.values() if not (folder / source).exists()]
    if missing:
        return missing
    pictures = {name: Image.open(folder / source).convert("RGB") for name, source in NAMES.items()}
    for name, picture in pictures.items():
        _save(_scaled(picture, min(WIDTH_PX, picture.width)), name)
    _save(_overview(pictures["kiosk-start"], pictures["counter"], pictures["display"]), "overview")
    return []


def _overview(kiosk: Image.Image, counter: Image.Image, display: Image.Image) -> Image.Image:
    """The kiosk on the left, as high as counter and display above each other on the right."""
    wide = [_scaled(picture, WIDTH_PX) for picture in (display, counter)]
    height = sum(picture.height for picture in wide) + GAP_PX
    tall = _scaled(kiosk, round(kiosk.width * height / kiosk.height))
    sheet = Image.new("RGB", (tall.width + WIDTH_PX + 3 * GAP_PX, height + 2 * GAP_PX), PAGE)
    sheet.paste(tall, (GAP_PX, GAP_PX))
    at = GAP_PX
    for picture in wide:
        sheet.paste(picture, (tall.width + 2 * GAP_PX, at))
        at += picture.height + GAP_PX
    return sheet


def _scaled(picture: Image.Image, width: int) -> Image.Image:
    height = round(picture.height * width / picture.width)
    # Pillow's own type for the size names numpy, which is not installed.
    return picture.resize((width, height), Image.Resampling.LANCZOS)  # pyright: ignore[reportUnknownMemberType]


def _save(picture: Image.Image, name: str) -> None:
    picture.quantize(COLOURS).save(TARGET / f"{name}.png", optimize=True)
