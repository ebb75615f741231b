import QtQuick
import Mall.Look

/** Lies over the mall's name: held long enough it calls the set-up. Visitors see nothing of it. */
Item {
    id: handle

    required property SetupModel setup
    /** Of the time between the first hint and the moment at which it is heard. */
    property real grown: 0

    objectName: "setup-handle"
    Accessible.ignored: true

    TapHandler {
        id: tap

        // A finger that rests is never quite still.
        gesturePolicy: TapHandler.WithinBounds
        longPressThreshold: handle.setup.holdS
        onLongPressed: handle.setup.knock()
        onPressedChanged: handle.grown = 0
    }

    Shortcut {
        sequence: "Ctrl+Shift+S"
        onActivated: handle.setup.knock()
    }

    SequentialAnimation {
        running: tap.pressed

        PauseAnimation { duration: 1000 * handle.setup.hintS }
        NumberAnimation {
            target: handle
            property: "grown"
            from: 0
            to: 1
            duration: 1000 * (handle.setup.holdS - handle.setup.hintS)
        }
    }

    Rectangle {
        objectName: "setup-ring"
        x: Theme.margin + Theme.touch * 0.425 - width / 2
        anchors.verticalCenter: parent.verticalCenter
        visible: handle.grown > 0
        width: Theme.touch * (0.85 + 0.35 * handle.grown)
        height: width
        radius: width / 2
        color: "transparent"
        opacity: handle.grown
        border.width: 2 * Theme.border
        border.color: Theme.accent
    }
}
