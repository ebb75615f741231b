import QtQuick
import QtQuick.Layouts
import Mall.Look

/** Nobody is at the counter: how many wait for it. */
Item {
    id: facts

    required property WorkModel work
    readonly property bool ready: work.possible.includes("call_next")

    EmptyState {
        anchors.centerIn: parent
        width: parent.width
        visible: facts.work.waitingCount === 0
        iconName: "coffee"
        title: qsTr("Nobody is waiting")
        text: qsTr("New numbers appear here by themselves.")
    }

    ColumnLayout {
        anchors.fill: parent
        visible: facts.work.waitingCount > 0
        spacing: Theme.gapSmall

        Chip {
            opacity: facts.ready ? 1 : 0
            text: qsTr("Ready to call")
            iconName: "armchair"
            textSize: Theme.textBody
        }

        TicketNumber {
            objectName: "waiting-count"
            Layout.fillWidth: true
            Layout.fillHeight: true
            text: facts.work.waitingCount
            font.pixelSize: Theme.textNumber * 1.4
            fontSizeMode: Text.Fit
            color: Theme.primary
        }

        Text {
            Layout.fillWidth: true
            text: qsTr("waiting for this counter")
            color: Theme.ink
            font.family: Theme.family
            font.pixelSize: Theme.textTitle
            font.weight: Theme.semiBold
            horizontalAlignment: Text.AlignHCenter
            textFormat: Text.PlainText
        }

        Body {
            Layout.fillWidth: true
            Layout.bottomMargin: Theme.gap
            horizontalAlignment: Text.AlignHCenter
            opacity: facts.ready ? 1 : 0
            text: qsTr("Press F2 or the space bar to call")
            color: Theme.muted
        }
    }
}
