import QtQuick
import QtQuick.Layouts
import Mall.Look

/** Counts the last seconds before the kiosk goes back to the start; a touch anywhere stays. */
Rectangle {
    id: note

    required property int seconds

    objectName: "leaving"
    visible: seconds > 0
    implicitHeight: Theme.touch
    radius: Theme.radius
    color: Theme.accent
    Accessible.role: Accessible.AlertMessage
    Accessible.name: label.text

    RowLayout {
        anchors.fill: parent
        anchors.leftMargin: Theme.gapLarge
        anchors.rightMargin: Theme.gapLarge
        spacing: Theme.gap

        Icon {
            name: "hand"
            tint: Theme.inkOnAccent
        }

        Body {
            id: label

            Layout.fillWidth: true
            text: qsTr("Still there? Touch the screen.")
            strong: true
            color: Theme.inkOnAccent
            wrapMode: Text.NoWrap
            fontSizeMode: Text.HorizontalFit
            minimumPixelSize: Theme.textCaption / 2
        }

        Body {
            objectName: "leaving-seconds"
            text: note.seconds
            font.pixelSize: Theme.textTitle
            font.weight: Theme.extraBold
            color: Theme.inkOnAccent
        }
    }
}
