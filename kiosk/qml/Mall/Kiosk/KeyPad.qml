pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Mall.Look

/** Ten big digits and one that takes the last one back. */
GridLayout {
    id: pad

    property bool erasable: true
    signal typed(digit: string)
    signal erased

    columns: 3
    uniformCellWidths: true
    uniformCellHeights: true
    columnSpacing: Theme.gap
    rowSpacing: Theme.gap

    Repeater {
        model: 9

        SecondaryButton {
            required property int index

            objectName: "digit-" + text
            Layout.fillWidth: true
            Layout.fillHeight: true
            text: index + 1
            textSize: Theme.textHeading
            onClicked: pad.typed(text)
        }
    }

    Item {
        Layout.fillWidth: true
    }

    SecondaryButton {
        objectName: "digit-0"
        Layout.fillWidth: true
        Layout.fillHeight: true
        text: "0"
        textSize: Theme.textHeading
        onClicked: pad.typed(text)
    }

    SecondaryButton {
        objectName: "erase"
        Layout.fillWidth: true
        Layout.fillHeight: true
        leftPadding: Theme.gapSmall
        rightPadding: Theme.gapSmall
        enabled: pad.erasable
        iconName: "delete"
        text: qsTr("Erase")
        onClicked: pad.erased()
    }
}
