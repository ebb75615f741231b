import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Mall.Look

/** One action with its key. `main`: what comes next. `danger`: what ends something. */
T.AbstractButton {
    id: button

    property string iconName
    property string key
    property bool main: false
    property bool danger: false
    property bool busy: false
    readonly property color tint: !enabled ? Theme.inkOnDisabled : main ? Theme.inkOnPrimary
        : danger ? Theme.danger : Theme.primaryStrong

    Layout.fillWidth: true
    Layout.preferredWidth: 1
    implicitHeight: main ? Theme.touchLarge * 0.9 : Theme.touch
    implicitWidth: 0
    leftPadding: Theme.gap
    rightPadding: Theme.gap
    focusPolicy: Qt.TabFocus
    Accessible.role: Accessible.Button
    Accessible.name: text
    Accessible.description: key
    Keys.onReturnPressed: click()
    Keys.onEnterPressed: click()

    contentItem: RowLayout {
        spacing: Theme.gap

        Icon {
            visible: button.iconName !== ""
            name: button.iconName
            tint: button.tint
            size: button.main ? Theme.icon : Theme.iconSmall
        }

        Text {
            Layout.fillWidth: true
            text: button.text
            color: button.tint
            font.family: Theme.family
            font.pixelSize: button.main ? Theme.textLarge : Theme.textBody
            font.weight: Theme.bold
            fontSizeMode: Text.HorizontalFit
            minimumPixelSize: Theme.textCaption
            elide: Text.ElideRight
            textFormat: Text.PlainText
        }

        Busy {
            visible: button.busy
            running: visible
            tint: button.tint
        }

        KeyCap {
            visible: !button.busy && text !== ""
            text: button.key
            tint: button.tint
        }
    }

    background: Rectangle {
        radius: Theme.radius
        color: !button.enabled ? (button.main ? Theme.disabled : Theme.surfaceHigh)
            : button.main ? (button.down ? Theme.primaryStrong : Theme.primary)
            : button.down ? Theme.primarySoft : Theme.surface
        border.width: button.visualFocus ? 2 * Theme.border : button.main ? 0 : Theme.border
        border.color: button.visualFocus ? Theme.accent : button.enabled ? Qt.alpha(button.tint, 0.4) : Theme.outline
    }
}
