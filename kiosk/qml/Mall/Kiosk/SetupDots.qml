pragma ComponentBehavior: Bound

import QtQuick
import Mall.Look

/** How many digits are typed, and room for the most that a code has. */
Row {
    id: dots

    required property int count
    required property int countMax

    spacing: Theme.gap * 1.25
    Accessible.role: Accessible.StaticText
    Accessible.name: String(count)

    Repeater {
        model: dots.countMax

        Rectangle {
            required property int index
            readonly property bool typed: index < dots.count

            width: 44 * Theme.scale
            height: width
            radius: width / 2
            color: typed ? Theme.primary : Theme.surface
            border.width: 2 * Theme.border
            border.color: typed ? Theme.primary : Theme.outline
        }
    }
}
