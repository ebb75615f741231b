pragma ComponentBehavior: Bound

import QtQuick
import Mall.Look

/** What is out of the ordinary about the visit, as chips; keeps its place while there is nothing. */
Item {
    id: row

    required property VisitModel visit

    implicitHeight: Theme.textCaption * 1.9

    Row {
        anchors.horizontalCenter: parent.horizontalCenter
        height: parent.height
        spacing: Theme.gapSmall

        Repeater {
            model: row.visit.facts

            delegate: Chip {
                required property string key
                required property string icon
                required text
                required tone

                objectName: "fact-" + key
                iconName: icon
            }
        }
    }
}
