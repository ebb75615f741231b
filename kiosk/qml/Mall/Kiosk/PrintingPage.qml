import QtQuick
import QtQuick.Layouts
import Mall.Look

/** The number is on its way; it shows as soon as it is given, the slip follows. */
Item {
    id: page

    required property KioskModel kiosk
    required property bool wide
    required property bool squat
    readonly property bool given: kiosk.screen === "printing"

    ColumnLayout {
        anchors.centerIn: parent
        width: Math.min(parent.width - 2 * Theme.margin, Theme.lineLength * (page.squat && card.several ? 2.1 : 1.2))
        height: Math.min(implicitHeight, parent.height - 2 * Theme.margin)
        spacing: Theme.gapLarge

        Icon {
            Layout.alignment: Qt.AlignHCenter
            name: page.given ? "printer" : "ticket"
            tint: Theme.primary
            size: Theme.iconHuge
        }

        Heading {
            Layout.fillWidth: true
            horizontalAlignment: Text.AlignHCenter
            text: page.given ? qsTr("Your slip is being printed") : qsTr("Taking your number")
        }

        Busy {
            Layout.alignment: Qt.AlignHCenter
            running: page.visible
        }

        TicketCard {
            id: card

            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.maximumHeight: implicitHeight
            visible: page.given
            kiosk: page.kiosk
            squat: page.squat
        }
    }
}
