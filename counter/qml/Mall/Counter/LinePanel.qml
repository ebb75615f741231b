pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Mall.Look

/** Who waits for this counter's services, or who is set aside. */
Card {
    id: panel

    required property WorkModel work
    required property AsideModel aside
    required property SheetModel sheet

    padding: 0
    implicitWidth: 0
    implicitHeight: 0

    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        RowLayout {
            Layout.fillWidth: true
            spacing: 0
            uniformCellSizes: true

            LineTab {
                objectName: "tab-line"
                Layout.fillWidth: true
                Layout.preferredWidth: 1
                text: qsTr("Waiting")
                count: panel.work.waitingCount
                countName: "line-count"
                key: "F11"
                chosen: !panel.aside.shown
                onClicked: panel.aside.look(false)
            }

            LineTab {
                objectName: "tab-aside"
                Layout.fillWidth: true
                Layout.preferredWidth: 1
                text: qsTr("Set aside")
                count: panel.aside.count
                countName: "aside-count"
                key: "F11"
                chosen: panel.aside.shown
                onClicked: panel.aside.look(true)
            }
        }

        PersonList {
            objectName: "waiting-list"
            Layout.fillWidth: true
            Layout.fillHeight: true
            visible: !panel.aside.shown
            model: panel.work.waiters
            empty: qsTr("The line is empty")
            Accessible.name: qsTr("Waiting")

            delegate: LineRow {
                onClicked: panel.sheet.showVisit(visit, stop)
            }
        }

        PersonList {
            objectName: "aside-list"
            Layout.fillWidth: true
            Layout.fillHeight: true
            visible: panel.aside.shown
            model: panel.aside.rows
            empty: qsTr("Nobody is set aside")
            Accessible.name: qsTr("Set aside")

            delegate: AsideLine {
                onClicked: kind === "result" ? panel.sheet.showResult(visit) : panel.sheet.showVisit(visit, stop)
            }
        }
    }
}
