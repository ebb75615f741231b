pragma ComponentBehavior: Bound

import QtQuick

/** Three dots that take turns: something is under way. */
Row {
    id: busy

    property color tint: Theme.primary
    property real dot: Theme.unit * 1.75
    property bool running: true

    spacing: dot * 0.7
    Accessible.role: Accessible.Animation
    Accessible.name: qsTr("Please wait")

    Repeater {
        model: 3

        Rectangle {
            id: one

            required property int index

            width: busy.dot
            height: busy.dot
            radius: width / 2
            color: busy.tint

            SequentialAnimation on opacity {
                running: busy.running && busy.visible
                loops: Animation.Infinite

                PauseAnimation { duration: one.index * Theme.calmMs }
                NumberAnimation { to: 0.25; duration: Theme.calmMs }
                NumberAnimation { to: 1; duration: Theme.calmMs }
                PauseAnimation { duration: (2 - one.index) * Theme.calmMs }
            }
        }
    }
}
