import QtQuick
import QtQuick.Layouts
import Mall.Look

/** Whoever has booked types the code, and gets the number. */
PageFrame {
    id: page

    required property KioskModel kiosk
    required property bool wide

    title: qsTr("Check in with your booking")
    lead: qsTr("Type the %1 digits of your booking code.").arg(kiosk.codeDigits)

    buttons: [
        BackButton { kiosk: page.kiosk },
        PrimaryButton {
            objectName: "check-in"
            Layout.fillWidth: true
            Layout.preferredHeight: Theme.touchLarge * 1.2
            enabled: page.kiosk.canCheckIn
            iconName: "calendar-check"
            text: qsTr("Check in")
            textSize: Theme.textTitle
            onClicked: page.kiosk.checkIn()
        }
    ]

    GridLayout {
        anchors.centerIn: parent
        width: parent.width
        height: page.wide ? parent.height : Math.min(parent.height, 1080 * Theme.scale)
        columns: page.wide ? 2 : 1
        columnSpacing: 2 * Theme.gapLarge
        rowSpacing: 2 * Theme.gapLarge

        CodeBoxes {
            objectName: "booking-code"
            Layout.alignment: Qt.AlignCenter
            Layout.preferredWidth: (digits * 96 + (digits + 1) * 8) * Theme.scale
            code: page.kiosk.code
            digits: page.kiosk.codeDigits
        }

        KeyPad {
            Layout.alignment: Qt.AlignHCenter
            Layout.fillHeight: true
            Layout.fillWidth: true
            Layout.maximumWidth: 760 * Theme.scale
            erasable: page.kiosk.code !== ""
            onTyped: digit => page.kiosk.typeDigit(digit)
            onErased: page.kiosk.eraseDigit()
        }
    }
}
