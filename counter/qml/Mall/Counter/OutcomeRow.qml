import QtQuick
import QtQuick.Layouts
import Mall.Look

/** How the service ends; the first is what most visits end with. */
RowLayout {
    id: row

    required property WorkModel work

    spacing: Theme.gapSmall
    uniformCellSizes: true

    OutcomeChoice {
        Layout.fillWidth: true
        work: row.work
        name: "completed"
        text: qsTr("Completed")
        key: "1"
    }

    OutcomeChoice {
        Layout.fillWidth: true
        work: row.work
        name: "incomplete_documents"
        text: qsTr("Documents incomplete")
        key: "2"
    }

    OutcomeChoice {
        Layout.fillWidth: true
        work: row.work
        name: "referred"
        text: qsTr("Referred elsewhere")
        key: "3"
    }

    OutcomeChoice {
        Layout.fillWidth: true
        work: row.work
        name: "not_served"
        text: qsTr("Not served")
        key: "4"
    }

    OutcomeChoice {
        Layout.fillWidth: true
        work: row.work
        name: "result_later"
        text: qsTr("Result comes later")
        key: "5"
    }
}
