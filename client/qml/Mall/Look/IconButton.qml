import QtQuick
import QtQuick.Templates as T

/** A button that shows an icon alone; `text` is what a screen reader says. */
T.AbstractButton {
    id: button

    required property string iconName
    property color tint: Theme.primaryStrong

    implicitWidth: Theme.touch
    implicitHeight: Theme.touch
    Accessible.role: Accessible.Button
    Accessible.name: text

    contentItem: Item {
        Icon {
            anchors.centerIn: parent
            name: button.iconName
            tint: button.enabled ? button.tint : Theme.disabled
        }
    }

    background: Rectangle {
        radius: Theme.radius
        color: button.down ? Theme.primarySoft : Theme.surface
        border.width: button.visualFocus ? 2 * Theme.border : Theme.border
        border.color: button.visualFocus ? Theme.accent : Theme.outline
    }
}
