import QtQuick
import QtQuick.Layouts
import Mall.Look

/** No number, and why. */
PageFrame {
    id: page

    required property KioskModel kiosk

    buttons: [
        BackButton { kiosk: page.kiosk },
        PrimaryButton {
            objectName: "home"
            Layout.fillWidth: true
            iconName: "home"
            text: qsTr("Back to the start")
            onClicked: page.kiosk.home()
        }
    ]

    EmptyState {
        objectName: "refused"
        anchors.centerIn: parent
        width: Math.min(parent.width, Theme.lineLength)
        iconName: "alert-triangle"
        tint: Theme.danger
        title: page.kiosk.refusedCode ? qsTr("You could not be checked in") : qsTr("No number could be given")
        text: page.kiosk.refusedText
    }
}
