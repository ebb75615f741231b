import QtQuick
import Mall.Look

/** The key that does the same as the button it lies on. */
Rectangle {
    id: cap

    property string text
    property color tint: Theme.muted

    implicitWidth: Math.max(label.implicitWidth + Theme.gap, implicitHeight * 1.25)
    implicitHeight: label.implicitHeight + Theme.gapSmall * 0.75
    radius: Theme.radiusSmall
    color: "transparent"
    border.width: Theme.border
    border.color: Qt.alpha(cap.tint, 0.45)

    Caption {
        id: label

        anchors.centerIn: parent
        text: cap.text
        color: cap.tint
        font.weight: Theme.bold
        wrapMode: Text.NoWrap
    }
}
