import QtQuick
import QtQuick.Layouts
import Mall.Look

/** One visitor in the line. */
Item {
    id: row

    required property int index
    required property string label
    required property string service
    required property string waited

    implicitHeight: Theme.touch * 0.95
    Accessible.role: Accessible.ListItem
    Accessible.name: label + ", " + service + ", " + waited

    RowLayout {
        anchors.fill: parent
        anchors.leftMargin: Theme.gap * 1.5
        anchors.rightMargin: Theme.gap * 1.5
        spacing: Theme.gap

        Text {
            Layout.preferredWidth: Theme.touch * 1.35
            text: row.label
            color: Theme.ink
            font.family: Theme.family
            font.pixelSize: Theme.textBody
            font.weight: Theme.bold
            fontSizeMode: Text.HorizontalFit
            textFormat: Text.PlainText
        }

        Caption {
            Layout.fillWidth: true
            text: row.service
            maximumLineCount: 2
            elide: Text.ElideRight
        }

        Caption {
            text: row.waited
            color: Theme.ink
            wrapMode: Text.NoWrap
            font.weight: Theme.semiBold
        }
    }

    Rectangle {
        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.leftMargin: Theme.gap * 1.5
        anchors.rightMargin: Theme.gap * 1.5
        height: Math.max(1, Theme.border / 2)
        color: Theme.outline
    }
}
