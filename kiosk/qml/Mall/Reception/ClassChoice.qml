pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Mall.Look

/** The priority classes, each a click or Ctrl with its digit; the chosen one is filled. */
GridLayout {
    id: choice

    required property var classes
    property bool usable: true
    signal chosen(key: string)

    columns: 2
    columnSpacing: Theme.gapSmall
    rowSpacing: Theme.gapSmall
    uniformCellWidths: true

    Repeater {
        model: choice.classes

        T.AbstractButton {
            id: one

            required property int index
            required property var modelData
            readonly property bool on: modelData.chosen
            readonly property color tint: on ? Theme.inkOnPrimary : choice.usable ? Theme.primaryStrong : Theme.muted

            objectName: "class-" + modelData.key
            Layout.fillWidth: true
            enabled: choice.usable
            implicitHeight: Theme.touch * 0.8
            leftPadding: Theme.gap
            rightPadding: Theme.gapSmall
            focusPolicy: Qt.TabFocus
            Accessible.role: Accessible.RadioButton
            Accessible.name: modelData.title
            Accessible.checked: on
            onClicked: choice.chosen(modelData.key)

            contentItem: RowLayout {
                spacing: Theme.gapSmall

                Icon {
                    name: one.modelData.emblem
                    tint: one.tint
                    size: Theme.iconSmall
                }

                Body {
                    Layout.fillWidth: true
                    text: one.modelData.title
                    color: one.tint
                    strong: true
                    fontSizeMode: Text.HorizontalFit
                    minimumPixelSize: Theme.textCaption * 0.8
                    wrapMode: Text.NoWrap
                    elide: Text.ElideRight
                }

                KeyCap {
                    text: one.index + 1
                    tint: one.tint
                }
            }

            background: Rectangle {
                radius: Theme.radius
                color: one.on ? Theme.primary : one.down ? Theme.primarySoft : Theme.surface
                border.width: one.visualFocus ? 2 * Theme.border : Theme.border
                border.color: one.visualFocus ? Theme.accent : one.on ? Theme.primary : Theme.outline
            }
        }
    }
}
