pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Mall.Look

/** How many wait, agency by agency. */
Panel {
    id: panel

    required property DisplayModel display
    required property bool upright
    readonly property bool many: cells.count > 15

    title: qsTr("Waiting")
    aside: [
        Chip {
            objectName: "waiting-total"
            iconName: "users"
            text: qsTr("%1 waiting").arg(panel.display.waitingTotal)
        },
        Chip {
            objectName: "open-counters"
            iconName: "monitor"
            tone: "primary"
            text: qsTr("%1 counters open").arg(panel.display.openCounters)
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

            model: panel.display.waiting

            WaitingCell {
                Layout.fillWidth: true
                Layout.preferredHeight: Theme.unit * (panel.many ? 6 : 8)
            }
        }
    }
}
