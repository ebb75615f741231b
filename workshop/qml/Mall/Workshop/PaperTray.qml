pragma ComponentBehavior: Bound

import QtQuick
import Mall.Look

/** The paper that came out, the newest on top. */
Rectangle {
    id: tray

    required property WorkbenchModel bench

    radius: Theme.radiusSmall
    color: Theme.night
    clip: true

    ListView {
        id: paper

        anchors.fill: parent
        anchors.leftMargin: Theme.gap
        anchors.rightMargin: Theme.gap
        bottomMargin: Theme.gap
        spacing: Theme.gapLarge
        model: tray.bench.sheets
        onCountChanged: positionViewAtBeginning()

        header: Item {
            height: Theme.gap
        }

        delegate: Column {
            id: sheet

            required property int key
            required property string source_url
            required property bool torn

            width: ListView.view.width
            spacing: Theme.gapSmall

            Caption {
                anchors.horizontalCenter: parent.horizontalCenter
                text: sheet.torn ? qsTr("Sheet %1, half a slip").arg(sheet.key) : qsTr("Sheet %1").arg(sheet.key)
                color: sheet.torn ? Theme.danger : Theme.muted
            }

            Image {
                objectName: `sheet-${sheet.key}`
                anchors.horizontalCenter: parent.horizontalCenter
                width: Math.min(sheet.width, implicitWidth)
                height: implicitWidth > 0 ? implicitHeight * width / implicitWidth : 0
                source: sheet.source_url
                smooth: true
                mipmap: true
            }
        }
    }

    EmptyState {
        anchors.centerIn: parent
        width: parent.width - 2 * Theme.gapLarge
        visible: paper.count === 0
        scale: Math.min(1, tray.height / (implicitHeight + 2 * Theme.gap))
        iconName: "printer"
        title: qsTr("No slip yet")
        text: qsTr("What is printed falls in here.")
    }
}
