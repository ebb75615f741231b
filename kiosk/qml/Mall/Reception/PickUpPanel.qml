import QtQuick
import QtQuick.Layouts
import Mall.Look

/** One result: give a number in the quick line to whoever fetches it. */
Panel {
    id: panel

    required property ReceptionModel reception
    readonly property PickUpModel pickUps: reception.pickUps
    readonly property var result: pickUps.result

    empty: result.label === undefined
    emptyText: qsTr("The result that is chosen stands here. It is found by the number of the visit before.")

    Caption {
        Layout.fillWidth: true
        text: panel.result.tenant ?? ""
        color: Theme.tint(panel.result.tint ?? 0)
        font.weight: Theme.bold
    }

    Heading {
        Layout.fillWidth: true
        font.pixelSize: Theme.textTitle
        text: panel.result.service ?? ""
    }

    Heading {
        objectName: "result-label"
        Layout.fillWidth: true
        font.pixelSize: Theme.textDisplay
        text: panel.result.label ?? ""
    }

    Body {
        Layout.fillWidth: true
        text: qsTr("Number of %1").arg(panel.result.day ?? "")
    }

    Chip {
        objectName: "result-state"
        text: panel.result.standing ?? ""
        tone: panel.result.tone ?? "neutral"
    }

    Body {
        Layout.fillWidth: true
        visible: panel.result.promised ?? false
        text: qsTr("The agency has not marked it as ready yet. The visitor can ask at its counter.")
        color: Theme.muted
    }

    actions: [
        VisitorLanguage {
            Layout.fillWidth: true
            language: panel.pickUps.visitorLanguage
            onChosen: language => panel.pickUps.setVisitorLanguage(language)
        },
        ActionKey {
            objectName: "collect"
            main: true
            iconName: "printer"
            key: "Enter"
            text: qsTr("Give a number for it")
            enabled: panel.pickUps.canCollect
            busy: panel.reception.busy
            onClicked: panel.pickUps.collect()
        }
    ]
}
