pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Mall.Look

/** What the number would be for, and for whom. */
Panel {
    id: panel

    required property ReceptionModel reception
    readonly property IssueModel issue: reception.issue
    readonly property var service: issue.service
    readonly property bool chosen: service.title !== undefined

    empty: !chosen && issue.errands.length === 0
    emptyText: qsTr("The service that is chosen stands here, with its requirements.")

    ErrandList {
        Layout.fillWidth: true
        visible: panel.issue.errands.length > 0
        errands: panel.issue.errands
        onDropped: key => panel.issue.dropErrand(key)
    }

    ServiceFacts {
        Layout.fillWidth: true
        visible: panel.chosen
        service: panel.service
    }

    actions: [
        Caption {
            Layout.fillWidth: true
            text: qsTr("Priority (Ctrl and the digit)")
        },
        ClassChoice {
            Layout.fillWidth: true
            classes: panel.issue.classes
            onChosen: key => panel.issue.chooseClass(key)
        },
        VisitorLanguage {
            Layout.fillWidth: true
            language: panel.issue.visitorLanguage
            onChosen: language => panel.issue.setVisitorLanguage(language)
        },
        ActionKey {
            objectName: "add-errand"
            iconName: "plus"
            key: "F8"
            text: qsTr("One more service")
            enabled: panel.issue.canAdd
            onClicked: panel.reception.addErrand()
        },
        ActionKey {
            objectName: "issue-number"
            main: true
            iconName: "printer"
            key: "Enter"
            text: qsTr("Give a number")
            enabled: panel.issue.canIssue
            busy: panel.reception.busy
            onClicked: panel.issue.issue()
        }
    ]
}
