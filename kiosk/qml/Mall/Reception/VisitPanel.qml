pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Mall.Look

/** One visit: where it stands, and what can be done about it now. */
Panel {
    id: panel

    required property ReceptionModel reception
    readonly property LookUpModel lookUp: reception.lookUp
    readonly property var visit: lookUp.visit
    readonly property list<string> possible: lookUp.possible

    empty: visit.label === undefined
    emptyText: qsTr("The number that is chosen stands here: where it is in the line, and what can be done.")

    RowLayout {
        Layout.fillWidth: true
        spacing: Theme.gap

        Heading {
            objectName: "visit-label"
            text: panel.visit.label ?? ""
            font.pixelSize: Theme.textDisplay
            wrapMode: Text.NoWrap
        }

        ColumnLayout {
            Layout.fillWidth: true
            spacing: Theme.gapSmall / 2

            Chip {
                objectName: "visit-class"
                visible: text !== ""
                tone: "primary"
                iconName: "star"
                text: panel.visit.className ?? ""
            }

            Caption {
                objectName: "visit-since"
                Layout.fillWidth: true
                text: panel.visit.since ?? ""
            }
        }
    }

    Repeater {
        model: panel.visit.stops ?? []

        StopCard {
            Layout.fillWidth: true
        }
    }

    actions: [
        Caption {
            Layout.fillWidth: true
            text: qsTr("Correct the priority (Ctrl and the digit)")
        },
        ClassChoice {
            Layout.fillWidth: true
            usable: panel.possible.includes("class")
            classes: panel.lookUp.classes
            onChosen: key => panel.lookUp.correctClass(key)
        },
        RowLayout {
            Layout.fillWidth: true
            spacing: Theme.gapSmall

            ActionKey {
                objectName: "reprint"
                iconName: "printer"
                key: "F6"
                text: qsTr("Print a copy")
                enabled: panel.possible.includes("reprint")
                onClicked: panel.lookUp.perform("reprint")
            }

            ActionKey {
                objectName: "delay"
                iconName: "clock"
                key: "F7"
                text: qsTr("Call later")
                enabled: panel.possible.includes("delay")
                onClicked: panel.lookUp.perform("delay")
            }
        },
        RowLayout {
            Layout.fillWidth: true
            spacing: Theme.gapSmall

            ActionKey {
                objectName: "back-in-line"
                iconName: "undo-2"
                key: "F8"
                text: qsTr("Back in the line")
                enabled: panel.possible.includes("back")
                onClicked: panel.lookUp.perform("back")
            }

            ActionKey {
                objectName: "cancel"
                danger: true
                iconName: "x"
                key: "F9"
                text: qsTr("Cancel")
                enabled: panel.possible.includes("cancel")
                onClicked: panel.reception.askCancel()
            }
        }
    ]
}
