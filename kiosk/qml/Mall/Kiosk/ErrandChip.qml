import QtQuick
import QtQuick.Layouts
import Mall.Look

/** One errand of this visit: its place in the order, its name, and a button that takes it off the list. */
Rectangle {
    id: chip

    required property int number
    required property string title
    required property string tenant
    required property bool shut
    required property bool removable
    property string removeName
    signal removed

    implicitHeight: Math.max(1.2 * Theme.touch, words.implicitHeight + Theme.gapSmall)
    implicitWidth: 440 * Theme.scale
    radius: Theme.radius
    color: shut ? Theme.dangerSoft : removable ? Theme.primarySoft : Theme.surfaceHigh
    Accessible.role: Accessible.ListItem
    Accessible.name: title

    RowLayout {
        anchors.fill: parent
        anchors.leftMargin: Theme.gap
        spacing: Theme.gap

        Body {
            text: chip.number
            font.weight: Theme.extraBold
            color: chip.shut ? Theme.danger : Theme.primaryStrong
        }

        ColumnLayout {
            id: words

            Layout.fillWidth: true
            spacing: 0

            Body {
                Layout.fillWidth: true
                text: chip.title
                strong: true
                font.pixelSize: Theme.textCaption
                maximumLineCount: 2
            }

            Caption {
                Layout.fillWidth: true
                text: chip.shut ? qsTr("Closed") : chip.tenant
                color: chip.shut ? Theme.danger : Theme.muted
            }
        }

        IconButton {
            Layout.fillHeight: true
            objectName: chip.removeName
            visible: chip.removable
            iconName: "x"
            text: qsTr("Remove %1").arg(chip.title)
            tint: chip.shut ? Theme.danger : Theme.primaryStrong
            onClicked: chip.removed()
        }
    }
}
