import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Mall.Look

/** One printer to choose; the chosen one is framed. */
T.AbstractButton {
    id: row

    required property string key
    required property string title
    required property string detail
    required property string emblem
    required property string chip
    required property string tone
    required property bool chosen
    /** Side by side the chip would break an address in pieces. */
    readonly property bool stacked: chip !== "" && icon.width + 3 * Theme.gap + pill.implicitWidth
        + Math.max(name.implicitWidth, place.implicitWidth) > availableWidth

    objectName: "printer-" + key
    implicitHeight: Math.max(Theme.touchLarge, implicitContentHeight + topPadding + bottomPadding)
    leftPadding: Theme.gap * 1.5
    rightPadding: Theme.gap * 1.5
    topPadding: Theme.gapSmall
    bottomPadding: Theme.gapSmall
    text: title
    Accessible.role: Accessible.RadioButton
    Accessible.name: title
    Accessible.description: [detail, chip].filter(part => part !== "").join(", ")
    Accessible.checked: chosen

    contentItem: RowLayout {
        spacing: Theme.gap * 1.5

        Icon {
            id: icon

            name: row.chosen ? "check-circle" : row.emblem
            tint: row.chosen ? Theme.primary : Theme.muted
        }

        GridLayout {
            Layout.fillWidth: true
            columns: row.stacked ? 1 : 2
            columnSpacing: Theme.gap * 1.5
            rowSpacing: 0

            ColumnLayout {
                Layout.fillWidth: true
                spacing: 0

                Body {
                    id: name

                    Layout.fillWidth: true
                    text: row.title
                    strong: true
                    wrapMode: Text.WrapAtWordBoundaryOrAnywhere
                }

                Caption {
                    id: place

                    Layout.fillWidth: true
                    visible: text !== ""
                    text: row.detail
                    wrapMode: Text.WrapAtWordBoundaryOrAnywhere
                }
            }

            Chip {
                id: pill

                visible: text !== ""
                text: row.chip
                tone: row.tone
            }
        }
    }

    background: Rectangle {
        radius: Theme.radius
        color: row.down || row.chosen ? Theme.primarySoft : Theme.surface
        border.width: row.chosen || row.visualFocus ? 2 * Theme.border : Theme.border
        border.color: row.visualFocus ? Theme.accent : row.chosen ? Theme.primary : Theme.outline
    }
}
