import Mall.Look

/** A number may be taken, but nobody sits at a counter for it yet. */
Notice {
    objectName: "unstaffed"
    tone: "warning"
    title: qsTr("No counter is open for this service yet")
    text: qsTr("You may take a number and wait.")
}
