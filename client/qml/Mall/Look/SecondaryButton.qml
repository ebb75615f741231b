import QtQuick
import QtQuick.Templates as T

/** Something else that can be done. `danger` for what ends or leaves. */
T.AbstractButton {
    id: button

    property string iconName
    property bool iconAfter: false
    property bool danger: false
    property int textSize: Theme.textBody
    readonly property color tint: !enabled ? Theme.muted : danger ? Theme.danger : Theme.primaryStrong

    implicitHeight: Theme.touch
    implicitWidth: implicitContentWidth + leftPadding + rightPadding
    leftPadding: Theme.gapLarge
    rightPadding: Theme.gapLarge
    Accessible.role: Accessible.Button
    Accessible.name: text

    contentItem: ButtonFace {
        text: button.text
        iconName: button.iconName
        iconAfter: button.iconAfter
        tint: button.tint
        textSize: button.textSize
    }

    background: Rectangle {
        radius: Theme.radius
        color: button.down ? (button.danger ? Theme.dangerSoft : Theme.primarySoft)
            : button.enabled ? Theme.surface : Theme.surfaceHigh
        border.width: button.visualFocus ? 2 * Theme.border : Theme.border
        border.color: button.visualFocus ? Theme.accent : button.enabled ? button.tint : Theme.outline
    }
}
