import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Mall.Look

/** What is closed for a while, or asked to be; a click opens the list. */
T.AbstractButton {
    id: note

    objectName: "closures"
    implicitHeight: Math.max(Theme.touch * 0.8, implicitContentHeight + 2 * Theme.gapSmall)
    leftPadding: Theme.gap * 1.5
    rightPadding: Theme.gap * 1.5
    focusPolicy: Qt.TabFocus
    Accessible.role: Accessible.Button
    Accessible.name: text

    contentItem: RowLayout {
        spacing: Theme.gap

        Icon {
            name: "lock"
            tint: Theme.warning
            size: Theme.iconSmall
        }

        Caption {
            Layout.fillWidth: true
            text: note.text
            color: Theme.warning
            font.weight: Theme.semiBold
            maximumLineCount: 2
            elide: Text.ElideRight
            lineHeight: 1
        }
    }

    background: Rectangle {
        radius: Theme.radius
        color: Theme.warningSoft
        border.width: note.visualFocus ? 2 * Theme.border : 0
        border.color: Theme.accent
    }
}
