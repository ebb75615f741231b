import QtQuick
import QtQuick.Templates as T

/** The one thing to do on a screen. `tone` colours it: "primary", "accent", "success" or "danger". */
T.AbstractButton {
    id: button

    property string iconName
    property bool iconAfter: false
    property string tone: "primary"
    property int textSize: Theme.textLarge
    readonly property color fill: tone === "accent" ? Theme.accent : tone === "success" ? Theme.success
        : tone === "danger" ? Theme.danger : Theme.primary
    readonly property color inkOnFill: tone === "accent" ? Theme.inkOnAccent : tone === "danger" ? Theme.inkOnDanger
        : Theme.inkOnPrimary

    implicitHeight: Theme.touchLarge
    implicitWidth: implicitContentWidth + leftPadding + rightPadding
    leftPadding: Theme.gapLarge
    rightPadding: Theme.gapLarge
    Accessible.role: Accessible.Button
    Accessible.name: text

    contentItem: ButtonFace {
        text: button.text
        iconName: button.iconName
        iconAfter: button.iconAfter
        tint: button.enabled ? button.inkOnFill : Theme.inkOnDisabled
        textSize: button.textSize
    }

    background: Rectangle {
        radius: Theme.radius
        color: !button.enabled ? Theme.disabled : button.down ? Qt.darker(button.fill, 1.18) : button.fill
        border.width: button.visualFocus ? 2 * Theme.border : 0
        border.color: button.tone === "accent" ? Theme.ink : Theme.accent
    }
}
