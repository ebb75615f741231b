import QtQuick
import QtQuick.Layouts
import Mall.Look

/** There is no work to be shown: why, and what to do about it. */
Rectangle {
    id: note

    required property CounterModel counter
    readonly property string page: counter.page
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
            iconName: note.searching ? "search" : note.page === "update_needed" ? "download" : "lock"
            title: note.searching ? note.counter.banner
                : note.page === "other_role" ? qsTr("This device is not a counter")
                : note.counter.stopped
            text: note.searching ? qsTr("The counter opens by itself as soon as the server is found.")
                : note.page === "other_role" ? qsTr("It was enrolled for another task. Ask the administrator to enrol it as a counter.")
                : note.counter.advice
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
            text: note.counter.problem
        }
    }
}
