import QtQuick
import QtQuick.Layouts

/** Why there is nothing here, or why nothing goes on, and what to do. */
ColumnLayout {
    id: empty

    property string iconName: "info"
    property string title
    property string text
    property color tint: Theme.primary

    spacing: Theme.gap
    Accessible.role: Accessible.Notification
    Accessible.name: title
    Accessible.description: text

    Rectangle {
        Layout.alignment: Qt.AlignHCenter
        Layout.preferredWidth: Theme.iconHuge * 1.5
        Layout.preferredHeight: Theme.iconHuge * 1.5
        radius: width / 2
        color: Theme.soft(empty.tint)

        Icon {
            anchors.centerIn: parent
            name: empty.iconName
            tint: empty.tint
            size: Theme.iconHuge * 0.75
        }
    }

    Heading {
        Layout.fillWidth: true
        Layout.topMargin: Theme.gap
        horizontalAlignment: Text.AlignHCenter
        visible: text !== ""
        text: empty.title
    }

    Body {
        Layout.fillWidth: true
        Layout.maximumWidth: Theme.lineLength
        Layout.alignment: Qt.AlignHCenter
        horizontalAlignment: Text.AlignHCenter
        visible: text !== ""
        text: empty.text
        color: Theme.muted
    }
}
