import QtQuick
import QtQuick.Templates as T

/** One line of typed text. */
T.TextField {
    id: field

    implicitHeight: Theme.touch
    implicitWidth: 480 * Theme.scale
    leftPadding: Theme.gap * 1.5
    rightPadding: Theme.gap * 1.5
    verticalAlignment: TextInput.AlignVCenter
    color: Theme.ink
    selectionColor: Theme.primary
    selectedTextColor: Theme.inkOnPrimary
    placeholderTextColor: Theme.muted
    font.family: Theme.family
    font.pixelSize: Theme.textBody
    font.weight: Theme.medium

    Text {
        visible: field.text === "" && field.preeditText === ""
        x: field.leftPadding
        width: field.width - field.leftPadding - field.rightPadding
        height: field.height
        verticalAlignment: Text.AlignVCenter
        text: field.placeholderText
        color: field.placeholderTextColor
        font: field.font
        elide: Text.ElideRight
    }

    background: Rectangle {
        radius: Theme.radius
        color: field.enabled ? Theme.surface : Theme.surfaceHigh
        border.width: field.activeFocus ? 2 * Theme.border : Theme.border
        border.color: field.activeFocus ? Theme.primary : Theme.outline
    }
}
