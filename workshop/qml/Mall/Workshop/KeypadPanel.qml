pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Mall.Look

/** A call keypad: its keys as they lie on the officer's desk. */
PiecePanel {
    id: panel

    readonly property var keys: [
        ["7", "7"], ["8", "8"], ["9", "9"], ["C", qsTr("Call")],
        ["4", "4"], ["5", "5"], ["6", "6"], ["R", qsTr("Recall")],
        ["1", "1"], ["2", "2"], ["3", "3"], ["S", qsTr("Start")],
        ["X", qsTr("Clear")], ["0", "0"], ["N", qsTr("No-show")], ["F", qsTr("Finish")]
    ]

    title: qsTr("Keypad %1").arg(piece.counter)
    iconName: "keyboard"

    GridLayout {
        Layout.fillWidth: true
        Layout.fillHeight: true
        columns: 4
        columnSpacing: Theme.gapSmall
        rowSpacing: Theme.gapSmall

        Repeater {
            model: panel.keys

            KeypadKey {
                required property var modelData

                objectName: `${panel.piece.name}-key-${modelData[0]}`
                Layout.fillWidth: true
                Layout.fillHeight: true
                Layout.preferredWidth: 1
                text: modelData[1]
                tint: modelData[0] >= "A" ? Theme.primaryStrong : Theme.ink
                onClicked: panel.piece.press(modelData[0])
            }
        }
    }
}
