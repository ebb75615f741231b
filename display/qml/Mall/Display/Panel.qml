import QtQuick
import QtQuick.Layouts
import Mall.Look

/** A part of the board with its title; `aside` stands at the right of the title. */
ColumnLayout {
    id: panel

    required property string title
    property alias aside: asideRow.data

    spacing: Theme.gap

    RowLayout {
        spacing: Theme.gapLarge

        Text {
            Layout.fillWidth: true
            text: panel.title
            color: Theme.muted
            font.family: Theme.family
            font.pixelSize: Theme.textBody
            font.weight: Theme.semiBold
            elide: Text.ElideRight
            textFormat: Text.PlainText
        }

        RowLayout {
            id: asideRow

            spacing: Theme.gapLarge
        }
    }
}
