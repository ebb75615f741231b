import QtQuick
import QtQuick.Layouts
import Mall.Look

/** One page back. */
SecondaryButton {
    required property KioskModel kiosk

    objectName: "back"
    Layout.preferredHeight: Theme.touchLarge
    Layout.fillHeight: true
    iconName: "arrow-left"
    text: qsTr("Back")
    textSize: Theme.textLarge
    onClicked: kiosk.back()
}
