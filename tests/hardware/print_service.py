"""A print service that is not there: what CUPS's own programs say, and the jobs they took."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import pytest


@dataclass(frozen=True, kw_only=True)
class PrintService:
    """Programs named `lp` and `lpstat` in a folder, first on the PATH, for the one queue `kiosk`."""

    folder: Path

    @property
    def jobs(self) -> list[bytes]:
        return [path.read_bytes() for path in sorted(self.folder.glob("job-*"))]

    @property
    def orders(self) -> list[str]:
        """How `lp` was called, one line a time."""
        orders = self.folder / "orders"
        return orders.read_text().splitlines() if orders.exists() else []

    def program(self, name: str, text: str) -> None:
        path = self.folder / name
        path.write_text(f"#!/bin/sh\ncd '{self.folder}'\n{text}\n")
        path.chmod(0o755)

    def lpstat_says(self, said: str, *, complains: str = "", status: int = 0, running: bool = True) -> None:
        service = "running" if running else "not running"
        self.program(
            "lpstat",
            f"if [ $1 = -r ]; then echo 'scheduler is {service}'; exit; fi\n"
            f"cat <<'END'\n{said}\nEND\necho '{complains}' >&2\nexit {status}",
        )

    def lp_complains(self, text: str) -> None:
        self.program("lp", f"cat > lost\necho '{text}' >&2\nexit 1")


def install(folder: Path, patch: pytest.MonkeyPatch) -> PrintService:
    """Put the programs there, with an idle queue."""
    folder.mkdir()
    patch.setenv("PATH", str(folder), prepend=os.pathsep)
    service = PrintService(folder=folder)
    service.lpstat_says("printer kiosk is idle.  enabled since Sun Nov 22 11:07:15 2026")
    service.program("lp", 'echo "$LC_ALL $*" >> orders\ncat > "job-$(wc -l < orders)"')
    return service
