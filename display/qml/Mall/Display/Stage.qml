import QtQuick
import Mall.Look

/** The one call that everybody should see; it breathes while it is new or being spoken. */
Rectangle {
    id: stage

    required property DisplayModel display
    readonly property bool connected: display.connected
    readonly property bool empty: display.callNumber === ""

    objectName: "stage"
    color: Theme.surface
    radius: Theme.radiusLarge
    border.width: Theme.border
    border.color: Theme.outline

    Rectangle {
        id: glow

        anchors.fill: parent
        radius: parent.radius
        color: Theme.surfaceHigh
        border.width: Theme.unit * 0.75
        border.color: Theme.accent
        opacity: 0

        SequentialAnimation on opacity {
            running: stage.display.callNew && stage.visible
            loops: Animation.Infinite
            alwaysRunToEnd: true

            NumberAnimation {
                to: 1
                duration: Theme.pulseMs / 2
                easing.type: Easing.InOutSine
            }

            NumberAnimation {
                to: 0
                duration: Theme.pulseMs / 2
                easing.type: Easing.InOutSine
            }
        }
    }

    StageCall {
        anchors.fill: parent
        anchors.margins: Theme.gapLarge
        visible: !stage.empty
        display: stage.display
    }

    Welcome {
        anchors.centerIn: parent
        width: parent.width - 2 * Theme.margin
        visible: stage.empty
        large: false
        display: stage.display
    }
}
