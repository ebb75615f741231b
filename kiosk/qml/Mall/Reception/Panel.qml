import QtQuick
import QtQuick.Layouts
import Mall.Look

/** The right half: what can be scrolled above, what can be done below it. */
Card {
    id: panel

    default property alias body: body.data
    property alias actions: actions.data
    /** What stands there while nothing is chosen. */
    property bool empty: false
    property string emptyText

    padding: 0
    implicitWidth: 0
    implicitHeight: 0

    ColumnLayout {
        anchors.fill: parent
        anchors.margins: Theme.gapLarge * 0.75
        visible: !panel.empty
        spacing: Theme.gap

        Flickable {
            id: flick

            Layout.fillWidth: true
            Layout.fillHeight: true
            contentHeight: body.implicitHeight
            clip: true
            boundsBehavior: Flickable.StopAtBounds

            ColumnLayout {
                id: body

                width: flick.width - Theme.gap
                spacing: Theme.gap * 0.75
            }

            Rectangle {
                parent: flick
                visible: flick.contentHeight > flick.height
                anchors.right: parent.right
                width: Theme.unit / 2
                radius: width / 2
                color: Theme.outline
                y: flick.visibleArea.yPosition * flick.height
                height: flick.visibleArea.heightRatio * flick.height
            }
        }

        ColumnLayout {
            id: actions

            Layout.fillWidth: true
            spacing: Theme.gapSmall
        }
    }

    Body {
        anchors.centerIn: parent
        width: parent.width - 2 * Theme.margin
        visible: panel.empty
        horizontalAlignment: Text.AlignHCenter
        text: panel.emptyText
        color: Theme.muted
    }
}
