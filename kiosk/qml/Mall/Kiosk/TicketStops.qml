pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Mall.Look

/** Where one number leads to, in the quickest order. */
Rectangle {
    id: list

    required property KioskModel kiosk
    readonly property int count: repeater.count
    /** Two columns where they fit. */
    property bool broad: false

    implicitHeight: column.implicitHeight + 2 * Theme.gap
    radius: Theme.radius
    color: Theme.primarySoft

    ColumnLayout {
        id: column

        anchors.fill: parent
        anchors.margins: Theme.gap
        spacing: Theme.gapSmall

        Caption {
            Layout.fillWidth: true
            text: qsTr("One number for all of these. Quickest order:")
        }

        GridLayout {
            Layout.fillWidth: true
            columns: list.width > 800 * Theme.scale && list.broad ? 2 : 1
            uniformCellWidths: true
            columnSpacing: Theme.gapLarge
            rowSpacing: Theme.gapSmall

            Repeater {
                id: repeater

                model: list.kiosk.stops

                RowLayout {
                    id: stop

                    required property string key
                    required property int number
                    required property string service
                    required property string place

                    objectName: "stop-" + number
                    Layout.fillWidth: true
                    spacing: Theme.gap

                    Rectangle {
                        Layout.preferredWidth: 44 * Theme.scale
                        Layout.preferredHeight: 44 * Theme.scale
                        radius: width / 2
                        color: Theme.primary

                        Body {
                            anchors.centerIn: parent
                            text: stop.number
                            strong: true
                            color: Theme.inkOnPrimary
                        }
                    }

                    ColumnLayout {
                        Layout.fillWidth: true
                        spacing: 0

                        Body {
                            Layout.fillWidth: true
                            text: stop.service
                            strong: true
                            font.pixelSize: list.broad && list.count > 3 ? Theme.textCaption : Theme.textBody
                        }

                        Caption {
                            Layout.fillWidth: true
                            text: stop.place
                        }
                    }
                }
            }
        }
    }
}
