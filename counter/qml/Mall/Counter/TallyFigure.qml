import QtQuick
import QtQuick.Layouts
import Mall.Look

/** A figure under its name. */
ColumnLayout {
    id: figure

    property string title
    property string text

    spacing: 0

    Caption {
        Layout.fillWidth: true
        text: figure.title
        elide: Text.ElideRight
        wrapMode: Text.NoWrap
    }

    Text {
        Layout.fillWidth: true
        text: figure.text
        color: Theme.ink
        font.family: Theme.family
        font.pixelSize: Theme.textTitle
        font.weight: Theme.bold
        Accessible.role: Accessible.StaticText
        Accessible.name: text
    }
}
