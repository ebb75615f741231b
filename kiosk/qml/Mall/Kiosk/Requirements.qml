pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Mall.Look

/** What to bring, so that nobody waits for nothing. */
ColumnLayout {
    id: list

    required property var items
    property int textSize: Theme.textBody

    spacing: Theme.gap

    Body {
        Layout.fillWidth: true
        text: qsTr("What to bring")
        strong: true
        font.pixelSize: Theme.textLarge
    }

    Repeater {
        model: list.items

        RowLayout {
            id: line

            required property string modelData

            Layout.fillWidth: true
            spacing: Theme.gap

            Icon {
                Layout.alignment: Qt.AlignTop
                name: "check-circle"
                tint: Theme.success
                size: list.textSize * 1.25
            }

            Body {
                Layout.fillWidth: true
                text: line.modelData
                font.pixelSize: list.textSize
            }
        }
    }
}
