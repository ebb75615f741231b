pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Mall.Look

/** The LED signs on one line. */
PiecePanel {
    id: panel

    title: qsTr("LED signs")
    iconName: "monitor"

    Repeater {
        model: panel.piece.signs

        ColumnLayout {
            id: row

            required property int key
            required property string title
            required property string shown_url
            required property string dark_url
            required property bool blinking
            required property string text

            Layout.fillWidth: true
            spacing: Theme.gapSmall / 2

            Caption {
                text: row.title
            }

            LedSign {
                objectName: `sign-${row.key}`
                Layout.fillWidth: true
                Layout.maximumWidth: 900 * Theme.scale
                Layout.preferredHeight: implicitHeight
                shown_url: row.shown_url
                dark_url: row.dark_url
                blinking: row.blinking
                text: row.text
            }
        }
    }
}
