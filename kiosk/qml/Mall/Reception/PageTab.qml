import QtQuick
import QtQuick.Templates as T
import Mall.Look

/** One page of the desk; the current one is filled. */
T.AbstractButton {
    id: tab

    required property string iconName
    required property string key
    required property bool current
    readonly property color tint: current ? Theme.inkOnPrimary : Theme.primaryStrong

    implicitWidth: implicitContentWidth + 2 * Theme.gap * 1.25
    implicitHeight: Theme.touch * 0.9
    focusPolicy: Qt.TabFocus
    Accessible.role: Accessible.PageTab
    Accessible.name: text
    Accessible.description: key

    contentItem: Item {
        implicitWidth: row.implicitWidth

        Row {
            id: row

            anchors.centerIn: parent
            spacing: Theme.gapSmall * 1.25

            Icon {
                anchors.verticalCenter: parent.verticalCenter
                name: tab.iconName
                tint: tab.tint
                size: Theme.iconSmall
            }

            Body {
                anchors.verticalCenter: parent.verticalCenter
                text: tab.text
                strong: true
                color: tab.tint
                wrapMode: Text.NoWrap
            }

            KeyCap {
                anchors.verticalCenter: parent.verticalCenter
                text: tab.key
                tint: tab.tint
            }
        }
    }

    background: Rectangle {
        radius: Theme.radius
        color: tab.current ? Theme.primary : tab.down ? Theme.primarySoft : Theme.surface
        border.width: tab.visualFocus ? 2 * Theme.border : Theme.border
        border.color: tab.visualFocus ? Theme.accent : tab.current ? Theme.primary : Theme.outline
    }
}
