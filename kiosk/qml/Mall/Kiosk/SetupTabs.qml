pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Mall.Look

/** The kinds of devices; the one in sight is filled. */
RowLayout {
    id: tabs

    required property SetupModel setup

    spacing: Theme.gap

    Repeater {
        model: [
            { key: "printer", emblem: "printer", text: qsTr("Printer") },
            { key: "scanner", emblem: "qr-code", text: qsTr("Scanner") },
            { key: "server", emblem: "monitor", text: qsTr("Server") }
        ]

        SetupOption {
            required property var modelData

            objectName: "setup-tab-" + modelData.key
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            Layout.preferredHeight: Theme.touchLarge * 0.9
            text: modelData.text
            iconName: modelData.emblem
            current: tabs.setup.tab === modelData.key
            onClicked: tabs.setup.openTab(modelData.key)
        }
    }
}
