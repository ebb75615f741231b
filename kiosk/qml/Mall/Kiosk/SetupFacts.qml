pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Mall.Look

/** Scanner or server: what there is to know, nothing to change. */
Item {
    id: page

    required property SetupModel setup
    required property bool wide

    ColumnLayout {
        anchors.left: parent.left
        anchors.right: parent.right
        spacing: Theme.gapLarge

        Notice {
            objectName: "scan-hint"
            Layout.fillWidth: true
            visible: page.setup.tab === "scanner"
            iconName: "qr-code"
            text: qsTr("To try it, scan any slip or code: what was read shows here.")
        }

        Panel {
            Layout.fillWidth: true

            GridLayout {
                Layout.fillWidth: true
                columns: page.wide ? 2 : 1
                columnSpacing: Theme.gapLarge
                rowSpacing: Theme.gap * 1.5
                uniformCellWidths: true

                Repeater {
                    model: page.setup.facts

                    Fact {
                        required property var modelData

                        objectName: "fact-" + modelData.icon
                        Layout.fillWidth: true
                        Layout.alignment: Qt.AlignTop
                        iconName: modelData.icon
                        label: modelData.label
                        value: modelData.value
                    }
                }
            }
        }

        Notice {
            objectName: "server-problem"
            Layout.fillWidth: true
            visible: page.setup.tab === "server" && text !== ""
            tone: "warning"
            text: page.setup.problem
        }
    }
}
