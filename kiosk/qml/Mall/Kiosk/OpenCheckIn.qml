import QtQuick
import QtQuick.Layouts
import Mall.Look

/** For whoever has booked. */
SecondaryButton {
    required property KioskModel kiosk

    objectName: "open-check-in"
    Layout.preferredHeight: Theme.touchLarge
    iconName: "calendar-check"
    text: qsTr("Do you have a booking code? Check in")
    onClicked: kiosk.openCheckIn()
}
