import QtQuick
import QtQuick.Templates as T
import Mall.Look

/** Turns to one device where the window is too narrow for all. */
T.AbstractButton {
    id: tab

    property bool troubled: false

    checkable: true
    autoExclusive: true
    implicitHeight: Theme.touch * 0.8
    Accessible.role: Accessible.PageTab
    Accessible.name: text

    contentItem: Text {
        text: tab.text
        color: tab.troubled ? Theme.danger : tab.checked ? Theme.primaryStrong : Theme.muted
        horizontalAlignment: Text.AlignHCenter
        verticalAlignment: Text.AlignVCenter
        font.family: Theme.family
        font.pixelSize: Theme.textCaption * 1.1
        font.weight: Theme.bold
        fontSizeMode: Text.HorizontalFit
        minimumPixelSize: Theme.textCaption * 0.6
        elide: Text.ElideRight
        textFormat: Text.PlainText
    }

    background: Rectangle {
        radius: Theme.radiusSmall
        color: tab.visualFocus ? Theme.nightSurfaceHigh : "transparent"

        Rectangle {
            anchors.bottom: parent.bottom
            width: parent.width
            height: 2 * Theme.border
            color: tab.checked ? Theme.primary : Theme.nightOutline
        }
    }
}
