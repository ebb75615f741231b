import QtQuick
import QtQuick.Layouts
import Mall.Look

/** A list with one row chosen, and what it says while it is empty. */
Card {
    id: card

    required property Choice choice
    property alias delegate: view.delegate
    property string title
    property string emptyIcon
    property string emptyText

    padding: 0
    implicitWidth: 0
    implicitHeight: 0

    ColumnLayout {
        anchors.fill: parent
        anchors.margins: Theme.border
        spacing: 0

        Caption {
            Layout.fillWidth: true
            Layout.margins: Theme.gap
            Layout.bottomMargin: Theme.gapSmall
            visible: text !== ""
            text: card.title
            font.weight: Theme.semiBold
        }

        ListView {
            id: view

            objectName: card.objectName + "-list"
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.topMargin: card.title === "" ? Theme.gapSmall : 0
            Layout.bottomMargin: Theme.gapSmall
            clip: true
            boundsBehavior: Flickable.StopAtBounds
            model: card.choice.rows
            currentIndex: card.choice.current
            highlightMoveDuration: 0
            // Rows made ahead of their time would still be under way when another answer takes their place.
            cacheBuffer: 0
            highlightFollowsCurrentItem: true
            Accessible.role: Accessible.List
            Accessible.name: card.title

            Rectangle {
                visible: view.contentHeight > view.height
                anchors.right: parent.right
                anchors.rightMargin: Theme.unit / 4
                width: Theme.unit / 2
                radius: width / 2
                color: Theme.outline
                y: view.visibleArea.yPosition * view.height
                height: view.visibleArea.heightRatio * view.height
            }

            ColumnLayout {
                anchors.centerIn: parent
                width: parent.width - 2 * Theme.margin
                visible: card.choice.count === 0
                spacing: Theme.gap

                Icon {
                    Layout.alignment: Qt.AlignHCenter
                    name: card.emptyIcon
                    tint: Theme.disabled
                    size: Theme.iconHuge * 0.6
                }

                Body {
                    objectName: card.objectName + "-empty"
                    Layout.fillWidth: true
                    horizontalAlignment: Text.AlignHCenter
                    text: card.emptyText
                    color: Theme.muted
                }
            }
        }
    }
}
