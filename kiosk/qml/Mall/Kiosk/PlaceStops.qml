pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Mall.Look

/** Where a number for several errands stands with each of them. */
ColumnLayout {
    id: list

    required property var stops
    readonly property int count: repeater.count
    readonly property bool close: count > 4
    readonly property real textSize: close ? 0.9 * Theme.textBody : Theme.textLarge

    spacing: close ? Theme.gapSmall : Theme.gap

    Repeater {
        id: repeater

        model: list.stops

        Rectangle {
            id: row

            required property int index
            required property var modelData
            readonly property string tone: modelData.tone
            readonly property color ink: tone === "accent" ? Theme.ink : tone === "success" ? Theme.success
                : tone === "warning" ? Theme.warning : tone === "danger" ? Theme.danger
                : tone === "primary" ? Theme.primaryStrong : Theme.muted

            objectName: "place-stop-" + (index + 1)
            Layout.fillWidth: true
            implicitHeight: body.implicitHeight + (list.close ? 1.5 : 2) * Theme.gap
            radius: Theme.radius
            color: tone === "accent" ? Theme.accentSoft : Theme.surface
            border.width: tone === "accent" ? 2 * Theme.border : Theme.border
            border.color: tone === "accent" ? Theme.accent : Theme.outline

            RowLayout {
                id: body

                anchors.fill: parent
                anchors.leftMargin: Theme.gap
                anchors.rightMargin: Theme.gap
                spacing: Theme.gap * 1.5

                Icon {
                    Layout.alignment: Qt.AlignVCenter
                    name: row.modelData.emblem
                    tint: row.ink
                    size: Theme.icon
                }

                ColumnLayout {
                    Layout.fillWidth: true
                    spacing: 0

                    Body {
                        Layout.fillWidth: true
                        text: row.modelData.service
                        strong: true
                        font.pixelSize: list.textSize
                    }

                    Body {
                        objectName: "place-standing-" + (row.index + 1)
                        Layout.fillWidth: true
                        text: row.modelData.standing
                        strong: true
                        color: row.ink
                        font.pixelSize: list.textSize
                    }

                    Caption {
                        Layout.fillWidth: true
                        visible: text !== ""
                        text: row.modelData.where
                        font.pixelSize: list.close ? Theme.textCaption : Theme.textBody
                    }
                }
            }
        }
    }
}
