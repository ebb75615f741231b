import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Mall.Look

/** A number in a list; a click opens what can be done with it. */
T.AbstractButton {
    id: row

    required property string label
    property string text1
    property string text2
    property string iconName
    property color tint: Theme.muted
    property string trailing
    /** It is not its turn, wherever it stands. */
    property bool away: false

    width: ListView.view ? ListView.view.width : 0
    implicitHeight: Math.max(Theme.touch, implicitContentHeight + Theme.gap)
    leftPadding: Theme.gap * 1.5
    rightPadding: Theme.gap * 1.5
    Accessible.role: Accessible.ListItem
    Accessible.name: label + ", " + text1 + ", " + text2 + ", " + trailing

    contentItem: RowLayout {
        spacing: Theme.gap

        Text {
            Layout.preferredWidth: Theme.touch * 1.35
            text: row.label
            color: row.away ? Theme.muted : Theme.ink
            font.family: Theme.family
            font.pixelSize: Theme.textBody
            font.weight: Theme.bold
            fontSizeMode: Text.HorizontalFit
            textFormat: Text.PlainText
        }

        ColumnLayout {
            Layout.fillWidth: true
            spacing: 0

            Caption {
                Layout.fillWidth: true
                text: row.text1
                maximumLineCount: 2
                elide: Text.ElideRight
                lineHeight: 1
            }

            RowLayout {
                Layout.fillWidth: true
                visible: row.text2 !== ""
                spacing: Theme.gapSmall / 2

                Icon {
                    visible: row.iconName !== ""
                    name: row.iconName
                    tint: row.tint
                    size: Theme.textCaption
                }

                Caption {
                    Layout.fillWidth: true
                    text: row.text2
                    color: row.tint
                    font.weight: Theme.semiBold
                    wrapMode: Text.NoWrap
                    elide: Text.ElideRight
                    lineHeight: 1
                }
            }
        }

        Caption {
            visible: text !== ""
            text: row.trailing
            color: row.away ? Theme.muted : Theme.ink
            wrapMode: Text.NoWrap
            font.weight: Theme.semiBold
        }
    }

    background: Rectangle {
        color: row.down ? Theme.primarySoft : row.hovered ? Theme.surfaceHigh : "transparent"

        Rectangle {
            anchors.bottom: parent.bottom
            x: row.leftPadding
            width: parent.width - 2 * x
            height: Math.max(1, Theme.border / 2)
            color: Theme.outline
        }
    }
}
