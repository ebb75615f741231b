import QtQuick
import QtQuick.Layouts
import Mall.Look

/** Prints a test slip, and says what became of it; and of saving. */
ColumnLayout {
    id: trial

    required property PrinterSetup printer
    readonly property bool noted: printer.note.title !== undefined

    spacing: Theme.gap

    SecondaryButton {
        objectName: "print-test"
        Layout.fillWidth: true
        Layout.preferredHeight: Theme.touchLarge * 0.9
        enabled: trial.printer.canTest
        iconName: "printer"
        text: qsTr("Print a test slip")
        textSize: Theme.textLarge
        onClicked: trial.printer.printTest()
    }

    // Room is kept for what is usually said, so that nothing moves under the finger.
    Item {
        Layout.fillWidth: true
        Layout.fillHeight: true
        Layout.preferredHeight: Math.max(216 * Theme.scale, said.visible ? said.implicitHeight : 0)

        RowLayout {
            objectName: "test-busy"
            anchors.horizontalCenter: parent.horizontalCenter
            y: Theme.gapLarge
            visible: trial.printer.testing
            spacing: Theme.gap

            Busy {
                running: trial.printer.testing
            }

            Body {
                text: qsTr("The test slip is being printed")
                color: Theme.muted
            }
        }

        Notice {
            id: said

            objectName: "setup-note"
            width: parent.width
            visible: trial.noted && !trial.printer.testing
            tone: trial.printer.note.tone ?? "info"
            title: trial.printer.note.title ?? ""
            text: trial.printer.note.text ?? ""
        }

        Notice {
            objectName: "setup-given"
            width: parent.width
            visible: text !== "" && !trial.noted && !trial.printer.testing
            text: trial.printer.givenNote
        }
    }
}
