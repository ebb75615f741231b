pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Mall.Look

/** The number or code just made, large enough to be turned to the visitor. */
Panel {
    id: panel

    required property ReceptionModel reception
    readonly property var ticket: reception.ticket

    Caption {
        Layout.fillWidth: true
        horizontalAlignment: Text.AlignHCenter
        text: panel.ticket.title ?? ""
    }

    TicketNumber {
        Layout.fillWidth: true
        font.pixelSize: Theme.textNumber * 0.75
        text: panel.ticket.label ?? ""
    }

    Repeater {
        model: panel.ticket.services ?? []

        Body {
            required property string modelData

            Layout.fillWidth: true
            horizontalAlignment: Text.AlignHCenter
            strong: true
            text: modelData
        }
    }

    Body {
        objectName: "ticket-where"
        Layout.fillWidth: true
        horizontalAlignment: Text.AlignHCenter
        visible: text !== ""
        text: panel.ticket.where ?? ""
    }

    Body {
        Layout.fillWidth: true
        horizontalAlignment: Text.AlignHCenter
        text: panel.ticket.ahead ?? ""
        color: Theme.muted
    }

    actions: [
        Notice {
            objectName: "ticket-paper"
            Layout.fillWidth: true
            iconName: "printer"
            text: panel.ticket.paper ?? ""
            tone: panel.ticket.tone ?? "info"
        },
        RowLayout {
            Layout.fillWidth: true
            visible: panel.ticket.question ?? false
            spacing: Theme.gapSmall

            ActionKey {
                objectName: "paper-yes"
                main: true
                iconName: "check"
                key: "F6"
                text: qsTr("Yes, it did")
                onClicked: panel.reception.answerPaper(true)
            }

            ActionKey {
                objectName: "paper-no"
                implicitHeight: Theme.touchLarge * 0.9
                iconName: "x"
                key: "F7"
                text: qsTr("No")
                onClicked: panel.reception.answerPaper(false)
            }
        },
        ActionKey {
            objectName: "next"
            visible: !(panel.ticket.question ?? false)
            iconName: "arrow-right"
            key: "Esc"
            text: qsTr("Next visitor")
            onClicked: panel.reception.next()
        }
    ]
}
