import QtQuick
import QtQuick.Layouts
import Mall.Look

/** What lets a number go before others; never why. */
RowLayout {
    id: marks

    required property var ticket

    visible: ticket.priority !== "" || ticket.booked !== ""
    spacing: Theme.gap

    Chip {
        objectName: "ticket-priority"
        visible: text !== ""
        text: marks.ticket.priority
        iconName: "star"
        tone: "accent"
        textSize: Theme.textBody
    }

    Chip {
        objectName: "ticket-booked"
        visible: text !== ""
        text: marks.ticket.booked
        iconName: "calendar-check"
        tone: "primary"
        textSize: Theme.textBody
    }
}
