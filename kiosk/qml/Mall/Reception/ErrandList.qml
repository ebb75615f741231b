pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Mall.Look

/** What else the same number is for. */
ColumnLayout {
    id: list

    required property var errands
    signal dropped(key: string)

    spacing: Theme.gapSmall

    Caption {
        Layout.fillWidth: true
        text: qsTr("On the same number")
        font.weight: Theme.semiBold
    }

    Repeater {
        model: list.errands

        Rectangle {
            id: errand

            required property var modelData

            objectName: "errand-" + modelData.key
            Layout.fillWidth: true
            implicitHeight: row.implicitHeight + Theme.gapSmall
            radius: Theme.radiusSmall
            color: Theme.primarySoft

            RowLayout {
                id: row

                anchors.fill: parent
                anchors.leftMargin: Theme.gap
                spacing: Theme.gap

                Body {
                    Layout.fillWidth: true
                    text: errand.modelData.title
                    strong: true
                    elide: Text.ElideRight
                    wrapMode: Text.NoWrap
                }

                Caption {
                    text: errand.modelData.tenant
                    wrapMode: Text.NoWrap
                }

                IconButton {
                    objectName: "drop-" + errand.modelData.key
                    implicitWidth: Theme.touch * 0.7
                    implicitHeight: Theme.touch * 0.7
                    focusPolicy: Qt.TabFocus
                    iconName: "x"
                    text: qsTr("Remove")
                    onClicked: list.dropped(errand.modelData.key)
                }
            }
        }
    }
}
