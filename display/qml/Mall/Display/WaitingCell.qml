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
    required property int tint
    readonly property string text: String(count)

    objectName: "waiting-" + tenant
    radius: Theme.radiusSmall
    color: Theme.surface
    Accessible.role: Accessible.ListItem
    Accessible.name: name

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

        Text {
            Layout.fillWidth: true
            Layout.fillHeight: true
            text: cell.name
            color: cell.staffed ? Theme.ink : Theme.muted
            font.family: Theme.family
            font.pixelSize: Theme.textCaption * 1.1
            font.weight: Theme.medium
            fontSizeMode: Text.Fit
            minimumPixelSize: Theme.textCaption * 0.75
            verticalAlignment: Text.AlignVCenter
            wrapMode: Text.WordWrap
            maximumLineCount: 2
            lineHeight: 0.9
            elide: Text.ElideRight
            textFormat: Text.PlainText
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
