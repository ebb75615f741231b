pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Mall.Look

/** At the lower edge: what was put aside for this visit, in the quickest order, and one number for all. */
Rectangle {
    id: bar

    required property KioskModel kiosk
    /** Room for the list beside the button. */
    readonly property bool beside: width > 1800 * Theme.scale
    /** The page in sight has a button of its own that takes the number. */
    readonly property bool onPage: kiosk.screen === "service"

    objectName: "errand-bar"
    implicitHeight: body.implicitHeight + 2 * Theme.gap
    color: Theme.surface

    Rectangle {
        width: parent.width
        height: 2 * Theme.border
        color: Theme.primary
    }

    GridLayout {
        id: body

        anchors.fill: parent
        anchors.leftMargin: Theme.margin
        anchors.rightMargin: Theme.margin
        anchors.topMargin: Theme.gap
        anchors.bottomMargin: Theme.gap
        columns: bar.beside ? 3 : 2
        columnSpacing: Theme.gapLarge
        rowSpacing: Theme.gapSmall

        ColumnLayout {
            Layout.fillWidth: !bar.beside
            Layout.preferredWidth: 260 * Theme.scale
            spacing: 0

            Body {
                objectName: "errand-order"
                Layout.fillWidth: true
                text: bar.kiosk.wantedCount > 1 ? qsTr("Your errands, quickest order:") : qsTr("Your errands:")
                strong: true
            }

            Caption {
                objectName: "errand-priority"
                Layout.fillWidth: true
                visible: bar.kiosk.priority !== ""
                text: qsTr("Priority: %1").arg(bar.kiosk.priority)
                color: Theme.primaryStrong
            }
        }

        PrimaryButton {
            Layout.column: bar.beside ? 2 : 1
            Layout.row: 0
            objectName: bar.onPage ? "" : "take-number"
            visible: !bar.onPage
            enabled: bar.kiosk.canTake
            iconName: "ticket"
            text: qsTr("Take a number")
            onClicked: bar.kiosk.take()
        }

        GridLayout {
            Layout.row: bar.beside ? 0 : 1
            Layout.column: bar.beside ? 1 : 0
            Layout.columnSpan: bar.beside ? 1 : 2
            Layout.fillWidth: true
            columns: bar.width > 1300 * Theme.scale ? 3 : 2
            uniformCellWidths: true
            columnSpacing: Theme.gapSmall
            rowSpacing: Theme.gapSmall

            Repeater {
                model: bar.kiosk.errands

                ErrandChip {
                    required property string key
                    required property bool open

                    objectName: "errand-" + key
                    Layout.fillWidth: true
                    Layout.preferredWidth: 1
                    removable: !open
                    removeName: "remove-" + key
                    onRemoved: bar.kiosk.dropErrand(key)
                }
            }
        }
    }
}
