import QtQuick
import QtQuick.Layouts
import Mall.Look

/** What everybody who waits should know. */
Rectangle {
    objectName: "foot"
    implicitHeight: row.implicitHeight + 2 * Theme.gap
    color: Theme.surface

    RowLayout {
        id: row

        anchors.centerIn: parent
        width: Math.min(implicitWidth, parent.width - 2 * Theme.margin)
        spacing: Theme.gap

        Icon {
            name: "info"
            tint: Theme.primary
            size: Theme.iconSmall
        }

        Body {
            objectName: "foot-text"
            Layout.fillWidth: true
            text: qsTr("Please have your documents ready. If your number was missed, please ask an officer.")
            color: Theme.muted
            lineHeight: 1
        }
    }

    Rectangle {
        width: parent.width
        height: Theme.border
        color: Theme.outline
    }
}
