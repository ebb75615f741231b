import QtQuick
import QtQuick.Layouts
import Mall.Look

/** All is well: the number once more, and where to go. */
PageFrame {
    id: page

    required property KioskModel kiosk
    required property bool wide
    required property bool squat

    buttons: [
        SecondaryButton {
            objectName: "home"
            Layout.fillWidth: true
            Layout.preferredHeight: Theme.touchLarge
            iconName: "home"
            text: page.kiosk.secondsLeft > 0 ? qsTr("Done (%1 s)").arg(page.kiosk.secondsLeft) : qsTr("Done")
            textSize: Theme.textLarge
            onClicked: page.kiosk.home()
        }
    ]

    ColumnLayout {
        anchors.centerIn: parent
        width: Math.min(parent.width, Theme.lineLength * (page.squat && card.several ? 2.1 : 1.2))
        height: Math.min(implicitHeight, parent.height)
        spacing: Theme.gapLarge

        Icon {
            Layout.alignment: Qt.AlignHCenter
            visible: !page.wide && !(page.squat && card.several)
            name: "check-circle"
            tint: Theme.success
            size: Theme.iconHuge
        }

        Heading {
            Layout.fillWidth: true
            horizontalAlignment: Text.AlignHCenter
            text: page.kiosk.hasSlip ? qsTr("Please take your slip") : qsTr("You are in the queue")
        }

        Body {
            Layout.fillWidth: true
            horizontalAlignment: Text.AlignHCenter
            text: qsTr("Please sit down. Your number will be called and shown.")
            color: Theme.muted
        }

        TicketCard {
            id: card

            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.maximumHeight: implicitHeight
            kiosk: page.kiosk
            squat: page.squat
        }
    }
}
