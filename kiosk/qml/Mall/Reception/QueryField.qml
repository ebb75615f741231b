import QtQuick
import Mall.Look

/** Where everything is typed and scanned. It says what Enter would do where that is on another page. */
TextField {
    id: field

    required property ReceptionModel reception
    readonly property string leadsTo: reception.leadsTo
    readonly property bool making: reception.page === "bookings" && reception.bookings.making

    objectName: "query"
    implicitHeight: Theme.touch * 1.1
    rightPadding: Theme.gap * 1.5 + (hint.visible ? hint.width + Theme.gap : 0)
    font.pixelSize: Theme.textLarge
    font.weight: Theme.semiBold
    maximumLength: 300
    focus: true
    text: reception.text
    placeholderText: field.making ? qsTr("Service to be booked")
        : reception.page === "issue" ? qsTr("What do they need? Or scan a slip")
        : reception.page === "look_up" ? qsTr("Number, or scan the slip")
        : reception.page === "bookings" ? qsTr("Code of 8 digits, or service")
        : qsTr("Number of the visit before")
    Accessible.name: placeholderText
    onTextEdited: reception.type(text)
    onAccepted: {
        if (field.making && field.leadsTo === "") {
            // The service is chosen: on to the hour.
            field.nextItemInFocusChain().forceActiveFocus(Qt.TabFocusReason);
        } else {
            field.reception.enter();
            field.selectAll();
        }
    }
    Keys.onUpPressed: reception.move(-1)
    Keys.onDownPressed: reception.move(1)
    Keys.onEscapePressed: reception.escape()
    Keys.onPressed: event => {
        if (event.key === Qt.Key_PageUp || event.key === Qt.Key_PageDown) {
            field.reception.move(event.key === Qt.Key_PageUp ? -5 : 5);
            event.accepted = true;
        }
    }

    Chip {
        id: hint

        objectName: "query-hint"
        visible: field.leadsTo !== ""
        anchors.right: parent.right
        anchors.rightMargin: Theme.gap
        anchors.verticalCenter: parent.verticalCenter
        tone: "primary"
        text: field.leadsTo === "look_up" ? qsTr("Enter: look up")
            : field.leadsTo === "bookings" ? qsTr("Enter: booking") : qsTr("Enter: new number")
    }
}
