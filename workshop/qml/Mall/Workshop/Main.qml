pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import QtQuick.Window
import Mall.Look

/** The paper of a virtual printer, newest slip on top, and what can go wrong with it. */
Window {
    id: window

    required property TrayModel tray

    width: 400
    height: 854
    title: qsTr("Virtual printer")
    color: Theme.night

    Binding {
        target: Theme
        property: "scale"
        value: Math.max(0.5, window.width / 640)
    }

    Binding {
        target: Theme
        property: "dark"
        value: true
    }

    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        ListView {
            id: paper

            Layout.fillWidth: true
            Layout.fillHeight: true
            clip: true
            topMargin: Theme.gapLarge
            bottomMargin: Theme.gapLarge
            spacing: Theme.gapLarge
            model: window.tray.slips
            onCountChanged: positionViewAtBeginning()

            delegate: Item {
                id: slip

                required property string source_url

                width: ListView.view.width
                height: picture.height

                Image {
                    id: picture

                    anchors.horizontalCenter: parent.horizontalCenter
                    width: Math.min(slip.width - 2 * Theme.gap, implicitWidth)
                    height: implicitWidth > 0 ? implicitHeight * width / implicitWidth : 0
                    source: slip.source_url
                    smooth: true
                    mipmap: true
                }
            }
        }

        EmptyState {
            Layout.fillWidth: true
            Layout.margins: Theme.gapLarge
            Layout.bottomMargin: window.height / 3
            visible: paper.count === 0
            iconName: "printer"
            title: qsTr("No slip yet")
            text: window.tray.address
        }

        Rectangle {
            Layout.fillWidth: true
            Layout.preferredHeight: troubles.implicitHeight + 2 * Theme.gap
            color: Theme.nightSurface

            Flow {
                id: troubles

                anchors.fill: parent
                anchors.margins: Theme.gap
                spacing: Theme.gapSmall

                Switch {
                    objectName: "paper-out"
                    text: qsTr("Paper out")
                    on: window.tray.paperOut
                    onToggled: window.tray.togglePaper()
                }

                Switch {
                    objectName: "cover-open"
                    text: qsTr("Cover open")
                    on: window.tray.coverOpen
                    onToggled: window.tray.toggleCover()
                }

                Switch {
                    objectName: "offline"
                    text: qsTr("Offline")
                    on: window.tray.offline
                    onToggled: window.tray.toggleOnline()
                }
            }
        }
    }
}
