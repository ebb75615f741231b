"""The slip a technician prints to see that a printer is set up right."""

from __future__ import annotations

from hardware.profiles import Profile
from hardware.receipt import Bullet, Code, Gap, Line, Pair, Receipt, Rule

ASCII = "".join(map(chr, range(0x21, 0x7F)))
ACCENTS = "é è ê ë à â ä å ç ñ ö ü ß æ ø £ ½ ° ±"
DIGITS = "0123456789"


def sample(url: str, profile: Profile, *, at: str) -> Receipt:
    """A slip with all an app prints, on the full width of the paper; `at`: the time to print on it."""
    return Receipt(
        parts=(
            Line("STRUK UJI", align="center", size="large", bold=True),
            Line("Test slip", align="center"),
            Line(url, align="center"),
            Pair(f"{profile.name}, {profile.columns} kolom", at),
            Rule(),
            Line("Penggaris: tiap baris utuh, tidak patah", size="small"),
            Line("Ruler: each row whole, none broken", size="small"),
            Line(_ruler(profile.columns)),
            Line(_ruler(profile.columns_small), size="small"),
            Rule(),
            Line("A-017", align="center", size="huge", bold=True),
            Line(DIGITS, align="center", size="large"),
            Rule(),
            Line("Nomor antrean A-017, silakan menuju loket 5."),
            Line("Number A-017, please go to counter 5.", bold=True),
            Bullet("Fotokopi KK dan KTP-el; biaya Rp0"),
            Line(ASCII),
            Line(ACCENTS),
            Rule(),
            Code(url),
            Line("Pindai: alamat di atas", align="center", size="small"),
            Line("Scan: the address above", align="center", size="small"),
            Gap(1),
        )
    )


def _ruler(columns: int) -> str:
    return (DIGITS[1:] + DIGITS[:1]) * (columns // len(DIGITS)) + (DIGITS[1:])[: columns % len(DIGITS)]
