import QtQuick
import QtQuick.Layouts
import Mall.Look

/** Which printer on which paper, and a slip to try it. */
GridLayout {
    id: panel

    required property SetupModel setup
    required property PrinterSetup printer
    required property bool wide

    columns: wide ? 2 : 1
    columnSpacing: Theme.gapLarge
    rowSpacing: Theme.gapLarge

    SetupPrinterList {
        Layout.fillWidth: true
        Layout.fillHeight: true
        Layout.preferredWidth: 1
        Layout.preferredHeight: 1
        setup: panel.setup
        printer: panel.printer
    }

    ColumnLayout {
        Layout.fillWidth: true
        Layout.fillHeight: panel.wide
        Layout.preferredWidth: 1
        Layout.alignment: Qt.AlignTop
        spacing: Theme.gap * 1.5

        SetupOptions {
            Layout.fillWidth: true
            label: qsTr("Paper and kind of printer")
            name: "paper"
            columns: panel.wide ? 2 : options.length
            options: panel.printer.papers
            current: panel.printer.paper
            onChosen: key => panel.printer.setPaper(key)
        }

        SetupOptions {
            Layout.fillWidth: true
            visible: panel.printer.baud !== ""
            label: qsTr("Speed of the serial line (baud)")
            name: "baud"
            options: panel.printer.bauds
            current: panel.printer.baud
            onChosen: key => panel.printer.setBaud(Number(key))
        }

        SetupTrial {
            Layout.fillWidth: true
            Layout.fillHeight: panel.wide
            printer: panel.printer
        }
    }
}
