import QtQuick

/** A QR code of `value` on white paper, modules on whole pixels so that any camera reads it. */
Rectangle {
    id: code

    property string value
    property real size: 320 * Theme.scale

    implicitWidth: size
    implicitHeight: size
    color: Theme.paper
    radius: Theme.radiusSmall
    Accessible.role: Accessible.Graphic
    Accessible.name: value

    Image {
        anchors.centerIn: parent
        cache: false
        smooth: false
        sourceSize: Qt.size(code.width, code.height)
        source: code.value === "" ? "" : "image://qr/" + encodeURIComponent(code.value)
    }
}
