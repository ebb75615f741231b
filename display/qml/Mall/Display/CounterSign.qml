import QtQuick
import Mall.Look

/** Where to go: an arrow and the counter. */
Rectangle {
    id: sign

    required property int counter
    required property bool expected
    readonly property color ink: expected ? Theme.inkOnAccent : Theme.muted

    implicitHeight: Theme.textDisplay * 1.8
    radius: Theme.radius
    color: expected ? Theme.accent : Theme.surfaceHigh

    Row {
        anchors.centerIn: parent
        spacing: Theme.gapLarge

        Icon {
            anchors.verticalCenter: parent.verticalCenter
            name: "arrow-right"
            tint: sign.ink
            size: Theme.textDisplay * 1.3
        }

        Text {
            objectName: "call-counter"
            anchors.verticalCenter: parent.verticalCenter
            text: qsTr("COUNTER %1").arg(sign.counter)
            color: sign.ink
            font.family: Theme.family
            font.pixelSize: Theme.textDisplay * 1.3
            font.weight: Theme.extraBold
            textFormat: Text.PlainText
            Accessible.role: Accessible.StaticText
            Accessible.name: text
        }
    }
}
