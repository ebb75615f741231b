import QtQuick
import QtQuick.Templates as T
import Mall.Look

/** One of a few, side by side; the current one is filled. */
T.AbstractButton {
    id: option

    required property bool current
    property string iconName

    implicitWidth: implicitContentWidth + 2 * Theme.gap
    implicitHeight: Theme.touch
    Accessible.role: Accessible.RadioButton
    Accessible.name: text
    Accessible.checked: current

    contentItem: ButtonFace {
        text: option.text
        iconName: option.iconName
        tint: option.current ? Theme.inkOnPrimary : Theme.primaryStrong
        textSize: Theme.textBody
    }

    background: Rectangle {
        radius: Theme.radius
        color: option.current ? Theme.primary : option.down ? Theme.primarySoft : Theme.surface
        border.width: option.visualFocus ? 2 * Theme.border : Theme.border
        border.color: option.visualFocus ? Theme.accent : option.current ? Theme.primary : Theme.outline
    }
}
