import QtQuick

/** Real keys, where there is a keyboard. Takes the focus, and shows nothing. */
TextInput {
    id: typing

    required property SetupModel setup
    signal typed(text: string)
    signal erased
    signal entered
    signal escaped

    objectName: "setup-typing"
    width: 0
    height: 0
    focus: true
    cursorDelegate: Item {}
    Accessible.ignored: true
    Component.onCompleted: forceActiveFocus()

    Keys.onPressed: event => {
        event.accepted = true;
        typing.setup.touched();
        if (event.key === Qt.Key_Backspace)
            typing.erased();
        else if (event.key === Qt.Key_Return || event.key === Qt.Key_Enter)
            typing.entered();
        else if (event.key === Qt.Key_Escape)
            typing.escaped();
        else if (event.text >= " " && event.text !== "\u007f")
            typing.typed(event.text);
        else
            event.accepted = false;
    }
}
