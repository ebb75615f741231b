import QtQuick
import QtQuick.Layouts

/** A strip that tells that the connection is away and comes back by itself. Takes no height while hidden. */
Rectangle {
    id: banner

    property string text
    property bool shown: text !== ""

    objectName: "connection-banner"
    visible: shown
    implicitHeight: shown ? row.implicitHeight + 2 * Theme.gap : 0
    color: Theme.warningSoft
    Accessible.role: Accessible.AlertMessage
    Accessible.name: text

    RowLayout {
        id: row

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.leftMargin: Theme.margin
        anchors.rightMargin: Theme.margin
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.gap

        Icon {
            name: "wifi-off"
            tint: Theme.warning
        }

        Body {
            Layout.fillWidth: true
            text: banner.text
            strong: true
            color: Theme.warning
        }

        Busy {
            tint: Theme.warning
            running: banner.visible
        }
    }
}
