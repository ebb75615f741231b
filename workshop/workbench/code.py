"""The code on a slip, read from its picture as a scanner would."""

from __future__ import annotations

from PIL.Image import Image

from workshop.workbench.devices import WorkbenchError


def code_on(picture: Image) -> str:
    """Raises `WorkbenchError` where there is none, or nothing that reads one."""
    try:
        # A part of the development tools: the workbench does all else without it.
        import zxingcpp
    except ImportError:
        raise WorkbenchError("zxing-cpp is not installed: scan a text instead") from None
    found = zxingcpp.read_barcodes(picture)
    if not found:
        raise WorkbenchError("there is no code on that sheet")
    return found[0].text
