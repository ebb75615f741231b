pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Mall.Look

/** One service: how its line stands, where it is, and what to bring. */
ColumnLayout {
    id: facts

    required property var service

    spacing: Theme.gapSmall

    Caption {
        Layout.fillWidth: true
        text: facts.service.tenant ?? ""
        color: Theme.tint(facts.service.tint ?? 0)
        font.weight: Theme.bold
    }

    Heading {
        objectName: "service-title"
        Layout.fillWidth: true
        font.pixelSize: Theme.textTitle
        text: facts.service.title ?? ""
    }

    RowLayout {
        Layout.fillWidth: true
        spacing: Theme.gap

        Chip {
            objectName: "service-state"
            visible: text !== ""
            text: facts.service.standing ?? ""
            tone: facts.service.tone ?? "neutral"
        }

        Caption {
            Layout.fillWidth: true
            text: qsTr("%1, counter %2").arg(facts.service.zone ?? "").arg(facts.service.counters ?? "")
        }
    }

    Notice {
        objectName: "service-shut"
        Layout.fillWidth: true
        visible: text !== ""
        tone: "danger"
        text: facts.service.shut ?? ""
    }

    Caption {
        Layout.fillWidth: true
        Layout.topMargin: Theme.gapSmall
        visible: text !== ""
        text: [facts.service.fee, facts.service.lead_time].filter(part => part).join(" · ")
    }

    Repeater {
        model: facts.service.requirements ?? []

        RowLayout {
            id: item

            required property string modelData

            Layout.fillWidth: true
            spacing: Theme.gapSmall

            Icon {
                Layout.alignment: Qt.AlignTop
                name: "check"
                tint: Theme.success
                size: Theme.textBody
            }

            Body {
                Layout.fillWidth: true
                text: item.modelData
            }
        }
    }
}
