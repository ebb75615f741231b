pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T

/** ID | EN, both always visible; the current one is filled. */
Rectangle {
    id: control

    property string language: "id"
    signal chosen(language: string)

    objectName: "language"
    implicitWidth: row.implicitWidth + 2 * row.anchors.margins
    implicitHeight: Theme.touch
    radius: Theme.radius
    color: Theme.surfaceHigh
    border.width: Theme.border
    border.color: Theme.outline

    Row {
        id: row

        anchors.fill: parent
        anchors.margins: Theme.unit / 2

        Repeater {
            model: [{ code: "id", short: "ID", name: "Bahasa Indonesia" }, { code: "en", short: "EN", name: "English" }]

            T.AbstractButton {
                id: half

                required property var modelData
                readonly property bool current: control.language === modelData.code

                objectName: "language-" + modelData.code
                width: Theme.touch * 1.1
                height: row.height
                text: modelData.short
                Accessible.role: Accessible.RadioButton
                Accessible.name: modelData.name
                Accessible.checked: current
                onClicked: control.chosen(modelData.code)

                contentItem: Text {
                    text: half.text
                    color: half.current ? Theme.inkOnPrimary : Theme.primaryStrong
                    font.family: Theme.family
                    font.pixelSize: Theme.textBody
                    font.weight: Theme.bold
                    horizontalAlignment: Text.AlignHCenter
                    verticalAlignment: Text.AlignVCenter
                }

                background: Rectangle {
                    radius: Theme.radius - Theme.unit / 2
                    color: half.current ? Theme.primary : half.down ? Theme.primarySoft : "transparent"
                    border.width: half.visualFocus ? Theme.border : 0
                    border.color: Theme.accent
                }
            }
        }
    }
}
