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

    RowLayout {
        anchors.fill: parent
        anchors.margins: Theme.gap * 1.5
        spacing: Theme.gap * 1.5

        ColumnLayout {
            Layout.fillWidth: true
            Layout.fillHeight: true
            spacing: Theme.gap * 1.5

            VisitPanel {
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
}
