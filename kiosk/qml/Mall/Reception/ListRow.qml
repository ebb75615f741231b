import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Mall.Look

/** One row of a list: what it is called, what it is, and how it stands. `strip` colours its tenant. */
T.AbstractButton {
    id: row

    required property int index
    property string lead
    property string heading
    property string detail
    property string chip
    property string chipTone: "neutral"
    property color strip: "transparent"
    readonly property bool chosen: ListView.isCurrentItem

    width: ListView.view ? ListView.view.width : 0
    implicitHeight: Math.max(Theme.touch, content.implicitHeight + Theme.gap)
    focusPolicy: Qt.NoFocus
    Accessible.role: Accessible.ListItem
    Accessible.name: [lead, heading, detail, chip].filter(part => part !== "").join(", ")
    Accessible.selected: chosen

    contentItem: RowLayout {
        id: content

        spacing: Theme.gap

        Rectangle {
            Layout.leftMargin: Theme.gap
            Layout.preferredWidth: Theme.unit * 0.75
            Layout.preferredHeight: Theme.touch * 0.6
            visible: row.strip.a > 0
            radius: width / 2
            color: row.strip
        }

        Text {
            Layout.leftMargin: row.strip.a > 0 ? 0 : Theme.gap * 1.5
            Layout.preferredWidth: Theme.touch * 1.4
            visible: text !== ""
            text: row.lead
            color: Theme.ink
            font.family: Theme.family
            font.pixelSize: Theme.textLarge
            font.weight: Theme.bold
            fontSizeMode: Text.HorizontalFit
            minimumPixelSize: Theme.textCaption
            textFormat: Text.PlainText
        }

        ColumnLayout {
            Layout.fillWidth: true
            spacing: 0

            Body {
                Layout.fillWidth: true
                text: row.heading
                strong: true
                maximumLineCount: 2
                elide: Text.ElideRight
                lineHeight: 0.95
            }

            Caption {
                Layout.fillWidth: true
                visible: text !== ""
                text: row.detail
                elide: Text.ElideRight
                wrapMode: Text.NoWrap
            }
        }

        Chip {
            Layout.rightMargin: Theme.gap
            visible: text !== ""
            text: row.chip
            tone: row.chipTone
        }
    }

    background: Rectangle {
        color: row.chosen || row.hovered ? Theme.page : "transparent"

        Rectangle {
            visible: row.chosen
            width: Theme.unit
            height: parent.height
            color: Theme.primary
        }
    }
}
