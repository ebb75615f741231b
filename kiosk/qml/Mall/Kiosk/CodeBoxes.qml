pragma ComponentBehavior: Bound

import QtQuick
import Mall.Look

/** A code as far as it is typed, a box a digit, in two groups. */
Row {
    id: boxes

    required property string code
    required property int digits
    property real boxWidth: Math.min(96 * Theme.scale, (width - (digits + 1) * Theme.gapSmall) / digits)

    spacing: Theme.gapSmall
    Accessible.role: Accessible.StaticText
    Accessible.name: code

    Repeater {
        model: boxes.digits

        Item {
            id: cell

            required property int index
            readonly property bool grouped: index === boxes.digits / 2

            implicitWidth: boxes.boxWidth + (grouped ? 2 * Theme.gapSmall : 0)
            implicitHeight: 1.3 * boxes.boxWidth

            Rectangle {
                anchors.right: parent.right
                width: boxes.boxWidth
                height: parent.height
                radius: Theme.radiusSmall
                color: Theme.surface
                border.width: cell.index === boxes.code.length ? 2 * Theme.border : Theme.border
                border.color: cell.index === boxes.code.length ? Theme.primary : Theme.outline

                Heading {
                    anchors.centerIn: parent
                    text: boxes.code.charAt(cell.index)
                }
            }
        }
    }
}
