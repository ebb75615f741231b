import QtQuick

/** Icon and text of a button, side by side in the middle. */
Item {
    id: face

    property string text
    property string iconName
    /** The icon stands at the right of the text. */
    property bool iconAfter: false
    property color tint: Theme.ink
    property int textSize: Theme.textLarge

    implicitWidth: row.implicitWidth
    implicitHeight: Math.max(label.implicitHeight, Theme.icon)

    Row {
        id: row

        anchors.centerIn: parent
        spacing: Theme.gap
        layoutDirection: face.iconAfter ? Qt.RightToLeft : Qt.LeftToRight

        Icon {
            visible: face.iconName !== ""
            anchors.verticalCenter: parent.verticalCenter
            name: face.iconName
            tint: face.tint
            size: face.textSize * 1.2
        }

        Text {
            id: label

            readonly property real taken: face.iconName === "" ? 0 : face.textSize * 1.2 + row.spacing

            anchors.verticalCenter: parent.verticalCenter
            width: face.width > 0 ? Math.min(implicitWidth, Math.max(0, face.width - taken)) : implicitWidth
            text: face.text
            color: face.tint
            font.family: Theme.family
            font.pixelSize: face.textSize
            font.weight: Theme.bold
            fontSizeMode: Text.HorizontalFit
            minimumPixelSize: face.textSize * 0.6
            elide: Text.ElideRight
            textFormat: Text.PlainText
        }
    }
}
