import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Mall.Look

/** A counter where one can sit down, or who sits there. */
T.AbstractButton {
    id: tile

    required property int number
    required property bool taken
    required property string holder
    required property string services
    required property bool chosen

    objectName: "counter-" + number
    enabled: !taken
    padding: Theme.gap
    focusPolicy: Qt.TabFocus
    Accessible.role: Accessible.RadioButton
    Accessible.name: qsTr("Counter %1").arg(number)
    Accessible.description: note.text
    Accessible.checked: chosen

    contentItem: RowLayout {
        spacing: Theme.gap

        Rectangle {
            Layout.preferredWidth: Theme.touch
            Layout.preferredHeight: Theme.touch
            radius: Theme.radius
            color: tile.chosen ? Theme.primary : tile.taken ? Theme.outline : Theme.primarySoft

            Text {
                anchors.fill: parent
                anchors.margins: Theme.gapSmall
                text: tile.number
                color: tile.chosen ? Theme.inkOnPrimary : tile.taken ? Theme.muted : Theme.primaryStrong
                font.family: Theme.family
                font.pixelSize: Theme.textTitle
                font.weight: Theme.extraBold
                fontSizeMode: Text.Fit
                horizontalAlignment: Text.AlignHCenter
                verticalAlignment: Text.AlignVCenter
            }
        }

        ColumnLayout {
            Layout.fillWidth: true
            spacing: Theme.unit / 4

            Body {
                Layout.fillWidth: true
                text: tile.taken ? qsTr("In use") : qsTr("Counter %1").arg(tile.number)
                strong: true
                color: tile.taken ? Theme.muted : Theme.ink
                lineHeight: 1
            }

            Caption {
                id: note

                Layout.fillWidth: true
                text: tile.taken ? tile.holder : tile.services === "" ? qsTr("All services") : tile.services
                maximumLineCount: 2
                elide: Text.ElideRight
            }
        }

        Icon {
            visible: tile.chosen || tile.taken
            name: tile.chosen ? "check-circle" : "user"
            tint: tile.chosen ? Theme.primary : Theme.muted
        }
    }

    background: Rectangle {
        radius: Theme.radius
        color: tile.chosen || tile.down ? Theme.primarySoft : tile.taken ? Theme.surfaceHigh : Theme.surface
        border.width: tile.chosen || tile.visualFocus ? 1.5 * Theme.border : Theme.border
        border.color: tile.visualFocus ? Theme.accent : tile.chosen ? Theme.primary : Theme.outline
    }
}
