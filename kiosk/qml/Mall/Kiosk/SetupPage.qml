pragma ComponentBehavior: Bound

import QtQuick

/** The set-up in the place of all pages of visitors: code, devices, or the keyboard for an address. */
Item {
    id: page

    required property SetupModel setup
    required property bool wide

    Loader {
        anchors.fill: parent
        active: page.setup.scene === "no_code"
        sourceComponent: SetupNoCode {
            setup: page.setup
        }
    }

    Loader {
        anchors.fill: parent
        active: page.setup.scene === "code"
        sourceComponent: SetupGate {
            setup: page.setup
            wide: page.wide
        }
    }

    Loader {
        anchors.fill: parent
        active: page.setup.scene === "devices"
        sourceComponent: SetupDevices {
            setup: page.setup
            wide: page.wide
        }
    }

    Loader {
        anchors.fill: parent
        active: page.setup.scene === "address"
        sourceComponent: SetupAddress {
            setup: page.setup
            wide: page.wide
        }
    }
}
