import QtQuick
import Mall.Look

/** A list that says when it is empty, and shows how much more there is. */
ListView {
    id: list

    property string empty

    clip: true
    boundsBehavior: Flickable.StopAtBounds
    Accessible.role: Accessible.List

    Caption {
        anchors.centerIn: parent
        width: parent.width - 2 * Theme.gapLarge
        horizontalAlignment: Text.AlignHCenter
        visible: list.count === 0
        text: list.empty
    }

    Rectangle {
        visible: list.contentHeight > list.height
        anchors.right: parent.right
        anchors.rightMargin: Theme.unit / 4
        width: Theme.unit / 2
        radius: width / 2
        color: Theme.outline
        y: list.visibleArea.yPosition * list.height
        height: list.visibleArea.heightRatio * list.height
    }
}
