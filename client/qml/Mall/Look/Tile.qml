pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T

/** A big thing to touch: icon or badge, title, subtitle, an optional chip, and an arrow that says "go on". */
T.AbstractButton {
    id: tile

    required property string title
    property string subtitle
    property string iconName
    property string badge
    property color tint: Theme.primary
    property string chip
    property string chipIcon
    property string chipTone: "neutral"
    /** The chip stands at the right edge instead of under the title. */
    property bool chipBeside: false
    property int titleSize: Theme.textLarge
    property int titleLines: 2
    property bool chevron: true

    implicitHeight: Math.max(Theme.touchLarge + Theme.gapLarge, implicitContentHeight + topPadding + bottomPadding)
    implicitWidth: 480 * Theme.scale
    leftPadding: Theme.gap * 1.5
    rightPadding: Theme.gap * 1.5
    topPadding: Theme.gap
    bottomPadding: Theme.gap
    text: title
    Accessible.role: Accessible.Button
    Accessible.name: title
    Accessible.description: [subtitle, chip].filter(part => part !== "").join(", ")

    contentItem: RowLayout {
        spacing: Theme.gap * 1.5
        opacity: tile.enabled ? 1 : 0.55

        Loader {
            active: tile.iconName !== "" || tile.badge !== ""
            visible: active
            sourceComponent: mark
        }

        ColumnLayout {
            Layout.fillWidth: true
            Layout.alignment: Qt.AlignVCenter
            spacing: Theme.unit / 2

            Text {
                Layout.fillWidth: true
                text: tile.title
                color: Theme.ink
                font.family: Theme.family
                font.pixelSize: tile.titleSize
                font.weight: Theme.bold
                wrapMode: Text.Wrap
                maximumLineCount: tile.titleLines
                elide: Text.ElideRight
                textFormat: Text.PlainText
            }

            Loader {
                Layout.fillWidth: true
                active: tile.subtitle !== ""
                visible: active
                sourceComponent: subtitle
            }

            Loader {
                Layout.topMargin: Theme.unit / 2
                active: tile.chip !== "" && !tile.chipBeside
                visible: active
                sourceComponent: chip
            }
        }

        Loader {
            active: tile.chip !== "" && tile.chipBeside
            visible: active
            sourceComponent: chip
        }

        Loader {
            active: tile.chevron
            visible: active
            sourceComponent: chevron
        }
    }

    background: Rectangle {
        radius: Theme.radius
        color: tile.down ? Theme.soft(tile.tint) : Theme.surface
        border.width: tile.down || tile.visualFocus ? 2 * Theme.border : Theme.border
        border.color: tile.visualFocus ? Theme.accent : tile.down ? tile.tint : Theme.outline
    }

    // Made only where it is shown: a page may hold dozens of tiles.
    Component {
        id: mark

        Rectangle {
            implicitWidth: Theme.touch
            implicitHeight: Theme.touch
            radius: Theme.radius
            color: Theme.soft(tile.tint)

            Icon {
                visible: tile.badge === ""
                anchors.centerIn: parent
                name: tile.iconName
                tint: tile.tint
                size: Theme.icon * 1.1
            }

            Text {
                visible: tile.badge !== ""
                anchors.centerIn: parent
                text: tile.badge
                color: tile.tint
                font.family: Theme.family
                font.pixelSize: Theme.textLarge
                font.weight: Theme.extraBold
            }
        }
    }

    Component {
        id: subtitle

        Caption {
            text: tile.subtitle
            maximumLineCount: 2
            elide: Text.ElideRight
        }
    }

    Component {
        id: chip

        Chip {
            text: tile.chip
            iconName: tile.chipIcon
            tone: tile.chipTone
        }
    }

    Component {
        id: chevron

        Icon {
            name: "chevron-right"
            tint: Theme.muted
        }
    }
}
