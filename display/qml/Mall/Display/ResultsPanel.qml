pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Mall.Look

/** Whose results can be fetched, and where: beside its title where there is width, else below it. */
GridLayout {
    id: panel

    required property Lists lists
    required property bool upright
    readonly property int inRow: upright ? 2 : 4
    readonly property real cellHeight: Theme.unit * 7
    /** A last page with less on it leaves its place free, so that nothing moves. */
    readonly property int lines: Math.ceil((lists.resultsPages > 1 ? lists.resultsOnPage : cells.count) / inRow)

    objectName: "results"
    columns: upright ? 1 : 2
    columnSpacing: Theme.gapLarge
    rowSpacing: Theme.gap

    GridLayout {
        columns: panel.upright ? 2 : 1
        rowSpacing: Theme.gapSmall

        RowLayout {
            Layout.fillWidth: true
            spacing: Theme.gap

            Icon {
                name: "file-check"
                tint: Theme.success
                size: Theme.iconSmall
            }

            Text {
                objectName: "results-title"
                Layout.fillWidth: true
                text: qsTr("Ready for pick-up: %1").arg(panel.lists.resultsCount)
                color: Theme.muted
                font.family: Theme.family
                font.pixelSize: Theme.textBody
                font.weight: Theme.semiBold
                textFormat: Text.PlainText
            }
        }

        PageDots {
            objectName: "results-pages"
            page: panel.lists.resultsPage
            pages: panel.lists.resultsPages
        }
    }

    Grid {
        id: grid

        Layout.fillWidth: true
        Layout.preferredHeight: panel.lines * (panel.cellHeight + spacing) - spacing
        columns: panel.inRow
        spacing: Theme.gap

        Repeater {
            id: cells

            model: panel.lists.results

            ResultCell {
                width: (grid.width - (panel.inRow - 1) * grid.spacing) / panel.inRow
                height: panel.cellHeight
            }
        }
    }
}
