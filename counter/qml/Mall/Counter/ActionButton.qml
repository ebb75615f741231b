/** One action of the officer. */
KeyButton {
    required property WorkModel work
    required property string name

    objectName: name.replace("_", "-")
    busy: work.busyWith === name
    enabled: work.possible.includes(name)
    onClicked: work.perform(name)
}
