import QtQuick
import QtQuick.Templates as T
import Mall.Look

/** One trouble of a virtual device, on or off. */
T.AbstractButton {
    id: toggle

    required text
    required property bool on

    implicitHeight: Theme.touch * 0.62
    implicitWidth: row.implicitWidth + 1.6 * Theme.gap
    Accessible.role: Accessible.CheckBox
    Accessible.name: text
    Accessible.checked: on

    contentItem: Item {
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
    }

    background: Rectangle {
        radius: height / 2
        color: toggle.on ? Theme.danger : Theme.surfaceHigh
        border.width: toggle.visualFocus ? 2 * Theme.border : 0
        border.color: Theme.accent
    }
}
