import QtQuick
import QtQuick.Layouts
import Mall.Look

/** The visit at the counter: state and timer, number, service, and how it will end. */
ColumnLayout {
    id: facts

    required property WorkModel work
    required property VisitModel visit
    readonly property bool serving: work.state === "serving"

    spacing: Theme.gapSmall

    RowLayout {
        Layout.fillWidth: true
        spacing: Theme.gap

        Chip {
            objectName: "visit-state"
            text: facts.serving ? qsTr("Being served") : qsTr("Called")
            iconName: facts.serving ? "user" : "megaphone"
            tone: facts.serving ? "success" : "accent"
            textSize: Theme.textBody
        }

        Chip {
            objectName: "visit-calls"
            visible: facts.work.calls > 1
            text: qsTr("Calls: %1").arg(facts.work.calls)
            iconName: "repeat"
            textSize: Theme.textBody
        }

        Item {
            Layout.fillWidth: true
        }

        Body {
            text: facts.serving ? qsTr("since the start") : qsTr("since the call")
            color: Theme.muted
        }

        Text {
            objectName: "visit-timer"
            text: facts.work.timer
            color: Theme.ink
            font.family: Theme.family
            font.pixelSize: Theme.textHeading
            font.weight: Theme.bold
            font.features: ({ "tnum": 1 })
            Accessible.role: Accessible.StaticText
            Accessible.name: text
        }
    }

    TicketNumber {
        objectName: "current-number"
        Layout.fillWidth: true
        Layout.fillHeight: true
        text: facts.work.label
        font.pixelSize: Theme.textNumber * 1.4
        fontSizeMode: Text.Fit
    }

    Text {
        objectName: "current-service"
        Layout.fillWidth: true
        text: facts.visit.service
        color: Theme.ink
        font.family: Theme.family
        font.pixelSize: Theme.textTitle
        font.weight: Theme.semiBold
        horizontalAlignment: Text.AlignHCenter
        wrapMode: Text.Wrap
        maximumLineCount: 2
        elide: Text.ElideRight
        textFormat: Text.PlainText
        Accessible.role: Accessible.StaticText
        Accessible.name: text
    }

    Body {
        objectName: "current-why"
        Layout.fillWidth: true
        horizontalAlignment: Text.AlignHCenter
        text: facts.visit.why
        color: Theme.primaryStrong
        strong: true
        wrapMode: Text.NoWrap
        fontSizeMode: Text.HorizontalFit
        minimumPixelSize: Theme.textCaption * 0.8
        elide: Text.ElideRight
    }

    Body {
        Layout.fillWidth: true
        horizontalAlignment: Text.AlignHCenter
        text: facts.visit.waitedText
        color: Theme.muted
    }

    FactRow {
        Layout.fillWidth: true
        Layout.topMargin: Theme.gapSmall
        visit: facts.visit
    }

    Caption {
        objectName: "current-others"
        Layout.fillWidth: true
        horizontalAlignment: Text.AlignHCenter
        text: facts.visit.others
        maximumLineCount: 2
        elide: Text.ElideRight
    }

    OutcomeRow {
        Layout.fillWidth: true
        Layout.topMargin: Theme.gap
        // Takes its place from the start, so that the number does not jump.
        opacity: facts.serving ? 1 : 0
        enabled: facts.serving
        work: facts.work
    }
}
