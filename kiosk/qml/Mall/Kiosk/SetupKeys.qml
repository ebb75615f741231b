pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Mall.Look

/** What addresses are made of: their beginnings, digits, letters and the signs between. */
ColumnLayout {
    id: keys

    property bool capitals: false
    readonly property list<string> rows: ["1234567890", "qwertyuiop", "asdfghjkl-", "zxcvbnm_.:/", "?=&%"]
    signal typed(text: string)
    signal erased
    signal started(scheme: string)

    spacing: Theme.gapSmall

    RowLayout {
        Layout.fillWidth: true
        spacing: Theme.gapSmall

        Repeater {
            model: ["tcp://", "serial:///dev/", "usb://", "cups://", "file:///dev/"]

            SetupKey {
                required property string modelData

                text: modelData
                objectName: "key-" + text
                Layout.preferredWidth: implicitWidth
                onClicked: keys.started(text)
            }
        }
    }

    Repeater {
        model: keys.rows

        RowLayout {
            id: row

            required property string modelData
            required property int index

            Layout.fillWidth: true
            Layout.fillHeight: true
            spacing: Theme.gapSmall

            Repeater {
                model: row.modelData.split("")

                SetupKey {
                    required property string modelData

                    text: keys.capitals ? modelData.toUpperCase() : modelData
                    objectName: "key-" + text
                    onClicked: keys.typed(text)
                }
            }

            SetupKey {
                objectName: "key-capitals"
                visible: row.index === keys.rows.length - 1
                Layout.preferredWidth: 2
                text: keys.capitals ? "abc" : "ABC"
                onClicked: keys.capitals = !keys.capitals
            }

            SetupKey {
                objectName: "key-erase"
                visible: row.index === keys.rows.length - 1
                Layout.preferredWidth: 3
                iconName: "delete"
                text: qsTr("Erase")
                onClicked: keys.erased()
            }
        }
    }
}
