import QtQuick
import QtQuick.Layouts
import Mall.Look

/** The officer rests: since when and why, who waits meanwhile, and one big way back. */
Card {
    id: panel

    required property WorkModel work
    required property SheetModel sheet

    implicitWidth: 0
    implicitHeight: 0

    ColumnLayout {
        anchors.fill: parent
        spacing: Theme.gap

        Item {
            Layout.fillHeight: true
        }

        Icon {
            Layout.alignment: Qt.AlignHCenter
            name: "coffee"
            tint: Theme.primary
            size: Theme.iconHuge
        }

        Heading {
            objectName: "break-reason"
            Layout.fillWidth: true
            horizontalAlignment: Text.AlignHCenter
            text: qsTr("Break: %1").arg(panel.work.breakText)
        }

        Text {
            objectName: "break-timer"
            Layout.fillWidth: true
            text: panel.work.timer
            color: Theme.ink
            font.family: Theme.family
            font.pixelSize: Theme.textDisplay
            font.weight: Theme.bold
            font.features: ({ "tnum": 1 })
            horizontalAlignment: Text.AlignHCenter
            Accessible.role: Accessible.StaticText
            Accessible.name: text
        }

        Body {
            Layout.fillWidth: true
            horizontalAlignment: Text.AlignHCenter
            color: Theme.muted
            text: qsTr("Nobody is called to this counter. Waiting for it: %1").arg(panel.work.waitingCount)
        }

        Item {
            Layout.fillHeight: true
        }

        PrimaryButton {
            objectName: "end-break"
            Layout.fillWidth: true
            implicitHeight: Theme.touchLarge * 1.4
            enabled: panel.work.possible.includes("end_break")
            iconName: "play"
            text: qsTr("Continue work")
            textSize: Theme.textTitle
            onClicked: panel.work.perform("end_break")
        }

        RowLayout {
            Layout.fillWidth: true
            spacing: Theme.gap

            Caption {
                Layout.fillWidth: true
                text: qsTr("Space, Enter or F2")
            }

            KeyButton {
                objectName: "break-more"
                Layout.preferredWidth: Theme.touch * 3
                text: qsTr("More…")
                key: "F10"
                iconName: ""
                onClicked: panel.sheet.show("more")
            }
        }
    }
}
