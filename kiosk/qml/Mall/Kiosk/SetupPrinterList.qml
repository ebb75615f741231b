pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Mall.Look

/** The printers that are attached or configured, and the ways beside them. */
ColumnLayout {
    id: list

    required property SetupModel setup
    required property PrinterSetup printer

    spacing: Theme.gap

    ListView {
        id: view

        objectName: "printers"
        Layout.fillWidth: true
        Layout.fillHeight: true
        clip: true
        spacing: Theme.gapSmall
        boundsBehavior: Flickable.StopAtBounds
        model: list.printer.rows

        delegate: SetupPrinterRow {
            id: row

            width: view.width
            onClicked: list.printer.choose(row.key)
        }

        footer: SetupLooking {
            width: view.width
            printer: list.printer
        }
    }

    RowLayout {
        Layout.fillWidth: true
        spacing: Theme.gap

        SecondaryButton {
            objectName: "search-again"
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            enabled: !list.printer.searching
            iconName: "search"
            text: qsTr("Look again")
            onClicked: list.printer.search()
        }

        SecondaryButton {
            objectName: "type-address"
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            iconName: "keyboard"
            text: qsTr("Type an address")
            onClicked: list.setup.openAddress()
        }
    }
}
