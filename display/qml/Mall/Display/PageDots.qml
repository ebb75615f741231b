pragma ComponentBehavior: Bound

import QtQuick
import Mall.Look

/** Which page of several; nothing where there is one. */
Row {
    id: dots

    required property int page
    required property int pages

    spacing: Theme.gapSmall
    visible: pages > 1

    Repeater {
        model: dots.pages

        Rectangle {
            required property int index

            width: index === dots.page ? Theme.unit * 4 : Theme.unit * 1.5
            height: Theme.unit * 1.5
            radius: height / 2
            color: index === dots.page ? Theme.accent : Theme.outline
        }
    }
}
