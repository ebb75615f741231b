import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Mall.Look

/** One line of a page: its digit chooses it, and Enter while it is the current one. */
T.AbstractButton {
    id: option

    required property int index
    required property string key
    required property string digit
    required property string title
    required property string note
    required property string symbol
    required property string cap
    required property bool danger
    required property bool possible
    property bool current: false
    readonly property color tint: !possible ? Theme.muted : danger ? Theme.danger : Theme.primaryStrong

    objectName: "option-" + key
    enabled: possible
    implicitHeight: Theme.touch * 0.9
    leftPadding: Theme.gap
    rightPadding: Theme.gap
    Accessible.role: Accessible.ListItem
    Accessible.name: title
    Accessible.description: note

    contentItem: RowLayout {
        spacing: Theme.gap

        KeyCap {
            visible: option.digit !== ""
            text: option.digit
            tint: option.tint
            opacity: option.possible ? 1 : 0.5
        }

        Icon {
            name: option.symbol
            tint: option.tint
            opacity: option.possible ? 1 : 0.5
            size: Theme.iconSmall
        }

        ColumnLayout {
            Layout.fillWidth: true
            spacing: 0

            Text {
                Layout.fillWidth: true
                text: option.title
                color: !option.possible ? Theme.muted : option.danger ? Theme.danger : Theme.ink
                font.family: Theme.family
                font.pixelSize: Theme.textBody
                font.weight: option.possible ? Theme.semiBold : Theme.medium
                fontSizeMode: Text.HorizontalFit
                minimumPixelSize: Theme.textCaption * 0.9
                elide: Text.ElideRight
                textFormat: Text.PlainText
            }

            Caption {
                Layout.fillWidth: true
                visible: text !== ""
                text: option.note
                wrapMode: Text.NoWrap
                elide: Text.ElideRight
                lineHeight: 1
            }
        }

        KeyCap {
            visible: option.cap !== ""
            text: option.cap
            tint: Theme.muted
            opacity: option.possible ? 1 : 0.5
        }
    }

    background: Rectangle {
        radius: Theme.radius
        color: option.down ? Theme.primarySoft : option.current && option.possible ? Theme.primarySoft : "transparent"
        border.width: option.current && option.possible ? Theme.border : 0
        border.color: Theme.primary
    }
}
