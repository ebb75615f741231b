import QtQuick
import QtQuick.Layouts
import Mall.Look

/** What was done since signing on. */
Card {
    id: panel

    required property WorkModel work

    padding: Theme.gap * 1.5
    implicitWidth: 0
    implicitHeight: row.implicitHeight + 2 * padding

    RowLayout {
        id: row

        anchors.fill: parent
        uniformCellSizes: true
        spacing: Theme.gap

        TallyFigure {
            Layout.fillWidth: true
            objectName: "served-count"
            title: qsTr("Finished")
            text: panel.work.servedCount
        }

        TallyFigure {
            Layout.fillWidth: true
            objectName: "mean-service"
            title: qsTr("Mean service time")
            text: panel.work.meanText
        }
    }
}
