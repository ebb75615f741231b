"""What does not fit in a window, or is too small for a finger."""

from __future__ import annotations

from PySide6.QtCore import QPointF
from PySide6.QtGui import QFont, QFontMetricsF
from PySide6.QtQml import QQmlEngine, QQmlExpression
from PySide6.QtQuick import QQuickItem, QQuickWindow

from client.items import all_items
from protocol.catalogue import Catalogue, Language, Service, ServiceId, TenantId
from protocol.messages import STOPS_COUNT_MAX

TOUCH_PX_MIN = 72
ROUNDING_PX = 1.5
WRAPS = "wrapMode === 4 && fontSizeMode === 0"
"""In QML's words: between words, or in one that is too long; and never by a smaller type."""
LINE_TOLERANCE = 1.1
"""Of a text's height: the room that digits leave below the line belongs to nobody."""
NUMBER_PART_MIN = 0.1
"""Of the window's short side; what a phone's camera reads from two metres."""


def wordiest_errands(catalogue: Catalogue, language: Language) -> list[ServiceId]:
    """Of different tenants, those with the longest names."""
    found: dict[TenantId, ServiceId] = {}
    for service in sorted(catalogue.services.values(), key=lambda each: -len(each.name.in_(language))):
        found.setdefault(service.tenant, service.id)
    return list(found.values())[:STOPS_COUNT_MAX]


def words_of(service: Service, language: Language) -> int:
    assert service.standard is not None
    texts = (*service.standard.requirements, service.standard.fee, service.standard.lead_time, service.name)
    return sum(len(text.in_(language)) for text in texts)


def misfits(window: QQuickWindow) -> list[str]:
    """Texts that are cut, and what stands outside the window or the panel or button that holds it."""
    wrong: list[str] = []
    for item in all_items(window.contentItem()):
        is_text = item.inherits("QQuickText") and bool(item.property("text"))
        if not item.isVisible() or not (is_text or item.inherits("QQuickRectangle")):
            continue
        if not scrolled_into_view(item):
            continue
        cut = is_text and (
            item.property("truncated")
            or item.property("contentWidth") > item.width() + ROUNDING_PX
            or item.property("contentHeight") > item.height() * LINE_TOLERANCE + ROUNDING_PX
            or longest_word_px(item) > item.width() + ROUNDING_PX
        )
        if cut or not inside(item, nearest_box(item)) or not inside(item, window.contentItem()):
            wrong.append(f"{item.property('text') or item.objectName()!r} cut={cut}")
    for number in (item for item in all_items(window.contentItem()) if item.objectName() == "ticket-number"):
        short_side = min(window.width(), window.height())
        if number.isVisible() and number.property("contentHeight") < NUMBER_PART_MIN * short_side:
            wrong.append(f"the number is {number.property('contentHeight'):.0f} px high")
    for page in all_items(window.contentItem()):
        if page.objectName() == "page-content" and page.isVisible():
            wrong += [
                "page content" for part in page.childItems() if part.height() > page.height() + ROUNDING_PX
            ]
    return wrong


def longest_word_px(text: QQuickItem) -> float:
    """Where a text is broken into lines at all: a word that is wider than its text is broken too."""
    context = QQmlEngine.contextForObject(text)
    wraps, _ = QQmlExpression(context, text, WRAPS).evaluate()
    metrics = QFontMetricsF(QFont(text.property("font")))
    words = str(text.property("text")).replace("-", "- ").replace("/", "/ ").split()
    return max((metrics.horizontalAdvance(word) for word in words if wraps), default=0)


def inside(item: QQuickItem, box: QQuickItem) -> bool:
    top = item.mapToItem(box, QPointF(0, 0))
    bottom = item.mapToItem(box, QPointF(item.width(), item.height()))
    return (
        min(top.x(), top.y()) >= -ROUNDING_PX
        and bottom.x() <= box.width() + ROUNDING_PX
        and bottom.y() <= box.height() + ROUNDING_PX
    )


def small_targets(window: QQuickWindow) -> list[str]:
    """What can be touched and is smaller than a finger wants it, at the window's scale."""
    scale = min(window.width(), window.height()) / (1180 if window.width() > window.height() else 1080)
    return [
        f"{item.objectName()} {item.width():.0f}x{item.height():.0f}"
        for item in all_items(window.contentItem())
        if item.inherits("QQuickAbstractButton")
        and item.isVisible()
        and min(item.width(), item.height()) < TOUCH_PX_MIN * scale - ROUNDING_PX
    ]


def nearest_box(item: QQuickItem) -> QQuickItem:
    """The panel, tile or button that the text must not leave."""
    around = item.parentItem()
    while around.parentItem() is not None and not (
        around.inherits("QQuickRectangle") or around.inherits("QQuickAbstractButton")
    ):
        around = around.parentItem()
    return around


def scrolled_into_view(item: QQuickItem) -> bool:
    """Whatever a flickable holds is judged where it is seen."""
    around = item.parentItem()
    while around is not None:
        if around.inherits("QQuickFlickable"):
            middle = item.mapToItem(around, QPointF(0, item.height() / 2)).y()
            if not 0 <= middle <= around.height():
                return False
        around = around.parentItem()
    return True
