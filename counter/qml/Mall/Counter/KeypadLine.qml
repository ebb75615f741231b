import QtQuick
import QtQuick.Layouts
import Mall.Look

/** How a question is answered on the keypad, where there is one. */
RowLayout {
    id: line

    required property KeypadModel keypad

    visible: keypad.answerText !== ""
    spacing: Theme.gapSmall

    Icon {
        name: "keyboard"
        tint: Theme.muted
        size: Theme.iconSmall
    }

    Caption {
        objectName: "keypad-answer"
        Layout.fillWidth: true
        text: line.keypad.answerText
    }
}
