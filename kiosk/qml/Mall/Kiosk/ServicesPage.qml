pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Mall.Look

/** What for? The services of one tenant. */
PageFrame {
    id: page

    required property KioskModel kiosk
    required property bool wide
    readonly property string tenant: kiosk.tenant.key ?? ""

    onTenantChanged: grid.toStart()

    heading: TenantHead {
        Layout.fillWidth: true
        tenant: page.kiosk.tenant
        title: qsTr("Choose a service")
    }

    buttons: [
        BackButton { kiosk: page.kiosk },
        Item { Layout.fillWidth: true },
        PageTurner { grid: grid }
    ]

    ChoiceGrid {
        id: grid

        objectName: "services"
        anchors.fill: parent
        anchors.rightMargin: -Theme.gap
        columns: Math.max(1, Math.floor(width / (820 * Theme.scale)))
        rowHeightMin: Theme.touchLarge + (page.wide ? Theme.gap : Theme.gapLarge)
            + (page.kiosk.someShut ? 1.5 * Theme.gapLarge : 0)
        rowHeightMax: Theme.touchLarge * 1.4
        model: page.kiosk.services

        delegate: Item {
            id: cell

            required property string key
            required property string title
            required property string waiting
            required property string subtitle
            required property string tone
            required property bool shut

            width: grid.cellWidth
            height: grid.cellHeight

            Tile {
                objectName: "service-" + cell.key
                anchors.fill: parent
                anchors.rightMargin: Theme.gap
                anchors.bottomMargin: Theme.gap
                title: cell.title
                subtitle: cell.subtitle
                titleSize: page.wide ? Theme.textBody : Theme.textLarge
                tint: cell.shut ? Theme.muted : Theme.tint(page.kiosk.tenant.tint ?? 0)
                chipIcon: cell.shut ? "lock" : ""
                chip: cell.waiting
                chipTone: cell.tone
                chipBeside: true
                onClicked: page.kiosk.openService(cell.key)
            }
        }
    }
}
