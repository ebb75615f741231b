import QtQuick
import QtQuick.Templates as T
import Mall.Look

/** One key of a call keypad. */
T.AbstractButton {
    id: key

    property color tint: Theme.ink

    implicitHeight: Theme.touch * 0.75
    Accessible.role: Accessible.Button
    Accessible.name: text

    contentItem: Text {
        text: key.text
        color: key.down ? Theme.inkOnPrimary : key.tint
        horizontalAlignment: Text.AlignHCenter
        verticalAlignment: Text.AlignVCenter
        font.family: Theme.family
        font.pixelSize: Theme.textCaption * 1.1
        font.weight: Theme.bold
        fontSizeMode: Text.HorizontalFit
        minimumPixelSize: Theme.textCaption * 0.6
        textFormat: Text.PlainText
    }

    background: Rectangle {
        radius: Theme.radiusSmall
        color: key.down ? Theme.primary : Theme.nightSurfaceHigh
        border.width: Theme.border
        border.color: key.visualFocus ? Theme.accent : Theme.nightOutline
    }
}
