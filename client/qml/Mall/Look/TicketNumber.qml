import QtQuick

/** A ticket's number, as large as its place allows. */
Text {
    objectName: "ticket-number"
    color: Theme.ink
    font.family: Theme.family
    font.pixelSize: Theme.textNumber
    font.weight: Theme.extraBold
    // Digits and capitals have nothing below the line.
    lineHeight: 0.86
    fontSizeMode: Text.HorizontalFit
    minimumPixelSize: Theme.textTitle
    horizontalAlignment: Text.AlignHCenter
    verticalAlignment: Text.AlignVCenter
    textFormat: Text.PlainText
    Accessible.role: Accessible.StaticText
    Accessible.name: text
}
