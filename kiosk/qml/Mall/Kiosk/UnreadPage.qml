import QtQuick
import QtQuick.Layouts
import Mall.Look

/** Something was scanned of which nothing can be said, and what to do instead. */
PageFrame {
    id: page

    required property KioskModel kiosk

    buttons: [
        PrimaryButton {
            objectName: "home"
            Layout.fillWidth: true
            Layout.preferredHeight: Theme.touchLarge * 1.2
            iconName: "home"
            text: qsTr("Back to the start")
            textSize: Theme.textTitle
            onClicked: page.kiosk.home()
        }
    ]

    EmptyState {
        objectName: "unread"
        anchors.centerIn: parent
        width: Math.min(parent.width, Theme.lineLength)
        iconName: "qr-code"
        tint: Theme.warning
        title: page.kiosk.unread.title
        text: page.kiosk.unread.text
    }
}
