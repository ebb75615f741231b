import QtQuick
import Mall.Look

/** Over the lower edge of a list that goes on below it: says so, and turns to the rest at a touch. */
Rectangle {
    id: more

    required property Flickable list
    readonly property bool sliding: slide.running
    readonly property real rest: list.contentHeight - list.height - list.contentY

    function turn(): void {
        const step = list.height - more.height;
        slide.to = Math.min(list.contentHeight - list.height, list.contentY + step);
        slide.restart();
    }

    visible: rest > Theme.gap
    implicitHeight: Theme.touch + fade.height
    color: "transparent"

    Rectangle {
        id: fade

        anchors.left: parent.left
        anchors.right: parent.right
        height: Theme.gapLarge
        gradient: Gradient {
            GradientStop { position: 0; color: Qt.alpha(Theme.page, 0) }
            GradientStop { position: 1; color: Theme.page }
        }
    }

    Rectangle {
        anchors.fill: parent
        anchors.topMargin: fade.height
        color: Theme.page

        SecondaryButton {
            objectName: "more-below"
            anchors.fill: parent
            iconName: "arrow-down"
            text: qsTr("More to read below")
            onClicked: more.turn()
        }
    }

    NumberAnimation {
        id: slide

        target: more.list
        property: "contentY"
        duration: Theme.calmMs
        easing.type: Easing.OutCubic
    }
}
