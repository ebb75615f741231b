import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Mall.Look

/** One way in which a service can end. */
T.AbstractButton {
    id: choice

    required property WorkModel work
    required property string name
    required property string key
    readonly property bool chosen: work.outcome === name
    readonly property color tint: chosen ? Theme.primaryStrong : Theme.muted

    objectName: "outcome-" + name
    implicitHeight: Theme.touch
    implicitWidth: 0
    leftPadding: Theme.gap
    rightPadding: Theme.gap
    focusPolicy: Qt.TabFocus
    Accessible.role: Accessible.RadioButton
    Accessible.name: text
    Accessible.checked: chosen
    onClicked: work.chooseOutcome(name)

    contentItem: RowLayout {
        spacing: Theme.gapSmall

        KeyCap {
            text: choice.key
            tint: choice.tint
        }

        Text {
            Layout.fillWidth: true
            text: choice.text
            color: choice.chosen ? Theme.primaryStrong : Theme.ink
            font.family: Theme.family
            font.pixelSize: Theme.textCaption
            font.weight: choice.chosen ? Theme.bold : Theme.medium
            wrapMode: Text.Wrap
            maximumLineCount: 2
            elide: Text.ElideRight
            verticalAlignment: Text.AlignVCenter
            textFormat: Text.PlainText
        }
    }

    background: Rectangle {
        radius: Theme.radius
        color: choice.chosen || choice.down ? Theme.primarySoft : Theme.surface
        border.width: choice.chosen || choice.visualFocus ? 1.5 * Theme.border : Theme.border
        border.color: choice.visualFocus ? Theme.accent : choice.chosen ? Theme.primary : Theme.outline
    }
}
