import QtQuick
import QtQuick.Layouts
import Mall.Look

/** This printer cannot say whether the slip is out; the visitor can. */
PageFrame {
    id: page

    required property KioskModel kiosk
    required property bool wide
    required property bool squat

    title: qsTr("Did the slip come out?")
    lead: (page.kiosk.broken ? page.kiosk.troubleText + " " : "") + qsTr("Your number is kept either way.")

    buttons: [
        PrimaryButton {
            objectName: "paper-no"
            Layout.fillWidth: true
            Layout.preferredHeight: Theme.touchLarge * (page.wide ? 1.1 : 1.3)
            Layout.preferredWidth: 1
            tone: "danger"
            iconName: "x"
            text: qsTr("No")
            textSize: Theme.textTitle
            onClicked: page.kiosk.answerPaper(false)
        },
        PrimaryButton {
            objectName: "paper-yes"
            Layout.fillWidth: true
            Layout.preferredHeight: Theme.touchLarge * (page.wide ? 1.1 : 1.3)
            Layout.preferredWidth: 1
            tone: "success"
            iconName: "check"
            text: qsTr("Yes")
            textSize: Theme.textTitle
            onClicked: page.kiosk.answerPaper(true)
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
