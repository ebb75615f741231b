import QtQuick
import QtQuick.Layouts
import Mall.Look

/** A number, whose it is and where to wait; with `coded` also the code of its page, to be photographed.
    Where there is less room than `implicitHeight` the number gives way. */
Panel {
    id: card

    required property var ticket
    required property bool wide
    property bool coded: false
    readonly property bool beside: wide && coded

    spacing: Theme.gapLarge

    GridLayout {
        Layout.fillWidth: true
        columns: card.beside ? 2 : 1
        columnSpacing: 2 * Theme.gapLarge
        rowSpacing: Theme.gapLarge

        ColumnLayout {
            Layout.fillWidth: true
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
                fontSizeMode: Text.Fit
                text: card.ticket.label
                color: Theme.primaryStrong
                font.pixelSize: card.beside ? 0.8 * Theme.textNumber : Theme.textNumber
            }

            Body {
                Layout.fillWidth: true
                horizontalAlignment: Text.AlignHCenter
                text: card.ticket.service
                strong: true
                font.pixelSize: Theme.textLarge
            }

            Body {
                Layout.fillWidth: true
                horizontalAlignment: Text.AlignHCenter
                text: card.ticket.tenant
                color: Theme.muted
            }

            WaitingPlace {
                Layout.fillWidth: true
                Layout.topMargin: Theme.gap
                ticket: card.ticket
            }
        }

        ColumnLayout {
            visible: card.coded && card.ticket.url !== ""
            Layout.alignment: Qt.AlignCenter
            spacing: Theme.gapSmall

            QrImage {
                objectName: "ticket-code"
                Layout.alignment: Qt.AlignHCenter
                size: 440 * Theme.scale
                value: card.coded ? card.ticket.url : ""
            }

            Caption {
                Layout.alignment: Qt.AlignHCenter
                Layout.maximumWidth: 560 * Theme.scale
                horizontalAlignment: Text.AlignHCenter
                text: qsTr("Scan to follow the queue on your phone")
            }
        }
    }
}
