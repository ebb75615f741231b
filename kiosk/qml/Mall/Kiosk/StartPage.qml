pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Mall.Look

/** Where to? The tenants of the mall. */
PageFrame {
    id: page

    required property KioskModel kiosk

    title: qsTr("Which office are you going to?")
    lead: kiosk.printerNote === "" ? qsTr("Touch one. You will see what to bring before you take a number.") : ""
    footed: grid.rows * grid.rowHeightMin > roomWithoutButtons
    onVisibleChanged: grid.toStart()

    buttons: [
        Item { Layout.fillWidth: true },
        PageTurner { grid: grid }
    ]

    heading: Notice {
        objectName: "printer-note"
        Layout.fillWidth: true
        visible: text !== ""
        iconName: "printer"
        tone: "warning"
        text: page.kiosk.printerNote
    }

    ChoiceGrid {
        id: grid

        objectName: "tenants"
        anchors.fill: parent
        anchors.rightMargin: -Theme.gap
        columns: Math.max(2, Math.floor(width / (430 * Theme.scale)))
        rowHeightMin: Theme.touchLarge * 1.7
        rowHeightMax: Theme.touchLarge * 2
        model: page.kiosk.tenants

        delegate: Item {
            id: cell

            required property string key
            required property string title
            required property string subtitle
            required property string emblem
            required property string badge
            required property int tint
            required property string waiting
            required property string tone

            width: grid.cellWidth
            height: grid.cellHeight

            Tile {
                objectName: "tenant-" + cell.key
                anchors.fill: parent
                anchors.rightMargin: Theme.gap
                anchors.bottomMargin: Theme.gap
                title: cell.title
                titleSize: Theme.textBody
                titleLines: 1
                subtitle: cell.subtitle
                iconName: cell.emblem
                badge: cell.badge
                tint: Theme.tint(cell.tint)
                chip: cell.waiting
                chipTone: cell.tone
                chevron: false
                onClicked: page.kiosk.openTenant(cell.key)
            }
        }
    }
}
