import QtQuick
import QtQuick.Layouts
import Mall.Look

/** A number, whose it is and where to wait; with `coded` also the code of its page, to be photographed.
    Where there is less room than `implicitHeight` the code gives way first: the number is what counts. */
Panel {
    id: card

    required property KioskModel kiosk
    readonly property var ticket: kiosk.ticket
    /** No room below one another. */
    property bool squat: false
    property bool coded: false
    readonly property bool several: stops.count > 0
    readonly property bool shown: coded && ticket.url !== ""
    readonly property bool beside: squat && (shown || several)

    spacing: Theme.gapLarge

    GridLayout {
        Layout.fillWidth: true
        columns: card.beside ? 2 : 1
        columnSpacing: 2 * Theme.gapLarge
        rowSpacing: Theme.gapLarge

        ColumnLayout {
            Layout.fillWidth: true
            Layout.alignment: Qt.AlignVCenter
            spacing: Theme.gapSmall

            Caption {
                Layout.fillWidth: true
                horizontalAlignment: Text.AlignHCenter
                text: qsTr("Your queue number")
                font.pixelSize: Theme.textBody
            }

            TicketNumber {
                Layout.fillWidth: true
                Layout.fillHeight: true
                Layout.preferredHeight: 1.1 * font.pixelSize
                Layout.minimumHeight: 0.5 * font.pixelSize
                fontSizeMode: Text.Fit
                text: card.ticket.label
                color: Theme.primaryStrong
                font.pixelSize: card.beside ? 0.8 * Theme.textNumber : Theme.textNumber
            }

            Body {
                objectName: "ticket-note"
                Layout.fillWidth: true
                visible: text !== ""
                horizontalAlignment: Text.AlignHCenter
                text: card.ticket.note
                color: Theme.warning
            }

            TicketMarks {
                Layout.alignment: Qt.AlignHCenter
                ticket: card.ticket
            }

            Body {
                Layout.fillWidth: true
                visible: !card.several
                horizontalAlignment: Text.AlignHCenter
                text: card.ticket.service
                strong: true
                font.pixelSize: Theme.textLarge
            }

            Body {
                Layout.fillWidth: true
                visible: !card.several
                horizontalAlignment: Text.AlignHCenter
                text: card.ticket.tenant
                color: Theme.muted
            }
        }

        TicketStops {
            id: stops

            Layout.row: card.beside ? 0 : 1
            Layout.column: card.beside ? 1 : 0
            Layout.rowSpan: card.beside ? 2 : 1
            Layout.fillWidth: !card.beside
            Layout.preferredWidth: card.beside ? 0.58 * card.width : -1
            visible: card.several
            broad: card.beside
            kiosk: card.kiosk
        }

        WaitingPlace {
            Layout.row: 1
            Layout.column: 0
            Layout.columnSpan: card.beside ? 2 : 1
            Layout.fillWidth: true
            visible: !card.several
            ticket: card.ticket
        }

        TicketCode {
            Layout.row: !card.beside ? 2 : card.several ? 1 : 0
            Layout.column: card.beside && !card.several ? 1 : 0
            Layout.alignment: Qt.AlignHCenter
            visible: card.shown
            sizeMax: (card.beside && card.several ? 260 : card.beside ? 380 : 440) * Theme.scale
            url: card.shown ? card.ticket.url : ""
        }
    }
}
