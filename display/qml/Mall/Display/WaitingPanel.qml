pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Mall.Look

/** How many wait, agency by agency. */
Panel {
    id: panel

    required property Lists lists
    required property bool upright
    readonly property bool many: cells.count > 15

    title: qsTr("Waiting")
    aside: [
        Chip {
            objectName: "waiting-total"
            iconName: "users"
            text: qsTr("%1 waiting").arg(panel.lists.waitingTotal)
        },
        Chip {
            objectName: "open-counters"
            iconName: "monitor"
            tone: "primary"
            text: qsTr("%1 counters open").arg(panel.lists.openCounters)
        },
        Chip {
            objectName: "resting-counters"
            visible: panel.lists.restingCounters > 0
            iconName: "coffee"
            text: qsTr("%1 on break").arg(panel.lists.restingCounters)
        }
    ]

    GridLayout {
        Layout.fillWidth: true
        columns: panel.upright ? 3 : panel.many ? 6 : 5
        columnSpacing: panel.many ? Theme.gap * 0.75 : Theme.gap
        rowSpacing: Theme.gapSmall
        uniformCellWidths: true

        Repeater {
            id: cells

            model: panel.lists.waiting

            WaitingCell {
                Layout.fillWidth: true
                Layout.preferredHeight: Theme.unit * (panel.many ? 6 : 8)
            }
        }
    }
}
