import QtQuick

/** The one title of a screen or panel. */
Text {
    color: Theme.ink
    font.family: Theme.family
    font.pixelSize: Theme.textHeading
    font.weight: Theme.bold
    wrapMode: Text.Wrap
    textFormat: Text.PlainText
    Accessible.role: Accessible.Heading
    Accessible.name: text
}
