pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Mall.Look

/** One agency and how many wait for it; faint where no counter is open. */
Rectangle {
    id: cell

    required property string tenant
    required property string name
    required property string prefix
    required property int count
    required property bool staffed
    required property bool closed
    required property string note
    required property string noteIcon
    required property int tint
    readonly property string text: String(count)
    readonly property bool noted: note !== ""

    objectName: "waiting-" + tenant
    radius: Theme.radiusSmall
    color: Theme.surface
    Accessible.role: Accessible.ListItem
    Accessible.name: name
    Accessible.description: note

    RowLayout {
        anchors.fill: parent
        anchors.leftMargin: Theme.gapSmall
        anchors.rightMargin: Theme.gap
        spacing: Theme.gap * 0.75

        Rectangle {
            Layout.preferredWidth: Theme.unit * 5
            Layout.preferredHeight: Theme.unit * 4.5
            radius: Theme.radiusSmall
            color: Theme.soft(Theme.tint(cell.tint))

            Text {
                anchors.centerIn: parent
                text: cell.prefix
                color: cell.staffed ? Theme.tint(cell.tint) : Theme.muted
                font.family: Theme.family
                font.pixelSize: Theme.textCaption
                font.weight: Theme.extraBold
                textFormat: Text.PlainText
            }
        }

        ColumnLayout {
            Layout.fillWidth: true
            Layout.fillHeight: !cell.noted
            spacing: 0

            Text {
                Layout.fillWidth: true
                Layout.fillHeight: !cell.noted
                text: cell.name
                color: cell.staffed ? Theme.ink : Theme.muted
                font.family: Theme.family
                font.pixelSize: Theme.textCaption * (cell.noted ? 0.95 : 1.1)
                font.weight: Theme.medium
                fontSizeMode: cell.noted ? Text.HorizontalFit : Text.Fit
                minimumPixelSize: Theme.textCaption * 0.7
                verticalAlignment: Text.AlignVCenter
                wrapMode: cell.noted ? Text.NoWrap : Text.WordWrap
                maximumLineCount: cell.noted ? 1 : 2
                lineHeight: 0.9
                elide: Text.ElideRight
                textFormat: Text.PlainText
            }

            RowLayout {
                Layout.fillWidth: true
                visible: cell.noted
                spacing: Theme.unit * 0.5

                Icon {
                    name: cell.noteIcon
                    tint: noteText.color
                    size: noteText.font.pixelSize
                }

                Text {
                    id: noteText

                    objectName: "waiting-" + cell.tenant + "-note"
                    Layout.fillWidth: true
                    text: cell.note
                    color: cell.closed ? Theme.warning : Theme.muted
                    font.family: Theme.family
                    font.pixelSize: Theme.textCaption * 0.8
                    font.weight: Theme.semiBold
                    fontSizeMode: Text.HorizontalFit
                    minimumPixelSize: Theme.textCaption * 0.6
                    elide: Text.ElideRight
                    textFormat: Text.PlainText
                }
            }
        }

        Text {
            text: cell.count
            color: cell.count > 0 ? Theme.ink : Theme.muted
            font.family: Theme.family
            font.pixelSize: Theme.textLarge
            font.weight: Theme.bold
            textFormat: Text.PlainText
        }
    }
}
