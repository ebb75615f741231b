import QtQuick
import Mall.Look

/** One trouble of the virtual printer, on or off. */
Rectangle {
    id: toggle

    required property string text
    required property bool on
    signal toggled

    implicitHeight: Theme.touch * 0.7
    implicitWidth: label.implicitWidth + 2 * Theme.gap
    radius: Theme.radiusSmall
    color: on ? Theme.danger : Theme.surfaceHigh
    Accessible.role: Accessible.CheckBox
    Accessible.name: text
    Accessible.checked: on

    Text {
        id: label
        anchors.centerIn: parent
        text: toggle.text
        color: toggle.on ? Theme.inkOnDanger : Theme.ink
        font.family: Theme.family
        font.pixelSize: Theme.textCaption
        font.weight: Theme.semiBold
        textFormat: Text.PlainText
    }

    TapHandler {
        onTapped: toggle.toggled()
    }
}
