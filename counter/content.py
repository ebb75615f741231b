"""What stands on each page of the sheet."""

from __future__ import annotations

from counter import closing, menu, way
from counter.page import (
    Breaks,
    Classes,
    CloseReason,
    CloseUntil,
    CloseWaiting,
    CloseWhat,
    Closures,
    Content,
    Find,
    HandOverTo,
    More,
    OneClosure,
    OneResult,
    OneVisit,
    Page,
    Relief,
    Sure,
    Transfer,
    TransferTo,
)
from counter.scene import Scene


def content_of(scene: Scene, page: Page, typed: str) -> Content | None:
    """None where what the page is about has gone."""
    match page:
        case More():
            return menu.more(scene)
        case Sure():
            return menu.sure(page)
        case Classes():
            return menu.classes(scene, page)
        case HandOverTo():
            return menu.hand_over(scene, page)
        case Breaks():
            return menu.breaks(scene)
        case Relief():
            return menu.relief(scene, typed)
        case Find():
            return way.find(scene)
        case Transfer():
            return way.transfer(scene, page)
        case TransferTo():
            return way.transfer_to(scene, page)
        case OneVisit():
            return way.one_visit(scene, page)
        case OneResult():
            return way.one_result(scene, page)
        case Closures():
            return closing.closures(scene)
        case OneClosure():
            return closing.one_closure(scene, page)
        case CloseWhat():
            return closing.close_what(scene)
        case CloseReason():
            return closing.close_reason(scene, page, typed)
        case CloseWaiting():
            return closing.close_waiting(scene, page)
        case CloseUntil():
            return closing.close_until(scene, page)
        case _:
            raise AssertionError(f"no such page: {page}")
