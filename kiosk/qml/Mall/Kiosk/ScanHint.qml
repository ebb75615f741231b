import QtQuick
import QtQuick.Layouts
import Mall.Look

/** There is a scanner here: whoever has a number already learns what it is good for. */
RowLayout {
    id: hint

    required property KioskModel kiosk

    objectName: "scan-hint"
    spacing: Theme.gap

    Icon {
        name: "qr-code"
        tint: Theme.primaryStrong
        size: Theme.iconSmall
    }

    Body {
        Layout.fillWidth: true
        text: qsTr("Do you have a number already? Scan your slip here.")
        color: Theme.primaryStrong
    }
}
