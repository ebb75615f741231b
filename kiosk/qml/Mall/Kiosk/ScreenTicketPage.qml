import QtQuick
import QtQuick.Layouts
import Mall.Look

/** A ticket without paper: it stays until the visitor has noted it. */
PageFrame {
    id: page

    required property KioskModel kiosk
    required property bool wide
    required property bool squat

    heading: GridLayout {
        Layout.fillWidth: true
        columns: page.wide ? 2 : 1
        columnSpacing: Theme.gapLarge
        rowSpacing: Theme.gapLarge

        Heading {
            Layout.fillWidth: !page.wide
            text: qsTr("Take a photo of this screen")
        }

        Notice {
            objectName: "trouble"
            Layout.fillWidth: true
            iconName: page.kiosk.broken ? "printer" : "info"
            tone: page.kiosk.broken ? "warning" : "info"
            title: page.kiosk.troubleText
            text: page.kiosk.broken ? qsTr("Your number is valid without a slip. Please tell an officer.")
                : qsTr("Your number is valid without a slip.")
        }
    }

    buttons: [
        SecondaryButton {
            objectName: "print-again"
            visible: page.kiosk.canPrintAgain
            Layout.fillWidth: true
            Layout.preferredHeight: Theme.touchLarge * (page.wide ? 1.1 : 1.3)
            iconName: "printer"
            text: qsTr("Print again")
            textSize: Theme.textLarge
            onClicked: page.kiosk.printAgain()
        },
        PrimaryButton {
            objectName: "noted"
            Layout.fillWidth: true
            Layout.preferredHeight: Theme.touchLarge * (page.wide ? 1.1 : 1.3)
            iconName: "check"
            text: qsTr("I have noted it")
            textSize: Theme.textTitle
            onClicked: page.kiosk.noted()
        }
    ]

    TicketCard {
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        height: Math.min(implicitHeight, parent.height)
        kiosk: page.kiosk
        squat: page.squat
        coded: true
    }
}
