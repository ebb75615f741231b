import QtQuick
import QtQuick.Layouts
import Mall.Look

/** Whose mall this is, which part of it, and the time. */
Rectangle {
    id: head

    required property DisplayModel display
    required property bool upright
    required property bool branded

    objectName: "head"
    implicitHeight: Math.max(Theme.touchLarge, row.implicitHeight + Theme.gap)
    color: Theme.surface

    RowLayout {
        id: row

        anchors.fill: parent
        anchors.leftMargin: Theme.margin
        anchors.rightMargin: Theme.margin
        spacing: Theme.gapLarge

        Rectangle {
            visible: head.branded
            Layout.preferredWidth: Theme.touch
            Layout.preferredHeight: Theme.touch
            radius: Theme.radius
            color: Theme.primary

            Icon {
                anchors.centerIn: parent
                name: "landmark"
                tint: Theme.inkOnPrimary
                size: Theme.iconLarge
            }
        }

        ColumnLayout {
            Layout.fillWidth: true
            spacing: 0

            Text {
                objectName: "mall"
                Layout.fillWidth: true
                text: head.display.mall
                color: Theme.ink
                font.family: Theme.family
                font.pixelSize: head.upright ? Theme.textLarge : Theme.textTitle
                font.weight: Theme.bold
                visible: head.branded
                wrapMode: Text.WordWrap
                maximumLineCount: 2
                lineHeight: 0.95
                elide: Text.ElideRight
                textFormat: Text.PlainText
            }

            Body {
                objectName: "place"
                Layout.fillWidth: true
                visible: text !== ""
                text: head.display.place
                color: Theme.muted
                lineHeight: 1
            }
        }

        SoundSign {
            sound: head.display.sound
            small: head.upright
        }

        ColumnLayout {
            spacing: 0

            Text {
                objectName: "clock"
                Layout.alignment: Qt.AlignRight
                text: head.display.clock
                color: Theme.ink
                font.family: Theme.family
                font.pixelSize: Theme.textHeading
                font.weight: Theme.bold
                lineHeight: 0.95
            }

            Caption {
                objectName: "date"
                Layout.alignment: Qt.AlignRight
                text: head.display.date
                wrapMode: Text.NoWrap
            }
        }
    }

    Rectangle {
        anchors.bottom: parent.bottom
        width: parent.width
        height: Theme.border
        color: Theme.outline
    }
}
