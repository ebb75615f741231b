import QtQuick
import QtQuick.Layouts
import Mall.Look

/** Why this kiosk has nothing to offer at the moment, on the whole page. */
Item {
    id: page

    required property var obstacle

    ColumnLayout {
        anchors.centerIn: parent
        width: Math.min(parent.width - 2 * Theme.margin, Theme.lineLength)
        spacing: Theme.gapLarge

        EmptyState {
            objectName: "obstacle"
            Layout.fillWidth: true
            iconName: page.obstacle.icon ?? ""
            title: page.obstacle.title ?? ""
            text: page.obstacle.text ?? ""
        }

        Caption {
            Layout.fillWidth: true
            horizontalAlignment: Text.AlignHCenter
            visible: text !== ""
            text: page.obstacle.detail ?? ""
        }
    }
}
