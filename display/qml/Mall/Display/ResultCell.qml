pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Mall.Look

/** One number whose result can be fetched, and at which agency. */
Rectangle {
    id: cell

    required property int index
    required property string label
    required property string tenant
    required property string day
    required property int tint
    readonly property string text: label

    objectName: "result-" + index
    radius: Theme.radiusSmall
    color: Theme.surface
    Accessible.role: Accessible.ListItem
    Accessible.name: label + " " + tenant + " " + day

    RowLayout {
        anchors.fill: parent
        anchors.leftMargin: Theme.gap
        anchors.rightMargin: Theme.gap
        spacing: Theme.gap * 0.75

        Text {
            text: cell.label
            color: Theme.ink
            font.family: Theme.family
            font.pixelSize: Theme.textLarge
            font.weight: Theme.bold
            textFormat: Text.PlainText
        }

        ColumnLayout {
            Layout.fillWidth: true
            spacing: 0

            Text {
                Layout.fillWidth: true
                text: cell.tenant
                color: Theme.tint(cell.tint)
                font.family: Theme.family
                font.pixelSize: Theme.textCaption * 0.9
                font.weight: Theme.semiBold
                fontSizeMode: Text.HorizontalFit
                minimumPixelSize: Theme.textCaption * 0.6
                horizontalAlignment: Text.AlignRight
                elide: Text.ElideRight
                textFormat: Text.PlainText
            }

            Text {
                objectName: "result-" + cell.index + "-day"
                Layout.fillWidth: true
                visible: text !== ""
                text: cell.day === "" ? "" : qsTr("number of %1").arg(cell.day)
                color: Theme.muted
                font.family: Theme.family
                font.pixelSize: Theme.textCaption * 0.8
                font.weight: Theme.medium
                fontSizeMode: Text.HorizontalFit
                minimumPixelSize: Theme.textCaption * 0.6
                horizontalAlignment: Text.AlignRight
                elide: Text.ElideRight
                textFormat: Text.PlainText
            }
        }
    }
}
