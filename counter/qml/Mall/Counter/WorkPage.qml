import QtQuick
import QtQuick.Layouts
import Mall.Look

/** The officer's day: who is here and what can be done on the left, who waits on the right. */
Item {
    id: page

    required property WorkModel work
    required property VisitModel visit
    required property AsideModel aside
    required property SheetModel sheet
    required property KeypadModel keypad
    required property string deviceTrouble
    readonly property real inset: Theme.gap * 1.5

    RowLayout {
        anchors.fill: parent
        anchors.margins: page.inset
        spacing: Theme.gap * 1.5

        ColumnLayout {
            id: left

            Layout.fillWidth: true
            Layout.fillHeight: true
            spacing: Theme.gap * 1.5

            VisitPanel {
                id: here

                Layout.fillWidth: true
                Layout.fillHeight: true
                visible: !page.work.onBreak
                work: page.work
                visit: page.visit
            }

            ActionPanel {
                Layout.fillWidth: true
                visible: !page.work.onBreak
                work: page.work
                sheet: page.sheet
            }

            BreakPanel {
                Layout.fillWidth: true
                Layout.fillHeight: true
                visible: page.work.onBreak
                work: page.work
                sheet: page.sheet
            }
        }

        ColumnLayout {
            Layout.preferredWidth: page.width * 0.33
            Layout.fillWidth: false
            Layout.fillHeight: true
            spacing: Theme.gap * 1.5

            DeskPanel {
                Layout.fillWidth: true
                work: page.work
            }

            ClosureNote {
                Layout.fillWidth: true
                visible: page.aside.closures !== ""
                text: page.aside.closures
                onClicked: page.sheet.show("closures")
            }

            DeviceNote {
                Layout.fillWidth: true
                visible: page.deviceTrouble !== ""
                text: page.deviceTrouble
            }

            LinePanel {
                Layout.fillWidth: true
                Layout.fillHeight: true
                work: page.work
                aside: page.aside
                sheet: page.sheet
            }

            TallyPanel {
                Layout.fillWidth: true
                work: page.work
            }
        }
    }

    // On the edge between the visit and the buttons: over neither.
    Chip {
        objectName: "keypad-digits"
        x: left.x + page.inset + (left.width - width) / 2
        y: page.inset + here.y + here.height + left.spacing * 0.1 - height / 2
        visible: page.keypad.text !== "" && !page.work.onBreak
        text: page.keypad.text
        iconName: "keyboard"
        tone: "primary"
        textSize: Theme.textBody
    }
}
