pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import QtQuick.Window
import Mall.Look

/** The workbench: every device at once where there is room, else the signs and one other at a time. */
Window {
    id: window

    required property WorkbenchModel bench

    readonly property bool wide: width >= 860 && printer !== null && others > 0
    readonly property PieceModel printer: bench.printer
    readonly property PieceModel sign: bench.sign
    readonly property PieceModel scanner: bench.scanner
    readonly property int others: bench.keypads.length + (scanner !== null ? 1 : 0) + (sign !== null ? 1 : 0)
    /** Shown where the window is narrow. */
    property string turned: printer !== null ? "printer" : bench.keypads.length > 0 ? "keypad" : "scanner"

    width: 960
    height: 760
    title: qsTr("Workbench")
    color: Theme.night

    Binding {
        target: Theme
        property: "scale"
        value: Math.max(0.5, Math.min(0.8, window.width / (window.wide ? 1240 : 640), window.height / 1100))
    }

    Binding {
        target: Theme
        property: "dark"
        value: true
    }

    RowLayout {
        anchors.fill: parent
        anchors.margins: Theme.gap
        spacing: Theme.gap

        Loader {
            active: window.wide
            visible: active
            Layout.fillHeight: true
            Layout.fillWidth: true
            Layout.preferredWidth: 5

            sourceComponent: PrinterPanel {
                piece: window.printer
                bench: window.bench
            }
        }

        Flickable {
            id: bay

            Layout.fillHeight: true
            Layout.fillWidth: true
            Layout.preferredWidth: 6
            contentWidth: width
            contentHeight: Math.max(height, stack.implicitHeight)
            boundsBehavior: Flickable.StopAtBounds
            interactive: contentHeight > height
            clip: true

            ColumnLayout {
                id: stack

                width: bay.width
                height: bay.contentHeight
                spacing: Theme.gap

                Loader {
                    active: window.sign !== null
                    visible: active
                    Layout.fillWidth: true

                    sourceComponent: SignPanel {
                        piece: window.sign
                    }
                }

                RowLayout {
                    visible: !window.wide && window.others + (window.printer !== null ? 1 : 0) > 1
                    Layout.fillWidth: true
                    spacing: 0

                    BenchTab {
                        objectName: "tab-printer"
                        visible: window.printer !== null
                        Layout.fillWidth: true
                        Layout.preferredWidth: 1
                        checked: window.turned === "printer"
                        troubled: window.printer !== null && window.printer.troubled
                        text: qsTr("Printer")
                        onClicked: window.turned = "printer"
                    }

                    BenchTab {
                        objectName: "tab-keypad"
                        visible: window.bench.keypads.length > 0
                        Layout.fillWidth: true
                        Layout.preferredWidth: 1
                        checked: window.turned === "keypad"
                        text: qsTr("Keypad")
                        onClicked: window.turned = "keypad"
                    }

                    BenchTab {
                        objectName: "tab-scanner"
                        visible: window.scanner !== null
                        Layout.fillWidth: true
                        Layout.preferredWidth: 1
                        checked: window.turned === "scanner"
                        troubled: window.scanner !== null && window.scanner.troubled
                        text: qsTr("Scanner")
                        onClicked: window.turned = "scanner"
                    }
                }

                Loader {
                    active: !window.wide && window.printer !== null
                    visible: active && window.turned === "printer"
                    Layout.fillWidth: true
                    Layout.fillHeight: true

                    sourceComponent: PrinterPanel {
                        piece: window.printer
                        bench: window.bench
                    }
                }

                GridLayout {
                    Layout.fillWidth: true
                    visible: window.wide || window.turned !== "printer"
                    columns: window.wide ? 2 : 1
                    columnSpacing: Theme.gap
                    rowSpacing: Theme.gap

                    Repeater {
                        model: window.bench.keypads

                        KeypadPanel {
                            required property PieceModel modelData

                            piece: modelData
                            visible: window.wide || window.turned === "keypad"
                            Layout.fillWidth: true
                            Layout.fillHeight: true
                            Layout.preferredWidth: 1
                        }
                    }

                    Loader {
                        active: window.scanner !== null
                        visible: active && (window.wide || window.turned === "scanner")
                        Layout.fillWidth: true
                        Layout.fillHeight: true
                        Layout.preferredWidth: 1

                        sourceComponent: ScannerPanel {
                            piece: window.scanner
                        }
                    }
                }

                Item {
                    Layout.fillHeight: true
                    visible: window.wide || window.turned !== "printer"
                }
            }
        }
    }
}
