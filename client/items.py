"""Finding what a person sees in a window of Qt Quick, by the names that QML gives."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtQuick import QQuickItem, QQuickWindow


class NotThere(LookupError):
    """The item is missing, or a person could not use it; says why."""


def all_items(item: QQuickItem) -> Iterator[QQuickItem]:
    """The item and everything in it, delegates too, what is painted last first."""
    # Of equal z the later one is painted above.
    for child in sorted(reversed(item.childItems()), key=lambda child: -child.z()):
        yield from all_items(child)
    yield item


def visible_item(window: QQuickWindow, name: str) -> QQuickItem:
    """The topmost visible item of this name. Raises `NotThere`."""
    named = [item for item in all_items(window.contentItem()) if item.objectName() == name]
    if not named:
        raise NotThere(f"there is no item {name!r}")
    for item in named:
        if item.isVisible() and _opacity(item) > 0 and item.width() > 0 and item.height() > 0:
            return item
    raise NotThere(f"{name!r} is not visible")


def middle(item: QQuickItem) -> QPointF:
    """In the coordinates of the window."""
    return item.mapToScene(QPointF(item.width() / 2, item.height() / 2))


def tappable_middle(window: QQuickWindow, name: str) -> QPointF:
    """Where a tap would reach the item, in the window's coordinates. Raises `NotThere`."""
    item = visible_item(window, name)
    if not item.isEnabled():
        raise NotThere(f"{name!r} is disabled")
    point = middle(item)
    if not QRectF(0, 0, window.width(), window.height()).contains(point) or not _unclipped(item, point):
        raise NotThere(f"{name!r} is scrolled out of sight")
    top = _top_receiver(window.contentItem(), point)
    if top is not None and not (_is_in(top, item) or _is_in(item, top)):
        raise NotThere(f"{name!r} is covered by {top.objectName() or top.metaObject().className()!r}")
    return point


def reveal(window: QQuickWindow, name: str) -> None:
    """Scrolls every view around the item so that its middle can be seen. Raises `NotThere`."""
    item = visible_item(window, name)
    for around in _ancestors(item):
        if around.inherits("QQuickFlickable"):
            point = around.mapFromItem(item, QPointF(item.width() / 2, item.height() / 2))
            for axis, extent, at in (
                ("X", around.width(), point.x()),
                ("Y", around.height(), point.y()),
            ):
                if not 0 <= at <= extent:
                    content = "contentWidth" if axis == "X" else "contentHeight"
                    farthest = max(0.0, around.property(content) - extent)
                    wanted = around.property(f"content{axis}") + at - extent / 2
                    around.setProperty(f"content{axis}", min(max(0.0, wanted), farthest))


def _top_receiver(item: QQuickItem, point: QPointF) -> QQuickItem | None:
    """The topmost enabled item there that takes clicks."""
    if not item.isVisible() or not item.isEnabled():
        return None
    inside = item.contains(item.mapFromScene(point))
    if item.clip() and not inside:
        return None
    for child in sorted(reversed(item.childItems()), key=lambda child: -child.z()):
        if (found := _top_receiver(child, point)) is not None:
            return found
    return item if inside and item.acceptedMouseButtons() & Qt.MouseButton.LeftButton else None


def _unclipped(item: QQuickItem, point: QPointF) -> bool:
    return all(around.contains(around.mapFromScene(point)) for around in _ancestors(item) if around.clip())


def _ancestors(item: QQuickItem) -> Iterator[QQuickItem]:
    around = item.parentItem()
    while around is not None:  # pyright: ignore[reportUnnecessaryComparison]  (None at the root)
        yield around
        around = around.parentItem()


def _is_in(item: QQuickItem, outer: QQuickItem) -> bool:
    return item is outer or any(around is outer for around in _ancestors(item))


def _opacity(item: QQuickItem) -> float:
    opacity = item.opacity()
    for around in _ancestors(item):
        opacity *= around.opacity()
    return opacity
