import QtQuick

/** Says on every screen that nothing here is real. Takes no height while hidden. */
Rectangle {
    property bool shown: false

    objectName: "training-ribbon"
    visible: shown
    implicitHeight: shown ? label.implicitHeight + Theme.gap : 0
    color: Theme.accent
    Accessible.role: Accessible.StaticText
    Accessible.name: label.text

    Text {
        id: label

        anchors.centerIn: parent
        width: parent.width - 2 * Theme.margin
        horizontalAlignment: Text.AlignHCenter
        text: qsTr("TRAINING: these numbers are not real")
        color: Theme.inkOnAccent
        font.family: Theme.family
        font.pixelSize: Theme.textCaption
        font.weight: Theme.bold
        fontSizeMode: Text.HorizontalFit
        textFormat: Text.PlainText
    }
}
