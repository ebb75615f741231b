import QtQuick

/** Running text. `strong` for what must not be missed. */
Text {
    property bool strong: false

    color: Theme.ink
    font.family: Theme.family
    font.pixelSize: Theme.textBody
    font.weight: strong ? Theme.semiBold : Theme.medium
    wrapMode: Text.Wrap
    textFormat: Text.PlainText
    Accessible.role: Accessible.StaticText
    Accessible.name: text
}
