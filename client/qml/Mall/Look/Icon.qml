import QtQuick

/** One of `client/icons`, by name, in one colour. Nothing is drawn for an empty name. */
Image {
    id: icon

    property string name
    property color tint: Theme.ink
    property real size: Theme.icon

    width: size
    height: size
    sourceSize: Qt.size(Math.ceil(size * Screen.devicePixelRatio), Math.ceil(size * Screen.devicePixelRatio))
    source: name === "" ? "" : "image://icon/" + name + "/" + String(tint).slice(1)
    fillMode: Image.PreserveAspectFit
    Accessible.ignored: true
}
