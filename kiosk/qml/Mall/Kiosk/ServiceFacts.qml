import QtQuick
import QtQuick.Layouts
import Mall.Look

/** Fee, time and product of a service, and how many wait for it. */
Panel {
    id: facts

    required property var service

    GridLayout {
        Layout.fillWidth: true
        columns: 2
        uniformCellWidths: true
        columnSpacing: Theme.gapLarge
        rowSpacing: Theme.gap * 1.5

        Fact {
            Layout.fillWidth: true
            Layout.alignment: Qt.AlignTop
            iconName: "banknote"
            label: qsTr("Fee")
            value: facts.service.fee
        }

        Fact {
            Layout.fillWidth: true
            Layout.alignment: Qt.AlignTop
            iconName: "calendar-check"
            label: qsTr("Finished in")
            value: facts.service.lead_time
        }

        Fact {
            Layout.fillWidth: true
            Layout.alignment: Qt.AlignTop
            iconName: "file-check"
            label: qsTr("You receive")
            value: facts.service.product
        }

        Fact {
            Layout.fillWidth: true
            Layout.alignment: Qt.AlignTop
            iconName: "clock"
            label: qsTr("At the counter")
            value: facts.service.duration
        }

        Fact {
            objectName: "waiting"
            Layout.fillWidth: true
            Layout.columnSpan: 2
            iconName: "users"
            label: qsTr("Queue now")
            value: facts.service.unstaffed ? "" : facts.service.waiting
        }
    }
}
