import QtQuick
import QtQuick.Layouts
import Mall.Look

/** The code of the ticket's page, to be photographed; the code gives way where there is little room. */
ColumnLayout {
    id: code

    required property string url
    property real sizeMax: 440 * Theme.scale

    spacing: Theme.gapSmall

    Item {
        id: frame

        Layout.alignment: Qt.AlignHCenter
        Layout.fillHeight: true
        Layout.preferredWidth: Layout.maximumHeight
        Layout.preferredHeight: Layout.maximumHeight
        Layout.minimumHeight: 160 * Theme.scale
        Layout.maximumHeight: code.sizeMax

        QrImage {
            objectName: "ticket-code"
            anchors.centerIn: parent
            size: Math.min(frame.width, frame.height)
            value: code.url
        }
    }

    Caption {
        Layout.alignment: Qt.AlignHCenter
        Layout.maximumWidth: code.sizeMax * 1.2
        horizontalAlignment: Text.AlignHCenter
        text: qsTr("Scan to follow the queue on your phone")
    }
}
