import QtQuick
import QtQuick.Layouts
import Mall.Look

/** What is wrong with the keypad or the sign: said, and in nobody's way. */
Rectangle {
    id: note

    required property string text

    objectName: "device-note"
    implicitHeight: row.implicitHeight + 2 * Theme.gapSmall
    radius: Theme.radius
    color: Theme.surfaceHigh
    Accessible.role: Accessible.StaticText
    Accessible.name: text

    RowLayout {
        id: row

        anchors.fill: parent
        anchors.leftMargin: Theme.gap * 1.5
        anchors.rightMargin: Theme.gap * 1.5
        spacing: Theme.gap

        Icon {
            name: "alert-triangle"
            tint: Theme.warning
            size: Theme.iconSmall
        }

        Caption {
            objectName: "device-trouble"
            Layout.fillWidth: true
            text: note.text
            lineHeight: 1.1
        }
    }
}
