pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Mall.Look

/** The kiosk's devices, one kind a tab. */
PageFrame {
    id: page

    required property SetupModel setup
    required property bool wide
    readonly property PrinterSetup printer: setup.printer

    heading: [
        SetupTabs {
            Layout.fillWidth: true
            setup: page.setup
        }
    ]

    buttons: [
        SetupBack {
            setup: page.setup
            text: page.printer.canSave ? qsTr("Leave without saving") : qsTr("Back to the visitors")
        },
        Item {
            Layout.fillWidth: true
        },
        PrimaryButton {
            objectName: "setup-save"
            visible: page.setup.tab === "printer"
            Layout.preferredWidth: Math.max(implicitWidth, page.width / 3)
            enabled: page.printer.canSave
            iconName: "check"
            text: qsTr("Save")
            textSize: Theme.textTitle
            onClicked: page.printer.save()
        }
    ]

    SetupPrinter {
        anchors.fill: parent
        visible: page.setup.tab === "printer"
        setup: page.setup
        printer: page.printer
        wide: page.wide
    }

    Loader {
        anchors.fill: parent
        active: page.setup.tab !== "printer"
        sourceComponent: SetupFacts {
            setup: page.setup
            wide: page.wide
        }
    }
}
