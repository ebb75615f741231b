import QtQuick
import QtQuick.Layouts
import Mall.Look

/** Where to wait and behind how many: the three facts that send a visitor to the right place. */
Rectangle {
    id: place

    required property var ticket
    property string zoneLabel: qsTr("Wait at")

    implicitHeight: row.implicitHeight + 2 * Theme.gap * 1.5
    radius: Theme.radius
    color: Theme.primarySoft

    RowLayout {
        id: row

        anchors.fill: parent
        anchors.margins: Theme.gap * 1.5
        spacing: Theme.gap
        uniformCellSizes: true

        Fact {
            objectName: "wait-zone"
            Layout.fillWidth: true
            Layout.alignment: Qt.AlignTop
            iconName: "armchair"
            label: place.zoneLabel
            value: place.ticket.zone
        }

        Fact {
            objectName: "wait-counters"
            Layout.fillWidth: true
            Layout.alignment: Qt.AlignTop
            iconName: "map-pin"
            label: qsTr("Counter")
            value: place.ticket.counters
        }

        Fact {
            objectName: "wait-ahead"
            Layout.fillWidth: true
            Layout.alignment: Qt.AlignTop
            iconName: "users"
            label: qsTr("Before you")
            value: place.ticket.ahead
        }
    }
}
