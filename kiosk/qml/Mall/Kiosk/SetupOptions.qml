pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Mall.Look

/** A label over a few options of which one holds. `options`: maps of `key` and `text`. */
ColumnLayout {
    id: group

    required property string label
    required property string name
    required property var options
    required property string current
    property int columns: options.length
    signal chosen(key: string)

    spacing: Theme.gapSmall

    Caption {
        Layout.fillWidth: true
        text: group.label
    }

    GridLayout {
        Layout.fillWidth: true
        columns: Math.max(1, group.columns)
        columnSpacing: Theme.gapSmall
        rowSpacing: Theme.gapSmall

        Repeater {
            model: group.options

            SetupOption {
                required property var modelData

                objectName: group.name + "-" + modelData.key
                Layout.fillWidth: true
                Layout.preferredWidth: 1
                text: modelData.text
                current: group.current === modelData.key
                onClicked: group.chosen(modelData.key)
            }
        }
    }
}
