import QtQuick
import QtQuick.Layouts
import QtQuick.Window
import Mall.Look

/** The hall's screen, upright or lying. */
Window {
    id: window

    required property DisplayModel display
    readonly property bool upright: height > width
    readonly property bool inHall: display.page === "board" || display.page === "idle"

    width: 1920
    height: 1080
    color: Theme.page
    title: qsTr("Queue display")

    Binding {
        target: Theme
        property: "scale"
        value: Theme.scaleFor(window.width, window.height, 1080)
    }

    Binding {
        target: Theme
        property: "dark"
        value: true
    }

    // Nobody points at a screen on the wall; a window on a desk is another matter.
    HoverHandler {
        objectName: "pointer"
        cursorShape: window.visibility === Window.FullScreen ? Qt.BlankCursor : Qt.ArrowCursor
    }

    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        TrainingRibbon {
            Layout.fillWidth: true
            shown: window.display.training
        }

        Head {
            Layout.fillWidth: true
            visible: window.inHall
            display: window.display
            upright: window.upright
            branded: window.display.page === "board"
        }

        ConnectionBanner {
            Layout.fillWidth: true
            text: window.inHall ? window.display.banner : ""
        }

        Item {
            Layout.fillWidth: true
            Layout.fillHeight: true

            Board {
                anchors.fill: parent
                visible: window.inHall
                upright: window.upright
                display: window.display
            }

            FullNote {
                anchors.fill: parent
                visible: !window.inHall
                display: window.display
            }
        }

        Foot {
            Layout.fillWidth: true
            visible: window.inHall
            lists: window.display.lists
        }
    }
}
