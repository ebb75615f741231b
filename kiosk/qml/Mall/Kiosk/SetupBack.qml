import QtQuick
import QtQuick.Layouts
import Mall.Look

/** Back to the visitors, or one page back. */
SecondaryButton {
    required property SetupModel setup

    objectName: "setup-back"
    Layout.preferredHeight: Theme.touchLarge
    iconName: "arrow-left"
    text: qsTr("Back")
    textSize: Theme.textLarge
    onClicked: setup.back()
}
