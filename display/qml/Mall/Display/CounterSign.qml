import QtQuick
import Mall.Look

/** Where to go: an arrow and the counter. */
Rectangle {
    id: sign

    required property int counter
    required property bool expected
    /** As large as the place allows. */
    property real size: Theme.textDisplay * 1.3
    readonly property color ink: expected ? Theme.inkOnAccent : Theme.muted

    implicitHeight: size * 1.4
    radius: Theme.radius
    color: expected ? Theme.accent : Theme.surfaceHigh

    Row {
        anchors.centerIn: parent
        spacing: Theme.gapLarge

        Icon {
            anchors.verticalCenter: parent.verticalCenter
            name: "arrow-right"
            tint: sign.ink
            size: sign.size
        }

        Text {
            objectName: "call-counter"
            anchors.verticalCenter: parent.verticalCenter
            text: qsTr("COUNTER %1").arg(sign.counter)
            color: sign.ink
            font.family: Theme.family
            font.pixelSize: sign.size
            font.weight: Theme.extraBold
            textFormat: Text.PlainText
            Accessible.role: Accessible.StaticText
            Accessible.name: text
        }
    }
}
