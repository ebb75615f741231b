pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Mall.Look

/** Where to? The tenants of the mall. */
PageFrame {
    id: page

    required property KioskModel kiosk
    required property bool wide
    readonly property bool checksIn: kiosk.errandCount === 0
    readonly property bool checksInBelow: checksIn && !wide
    readonly property bool noted: kiosk.printerNote !== "" || kiosk.shutText !== ""

    footed: grid.rows * grid.rowHeightMin > roomWithoutButtons
    onVisibleChanged: grid.toStart()

    aboveShown: checksInBelow
    above: OpenCheckIn {
        Layout.fillWidth: true
        kiosk: page.kiosk
    }

    buttons: [
        Item { Layout.fillWidth: true },
        PageTurner { grid: grid }
    ]

    heading: [
        RowLayout {
            Layout.fillWidth: true
            spacing: Theme.gapLarge

            ColumnLayout {
                Layout.fillWidth: true
                spacing: Theme.gapSmall

                Heading {
                    Layout.fillWidth: true
                    text: page.checksIn ? qsTr("Which office are you going to?") : qsTr("Which office next?")
                }

                Body {
                    Layout.fillWidth: true
                    visible: page.checksIn && !page.noted
                    text: qsTr("Touch one. You will see what to bring before you take a number.")
                    color: Theme.muted
                }

                ScanHint {
                    Layout.fillWidth: true
                    visible: page.kiosk.canScan && page.checksIn
                    kiosk: page.kiosk
                }
            }

            OpenCheckIn {
                visible: page.checksIn && page.wide
                kiosk: page.kiosk
            }
        },
        Notice {
            objectName: "mall-shut"
            Layout.topMargin: Theme.gapSmall
            Layout.fillWidth: true
            visible: text !== ""
            iconName: "lock"
            tone: "warning"
            title: qsTr("No numbers are given now")
            text: page.kiosk.shutText
        },
        Notice {
            objectName: "printer-note"
            Layout.topMargin: Theme.gapSmall
            Layout.fillWidth: true
            visible: text !== ""
            iconName: "printer"
            tone: "warning"
            text: page.kiosk.printerNote
        }
    ]

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
            required property bool shut

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
                tint: cell.shut ? Theme.muted : Theme.tint(cell.tint)
                chipIcon: cell.shut ? "lock" : ""
                chip: cell.waiting
                chipTone: cell.tone
                chevron: false
                onClicked: page.kiosk.openTenant(cell.key)
            }
        }
    }
}
