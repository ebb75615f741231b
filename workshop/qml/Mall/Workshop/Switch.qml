import QtQuick
import Mall.Look

/** One trouble of a virtual device, on or off. */
Rectangle {
    id: toggle

    required property string text
    required property bool on
    signal toggled

    implicitHeight: Theme.touch * 0.62
    implicitWidth: row.implicitWidth + 1.6 * Theme.gap
    radius: height / 2
    color: on ? Theme.danger : Theme.surfaceHigh
    Accessible.role: Accessible.CheckBox
    Accessible.name: text
    Accessible.checked: on

    Row {
        id: row

        anchors.centerIn: parent
        spacing: Theme.gapSmall

        Rectangle {
            anchors.verticalCenter: parent.verticalCenter
            width: Theme.textCaption * 0.5
            height: width
            radius: width / 2
            color: toggle.on ? Theme.inkOnDanger : Theme.disabled
        }

        Text {
            text: toggle.text
            color: toggle.on ? Theme.inkOnDanger : Theme.ink
            font.family: Theme.family
            font.pixelSize: Theme.textCaption
            font.weight: Theme.semiBold
            textFormat: Text.PlainText
        }
    }

    TapHandler {
        onTapped: toggle.toggled()
    }
}
