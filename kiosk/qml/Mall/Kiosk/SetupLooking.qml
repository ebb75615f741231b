import QtQuick
import QtQuick.Layouts
import Mall.Look

/** Under the list: that more may come, or what to look at when nothing came. */
Item {
    id: looking

    required property PrinterSetup printer

    implicitHeight: printer.searching ? busy.implicitHeight + 2 * Theme.gapLarge
        : printer.nothingFound ? nothing.implicitHeight + Theme.gap : 0

    RowLayout {
        id: busy

        objectName: "looking"
        anchors.centerIn: parent
        visible: looking.printer.searching
        spacing: Theme.gap

        Busy {
            running: looking.printer.searching
        }

        Body {
            text: qsTr("Looking for printers")
            color: Theme.muted
        }
    }

    Notice {
        id: nothing

        objectName: "nothing-found"
        y: Theme.gap
        width: parent.width
        visible: looking.printer.nothingFound
        iconName: "search"
        title: qsTr("No printer was found")
        text: qsTr("Is it switched on? Is its USB, serial or network cable in at both ends? Then look again, or type its address.")
    }
}
