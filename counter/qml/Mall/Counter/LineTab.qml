import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Mall.Look

/** One of the two lists: its name and how many are in it. */
T.AbstractButton {
    id: tab

    required property int count
    property string countName
    /** Shows this list while the other one is looked at. */
    property string key
    property bool chosen: false

    implicitHeight: Theme.touch
    leftPadding: Theme.gap * 1.5
    rightPadding: Theme.gap
    focusPolicy: Qt.TabFocus
    Accessible.role: Accessible.PageTab
    Accessible.name: text
    Accessible.checked: chosen

    contentItem: RowLayout {
        spacing: Theme.gapSmall

        Text {
            Layout.fillWidth: true
            text: tab.text
            color: tab.chosen ? Theme.ink : Theme.muted
            font.family: Theme.family
            font.pixelSize: Theme.textBody
            font.weight: tab.chosen ? Theme.bold : Theme.semiBold
            fontSizeMode: Text.HorizontalFit
            minimumPixelSize: Theme.textCaption * 0.9
            textFormat: Text.PlainText
        }

        KeyCap {
            visible: !tab.chosen
            text: tab.key
        }

        Chip {
            objectName: tab.countName
            text: tab.count
            tone: tab.count > 0 ? (tab.chosen ? "primary" : "warning") : "neutral"
        }
    }

    background: Item {
        Rectangle {
            anchors.bottom: parent.bottom
            width: parent.width
            height: tab.chosen ? 2 * Theme.border : Theme.border
            color: tab.visualFocus ? Theme.accent : tab.chosen ? Theme.primary : Theme.outline
        }
    }
}
