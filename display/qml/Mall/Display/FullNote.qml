import QtQuick
import QtQuick.Layouts
import Mall.Look

/** There is no hall to be shown: why, and what to do about it. */
Rectangle {
    id: note

    required property DisplayModel display
    readonly property string page: display.page
    readonly property bool searching: page === "searching"

    color: Theme.page

    ColumnLayout {
        anchors.centerIn: parent
        width: parent.width - 2 * Theme.margin
        spacing: Theme.gapLarge

        EmptyState {
            objectName: "full-note"
            Layout.fillWidth: true
            tint: note.searching ? Theme.primary : note.page === "update_needed" ? Theme.warning : Theme.danger
            iconName: note.searching ? "search" : note.page === "update_needed" ? "download"
                : note.page === "zone_unknown" ? "map-pin" : "lock"
            title: note.searching ? note.display.banner
                : note.page === "other_role" ? qsTr("This device is not a display")
                : note.page === "zone_unknown" ? qsTr("This zone does not exist")
                : note.display.stopped
            text: note.searching ? qsTr("Calls appear here as soon as the server is found.")
                : note.page === "other_role" ? qsTr("It was enrolled for another task. Ask the administrator to enrol it as a display.")
                : note.page === "zone_unknown" ? qsTr("Start the display with the name of a zone, or without one for the whole mall.")
                : note.display.advice
        }

        Busy {
            Layout.alignment: Qt.AlignHCenter
            visible: note.searching
            running: visible
        }

        Caption {
            objectName: "full-note-problem"
            Layout.fillWidth: true
            horizontalAlignment: Text.AlignHCenter
            visible: text !== ""
            text: note.display.problem
        }
    }
}
