import QtQuick
import QtQuick.Templates as T
import Mall.Look

/** One priority class; a touch chooses it, another takes it back. */
T.AbstractButton {
    id: chip

    required property string iconName
    required property bool chosen
    /** The icon stands over the name. */
    property bool tall: false

    implicitHeight: tall ? 1.3 * Theme.touchLarge : Theme.touchLarge
    implicitWidth: face.implicitWidth + 2 * Theme.gap
    leftPadding: Theme.gapSmall
    rightPadding: Theme.gapSmall
    Accessible.role: Accessible.CheckBox
    Accessible.name: text
    Accessible.checkable: true
    Accessible.checked: chosen

    contentItem: Item {
        Grid {
            id: face

            anchors.centerIn: parent
            columns: chip.tall ? 1 : 2
            spacing: chip.tall ? Theme.unit / 2 : Theme.gap
            horizontalItemAlignment: Grid.AlignHCenter
            verticalItemAlignment: Grid.AlignVCenter

            Icon {
                name: chip.chosen ? "check-circle" : chip.iconName
                tint: chip.chosen ? Theme.inkOnPrimary : Theme.primary
                size: Theme.icon
            }

            Body {
                readonly property real room: chip.availableWidth - (chip.tall ? 0 : Theme.icon + Theme.gap)

                width: chip.availableWidth > 0 ? Math.min(implicitWidth, room) : implicitWidth
                horizontalAlignment: chip.tall ? Text.AlignHCenter : Text.AlignLeft
                text: chip.text
                strong: true
                font.pixelSize: chip.tall ? 0.9 * Theme.textBody : Theme.textBody
                color: chip.chosen ? Theme.inkOnPrimary : Theme.ink
            }
        }
    }

    background: Rectangle {
        radius: Theme.radius
        color: chip.chosen ? Theme.primary : chip.down ? Theme.primarySoft : Theme.surface
        border.width: chip.chosen || chip.down ? 2 * Theme.border : Theme.border
        border.color: chip.visualFocus ? Theme.accent : chip.chosen ? Theme.primaryStrong : Theme.outline
    }
}
