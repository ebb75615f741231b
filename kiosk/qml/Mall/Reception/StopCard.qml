import QtQuick
import QtQuick.Layouts
import Mall.Look

/** One service of a visit. */
Rectangle {
    id: stop

    required property int index
    required property var modelData

    objectName: "stop-" + index
    implicitHeight: content.implicitHeight + 2 * Theme.gap * 0.75
    radius: Theme.radiusSmall
    color: Theme.page

    Rectangle {
        anchors.left: parent.left
        anchors.top: parent.top
        anchors.bottom: parent.bottom
        anchors.margins: Theme.gapSmall
        width: Theme.unit * 0.75
        radius: width / 2
        color: Theme.tint(stop.modelData.tint)
    }

    ColumnLayout {
        id: content

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        anchors.leftMargin: Theme.gap * 1.5
        anchors.rightMargin: Theme.gap
        spacing: 0

        RowLayout {
            Layout.fillWidth: true
            spacing: Theme.gap

            Body {
                Layout.fillWidth: true
                text: stop.modelData.service
                strong: true
                maximumLineCount: 2
                elide: Text.ElideRight
            }

            Chip {
                objectName: "stop-state-" + stop.index
                text: stop.modelData.standing
                tone: stop.modelData.tone
            }
        }

        Caption {
            Layout.fillWidth: true
            text: stop.modelData.tenant
        }

        Body {
            objectName: "stop-note-" + stop.index
            Layout.fillWidth: true
            visible: text !== ""
            text: stop.modelData.note
        }
    }
}
