pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Mall.Look

/** Who may ask to be served earlier; nobody has to, and nothing is asked for. */
GridLayout {
    id: row

    required property KioskModel kiosk
    required property bool wide
    /** No word of a name would fit beside its icon. */
    readonly property bool narrow: width < 1700 * Theme.scale

    objectName: "classes"
    columns: wide ? 2 : 1
    columnSpacing: Theme.gapLarge
    rowSpacing: Theme.gapSmall

    Body {
        objectName: "priority-hint"
        Layout.fillWidth: !row.wide
        Layout.preferredWidth: row.wide ? 480 * Theme.scale : -1
        text: row.kiosk.priority === "" ? qsTr("Do you need priority? Touch what fits. No proof is asked.")
            : qsTr("You get priority. Touch again to take it back.")
        color: row.kiosk.priority === "" ? Theme.muted : Theme.primaryStrong
    }

    RowLayout {
        Layout.fillWidth: true
        spacing: Theme.gap
        uniformCellSizes: true

        Repeater {
            id: repeater

            model: row.kiosk.classes

            ClassChip {
                required property string key
                required property string title
                required property string emblem

                objectName: "class-" + key
                Layout.fillWidth: true
                Layout.preferredWidth: 1
                text: title
                iconName: emblem
                tall: row.narrow
                onClicked: row.kiosk.chooseClass(key)
            }
        }
    }
}
