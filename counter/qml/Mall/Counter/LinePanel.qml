pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Mall.Look

/** Who waits for this counter's services, in line order. */
Card {
    id: panel

    required property WorkModel work

    padding: 0
    implicitWidth: 0
    implicitHeight: 0

    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        RowLayout {
            Layout.fillWidth: true
            Layout.margins: Theme.gap * 1.5
            spacing: Theme.gap

            Body {
                Layout.fillWidth: true
                text: qsTr("Waiting")
                strong: true
            }

            Chip {
                objectName: "line-count"
                text: panel.work.waitingCount
                tone: panel.work.waitingCount > 0 ? "primary" : "neutral"
                textSize: Theme.textBody
            }
        }

        Rectangle {
            Layout.fillWidth: true
            Layout.preferredHeight: Theme.border
            color: Theme.outline
        }

        ListView {
            id: list

            objectName: "waiting-list"
            Layout.fillWidth: true
            Layout.fillHeight: true
            clip: true
            boundsBehavior: Flickable.StopAtBounds
            model: panel.work.waiters
            Accessible.role: Accessible.List
            Accessible.name: qsTr("Waiting")

            delegate: LineRow {
                width: list.width
            }

            Caption {
                anchors.centerIn: parent
                width: parent.width - 2 * Theme.gapLarge
                horizontalAlignment: Text.AlignHCenter
                visible: panel.work.waitingCount === 0
                text: qsTr("The line is empty")
            }

            Rectangle {
                id: bar

                visible: list.contentHeight > list.height
                anchors.right: parent.right
                anchors.rightMargin: Theme.unit / 4
                width: Theme.unit / 2
                radius: width / 2
                color: Theme.outline
                y: list.visibleArea.yPosition * list.height
                height: list.visibleArea.heightRatio * list.height
            }
        }
    }
}
