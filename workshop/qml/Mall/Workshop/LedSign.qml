import QtQuick
import Mall.Look

/** One LED sign in its case; blinks as long as it is told to. */
Rectangle {
    id: sign

    required property string shown_url
    required property string dark_url
    required property bool blinking
    required property string text
    property bool lit: true

    implicitWidth: 440 * Theme.scale
    implicitHeight: (width - 2 * picture.anchors.margins) * 9 / 73 + 2 * picture.anchors.margins
    radius: Theme.radiusSmall
    color: Theme.inkOnPaper
    border.width: Theme.border
    border.color: Theme.nightOutline
    Accessible.role: Accessible.StaticText
    Accessible.name: text
    onBlinkingChanged: lit = true

    Image {
        id: picture

        anchors.fill: parent
        anchors.margins: Theme.unit
        source: sign.lit || !sign.blinking ? sign.shown_url : sign.dark_url
        smooth: true
        mipmap: true
    }

    Timer {
        running: sign.blinking
        repeat: true
        interval: Theme.blinkMs
        onTriggered: sign.lit = !sign.lit
    }
}
