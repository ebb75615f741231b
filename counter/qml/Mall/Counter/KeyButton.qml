import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Mall.Look

/** A button with its key, always in the same place. `step`: it is what comes next, and is lit while possible. */
T.AbstractButton {
    id: button

    required property string key
    required property string iconName
    property bool step: false
    property bool busy: false
    readonly property bool lit: step && (enabled || busy)
    readonly property color tint: lit ? Theme.inkOnPrimary : enabled || busy ? Theme.primaryStrong : Theme.muted

    leftPadding: step ? Theme.gap * 1.5 : Theme.gap
    rightPadding: leftPadding
    implicitHeight: step ? Theme.touchLarge * 1.15 : Theme.touch
    implicitWidth: 0
    focusPolicy: Qt.TabFocus
    Accessible.role: Accessible.Button
    Accessible.name: text
    Accessible.description: key

    contentItem: RowLayout {
        spacing: button.step ? Theme.gap : Theme.gapSmall
        opacity: button.enabled || button.busy ? 1 : 0.85

        Icon {
            visible: button.iconName !== ""
            name: button.iconName
            tint: button.tint
            size: button.step ? Theme.icon : Theme.iconSmall
        }

        Text {
            Layout.fillWidth: true
            text: button.text
            color: button.tint
            font.family: Theme.family
            font.pixelSize: button.step ? Theme.textLarge : Theme.textBody * 0.9
            font.weight: Theme.bold
            wrapMode: Text.Wrap
            maximumLineCount: 2
            elide: Text.ElideRight
            lineHeight: 1.05
            verticalAlignment: Text.AlignVCenter
            textFormat: Text.PlainText
        }

        Busy {
            visible: button.busy
            tint: button.tint
        }

        KeyCap {
            visible: !button.busy
            text: button.key
            tint: button.tint
        }
    }

    background: Rectangle {
        radius: Theme.radius
        color: button.lit ? (button.down ? Theme.primaryStrong : Theme.primary)
            : button.down ? Theme.primarySoft
            : button.enabled || button.busy ? Theme.surface : Theme.surfaceHigh
        border.width: button.visualFocus ? 2 * Theme.border : Theme.border
        border.color: button.visualFocus ? Theme.accent : button.lit ? Theme.primary
            : button.enabled || button.busy ? Qt.alpha(Theme.primaryStrong, 0.4) : Theme.outline
    }
}
