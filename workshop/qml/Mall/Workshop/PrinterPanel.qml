import QtQuick
import QtQuick.Layouts
import Mall.Look

/** The virtual printer: its paper, and what can go wrong with it. */
PiecePanel {
    id: panel

    required property WorkbenchModel bench

    title: qsTr("Printer")
    iconName: "printer"

    PaperTray {
        Layout.fillWidth: true
        Layout.fillHeight: true
        Layout.minimumHeight: 200 * Theme.scale
        bench: panel.bench
    }
}
