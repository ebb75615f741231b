import QtQuick
import QtQuick.Layouts
import Mall.Look

/** There is nothing to work with: why, and what to do about it. */
Item {
    id: note

    required property ReceptionModel reception
    readonly property var obstacle: reception.obstacle

    ColumnLayout {
        anchors.centerIn: parent
        width: Math.min(parent.width - 2 * Theme.margin, Theme.lineLength)
        spacing: Theme.gapLarge

        EmptyState {
            objectName: "obstacle"
            Layout.fillWidth: true
            iconName: note.obstacle.icon ?? "info"
            title: note.obstacle.title ?? ""
            text: note.obstacle.text ?? ""
        }

        Caption {
            objectName: "obstacle-detail"
            Layout.fillWidth: true
            horizontalAlignment: Text.AlignHCenter
            visible: text !== ""
            text: note.obstacle.detail ?? ""
        }
    }
}
