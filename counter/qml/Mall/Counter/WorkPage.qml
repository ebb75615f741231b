import QtQuick
import QtQuick.Layouts
import Mall.Look

/** The officer's day: who is here and what can be done on the left, who waits on the right. */
Item {
    id: page

    required property WorkModel work

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
                work: page.work
            }

            ActionPanel {
                Layout.fillWidth: true
                work: page.work
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

            LinePanel {
                Layout.fillWidth: true
                Layout.fillHeight: true
                work: page.work
            }

            TallyPanel {
                Layout.fillWidth: true
                work: page.work
            }
        }
    }
}
