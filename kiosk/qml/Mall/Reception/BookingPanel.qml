import QtQuick
import QtQuick.Layouts
import Mall.Look

/** One booking: check its holder in, or cancel it; and the way to a new one. */
Panel {
    id: panel

    required property ReceptionModel reception
    readonly property BookedModel bookings: reception.bookings
    readonly property var booking: bookings.booking
    readonly property bool chosen: booking.code !== undefined

    Body {
        Layout.fillWidth: true
        visible: !panel.chosen
        text: qsTr("The booking that is chosen stands here. Whoever has booked says a code of 8 digits.")
        color: Theme.muted
    }

    Caption {
        Layout.fillWidth: true
        visible: panel.chosen
        text: panel.booking.tenant ?? ""
        color: Theme.tint(panel.booking.tint ?? 0)
        font.weight: Theme.bold
    }

    Heading {
        Layout.fillWidth: true
        visible: panel.chosen
        font.pixelSize: Theme.textTitle
        text: panel.booking.service ?? ""
    }

    RowLayout {
        Layout.fillWidth: true
        visible: panel.chosen
        spacing: Theme.gap

        Heading {
            objectName: "booking-clock"
            text: panel.booking.clock ?? ""
            font.pixelSize: Theme.textDisplay
            wrapMode: Text.NoWrap
        }

        ColumnLayout {
            Layout.fillWidth: true
            spacing: Theme.gapSmall / 2

            Body {
                Layout.fillWidth: true
                text: panel.booking.day ?? ""
            }

            Chip {
                objectName: "booking-due"
                text: panel.booking.due ?? ""
                tone: panel.booking.tone ?? "neutral"
            }
        }
    }

    Body {
        objectName: "booking-code"
        Layout.fillWidth: true
        visible: panel.chosen
        text: qsTr("Code %1").arg(panel.booking.code ?? "")
    }

    Body {
        Layout.fillWidth: true
        visible: text !== ""
        text: panel.booking.className ?? ""
    }

    actions: [
        RowLayout {
            Layout.fillWidth: true
            spacing: Theme.gapSmall

            ActionKey {
                objectName: "new-booking"
                iconName: "plus"
                key: "F8"
                text: qsTr("New booking")
                onClicked: panel.reception.makeBooking(true)
            }

            ActionKey {
                objectName: "cancel"
                danger: true
                iconName: "x"
                key: "F9"
                text: qsTr("Cancel")
                enabled: panel.bookings.canAct
                onClicked: panel.reception.askCancel()
            }
        },
        ActionKey {
            objectName: "check-in"
            main: true
            iconName: "printer"
            key: "Enter"
            text: qsTr("Check in")
            enabled: panel.bookings.canAct
            busy: panel.reception.busy
            onClicked: panel.bookings.checkIn()
        }
    ]
}
