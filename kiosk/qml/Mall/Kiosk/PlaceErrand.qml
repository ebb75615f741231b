import QtQuick
import QtQuick.Layouts
import Mall.Look

/** What a number is for. */
ColumnLayout {
    id: errand

    required property var place

    spacing: Theme.gapSmall

    Body {
        Layout.fillWidth: true
        visible: text !== ""
        horizontalAlignment: Text.AlignHCenter
        text: errand.place.service
        strong: true
        font.pixelSize: Theme.textLarge
    }

    Body {
        Layout.fillWidth: true
        visible: text !== ""
        horizontalAlignment: Text.AlignHCenter
        text: errand.place.tenant
        color: Theme.muted
    }
}
