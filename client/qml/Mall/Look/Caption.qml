import QtQuick

/** A small label over or under something larger. */
Text {
    color: Theme.muted
    font.family: Theme.family
    font.pixelSize: Theme.textCaption
    font.weight: Theme.medium
    wrapMode: Text.Wrap
    textFormat: Text.PlainText
    Accessible.role: Accessible.StaticText
    Accessible.name: text
}
