import QtQuick
import QtQuick.Templates as T
import Mall.Look

/** One key of a call keypad. */
T.AbstractButton {
    id: key

    property color tint: Theme.ink

    implicitHeight: Theme.touch * 0.75
    leftPadding: Theme.gapSmall / 2
    rightPadding: Theme.gapSmall / 2
    Accessible.role: Accessible.Button
    Accessible.name: text

    contentItem: Text {
        text: key.text
        color: key.down ? Theme.inkOnPrimary : key.tint
        horizontalAlignment: Text.AlignHCenter
        verticalAlignment: Text.AlignVCenter
        font.family: Theme.family
        font.pixelSize: Theme.textCaption * (key.text.length > 1 ? 0.85 : 1.15)
        font.weight: Theme.bold
        wrapMode: Text.WordWrap
        lineHeight: 0.9
        fontSizeMode: Text.Fit
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
