pragma ComponentBehavior: Bound

import QtQuick
import Mall.Look

/** Choices on pages of whole rows, turned by buttons or by a swipe. All are there from the start. */
Flickable {
    id: grid

    property alias model: repeater.model
    property alias delegate: repeater.delegate
    property int columns: 1
    property real rowHeightMin: Theme.touchLarge
    property real rowHeightMax: 2 * Theme.touchLarge
    readonly property bool sliding: slide.running || moving
    readonly property int rows: Math.ceil(repeater.count / columns)
    readonly property int rowsFitting: Math.max(1, Math.floor(height / rowHeightMin))
    readonly property int pages: Math.max(1, Math.ceil(rows / rowsFitting))
    readonly property int page: Math.min(pages - 1, Math.ceil(contentY / (rowsFitting * cellHeight) - 0.01))
    readonly property real cellWidth: width / columns
    readonly property real cellHeight: pages > 1 ? height / rowsFitting
        : Math.min(rowHeightMax, height / Math.max(1, rows))

    function turn(step: int): void {
        slideTo(Math.max(0, Math.min(pages - 1, page + step)) * rowsFitting * cellHeight);
    }

    function toStart(): void {
        slide.stop();
        contentY = 0;
    }

    function slideTo(y: real): void {
        slide.to = Math.max(0, Math.min(y, contentHeight - height));
        slide.restart();
    }

    clip: true
    contentHeight: rows * cellHeight
    boundsBehavior: Flickable.StopAtBounds
    onMovementEnded: slideTo(Math.round(contentY / cellHeight) * cellHeight)

    Grid {
        columns: grid.columns

        Repeater {
            id: repeater
        }
    }

    NumberAnimation {
        id: slide

        target: grid
        property: "contentY"
        duration: Theme.calmMs
        easing.type: Easing.OutCubic
    }
}
