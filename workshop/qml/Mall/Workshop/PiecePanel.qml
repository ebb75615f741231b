import QtQuick
import QtQuick.Layouts
import Mall.Look

/** One device: what it is, how it is, where a computer finds it; below, what is special to it, and its faults. */
Rectangle {
    id: panel

    required property PieceModel piece
    required property string title
    required property string iconName
    default property alias content: inside.data

    implicitHeight: column.implicitHeight + 2 * Theme.gap
    implicitWidth: 480 * Theme.scale
    radius: Theme.radius
    color: Theme.nightSurface
    border.width: Theme.border
    border.color: piece.troubled ? Theme.danger : Theme.nightOutline

    ColumnLayout {
        id: column

        anchors.fill: parent
        anchors.margins: Theme.gap
        spacing: Theme.gap

        RowLayout {
            Layout.fillWidth: true
            Layout.fillHeight: false
            spacing: Theme.gap

            Icon {
                name: panel.iconName
                tint: Theme.primary
                size: Theme.icon
            }

            Body {
                Layout.fillWidth: true
                strong: true
                wrapMode: Text.NoWrap
                fontSizeMode: Text.HorizontalFit
                minimumPixelSize: Theme.textBody * 0.6
                elide: Text.ElideRight
                text: panel.title
            }

            Chip {
                objectName: `${panel.piece.name}-condition`
                tone: panel.piece.troubled ? "danger" : "success"
                text: panel.piece.condition
            }
        }

        TextEdit {
            objectName: `${panel.piece.name}-address`
            Layout.fillWidth: true
            Layout.topMargin: -Theme.gapSmall
            text: panel.piece.address
            readOnly: true
            selectByMouse: true
            wrapMode: TextEdit.WrapAnywhere
            color: Theme.muted
            selectionColor: Theme.primary
            selectedTextColor: Theme.inkOnPrimary
            font.family: Theme.family
            font.pixelSize: Theme.textCaption
            font.weight: Theme.medium
        }

        ColumnLayout {
            id: inside

            Layout.fillWidth: true
            Layout.fillHeight: true
            spacing: Theme.gap
        }

        FaultSwitches {
            Layout.fillWidth: true
            piece: panel.piece
        }
    }
}
