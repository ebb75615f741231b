import QtQuick
import Mall.Look

/** The call, the calls before it, and who still waits. Dimmed while it may be out of date. */
Item {
    id: board

    required property DisplayModel display
    required property bool upright
    readonly property bool listed: display.recentCount > 0
    readonly property bool idle: display.page === "idle"
    readonly property real inner: width - 2 * Theme.margin
    readonly property real upper: (results.visible ? results.y : waiting.y) - 2 * Theme.gapLarge

    opacity: display.connected ? 1 : 0.6

    Stage {
        id: stage

        x: Theme.margin
        y: Theme.gapLarge
        visible: !board.idle
        width: board.listed && !board.upright ? (board.inner - Theme.gapLarge) * 0.52 : board.inner
        height: board.listed && board.upright ? (board.upper - Theme.gapLarge) * 0.5 : board.upper
        display: board.display
    }

    Welcome {
        anchors.centerIn: stage
        width: stage.width
        visible: board.idle
        large: true
        display: board.display
    }

    RecentPanel {
        visible: board.listed
        x: board.upright ? Theme.margin : stage.x + stage.width + Theme.gapLarge
        y: board.upright ? stage.y + stage.height + Theme.gapLarge : stage.y
        width: board.width - Theme.margin - x
        height: stage.y + board.upper - y
        display: board.display
    }

    ResultsPanel {
        id: results

        x: Theme.margin
        y: waiting.y - height - (board.upright ? Theme.gapLarge : Theme.gap * 1.5)
        width: board.inner
        visible: board.display.lists.resultsCount > 0
        upright: board.upright
        lists: board.display.lists
    }

    WaitingPanel {
        id: waiting

        x: Theme.margin
        y: board.height - height - Theme.gapLarge
        width: board.inner
        upright: board.upright
        lists: board.display.lists
    }
}
