pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Mall.Look

/** One call of the list: whom, where to, whose, and when. */
Rectangle {
    id: line

    required property int index
    required property string label
    required property int counter
    required property string tenant
    required property string since
    required property string reason
    required property string reasonIcon
    required property bool expected
    required property bool spoken
    required property int tint
    readonly property string text: label
    readonly property real small: Math.min(Theme.textCaption, height * 0.33)
    readonly property color ink: expected ? Theme.ink : Theme.muted

    objectName: "recent-" + index
    radius: Theme.radius
    color: spoken ? Theme.accentSoft : expected ? Theme.surfaceHigh : Theme.surface
    border.width: spoken ? Theme.border * 2 : 0
    border.color: Theme.accent
    Accessible.role: Accessible.ListItem
    Accessible.name: label

    RowLayout {
        anchors.fill: parent
        anchors.leftMargin: Theme.gap
        anchors.rightMargin: Theme.gapLarge * 0.75
        spacing: Theme.gap

        Rectangle {
            Layout.preferredWidth: Theme.unit * 0.75
            Layout.fillHeight: true
            Layout.topMargin: line.height * 0.22
            Layout.bottomMargin: line.height * 0.22
            radius: width / 2
            color: line.expected ? Theme.accent : Theme.tint(line.tint)
        }

        Text {
            Layout.preferredWidth: line.width * 0.28
            text: line.label
            color: line.ink
            font.family: Theme.family
            font.pixelSize: Math.min(Theme.textHeading, line.height * 0.7)
            font.weight: Theme.extraBold
            fontSizeMode: Text.HorizontalFit
            minimumPixelSize: Theme.textCaption
            textFormat: Text.PlainText
        }

        Text {
            objectName: "recent-" + line.index + "-counter"
            Layout.preferredWidth: line.width * 0.28
            text: qsTr("Counter %1").arg(line.counter)
            color: line.expected ? Theme.accent : Theme.muted
            font.family: Theme.family
            font.pixelSize: Math.min(Theme.textTitle * 1.1, line.height * 0.58)
            font.weight: Theme.bold
            fontSizeMode: Text.HorizontalFit
            minimumPixelSize: Theme.textCaption
            textFormat: Text.PlainText
        }

        Row {
            visible: line.reason !== ""
            spacing: Theme.gapSmall * 0.75

            Icon {
                anchors.verticalCenter: parent.verticalCenter
                name: line.reasonIcon
                tint: line.ink
                size: reason.font.pixelSize * 1.1
            }

            Text {
                id: reason

                objectName: "recent-" + line.index + "-reason"
                text: line.reason
                color: line.ink
                font.family: Theme.family
                font.pixelSize: Math.min(Theme.textCaption, line.height * 0.4)
                font.weight: Theme.semiBold
                textFormat: Text.PlainText
            }
        }

        ColumnLayout {
            Layout.fillWidth: true
            spacing: 0

            Text {
                Layout.fillWidth: true
                text: line.tenant
                color: line.ink
                font.family: Theme.family
                font.pixelSize: line.small
                font.weight: Theme.semiBold
                horizontalAlignment: Text.AlignRight
                elide: Text.ElideRight
                textFormat: Text.PlainText
            }

            Row {
                Layout.alignment: Qt.AlignRight
                spacing: Theme.gapSmall

                Icon {
                    anchors.verticalCenter: parent.verticalCenter
                    visible: line.spoken
                    name: "volume-2"
                    tint: Theme.accent
                    size: line.small
                }

                Caption {
                    objectName: "recent-" + line.index + "-since"
                    text: line.since
                    font.pixelSize: line.small
                    wrapMode: Text.NoWrap
                }
            }
        }
    }
}
