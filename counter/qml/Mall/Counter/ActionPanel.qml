import QtQuick
import QtQuick.Layouts
import Mall.Look

/** All actions, each in its own place whatever the state: the way of a visit above, the exceptions below. */
ColumnLayout {
    id: panel

    required property WorkModel work
    required property SheetModel sheet

    spacing: Theme.gap

    RowLayout {
        Layout.fillWidth: true
        uniformCellSizes: true
        spacing: Theme.gap

        ActionButton {
            Layout.fillWidth: true
            work: panel.work
            name: "call_next"
            text: qsTr("Call next")
            key: "F2"
            iconName: "megaphone"
            step: true
        }

        ActionButton {
            Layout.fillWidth: true
            work: panel.work
            name: "start"
            text: qsTr("Start service")
            key: "F4"
            iconName: "play"
            step: true
        }

        ActionButton {
            Layout.fillWidth: true
            work: panel.work
            name: "finish"
            text: qsTr("Finish")
            key: "F5"
            iconName: "check"
            step: true
        }
    }

    RowLayout {
        Layout.fillWidth: true
        spacing: Theme.gap

        ActionButton {
            Layout.fillWidth: true
            Layout.preferredWidth: 10
            work: panel.work
            name: "recall"
            text: qsTr("Call again")
            key: "F3"
            iconName: "repeat"
        }

        ActionButton {
            Layout.fillWidth: true
            Layout.preferredWidth: 10
            work: panel.work
            name: "no_show"
            text: qsTr("No-show")
            key: "F8"
            iconName: "user-x"
        }

        ActionButton {
            Layout.fillWidth: true
            Layout.preferredWidth: 10
            work: panel.work
            name: "take_back"
            text: qsTr("Return to line")
            key: "F9"
            iconName: "undo-2"
        }

        KeyButton {
            objectName: "more"
            Layout.fillWidth: true
            Layout.preferredWidth: 8
            text: qsTr("More…")
            key: "F10"
            iconName: ""
            enabled: panel.work.counter > 0
            onClicked: panel.sheet.show("more")
        }
    }
}
