import QtQuick
import QtQuick.Layouts
import Mall.Look

/** Number, counter and agency of one call, as large as the stage allows. */
ColumnLayout {
    id: call

    required property DisplayModel display
    readonly property color ink: display.callExpected ? Theme.ink : Theme.muted

    spacing: Theme.gapSmall

    RowLayout {
        Layout.fillWidth: true
        spacing: Theme.gap

        Text {
            Layout.fillWidth: true
            text: qsTr("Queue number")
            color: Theme.muted
            font.family: Theme.family
            font.pixelSize: Theme.textBody
            font.weight: Theme.semiBold
            textFormat: Text.PlainText
        }

        Chip {
            objectName: "call-reason"
            visible: text !== ""
            text: call.display.callReason
            iconName: call.display.callReasonIcon
            tone: "primary"
        }

        Text {
            objectName: "call-since"
            text: call.display.callSince
            color: Theme.muted
            font.family: Theme.family
            font.pixelSize: Theme.textBody
            font.weight: Theme.medium
            textFormat: Text.PlainText
        }
    }

    Text {
        objectName: "call-number"
        Layout.fillWidth: true
        Layout.fillHeight: true
        Layout.topMargin: -Theme.gap
        Layout.bottomMargin: -Theme.gapSmall
        text: call.display.callNumber
        color: call.ink
        font.family: Theme.family
        font.pixelSize: Theme.textNumber * 1.4
        font.weight: Theme.extraBold
        fontSizeMode: Text.Fit
        minimumPixelSize: Theme.textHeading
        horizontalAlignment: Text.AlignHCenter
        verticalAlignment: Text.AlignVCenter
        textFormat: Text.PlainText
        Accessible.role: Accessible.StaticText
        Accessible.name: text
    }

    CounterSign {
        size: Math.min(Theme.textDisplay * 1.3, call.height * 0.22)
        Layout.fillWidth: true
        Layout.bottomMargin: Theme.gapSmall
        counter: call.display.callCounter
        expected: call.display.callExpected && call.display.connected
    }

    Text {
        objectName: "call-tenant"
        Layout.fillWidth: true
        text: call.display.callTenant + "  ·  " + call.display.callZone
        color: call.ink
        font.family: Theme.family
        font.pixelSize: Math.min(Theme.textTitle * 1.1, call.height * 0.11)
        font.weight: Theme.semiBold
        fontSizeMode: Text.HorizontalFit
        minimumPixelSize: Theme.textCaption
        horizontalAlignment: Text.AlignHCenter
        textFormat: Text.PlainText
    }
}
