import QtQuick
import QtQuick.Layouts
import Mall.Look

/** A number, whose it is and where to wait; with `coded` also the code of its page, to be photographed.
    Where there is less room than `implicitHeight` the code gives way first: the number is what counts. */
Panel {
    id: card

    required property var ticket
    /** No room below one another. */
    property bool squat: false
    property bool coded: false
    readonly property bool beside: squat && coded && ticket.url !== ""

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

        }

        WaitingPlace {
            Layout.row: 1
            Layout.column: 0
            Layout.columnSpan: card.beside ? 2 : 1
            Layout.fillWidth: true
            ticket: card.ticket
        }

        ColumnLayout {
            Layout.row: card.beside ? 0 : 2
            Layout.column: card.beside ? 1 : 0
            visible: card.coded && card.ticket.url !== ""
            Layout.alignment: Qt.AlignHCenter
            spacing: Theme.gapSmall

            Item {
                id: frame

                Layout.alignment: Qt.AlignHCenter
                Layout.fillHeight: true
                Layout.preferredWidth: Layout.maximumHeight
                Layout.preferredHeight: Layout.maximumHeight
                Layout.minimumHeight: 160 * Theme.scale
                Layout.maximumHeight: (card.beside ? 380 : 440) * Theme.scale

                QrImage {
                    objectName: "ticket-code"
                    anchors.centerIn: parent
                    size: Math.min(frame.width, frame.height)
                    value: card.coded ? card.ticket.url : ""
                }
            }

            Caption {
                Layout.alignment: Qt.AlignHCenter
                Layout.maximumWidth: (card.beside ? 380 : 560) * Theme.scale
                horizontalAlignment: Text.AlignHCenter
                text: qsTr("Scan to follow the queue on your phone")
            }
        }
    }
}
