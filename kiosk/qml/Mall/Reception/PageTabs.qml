pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Mall.Look

/** The four pages with their keys, and the printer where it needs a hand. */
RowLayout {
    id: tabs

    required property ReceptionModel reception
    signal turned

    spacing: Theme.gapSmall

    Repeater {
        model: [
            { page: "issue", key: "F2", emblem: "ticket", text: qsTr("New number") },
            { page: "look_up", key: "F3", emblem: "search", text: qsTr("Look up") },
            { page: "bookings", key: "F4", emblem: "calendar-check", text: qsTr("Bookings") },
            { page: "pick_ups", key: "F5", emblem: "file-check", text: qsTr("Pick-ups") }
        ]

        PageTab {
            required property var modelData

            objectName: "page-" + modelData.page.replace("_", "-")
            text: modelData.text
            key: modelData.key
            iconName: modelData.emblem
            current: tabs.reception.page === modelData.page
            onClicked: {
                tabs.reception.openPage(modelData.page);
                tabs.turned();
            }
        }
    }

    Item {
        Layout.fillWidth: true
    }

    Chip {
        objectName: "printer"
        visible: text !== ""
        text: tabs.reception.printer.text ?? ""
        tone: tabs.reception.printer.tone ?? "neutral"
        iconName: "printer"
    }
}
